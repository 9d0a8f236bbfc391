"""Search tokens: every character with the one after it, so that words of any length are found in any Chinese text.

A run of letters, digits and characters gives one token a character: 低空经济 -> 低空 空经 经济 济. A word of two characters is
one token, a longer one a row of tokens, and a single character a beginning of tokens. Spaces inside a run and invisible
marks are left out; all other marks end a run. Forms are folded as in text.normalise, so traditional and simplified
characters, widths and letter cases are alike. Not for the index itself: see store.
"""

import re
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from luoshi.model.spans import Span, Spans, merged
from luoshi.text.normalise import fold

_SKIPPED = re.compile("[\\s\u200b-\u200f\u2060\ufeff\u00ad\u202a-\u202e\u2066-\u2069]+")
_RUN = re.compile(r"[^\W_]+")


class Squeezed(NamedTuple):
    """A text as it is searched: folded, without spaces; `places[i]` is where character i stands in the text."""

    text: str
    places: "range | list[int]"

    def spans(self, start: int, end: int) -> Spans:
        """The places of [start, end) in the text that was squeezed."""
        return merged((place, place + 1) for place in self.places[start:end])


def squeeze(text: str) -> Squeezed:
    """The text as it is searched, with the way back."""
    if not _uneven().search(text):
        return Squeezed(text, range(len(text)))
    folded = _lowered(fold(text))
    if not _SKIPPED.search(folded):
        return Squeezed(folded, range(len(folded)))
    kept: list[int] = []
    place = 0
    for found in _SKIPPED.finditer(folded):
        kept.extend(range(place, found.start()))
        place = found.end()
    kept.extend(range(place, len(folded)))
    return Squeezed("".join(folded[i] for i in kept), kept)


@cache
def _uneven() -> "re.Pattern[str]":
    """A character for which a text must be folded or squeezed; most passages hold none. Mere marks do not matter."""
    every = "".join(chr(code) for code in (*range(0xD800), *range(0xE000, 0x10000)))
    changed = [a for a, b in zip(every, _lowered(fold(every)), strict=True) if a != b and b.isalnum()]
    return re.compile(f"[{''.join(map(re.escape, changed))}]|{_SKIPPED.pattern}")


def _lowered(text: str) -> str:
    """Lower case, one character for one."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def tokens(text: str) -> list[str]:
    """The tokens of a text in order: one a character of a run, the last character of a run alone."""
    out: list[str] = []
    for run in _RUN.findall(squeeze(text).text):
        out.extend(map("".join, pairwise(run)))
        out.append(run[-1])
    return out


class Word(NamedTuple):
    """A word or phrase to look for: its runs, as they are searched."""

    runs: tuple[str, ...]

    @property
    def tokens(self) -> tuple[str, ...]:
        """The tokens that stand in a row where the word stands; empty for a single character (see `prefix`)."""
        out: list[str] = []
        for run in self.runs[:-1]:
            out += [a + b for a, b in pairwise(run)] + [run[-1]]
        last = self.runs[-1]
        return (*out, *(a + b for a, b in pairwise(last)))

    @property
    def prefix(self) -> str | None:
        """The single character with which the last token begins, where the last run is one character."""
        return self.runs[-1] if len(self.runs[-1]) == 1 else None

    @property
    def exact(self) -> bool:
        """Whether the word stands wherever its tokens stand: one token alone."""
        return len(self.tokens) + (self.prefix is not None) == 1

    def pattern(self) -> str:
        """The word as a regular expression over a squeezed text."""
        return r"[\W_]+".join(map(re.escape, self.runs))


def word(text: str) -> Word | None:
    """The word to look for; None where the text holds no letter, digit or character."""
    runs = tuple(_RUN.findall(squeeze(text).text))
    return Word(runs) if runs else None


def find(pattern: "re.Pattern[str]", squeezed: Squeezed) -> list[Spans]:
    """Where a pattern stands, as spans of the text that was squeezed."""
    return [squeezed.spans(*found.span()) for found in pattern.finditer(squeezed.text)]


def shifted(spans: Spans, pieces: Spans) -> Spans:
    """Spans of a quotation as spans of the article whose pieces the quotation joins."""
    out: list[Span] = []
    passed = 0
    for start, end in pieces:
        for a, b in spans:
            x, y = max(a, passed), min(b, passed + end - start)
            if x < y:
                out.append((start + x - passed, start + y - passed))
        passed += end - start
    return merged(sorted(out, key=lambda span: _order(span, pieces)))


def _order(span: Span, pieces: Spans) -> tuple[int, int]:
    """The place of a span in reading order: the piece in which it stands, then its start."""
    return next(i for i, (a, b) in enumerate(pieces) if a <= span[0] < b), span[0]
