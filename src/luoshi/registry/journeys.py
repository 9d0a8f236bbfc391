"""When the General Secretary was in a province, or spoke at a meeting that is no event of the registry: for the year of an
act that takes up what he said there (data/journeys.toml)."""

import re
import tomllib
from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib.resources import files

from luoshi.registry.bodies import find, places

# So long after a speech it is still taken up as news.
_DAYS = 150
# The months tell nothing apart that is nearer than this.
_MONTH = 31
# At a journey, and not to a province's deputies in Beijing.
_JOURNEY, _DEPUTIES = re.compile("考察|视察|调研"), "代表团"


def latest_before(words: str, month: int, day: int) -> date | None:
    """The month in which the speech was made that the words name, for an act on a day whose year is not told: the one that
    the day follows soonest, within five months. None for other words, where no such speech is known, and where two could be
    meant: a guessed year would make a false lag."""
    found = [((act - began).days, began) for began in _began(words) if (act := _following(began, month, day))]
    near = sorted(each for each in found if each[0] <= _DAYS)
    if not near or (len(near) > 1 and near[1][0] - near[0][0] < _MONTH):
        return None
    return near[0][1]


def _began(words: str) -> Iterator[date]:
    """The months of the journeys and meetings that the words name."""
    table = _data()
    known = next((months for occasion, months in table["occasions"].items() if occasion in words), None)
    if known is None and _JOURNEY.search(words) and _DEPUTIES not in words:
        place = next((places().get(named.words) for named in find(words) if named.words in places()), None)
        known = table["provinces"].get(place.province, []) if place else []
    for month in known or ():
        yield date.fromisoformat(f"{month}-01")


def _following(began: date, month: int, day: int) -> date | None:
    """The first such day from a month on; None for a day that is in no year."""
    for year in (began.year, began.year + 1):
        try:
            act = date(year, month, day)
        except ValueError:
            continue
        if act >= began:
            return act
    return None


@cache
def _data() -> dict[str, dict[str, list[str]]]:
    content = files("luoshi.registry").joinpath("data", "journeys.toml").read_text(encoding="utf-8")
    return tomllib.loads(content)
