"""Lexicons: word lists of the genre, as TOML files in `data/cues/`, and one automaton that finds all of them at once.

A lexicon file holds families: `[family]` tables of `value = ["word", …]`. A hit on a word has the family and the value.
Words are written in the clean form (text.normalise.fold). Not for patterns with structure: those are regexes beside the
stage that uses them, built from word lists. Lists that only build patterns are files in `data/words/`; the automaton
does not look for them.
"""

import re
import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from operator import itemgetter
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from luoshi.model.records import Value
from luoshi.text.normalise import fold


class Hit(Value, frozen=True):
    """A word of a lexicon found in a text."""

    start: int
    end: int
    value: str


Lexicon = dict[str, dict[str, list[str]]]
"""family -> value -> words"""


@cache
def lexicon(name: str, folder: str = "cues") -> Lexicon:
    """The families of one lexicon file: of `cues`, or of another folder of data."""
    content = files("luoshi.registry").joinpath("data", folder, f"{name}.toml").read_text(encoding="utf-8")
    return {
        family: {value: [fold(word) for word in words] for value, words in table.items()}
        for family, table in tomllib.loads(content).items()
    }


@cache
def words(name: str) -> dict[str, tuple[str, ...]]:
    """family -> words of a file in `data/words/`, the values left aside, longer words first (as an alternation needs)."""
    return {
        family: tuple(sorted({word for found in table.values() for word in found}, key=lambda word: (-len(word), word)))
        for family, table in lexicon(name, "words").items()
    }


def either(name: str, family: str) -> str:
    """The words of a family of a file in `data/words/` as a group of a pattern, longer words first."""
    return one_of(words(name)[family])


def one_of(words: Iterable[str]) -> str:
    """Words as a group of a pattern, longer ones first. Words that begin alike share a branch: lists of hundreds of words
    are searched for several times as fast."""
    branches: dict[str, list[str]] = {}
    for word in sorted(set(words), key=lambda word: (-len(word), word)):
        branches.setdefault(word[0], []).append(re.escape(word[1:]))
    joined = (f"{re.escape(first)}(?:{'|'.join(rests)})" for first, rests in branches.items())
    return f"(?:{'|'.join(joined)})"


def beginning(words: Iterable[str]) -> str:
    """A look ahead for the first characters of words: a long group is entered only where one of its words may stand."""
    return f"(?=[{re.escape(''.join(sorted({word[0] for word in words})))}])"


Match = tuple[int, int, int]
"""A word's number in the finder, and where it stands in the text."""


class Found(NamedTuple):
    """What a text holds: family -> hits in order, and the matches of all words as they come, by start and the longest
    first at each start."""

    hits: dict[str, list[Hit]]
    matches: list[Match]


class Finder:
    """Finds the words of many families in one pass; within a family overlapping hits are resolved to the longest.

    Families that are read together in a sweep of their own (`swept`) are left as matches: `meanings` tells what their
    words mean, nothing for the words of other families.
    """

    def __init__(self, families: dict[str, dict[str, list[str]]], swept: Sequence[str] = ()) -> None:
        entries: dict[str, list[tuple[str, str]]] = {}
        for family, table in families.items():
            for value, words in table.items():
                for word in words:
                    entries.setdefault(word, []).append((family, value))
        # Words of swept families alone stand last: one comparison parts the matches. (First, they make the automaton slower.)
        unnamed = {word for word, told in entries.items() if all(family in swept for family, _ in told)}
        ordered = sorted(entries, key=unnamed.__contains__)
        self._named_to = len(entries) - len(unnamed)
        self.meanings = [tuple(meant for meant in entries[word] if meant[0] in swept) for word in ordered]
        self._families = [family for family in families if family not in swept]
        numbers = {family: number for number, family in enumerate(self._families)}
        self._named = [
            tuple((numbers[family], value) for family, value in entries[word] if family in numbers) for word in ordered
        ]
        self._automaton = AhoCorasick(ordered, matchkind=MatchKind.Standard)

    def find(self, text: str) -> Found:
        """The hits of the text; of hits that overlap in a family the leftmost, then the longest is kept."""
        matches = self._automaton.find_matches_as_indexes(text, overlapping=True)
        # They come in the order of their ends: reversed and sorted by start, the longest stands first at each start.
        matches.reverse()
        matches.sort(key=_start)
        named_to = self._named_to
        meanings = self._named
        found: list[list[Hit]] = [[] for _ in self._families]
        reach = [0] * len(self._families)
        for word, start, end in [match for match in matches if match[0] < named_to]:
            for family, value in meanings[word]:
                if start >= reach[family]:
                    found[family].append(Hit(start, end, value))
                    reach[family] = end
        return Found(dict(zip(self._families, found, strict=True)), matches)


_start = itemgetter(1)
