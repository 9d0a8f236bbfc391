"""Amounts in a text: a number and the unit it is given in, with what the print says of its exactness.

Magnitudes without a unit are given in 亿 (ruling 24). Not for dates, durations, ordinals and ranks, nor for counts of
abstract items (三个方面).
"""

import re
from collections.abc import Iterator
from functools import cache
from operator import itemgetter

from luoshi.model.codebook import Comparator
from luoshi.model.records import Value
from luoshi.registry.lexicon import beginning, lexicon, one_of

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "壹": 1}
_POWERS = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10_000, "亿": 100_000_000}
_COMMON_MEASURES = frozenset("家人名位户所座台套场辆架艘栋幢支")
_NUMERAL = "[一二两三四五六七八九十百千万亿]"
_BEFORE_REACH = 6
_SET_PHRASE = 10
_RANKED = ("位", "名")
# Alone they are no number unless a comparator says so: 千家万户, 百米, but 超千P.
_BARE_POWERS = frozenset("百千万")
# 亿元 alone is an amount before these: 亿元级, 亿元以上, 亿元企业.
_GRADED = ("级", "以上", "企业", "项目", "产业", "园区")
_SPELT_MONEY = 10
_PAUSE = re.compile("[,。;:、!?\n“”]")
_TEAM = re.compile("[^,。;]{0,14}队")
# 几十家, 数百名 tell no number.
_VAGUE = ("几", "数", "若干")
# 增长两成 is a share.
_CHANGE = ("增长", "增加", "提高", "提升", "下降", "降低", "减少", "占", "达", "达到", "占比", "占到")
# Most numerals are 一, which tells an amount before one of these alone: 增长一倍.
_SINGLE = ("倍", "个百分点", "百分点", "番", "成")


class Amount(Value, frozen=True):
    """A number at [start, end) in the unit given; `comparator` as the words around it say; `counted` follows it."""

    start: int
    end: int
    value: float
    unit: str
    comparator: Comparator | None
    counted: str


def amounts(text: str) -> Iterator[Amount]:
    """The amounts of a text, in order."""
    readers = [(_figures(), _written), (_words(), _spelt)]
    if "百分之" in text or "翻" in text:
        readers.append((_parts(), _part))
    numbers = [(found.start(), found, read) for pattern, read in readers for found in pattern.finditer(text)]
    numbers.sort(key=itemgetter(0))
    reach = 0
    for start, found, read in numbers:
        if start < reach:
            continue
        reach = found.end()
        amount = read(text, found)
        if amount and not _no_amount(text, amount, spelt=read is not _written):
            yield amount


def _written(text: str, found: "re.Match[str]") -> Amount | None:
    """An amount in figures: 690.68亿元, 30余人, 1.2万家; of a range the lower bound."""
    times, unit = found["times"] or "", found["unit"] or ""
    if not unit and not times.endswith("亿"):
        return None
    value = float(found["digits"].replace(",", ""))
    if len(times) > 1 and times.endswith("亿") and times[0] in _POWERS:
        value, times = value * _POWERS[times[0]], "亿"
    return _made(text, found, value, times + unit, bool(found["more"] or found["more2"]))


def _spelt(text: str, found: "re.Match[str]") -> Amount | None:
    """An amount in characters: 三十余家, 两千亿, 千亿级."""
    words, more, times, unit = found.groups("")
    words += times
    if words == "一" and unit not in _SINGLE:
        return None
    if words.endswith("亿"):
        alone = words == "亿"
        if alone and not (unit and (text.startswith(_GRADED, found.end()) or _comparator_before(text, found.start()))):
            return None
        return _made(text, found, 1.0 if alone else numeral(words[:-1]), f"亿{unit}", bool(more))
    if not unit or "亿" in words or (not more and _BARE_POWERS.issuperset(words) and not _counted_team(text, found)):
        return None
    if words.endswith("万"):
        return _made(text, found, numeral(words[:-1] or "一"), f"万{unit}", bool(more))
    return _made(text, found, numeral(words), unit, bool(more))


def _counted_team(text: str, found: "re.Match[str]") -> bool:
    """Whether a power alone is a number: 近百场, 百支宣讲小分队."""
    team = found["unit"] == "支" and _TEAM.match(text, found.end()) is not None
    return team or _comparator_before(text, found.start()) is not None


def _part(text: str, found: "re.Match[str]") -> Amount:
    """百分之三十, 翻两番."""
    if found["percent"]:
        return _made(text, found, numeral(found["percent"]), "%", False)
    return _made(text, found, numeral(found["fold"] or "一"), "番", False)


def _made(text: str, found: "re.Match[str]", value: float, unit: str, more: bool) -> Amount:
    end = found.end()
    before = _comparator_before(text, found.start())
    after = _after().match(text, end)
    comparator: str | None = before[0] if before else None
    if after and after.lastgroup:
        comparator = after.lastgroup
    elif more and comparator is None:
        comparator = "more_than"
    rest = text[(after.end() if after else end) : end + 16].lstrip("多余半来")
    return Amount(found.start(), end, value, unit, comparator, rest)  # type: ignore[arg-type]


def numeral(words: str) -> float:
    """The value of a numeral in characters, 一 understood where only a power stands (百 is 100, 万亿 is 1e12)."""
    total = section = digit = 0.0
    for char in words:
        if char in _DIGITS:
            digit = digit * 10 + _DIGITS[char]
        elif char in _POWERS:
            section += (digit or 1) * _POWERS[char]
            digit = 0.0
        else:
            total = (total + section + digit or 1) * _MYRIADS[char]
            section = digit = 0.0
    return total + section + digit


