"""Which wordings of a place share enough to be compared, without comparing each with each: by the words that they share.

Work is bounded: where many sentences share their words, the commonest words are not looked by, and whose they are is told.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from luoshi.analysis.matching import CLAUSE_BITS, ENOUGH, SCENE_WEIGHT, THRESHOLD
from luoshi.analysis.wordings import Entries, Wordings

WORK = 24_000_000
"""Meetings of two wordings in one word that are looked at, at most: some seconds."""

_AT_ONCE = 1_000_000
# So many earlier wordings are kept for each by its score, and by the bits that a clause may share.
_BY_SCORE, _BY_BITS = 64, 24

Numbers = NDArray[np.int64]


class Window(NamedTuple):
    """For each wording the day from which it can be taken up (NEVER for none), and the last day up to which such days
    concern it (0 for none)."""

    opens: Numbers
    until: Numbers


NEVER = np.iinfo(np.int64).max


class Candidate(NamedTuple):
    """An earlier wording with the bits that it shares; `score` is that of the whole, 0 below the threshold."""

    wording: int
    bits: float
    score: float


class Found(NamedTuple):
    """For each wording that has any its candidates, those that share most first; and the wordings compared in part only."""

    candidates: dict[int, list[Candidate]]
    partly: Numbers


class _Postings(NamedTuple):
    """The wordings that hold each gram, as one sorted array of keys (gram, rank), with weights."""

    keys: Numbers
    weights: NDArray[np.float64]
    ranked: Numbers
    span: int


class _Meetings(NamedTuple):
    """Entries of wordings that ask, each with the stretch of postings that it meets."""

    wording: Numbers
    weight: NDArray[np.float64]
    begin: Numbers
    many: Numbers

    def of(self, which: NDArray[np.bool_] | slice) -> "_Meetings":
        return _Meetings(self.wording[which], self.weight[which], self.begin[which], self.many[which])


def candidates(wordings: Wordings, window: Window, work: int = WORK) -> Found:
    """The candidates of every wording inside its window."""
    opening = np.flatnonzero(window.opens != NEVER)
    ranked = opening[np.argsort(window.opens[opening], kind="stable")]
    cuts = np.searchsorted(window.opens[ranked], window.until, side="right")
    if not cuts.any():
        return Found({}, np.zeros(0, np.int64))
    entries = wordings.entries
    postings = _postings(entries, ranked[: cuts.max()], len(wordings))
    meetings, partly = _bounded(_meetings(entries, postings, cuts), work)
    found: dict[int, list[Candidate]] = {}
    for block in _blocks(meetings):
        found.update(_of_block(block, postings, wordings))
    return Found(found, partly)


def _postings(entries: Entries, ranked: Numbers, count: int) -> _Postings:
    rank = np.full(count, -1)
    rank[ranked] = np.arange(len(ranked))
    held = rank[entries.wording]
    there = held >= 0
    keys = entries.gram[there] * (len(ranked) + 1) + held[there]
    order = np.argsort(keys)
    return _Postings(keys[order], entries.weight[there][order], ranked, len(ranked) + 1)


def _meetings(entries: Entries, postings: _Postings, cuts: Numbers) -> _Meetings:
    asking = cuts[entries.wording] > 0
    wording, gram = entries.wording[asking], entries.gram[asking]
    begin = postings.keys.searchsorted(gram * postings.span)
    end = postings.keys.searchsorted(gram * postings.span + cuts[wording])
    some = end > begin
    return _Meetings(wording[some], entries.weight[asking][some], begin[some], (end - begin)[some])


def _bounded(meetings: _Meetings, work: int) -> tuple[_Meetings, Numbers]:
    """The meetings in the rarest words, as many as `work` allows; and the wordings some of whose words were left out."""
    if meetings.many.sum() <= work:
        return meetings, np.zeros(0, np.int64)
    order = np.argsort(meetings.many, kind="stable")
    within = np.cumsum(meetings.many[order]) <= work
    common = meetings.many[order[within.sum()]]
    kept = meetings.many < common
    return meetings.of(kept), np.unique(meetings.wording[~kept])


def _blocks(meetings: _Meetings) -> list[_Meetings]:
    """The meetings in pieces of bounded size, cut between wordings."""
    if not len(meetings.many):
        return []
    done = np.cumsum(meetings.many) // _AT_ONCE
    first = np.flatnonzero(np.diff(meetings.wording, prepend=-1))
    starts = first[np.flatnonzero(np.diff(done[first], prepend=-1))]
    ends = [*starts[1:].tolist(), len(meetings.many)]
    return [meetings.of(slice(start, end)) for start, end in zip(starts.tolist(), ends, strict=True)]


def _of_block(block: _Meetings, postings: _Postings, wordings: Wordings) -> dict[int, list[Candidate]]:
    """The candidates of the wordings of one block."""
    ends = np.cumsum(block.many)
    met = np.repeat(block.begin - (ends - block.many), block.many) + np.arange(ends[-1])
    pair = np.repeat(block.wording, block.many) * postings.span + postings.keys[met] % postings.span
    bits = np.minimum(np.repeat(block.weight, block.many), postings.weights[met])
    order = np.argsort(pair)
    first = np.flatnonzero(np.diff(pair[order], prepend=-1))
    shared = np.add.reduceat(bits[order], first)
    asking, rank = np.divmod(pair[order[first]], postings.span)
    return _chosen(asking, postings.ranked[rank], shared, wordings)


def _chosen(
    asking: Numbers, other: Numbers, shared: NDArray[np.float64], wordings: Wordings
) -> dict[int, list[Candidate]]:
    """Of the pairs that share words those that share enough, the best of each wording."""
    scene = wordings.scenes[asking] | wordings.scenes[other]
    a, b = wordings.weights[asking], wordings.weights[other]
    scores = np.sqrt(shared / np.minimum(a, b) * 2 * shared / (a + b))
    whole = (scores >= THRESHOLD) & (shared >= ENOUGH)
    usable = np.flatnonzero(whole | (shared >= np.where(scene, CLAUSE_BITS * SCENE_WEIGHT, CLAUSE_BITS)))
    scores = np.where(whole, scores, 0.0)
    order = usable[np.lexsort((other[usable], -shared[usable], asking[usable]))]
    place = _places(asking[order])
    by_score = order[np.lexsort((-scores[order], asking[order]))]
    best = by_score[(_places(asking[by_score]) < _BY_SCORE) & (scores[by_score] > 0)]
    kept = np.isin(order, best) | (place < _BY_BITS)
    out: dict[int, list[Candidate]] = {}
    chosen = order[kept]
    for number, *told in zip(
        asking[chosen].tolist(), other[chosen].tolist(), shared[chosen].tolist(), scores[chosen].tolist(), strict=True
    ):
        out.setdefault(number, []).append(Candidate(*told))
    return out


def _places(sorted_numbers: Numbers) -> Numbers:
    """For each entry of a sorted array how many equal ones stand before it."""
    first = np.flatnonzero(np.diff(sorted_numbers, prepend=-1))
    lengths = np.diff(first, append=len(sorted_numbers))
    return np.arange(len(sorted_numbers)) - np.repeat(first, lengths)
