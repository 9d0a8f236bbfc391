"""Districts, counties, banners and county-level cities by name. Not part of the bodies found in every text: their short names
are too common for that, so that whoever asks knows that a place of that grade is meant."""

import tomllib
from collections import Counter
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

from ahocorasick_rs import AhoCorasick, MatchKind

from luoshi.registry.bodies import Place, places

GRADES = "区县旗市"
_SHORTEST, _LONGEST = 2, 12
# With what the place above a county ends, and what leads to a place.
_ABOVE = "省市州在到赴"
# A full name tells more than a short one, which may be a word, a road or a firm.
_FULL, _SHORT = 2, 1


@cache
def counties() -> dict[str, list[Place]]:
    """Full name -> the cities (or the province) in which a place of that name lies."""
    table: dict[str, list[Place]] = {}
    for province, cities in _data().items():
        if province not in ("words", "joined"):
            for city, names in cities.items():
                for name in names:
                    table.setdefault(name, []).append(Place(province, city))
    return table


def ending_at(text: str, end: int) -> str | None:
    """The county or district whose full name ends at a position; the longest one."""
    if text[max(0, end - _SHORTEST) : end] not in _last_words():
        return None
    table = counties()
    sizes = range(min(_LONGEST, end), _SHORTEST - 1, -1)
    return next((text[end - size : end] for size in sizes if text[end - size : end] in table), None)


def starting_at(text: str, start: int) -> str | None:
    """The county or district whose full name begins at a position; the longest one."""
    if text[start : start + _SHORTEST] not in _first_words():
        return None
    table = counties()
    sizes = range(min(_LONGEST, len(text) - start), _SHORTEST - 1, -1)
    return next((text[start : start + size] for size in sizes if text[start : start + size] in table), None)


@cache
def _first_words() -> frozenset[str]:
    """With which two characters full names begin: at most places none does."""
    return frozenset(name[:_SHORTEST] for name in counties())


@cache
def _last_words() -> frozenset[str]:
    """In which two characters full names end."""
    return frozenset(name[-_SHORTEST:] for name in counties())


def of_short(name: str) -> str | None:
    """The full name of the one county or district with a short name; None for a word that is more than a name."""
    if name in _data()["words"]:
        return None
    full = [name + grade for grade in GRADES if name + grade in counties()]
    return full[0] if len(full) == 1 else None


def weigh(texts: Iterable[str], grade: str) -> Counter[str]:
    """The places of a grade (市 with prefectures, 区, 县, 旗, 省) that texts name, by full names, weighed by how often and how."""
    automaton, meant = _names()
    out: Counter[str] = Counter()
    for text in texts:
        for word, start, _ in automaton.find_matches_as_indexes(text):
            for name, weight in meant[word]:
                if name.endswith(grade) and not _is_joined(name, text, start):
                    out[name] += weight
    return out


def _is_joined(name: str, text: str, start: int) -> bool:
    """Whether a name is the end of one word and the beginning of another: 人大|和|县政协."""
    return start > 0 and name in _data()["joined"] and text[start - 1].isalpha() and text[start - 1] not in _ABOVE


@cache
def _names() -> tuple[AhoCorasick, list[list[tuple[str, int]]]]:
    known: dict[str, list[tuple[str, int]]] = {}
    words = frozenset(_data()["words"])
    for name in counties():
        short = name.removesuffix("新区") if name.endswith("新区") else name[:-1]
        known.setdefault(name, []).append((name, _SHORT if short in words else _FULL))
        if len(short) >= _SHORTEST and short not in words:
            known.setdefault(short, []).append((name, _SHORT))
    for short, place in places().items():
        if short.endswith(("市", "省", "自治区")):
            known.setdefault(short, []).append((short, _FULL))
        elif place.city:
            known.setdefault(short, []).append((f"{short}市", _SHORT))
        else:
            known.setdefault(short, []).append((f"{short}省", _SHORT))
    known.update((decoy, []) for decoy in _decoys())
    return AhoCorasick(list(known), matchkind=MatchKind.LeftmostLongest), list(known.values())


def _decoys() -> list[str]:
    text = files("luoshi.registry").joinpath("data", "places.toml").read_text(encoding="utf-8")
    return list(tomllib.loads(text)["decoys"])


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files("luoshi.registry").joinpath("data", "counties.toml").read_text(encoding="utf-8"))
