"""Finds the bodies that a text names: zones, other parks, organs of the centre, ministries, provinces and cities.

A zone that the registry does not hold is found by its form (place + 高新区 …) and has no entity. Not for firms,
institutes and universities (stage `organisations`), and not for 我区 or 园区, which need a section.
"""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, Literal, NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from luoshi.model.records import Value
from luoshi.registry.world import registry
from luoshi.text.normalise import fold, name_key

Sort = Literal["zone", "park", "organ", "ministry", "province", "city", "district"]


class Named(Value, frozen=True):
    """A body named in a text at [start, end): `words` as they stand, `name` its usual name, `entity` its registry id.

    `place` is the short name of its city (else of its province), `province` the short name of its province.
    """

    start: int
    end: int
    words: str
    sort: Sort
    name: str
    entity: str | None = None
    place: str = ""
    province: str = ""

    def moved(self, by: int) -> "Named":
        """The same body named in a text that begins elsewhere."""
        return Named(
            self.start + by, self.end + by, self.words, self.sort, self.name, self.entity, self.place, self.province
        )


class Place(NamedTuple):
    """A province or a city of it, by short names; `city` is empty for the province."""

    province: str
    city: str = ""


# What a high-tech zone's name ends in, and other kinds of park; the longer forms first.
_ZONE = "高新技术产业开发区|高新技术产业示范区|高新技术产业园区|高新技术开发区|高新产业园区|高新科技园区|高新区"
_PARK = "经济技术开发区|经济开发区|经开区|自由贸易试验区|自贸试验区|综合保税区|新区|科学城|科技城|科创城|工业园区|科技园区|农高区"
# General words that stand where a place's name would: 国家级高新区, 各高新区 name no one zone.
_GRADE = re.compile("(?:国家级|国家|省级)$")
_KINDS: dict[str, Sort] = {**dict.fromkeys(_PARK.split("|"), "park"), **dict.fromkeys(_ZONE.split("|"), "zone")}
_HAN_RUN = re.compile("[一-鿿]+$")
# 文山|壮族苗族自治州: the full name of a prefecture.
_AUTONOMOUS = re.compile("(?:[一-鿿]{1,4}族)+自治州")
_LONGEST_NAME = 12
# Between the place and the kind: 滨海, 松山湖, 大冶湖, 市.
_PROPER_NAME = 4
# 某市新闻网讯|经开区: a dateline, no proper name.
_DATELINE = "讯"
_IN_BRACKETS = re.compile(r"(.+?)\((.+)\)")
# One part of a free-trade zone is a body of its own: X自贸试验区Y片区.
_FREE_TRADE = ("自由贸易试验区", "自贸试验区", "自贸区")
_AREA = re.compile("[一-鿿]{2,6}?片区")
_BRACKET = re.compile(r"\([一-鿿、]{2,12}\)")


@cache
def places() -> dict[str, Place]:
    """Place name -> place: short names (福建, 福州) and full ones (福建省, 福州市)."""
    table: dict[str, Place] = {}
    for province, entry in _data("places").items():
        if province == "decoys":
            continue
        table[province] = table[entry["full"]] = Place(province)
        for city in entry["cities"]:
            table.setdefault(city, Place(province, city))
            table.setdefault(f"{city}市", Place(province, city))
    return table


@cache
def ministries() -> dict[str, str]:
    """Every name of a ministry or another national body below the centre's own organs -> its usual name."""
    table = _data("organs")["ministry"]
    return {word: name for name, others in table.items() for word in (name, *others)}


def find(text: str) -> list[Named]:
    """The bodies that a clean text names, in order, without overlaps; the longest name wins."""
    automaton, known = _names()
    found = []
    ordered = True
    for word, start, end in automaton.find_matches_as_indexes(text):
        entry = known[word]
        if isinstance(entry, _Known):
            found.append(_listed(text, start, end, entry))
        elif entry and (named := _unlisted(text, start, end, entry)):
            found.append(named)
            ordered = False
    if not ordered:
        found.sort(key=lambda named: (named.start, -named.end, named.entity is None))
    kept: list[Named] = []
    reach = 0
    for named in found:
        if named.start >= reach:
            kept.append(named)
            reach = named.end
    return kept


