"""Modality: which of six things a statement does, by the weights of its features and of its wording.

The weights are learned from coded units (tools/train_modality.py). Two passes: the first decides each statement by
itself, the second adds what stands before, after and above it, because labels, points and frames share their modality.
"""

from functools import cache, lru_cache
from itertools import accumulate, groupby
from operator import attrgetter

import numpy as np
from numpy.typing import NDArray

from luoshi.model.records import Value
from luoshi.reader.draft import Block, Statement
from luoshi.reader.units.clauses import Parts
from luoshi.reader.units.features import SHORT
from luoshi.reader.units.frames import Frame
from luoshi.reader.units.weights import Group, group, weights

NEAR = 4
_FAR = NEAR * " "
_LETTERS = {"result": "r", "underway": "w", "undertaking": "t"}
IntArray = NDArray[np.int_]


class Read(Value, frozen=True):
    """A statement as the coding stage sees it, with its features."""

    statement: Statement
    frame: Frame
    parts: Parts
    features: list[Group]


def modalities(reads: list[Read], worded: IntArray) -> list[tuple[str, float]]:
    """The modality of each statement and how sure it is (its probability, in thousandths), in order; `worded` is what the
    wording of each adds."""
    names, count = weights().modalities, len(weights().modalities)
    starts = [0, *accumulate([len(read.features) for read in reads[:-1]])]
    rows = _numbers([group.row for read in reads for group in read.features])
    scores = np.add.reduceat(rows, starts) + worded + _bias()
    first = [names[best] for best in scores[:, :count].argmax(1).tolist()]
    totals = (scores + _numbers([group.row for group in around(reads, first)]))[:, count:]
    odds = np.exp((totals - np.maximum.reduce(totals, 1, keepdims=True)) / 100)
    odds /= np.add.reduce(odds, 1, keepdims=True)
    out = []
    for read, best, row in zip(reads, totals.argmax(1).tolist(), odds.round(3).tolist(), strict=True):
        given = settled(read.frame)
        out.append((given, row[names.index(given)]) if given else (names[best], row[best]))
    return out


@cache
def _bias() -> IntArray:
    """The row that stands before any feature."""
    return np.array(weights().bias)


def _numbers(rows: list[bytes]) -> IntArray:
    """The rows of some groups, one below the other."""
    return np.frombuffer(b"".join(rows), np.int64).reshape(-1, len(weights().bias))


def settled(frame: Frame) -> str | None:
    """What the frame alone settles: an attribution is event, what the centre says or is reported to say is background."""
    return "event" if frame.attribution else "background" if frame.kind in ("report", "cited") else None


def around(reads: list[Read], first: list[str]) -> list[Group]:
    """What the first pass says around each statement: before and after it in the block, above it in the section, and of
    most of those near by in the section."""
    out = []
    begins = 0
    for _, section in groupby([read.statement for read in reads], attrgetter("block.section")):
        statements = list(section)
        modalities = first[begins : begins + len(statements)]
        begins += len(statements)
        told = _FAR + "".join([_LETTERS.get(modality, " ") for modality in modalities]) + _FAR
        blocks = [*[statement.block for statement in statements], None]
        last: Block | None = None
        above: str | None = None
        for at, statement in enumerate(statements):
            block = blocks[at]
            before = above if block is last else None
            after = modalities[at + 1] if block is blocks[at + 1] else None
            most = _most(told[at : at + NEAR] + told[at + NEAR + 1 : at + NEAR + 1 + NEAR])
            out.append(_around(before, after, above, most, len(statement.text) <= SHORT))
            last, above = block, modalities[at]
    return out


@lru_cache(maxsize=4096)
def _most(near: str) -> str | None:
    """Which of result, underway and undertaking stands most often among some modalities, told by their letters, twice at
    least."""
    most = max(_LETTERS, key=lambda modality: near.count(_LETTERS[modality]))
    return most if near.count(_LETTERS[most]) >= 2 else None


@cache
def _around(before: str | None, after: str | None, above: str | None, most: str | None, short: bool) -> Group:
    return group(
        f"before:{before}",
        f"after:{after}",
        f"most:{most}",
        *((f"short*after:{after}",) if short else ()),
        *((f"above:{above}",) if before is None else ()),
    )
