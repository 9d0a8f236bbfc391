"""Whose words a section is made of: the centre's, shared with other places, or its own; and its own sentences."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from luoshi.analysis.reuse.corpus import SPANS, Corpus, Part
from luoshi.analysis.reuse.letters import cut
from luoshi.analysis.reuse.passages import Block, Passage

OWN, SHARED, CENTRAL = 0, 1, 2
_SENTENCE = re.compile("[^。；！？;]+[。；！？;]*[”’」』）)]*")
_MOSTLY = 0.8
_LETTERS = 6

SHARES: dict[str, Any] = {
    "article": pl.String, "section": pl.String, "place": pl.String, "letters": pl.Int64, "central": pl.Float64,
    "shared": pl.Float64, "own": pl.Float64,
}  # fmt: skip
OWN_WORDS: dict[str, Any] = {
    "article": pl.String, "section": pl.String, "place": pl.String, "spans": SPANS, "quote": pl.String,
    "own": pl.Float64, "rarity": pl.Float64,
}  # fmt: skip


def whose(corpus: Corpus, found: Sequence[Passage]) -> Iterator[tuple[Passage, Block, int]]:
    """Each block of each passage, and whose words it is. What a place shares with its own other articles stays its own."""
    for passage in found:
        for block in passage.blocks:
            if passage.a < corpus.central:
                yield passage, block, CENTRAL
            else:
                one, other = corpus.part(block[0]).place, corpus.part(block[2]).place
                yield passage, block, SHARED if one is None or one != other else OWN


def owners(corpus: Corpus, found: Sequence[Passage]) -> NDArray[np.int8]:
    """For each letter whose it is."""
    owner = np.zeros(len(corpus.letters.codes), np.int8)
    for _, (a0, a1, b0, b1), told in whose(corpus, found):
        if told == SHARED:
            owner[a0:a1] = np.maximum(owner[a0:a1], told)
        owner[b0:b1] = np.maximum(owner[b0:b1], told)
    return owner


def shares(corpus: Corpus, owner: NDArray[np.int8]) -> pl.DataFrame:
    """For each section its letters, and the shares of them that are the centre's, shared, and its own."""
    rows = []
    for part in corpus.parts:
        counts = np.bincount(owner[part.start : part.end], minlength=3)
        total = part.end - part.start
        if total:
            central, shared, own = (round(int(counts[whose]) / total, 4) for whose in (CENTRAL, SHARED, OWN))
            rows.append((part.article, part.section, part.place, total, central, shared, own))
    return pl.DataFrame(rows, schema=SHARES, orient="row")


def own_words(corpus: Corpus, owner: NDArray[np.int8]) -> pl.DataFrame:
    """The sentences that are mostly a section's own; `rarity` is the bits a letter, the rarest first."""
    rows = [row for part in corpus.parts for row in _sentences(corpus, part, owner)]
    return pl.DataFrame(rows, schema=OWN_WORDS, orient="row").sort("rarity", descending=True, maintain_order=True)


def _sentences(corpus: Corpus, part: Part, owner: NDArray[np.int8]) -> Iterator[tuple[Any, ...]]:
    text = corpus.articles[part.article]
    # In the type of the sentences' ends: where types differ, each search would copy all places first.
    places = corpus.letters.places[part.start : part.end].astype(np.int64)
    if not len(places):
        return
    for sentence in _SENTENCE.finditer(text.words, int(places[0]), int(places[-1]) + 3):
        low, high = np.searchsorted(places, [sentence.start(), sentence.end()]) + part.start
        if high - low < _LETTERS:
            continue
        own = float((owner[low:high] == OWN).mean())
        if own >= _MOSTLY:
            rarity = round(float(corpus.letters.bits[low:high].sum()) / (high - low), 2)
            found = [list(span) for span in cut(text.spans, *sentence.span())]
            yield (part.article, part.section, part.place, found, sentence.group(), round(own, 3), rarity)
