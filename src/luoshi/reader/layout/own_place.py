"""The place of a body that an article calls only by its grade (区委, 市政府, 高新区): the one of that grade that the article names."""

import re

from luoshi.reader.layout.headings import Heading
from luoshi.reader.layout.look import Look
from luoshi.registry import counties

# 区委 and 我区 stand for the place; another organ or bureau is the place's own.
_GRADED = re.compile("(?P<grade>[市区县旗])(?P<organ>[一-鿿]{0,12})")
_ZONES = ("高新区", "经开区", "开发区", "高新技术产业开发区", "经济开发区", "经济技术开发区")
_OURS = re.compile("我([市区县旗])")
_FOR_THE_PLACE = ("", "委", "委会", "委常委会")


def settled(found: Heading | None, seen: list[Look]) -> Heading | None:
    """The heading with the name that the article itself has for its body: a bare one with its place before it."""
    if found is None:
        return None
    name = _with_place(found, seen) if found.named is None else None
    return Heading(found.look, name, found.named) if name else found


def ours(opening: list[Look], seen: list[Look]) -> Heading | None:
    """The place that an article's opening calls its own (我市社会各界), where the article names it at all."""
    for look in opening:
        if (found := _OURS.search(look.words)) and (place := _most([look.words for look in seen], found[1])):
            return Heading(look, place)
    return None


def _with_place(found: Heading, seen: list[Look]) -> str | None:
    if found.subject in _ZONES and (zone := _printed_zone(found.subject, seen)):
        return zone
    if found.subject in _ZONES and (city := _only_city(seen)):
        return city + found.subject
    graded = _GRADED.fullmatch(found.subject)
    if graded is None:
        return None
    place = _most([look.words for look in seen], graded["grade"])
    if place is None:
        return None
    return place if graded["organ"] in _FOR_THE_PLACE else place + graded["organ"]


def _printed_zone(bare: str, seen: list[Look]) -> str | None:
    """The one zone of an article whose name ends in the bare word by which it goes on to call it."""
    zones = {
        named.words
        for look in seen
        for named in look.named
        if named.sort in ("zone", "park") and named.words.endswith(bare)
    }
    return zones.pop() if len(zones) == 1 else None


def _only_city(seen: list[Look]) -> str | None:
    """The one city that an article names at all."""
    cities = {named.place for look in seen for named in look.named if named.sort == "city"}
    return cities.pop() if len(cities) == 1 else None


def _most(texts: list[str], grade: str) -> str | None:
    """The place of a grade that texts name most, where they do so plainly and no other as often."""
    first, *others = [*counties.weigh(texts, grade).most_common(2), ("", 0)]
    name, weight = first
    return name if weight and (not others or others[0][1] < weight) else None
