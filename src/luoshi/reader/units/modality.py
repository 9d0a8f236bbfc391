"""Modality: which of six things a statement does, by the weights of its features (data/modality_weights.json).

The weights are learned from coded units (tools/train_modality.py). Two passes: the first decides each statement by
itself, the second adds what stands before, after and above it, because labels, points and frames share their modality.
"""

import json
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from luoshi.reader.draft import Statement
from luoshi.reader.units.clauses import Parts
from luoshi.reader.units.features import SHORT, Group
from luoshi.reader.units.frames import Frame

NEAR = 4
_TOLD = ("result", "underway", "undertaking")
IntArray = NDArray[np.int_]


class Read(NamedTuple):
    """A statement as the coding stage sees it, with its features."""

    statement: Statement
    frame: Frame
    parts: Parts
    features: list[Group]


class Weights(NamedTuple):
    """`table` has a row for each feature and a column for each modality, for the first pass and then for the second; its
    first row is what stands before any feature. Whole hundredths, so that the order of adding changes nothing."""

    modalities: list[str]
    table: IntArray
    rows: dict[str, int]


@cache
def weights() -> Weights:
    """The weights that come with the package."""
    content = files("luoshi.registry").joinpath("data", "modality_weights.json").read_text(encoding="utf-8")
    told = json.loads(content)
    table = np.array([told["bias"], *told["rows"].values()])
    return Weights(
        told["modalities"], np.rint(100 * table).astype(int), {name: k for k, name in enumerate(told["rows"], 1)}
    )


def modalities(reads: list[Read]) -> list[tuple[str, float]]:
    """The modality of each statement and how sure it is (its probability), in order."""
    if not reads:
        return []
    names, count = weights().modalities, len(weights().modalities)
    scores = _sums([read.features for read in reads])
    first = [names[best] for best in scores[:, :count].argmax(1).tolist()]
    totals = scores[:, count:] + _sums([[around(reads, first, at)] for at in range(len(reads))])[:, count:]
    totals -= weights().table[0, count:]
    odds = np.exp((totals - totals.max(1, keepdims=True)) / 100)
    odds /= odds.sum(1, keepdims=True)
    out = []
    for read, best, row in zip(reads, totals.argmax(1).tolist(), odds.tolist(), strict=True):
        given = settled(read.frame)
        out.append((given, row[names.index(given)]) if given else (names[best], row[best]))
    return out


def _sums(features: list[list[Group]]) -> IntArray:
    """For each statement the sum of its features' weights, with what stands before any feature."""
    starts: list[int] = []
    rows: list[int] = []
    for groups in features:
        starts.append(len(rows))
        rows.append(0)
        for group in groups:
            rows += _rows(group)
    return np.add.reduceat(weights().table[rows], starts)


@cache
def _rows(group: Group) -> list[int]:
    """The rows of a group of features."""
    rows = weights().rows
    return [rows[name] for name in group if name in rows]


def settled(frame: Frame) -> str | None:
    """What the frame alone settles: an attribution is event, what the centre says or is reported to say is background."""
    return "event" if frame.attribution else "background" if frame.kind in ("report", "cited") else None


def around(reads: list[Read], first: list[str], at: int) -> Group:
    """What the first pass says of the statements before and after in the block, of the ones above in the section, and of
    most of those near by."""
    statement = reads[at].statement
    block, section = statement.block, statement.block.section
    before = first[at - 1] if at and reads[at - 1].statement.block is block else None
    after = first[at + 1] if at + 1 < len(reads) and reads[at + 1].statement.block is block else None
    near = [
        first[k]
        for k in range(max(0, at - NEAR), min(len(reads), at + NEAR + 1))
        if k != at and reads[k].statement.block.section is section
    ]
    above = first[at - 1] if at and reads[at - 1].statement.block.section is section else None
    most = max(_TOLD, key=near.count) if near else None
    return _around(before, after, above, most if most and near.count(most) >= 2 else None, len(statement.text) <= SHORT)


@cache
def _around(before: str | None, after: str | None, above: str | None, most: str | None, short: bool) -> Group:
    return (
        f"before:{before}",
        f"after:{after}",
        f"most:{most}",
        *((f"short*after:{after}",) if short else ()),
        *((f"above:{above}",) if before is None else ()),
    )
