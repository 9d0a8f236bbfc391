"""What makes an undertaking specific: numbers, deadlines and names, as printed; and what differs between two sentences."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from luoshi.text.normalise import clean

_UNITS = (
    "平方公里|平方米|万千瓦时|万千瓦|兆瓦时|兆瓦|千瓦|公里|公顷|亩|吨|米|亿元|万元|元|美元|家|个|套|项|条|座|所|名|人次|人|场|户|"
    "台|辆|架|艘|只|支|批次|倍|个百分点|件|处|间|栋|张|期|课时|%|℃"
)
_DIGITS = re.compile(rf"(\d[\d,]*(?:\.\d+)?)(?:多|余)?\s*(万亿|千亿|百亿|亿|千万|百万|万|千|百)?(?:多|余)?({_UNITS})")
# 一批, 一流 and 一个 count nothing; from 两 on a numeral before these units does.
_WORDED = re.compile(r"([两二三四五六七八九十百千]+)(?:余|多)?(家|套|项|座|所|名|场|支)")
_MAGNITUDE = re.compile("(万亿|千亿|百亿)(?:元)?(?:级|产业|园区|集群)")
_DEADLINE = re.compile(
    "(?:到|至|于)?20[0-9]{2}年(?:(?:[0-9]{1,2}|[一二三四五六七八九十]+)月)?(?:底|末|初|中)?(?:之?前)?"
    "|(?:今|明|后)年(?:[0-9]{1,2}月|底|末|[春夏秋冬]|上半年|下半年)(?:之?前)?|(?:春节|国庆|“?七一”?)前"
    "|半天(?:[以之]?内)?|[0-9一二三四五两]+个?工作日(?:[以之]?内)?|年内|年底(?:之?前)?|(?:[本下]?月|[本下]季度)(?:底|内|末)(?:前)?|[上下]半年|[一二三四]季度(?:末|前)?"
    "|[0-9一二三四五两]+(?:年|个月|天|日)(?:之?内)|(?:“?十[三四五六]五”?)(?:期?末|期间)"
)
_QUOTED = re.compile("[“《]([^”》]{2,30})[”》]")
_SCALE = {
    "百": 1e2, "千": 1e3, "万": 1e4, "百万": 1e6, "千万": 1e7, "亿": 1e8, "百亿": 1e10, "千亿": 1e11, "万亿": 1e12
}  # fmt: skip
_NUMERALS = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}


class Details(NamedTuple):
    """The details of one sentence: numbers as (unit, value) -> words, deadlines and names as the words themselves."""

    numbers: dict[tuple[str, float], str]
    deadlines: frozenset[str]
    names: frozenset[str]


class Difference(NamedTuple):
    """What the later sentence has and the earlier lacks, the other way round, and numbers of one unit that changed."""

    gained: tuple[str, ...]
    lost: tuple[str, ...]
    changed: tuple[str, ...]


def details(text: str, names: Iterable[str] = ()) -> Details:
    """The details of a sentence; `names` are those that the reading found in it (firms, institutes, industries)."""
    folded = clean(text).text
    deadlines = frozenset(found.group() for found in _DEADLINE.finditer(folded))
    rest = _DEADLINE.sub("\n", folded)
    quoted = frozenset(found.group(1) for found in _QUOTED.finditer(folded))
    numbers = _numbers(rest) | {("级", _SCALE[m.group(1)]): m.group() for m in _MAGNITUDE.finditer(rest)}
    return Details(numbers, deadlines, quoted | {clean(name).text for name in names})


def _numbers(text: str) -> dict[tuple[str, float], str]:
    out: dict[tuple[str, float], str] = {}
    for found in _DIGITS.finditer(text):
        value = float(found.group(1).replace(",", "")) * _SCALE.get(found.group(2) or "", 1.0)
        unit = found.group(3)
        if unit in ("亿元", "万元"):
            value, unit = value * _SCALE[unit[0]], "元"
        out[unit, value] = found.group()
    for found in _WORDED.finditer(text):
        worth = _worth(found.group(1))
        if worth is not None:
            out[found.group(2), worth] = found.group()
    return out


def _worth(numeral: str) -> float | None:
    """The value of a Chinese numeral up to 9,999, None for what is none (十百)."""
    total, digit = 0.0, 0.0
    for char in numeral:
        if char in _NUMERALS:
            digit = _NUMERALS[char]
        else:
            total += (digit or 1) * {"十": 10, "百": 100, "千": 1000}[char]
            digit = 0
    return total + digit or None


def difference(earlier: Details, later: Details) -> Difference:
    """What differs between two sentences; numbers of the same unit on both sides have changed, not come and gone."""
    came = {key: words for key, words in later.numbers.items() if key not in earlier.numbers}
    went = {key: words for key, words in earlier.numbers.items() if key not in later.numbers}
    changed: list[str] = []
    for key in list(went):
        match = next((other for other in came if other[0] == key[0]), None)
        if match is not None:
            changed.append(f"{went.pop(key)} → {came.pop(match)}")
    came_by = later.deadlines - earlier.deadlines
    went_by = earlier.deadlines - later.deadlines
    if came_by and went_by:
        changed.append(f"{'、'.join(sorted(went_by))} → {'、'.join(sorted(came_by))}")
        came_by = went_by = frozenset()
    return Difference(
        (*came.values(), *sorted(came_by), *sorted(later.names - earlier.names)),
        (*went.values(), *sorted(went_by), *sorted(earlier.names - later.names)),
        tuple(changed),
    )
