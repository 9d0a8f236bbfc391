"""Groups of features and what they weigh (data/modality_weights.json). Not for deciding by them: see modality.

The weights are learned from coded units (tools/train_modality.py). They are whole hundredths, so that the order of adding
changes nothing.
"""

import json
from array import array
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Weights(NamedTuple):
    """The modalities in the order of a row's columns; a row has a column for each in the first pass and then for each in
    the second. `bias` is the row that stands before any feature."""

    modalities: list[str]
    bias: list[int]
    rows: dict[str, list[int]]


class Group(NamedTuple):
    """Names of features that hold together, and the sum of their rows as numbers of eight bytes."""

    names: tuple[str, ...]
    row: bytes


@cache
def weights() -> Weights:
    """The weights that come with the package."""
    content = files("luoshi.registry").joinpath("data", "modality_weights.json").read_text(encoding="utf-8")
    told = json.loads(content)
    rows = {name: _hundredths(row) for name, row in told["rows"].items()}
    return Weights(told["modalities"], _hundredths(told["bias"]), rows)


@cache
def group(*names: str) -> Group:
    """The group of some features; a feature without weights adds nothing."""
    known = weights()
    rows = [known.rows[name] for name in names if name in known.rows]
    return Group(names, array("q", map(sum, zip([0] * len(known.bias), *rows, strict=True))).tobytes())


def _hundredths(row: Iterable[float]) -> list[int]:
    return [round(100 * weight) for weight in row]
