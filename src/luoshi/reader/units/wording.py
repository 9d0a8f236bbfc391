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
# What a zone of a statement weighs beside the other, whatever its length.
_WHOLE_WEIGHS, _EDGES_WEIGH = 3.0, 2.5
_SPREAD, _STEP = np.uint32(0x85EBCA6B), np.uint32(0x9E3779B1)
_AT_HEAD, _AT_TAIL, _AT_PLACE = (np.uint32(salt) for salt in (0x27D4EB2F, 0x4FA9D65E, 0x777EC18D))
# The places of an edge from a statement's beginning and back from its end, and what tells them from the same runs elsewhere.
_FORWARD, _BACKWARD = np.concatenate([np.arange(_FIRST), np.arange(_HEAD)]), np.arange(1, _TAIL + 1)
_SALTS = np.concatenate(
    [np.arange(_FIRST, dtype=np.uint32) * _STEP ^ _AT_PLACE, [_AT_HEAD] * _HEAD, [_AT_TAIL] * _TAIL]
)
# No sentence is longer; what follows in an enormous one is not looked at. So many statements at once bound the memory.
_LONGEST_STATEMENT = 1024
_AT_ONCE = 4096
# A statement ends in as many marks as its last run may reach over.
_ENDS = "\0" * (_LONGEST - 1)
# Three columns of weights share a number, so that the sums of all are made in one go.
_SHARE, _FIELD = 3, 21
_HALF, _MASK = 1 << (_FIELD - 1), (1 << _FIELD) - 1

Rows = NDArray[np.uint32]
Numbers = NDArray[np.int64]


class Zone(NamedTuple):
    """A zone of every statement: the rows of its runs (a line of them for each length of run), where each statement's begin
    in them, and what one run of each statement weighs. Row 0 stands where there is no run."""

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

    def rows(self, zone: Zone) -> Rows:
        """The rows of a zone's runs in this table."""
        rows: Rows = zone.rows[self.shortest - 1 :] >> np.uint32(BITS - self.bits)
        return rows


TABLES = {"modality": Table(2, 1, BITS, 1), "themes": Table(1, 1, BITS - 1, 4)}


def zones(texts: Sequence[str]) -> tuple[Zone, Zone]:
    """The whole and the edges of statements, none of them empty."""
    cut = [text[:_LONGEST_STATEMENT] for text in texts]
    codes = np.frombuffer((_ENDS.join(cut) + 2 * _ENDS).encode("utf-32-le", "surrogatepass"), "<u4")
    lengths = np.array([len(text) for text in cut])
    ends = np.cumsum(lengths + len(_ENDS)) - len(_ENDS)
    starts = ends - lengths
    between = np.concatenate([ends, ends + 1])
    size = int(ends[-1]) + len(_ENDS)
    codes = codes + np.uint32(1)
    runs = np.empty((_LONGEST, size), np.uint32)
    runs[0] = codes[:size]
    for reach in range(1, _LONGEST):
        runs[reach] = runs[reach - 1] * _STEP + codes[reach : size + reach]
    whole = _rows(runs)
    whole[:, between] = 0
    places, present = _edges(starts, ends)
    edges = (_rows(runs.take(places, axis=1) ^ _SALTS) * present).reshape(_LONGEST, -1)
    firsts = np.arange(len(cut)) * len(_SALTS)
    return (
        Zone(whole, starts, _WHOLE_WEIGHS / np.sqrt(_LONGEST * lengths)),
        Zone(edges, firsts, _EDGES_WEIGH / np.sqrt(_LONGEST * np.add.reduce(present, 1))),
    )


def _edges(starts: Numbers, ends: Numbers) -> tuple[Numbers, NDArray[np.bool_]]:
    """For each statement the places of its first characters, head and tail, and which of them there are."""
    forward = starts[:, None] + _FORWARD
    backward = ends[:, None] - _BACKWARD
    present = np.concatenate([forward < ends[:, None], backward >= starts[:, None]], axis=1)
    return np.concatenate([forward, backward], axis=1) * present, present


def _rows(runs: Rows) -> Rows:
    rows: Rows = (runs * _SPREAD) >> np.uint32(32 - BITS)
    return rows


def scores(texts: Sequence[str], *tables: str) -> list[NDArray[np.int_]]:
    """For each table what the wording of each statement adds to each of its columns, in hundredths."""
    parts = [_scores(texts[first : first + _AT_ONCE], tables) for first in range(0, len(texts), _AT_ONCE)]
    return [np.concatenate(found) for found in zip(*parts, strict=True)]


def _scores(texts: Sequence[str], tables: Sequence[str]) -> list[NDArray[np.int_]]:
    found = zones(texts)
    return [_weighed(found[: TABLES[name].zones], TABLES[name], _shared(name)) for name in tables]


def _weighed(found: Sequence[Zone], table: Table, shared: Numbers) -> NDArray[np.int_]:
    """The sums of all zones, each weighed as its zone is."""
    sums = _parted(np.concatenate([_sums(table.rows(zone), zone.starts, shared) for zone in found]))
    weigh = np.concatenate([zone.weigh for zone in found])
    total = (sums * weigh[:, None]).reshape(len(found), -1, sums.shape[1])
    hundredths: NDArray[np.int_] = np.rint(np.add.reduce(total, 0)).astype(int)
    return hundredths


def _sums(rows: Rows, starts: Numbers, shared: Numbers) -> Numbers:
    """For each statement the sum of its rows, their columns sharing numbers."""
    sums: Numbers = np.add.reduceat(np.add.reduce(shared.take(rows, axis=0), 0), starts)
    return sums


def _parted(sums: Numbers) -> Numbers:
    """The columns that share the numbers of a table of sums."""
    out = []
    for _ in range(_SHARE):
        low = ((sums + _HALF) & _MASK) - _HALF
        out.append(low)
        sums = (sums - low) >> _FIELD
    return np.concatenate(out, axis=1)


@cache
def _shared(name: str) -> Numbers:
    """A table of weights in hundredths: a third of its columns beside each other, two thirds above them in the same numbers."""
    with as_file(files("luoshi.registry").joinpath("data", f"{name}_wording.npy")) as path:
        columns = np.split(np.load(path).astype(np.int64) * TABLES[name].step, _SHARE, axis=1)
    return sum(column << (_FIELD * number) for number, column in enumerate(columns))  # type: ignore[return-value]
