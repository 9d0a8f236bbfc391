"""Themes: which of the codebook's themes a statement names, at most three, in the order in which they are named.

The words are data (cues/themes.toml). A word counts less in a clause that only says what something is for or how it is
done, less where it only qualifies another theme, and a weak word counts only beside others. What is named so is then
weighed against the statement's wording (data/themes_weights.json, learned by tools/train_themes.py).
"""

import json
import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np

from luoshi.reader.hits import finder
from luoshi.reader.units.clauses import Clause
from luoshi.reader.units.features import SHORT
from luoshi.reader.units.modality import IntArray, Read
from luoshi.reader.units.values import FAMILIES, THEME, bits

AT_MOST = 3
_STRONG, _WEAK, _ASIDE = 1.0, 0.45, 0.4
_STUDIES, _NAMELESS = (_STRONG, ("study",)), (0.0, ())
_ENOUGH = 0.9
_MODIFIER = 8
_DEALT = bits("scene", "visit", "convey")
_ASSESSED = bits("ground", "assess")
_CENTRAL = bits("ground", "nation", "opens") | bits("subject", "nation")
_CONVENED = bits("scene", "meet")
_MEETING = re.compile(r"[^,。;、”]{0,8}(?<![社机])会")
_LEARN, _STUDY = bits("posture", "learn"), bits("theme", "study")

Named = dict[str, float]
"""theme -> its weight in the statement, in the order in which they are first named"""
Naming = tuple[float, tuple[str, ...]]
"""What a word weighs, and the themes that it names."""


def themes(text: str, reads: list[Read], modalities: list[str], worded: IntArray) -> list[tuple[str, ...]]:
    """The themes of each statement of the flow `text`; `worded` is what the wording of each adds to each theme."""
    known = weights()
    named = by_name(text, reads, modalities)
    rows = b"".join(map(_row, modalities, named))
    sums = np.frombuffer(rows, np.int64).reshape(len(reads), -1) + worded
    found: list[list[int]] = [[] for _ in reads]
    at_rows, columns = (sums >= known.enough).nonzero()
    for at, column in zip(at_rows.tolist(), columns.tolist(), strict=True):
        found[at].append(column)
    out = []
    for at, (read, own, heavy) in enumerate(zip(reads, named, found, strict=True)):
        if len(heavy) > AT_MOST:
            heavy.sort(key=sums[at].tolist().__getitem__, reverse=True)
        out.append(_in_order(own, tuple(heavy[:AT_MOST])) if heavy and not read.frame.attribution else ())
    return out


@lru_cache(maxsize=4096)
def _row(modality: str, named: tuple[str, ...]) -> bytes:
    """What each theme weighs in a modality before the wording, some being named, as numbers of eight bytes."""
    known = weights()
    row = known.told[known.modalities[modality]].copy()
    columns = [known.columns[theme] for theme in named]
    row[columns] += known.named[columns]
    return bytes(row)


@lru_cache(maxsize=4096)
def _in_order(own: tuple[str, ...], columns: tuple[int, ...]) -> tuple[str, ...]:
    """The themes of some columns, those that are named first in their order."""
    found = [weights().themes[column] for column in columns]
    first = tuple(theme for theme in own if theme in found)
    return first + tuple(theme for theme in found if theme not in own)


class Weights(NamedTuple):
    """What it weighs that a theme is named, and in what modality (a row for each); in hundredths, a column for each theme.
    A theme counts where the sum is `enough`."""

    themes: list[str]
    columns: dict[str, int]
    modalities: dict[str, int]
    named: IntArray
    told: IntArray
    enough: int


@cache
def weights() -> Weights:
    """The weights that come with the package."""
    record = json.loads(files("luoshi.registry").joinpath("data", "themes_weights.json").read_bytes())
    return Weights(
        record["themes"],
        {theme: column for column, theme in enumerate(record["themes"])},
        {modality: row for row, modality in enumerate(record["told"])},
        np.array([record["named"][theme] for theme in record["themes"]]),
        np.array(list(record["told"].values())),
        record["enough"],
    )


def by_name(text: str, reads: list[Read], modalities: list[str]) -> list[tuple[str, ...]]:
    """The themes that the words of each statement name. One that names none takes those of its neighbour where it only
    goes on."""
    own = [_of(text, read, modality) for read, modality in zip(reads, modalities, strict=True)]
    out = list(own)
    for at, (read, modality) in enumerate(zip(reads, modalities, strict=True)):
        if own[at] or read.frame.attribution:
            continue
        if modality in ("underway", "undertaking"):
            out[at] = _beside(reads, modalities, own, at) or _above(reads, modalities, out, at)
    return out


