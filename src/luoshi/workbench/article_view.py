"""What the article page shows of a reading: paragraphs in printed or repaired order, cut into runs, and the records
in the margin. Not for fetching the reading or for HTML."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import Any

import msgspec

from luoshi.model.findings import Paragraph, Section, Unit
from luoshi.model.reading import Reading
from luoshi.model.spans import Span, Spans, quote


class Run(msgspec.Struct, frozen=True):
    """A stretch of text under at most one finding (the innermost), given by the id of its record."""

    text: str
    finding: str | None = None
    kind: str | None = None


class UnitView(msgspec.Struct, frozen=True):
    """A unit with its codes and runs; matter that is not coded has no modality."""

    id: str | None
    modality: str | None
    checkable: bool | None
    themes: tuple[str, ...]
    runs: tuple[Run, ...]


class ParagraphView(msgspec.Struct, frozen=True):
    """A paragraph as a page shows it; `moved` counts how many paragraphs lower (or, negative, higher) it stands in
    print than the paragraph before it would put it."""

    id: str
    role: str
    section: str | None
    joins: bool
    duplicate_of: str | None
    moved: int
    units: tuple[UnitView, ...]


class Record(msgspec.Struct, frozen=True):
    """A finding in the margin: its kind, words, and (label key, value, link) details."""

    id: str
    kind: str
    words: str
    details: tuple[tuple[str, str, str | None], ...]
    anchor: str


class SectionView(msgspec.Struct, frozen=True):
    """A section's apparatus; the matter of the whole article has no section."""

    section: Section | None
    responses: tuple[Record, ...]
    counts: dict[str, int]
    checkable: int
    records: tuple[Record, ...]


class ArticleView(msgspec.Struct, frozen=True):
    """The whole page."""

    printed: tuple[ParagraphView, ...]
    repaired: tuple[ParagraphView, ...]
    sections: tuple[SectionView, ...]


class _Marks:
    """The places of findings, to be asked for those over a stretch of text."""

    def __init__(self, marks: list[tuple[Span, Record]]) -> None:
        self._marks = sorted(marks, key=lambda mark: (mark[0][0], -mark[0][1]))
        self._starts = [span[0] for span, _ in self._marks]
        self._longest = max((end - start for (start, end), _ in marks), default=0)

    def over(self, span: Span) -> list[tuple[Span, Record]]:
        """The marks that share a character with the span."""
        first = bisect_left(self._starts, span[0] - self._longest)
        return [mark for mark in self._marks[first : bisect_left(self._starts, span[1])] if mark[0][1] > span[0]]


KINDS = ("people", "organisations", "industries", "formulations", "quantities")


def view(reading: Reading) -> ArticleView:
    """Everything that the page of one reading shows."""
    records = list(_records(reading))
    marks = _Marks([(span, record) for record, finding, _ in records for span in finding.spans])
    units: dict[str, list[Unit]] = {}
    for unit in reading.units:
        units.setdefault(unit.id.partition(".")[0], []).append(unit)
    views = {p.id: _paragraph(reading, p, units.get(p.id, []), marks) for p in reading.paragraphs}
    printed = tuple(views.values())
    return ArticleView(printed, tuple(_repaired(reading, views)), tuple(_sections(reading, records)))


def _repaired(reading: Reading, views: dict[str, ParagraphView]) -> Iterator[ParagraphView]:
    """Paragraphs in reading order, each told how far it stands from where print put it."""
    numbers = {p.id: number for number, p in enumerate(reading.paragraphs)}
    before: int | None = None
    for paragraph in _reading_order(reading):
        number = numbers[paragraph.id]
        moved = 0 if before is None or paragraph.duplicate_of else number - before - 1
        view = views[paragraph.id]
        yield msgspec.structs.replace(view, moved=moved if paragraph.section and (paragraph.order or 0) > 1 else 0)
        before = number if not paragraph.duplicate_of else before


def _reading_order(reading: Reading) -> list[Paragraph]:
    """Matter of the whole article, then the sections; duplicates behind their section."""
    places = {section.id: number for number, section in enumerate(reading.sections, 1)}
    return sorted(reading.paragraphs, key=lambda p: (places.get(p.section or "", 0), p.order is None, p.order or 0))


