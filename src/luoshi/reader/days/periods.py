"""The time that a figure is for: 今年1-10月, 2025年, “十五五”末, 到2027年, as ISO (a range as `from/to`).

A year that the words leave out is the article's own.
"""

import re
from functools import cache
from string import digits

from luoshi.model.records import Value
from luoshi.registry.lexicon import beginning, lexicon

_RELATIVE = {"今年": 0, "本年": 0, "当年": 0, "全年": 0, "去年": -1, "上年": -1, "明年": 1}
_QUARTERS = {
    "一": (1, 3),
    "二": (4, 6),
    "三": (7, 9),
    "四": (10, 12),
    "上半": (1, 6),
    "下半": (7, 12),
    "前三": (1, 9),
    "前两": (1, 6),
}
_DASH = "[-—~～至到]+"


class Period(Value, frozen=True):
    """A period named at [start, end) of a text."""

    start: int
    end: int
    iso: str


def periods(text: str, start: int, end: int, year: int | None) -> list[Period]:
    """The periods named in text[start:end], in order; `year` is the article's."""
    out = []
    for found in _pattern().finditer(text, start, end):
        iso = _iso(found, year)
        if iso:
            out.append(Period(found.start(), found.end(), iso))
    return out


def _iso(found: "re.Match[str]", year: int | None) -> str | None:
    told = found.groupdict()
    if told["plan"]:
        first, last = lexicon("quantities", "words")["plan_period"][told["plan"]]
        return last if told["planend"] else first if told["planstart"] else f"{first}/{last}"
    if told["from"]:
        return f"{told['from']}/{told['to']}"
    if told["year"]:
        return _within(told, int(told["year"]))
    return None if year is None else _within(told, year + _RELATIVE.get(told["said"] or "", 0))


def _within(told: dict[str, str | None], year: int) -> str:
    """The months or quarters of a year that the words name, else the year."""
    if told["month"]:
        return f"{year}-{int(told['month']):02d}"
    if told["m1"] and told["m2"]:
        first, last = int(told["m1"]), int(told["m2"])
    elif told["first"]:
        first, last = 1, int(told["first"])
    elif told["quarter"]:
        first, last = _QUARTERS[told["quarter"]]
    else:
        return str(year)
    return f"{year}-{first:02d}/{year}-{last:02d}"


@cache
def _pattern() -> "re.Pattern[str]":
    plans = "|".join(sorted(lexicon("quantities", "words")["plan_period"], key=len, reverse=True))
    said = "|".join(_RELATIVE)
    plan = rf"“(?P<plan>{plans})”(?:(?:时期)?(?P<planend>期?末)|(?P<planstart>开局))?"
    span = rf"(?P<from>20\d\d)年?{_DASH}(?P<to>20\d\d)年"
    first = rf"(?P<m1>\d{{1,2}})月?{_DASH}(?P<m2>\d{{1,2}})月|前(?P<first>\d{{1,2}})个?月"
    part = rf"{first}|(?P<quarter>(?:前三|前两|[一二三四])(?=个?季度)|[上下]半(?=年))(?:个?季度|年)|(?P<month>\d{{1,2}})月(?!\d)"
    first_of_any = beginning(["“", *digits, *_RELATIVE, *_QUARTERS])
    return re.compile(
        rf"{first_of_any}(?:{plan}|{span}|(?:(?P<year>20\d\d)年|(?P<said>{said})|(?={part.replace('?P<', '?P<_')}))的?(?:{part})?)"
    )
