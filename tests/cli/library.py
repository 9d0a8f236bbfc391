"""A small library for the commands: two zones, two years, our own words."""

from pathlib import Path

from luoshi.model.findings import (
    EventMention,
    Formulation,
    Industry,
    Link,
    Paragraph,
    Person,
    Quantity,
    Response,
    Section,
    Unit,
)
from luoshi.model.reading import FORMAT, Reading
from luoshi.model.source import document
from luoshi.model.spans import quote
from luoshi.project import open_library
from luoshi.reader.engine import ENGINE
from luoshi.text.units import cut

PLENUM = Link("党的二十届四中全会", "cc20-plenum4")
CONGRESS = Link("党的二十大", "congress-20")
OWN = "运河畔的灯笼作坊腾出两间老屋，教孩子们扎竹骨、糊绵纸。"
SHARED = "渡口片区的旧粮仓将改成木偶戏剧场，周末向游客免费开放。"


def reading(day: str, zone: Link, event: Link, body: str, printed: str) -> Reading:
    """A reading of one section: its response on a day, its sentences all undertakings, and what else stands in it."""
    text = f"{zone.text}\n{body}\n"
    found = document(text, uri=f"{zone.entity}-{day}.txt", title=zone.text, published=printed)
    start = len(zone.text) + 1
    whole = ((start, start + len(body)),)

    def at(words: str) -> tuple[tuple[int, int]]:
        place = text.index(words)
        return ((place, place + len(words)),)

    return Reading(
        FORMAT,
        ENGINE,
        found.source,
        text,
        policy_events=(EventMention(event.text, event.entity, at("会议")),),
        paragraphs=(
            Paragraph("P001", ((0, len(zone.text)),), "heading", "S01", 1),
            Paragraph("P002", whole, "body", "S01", 2),
        ),
        sections=(Section("S01", zone),),
        responses=(
            Response("R01", "S01", zone, (event,), day, None, "conveyance", "党工委会议", None, at("会议"), "会议"),
        ),
        units=tuple(
            Unit(f"P002.{number}", "S01", (span,), "undertaking", True, ("innovation",), 0.9)
            for number, span in enumerate(cut(text, *whole[0]), 1)
        ),
        people=(Person("甲某", "党工委书记", zone.text, "S01", at("甲某")),),
        industries=(Industry("量子计算", "1.5", "S01", at("量子计算")),),
        formulations=(Formulation("双链融合", None, ("产业链", "创新链"), None, "S01", at("双链融合")),),
        quantities=(
            Quantity(3.0, "家", None, "整机企业", "target", day[:4], "S01", at("3家"), quote(text, at("3家"))),
        ),
    )


READINGS = (
    reading("2022-10-25", Link("合肥高新区", "hefei"), CONGRESS, "甲某主持会议。建设量子计算中试平台，引进3家企业。推进双链融合。", "2022-11-01"),
    reading("2025-10-26", Link("合肥高新区", "hefei"), PLENUM, f"甲某主持会议。建设量子计算中试平台，年底前引进整机企业3家。推进双链融合。{SHARED}", "2025-11-01"),
    reading("2025-10-27", Link("无锡高新区", "wuxi"), PLENUM, f"甲某主持会议。发展量子计算，引进3家企业。推进双链融合。{OWN}{SHARED}", "2025-11-02"),
)  # fmt: skip


def make(folder: Path) -> Path:
    """The library in a folder."""
    path = folder / "small.db"
    with open_library(path, create=True) as library:
        library.keep(READINGS)
    return path
