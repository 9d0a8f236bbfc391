"""From seeds to passages: runs that stand near each other in both texts, also in another order, are one passage.

A passage counts by what its words carry: a long string of stock phrases stays below the floor, a short rare clause
reaches it.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from luoshi.analysis.reuse.letters import Letters
from luoshi.analysis.reuse.seeds import RUN, Seeds

FLOOR = 105.0
"""Bits that the shared words of two articles must carry where they are most of a sentence: some fourteen letters."""

FLOOR_FRAGMENT = 150.0
"""The floor for words inside longer sentences on both sides: there a common phrase is likelier than a copy."""

FLOOR_CENTRAL = 75.0
"""The floor for a passage shared with a central text, which is where such words come from."""

LETTERS = 12
"""Letters that must agree."""

_NEAR = 24
_BRIDGED = 4
_ALONE = 9
_TIGHT = 8
_DENSE = 0.5
_MOST = 0.7
_SLACK = 4
_SEEDS = 2
_AT_ONCE = 10_000

Block = tuple[int, int, int, int]
"""A run of letters that agree: start and end in the first text, start and end in the second."""


class _Fast(NamedTuple):
    """Letters as text, and where texts and sentences begin as lists: single ones are looked at millions of times."""

    letters: str
    starts: list[int]
    stops: list[int]

    @classmethod
    def of(cls, told: Letters) -> "_Fast":
        return cls(told.codes.tobytes().decode("utf-32-le"), told.starts.tolist(), told.stops.tolist())


class Passage(NamedTuple):
    """One passage in two texts of an array: the blocks that agree, and the bits they carry."""

    a: int
    b: int
    blocks: tuple[Block, ...]
    bits: float

    @property
    def letters(self) -> int:
        """How many letters agree."""
        return sum(block[1] - block[0] for block in self.blocks)


def passages(
    told: Letters, found: Seeds, central: int = 0, kept: NDArray[np.float32] | None = None
) -> Iterator[Passage]:
    """The passages of two texts that the seeds lead to; the first `central` texts are central ones.

    `kept` is the part of its bits that each letter keeps between articles (seeds.common), of the two sides the smaller; a
    central text's words count in full.
    """
    in_full = np.concatenate([[0.0], np.cumsum(told.bits, dtype=np.float64)])
    in_library = in_full if kept is None else np.concatenate([[0.0], np.cumsum(told.bits * kept, dtype=np.float64)])
    first = told.text_of(found.a)
    if central:
        in_article = told.text_of(found.b) >= central
        found, first = Seeds(found.a[in_article], found.b[in_article]), first[in_article]
    fast = _Fast.of(told)
    for a, b, blocks in _blocks(told, found, first):
        for cluster in _clusters(blocks) if len(blocks) > 1 else (blocks,):
            passage = _passage(fast, in_full if a < central else in_library, (a, b), cluster)
            if passage is not None and passage.bits >= (FLOOR_CENTRAL if a < central else _floor(fast, passage)):
                yield passage


def _floor(told: _Fast, passage: Passage) -> float:
    """The floor for a passage of two articles, by whether it is most of the sentences that it touches on either side."""
    for side in (0, 2):
        start = min(block[side] for block in passage.blocks)
        end = max(block[side + 1] for block in passage.blocks)
        first = told.stops[bisect_right(told.stops, start + _SLACK) - 1]
        last = told.stops[bisect_left(told.stops, end - _SLACK)]
        if passage.letters >= _MOST * (last - first):
            return FLOOR
    return FLOOR_FRAGMENT


def _blocks(told: Letters, found: Seeds, first: NDArray[np.int64]) -> Iterator[tuple[int, int, list[Block]]]:
    """For each pair of texts with enough seeds, its maximal runs in the order of the first text."""
    if not len(found.a):
        return
    second = told.text_of(found.b)
    pair = first * len(told.starts) + second
    order = np.lexsort((found.a, found.b - found.a, pair))
    pair, a, b = pair[order], found.a[order], found.b[order]
    new_pair = np.concatenate([[True], pair[1:] != pair[:-1]])
    new_block = new_pair | np.concatenate([[True], (b[1:] - a[1:] != b[:-1] - a[:-1]) | (a[1:] - a[:-1] > RUN)])
    starts = np.flatnonzero(new_block)
    ends = np.concatenate([starts[1:], [len(a)]]) - 1
    a0, a1, b0, b1 = a[starts], a[ends] + RUN, b[starts], b[ends] + RUN
    seeds = ends - starts + 1
    of_pair = pair[starts]
    by_place = np.lexsort((a0, of_pair))
    edges = np.flatnonzero(np.concatenate([[True], of_pair[1:] != of_pair[:-1], [True]]))
    total = np.add.reduceat(seeds, edges[:-1])
    enough = np.flatnonzero((total >= _SEEDS) | (np.diff(edges) > 1))
    rows = np.column_stack([a0, a1, b0, b1])[by_place]
    for some in np.array_split(enough, len(enough) // _AT_ONCE + 1):
        text_a, text_b = np.divmod(of_pair[edges[some]], len(told.starts))
        for a_text, b_text, low, high in zip(
            text_a.tolist(), text_b.tolist(), edges[some].tolist(), edges[some + 1].tolist(), strict=True
        ):
            yield a_text, b_text, [tuple(row) for row in rows[low:high].tolist()]


def _clusters(blocks: list[Block]) -> list[list[Block]]:
    """Blocks that lie near each other in both texts, whatever their order in the second."""
    clusters: list[list[Block]] = []
    open_ones: list[list[Block]] = []
    for block in blocks:
        joined = [cluster for cluster in open_ones if _near(cluster, block)]
        rest = [cluster for cluster in open_ones if cluster not in joined]
        done = [cluster for cluster in rest if max(b[1] for b in cluster) + _NEAR < block[0]]
        clusters += done
        merged = [each for cluster in joined for each in cluster] + [block]
        open_ones = [cluster for cluster in rest if cluster not in done] + [merged]
    return clusters + open_ones


def _near(cluster: list[Block], block: Block) -> bool:
    return any(
        block[0] - other[1] <= _NEAR and max(block[2] - other[3], other[2] - block[3]) <= _NEAR
        for other in cluster[-8:]
    )


def _passage(told: _Fast, sums: NDArray[np.float64], pair: tuple[int, int], cluster: list[Block]) -> Passage | None:
    """The passage that a cluster makes, None where its words are too few, too common or too thinly spread."""
    grown = [_grown(told, pair, block) for block in cluster]
    blocks = _held(_apart(grown)) if len(grown) > 1 else grown
    bits = float(sum(min(sums[b[1] - 1] - sums[b[0]], sums[b[3] - 1] - sums[b[2]]) for b in blocks))
    shared = sum(block[1] - block[0] for block in blocks)
    if shared < LETTERS or not blocks:
        return None
    hull = min(
        max(block[1] for block in blocks) - min(block[0] for block in blocks),
        max(block[3] for block in blocks) - min(block[2] for block in blocks),
    )
    return Passage(*pair, tuple(blocks), round(bits, 1)) if shared >= _DENSE * hull else None


def _grown(told: _Fast, pair: tuple[int, int], block: Block) -> Block:
    """The block with the letters on both sides that agree too, over one or two that were changed."""
    a0, a1, b0, b1 = block
    low = max(told.starts[pair[0]] - a0, told.starts[pair[1]] - b0)
    high = min(told.starts[pair[0] + 1] - a1, told.starts[pair[1] + 1] - b1)
    letters = told.letters
    left = 0
    while left > low and letters[a0 + left - 1] == letters[b0 + left - 1]:
        left -= 1
    right = 0
    while right < high and letters[a1 + right] == letters[b1 + right]:
        right += 1
    return a0 + left, a1 + right, b0 + left, b1 + right


def _apart(blocks: list[Block]) -> list[Block]:
    """The blocks without those that lie inside a longer one in either text, in the order of the first text."""
    kept: list[Block] = []
    for block in sorted(set(blocks), key=lambda b: b[0] - b[1]):
        if not any(
            (block[0] < other[1] and other[0] < block[1]) or (block[2] < other[3] and other[2] < block[3])
            for other in kept
        ):
            kept.append(block)
    return sorted(kept)


def _held(blocks: list[Block]) -> list[Block]:
    """The blocks without short ones that no neighbour holds in place: chance agreements in another order."""
    return [
        block
        for block in blocks
        if block[1] - block[0] >= _ALONE
        or any(
            other is not block and -_TIGHT <= block[2] - other[3] - (block[0] - other[1]) <= _TIGHT for other in blocks
        )
    ]


def stretches(told: Letters, sides: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Ranges of letters as ranges of the text's words, with small changes and the marks between letters included."""
    out: list[list[int]] = []
    for start, end in sorted(sides):
        if out and start - out[-1][1] <= _BRIDGED:
            out[-1][1] = max(out[-1][1], end)
        else:
            out.append([start, end])
    return [(int(told.places[start]), int(told.places[end - 1]) + 1) for start, end in out]
