"""Lines on a page and the blocks that they make: lines of one size under each other in one column.

Lengths are in the page's units from its top left corner.
"""

from collections import Counter
from collections.abc import Sequence
from statistics import median

import msgspec

# Sizes, as parts of the running text's: a title is at least so large, a heading, and what is smaller is a caption.
TITLE, HEADING, SMALL = 1.5, 1.12, 0.93


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


def body_size(lines: Sequence[Line]) -> float:
    """The size in which most characters are set."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size * 4) / 4] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 1.0


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
