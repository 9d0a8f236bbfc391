"""Modality: which of six things a statement does, by the weights of its features (data/modality_weights.json).

The weights are learned from coded units (tools/train_modality.py). Two passes: the first decides each statement by
itself, the second adds what stands before, after and above it, because labels, points and frames share their modality.
"""

import json
from functools import cache
from importlib.resources import files
from math import exp
from typing import NamedTuple

from luoshi.reader.draft import Statement
from luoshi.reader.units.clauses import Parts
from luoshi.reader.units.frames import Frame


class Read(NamedTuple):
    """A statement as the coding stage sees it; `names` are its features."""

    statement: Statement
    frame: Frame
    parts: Parts
    names: list[str]


class Weights(NamedTuple):
    """Rows hold a weight for each modality, for the first pass and then for the second."""

    modalities: list[str]
    bias: list[float]
    rows: dict[str, list[float]]


@cache
def weights() -> Weights:
    """The weights that come with the package."""
    content = files("luoshi.registry").joinpath("data", "modality_weights.json").read_text(encoding="utf-8")
    table = json.loads(content)
    return Weights(table["modalities"], table["bias"], table["rows"])


def modalities(reads: list[Read]) -> list[tuple[str, float]]:
    """The modality of each statement and how sure it is (its probability), in order."""
    names, bias, rows = weights()
    count = len(names)
    scores = [_sum(bias, rows, read.names) for read in reads]
    first = [names[_best(score[:count])] for score in scores]
    out = []
    for at, score in enumerate(scores):
        totals = _sum(score, rows, around(reads, first, at))[count:]
        given = settled(reads[at].frame)
        best = names.index(given) if given else _best(totals)
        out.append((names[best], 1 / sum(exp(total - totals[best]) for total in totals)))
    return out


def settled(frame: Frame) -> str | None:
    """What the frame alone settles: an attribution is event, what the centre says or is reported to say is background."""
    return "event" if frame.attribution else "background" if frame.kind in ("report", "cited") else None


def around(reads: list[Read], first: list[str], at: int) -> list[str]:
    """What the first pass says of the statements before and after in the block, and of the one above in the section."""
    block = reads[at].statement.block
    before = first[at - 1] if at and reads[at - 1].statement.block is block else None
    after = first[at + 1] if at + 1 < len(reads) and reads[at + 1].statement.block is block else None
    out = [f"before:{before}", f"after:{after}"]
    if "short" in reads[at].names:
        out.append(f"short*after:{after}")
    if before is None:
        near = at and reads[at - 1].statement.block.section is block.section
        out.append(f"above:{first[at - 1] if near else None}")
    return out


def _sum(base: list[float], rows: dict[str, list[float]], names: list[str]) -> list[float]:
    found = [rows[name] for name in names if name in rows]
    return [sum(column) for column in zip(base, *found, strict=True)]


def _best(scores: list[float]) -> int:
    return scores.index(max(scores))
