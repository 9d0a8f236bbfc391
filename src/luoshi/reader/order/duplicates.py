"""Paragraphs that a page's layout printed twice: whole, merged with the next one, or cut."""

from luoshi.reader.lines.look import Look
from luoshi.reader.order import evidence

_SHORTEST = 12
# Shorter than this, the rest of a cut paragraph may end two different ones: the genre repeats itself.
_LONG = 40
_COVERED = 0.9
# As long as this the first sentences of a paragraph are a copy of it that print broke off.
_BROKEN_OFF = 80
# What speaks against a paragraph that merges two: the page ran them together when it repeated them.
_MERGED = 0.1
# Less than this is stock words that two sections happen to share: then the first of the two is the original.
_THIN = 0.1

Pair = tuple[list[int], list[int]]


def repeated(
    copies: list[Pair], texts: list[Look], here: list[int], votes: list[evidence.Votes], common: evidence.Common
) -> dict[int, int]:
    """Which of the pairs' lines are the copies: place -> place of the (first) original, which stands in its own section."""
    if not copies:
        return {}
    twice = {place for pair in copies for side in pair for place in side}
    fits = evidence.at_home(texts, here, votes, common, twice)
    out: dict[int, int] = {}
    for block in blocks(copies):
        ahead = sum(_fit(fits, earlier) - _fit(fits, later) for earlier, later in block)
        for earlier, later in block:
            original, copy = (earlier, later) if ahead > -_THIN else (later, earlier)
            out.update(dict.fromkeys(copy, original[0]))
    return out


def _fit(fits: dict[int, float], side: list[int]) -> float:
    return sum(fits[place] for place in side) / len(side) - (_MERGED if len(side) == 1 else 0.0)


def find(texts: list[Look]) -> list[Pair]:
    """Pairs of copies by place: one line and the line or lines that say the same."""
    again = _printed_again(texts)
    if not again:
        return []
    pairs: list[Pair] = []
    seen: set[int] = set()
    for number, look in enumerate(texts):
        if len(look.words) < _SHORTEST or number in seen:
            continue
        others = _inside(number, texts, again)
        if others and (len(look.words) >= _LONG or not _may_be_rest(number, texts)):
            pairs.append(([number], others))
            seen.update([number, *others])
    return pairs


def blocks(copies: list[Pair]) -> list[list[Pair]]:
    """Copies that stand side by side in both places, or in the earlier one: a page repeats a whole block, so they are
    judged together. In each pair the side that stands first in the file comes first."""
    pairs = sorted(sorted(pair) for pair in copies)
    out: list[list[Pair]] = []
    for earlier, later in pairs:
        if out and out[-1][-1][0][-1] + 1 == earlier[0]:
            out[-1].append((earlier, later))
        else:
            out.append([(earlier, later)])
    return out


def _printed_again(texts: list[Look]) -> list[int]:
    """The lines whose words stand in the page a second time."""
    whole = "\n".join(look.words for look in texts)
    return [number for number, look in enumerate(texts) if len(look.words) >= _SHORTEST and whole.count(look.words) > 1]


def _inside(number: int, texts: list[Look], again: list[int]) -> list[int]:
    """The other lines that stand in this one and together are this one; an equal line first."""
    words = texts[number].words
    equal = next((n for n in again if n != number and texts[n].words == words), None)
    if equal is not None:
        return [equal]
    parts = [n for n in again if n != number and texts[n].words in words]
    for part in parts:
        if len(texts[part].words) >= _BROKEN_OFF and texts[part].closed == 1 and words.startswith(texts[part].words):
            return [part]
    return next((run for run in _runs(parts) if _cover(run, texts, words)), [])


def _may_be_rest(number: int, texts: list[Look]) -> bool:
    return texts[number].begins < 0 or (number > 0 and texts[number - 1].closed < 1)


def _runs(parts: list[int]) -> list[list[int]]:
    """Neighbouring lines together: only such can be one paragraph printed in pieces."""
    runs: list[list[int]] = []
    for part in parts:
        if runs and part == runs[-1][-1] + 1:
            runs[-1].append(part)
        else:
            runs.append([part])
    return runs


def _cover(run: list[int], texts: list[Look], words: str) -> bool:
    """Whether lines that follow each other say the whole of a paragraph, in its order."""
    place = covered = 0
    for part in run:
        found = words.find(texts[part].words, place)
        if found < 0:
            return False
        place = found + len(texts[part].words)
        covered += len(texts[part].words)
    return covered >= _COVERED * len(words)
