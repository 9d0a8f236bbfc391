"""The margin of the article page: sections with their responses, and a record for each named thing."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any
from urllib.parse import urlencode

import msgspec

from luoshi.model.findings import Paragraph, Response, Section, Unit
from luoshi.model.reading import Reading
from luoshi.model.spans import Span, Spans, quote
from luoshi.registry.world import registry

KINDS = ("people", "organisations", "industries", "formulations", "quantities")


class Detail(msgspec.Struct, frozen=True):
    """One thing told of a record: the key of its label, its value, the family of codes from which the value is, and
    where it leads."""

    key: str
    value: str
    family: str | None = None
    href: str | None = None


class Record(msgspec.Struct, frozen=True):
    """A finding in the margin: its kind, its words, details, and the fragment that opens its place."""

    id: str
    kind: str
    words: str
    details: tuple[Detail, ...]
    anchor: str


class Placed(msgspec.Struct, frozen=True):
    """A record with the section and the spans of its finding."""

    record: Record
    section: str | None
    spans: Spans


class SectionView(msgspec.Struct, frozen=True):
    """A section's apparatus; the matter of the whole article has no section."""

    section: Section | None
    responses: tuple[Record, ...]
    counts: dict[str, int]
    checkable: int
    records: tuple[Record, ...]


def records(reading: Reading, bounds: Sequence[Span]) -> list[Placed]:
    """A record for each named thing that begins within the bounds, which are in order. Numbers count all of them, so
    that a record keeps its id whichever part of an article is shown."""
    starts = [start for start, _ in bounds]
    out = []
    number = 0
    for kind in KINDS:
        for finding in getattr(reading, kind):
            number += 1
            at = finding.spans[0][0]
            place = bisect_right(starts, at) - 1
            if place >= 0 and at < bounds[place][1]:
                details = tuple(detail for detail in _DETAILS[kind](finding) if detail.value)
                words = quote(reading.text, finding.spans)
                told = Record(f"f{number}", kind, words, details, _anchor(reading, finding.spans))
                out.append(Placed(told, finding.section, finding.spans))
    return out


def sections(reading: Reading, placed: Sequence[Placed], shown: frozenset[str | None] | None) -> list[SectionView]:
    """The sections with their responses, what their units are, and the records; `shown` names those to tell (None: all)."""
    told: dict[str | None, list[Record]] = defaultdict(list)
    for each in placed:
        told[each.section].append(each.record)
    responses: dict[str | None, list[Record]] = defaultdict(list)
    for response in reading.responses:
        if shown is None or response.section in shown:
            responses[response.section].append(_response(reading, response))
    units: dict[str | None, Counter[str]] = defaultdict(Counter)
    checkable: Counter[str | None] = Counter()
    for unit in reading.units:
        units[unit.section][unit.modality] += 1
        checkable[unit.section] += bool(unit.checkable)
    out = []
    for section in (*reading.sections, None):
        own = section.id if section else None
        if (shown is None or own in shown) and (section or responses[own] or told[own]):
            counts = dict(units[own])
            out.append(SectionView(section, tuple(responses[own]), counts, checkable[own], tuple(told[own])))
    return out


def _response(reading: Reading, response: Response) -> Record:
    lag = "" if response.lag_days is None else str(response.lag_days)
    details = [
        Detail("record.events", event.text, href=f"/event/{event.entity}" if event.entity else None)
        for event in response.policy_events
    ]
    details += [
        Detail("record.date", response.date or response.date_text or "–"),
        Detail("record.lag", lag),
        Detail("record.body", response.body or ""),
    ]
    kept = tuple(detail for detail in details if detail.value)
    return Record(response.id, response.kind, response.quote, kept, _anchor(reading, response.spans))


def _anchor(reading: Reading, spans: Spans) -> str:
    """The fragment that opens the unit, or the paragraph, in which a finding starts."""
    start = spans[0][0]
    for table in (reading.units, reading.paragraphs):
        place = bisect_right(table, start, key=_begins) - 1
        if place >= 0 and start < table[place].spans[0][1]:
            return f"u={table[place].id}"
    return "main"


def _begins(finding: Unit | Paragraph) -> int:
    return finding.spans[0][0]


def _person(found: Any) -> Iterator[Detail]:
    yield Detail("record.office", found.title or "")
    yield Detail("record.org", found.org or "")


def _organisation(found: Any) -> Iterator[Detail]:
    yield Detail("record.kind", found.kind or "", "organisation_kind")


def _industry(found: Any) -> Iterator[Detail]:
    yield Detail("record.code", found.code or "", "industry")
    yield Detail("record.elsewhere", found.name, href=f"/search?{urlencode({'q': found.name})}")


def _formulation(found: Any) -> Iterator[Detail]:
    yield Detail("record.count", str(found.count or ""))
    yield Detail("record.members", "、".join(found.members))
    yield Detail("record.registry", str(_known_since().get(found.entity or "", "")))
    yield Detail("record.elsewhere", found.text, href=f"/formulations?{urlencode({'text': found.text})}")


@cache
def _known_since() -> dict[str, int]:
    """The formulations of the registry with the year since which each is known."""
    return {known.id: known.first_seen for known in registry().formulations if known.first_seen}


def _quantity(found: Any) -> Iterator[Detail]:
    yield Detail("record.value", f"{found.value:g} {found.unit}")
    yield Detail("record.comparator", found.comparator or "", "comparator")
    yield Detail("record.indicator", found.indicator or "")
    yield Detail("record.period", (found.period or "").replace("/", "–"))
    yield Detail("record.quantity_kind", found.kind, "quantity_kind")


_DETAILS: dict[str, Callable[[Any], Iterator[Detail]]] = {
    "people": _person,
    "organisations": _organisation,
    "industries": _industry,
    "formulations": _formulation,
    "quantities": _quantity,
}