def link(words: str) -> str | None:
    """The registry id of a body named by exactly these words, brackets at the end allowed; None where there is none."""
    names = registry().by_name
    if words in names:
        return names[words]
    key = name_key(words)
    inner = _IN_BRACKETS.fullmatch(key) if key.endswith(")") else None
    tries = (key, inner[1], inner[2]) if inner else (key,)
    return next((names[word] for word in tries if word in names), None)


class _Known(Value, frozen=True):
    sort: Sort
    name: str
    entity: str | None
    place: str
    province: str


_ORGANS: tuple[tuple[Sort, str], ...] = (("organ", "centre"), ("ministry", "ministry"))


@cache
def _names() -> tuple[AhoCorasick, list[_Known | Sort | None]]:
    """Names of bodies, kinds of zone and park, and words that hold a name by chance, which mean nothing."""
    known: dict[str, _Known | Sort | None] = {**_KINDS, **dict.fromkeys(_data("places")["decoys"])}
    sort: Sort
    for key, body in registry().by_name.items():
        entry = registry().bodies[body]
        sort = "zone" if entry.kind == "national-hightech" else "park"
        if len(key) > 2 or sort == "zone":
            known[key] = _Known(sort, entry.short, body, _short(entry.city), _short(entry.province))
    for sort, organs in _ORGANS:
        for name, others in _data("organs")[organs].items():
            known.update({word: _Known(sort, name, None, "", "") for word in (name, *others)})
    for word, place in places().items():
        name = place.city or place.province
        known.setdefault(word, _Known("city" if place.city else "province", name, None, name, place.province))
    for zone in registry().zones:
        if zone.district:
            known.setdefault(
                fold(zone.district),
                _Known("district", zone.district, zone.id, _short(zone.city), _short(zone.province)),
            )
    return AhoCorasick(list(known), matchkind=MatchKind.LeftmostLongest), list(known.values())


def _listed(text: str, start: int, end: int, entry: _Known) -> Named:
    bracket = _BRACKET.match(text, end) if entry.sort == "zone" else None
    reach = bracket.end() if bracket else end
    area = _AREA.match(text, end) if entry.sort == "park" and text.endswith(_FREE_TRADE, start, end) else None
    if area:
        words = text[start : area.end()]
        return Named(start, area.end(), words, "park", words, link(words), entry.place, entry.province)
    if entry.sort == "city" and (full := _AUTONOMOUS.match(text, end)):
        reach = full.end()
    return Named(start, reach, text[start:reach], entry.sort, entry.name, entry.entity, entry.place, entry.province)


def _unlisted(text: str, start: int, end: int, sort: Sort) -> Named | None:
    """A zone or park known by its form: a place name, perhaps a proper name, and the kind that stands at [start, end)."""
    before = text[max(0, start - _LONGEST_NAME) : start]
    run = _HAN_RUN.search(_GRADE.sub("", before))
    placed = _first_place(run[0]) if run else None
    if run is None or placed is None:
        return None
    offset, place = placed
    start += run.start() + offset - len(before)
    area = _AREA.match(text, end) if text.endswith(_FREE_TRADE, start, end) else None
    end = area.end() if area else end
    words, name = text[start:end], place.city or place.province
    return Named(start, end, words, sort, words, link(words), name, place.province)


def _first_place(run: str) -> tuple[int, Place] | None:
    """The first place named in the Han characters before a kind, and where it stands; what follows it belongs to the name."""
    table = places()
    for start in range(len(run) - 1):
        for size in (4, 3, 2):
            place = table.get(run[start : start + size])
            if place and len(run) - start - size <= _PROPER_NAME and not run.endswith(_DATELINE, start + size):
                return start, place
    return None


def _short(name: str) -> str:
    table = places()
    place = table.get(fold(name))
    if place is None:
        return name.removesuffix("市")
    return place.city or place.province


@cache
def _data(name: str) -> dict[str, Any]:
    return tomllib.loads(files("luoshi.registry").joinpath("data", f"{name}.toml").read_text(encoding="utf-8"))
