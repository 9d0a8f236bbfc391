"""Articles without end: sections of real readings put together anew, with other zones, events, days, names and numbers.

Every finding moves with its words, so that the readings need not be made again and still point at their words. The pool
is the engine's readings of the samples, and of the corpus where it is there; the same seed gives the same articles.
"""

import os
import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from luoshi.model.findings import Link
from luoshi.model.reading import FORMAT, Reading
from luoshi.model.source import source_id
from luoshi.model.spans import Span, Spans, quote
from luoshi.reader.engine import ENGINE
from luoshi.registry.world import PolicyEvent, registry

_KINDS = ("units", "people", "organisations", "industries", "formulations", "quantities", "responses")
_NUMBER = re.compile(r"(?<![\d.])\d+(?![\d年月日.])")
_TITLES = ("{event}精神在{zone}落地见效", "{zone}传达学习{event}精神", "各地高新区热议{event}", "{zone}等地掀起学习{event}热潮",
           "把{event}部署变成行动——来自{zone}的报道")  # fmt: skip
_PAPERS = ("中国高新区报道", "科技园区观察", "创新导刊", "园区周报", "产业日报")
_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
_GIVEN = "明华强伟军平建国文志海涛斌辉宇鹏磊静敏丽娟霞玲燕芳"


@dataclass
class Part:
    """A section of a reading: its paragraphs' spans in the old text, and the findings by kind."""

    text: str
    subject: Link
    lines: list[Span]
    roles: list[str]
    findings: dict[str, list[Any]] = field(default_factory=dict)


def pool(readings: Iterable[Reading]) -> list[Part]:
    """The sections on zones of some readings, those that hold units."""
    zones = {zone.id for zone in registry().zones}
    parts = []
    for reading in readings:
        for section in reading.sections:
            own = [p for p in reading.paragraphs if p.section == section.id and not p.duplicate_of]
            own.sort(key=lambda p: p.order or 0)
            found = {kind: [f for f in getattr(reading, kind) if f.section == section.id] for kind in _KINDS}
            lines = [p.spans[0] for p in own]
            inside = {
                kind: [f for f in some if all(any(a <= x and y <= b for a, b in lines) for x, y in f.spans)]
                for kind, some in found.items()
            }
            if inside["units"] and section.subject.entity in zones:
                parts.append(Part(reading.text, section.subject, lines, [p.role for p in own], inside))
    return parts


class Writer:
    """Writes article after article from a pool of sections."""

    def __init__(self, parts: list[Part], seed: int = 1) -> None:
        self.parts = parts
        self.random = random.Random(seed)
        self.zones = [zone for zone in registry().zones if zone.short.endswith("高新区")]
        self.events = [event for event in registry().events if event.start >= "2017" and len(event.name) < 24]
        self.industries = sorted({i.name for part in parts for i in part.findings["industries"]})

    def article(self) -> Reading:
        """One more article."""
        choose = self.random
        event = choose.choice(self.events)
        day = date.fromisoformat(event.end) + timedelta(days=int(choose.expovariate(1 / 12)) + 1)
        parts = choose.sample(self.parts, k=min(len(self.parts), choose.choice((1, 2, 3, 4, 5, 6, 8))))
        zones = choose.sample(self.zones, k=len(parts))
        title = choose.choice(_TITLES).format(event=_called(event), zone=zones[0].short)
        made = _Article(title, event, day, self)
        for part, zone in zip(parts, zones, strict=True):
            made.add(part, zone)
        return made.reading(choose.choice(_PAPERS), choose.randrange(1, 17))

    def articles(self, count: int) -> Iterator[Reading]:
        for _ in range(count):
            yield self.article()

    def name(self) -> str:
        """A person's name."""
        return self.random.choice(_SURNAMES) + "".join(self.random.choices(_GIVEN, k=self.random.choice((1, 2))))


def _called(event: PolicyEvent) -> str:
    return min(event.aliases, key=len) if event.aliases else event.name


class _Place(NamedTuple):
    """Where a section goes: its id, its zone, and the words that change."""

    section: str
    link: Link
    swaps: dict[str, str]


