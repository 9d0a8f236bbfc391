"""Measures of agreement: accuracy and Cohen's kappa of paired codes; precision, recall and F1 of found sets."""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from typing import Any

import msgspec


class Paired(msgspec.Struct, frozen=True):
    """Agreement of two codings of the same things."""

    n: int
    accuracy: float | None
    kappa: float | None


class Found(msgspec.Struct, frozen=True):
    """A found set beside the gold one."""

    gold: int
    found: int
    precision: float | None
    recall: float | None
    f1: float | None


def paired(pairs: Sequence[tuple[Hashable, Hashable]]) -> Paired:
    """Accuracy and Cohen's kappa of (gold, read) pairs; kappa is 1 where chance alone would agree fully."""
    n = len(pairs)
    if not n:
        return Paired(0, None, None)
    observed = sum(gold == read for gold, read in pairs) / n
    golds, reads = Counter(gold for gold, _ in pairs), Counter(read for _, read in pairs)
    expected = sum(golds[code] * reads[code] for code in golds) / n / n
    return Paired(n, observed, 1.0 if expected == 1 else (observed - expected) / (1 - expected))


def found(hits: int, gold: int, read: int) -> Found:
    """Precision, recall and F1 of counts; None where nothing could be counted."""
    return Found(
        gold,
        read,
        hits / read if read else None,
        hits / gold if gold else None,
        2 * hits / (gold + read) if gold + read else None,
    )


class Tally:
    """Counts gathered over documents: paired codes by field, and sets by field with what was missed and what was extra."""

    def __init__(self) -> None:
        self.pairs: dict[str, list[tuple[Any, Any]]] = {}
        self.hits: Counter[str] = Counter()
        self.gold: Counter[str] = Counter()
        self.read: Counter[str] = Counter()
        self.missed: dict[str, list[tuple[Any, ...]]] = {}
        self.extra: dict[str, list[tuple[Any, ...]]] = {}

    def pair(self, field: str, gold: Any, read: Any) -> None:
        """Count one thing that both coded."""
        self.pairs.setdefault(field, []).append((gold, read))

    def sets(self, field: str, doc: str, gold: Iterable[tuple[Any, ...]], read: Iterable[tuple[Any, ...]]) -> None:
        """Count what two multisets of one document share."""
        golds, reads = Counter(gold), Counter(read)
        both = golds & reads
        self.hits[field] += both.total()
        self.gold[field] += golds.total()
        self.read[field] += reads.total()
        self.missed.setdefault(field, []).extend((doc, *key) for key in (golds - both).elements())
        self.extra.setdefault(field, []).extend((doc, *key) for key in (reads - both).elements())

    def figures(self) -> dict[str, Paired | Found]:
        """Field -> its measures."""
        rows: dict[str, Paired | Found] = {field: paired(pairs) for field, pairs in self.pairs.items()}
        for field in self.gold.keys() | self.read.keys():
            rows[field] = found(self.hits[field], self.gold[field], self.read[field])
        return rows

    def confusions(self, field: str) -> list[tuple[tuple[Any, Any], int]]:
        """The (gold, read) pairs of a field that differ, the most frequent first."""
        return [(pair, n) for pair, n in Counter(self.pairs.get(field, [])).most_common() if pair[0] != pair[1]]
