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
_AT_HEAD, _AT_TAIL, _AT_PLACE = (np.uint32(salt) for salt in (0x27D4EB2F, 0x4FA9D65E, 0x777EC18D))
# The places of an edge from a statement's beginning and back from its end, how long a statement with such a place is, and
# what tells the runs there from the same runs elsewhere.
_PLACES = np.concatenate([np.arange(_FIRST), np.arange(_HEAD), -np.arange(1, _TAIL + 1)])
_REACHES = np.where(_PLACES < 0, -_PLACES, _PLACES + 1)
_SALTS = np.concatenate(
    [np.arange(_FIRST, dtype=np.uint32) * _STEP ^ _AT_PLACE, [_AT_HEAD] * _HEAD, [_AT_TAIL] * _TAIL]
)
# No sentence is longer; what follows in an enormous one is not looked at. So many statements at once bound the memory.
_LONGEST_STATEMENT = 1024
# What a run of a statement's whole and of its edges weighs, by the statement's length: a zone weighs the same however many runs
# it has.
_LENGTHS = np.arange(1, _LONGEST_STATEMENT + 1)
_RUNS = np.array([_LENGTHS, np.add.reduce(_LENGTHS[:, None] >= _REACHES, 1)])
_WEIGHS = np.array([[3.0], [2.5]]) / np.sqrt(_LONGEST * _RUNS)
_AT_ONCE = 4096
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


class Zones(NamedTuple):
    """The zones of some statements, the wholes of all and then their edges: the rows of their runs (a line of them for each
    length of run), where each zone begins in them, and what one run of each zone weighs. Row 0 stands where there is no run."""

    rows: Rows
    starts: Numbers
    weigh: NDArray[np.float64]


class Table(NamedTuple):
    """What a table of weights is for: how many of the zones (the whole, the edges), runs from which length on, how many
    bits of a row's number, and how many hundredths are one in it."""

    zones: int
    shortest: int
    bits: int
    step: int

    def of(self, found: Zones) -> Zones:
        """The zones that count in this table, with their rows in it."""
        rows, starts, weigh = found
        if self.zones == 1:
            wholes = len(starts) // 2
            rows, starts, weigh = rows[:, : starts[wholes]], starts[:wholes], weigh[:wholes]
        rows = rows[self.shortest - 1 :]
        return Zones(rows >> np.uint32(BITS - self.bits) if self.bits < BITS else rows, starts, weigh)


TABLES = {"modality": Table(2, 1, BITS, 1), "themes": Table(1, 1, BITS - 1, 4)}


def zones(texts: Sequence[str]) -> Zones:
    """The wholes and the edges of statements, none of them empty."""
    cut = [text[:_LONGEST_STATEMENT] for text in texts]
    codes = np.frombuffer((_ENDS.join(cut) + 2 * _ENDS).encode("utf-32-le", "surrogatepass"), "<u4") + np.uint32(1)
    lengths = np.array([len(text) for text in cut])
    ends = np.add.accumulate(lengths + len(_ENDS)) - len(_ENDS)
    starts = ends - lengths
    size = len(codes) - len(_ENDS)
    places, present = _edges(starts, lengths)
    runs = np.empty((_LONGEST, size + places.size), np.uint32)
    wholes, edges = runs[:, :size], runs[:, size:].reshape(_LONGEST, *places.shape)
    wholes[0] = codes[:size]
    for reach in range(1, _LONGEST):
        np.multiply(wholes[reach - 1], _STEP, out=wholes[reach])
        wholes[reach] += codes[reach : size + reach]
    np.bitwise_xor(wholes.take(places, axis=1, mode="clip"), _SALTS, out=edges)
    runs *= _SPREAD
    runs >>= np.uint32(32 - BITS)
    wholes[:, np.concatenate([ends, ends + 1])] = 0
    edges *= present
    firsts = np.arange(size, runs.shape[1], len(_SALTS))
    return Zones(runs, np.concatenate([starts, firsts]), _WEIGHS.take(lengths - 1, axis=1).ravel())


def _edges(starts: Numbers, lengths: Numbers) -> tuple[Numbers, NDArray[np.bool_]]:
    """For each statement the places of its first characters, head and tail, and which of them there are."""
    length = lengths[:, None]
    places = starts[:, None] + _PLACES
    places[:, -_TAIL:] += length
    return places, length >= _REACHES


def scores(texts: Sequence[str], *tables: str) -> list[NDArray[np.int_]]:
    """For each table what the wording of each statement adds to each of its columns, in hundredths."""
    if len(texts) <= _AT_ONCE:
        return _scores(texts, tables)
    parts = [_scores(texts[first : first + _AT_ONCE], tables) for first in range(0, len(texts), _AT_ONCE)]
    return [np.concatenate(found) for found in zip(*parts, strict=True)]


def _scores(texts: Sequence[str], tables: Sequence[str]) -> list[NDArray[np.int_]]:
    found = zones(texts)
    return [_weighed(TABLES[name].of(found), _shared(name), len(texts)) for name in tables]


def _weighed(found: Zones, shared: Numbers, count: int) -> NDArray[np.int_]:
    """For each of the `count` statements the sums of the columns over its zones, each weighed as its zone is."""
    first, *others = found.rows
    sums = shared.take(first, axis=0)
    for rows in others:
        sums += shared.take(rows, axis=0)
    weighed = _parted(np.add.reduceat(sums, found.starts)) * found.weigh[:, None]
    hundredths: NDArray[np.int_] = np.rint(np.add.reduce(weighed.reshape(-1, count, weighed.shape[1]), 0)).astype(int)
    return hundredths


def _parted(sums: Numbers) -> Numbers:
    """The columns that share the numbers of a table of sums."""
    fields = (((sums + _HALVES)[:, None] >> _SHIFTS) & _MASK) - _HALF
    return fields.reshape(len(sums), -1)


@cache
def _shared(name: str) -> Numbers:
    """A table of weights in hundredths: a third of its columns beside each other, two thirds above them in the same numbers."""
    with as_file(files("luoshi.registry").joinpath("data", f"{name}_wording.npy")) as path:
        columns = np.split(np.load(path).astype(np.int64) * TABLES[name].step, _SHARE, axis=1)
    return sum(column << (_FIELD * number) for number, column in enumerate(columns))  # type: ignore[return-value]
