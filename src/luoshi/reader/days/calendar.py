"""Days as reports write them (11月3日, 24日下午, 今天(10月30日), 近日), and the ISO date that each stands for.

A year that the words leave out comes from what is known around them: the article's own day, the event that is taken
up (the first such day on or after its start), or a neighbouring date. Never from the clock.
"""

import re
from datetime import date, timedelta

from msgspec.structs import replace

from luoshi.model.records import Value
from luoshi.registry.lexicon import either, words

_PART = "(?:[上下]午|晚上?|晚间|凌晨|清晨|傍晚|中午|夜间)"
_REST = rf"(?:\s*[-至到—~、]+(?:\d{{1,2}}月)?\d{{1,2}}日)?{_PART}?"
_CALENDAR = rf"(?:(?P<year>20\d\d)年|(?P<said>今年|去年|当年|本年))?(?P<month>\d{{1,2}})月(?P<day>\d{{1,2}})(?:日|号|(?=[-至到—~]\d)){_REST}"
_NUMERIC = r"(?<!\d)(?P<nyear>20\d\d)(?P<sep> ?[-/.] ?)(?P<nmonth>\d{1,2})(?P=sep)(?P<nday>\d{1,2})(?!\d)"
_BARE = rf"(?<![\d月.-])(?<!\d,)(?P<only>[0-3]?\d)日(?![内均游报常])(?:{_REST})"
_TODAY = rf"(?P<today>今天|今日|昨天|昨日|前天){_PART}?(?:\((?P<inner>[^()]{{2,12}})\))?"
_MONTH = r"(?:(?P<myear>20\d\d)年)?(?P<monthonly>\d{1,2})月(?:[上中下]旬|月?底|初|份|间|中)?(?![\d会])"
_SAME = rf"(?P<same>当天|当日|同日|同一天){_PART}?"
_VAGUE = either("acts", "vague")
# A date begins with one of these characters; looking at that first spares the pattern nearly everywhere.
_FIRST = r"\d今去当本昨前同" + "".join(sorted({word[0] for word in words("acts")["vague"]}))
DAY = re.compile(rf"(?=[{_FIRST}])(?:{_NUMERIC}|{_CALENDAR}|{_BARE}|{_TODAY}|{_SAME}|(?P<vague>{_VAGUE})|{_MONTH})")
_FULL_DAY = re.compile(rf"{_NUMERIC}|{_CALENDAR}")
_AGO = {"今天": 0, "今日": 0, "昨天": 1, "昨日": 1, "前天": 2}


class Written(Value, frozen=True):
    """A date as written: its place, and what the words say of year, month and day (None where they leave it out).

    `ago` counts days before the article's own day for 今天 and 昨日; `same` is the day last named (当天); a vague word
    (近日) says nothing.
    """

    start: int
    end: int
    text: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    ago: int | None = None
    years_ago: int | None = None
    same: bool = False

    @property
    def vague(self) -> bool:
        """Whether the words name neither a day nor a month."""
        return self.month is None and self.day is None and self.ago is None

    @property
    def exact(self) -> bool:
        """Whether the words name a day by themselves."""
        return self.day is not None or self.ago is not None


class Known(Value, frozen=True):
    """What is known around a date: the article's own day, the first day of the event, a neighbouring date, and, where
    nothing else is, the last day that it can be."""

    published: date | None = None
    floor: date | None = None
    near: date | None = None
    latest: date | None = None