class _Article:
    """An article that is being put together."""

    def __init__(self, title: str, event: PolicyEvent, day: date, writer: Writer) -> None:
        self.pieces = [title + "\n"]
        self.length = len(title) + 1
        self.title, self.event, self.day, self.writer = title, event, day, writer
        self.paragraphs: list[Any] = [msgspec.convert({"id": "P001", "spans": [(0, len(title))], "role": "title"}, _P)]
        self.sections: list[Any] = []
        self.findings: dict[str, list[Any]] = {kind: [] for kind in _KINDS}

    def add(self, part: Part, zone: Any) -> None:
        """Put one section in, moved to another zone."""
        section = f"S{len(self.sections) + 1:02d}"
        link = Link(zone.short, zone.id)
        self.sections.append(msgspec.convert({"id": section, "subject": msgspec.to_builtins(link)}, _S))
        place = _Place(section, link, _swaps(part, zone, self.event, self.writer))
        for order, (line, role) in enumerate(zip(part.lines, part.roles, strict=True), 1):
            if role == "body" and len(part.lines) > 3 and self.writer.random.random() < 0.15:
                continue
            self._line(part, line, role, order, place)

    def _line(self, part: Part, line: Span, role: str, order: int, place: "_Place") -> None:
        moved = _Moved(part.text, line, place.swaps, self.writer.random, self.length)
        paragraph = f"P{len(self.paragraphs) + 1:03d}"
        span = (self.length, self.length + len(moved.text))
        self.paragraphs.append(
            msgspec.convert(
                {"id": paragraph, "spans": [span], "role": role, "section": place.section, "order": order}, _P
            )
        )
        self.pieces.append(moved.text + "\n")
        self.length = span[1] + 1
        self._findings(part, line, place, moved)

    def _findings(self, part: Part, line: Span, place: "_Place", moved: "_Moved") -> None:
        """The findings of a line, moved with it."""
        text, paragraph = "".join(self.pieces), self.paragraphs[-1].id
        for kind in _KINDS:
            inside = [f for f in part.findings[kind] if all(line[0] <= a and b <= line[1] for a, b in f.spans)]
            for count, found in enumerate(inside, 1):
                spans = tuple(map(moved.span, found.spans))
                changes: dict[str, Any] = {"spans": spans, "section": place.section}
                words = quote(text, spans)
                if kind == "units":
                    changes["id"] = f"{paragraph}.{count}"
                if hasattr(found, "quote"):
                    changes["quote"] = words
                if kind in ("people", "industries", "organisations"):
                    changes["name"] = words
                if kind == "quantities":
                    digits = re.match(r"\d+(\.\d+)?", words)
                    changes["value"] = float(digits.group()) if digits else found.value
                if kind == "responses":
                    changes |= self._response(place)
                self.findings[kind].append(msgspec.structs.replace(found, **changes))

    def _response(self, place: "_Place") -> dict[str, Any]:
        """What a response says here: another place, event and day."""
        day = self.day - timedelta(days=self.writer.random.randrange(0, 6))
        return {
            "id": f"R{len(self.findings['responses']) + 1:02d}",
            "subject": place.link,
            "policy_events": (Link(_called(self.event), self.event.id),),
            "date": day.isoformat(),
            "lag_days": (day - date.fromisoformat(self.event.end)).days,
        }

    def reading(self, publisher: str, page: int) -> Reading:
        text = "".join(self.pieces)
        id = source_id(text)
        source = {
            "id": id, "uri": f"{self.day.isoformat()}-{id[7:15]}.txt", "title": self.title, "publisher": publisher,
            "published": self.day.isoformat(), "page": f"{page:02d}",
        }  # fmt: skip
        return Reading(
            format=FORMAT,
            engine=ENGINE,
            source=msgspec.convert(source, _SOURCE),
            text=text,
            paragraphs=tuple(self.paragraphs),
            sections=tuple(self.sections),
            **{kind: tuple(found) for kind, found in self.findings.items()},
        )


_P = next(iter(Reading.__annotations__["paragraphs"].__args__))
_S = next(iter(Reading.__annotations__["sections"].__args__))
_SOURCE = Reading.__annotations__["source"]


def _swaps(part: Part, zone: Any, event: PolicyEvent, writer: Writer) -> dict[str, str]:
    """Words of the old section -> words of the new one."""
    swaps = {part.subject.text: zone.short}
    if part.subject.text.endswith("高新区") and len(part.subject.text) > 4:
        swaps[part.subject.text.removesuffix("高新区")] = zone.short.removesuffix("高新区")
    for found in part.findings["responses"]:
        swaps.update({link.text: _called(event) for link in found.policy_events if link.entity})
    for person in part.findings["people"]:
        if len(person.name) <= 4:
            swaps[person.name] = writer.name()
    for industry in part.findings["industries"]:
        swaps[industry.name] = writer.random.choice(writer.industries)
    return swaps


class _Moved:
    """A line with its swaps and new numbers, and where each of its characters went."""

    def __init__(self, text: str, line: Span, swaps: dict[str, str], chance: random.Random, offset: int) -> None:
        found = sorted(swaps, key=len, reverse=True)
        pattern = re.compile("|".join([*map(re.escape, found), _NUMBER.pattern]))
        out: list[str] = []
        self.edits: list[tuple[int, int, int, int]] = []
        place, grown = line[0], offset
        for match in pattern.finditer(text, *line):
            out.append(text[place : match.start()])
            grown += match.start() - place
            word = swaps.get(match.group()) or str(chance.randrange(1, 10 ** len(match.group())))
            self.edits.append((match.start(), match.end(), grown, grown + len(word)))
            out.append(word)
            grown += len(word)
            place = match.end()
        out.append(text[place : line[1]])
        self.text = "".join(out)
        self.shift = (line[0], offset)

    def span(self, span: Span) -> Span:
        start, end = self._at(span[0], False), self._at(span[1], True)
        return start, max(end, start + 1)

    def _at(self, position: int, end: bool) -> int:
        old, new = self.shift
        for a, b, x, y in self.edits:
            if position < a or (position == a and not end):
                break
            if position < b or (position == a and end):
                return y if end and position > a else x
            old, new = b, y
        return new + position - old


def readings(seed: int = 1) -> Writer:
    """A writer over the engine's readings of the samples, and of the corpus where it stands beside the checkout."""
    from tests.readings import gold_readings  # noqa: PLC0415

    from luoshi import project  # noqa: PLC0415

    found = [r for r in project.read_paths([project.samples()]) if isinstance(r, Reading)]
    return Writer(pool([*found, *gold_readings()]), seed)


def checked(reading: Reading) -> bool:
    """Whether every finding of a reading stands at its words."""
    spans: list[Spans] = [f.spans for kind in _KINDS for f in getattr(reading, kind)]
    return all(0 <= a < b <= len(reading.text) for some in spans for a, b in some)


OUT = Path(os.environ.get("LUOSHI_BENCH") or Path(__file__).resolve().parents[1] / "out")
"""Where large things that are made once are kept."""
