"""Places named from above down to a county, town or village (甲省乙市丙区丁镇戊村), and the name that such a chain has as a
subject: without the province, and without the city where a county follows, since only a district is told by its city (in
a municipality by its province)."""

import re
from functools import cache
from typing import NamedTuple

from luoshi.reader.names import body_forms
from luoshi.registry import bodies
from luoshi.registry.bodies import Named, places
from luoshi.registry.counties import counties, of_short

_AREAS = ("province", "city")
_BEHIND_A_PLACE = (*_AREAS, "zone", "park")
# What may stand between a province and its county.
_EPITHET = re.compile("(?:革命)?老区|山区|边城|古城")
_TOWN = re.compile("[一-鿿]{1,4}?(?:镇|乡|街道)(?![村里间级])")
_VILLAGE = re.compile("[一-鿿]{1,4}?(?:村(?![民里庄镇级])|社区(?!居))")
_FULL, _PREFECTURE, _ZONES = ("省", "自治区"), "州", ("zone", "park")
_LONGEST_COUNTY, _SHORTEST_COUNTY = 11, 2


class Chain(NamedTuple):
    """A chain of places at [start, end): its name as a subject, the name of its lowest place, and its province."""

    start: int
    end: int
    name: str
    lowest: str
    province: str


def first(words: str, named: list[Named], before: int) -> Chain | None:
    """The first chain that begins before a position and reaches below the city."""
    return next((found for place in named if place.start < before and (found := _from(words, named, place))), None)


def at(words: str, named: list[Named], start: int) -> tuple[str, int] | None:
    """The place that begins at a position, as its own subject, and where its name ends: a chain, a city behind its province
    or not, a zone, or a county."""
    here = next((place for place in named if place.start == start), None)
    if here is None:
        county = _county(words, start)
        return (county, start + len(county)) if county else None
    if chain := _from(words, named, here):
        return chain.name, chain.end
    under = next((each for each in named if each.start == here.end and each.sort in _BEHIND_A_PLACE), None)
    end = under.end if under else here.end
    return words[start:end], end


def below_province(body: str) -> str:
    """The name of a city or county, or of a body in a county, without the province before it, of a body in a city without the
    province that is given in full (某省|某市某公司); of other bodies as it is."""
    named = bodies.find(body)
    top = named[0] if named else None
    if top and top.sort in _ZONES and top.end == len(body):
        return _zone_below_province(body)
    if top is None or top.start or top.sort != "province":
        return body
    rest = body[top.end :]
    below = next((each for each in named if each.start == top.end), None)
    return rest if _stands_alone(rest, top, below) else body


def _stands_alone(rest: str, province: Named, below: Named | None) -> bool:
    """Whether what is named behind a province, `below` first of all, is a name without it."""
    if county := _county(rest, 0):
        return not county.endswith("区")
    known = places().get(rest) or (places().get(rest[:-1]) if rest.endswith(_PREFECTURE) else None)
    if known and known.city:
        return True
    if below and below.sort in _ZONES and len(below.words) == len(rest) and rest[:2] in places():
        return True
    in_a_city = (below and below.sort in _AREAS) or of_short(rest[:2]) or of_short(rest[:3])
    return province.words.endswith(_FULL) and bool(in_a_city)


def _zone_below_province(zone: str) -> str:
    """A zone's name without the province before its city or county: 某省|某市高新区. A municipality is the zone's own place."""
    bare = next((zone[:size] for size in (2, 3) if zone[:size] in places()), "")
    if not bare or places()[bare].city or bare + "市" in places():
        return zone
    cut = next((len(bare + full) for full in _FULL if zone.startswith(bare + full)), len(bare))
    rest = zone[cut:]
    return rest if any(rest[:size] in places() or of_short(rest[:size]) for size in (2, 3)) else zone


def _from(words: str, named: list[Named], top: Named) -> Chain | None:
    if top.sort not in _AREAS:
        return None
    city = top if top.sort == "city" else None
    if city is None:
        city = next((each for each in named if each.start == top.end and each.sort == "city"), None)
    reach = city.end if city else top.end
    if epithet := _EPITHET.match(words, reach):
        reach = epithet.end()
    county, end = _county(words, reach), reach
    end += len(county)
    town = _below(_TOWN, words, end)
    end += len(town)
    village = _below(_VILLAGE, words, end)
    end += len(village)
    lowest = village or town or county
    if not lowest:
        return None
    if not county and (short := words[reach : reach + 2]) and town.startswith(short) and of_short(short):
        town = town[2:] or town
    above = "" if county and not county.endswith("区") else (city or top).words
    return Chain(top.start, end, above + county + town + village, lowest, top.province)


def _county(words: str, start: int) -> str:
    """The county or district whose full name begins at a position; empty where there is none."""
    sizes = _sizes().get(words[start : start + _SHORTEST_COUNTY], ())
    return next((words[start : start + size] for size in sizes if words[start : start + size] in counties()), "")


@cache
def _sizes() -> dict[str, tuple[int, ...]]:
    """How long the full names of counties are that begin with the same two characters, longer ones first."""
    sizes: dict[str, set[int]] = {}
    for name in counties():
        if len(name) <= _LONGEST_COUNTY:
            sizes.setdefault(name[:_SHORTEST_COUNTY], set()).add(len(name))
    return {opening: tuple(sorted(found, reverse=True)) for opening, found in sizes.items()}


def _below(pattern: "re.Pattern[str]", words: str, start: int) -> str:
    found = pattern.match(words, start)
    return found[0] if found and body_forms.is_name(found[0]) else ""