def _above(reads: list[Read], modalities: list[str], found: list[tuple[str, ...]], at: int) -> tuple[str, ...]:
    """The themes of the nearest statement above of the same modality in the section."""
    section = reads[at].statement.block.section
    for above in range(at - 1, -1, -1):
        if reads[above].statement.block.section is not section or section is None:
            return ()
        if modalities[above] == modalities[at] and found[above]:
            return found[above][:1]
    return ()


def _beside(reads: list[Read], modalities: list[str], found: list[tuple[str, ...]], at: int) -> tuple[str, ...]:
    """The themes of the next statement of the block, if it goes on in the same way."""
    nearby = at + 1
    if nearby < len(reads) and reads[nearby].statement.block is reads[at].statement.block:
        return found[nearby][:1] if modalities[nearby] == modalities[at] else ()
    return ()


def _of(text: str, read: Read, modality: str) -> tuple[str, ...]:
    """The themes that the statement itself names."""
    if read.frame.attribution:
        return ()
    clauses = read.parts.clauses
    named = _named(text, clauses, modality)
    found = [theme for theme, weight in named.items() if weight >= _ENOUGH]
    if modality == "event":
        return _narrated(text, read, found)
    if modality == "background":
        if not found and read.parts.values & _ASSESSED and read.parts.values & _CENTRAL:
            return ("study",)
        return (max(found, key=named.__getitem__),) if found else ()
    if modality == "undertaking" and "study" in found and len(found) > 1 and not _learns(clauses):
        found.remove("study")
    if modality == "exhortation" and not found:
        return ("study",) if named or len(read.statement.text) > SHORT else ()
    if not found and named:
        found = [max(named, key=named.__getitem__)]
    return tuple(found[:AT_MOST])


def _narrated(text: str, read: Read, found: list[str]) -> tuple[str, ...]:
    """The theme of a told act: study where it is the event that is taken up, else what was dealt with, if anything."""
    if "study" in found and not (read.parts.values & _CONVENED and "planning" in _topics(text, read)):
        return ("study",)
    if _DEALT & read.parts.values:
        return tuple(found[:1])
    topics = _topics(text, read) if found else ()
    return tuple(theme for theme in found if theme in topics)[:1]


def _topics(text: str, read: Read) -> set[str]:
    """The themes in the name of a meeting: …规划编制专题会."""
    namings = _namings()
    topics: set[str] = set()
    for clause in read.parts.clauses:
        for word, _, end in clause.themes:
            weight, codes = namings[word]
            if weight == _STRONG and _MEETING.match(text, end):
                topics.update(codes)
    return topics


def _named(text: str, clauses: list[Clause], modality: str) -> Named:
    """The themes that the words of the clauses name."""
    namings = _namings()
    exhorts = modality == "exhortation"
    out: Named = {}
    for clause in clauses:
        matches = clause.themes
        if not matches:
            continue
        # Only a word with 的 and another theme behind it can stand in a modifier.
        last = matches[-1][1] if len(matches) > 1 and text.find("的", matches[0][2], matches[-1][1] + 1) >= 0 else 0
        learns = exhorts and clause.values & _LEARN
        aside = clause.manner or (clause.purpose and not exhorts)
        for word, start, end in matches:
            weight, codes = namings[word]
            if aside or (learns and namings[word] != _STUDIES) or (start < last and _qualifies(text, clause, end)):
                weight *= _ASIDE
            for theme in codes:
                out[theme] = out.get(theme, 0.0) + weight
    return out


@cache
def _namings() -> list[Naming]:
    """By the number of a word what it names, by its first value: study, study~ (weakly), reform,opening (both)."""
    values = [[value for family, value in meant if family == FAMILIES[THEME]] for meant in finder().meanings]
    return [_naming(found[0]) if found else _NAMELESS for found in values]


@cache
def _naming(value: str) -> Naming:
    return _WEAK if value.endswith("~") else _STRONG, tuple(value.rstrip("~").split(","))


def _qualifies(text: str, clause: Clause, end: int) -> bool:
    """Whether the word that ends there stands in a modifier (…的) of another theme's word."""
    place = text.find("的", end, min(end + _MODIFIER, clause.end))
    return place >= 0 and clause.themes[-1][1] >= place and "、" not in text[end:place]


def _learns(clauses: list[Clause]) -> bool:
    """Whether a clause of an undertaking takes up learning itself."""
    return any(clause.values & _STUDY and clause.values & _LEARN and not clause.purpose for clause in clauses)
