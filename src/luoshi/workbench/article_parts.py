"""An article cut into parts that a page can hold: nearly every article is one part, an enormous one has many. Not for
what a part shows: see article_view."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

import msgspec

from luoshi.model.findings import Paragraph, Unit
from luoshi.model.reading import Reading
from luoshi.model.spans import Span

CHARACTERS = 40_000
UNITS = 1_000
"""A part ends before it is larger than this; a round-up of ten places on a newspaper's page is a third of it."""


class Piece(msgspec.Struct, frozen=True, gc=False):
    """A stretch of a paragraph: a unit, matter that is not coded, or a portion of one that is larger than a part."""

    paragraph: Paragraph
    unit: Unit | None
    span: Span


Part = list[Piece]


def parts(reading: Reading, *, printed: bool) -> list[Part]:
    """All of the text in parts, in printed or in repaired order; at least one part."""
    out: list[Part] = [[]]
    characters = 0
    for piece in _pieces(reading, reading.paragraphs if printed else reading_order(reading)):
        length = piece.span[1] - piece.span[0]
        if out[-1] and (characters + length > CHARACTERS or len(out[-1]) >= UNITS):
            out.append([])
            characters = 0
        out[-1].append(piece)
        characters += length
    return out


def reading_order(reading: Reading) -> list[Paragraph]:
    """Matter of the whole article, then the sections; duplicates behind their section."""
    places = {section.id: number for number, section in enumerate(reading.sections, 1)}
    return sorted(reading.paragraphs, key=lambda p: (places.get(p.section or "", 0), p.order is None, p.order or 0))


def holding(found: list[Part], id: str | None, at: int | None) -> int:
    """The number (from 0) of the part that holds a unit or paragraph, or a character; the first where none does."""
    if len(found) == 1 or (id is None and at is None):
        return 0
    for number, part in enumerate(found):
        for piece in part:
            if at is not None and piece.span[0] <= at < piece.span[1]:
                return number
            if id is not None and (piece.paragraph.id == id or (piece.unit and piece.unit.id == id)):
                return number
    return 0


def _pieces(reading: Reading, paragraphs: Sequence[Paragraph]) -> Iterator[Piece]:
    units = sorted(reading.units, key=lambda unit: unit.spans[0])
    starts = [unit.spans[0][0] for unit in units]
    for paragraph in paragraphs:
        start, end = paragraph.spans[0]
        own: Sequence[Unit | None] = units[bisect_left(starts, start) : bisect_left(starts, end)]
        for unit in own or (None,):
            start, end = unit.spans[0] if unit else paragraph.spans[0]
            if end - start <= CHARACTERS:
                yield Piece(paragraph, unit, (start, end))
                continue
            for at in range(start, end, CHARACTERS):
                yield Piece(paragraph, unit, (at, min(at + CHARACTERS, end)))
