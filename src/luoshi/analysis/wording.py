"""What a sentence is about, by its wording: pairs of characters weighted by how rare they are in the genre.

Rarity comes from background.tsv: in how many of the genre's sentences a pair stands (its first line counts the
sentences; rarer pairs are left out). Inside the genre's stock words (stock.toml) a pair keeps a part of its weight only.
"""

import math
import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple
from zlib import crc32

import numpy as np
from ahocorasick_rs import AhoCorasick, MatchKind
from numpy.typing import NDArray

from luoshi.registry.industries import industries
from luoshi.registry.world import registry

Grams = dict[int, float]
"""The key of a pair of characters or of a Latin word -> its weight in bits."""

_FIRST, _LAST = 0x3400, 0x9FFF
_LATIN = re.compile("[A-Za-z][A-Za-z0-9+-]*|[0-9]+[A-Za-z][A-Za-z0-9]*")
# The table leaves out pairs that stand in fewer sentences than this.
_RARE = 2
# A shorter member of a set phrase is a common word (人才, 绿色).
_LONG = 4


class Stock(NamedTuple):
    """The stock words: one automaton, the weight of each word by its number, and the weights of edges and content."""

    automaton: AhoCorasick
    weights: tuple[float, ...]
    edge: float
    content: float


@cache
def sheets() -> dict[str, Any]:
    """The sheets of stock words, and the weights of each."""
    return tomllib.loads(files("luoshi.analysis").joinpath("stock.toml").read_text(encoding="utf-8"))


@cache
def _stock() -> Stock:
    weights = sheets()["weights"]
    words = {word: weights[name] for name, sheet in sheets().items() for word in sheet.get("words", ())}
    words.update(dict.fromkeys(slogans(), weights["slogan"]))
    automaton = AhoCorasick(list(words), matchkind=MatchKind.LeftmostLongest)
    return Stock(automaton, tuple(words.values()), weights["edge"], weights["content"])


def slogans() -> Iterator[str]:
    """What everybody says: names of the centre's meetings and documents, national set phrases, slogans and formulas."""
    yield from sheets()["slogan"]["words"]
    yield from sheets()["formula"]["words"]
    for event in registry().events:
        yield from (event.name, *event.aliases, *event.generic, *event.documents)
    for known in registry().formulations:
        if known.scope == "national":
            yield from (known.text, *known.variants, *(member for member in known.members if len(member) >= _LONG))


class Background(NamedTuple):
    """How many sentences of the genre were counted, and in how many of them each pair stands."""

    sentences: int
    counts: Mapping[str, int]


@cache
def background() -> Background:
    """The counts that ship with the package."""
    lines = files("luoshi.analysis").joinpath("background.tsv").read_text(encoding="utf-8").splitlines()
    counts: dict[str, int] = {}
    for line in lines[1:]:
        count, _, pairs = line.partition("\t")
        counts.update(dict.fromkeys(pairs.split(" "), int(count)))
    return Background(int(lines[0]), counts)


def rarity(pair: str) -> float:
    """Bits of surprise at finding a pair of characters in a sentence of the genre: 2 for 发展, 11 for one never met."""
    known = background()
    return math.log2((known.sentences + 1) / (known.counts.get(pair, _RARE) + 1))


class Weighed(NamedTuple):
    """A text letter by letter: the key of the pair (or Latin word) that each letter begins, and its weight, 0 for none."""

    keys: NDArray[np.uint64]
    weights: NDArray[np.float64]

    def grams(self, start: int, end: int) -> Grams:
        """The wording of a piece of the text."""
        out: Grams = {}
        for key, weight in zip(self.keys[start:end].tolist(), self.weights[start:end].tolist(), strict=True):
            if weight > out.get(key, 0.0):
                out[key] = weight
        return out


def weighed(folded: str) -> Weighed:
    """Clean text, of any length, with the weight of each pair of characters and Latin word in it."""
    codes = np.frombuffer(folded.encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    han = (codes >= _FIRST) & (codes <= _LAST)
    keys = np.zeros(len(codes), np.uint64)
    weights = np.zeros(len(codes))
    at = np.flatnonzero(han[:-1] & han[1:])
    keys[at] = codes[at] << 16 | codes[at + 1]
    weights[at] = _shares(folded)[at] * _rarities(keys[at])
    for word in _LATIN.finditer(folded):
        keys[word.start()] = latin_key(word.group())
        weights[word.start()] = rarity(word.group())
    return Weighed(keys, weights)


def pair_key(pair: str) -> int:
    """The key of a pair of characters."""
    return ord(pair[0]) << 16 | ord(pair[1])


def latin_words(folded: str) -> list[str]:
    """The Latin words of clean text."""
    return _LATIN.findall(folded)


def latin_key(word: str) -> int:
    """The key of a Latin word: apart from those of pairs, and the same in every run."""
    return 1 << 32 | crc32(word.upper().encode())


def _shares(folded: str) -> NDArray[np.float64]:
    """What the pair that begins at each letter keeps of its rarity: all of it outside stock words, less inside and across."""
    stock = _stock()
    found = np.array(stock.automaton.find_matches_as_indexes(folded), dtype=np.int64).reshape(-1, 3)
    lengths = found[:, 2] - found[:, 1]
    inside = (
        np.repeat(found[:, 1], lengths) + np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    )
    which = np.full(len(folded) + 1, -1)
    which[inside] = np.repeat(np.arange(len(found)), lengths)
    kept = np.append(np.array(stock.weights)[found[:, 0]], stock.content)[which[:-1]]
    return np.where(which[:-1] == which[1:], kept, stock.edge)


def _rarities(keys: NDArray[np.uint64]) -> NDArray[np.float64]:
    """The rarity of each pair by its key."""
    known, rarities = _known()
    at = np.minimum(known.searchsorted(keys), len(known) - 1)
    return np.where(known[at] == keys, rarities[at], rarity(""))


@cache
def _known() -> tuple[NDArray[np.uint64], NDArray[np.float64]]:
    pairs = sorted((pair_key(pair), rarity(pair)) for pair in background().counts)
    return np.array([key for key, _ in pairs], np.uint64), np.array([bits for _, bits in pairs])


def objects(folded: str) -> frozenset[str]:
    """The industries and technologies that clean text names, by the registry's names that stand for themselves."""
    names, automaton = _industries()
    return frozenset(names[word] for word, _, _ in automaton.find_matches_as_indexes(folded))


@cache
def _industries() -> tuple[list[str], AhoCorasick]:
    names = sorted({name for entry in industries().values() for name in entry.names})
    return names, AhoCorasick(names, matchkind=MatchKind.LeftmostLongest)
