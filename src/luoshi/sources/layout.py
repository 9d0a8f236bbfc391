"""The layout of a page: from printed lines with their boxes to blocks, articles and paragraphs in reading order.

Columns, headlines, captions and neighbouring articles are told by geometry alone: gaps, sizes, and the rules and boxes
drawn between them. Lengths are in the page's units from its top left corner. The order in which a file stores its
text plays no part. Not for finding the lines: see pdf_lines and ocr.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from statistics import median

import msgspec

from luoshi.model.source import Box

_ENDED = re.compile(r"[。！？!?；;…：:][”’」』）)]*$")
_CAPTION = re.compile(r"^(?:图为|图[①-⑩\d一二三四五六七八九]?[：:]|[▲△▼◀▶↑↓←→]|.{0,40}(?:摄|供图|图片|制图)$)")
_LATIN = re.compile(r"[A-Za-z0-9,.;:%)]$")
_LATIN_START = re.compile(r"^[A-Za-z0-9(]")
# A title is at least this much larger than the running text, a heading that much.
_TITLE, _HEADING, _SMALL = 1.5, 1.12, 0.93


class Line(msgspec.Struct, frozen=True):
    """A printed line, or the part of one in one column; `size` is the width of a full character."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    page: int = 1
    vertical: bool = False
    confidence: float | None = None


class Rule(msgspec.Struct, frozen=True):
    """A drawn line, or a side of a drawn box."""

    left: float
    top: float
    right: float
    bottom: float


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


class Block:
    """Lines of one size under each other in one column."""

    def __init__(self, lines: list[Line]) -> None:
        self.lines = lines
        self.left = min(line.left for line in lines)
        self.right = max(line.right for line in lines)
        self.top = min(line.top for line in lines)
        self.bottom = max(line.bottom for line in lines)
        self.size = median(line.size for line in lines)

    @property
    def chars(self) -> int:
        return sum(len(line.text) for line in self.lines)


def joined(texts: Iterable[str]) -> str:
    """Pieces of a paragraph put together: Latin words are kept apart, Chinese needs nothing between."""
    out = ""
    for text in texts:
        apart = out and _LATIN.search(out) and _LATIN_START.search(text)
        both_digits = out[-1:].isdigit() and text[:1].isdigit()
        out += f" {text}" if apart and not both_digits else text
    return out


