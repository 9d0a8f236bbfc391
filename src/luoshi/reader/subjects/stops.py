"""A team that lectures at several places on one day, as title or subtitle list them (市宣讲团到甲校、乙公司及丙区宣讲): the
article is about the place that sends the team, and each stop takes the event up."""

import re
from typing import NamedTuple

from luoshi.reader.lines.headings import Heading
from luoshi.reader.lines.look import Look
from luoshi.reader.names import body_forms

TEAM = "宣讲团"
_LISTED = re.compile(
    "(?:^|(?<=[,。 —]))(?P<grade>[省市区县州])(?P<team>[一-鿿]{0,8}宣讲团)(?:成员)?(?:分别|分赴|走进|深入|来到|[到赴在])+"
    "(?P<stops>[^,。;:“”]{6,90}?)(?:等地|等)?(?:基层)?(?:开展|作)?(?:集中)?宣讲"
)
_BETWEEN = re.compile("、|以及|及|和")
_SEVERAL = 3


class Stops(NamedTuple):
    """The team that a line sends out, the grade of its place, and the stops that the line lists."""

    team: str
    grade: str
    names: list[str]


def listed(words: str) -> Stops | None:
    """The stops that a line lists; None where it lists fewer than three."""
    found = _LISTED.search(words) if TEAM in words else None
    if found is None:
        return None
    names = [name for name in _BETWEEN.split(found["stops"]) if len(name) > 1 and body_forms.is_name(name)]
    return Stops(found["grade"] + found["team"], found["grade"], names) if len(names) >= _SEVERAL else None


def sender(look: Look) -> Heading | None:
    """The place that sends a team to the stops of a line, by the committee of its grade."""
    found = listed(look.words)
    return Heading(look, f"{found.grade}委") if found else None