def _comparator_before(text: str, start: int) -> tuple[str, int] | None:
    """The comparator right before a number and where it begins."""
    found = _before().search(text, max(0, start - _BEFORE_REACH), start)
    return (found.lastgroup or "", found.start()) if found else None


def _no_amount(text: str, amount: Amount, *, spelt: bool) -> bool:
    """Ordinals, ranks, durations and counts of abstract items."""
    three_components = spelt and amount.unit == "元" and amount.value < _SPELT_MONEY  # 三元材料
    vague = spelt and text.endswith(_VAGUE, 0, amount.start)
    if vague or three_components or text.endswith(_counted("before"), max(0, amount.start - 4), amount.start):
        return True
    measure = amount.unit.lstrip("万千百十亿")
    if measure not in _count_units():
        return spelt and amount.value == 1 and bool(measure) and measure not in _SINGLE and "亿" not in amount.unit
    if _nothing().match(amount.counted) or _in_set_phrase(text, amount):
        return True
    if measure in _RANKED and text.endswith(_counted("rank"), max(0, amount.start - 4), amount.start):
        return True
    if not spelt:
        return False
    return _loose_count(text, amount, measure, _counted("thing"))


def _in_set_phrase(text: str, amount: Amount) -> bool:
    """Whether the count opens or closes a short phrase in quotation marks (“五个中心”, “苏政40条”)."""
    if text[amount.start - 1 : amount.start] == "“":
        return 0 <= text.find("”", amount.end, amount.end + _SET_PHRASE)
    closing = text[amount.end : amount.end + 1] == "”"
    return closing and text.rfind("“", max(0, amount.start - _SET_PHRASE), amount.start) >= 0


def _loose_count(text: str, amount: Amount, measure: str, things: tuple[str, ...]) -> bool:
    """Whether a count in characters is a way of speaking: 一家, 两项改革, 百家争鸣."""
    exact = text[amount.start : amount.end]
    if measure == "成" and text.endswith(_CHANGE, 0, amount.start):
        return False
    if (amount.value == 1 and exact[0] != "万") or (
        exact[0] in "百千万" and amount.comparator is None and measure != "支"
    ):
        return True
    if measure in _COMMON_MEASURES or amount.comparator:
        return False
    clause = _PAUSE.split(amount.counted, 1)[0]
    return not any(thing in clause for thing in things)


@cache
def _count_units() -> frozenset[str]:
    return frozenset(lexicon("quantities", "words")["unit"]["count"])


@cache
def _counted(value: str) -> tuple[str, ...]:
    """The words before or behind a count that tell what it counts."""
    return tuple(lexicon("quantities", "words")["counted"][value])


@cache
def _nothing() -> "re.Pattern[str]":
    """The words behind a count by which it counts nothing."""
    words = _counted("nothing")
    return re.compile(beginning(words) + one_of(words))


@cache
def _figures() -> "re.Pattern[str]":
    """A number in figures, of a range the lower bound; it begins with its first digit, so that the search is a scan."""
    rest = r"[0-9]*(?:,[0-9]{3})*(?:\.[0-9]+)?"
    times = "万亿|千亿|百亿|亿|千万|百万|万|千|百"
    return re.compile(
        rf"(?P<digits>[0-9](?<![A-Za-z0-9.].){rest})(?:%?[-—~至][0-9]{rest})?(?P<more>余|多|几)?(?P<times>{times})?(?P<more2>余|多|\+)?"
        rf"(?P<unit>{_unit()}|%|P(?![A-Za-z])|E(?=级?算力))?"
    )


@cache
def _words() -> "re.Pattern[str]":
    """A number in characters with its unit, or in 亿; its first character stands by itself, so that the search is a scan,
    and what stands behind that is looked at next, for most are no number."""
    behind = beginning([*_units(), *_DIGITS, *_POWERS, *_MYRIADS, "余", "多", "P"])
    return re.compile(
        rf"(?P<words>{_NUMERAL}(?:{behind}|(?<=亿)){_NUMERAL}*+)(?P<more>余|多)?(?P<times>万|亿)?"
        rf"(?:(?P<unit>{_unit()}|P(?![A-Za-z]))|(?<=亿)|(?<=亿[余多]))"
    )


@cache
def _parts() -> "re.Pattern[str]":
    return re.compile("百分之(?P<percent>[零一二三四五六七八九十百]+)|翻(?P<fold>[一两二三四]?)番")


@cache
def _unit() -> str:
    """A pattern of all units, entered only where the first character of one stands."""
    return beginning(_units()) + one_of(_units())


def _units() -> list[str]:
    units = lexicon("quantities", "words")["unit"]
    return [*units["measure"], *units["count"]]


@cache
def _before() -> "re.Pattern[str]":
    return re.compile(rf"{_comparators('comparator_before')}(?:了|到|达)?\Z")


@cache
def _after() -> "re.Pattern[str]":
    return re.compile(f"(?:级)?{_comparators('comparator_after')}")


def _comparators(family: str) -> str:
    """A pattern of comparators, each in a group of its name, entered only where the first character of one stands."""
    table = lexicon("quantities", "words")[family]
    groups = "|".join(f"(?P<{name}>{one_of(words)})" for name, words in table.items())
    return f"{beginning(word for words in table.values() for word in words)}(?:{groups})"
