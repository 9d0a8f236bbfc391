"""Wording: runs of characters as features of a statement, each hashed to a row of a table (data/modality_wording.npy, themes_wording.npy).

What the lexicons do not know still tells how a statement is meant: the words around a verb, how it begins, how it ends.
A run of one to three characters counts anywhere, and again at the head and at the tail. The table holds numbers, no words.
Not for what the lexicons say: see features.
"""

from collections.abc import Sequence
from functools import cache
from importlib.resources import as_file, files
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

BITS = 16
_LONGEST = 3
# How many characters the edges are: the first ones by their place, the head, the tail.
_FIRST, _HEAD, _TAIL = 3, 8, 6
_SPREAD, _STEP = np.uint32(0x85EBCA6B), np.uint32(0x9E3779B1)
_SHIFTED, _DOWN = np.uint32(1), np.uint32(32 - BITS)
_AT_HEAD, _AT_TAIL, _AT_PLACE = (np.uint32(salt) for salt in (0x27D4EB2F, 0x4FA9D65E, 0x777EC18D))
# The places of an edge from a statement's beginning and back from its end, how long a statement with such a place is, and
# what tells the runs there from the same runs elsewhere.
_PLACES = np.concatenate([np.arange(_FIRST), np.arange(_HEAD), -np.arange(1, _TAIL + 1)])
_REACHES = np.where(_PLACES < 0, -_PLACES, _PLACES + 1)
_SALTS = np.concatenate(
    [np.arange(_FIRST, dtype=np.uint32) * _STEP ^ _AT_PLACE, [_AT_HEAD] * _HEAD, [_AT_TAIL] * _TAIL]
)
# No sentence is longer; what follows in an enormous one is not looked at. So many statements at once bound the memory.
_LONGEST_STATEMENT, _AT_ONCE = 1024, 4096
# What a run of a statement's whole and of its edges weighs, by the statement's length: a zone weighs the same however many runs
# it has.
_LENGTHS = np.arange(1, _LONGEST_STATEMENT + 1)
_RUNS = np.array([_LENGTHS, np.add.reduce(_LENGTHS[:, None] >= _REACHES, 1)])
_WEIGHS = np.array([[3.0], [2.5]]) / np.sqrt(_LONGEST * _RUNS)
# By the length, too: the places of the edges from the statement's beginning, with 1 for those that there are.
_EDGES = np.where(_PLACES < 0, _LENGTHS[:, None] + _PLACES, _PLACES)
_PRESENT = (_LENGTHS[:, None] >= _REACHES).astype(np.uint32)
# A statement ends in as many marks as its last run may reach over.
_ENDS = "\0" * (_LONGEST - 1)
# Three columns of weights share a number, so that the sums of all are made in one go. Half a field on top of each keeps the
# sums of a field, which may be negative, from borrowing from the next one.
_SHARE, _FIELD = 3, 21
_HALF, _MASK = 1 << (_FIELD - 1), (1 << _FIELD) - 1
_SHIFTS = np.arange(_SHARE)[:, None] * _FIELD
_HALVES = sum(_HALF << (_FIELD * number) for number in range(_SHARE))

Rows = NDArray[np.uint32]
Numbers = NDArray[np.int64]
Scores = NDArray[np.int_]


class Zones(NamedTuple):
    """The zones of some statements, the wholes of all and then their edges: the rows of their runs (a line of them for each
    length of run), where each zone begins in them, and what one run of each zone weighs. Row 0 stands where there is no run."""

    rows: Rows
    starts: Numbers
    weigh: NDArray[np.float64]


class Table(NamedTuple):
    """What a table of weights is for: how many of the zones (the whole, the edges), how many bits of a row's number, and how many
    hundredths are one in it."""

    zones: int
    bits: int
    step: int


TABLES = {"modality": Table(2, BITS, 2), "themes": Table(1, BITS - 1, 4)}
# The columns of the table of modality: as many modalities as are told of, in the first pass and in the second (nothing of the last
# one: only differences count), then whether an undertaking is checkable; one is left empty.
TOLD, CHECKABLE = 5, 10


class Worded(NamedTuple):
    """What the wording of each statement adds, in hundredths: to each modality in the first pass and in the second, to being
    checkable, and to each theme."""

    modality: Scores
    checkable: list[int]
    themes: Scores


