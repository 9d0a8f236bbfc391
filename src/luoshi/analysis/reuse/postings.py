"""Where in a library each telling run of letters stands: sorted files beside it, looked into without loading them.

A run's hash leads to the numbers of the letters with which it begins, the earliest added first. New runs make a file of
their own; files of like size are merged, so that there are never many.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from luoshi.analysis.reuse.seeds import Runs

Hashes = NDArray[np.uint64]
Numbers = NDArray[np.int64]

_LIKE = 2


class Found(NamedTuple):
    """For each hash asked how many postings it has, and the letter of the earliest (-1 for none)."""

    counts: Numbers
    earliest: Numbers


class Postings:
    """The files of a folder by their names, in the order in which they were added."""

    def __init__(self, folder: Path, names: Sequence[str]) -> None:
        self.folder, self.names = folder, tuple(names)
        self._parts: list[tuple[Hashes, NDArray[np.uint32]]] = [
            (self._load(name, "hashes"), self._load(name, "at")) for name in names
        ]

    def find(self, hashes: Hashes) -> Found:
        """What stands under some hashes, which come in order."""
        counts, earliest = np.zeros(len(hashes), np.int64), np.full(len(hashes), -1)
        for known, at in self._parts:
            low, high = _stretch(known, hashes)
            first = (earliest < 0) & (high > low)
            earliest[first] = at[low[first]]
            counts += high - low
        return Found(counts, earliest)

    def gather(self, hashes: Hashes) -> tuple[Numbers, Numbers]:
        """Every posting of some hashes in order: the place of the hash among those asked, and the letter."""
        which, letters = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
        for known, at in self._parts:
            low, high = _stretch(known, hashes)
            many = high - low
            which.append(np.repeat(np.arange(len(hashes)), many))
            within = np.arange(many.sum()) - np.repeat(np.cumsum(many) - many, many)
            letters.append(at[np.repeat(low, many) + within].astype(np.int64))
        return np.concatenate(which), np.concatenate(letters)

    def with_runs(self, runs: Runs, name: str) -> "Postings":
        """The postings with some more, in a file of this name; the files that it takes in are left for `sweep`."""
        names, parts = list(self.names), list(self._parts)
        hashes, at = runs.hashes, runs.at.astype(np.uint32)
        while parts and len(parts[-1][0]) < _LIKE * len(hashes):
            older = parts.pop()
            names.pop()
            hashes, at = np.concatenate([older[0], hashes]), np.concatenate([older[1], at])
            order = np.argsort(hashes, kind="stable")
            hashes, at = hashes[order], at[order]
        self._save(name, hashes, at)
        return Postings(self.folder, [*names, name])

    def without(self, gone: Callable[[Numbers], NDArray[np.bool_]], name: str) -> "Postings":
        """The postings without letters that are gone."""
        hashes: list[Hashes] = [np.zeros(0, np.uint64)]
        letters: list[NDArray[np.uint32]] = [np.zeros(0, np.uint32)]
        for known, at in self._parts:
            kept = ~gone(at.astype(np.int64))
            hashes.append(known[kept])
            letters.append(at[kept])
        every, at = np.concatenate(hashes), np.concatenate(letters)
        order = np.argsort(every, kind="stable")
        self._save(name, every[order], at[order])
        return Postings(self.folder, [name])

    def sweep(self) -> None:
        """Remove files that no longer belong to the postings."""
        for path in self.folder.glob("*.hashes.npy"):
            name = path.name.removesuffix(".hashes.npy")
            if name not in self.names:
                path.unlink(missing_ok=True)
                path.with_name(f"{name}.at.npy").unlink(missing_ok=True)

    def _load(self, name: str, part: str) -> Any:
        return np.load(self.folder / f"{name}.{part}.npy", mmap_mode="r")

    def _save(self, name: str, hashes: Hashes, at: NDArray[np.uint32]) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        np.save(self.folder / f"{name}.hashes.npy", hashes)
        np.save(self.folder / f"{name}.at.npy", at)


def _stretch(known: Hashes, hashes: Hashes) -> tuple[Numbers, Numbers]:
    return known.searchsorted(hashes), known.searchsorted(hashes, side="right")
