"""The layout of a page: from printed lines with their boxes to articles and paragraphs in reading order.

Columns, headlines, captions and neighbouring articles are told by geometry alone: gaps, sizes, and the rules and boxes
drawn between them. The order in which a file stores its text plays no part. Not for finding the lines: see pdf_lines
and ocr.
"""

import re
from collections.abc import Iterable, Sequence
from statistics import median

import msgspec

from luoshi.model.source import Box
from luoshi.sources.blocks import HEADING, SMALL, TITLE, Block, Line, Rule, blocks
from luoshi.sources.order import in_order, regions

_ENDED = re.compile(r"[。！？!?；;…：:][”’」』）)]*$")
_CAPTION = re.compile(r"^(?:图为|图[①-⑩\d一二三四五六七八九]?[：:]|[▲△▼◀▶↑↓←→]|.{0,40}(?:摄|供图|图片|制图)$)")
_LATIN = re.compile(r"[A-Za-z0-9,.;:%)]$")
_LATIN_START = re.compile(r"^[A-Za-z0-9(]")


class Piece(msgspec.Struct, frozen=True):
    """A part of a paragraph that stands in one place."""

    text: str
    page: int
    box: Box
    confidence: float | None = None


class Paragraph(msgspec.Struct):
    """A paragraph: its pieces in reading order. `size` is relative to the running text."""

    pieces: list[Piece]
    size: float
    open: bool = False  # its last line is full and its sentence goes on
    fresh: bool = True  # its first line is indented or stands alone, so it begins here

    @property
    def text(self) -> str:
        return joined(piece.text for piece in self.pieces)


def joined(texts: Iterable[str]) -> str:
    """Pieces of a paragraph put together: Latin words are kept apart, Chinese needs nothing between."""
    out = ""
    for text in texts:
        apart = out and _LATIN.search(out) and _LATIN_START.search(text)
        both_digits = out[-1:].isdigit() and text[:1].isdigit()
        out += f" {text}" if apart and not both_digits else text
    return out


def articles(lines: Sequence[Line], rules: Sequence[Rule], body: float) -> list[list[Paragraph]]:
    """The articles of a page, each as its paragraphs in reading order."""
    found = [in_order(region) for region in regions(blocks(lines, rules), rules, body)]
    return [paragraphs for region in found if (paragraphs := _flow(region, body))]


def _flow(ordered: list[Block], body: float) -> list[Paragraph]:
    """The paragraphs of blocks in order. A paragraph that a column's end cut goes on in the next column."""
    out: list[Paragraph] = []
    aside: list[Paragraph] = []
    indented = _indents(ordered, body)
    last: Paragraph | None = None
    for block in _titles_first(ordered, body):
        made = paragraphs(block, body, indented, _column_right(block, ordered, body))
        if _is_caption(block, body):
            aside += made
            continue
        running = SMALL < block.size / body < HEADING
        if running and last and last.open and not made[0].fresh:
            first = made.pop(0)
            last.pieces += first.pieces
            last.open = first.open
        elif running or not last:
            out += aside
            aside = []
        out += made
        if running and made:
            last = made[-1]
    return out + aside


def _titles_first(ordered: list[Block], body: float) -> list[Block]:
    """The same blocks with a vertical title before the text that it stands beside."""
    titles = [block for block in ordered if block.lines[0].vertical and block.size >= TITLE * body]
    titles.sort(key=lambda block: -block.right)
    return [*titles, *(block for block in ordered if block not in titles)]


def _is_caption(block: Block, body: float) -> bool:
    if block.size >= HEADING * body or len(block.lines) > 6:
        return False
    return block.size < SMALL * body or _CAPTION.search("".join(line.text for line in block.lines)) is not None


def _indents(found: Sequence[Block], body: float) -> bool:
    """Whether this text begins its paragraphs with an indent."""
    text = [block for block in found if SMALL < block.size / body < HEADING and len(block.lines) > 1]
    return any(1.2 * body < line.left - block.left < 3 * body for block in text for line in block.lines)


def _column_right(block: Block, found: Sequence[Block], body: float) -> float:
    """How far the lines of a block may go: to the right edge of the column of text that begins where it does."""
    like = [
        other.right
        for other in found
        if abs(other.left - block.left) < 0.6 * body and other.size < HEADING * body and len(other.lines) > 2
    ]
    return min((right for right in like if right > block.right - body), default=block.right)


def paragraphs(block: Block, body: float, indented: bool, column_right: float) -> list[Paragraph]:
    """A block cut into paragraphs, by indents, short last lines and wider gaps."""
    relative = block.size / body
    if relative >= HEADING:
        return _heading(block, relative, column_right)
    em = block.size
    gaps = [below.top - above.bottom for above, below in zip(block.lines, block.lines[1:], strict=False)]
    usual = median(gaps) if gaps else 0.0
    out: list[Paragraph] = []
    left = block.left
    for place, line in enumerate(block.lines):
        inset = line.left - left > 1.2 * em
        above = block.lines[place - 1] if place else None
        short = above is not None and _short(above, block, indented, place)
        apart = place > 0 and gaps[place - 1] > usual + 0.5 * em
        begins = above is None or inset or short or apart
        if begins:
            out.append(Paragraph([], relative, fresh=inset or (place > 0) or not indented))
        full = line.right > block.right - (3 if indented else 1.6) * em
        out[-1].pieces.append(_piece(line))
        out[-1].open = full and not (_ENDED.search(line.text) and not indented)
    for paragraph in out:
        paragraph.pieces = _merged(paragraph.pieces)
    if out and not indented:
        out[0].fresh = False
    return out


def _short(line: Line, block: Block, indented: bool, place: int) -> bool:
    """Whether a line ends a paragraph by ending early. Where paragraphs are indented that takes more: a word of Latin
    letters that did not fit leaves a gap too; but a lone line before an indent is a heading."""
    room = block.right - line.right
    if not indented:
        return room > 1.6 * line.size
    after = block.lines[place + 1 : place + 2]
    here = block.lines[place]
    lone = (
        bool(after)
        and not _ENDED.search(here.text)
        and after[0].left - block.left > 1.2 * line.size
        and here.left - block.left < line.size
    )
    return room > 0.35 * (block.right - block.left) or (lone and _ENDED.search(line.text) is not None)


def _heading(block: Block, relative: float, column_right: float) -> list[Paragraph]:
    """Headings: a line each, but a line that fills its column goes on in the next."""
    out: list[Paragraph] = []
    for place, line in enumerate(block.lines):
        above = block.lines[place - 1] if place else None
        flush = above is not None and abs(above.left - line.left) < 0.5 * line.size
        if above and flush and above.right > column_right - 1.7 * line.size:
            out[-1].pieces.append(_piece(line))
        else:
            out.append(Paragraph([_piece(line)], relative))
    for paragraph in out:
        paragraph.pieces = _merged(paragraph.pieces)
    return out


def _piece(line: Line) -> Piece:
    box = Box(*(round(edge, 1) for edge in (line.left, line.top, line.right, line.bottom)))
    return Piece(line.text, line.page, box, line.confidence)


def _merged(pieces: list[Piece]) -> list[Piece]:
    """The lines of one block as one piece with the box around them."""
    boxes = [piece.box for piece in pieces]
    sure = [piece.confidence for piece in pieces if piece.confidence is not None]
    around = Box(
        min(box.left for box in boxes), min(box.top for box in boxes),
        max(box.right for box in boxes), max(box.bottom for box in boxes),
    )  # fmt: skip
    text = joined(piece.text for piece in pieces)
    return [Piece(text, pieces[0].page, around, min(sure) if sure else None)]
