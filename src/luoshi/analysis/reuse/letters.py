"""Texts as long arrays of letters: folded, without punctuation and spaces, each letter with its place.

A place is a place in the text's words, which follow the repaired reading order; `cut` finds them in the article.
Every letter carries the bits of the pair that it begins: little inside what everybody says (names of the centre's
meetings, national set phrases), much where the genre hardly ever joins the two characters.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from ahocorasick_rs import AhoCorasick, MatchKind
from numpy.typing import NDArray

from luoshi.analysis.wording import background, rarity, slogans
from luoshi.model.spans import Spans, merged
from luoshi.text.normalise import fold

Codes = NDArray[np.uint32]
Places = NDArray[np.int64]

_WORD = re.compile(r"[^\W_]")
_BMP = 0x10000
_STOPS = np.array([ord(mark) for mark in "。;!?"], dtype=np.uint32)


class Text(NamedTuple):
    """One article or central text: the words compared, in reading order, and the spans of the article that they are."""

    id: str
    words: str
    spans: Spans


class Letters(NamedTuple):
    """Many texts end to end: `codes`, `places` (in the text's words) and `bits` a letter, `starts` a text; `stops` are the
    letters with which sentences begin and texts end."""

    ids: tuple[str, ...]
    codes: Codes
    places: NDArray[np.int32]
    bits: NDArray[np.float32]
    starts: Places
    stops: Places

    def text_of(self, letters: Places) -> Places:
        """The number of the text in which each letter stands."""
        return np.searchsorted(self.starts, letters, side="right") - 1


def letters(texts: Sequence[Text]) -> Letters:
    """The texts as arrays of letters."""
    parts = [_one(text) for text in texts]
    starts = np.concatenate([[0], np.cumsum([len(codes) for codes, _, _ in parts])]).astype(np.int64)
    codes = np.concatenate([np.zeros(0, np.uint32), *(codes for codes, _, _ in parts)])
    places = np.concatenate([np.zeros(0, np.int32), *(places for _, places, _ in parts)])
    stops = np.concatenate([starts, *(start + ends for start, (_, _, ends) in zip(starts, parts, strict=False))])
    return Letters(tuple(text.id for text in texts), codes, places, bits_of(codes, starts), starts, np.unique(stops))


def cut(spans: Spans, start: int, end: int) -> Spans:
    """The spans in the article of a stretch of the words that `spans` make."""
    out, at = [], 0
    for low, high in spans:
        first, last = max(start - at, 0), min(end - at, high - low)
        if first < last:
            out.append((low + first, low + last))
        at += high - low
    return merged(out)


def _one(text: Text) -> tuple[Codes, NDArray[np.int32], Places]:
    """The letters of one text, their places in its words, and before which of them a sentence ends."""
    folding, is_letter = _tables()
    codes = folding[np.frombuffer(text.words.encode("utf-32-le"), dtype="<u4")]
    kept = is_letter[np.minimum(codes, _BMP - 1)] & (codes < _BMP)
    ends = np.cumsum(kept)[np.isin(codes, _STOPS)]
    return codes[kept], np.flatnonzero(kept).astype(np.int32), ends.astype(np.int64)


@cache
def _tables() -> tuple[Codes, NDArray[np.bool_]]:
    """Code point -> folded, small code point; and whether that is a letter or a digit."""
    plain = [chr(code) if not 0xD800 <= code < 0xE000 else " " for code in range(_BMP)]
    folded = fold("".join(plain))
    lower = [char.lower() if len(char.lower()) == 1 else char for char in folded]
    table = np.arange(0x110000, dtype=np.uint32)
    table[:_BMP] = [ord(char) for char in lower]
    return table, np.array([_WORD.match(char) is not None for char in plain])


@cache
def _pairs() -> tuple[Places, NDArray[np.float32], float]:
    """The background as arrays: pairs as numbers in order, their bits, and the bits of a pair that it lacks."""
    known = sorted((ord(pair[0]) << 16 | ord(pair[1]), rarity(pair)) for pair in background().counts)
    return (
        np.array([pair for pair, _ in known], dtype=np.int64),
        np.array([bits for _, bits in known], dtype=np.float32),
        rarity(""),
    )


def bits_of(codes: Codes, starts: Places) -> NDArray[np.float32]:
    """The bits of the pair that each letter begins; nought at a text's end and inside what everybody says."""
    if not len(codes):
        return np.zeros(0, np.float32)
    known, weights, unknown = _pairs()
    pairs = codes.astype(np.int64) << 16
    pairs[:-1] |= codes[1:].astype(np.int64)
    at = np.minimum(np.searchsorted(known, pairs), len(known) - 1)
    bits = np.where(known[at] == pairs, weights[at], np.float32(unknown)).astype(np.float32)
    bits[starts[1:] - 1] = 0
    for _, start, end in _everybodys().find_matches_as_indexes(codes.tobytes().decode("utf-32-le")):
        bits[start : end - 1] = 0
    return bits


@cache
def _everybodys() -> AhoCorasick:
    """What everybody says, as letters."""
    folding, is_letter = _tables()
    phrases = set()
    for slogan in slogans():
        codes = folding[np.frombuffer(slogan.encode("utf-32-le"), dtype="<u4")]
        phrases.add("".join(chr(code) for code in codes if code < _BMP and is_letter[code]))
    return AhoCorasick(sorted(phrase for phrase in phrases if len(phrase) > 1), matchkind=MatchKind.LeftmostLongest)