def body_size(lines: Sequence[Line]) -> float:
    """The size in which most characters are set."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size * 4) / 4] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 1.0


def articles(lines: Sequence[Line], rules: Sequence[Rule], body: float) -> list[list[Paragraph]]:
    """The articles of a page, each as its paragraphs in reading order."""
    found = [_in_order(region) for region in _regions(blocks(lines, rules), rules, body)]
    return [paragraphs for region in found if (paragraphs := _flow(region, body))]


def blocks(lines: Sequence[Line], rules: Sequence[Rule] = ()) -> list[Block]:
    """Lines put under each other: same size, same left edge but for an indent, no wider gap than a line."""
    waiting = sorted((line for line in lines if not line.vertical), key=lambda line: (line.top, line.left))
    chains: list[list[Line]] = []
    for line in waiting:
        best = min(
            (chain for chain in chains if _follows(chain, line) and not _ruled_off(chain[-1], line, rules)),
            key=lambda chain: (abs(_left(chain) - line.left) > 2.5 * line.size, line.top - chain[-1].bottom),
            default=None,
        )
        if best is None:
            chains.append([line])
        else:
            best.append(line)
    vertical = [[line] for line in lines if line.vertical]
    return [Block(part) for chain in chains for part in _same_width(chain)] + [Block(chain) for chain in vertical]


def _left(chain: list[Line]) -> float:
    return min(line.left for line in chain[-6:])


def _follows(chain: list[Line], line: Line) -> bool:
    """Whether a line goes on under a chain of lines."""
    last = chain[-1]
    if not 0.87 < line.size / last.size < 1.15:
        return False
    gap = line.top - last.bottom
    if not -0.35 * line.size <= gap <= 1.15 * line.size:
        return False
    left, right = _left(chain), max(other.right for other in chain[-6:])
    if left - 2.6 * line.size <= line.left <= left + 2.6 * line.size:
        return line.right <= right + 2.6 * line.size or len(chain) == 1
    # A centred line under a centred line.
    middle = (line.left + line.right) / 2
    return abs(middle - (last.left + last.right) / 2) < 0.6 * line.size


def _ruled_off(above: Line, below: Line, rules: Sequence[Rule]) -> bool:
    """Whether a drawn line stands between two lines."""
    low, high = above.bottom - 0.4 * above.size, below.top + 0.4 * below.size
    return any(
        low <= rule.top <= high
        and rule.left < below.right
        and rule.right > below.left
        and rule.right - rule.left > 3 * below.size
        for rule in rules
        if rule.bottom - rule.top < below.size
    )


def _same_width(chain: list[Line]) -> list[list[Line]]:
    """A chain cut where the column becomes narrower or wider for good."""
    if len(chain) < 4:
        return [chain]
    em = chain[0].size
    for place in range(1, len(chain) - 1):
        before = max(line.right for line in chain[:place])
        after = max(line.right for line in chain[place:])
        reached = sum(1 for line in chain[:place] if line.right > before - 1.2 * em)
        if abs(before - after) > 2.6 * em and reached >= min(2, place) and len(chain) - place >= 3:
            full = sum(1 for line in chain[place:] if line.right > after - 1.2 * em)
            if full >= 2 and (before > after or reached >= 2):
                return [chain[:place], *_same_width(chain[place:])]
    return [chain]


def _regions(found: list[Block], rules: Sequence[Rule], body: float) -> list[list[Block]]:
    """The blocks of each article: the page cut along drawn lines and wide gaps, where a title begins each part."""
    for axis in ("rule", "gap"):
        for parts in _cuts(found, rules, body, axis):
            if all(_titled(part, body) for part in parts) and (axis == "rule" or not _under_one_title(parts, body)):
                return [region for part in parts for region in _regions(part, rules, body)]
    return [found]


def _cuts(
    found: list[Block], rules: Sequence[Rule], body: float, axis: str
) -> Iterable[tuple[list[Block], list[Block]]]:
    """The ways to part the blocks in two: above and below, left and right, along rules or along gaps."""
    left, right = min((b.left for b in found), default=0), max((b.right for b in found), default=0)
    top, bottom = min((b.top for b in found), default=0), max((b.bottom for b in found), default=0)
    if axis == "rule":
        for rule in sorted(rules, key=lambda rule: (rule.top, rule.left)):
            if rule.right - rule.left > 0.85 * (right - left) and top < rule.top < bottom:
                yield _parted(found, "top", "bottom", rule.top)
            if rule.bottom - rule.top > 0.85 * (bottom - top) and left < rule.left < right:
                yield _parted(found, "left", "right", rule.left)
        return
    for near, far in (("top", "bottom"), ("left", "right")):
        edge = None
        for block in sorted(found, key=lambda block: getattr(block, near)):
            if edge is not None and getattr(block, near) - edge > 1.6 * body:
                yield _parted(found, near, far, (edge + getattr(block, near)) / 2)
            edge = max(edge if edge is not None else getattr(block, far), getattr(block, far))


def _parted(found: list[Block], near: str, far: str, place: float) -> tuple[list[Block], list[Block]]:
    first = [block for block in found if (getattr(block, near) + getattr(block, far)) / 2 < place]
    return first, [block for block in found if block not in first]


def _titled(part: list[Block], body: float) -> bool:
    """Whether some blocks begin with a title and have running text under it."""
    text = [block for block in part if block.size < _HEADING * body and block.chars > 40]
    titles = [block for block in part if block.size >= _TITLE * body]
    if not text or not titles:
        return False
    first = min(text, key=lambda block: block.top)
    return any(title.top <= first.top + body or title.lines[0].vertical for title in titles)


def _under_one_title(parts: tuple[list[Block], list[Block]], body: float) -> bool:
    """Whether the first part's title is the title of both: much larger, over the second part's text, and
    that text in columns of the same width."""
    largest = [max(block.size for block in part) for part in parts]
    title = max(parts[0], key=lambda block: block.size)
    left, right = min(block.left for block in parts[1]), max(block.right for block in parts[1])
    over = min(title.right, right) - max(title.left, left) > 0.3 * (right - left)
    below = min(block.top for block in parts[1]) > title.bottom
    widths = [_column_width(part) for part in parts]
    return below and over and largest[0] > 1.15 * largest[1] and 0.85 < widths[0] / widths[1] < 1.18


def _column_width(part: list[Block]) -> float:
    return median([block.right - block.left for block in part if len(block.lines) > 1] or [1.0])


def _in_order(found: list[Block]) -> list[Block]:
    """Reading order: the head of the article, then what stands above first, columns from left to right, unless
    something spans them both."""
    head = _head(found)
    waiting = sorted((block for block in found if block not in head), key=lambda block: (block.top, block.left))
    before = {
        id(block): [other for other in waiting if other is not block and _precedes(other, block, waiting)]
        for block in waiting
    }
    out = sorted(head, key=lambda block: (round(block.top / block.size), block.left))
    done: set[int] = set()
    while waiting:
        ready = [block for block in waiting if all(id(other) in done for other in before[id(block)])] or waiting[:1]
        # Go on in the column of the last block, where it can be gone on.
        last = out[-1] if out else None
        block = min(ready, key=lambda b: (not _same_column(last, b), b.left if last else b.top, b.top))
        out.append(block)
        done.add(id(block))
        waiting.remove(block)
    return out


def _head(found: list[Block]) -> list[Block]:
    """The blocks over all running text: titles, bylines."""
    text = [block for block in found if len(block.lines) > 2]
    first = min((block.top for block in text), default=0.0)
    return [block for block in found if block.bottom <= first + 0.3 * block.size and not _heads_column(block, text)]


def _heads_column(block: Block, text: list[Block]) -> bool:
    """Whether a heading belongs to one column: it begins at the column's left edge, is no wider, and stands right
    over it."""
    return any(
        block.size > 1.05 * column.size
        and column.top - block.bottom < 1.6 * block.size
        and abs(block.left - column.left) < 2.6 * column.size
        and block.right < column.right + 1.5 * column.size
        and block.size < _TITLE * column.size
        for column in text
    )


def _same_column(last: Block | None, block: Block) -> bool:
    return last is not None and _overlap(last, block) > 0 and block.top >= last.top


def _precedes(a: Block, b: Block, every: list[Block]) -> bool:
    if _overlap(a, b) > 0:
        return (a.top, a.left) < (b.top, b.left)
    if a.left >= b.left:
        return False
    low, high = sorted((a.top, b.top))
    return not any(
        c is not a and c is not b and low < c.top < high and _overlap(c, a) > 0 and _overlap(c, b) > 0 for c in every
    )


def _overlap(a: Block, b: Block) -> float:
    """How far two blocks stand over each other, less a character's width of slack."""
    return min(a.right, b.right) - max(a.left, b.left) - 0.5 * min(a.size, b.size)


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
        running = _SMALL < block.size / body < _HEADING
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
    titles = [block for block in ordered if block.lines[0].vertical and block.size >= _TITLE * body]
    titles.sort(key=lambda block: -block.right)
    return [*titles, *(block for block in ordered if block not in titles)]


def _is_caption(block: Block, body: float) -> bool:
    if block.size >= _HEADING * body or len(block.lines) > 6:
        return False
    return block.size < _SMALL * body or _CAPTION.search("".join(line.text for line in block.lines)) is not None


def _indents(found: Sequence[Block], body: float) -> bool:
    """Whether this text begins its paragraphs with an indent."""
    text = [block for block in found if _SMALL < block.size / body < _HEADING and len(block.lines) > 1]
    return any(1.2 * body < line.left - block.left < 3 * body for block in text for line in block.lines)


def _column_right(block: Block, found: Sequence[Block], body: float) -> float:
    """How far the lines of a block may go: to the right edge of the column of text that begins where it does."""
    like = [
        other.right
        for other in found
        if abs(other.left - block.left) < 0.6 * body and other.size < _HEADING * body and len(other.lines) > 2
    ]
    return min((right for right in like if right > block.right - body), default=block.right)


def paragraphs(block: Block, body: float, indented: bool, column_right: float) -> list[Paragraph]:
    """A block cut into paragraphs, by indents, short last lines and wider gaps."""
    relative = block.size / body
    if relative >= _HEADING:
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
