"""Seeds: runs of six letters that two texts share and that the genre does not have in every article.

Large libraries keep of every few neighbouring runs only the one with the smallest hash (winnowing), so that any nine
shared letters still leave a seed on both sides.
"""

from itertools import combinations
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from luoshi.analysis.reuse.letters import Letters

RUN = 6
"""Letters in a run."""

TELLING = 26.0
"""Bits that a run must carry; six letters of the genre's stock carry about twenty."""

CROWD = 24
"""Above this many texts with one run, each is paired with the earliest of them only, not all with all."""

_USUAL = 8
_USUAL_SHARE = 0.05
_WINDOW = 4
LARGE = 4_000_000
"""Letters from which on neighbouring runs are winnowed."""

_FACTOR = np.uint64(0x9E3779B97F4A7C15)


class Runs(NamedTuple):
    """Runs in the order of their hashes: `hashes`, and `at`, the number of the letter with which each begins."""

    hashes: NDArray[np.uint64]
    at: NDArray[np.int64]


Fresh = NDArray[np.bool_] | None


class Seeds(NamedTuple):
    """Pairs of letters (numbers in one array) at which two different texts have the same run; `a` stands before `b`."""

    a: NDArray[np.int64]
    b: NDArray[np.int64]


def runs(told: Letters, *, winnow: bool | None = None) -> Runs:
    """The telling runs of the texts; winnowed where there are millions of letters, or as told."""
    count = len(told.codes) - RUN + 1
    if count <= 0:
        return Runs(np.zeros(0, np.uint64), np.zeros(0, np.int64))
    hashes = np.zeros(count, np.uint64)
    for offset in range(RUN):
        hashes = (hashes + told.codes[offset : offset + count].astype(np.uint64)) * _FACTOR
        hashes ^= hashes >> np.uint64(29)
    sums = np.concatenate([[0.0], np.cumsum(told.bits, dtype=np.float64)])
    carried = sums[RUN - 1 : RUN - 1 + count] - sums[:count]
    inside = np.ones(count, bool)
    for end in told.starts[1:-1]:
        inside[max(0, end - RUN + 1) : end] = False
    kept = inside & (carried >= TELLING)
    if winnow if winnow is not None else count > LARGE:
        kept &= _smallest(hashes)
    at = np.flatnonzero(kept)
    order = np.argsort(hashes[at], kind="stable")
    return Runs(hashes[at][order], at[order])


def _smallest(hashes: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """Which runs have the smallest hash of some window of neighbours."""
    padded = np.concatenate([hashes, np.full(_WINDOW - 1, np.iinfo(np.uint64).max)])
    window = np.lib.stride_tricks.sliding_window_view(padded, _WINDOW)
    chosen = np.arange(len(hashes)) + window.argmin(axis=1)
    kept = np.zeros(len(padded), bool)
    kept[chosen] = True
    return kept[: len(hashes)]


def within(told: Letters, found: Runs, fresh: Fresh = None) -> Seeds:
    """The seeds among the texts; with `fresh` (whether each text is new), those of which one text at least is new."""
    if not len(found.at):
        return Seeds(np.zeros(0, np.int64), np.zeros(0, np.int64))
    starts, sizes = groups(found)
    if fresh is not None:
        touched = np.logical_or.reduceat(fresh[told.text_of(found.at)], starts)
        starts, sizes = starts[touched], sizes[touched]
    first, second = paired(found, starts[sizes <= CROWD], sizes[sizes <= CROWD])
    crowds = stars(found, starts[sizes > CROWD], sizes[sizes > CROWD])
    first, second = np.concatenate([first, crowds[0]]), np.concatenate([second, crowds[1]])
    seeds = different(told, first, second)
    if fresh is None:
        return seeds
    new = fresh[told.text_of(seeds.a)] | fresh[told.text_of(seeds.b)]
    return Seeds(seeds.a[new], seeds.b[new])


def groups(found: Runs) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where the postings of each hash start, and how many they are."""
    edges = np.flatnonzero(np.concatenate([[True], found.hashes[1:] != found.hashes[:-1], [True]]))
    return edges[:-1], np.diff(edges)


def paired(
    found: Runs, starts: NDArray[np.int64], sizes: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """All pairs of the postings of each hash."""
    first: list[NDArray[np.int64]] = [np.zeros(0, np.int64)]
    second: list[NDArray[np.int64]] = [np.zeros(0, np.int64)]
    for size in np.unique(sizes[sizes > 1]):
        alike = found.at[starts[sizes == size][:, None] + np.arange(size)]
        for one, other in combinations(range(int(size)), 2):
            first.append(alike[:, one])
            second.append(alike[:, other])
    return np.concatenate(first), np.concatenate(second)


def stars(
    found: Runs, starts: NDArray[np.int64], sizes: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The first posting of each hash with each of its others."""
    many = np.maximum(sizes - 1, 0)
    within = np.arange(many.sum()) - np.repeat(np.cumsum(many) - many, many) + 1
    return found.at[np.repeat(starts, many)], found.at[np.repeat(starts, many) + within]


def common(told: Letters, found: Runs) -> NDArray[np.float32]:
    """For each letter the part of its bits that it keeps in this library: less where its run stands in many texts.

    Up to eight texts, or one in twenty, may say the same without it being everybody's; beyond that the part falls as
    the number of texts grows, so that only long passages among many articles stay above the floor.
    """
    if not len(found.at):
        return np.ones(len(told.codes), np.float32)
    _, sizes = groups(found)
    return thinned(len(told.codes), found, np.repeat(sizes, sizes), len(told.ids))


def thinned(letters: int, found: Runs, sizes: NDArray[np.int64], texts: int) -> NDArray[np.float32]:
    """The same from the number of postings that each run's hash has, and the number of texts in the library."""
    kept = np.ones(letters, np.float32)
    usual = max(_USUAL, texts * _USUAL_SHARE)
    many = sizes > usual
    part = (usual / sizes[many]).astype(np.float32)
    for offset in range(RUN - 1):
        np.minimum.at(kept, found.at[many] + offset, part)
    return kept


def different(told: Letters, a: NDArray[np.int64], b: NDArray[np.int64]) -> Seeds:
    """The pairs that stand in two texts, the earlier text first."""
    apart = told.text_of(a) != told.text_of(b)
    return Seeds(np.minimum(a, b)[apart], np.maximum(a, b)[apart])
