"""What a sentence is about, by its wording: pairs of characters weighted by how rare they are in the genre.

Rarity comes from background.tsv: in how many of the genre's sentences a pair stands (its first line counts the
sentences; rarer pairs are left out). Inside the genre's stock words (stock.toml) a pair keeps a part of its weight only.
"""

import math
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from luoshi.registry.industries import industries
from luoshi.registry.world import registry
from luoshi.text.normalise import clean

Grams = dict[str, float]
"""Pair of characters (or a Latin word) -> its weight in bits."""

_HAN = re.compile("[㐀-鿿]+")
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


def grams(text: str, leave_out: Iterable[str] = ()) -> Grams:
    """The weighted wording of a sentence; `leave_out` are names that say nothing here (the place's own)."""
    folded = clean(text).text
    for name in leave_out:
        folded = folded.replace(name, "\n")
    return grams_of(folded)


def grams_of(folded: str) -> Grams:
    """The weighted wording of clean text."""
    stock = _stock()
    inside = _inside(folded, stock)
    out: Grams = {}
    for run in _HAN.finditer(folded):
        for at in range(run.start(), run.end() - 1):
            first, second = inside[at], inside[at + 1]
            share = stock.edge if first != second else stock.weights[first[1]] if first else stock.content
            pair = folded[at : at + 2]
            weight = share * rarity(pair)
            if weight > out.get(pair, 0.0):
                out[pair] = weight
    for word in _LATIN.findall(folded):
        out[word.upper()] = rarity(word)
    return out


def objects(folded: str) -> frozenset[str]:
    """The industries and technologies that clean text names, by the registry's names that stand for themselves."""
    names, automaton = _industries()
    return frozenset(names[word] for word, _, _ in automaton.find_matches_as_indexes(folded))


@cache
def _industries() -> tuple[list[str], AhoCorasick]:
    names = sorted({name for entry in industries().values() for name in entry.names})
    return names, AhoCorasick(names, matchkind=MatchKind.LeftmostLongest)


def _inside(folded: str, stock: Stock) -> list[tuple[int, int] | None]:
    """For each character the stock word in which it stands (where it starts, its number), None for content."""
    inside: list[tuple[int, int] | None] = [None] * len(folded)
    for word, start, end in stock.automaton.find_matches_as_indexes(folded):
        inside[start:end] = [(start, word)] * (end - start)
    return inside
