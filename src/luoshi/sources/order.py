"""Which blocks of a page make an article, and in which order they are read: by gaps, rules, titles and columns."""

from collections.abc import Iterable, Sequence
from statistics import median

from luoshi.sources.blocks import HEADING, TITLE, Block, Rule


def regions(found: list[Block], rules: Sequence[Rule], body: float) -> list[list[Block]]:
    """The blocks of each article: the page cut along drawn lines and wide gaps, where a title begins each part."""
    for axis in ("rule", "gap"):
        for parts in _cuts(found, rules, body, axis):
            if all(_titled(part, body) for part in parts) and (axis == "rule" or not _under_one_title(parts, body)):
                return [region for part in parts for region in regions(part, rules, body)]
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
    text = [block for block in part if block.size < HEADING * body and block.chars > 40]
    titles = [block for block in part if block.size >= TITLE * body]
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


def in_order(found: list[Block]) -> list[Block]:
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
        and block.size < TITLE * column.size
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
