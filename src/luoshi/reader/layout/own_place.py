"""The place of a body that an article calls only by its grade (区委, 市政府, 高新区): the one of that grade that the article names."""

import re

from luoshi.reader.layout.headings import Heading
from luoshi.reader.layout.look import Look
from luoshi.registry import counties

# 区委 and 我区 stand for the place; another organ or bureau is the place's own.
_GRADED = re.compile("(?P<grade>[市区县旗])(?P<organ>[一-鿿]{0,12})")
_ZONES = ("高新区", "经开区", "开发区", "高新技术产业开发区", "经济开发区", "经济技术开发区")
_FOR_THE_PLACE = ("", "委", "委会", "委常委会")


def settled(found: Heading | None, seen: list[Look]) -> Heading | None:
    """The heading with its place before it, where it names none and the article does."""
    if found is None or found.named is not None:
        return found
    if found.subject in _ZONES and (city := _only_city(seen)):
        return Heading(found.look, city + found.subject)
    graded = _GRADED.fullmatch(found.subject)
    if graded is None:
        return found
    place = _most([look.words for look in seen], graded["grade"])
    if place is None:
        return found
    organ = "" if graded["organ"] in _FOR_THE_PLACE else graded["organ"]
    return Heading(found.look, place + organ)


def _only_city(seen: list[Look]) -> str | None:
    """The one city that an article names at all."""
    cities = {named.place for look in seen for named in look.named if named.sort == "city"}
    return cities.pop() if len(cities) == 1 else None


def _most(texts: list[str], grade: str) -> str | None:
    """The place of a grade that texts name most, where they do so plainly and no other as often."""
    first, *others = [*counties.weigh(texts, grade).most_common(2), ("", 0)]
    name, weight = first
    return name if weight and (not others or others[0][1] < weight) else None
