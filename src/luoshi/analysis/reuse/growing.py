"""Comparing new texts with all that a shelf holds: what they share, as rows of numbers, and whose letters that makes."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from luoshi.analysis.reuse.letters import Letters
from luoshi.analysis.reuse.meeting import meeting
from luoshi.analysis.reuse.passages import Passage, passages
from luoshi.analysis.reuse.seeds import LARGE, Runs, Seeds, groups, runs, thinned, within
from luoshi.analysis.reuse.shares import CENTRAL, SHARED
from luoshi.analysis.reuse.shelf import PAIRS, STOP, WHOSE, Shelf

Numbers = NDArray[np.int64]

AT_ONCE = 3_000_000
"""Letters that are compared at a time."""

_SEEDS = 2


def compare_articles(shelf: Shelf, numbers: Sequence[int]) -> pl.DataFrame:
    """The passages of articles just added, given as they were numbered, with all texts; their runs join the postings."""
    central = shelf.central()
    order = [*central, *numbers]
    told = shelf.letters(order)
    found = runs(told, winnow=shelf.state.letters > LARGE)
    starts, sizes = groups(found)
    known = shelf.postings.find(found.hashes[starts])
    kept = thinned(len(told.codes), found, np.repeat(known.counts + sizes, sizes), len(shelf.texts))
    met = meeting(told, found, shelf.postings, known, len(central))
    older, newer = _twice(shelf.text_of(met.older), told.text_of(met.newer), met.older, met.newer)
    touched = np.unique(shelf.text_of(older)).tolist()
    every = [*central, *_by_date(shelf, [*touched, *numbers])] if touched else order
    whole = shelf.letters(every) if touched else told
    first = np.zeros(shelf.state.texts, np.int64)
    first[every] = whole.starts[:-1]
    shift = first[order] - told.starts[:-1]

    def moved(letters: Numbers) -> Numbers:
        return letters + shift[told.text_of(letters)]

    of_older = shelf.text_of(older)
    a = np.concatenate([moved(met.inside.a), older - shelf.starts[of_older] + first[of_older]])
    b = np.concatenate([moved(met.inside.b), moved(newer)])
    thin = np.ones(len(whole.codes), np.float32)
    thin[moved(np.arange(len(told.codes)))] = kept
    shelf.postings = shelf.postings.with_runs(
        _of_articles(shelf, told, found, len(central), numbers), shelf.name("runs")
    )
    made = passages(whole, Seeds(np.minimum(a, b), np.maximum(a, b)), len(central), thin)
    return rows(shelf, whole, every, made)


def compare_central(shelf: Shelf, fresh: Sequence[int]) -> Iterator[pl.DataFrame]:
    """The passages of new central texts with all articles, part by part."""
    for some in parts(shelf, shelf.articles()):
        every = [*fresh, *_by_date(shelf, some)]
        told = shelf.letters(every)
        new = np.arange(len(every)) < len(fresh)
        found = runs(told, winnow=shelf.state.letters > LARGE)
        yield rows(shelf, told, every, passages(told, within(told, found, new), len(fresh)))


def parts(shelf: Shelf, numbers: Sequence[int]) -> Iterator[list[int]]:
    """Texts by number, in parts of some millions of letters."""
    part = np.cumsum(shelf.lengths[list(numbers)]) // AT_ONCE
    for each in np.unique(part):
        yield [numbers[at] for at in np.flatnonzero(part == each).tolist()]


def rows(shelf: Shelf, told: Letters, order: Sequence[int], found: Iterator[Passage]) -> pl.DataFrame:
    """Passages between texts of an order as rows of PAIRS."""
    told_rows: list[tuple[Any, ...]] = []
    starts = told.starts.tolist()
    for passage in found:
        a, b = starts[passage.a], starts[passage.b]
        blocks = [at for a0, a1, b0, b1 in passage.blocks for at in (a0 - a, a1 - a, b0 - b, b1 - b)]
        longer = max(max(blocks[side + 1 :: 4]) - min(blocks[side::4]) for side in (0, 2))
        told_rows.append(
            (order[passage.a], order[passage.b], min(blocks[::4]), min(blocks[2::4]), passage.letters, passage.bits,
             round(passage.letters / longer, 3), blocks)
        )  # fmt: skip
    table = pl.DataFrame(told_rows, schema=PAIRS, orient="row")
    if table.is_empty():
        return table
    central = np.isin(table["a"].to_numpy(), shelf.central())
    at = {end: table[f"{end}_part"].to_numpy() + shelf.starts[table[end].to_numpy()] for end in ("a", "b")}
    numbers = {end: _part_numbers(shelf, at[end]) for end in ("a", "b")}
    return table.with_columns(
        pl.Series("a_part", np.where(central, -1, numbers["a"]), dtype=pl.Int64),
        pl.Series("b_part", numbers["b"], dtype=pl.Int64),
    )


def mark(shelf: Shelf, pairs: pl.DataFrame, only: Sequence[int] | None = None) -> None:
    """Note whose the letters of these passages are; with `only`, in these texts alone, whose letters are cleared first.

    What a place shares with its own other articles stays its own.
    """
    if not shelf.state.letters:
        return
    flags = shelf.flags("r+")
    for number in only or ():
        flags[shelf.starts[number] : shelf.starts[number] + shelf.lengths[number]] &= STOP
    central = shelf.central()
    for some in pairs.iter_slices(20_000):
        blocks = some["blocks"].explode().to_numpy().astype(np.int64).reshape(-1, 4)
        each = np.repeat(np.arange(len(some)), some["blocks"].list.len().to_numpy() // 4)
        texts = {0: some["a"].to_numpy()[each], 2: some["b"].to_numpy()[each]}
        starts = {side: blocks[:, side] + shelf.starts[texts[side]] for side in (0, 2)}
        places = {side: shelf.part_places[_part_rows(shelf, starts[side])] for side in (0, 2)}
        centre = np.isin(texts[0], central)
        shared = ~centre & ((places[0] < 0) | (places[0] != places[2]))
        for whose, side, told in ((SHARED, 0, shared), (SHARED, 2, shared), (CENTRAL, 2, centre)):
            kept = told & np.isin(texts[side], only) if only is not None else told
            letters = _stretched(starts[side][kept], (blocks[:, side + 1] - blocks[:, side])[kept])
            flags[letters] = np.maximum(flags[letters] & WHOSE, whose) | flags[letters] & STOP


def _stretched(starts: Numbers, lengths: Numbers) -> Numbers:
    """Every letter of some stretches."""
    before = np.cumsum(lengths) - lengths
    return np.repeat(starts - before, lengths) + np.arange(lengths.sum())


def _part_rows(shelf: Shelf, letters: Numbers) -> Numbers:
    return np.maximum(shelf.part_of(letters), 0)


def _part_numbers(shelf: Shelf, letters: Numbers) -> Numbers:
    """Where the section of each letter starts: what stays when rows of `parts` are dropped."""
    return shelf.part_starts[_part_rows(shelf, letters)]


def _of_articles(shelf: Shelf, told: Letters, found: Runs, central: int, numbers: Sequence[int]) -> Runs:
    """The runs of articles alone, by their letters on the shelf: the articles stand there one after the other."""
    at = found.at - told.starts[central]
    own = at >= 0
    return Runs(found.hashes[own], at[own] + shelf.starts[numbers[0]])


def _by_date(shelf: Shelf, numbers: Sequence[int]) -> list[int]:
    asked = shelf.texts.filter(pl.col("number").is_in(list(numbers)))
    return asked.sort(pl.col("date").fill_null("9999"), "id")["number"].to_list()


def _twice(a: Numbers, b: Numbers, older: Numbers, newer: Numbers) -> tuple[Numbers, Numbers]:
    """The seeds of two texts that share more than one: one seed makes no passage."""
    if not len(a):
        return older, newer
    pair = a * (int(b.max()) + 1) + b
    _, which, count = np.unique(pair, return_inverse=True, return_counts=True)
    kept = count[which] >= _SEEDS
    return older[kept], newer[kept]