def _paragraph(reading: Reading, paragraph: Paragraph, units: list[Unit], marks: "_Marks") -> ParagraphView:
    spans = [unit.spans[0] for unit in units] or [paragraph.spans[0]]
    runs = [tuple(_runs(reading.text, span, marks.over(span))) for span in spans]
    if units:
        told = tuple(UnitView(u.id, u.modality, u.checkable, u.themes, run) for u, run in zip(units, runs, strict=True))
    else:
        told = (UnitView(None, None, None, (), runs[0]),)
    return ParagraphView(
        paragraph.id, paragraph.role, paragraph.section, paragraph.joins, paragraph.duplicate_of, 0, told
    )


def _runs(text: str, span: Span, marks: list[tuple[Span, Record]]) -> Iterator[Run]:
    """The text of a span cut at the edges of findings; where findings nest, the innermost counts."""
    start, end = span
    edges = {start, end}
    for (a, b), _ in marks:
        edges.update(edge for edge in (a, b) if start < edge < end)
    places = sorted(edges)
    for a, b in pairwise(places):
        covering = [(y - x, record) for (x, y), record in marks if x <= a and b <= y]
        record = min(covering, key=lambda pair: pair[0])[1] if covering else None
        yield Run(text[a:b], record.id if record else None, record.kind if record else None)


def _records(reading: Reading) -> Iterator[tuple[Record, Any, str | None]]:
    """A record for each named thing, with the finding and its section."""
    number = 0
    for kind in KINDS:
        for finding in getattr(reading, kind):
            number += 1
            words = quote(reading.text, finding.spans)
            details = tuple((label, value, link) for label, value, link in _DETAILS[kind](finding) if value)
            yield Record(f"f{number}", kind, words, details, _anchor(reading, finding.spans)), finding, finding.section


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


Details = list[tuple[str, str, str | None]]

_DETAILS: dict[str, Callable[[Any], Details]] = {
    "people": lambda f: [("record.office", f.title or "", None), ("record.org", f.org or "", None)],
    "organisations": lambda f: [("record.kind", f.kind or "", None)],
    "industries": lambda f: [("record.code", f.code or "", None), ("record.elsewhere", f.name, f"/search?q={f.name}")],
    "formulations": lambda f: [
        ("record.count", str(f.count or ""), None),
        ("record.members", "、".join(f.members), None),
        ("record.registry", f.entity or "", f"/formulations?text={f.text}"),
        ("record.elsewhere", f.text, f"/formulations?text={f.text}"),
    ],
    "quantities": lambda f: [
        ("record.value", f"{f.value:g} {f.unit}", None),
        ("record.comparator", f.comparator or "", None),
        ("record.indicator", f.indicator or "", None),
        ("record.period", f.period or "", None),
        ("record.quantity_kind", f.kind, None),
    ],
}


def _sections(reading: Reading, records: list[tuple[Record, Any, str | None]]) -> Iterator[SectionView]:
    for section in (*reading.sections, None):
        own = section.id if section else None
        responses = tuple(_responses(reading, own))
        told = tuple(record for record, _, of in records if of == own)
        units = [unit for unit in reading.units if unit.section == own]
        if section or responses or told:
            yield SectionView(
                section, responses, _counted(unit.modality for unit in units),
                sum(bool(unit.checkable) for unit in units), told,
            )  # fmt: skip


def _responses(reading: Reading, section: str | None) -> Iterator[Record]:
    for response in reading.responses:
        if response.section == section:
            lag = "" if response.lag_days is None else str(response.lag_days)
            details: Details = [
                ("record.events", event.text, f"/event/{event.entity}" if event.entity else None)
                for event in response.policy_events
            ]
            details += [
                ("record.date", response.date or response.date_text or "–", None),
                ("record.lag", lag, None),
                ("record.body", response.body or "", None),
            ]
            kept = tuple(detail for detail in details if detail[1])
            yield Record(response.id, response.kind, response.quote, kept, _anchor(reading, response.spans))


def _counted(values: Iterable[str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for value in values:
        counts[value] = counts.get(value, 0) + 1
    return counts