def written(text: str, start: int = 0, end: int | None = None) -> list[Written]:
    """The dates written in text[start:end], in order."""
    out = []
    for found in DAY.finditer(text, start, len(text) if end is None else end):
        a, b = found.span()
        words = found.group()
        form = found.lastgroup
        if form == "day":
            ago = {"今年": 0, "去年": 1}.get(found["said"] or "")
            day = Written(a, b, words, _int(found["year"]), int(found["month"]), int(found["day"]), None, ago)
        elif form == "only":
            day = Written(a, b, words, None, None, int(found["only"]))
        elif form in ("same", "vague"):
            day = Written(a, b, words, same=form == "same")
        elif form == "nday":
            day = Written(a, b, words, int(found["nyear"]), int(found["nmonth"]), int(found["nday"]))
        elif form == "monthonly":
            day = Written(a, b, words, _int(found["myear"]), int(found["monthonly"]))
        else:
            inner = written(found["inner"] or "")
            day = Written(a, b, words, ago=_AGO[found["today"]])
            if inner and not inner[0].vague:
                day = replace(inner[0], start=a, end=b, text=words, ago=_AGO[found["today"]])
        if (day.month is None or 1 <= day.month <= 12) and (day.day is None or 1 <= day.day <= 31):
            out.append(day)
    return out


def resolve(day: Written, known: Known) -> str | None:
    """The ISO day or month that the words stand for; None where that is not known."""
    if day.day is None and day.month is None:
        if day.ago is None or known.published is None:
            return None
        return (known.published - timedelta(days=day.ago)).isoformat()
    found = _by_day(day.day or 0, known) if day.month is None else _by_month(day, known)
    if found is None:
        return None
    return found.isoformat() if day.day else found.isoformat()[:7]


def _by_month(day: Written, known: Known) -> date | None:
    """The day of that month, in the year that the words, the article's day, the event or the neighbour gives."""
    month, number = day.month or 1, day.day or 1
    if day.year:
        return _date(day.year, month, number)
    if known.published:
        return _before(day, known.published)
    if day.years_ago:
        return None
    if known.floor:
        return _from(day, known.floor if day.day else known.floor.replace(day=1), known.near)
    if known.near:
        return _date(known.near.year, month, number)
    return _before(day, known.latest) if known.latest else None


def _from(day: Written, floor: date, near: date | None) -> date | None:
    """The day from the event's on: in the neighbour's year where that is one, else the first such day."""
    month, number = day.month or 1, day.day or 1
    beside = _date(near.year, month, number) if near else None
    if beside and beside >= floor:
        return beside
    first = _date(floor.year, month, number)
    return first if first and first >= floor else _date(floor.year + 1, month, number)


def _before(day: Written, published: date) -> date | None:
    """The last such day up to the article's own day (and the day after it: papers are dated ahead)."""
    month, number = day.month or 1, day.day or 1
    if day.years_ago is not None:
        return _date(published.year - day.years_ago, month, number)
    latest = _date(published.year, month, number)
    if latest and latest > published + timedelta(days=1):
        return _date(published.year - 1, month, number)
    return latest


def _by_day(number: int, known: Known) -> date | None:
    """The day of that number: the last one before the article's day, else the one nearest to the neighbouring date
    that the event's start allows, else the first one on or after that start."""
    if known.published:
        return _step(number, known.published, -1)
    if known.near:
        before, after = _step(number, known.near, -1), _step(number, known.near, 1)
        near = known.near
        choices = [day for day in (before, after) if day and (known.floor is None or day >= known.floor)]
        return min(choices, key=lambda day: abs((day - near).days), default=None)
    return _step(number, known.floor, 1) if known.floor else None


def _step(number: int, anchor: date, direction: int) -> date | None:
    """The first day of that number from the anchor on, forwards or backwards."""
    year, month = anchor.year, anchor.month
    for _ in range(4):
        day = _date(year, month, number)
        if day and (day - anchor).days * direction >= 0:
            return day
        month += direction
        year, month = (year + (month - 1) // 12, (month - 1) % 12 + 1)
    return None


def full_day(words: str) -> date | None:
    """The first date with its year in the words."""
    for found in _FULL_DAY.finditer(words):
        year = found["nyear"] or found["year"]
        if year:
            return _date(int(year), int(found["nmonth"] or found["month"]), int(found["nday"] or found["day"]))
    return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _int(digits: str | None) -> int | None:
    return int(digits) if digits else None
