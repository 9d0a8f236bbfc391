"""What the article page shows of a part of a reading: its paragraphs cut into runs, told what stands over them. Not for
the margin (see apparatus) or for HTML."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import groupby

import msgspec

from luoshi.model.reading import Reading
from luoshi.model.spans import Span
from luoshi.workbench.apparatus import Record
from luoshi.workbench.article_parts import Part, Piece, reading_order

Mark = tuple[Span, Record]


class Run(msgspec.Struct, frozen=True):
    """A stretch of text under at most one finding (the innermost), given by the id of its record."""

    text: str
    finding: str | None = None
    kind: str | None = None


class UnitView(msgspec.Struct, frozen=True):
    """A unit with its codes and runs; matter that is not coded has no modality. `begins` is False for the rest of a unit
    that a part before has begun."""

    id: str | None
    modality: str | None
    checkable: bool | None
    themes: tuple[str, ...]
    runs: tuple[Run, ...]
    begins: bool


class ParagraphView(msgspec.Struct, frozen=True):
    """A paragraph as a page shows it; `moved` counts how many paragraphs lower (or, negative, higher) it stands in
    print than the paragraph before it would put it. `begins` is False where a part before has begun it."""

    id: str
    role: str
    section: str | None
    joins: bool
    duplicate_of: str | None
    moved: int
    begins: bool
    units: tuple[UnitView, ...]


def paragraphs(reading: Reading, part: Part, marks: Sequence[Mark], *, printed: bool) -> list[ParagraphView]:
    """The paragraphs of a part, with the findings that are marked in it."""
    over = _Marks(marks)
    moved = {} if printed else _moved(reading)
    out = []
    for _, pieces in groupby(part, key=lambda piece: piece.paragraph.id):
        shown = list(pieces)
        first = shown[0]
        paragraph = first.paragraph
        out.append(
            ParagraphView(
                paragraph.id,
                paragraph.role,
                paragraph.section,
                paragraph.joins,
                paragraph.duplicate_of,
                moved.get(paragraph.id, 0),
                _begins(first, paragraph.spans[0]),
                tuple(_unit(reading.text, piece, over) for piece in shown),
            )
        )
    return out


def _begins(piece: Piece, span: Span) -> bool:
    """Whether nothing of a paragraph but blanks stands before its first piece."""
    start = piece.unit.spans[0][0] if piece.unit else span[0]
    first_unit = piece.unit is None or piece.unit.id.endswith(".1")
    return piece.span[0] == start and first_unit


def _moved(reading: Reading) -> dict[str, int]:
    """How far paragraphs stand from where print put them, by their ids."""
    numbers = {p.id: number for number, p in enumerate(reading.paragraphs)}
    out: dict[str, int] = {}
    before: int | None = None
    for paragraph in reading_order(reading):
        number = numbers[paragraph.id]
        if before is not None and not paragraph.duplicate_of and paragraph.section and (paragraph.order or 0) > 1:
            out[paragraph.id] = number - before - 1
        before = before if paragraph.duplicate_of else number
    return out


def _unit(text: str, piece: Piece, marks: "_Marks") -> UnitView:
    runs = tuple(_runs(text, piece.span, marks.over(piece.span)))
    unit = piece.unit
    if unit is None:
        return UnitView(None, None, None, (), runs, begins=True)
    return UnitView(unit.id, unit.modality, unit.checkable, unit.themes, runs, piece.span[0] == unit.spans[0][0])


class _Marks:
    """The places of findings, to be asked for those over a stretch of text."""

    def __init__(self, marks: Sequence[Mark]) -> None:
        self._marks = sorted(marks, key=lambda mark: (mark[0][0], -mark[0][1]))
        self._starts = [span[0] for span, _ in self._marks]
        self._longest = max((end - start for (start, end), _ in marks), default=0)

    def over(self, span: Span) -> list[Mark]:
        """The marks that share a character with the span."""
        first = bisect_left(self._starts, span[0] - self._longest)
        return [mark for mark in self._marks[first : bisect_left(self._starts, span[1])] if mark[0][1] > span[0]]


def _runs(text: str, span: Span, marks: list[Mark]) -> Iterator[Run]:
    """The text of a span cut at the edges of findings; where findings nest, the innermost counts."""
    start, end = span
    painted: list[Record | None] = [None] * (end - start)
    for (a, b), over in sorted(marks, key=lambda mark: mark[0][0] - mark[0][1]):
        first, last = max(a, start) - start, min(b, end) - start
        painted[first:last] = [over] * (last - first)
    at = start
    for record, group in groupby(painted):
        length = sum(1 for _ in group)
        yield Run(text[at : at + length], record.id if record else None, record.kind if record else None)
        at += length