def zones(texts: Sequence[str]) -> Zones:
    """The wholes and the edges of statements, none of them empty."""
    cut = [text[:_LONGEST_STATEMENT] for text in texts]
    codes = np.frombuffer((_ENDS.join(cut) + 2 * _ENDS).encode("utf-32-le", "surrogatepass"), "<u4") + _SHIFTED
    lengths = np.array(list(map(len, cut)))
    ends = np.add.accumulate(lengths + len(_ENDS)) - len(_ENDS)
    starts = ends - lengths
    size = len(codes) - len(_ENDS)
    of_length = lengths - 1
    places = _EDGES.take(of_length, axis=0) + starts[:, None]
    runs = np.empty((_LONGEST, size + places.size), np.uint32)
    wholes, edges = runs[:, :size], runs[:, size:].reshape(_LONGEST, *places.shape)
    wholes[0] = codes[:size]
    for reach in range(1, _LONGEST):
        np.multiply(wholes[reach - 1], _STEP, out=wholes[reach])
        wholes[reach] += codes[reach : size + reach]
    np.bitwise_xor(wholes.take(places, axis=1, mode="clip"), _SALTS, out=edges)
    runs *= _SPREAD
    runs >>= _DOWN
    wholes[:, np.concatenate([ends, ends + 1])] = 0
    edges *= _PRESENT.take(of_length, axis=0)
    firsts = np.arange(size, runs.shape[1], len(_SALTS))
    return Zones(runs, np.concatenate([starts, firsts]), _WEIGHS.take(of_length, axis=1).ravel())


def scores(texts: Sequence[str]) -> Worded:
    """What the wording of each statement adds."""
    if len(texts) <= _AT_ONCE:
        found = _scores(texts)
    else:
        found = np.concatenate([_scores(texts[first : first + _AT_ONCE]) for first in range(0, len(texts), _AT_ONCE)])
    first = _tables().themes
    told, themes = found[:, :, :first].reshape(len(texts), -1), found[:, :, first:].reshape(len(texts), -1)
    modality = np.zeros((len(texts), 2, TOLD + 1), int)
    modality[:, :, :TOLD] = told[:, :CHECKABLE].reshape(len(texts), 2, TOLD)
    return Worded(modality.reshape(len(texts), -1), told[:, CHECKABLE].tolist(), themes)


def _scores(texts: Sequence[str]) -> Scores:
    """For each statement the sums of the columns over its zones, each weighed as its zone is."""
    found = zones(texts)
    first, *others = found.rows
    table, themes = _tables()
    sums = table.take(first, axis=0)
    for rows in others:
        sums += table.take(rows, axis=0)
    of_zones = np.add.reduceat(sums, found.starts)
    of_zones[len(texts) :, themes:] = 0
    weighed = _parted(of_zones) * found.weigh[:, None, None]
    hundredths: Scores = np.rint(weighed[: len(texts)] + weighed[len(texts) :]).astype(int)
    return hundredths


def _parted(sums: Numbers) -> Numbers:
    """The columns that share the numbers of some sums: for each sum a line of them for each place in a number."""
    fields: Numbers = (((sums + _HALVES)[:, None] >> _SHIFTS) & _MASK) - _HALF
    return fields


class Tables(NamedTuple):
    """The tables of modality and of themes beside each other, so that a run is looked up once: a row of the one and the row of
    the other that holds its runs among more. `themes` is the first number of the other."""

    numbers: Numbers
    themes: int


@cache
def _tables() -> Tables:
    modality, themes = _shared("modality"), _shared("themes")
    return Tables(np.concatenate([modality, themes], axis=1), modality.shape[1])


def _shared(name: str) -> Numbers:
    """A table of weights in hundredths, a row for every row of runs: a third of its columns beside each other, two thirds above
    them in the same numbers."""
    table = TABLES[name]
    with as_file(files("luoshi.registry").joinpath("data", f"{name}_wording.npy")) as path:
        weights = np.load(path).astype(np.int64) * table.step
    rows = weights.repeat(1 << (BITS - table.bits), axis=0)
    columns = np.split(rows, _SHARE, axis=1)
    return sum(column << (_FIELD * number) for number, column in enumerate(columns))  # type: ignore[return-value]
