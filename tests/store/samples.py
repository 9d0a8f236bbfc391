"""Own-written readings with every kind of finding: the engine's readings of small articles, completed by hand."""

from functools import cache

from luoshi.model.findings import (
    EventMention,
    Formulation,
    Industry,
    Link,
    Organisation,
    Paragraph,
    Person,
    Quantity,
    Response,
    Section,
    Speaker,
    Unit,
)
from luoshi.model.reading import FORMAT, Reading
from luoshi.model.source import document
from luoshi.model.spans import Spans
from luoshi.reader.engine import ENGINE
from luoshi.registry.world import registry
from tests.readings import lag

_ZONES = ("hefei", "zhuhai", "suzhou", "xian", "chengdu", "wuhan-donghu")
_EVENTS = (("党的二十届四中全会", "cc20-plenum4", "2025-10-27"), ("全国两会", "npc-cppcc-2025", "2025-03-13"),
           ("党的二十届三中全会", "cc20-plenum3", "2024-07-22"))  # fmt: skip
_BODIES = ("党工委会议", "干部大会", "中心组学习会")
_INDUSTRIES = ("集成电路", "生物医药", "低空经济", "人工智能")
_PAPERS = ("园区周报", "创新晚报")


@cache
def readings() -> tuple[Reading, ...]:
    """Eighteen readings: six zones, three events each."""
    return tuple(_reading(zone, number) for number, zone in enumerate(_ZONES * 3))


def _reading(zone: str, number: int) -> Reading:
    name, event, day = _EVENTS[number // 6]
    return _Made(zone, name, event, day, number).reading()


class _Made:
    """One article in the making: its lines, and where words stand in them."""

    def __init__(self, zone: str, name: str, event: str, day: str, number: int) -> None:
        self.short = registry().bodies[zone].short
        self.link, self.event, self.day, self.number = Link(self.short, zone), Link(name, event), day, number
        self.industry = _INDUSTRIES[number % 4]
        self.body = _BODIES[number % 3]
        n = number + 3
        self.lines = [
            f"{self.short}学习{name}精神",
            f"{self.short}：在新征程上走前列",
            f"{self.short}召开{self.body}，传达学习{name}精神。会议强调，要深刻领会全会精神，推动高质量发展。",
            f"要加快打造“三大高地”，即创新高地、产业高地、人才高地。到2027年，{self.industry}产业规模达到{n * 10}亿元。",
            f"{self.short}党工委书记李明{number}说，将建设{n}个算力中心，与云山大学共建集成电路",
            "产业园。今年已引进项目三十个。",
        ]
        self.text = "\n".join(self.lines) + "\n"

    def at(self, words: str, line: int) -> Spans:
        """The place of words in a line."""
        start = sum(len(each) + 1 for each in self.lines[:line])
        found = self.text.index(words, start)
        return ((found, found + len(words)),)

    def sentence(self, line: int, place: int) -> Spans:
        """The place of one sentence of a line."""
        parts = [part + "。" for part in self.lines[line].split("。") if part]
        words = parts[place] if self.lines[line].endswith("。") else self.lines[line]
        return self.at(words, line)

    def reading(self) -> Reading:
        source = document(self.text, uri=f"{self.number}.txt", title=self.lines[0], publisher=_PAPERS[self.number % 2],
                          published=f"{self.day[:8]}{int(self.day[8:]) + 1}", page="03").source  # fmt: skip
        roles = ("title", "heading", "body", "body", "body", "body")
        meeting = self.sentence(2, 0)
        return Reading(
            format=FORMAT,
            engine=ENGINE,
            source=source,
            text=self.text,
            policy_events=(EventMention(self.event.text, self.event.entity, self.at(self.event.text, 0)),),
            paragraphs=tuple(
                Paragraph(f"P{i + 1:03d}", self.at(line, i), roles[i], "S01" if i else None, i or None, i == 5)  # type: ignore[arg-type]
                for i, line in enumerate(self.lines)
            ),
            sections=(Section("S01", self.link, "在新征程上走前列", Speaker("李明", "党工委书记")),),
            responses=(
                Response("R01", "S01", self.link, (self.event,), self.day, None, "conveyance", self.body,
                         lag((self.event,), self.day), meeting, self.text[slice(*meeting[0])]),
            ),
            units=tuple(self._units()),
            people=(Person("李明", "党工委书记", self.short, "S01", self.at("李明", 4)),),
            organisations=(Organisation("云山大学", "university", "S01", self.at("云山大学", 4)),),
            industries=(Industry(self.industry, "C39", "S01", self.at(self.industry, 3)),),
            formulations=(
                Formulation("三大高地", 3, ("创新高地", "产业高地", "人才高地"), None, "S01", self.at("三大高地", 3)),
            ),
            quantities=tuple(self._quantities()),
        )  # fmt: skip

    def _units(self) -> "list[Unit]":
        coded = (
            ("P003.1", 2, 0, "event", None, ("study",)),
            ("P003.2", 2, 1, "exhortation", None, ("study", "innovation")),
            ("P004.1", 3, 0, "undertaking", False, ("industry", "innovation", "talent")),
            ("P004.2", 3, 1, "undertaking", True, ("industry",)),
            ("P005.1", 4, 0, "undertaking", True, ("digital", "industry")),
            ("P006.1", 5, 0, "undertaking", True, ("digital", "industry")),
            ("P006.2", 5, 1, "result", None, ("investment",)),
        )
        return [
            Unit(id, "S01", self.sentence(line, place), modality, checkable, themes, 0.75)  # type: ignore[arg-type]
            for id, line, place, modality, checkable, themes in coded
        ]

    def _quantities(self) -> "list[Quantity]":
        words = f"{(self.number + 3) * 10}亿元"
        spans = self.at(words, 3)
        return [Quantity(float((self.number + 3) * 10), "亿元", "at_least", f"{self.industry}产业规模", "target", "2027",
                         "S01", spans, words)]  # fmt: skip
