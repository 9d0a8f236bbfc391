"""What time an article stands in: its own day, the event it is about, and which event an unnumbered name means.

Evidence, in this order: the day that the source or a dateline gives, events named in full, years and plan periods in
the text. Without evidence the answer is None.
"""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
from operator import attrgetter

from luoshi.reader.days import calendar
from luoshi.reader.days.events import Name
from luoshi.reader.draft import Draft, EventName, Line
from luoshi.registry.events import EventNames, event_names
from luoshi.registry.lexicon import either
from luoshi.registry.world import PolicyEvent

_LABEL = re.compile(either("acts", "dateline"))
# 2024-03-19 08:56 某某网: when a page was put up.
_CLOCK = re.compile(r"\s+\d{1,2}:\d\d")
_SHORT = 100
_SENTENCE = re.compile("[。!?;]")
_WIRE_END = re.compile("日(?:电|讯|消息)")
_WIRE = re.compile(r"(?:本报|[一-鿿]{2,4}[社网])[一-鿿]{0,8}?(?P<day>\d{1,2}月\d{1,2}日)$")
_LONGEST_WIRE = 24
_TODAY = re.compile(r"今[天日](?:[上下]午)?\([^()]{0,5}\d日[^()]{0,4}\)")
# The opening of a congress, told the same day or the next.
_OPENED = re.compile(
    "(?P<day>[今昨])[天日][^。]{0,40}(?:党(?:的[一-鿿]{2,4}大|第[一-鿿]{2,4}次全国代表大会)"
    "|[一-鿿]{2,3}届全国(?P<house>人大|政协)[一二三四五]次会议)[^。]{0,24}开幕"
)
_SESSION = re.compile(r"(?P<year>20\d\d)年第[一二三四五六七八九十\d]{1,3}次")
_DAYS_AGO = {"今": 0, "昨": 1}
# Each begins with a plain character or class, and looks back from there, so that the search is a scan.
_YEAR = re.compile(r"(?P<year>20(?<![到至—~\-\d]20)\d\d)年(?!远景|前|底前|基本)")
_PLAN = re.compile(r"(?P<plan>十[一二三四五六七八九])五”?[^。;\n]{0,14}?(?P<turn>收官|开局|开篇)")
_LAST_YEAR = {"十一": 2010, "十二": 2015, "十三": 2020, "十四": 2025, "十五": 2030, "十六": 2035, "十七": 2040}
_MONTH_DAY = re.compile(r"[0-9](?<![\d年].)\d?月\d{1,2}日")
_BARE_PLENUM = re.compile(r"全会(?<![委中党届次]全会)(?=精神)")
# 以优异成绩迎接|党的二十大|胜利召开
_GREETED, _TO_COME = "迎接", ("召开", "胜利召开")
_MEETINGS = frozenset({"congress", "plenum"})
_FRONT = frozenset({"kicker", "title", "subtitle", "lead"})
_FRONT_WEIGHT = 4


def printed_day(draft: Draft) -> date | None:
    """The article's own day by its source, else by a line that gives a date with its year and nothing else of weight, else
    by one that gives an hour, too, which may be that of a copy."""
    if draft.source.published:
        return calendar.full_day(draft.source.published)
    stamped: date | None = None
    for line in draft.lines:
        if "20" in line.text and (dates := _dates_alone(line)):
            day = calendar.full_day(line.text)
            if day and _is_dateline(line, dates[0]):
                return day
            if day and stamped is None and _CLOCK.match(line.text, dates[0].end):
                stamped = day
    return stamped


def _dates_alone(line: Line) -> list[calendar.Written]:
    """The full dates of a short line that is no sentence."""
    if len(line.text) > _SHORT or _SENTENCE.search(line.text):
        return []
    return [day for day in calendar.written(line.text) if day.year and day.day]


def _is_dateline(line: Line, day: calendar.Written) -> bool:
    rest = len(line.text) - (day.end - day.start)
    return rest <= 8 or _LABEL.search(line.text) is not None


def told_day(text: str, event: PolicyEvent | None) -> date | None:
    """The article's own day by its words: 今天(10月30日), 新华社北京10月30日电, 昨天…党的十九大…开幕; its year comes from the
    event."""
    floor = date.fromisoformat(event.start) if event else None
    known = calendar.Known(floor=floor)
    ends = [found.start() + 1 for found in _WIRE_END.finditer(text)]
    wires = [_WIRE.search(text, max(0, end - _LONGEST_WIRE), end) for end in ends]
    words = [found["day"] for found in wires if found][:1]
    words += [told.group() for told in _TODAY.finditer(text)]
    for word in words:
        dates = [day for day in calendar.written(word) if day.day]  # 11月0日电 tells no day
        day = calendar.resolve(dates[0], known) if dates else None
        if day:
            return date.fromisoformat(day)
    return _day_after_opening(text, event) if event else None


def _day_after_opening(text: str, event: PolicyEvent) -> date | None:
    """The day of an article that tells the opening of a congress as of today or yesterday."""
    told = _OPENED.search(text) if "开幕" in text else None
    if told is None:
        return None
    opened = {"人大": event.npc_start, "政协": event.cppcc_start}.get(told["house"] or "", event.start)
    return date.fromisoformat(opened) + timedelta(days=_DAYS_AGO[told["day"]]) if opened else None


def resolved(draft: Draft, raw: Sequence[Name], names: EventNames, published: date | None) -> list[EventName]:
    """The names with the event that each one means."""
    text = draft.flow.text
    full = [name.ids[0] for name in raw if len(name.ids) == 1 and name.taken is not None]
    counted = Counter(full)
    meanings: dict[tuple[str, ...], str | None] = {}
    for name in raw:
        if len(name.ids) > 1 and name.ids not in meanings:
            own = [event for event in name.ids if event in counted]
            meanings[name.ids] = (
                max(own, key=lambda event: counted[event])
                if own
                else names.latest(name.ids, published or _likely_day(text, name.ids, full, names))
            )
    return [
        EventName(
            name.start,
            name.end,
            text[name.start : name.end],
            name.ids[0] if len(name.ids) == 1 else meanings.get(name.ids),
            name.taken,
        )
        for name in raw
    ]


def _likely_day(text: str, ids: tuple[str, ...], full: list[str], names: EventNames) -> date | None:
    """A day of the period in which the article was written, by the years it names, plan periods and other events."""
    years = {int(found["year"]) for found in _YEAR.finditer(text)} & {names.span(event)[0].year for event in ids}
    if years:
        year = max(years)
        series = names.events[ids[0]].kind
        return date(year - 1, 12, 31) if _looks_ahead(text, year, series) else date(year, 12, 31)
    if day := _year_of_plan(text):
        return day
    ended = max((_known_after(names, event) for event in full), default=None)
    return _first_dated(text, ended) if ended else None


def latest_day(draft: Draft, names: EventNames) -> date | None:
    """The last day that an undated article can be of, by an event that it awaits, a plan's turn or the number of a session."""
    text = draft.flow.text
    return _awaited(draft, names) or _year_of_plan(text) or _year_of_session(text)


def _year_of_plan(text: str) -> date | None:
    """The last day of the year in which a five-year plan begins or ends, as the text tells it (“十四五”收官, “十五五”开局)."""
    plan = _PLAN.search(text)
    last = _LAST_YEAR.get(plan["plan"]) if plan else None
    return date(last if plan["turn"] == "收官" else last - 4, 12, 31) if plan and last else None


def _year_of_session(text: str) -> date | None:
    """The last day of the year by whose number a session is counted (2019年第1次党工委会议)."""
    found = _SESSION.search(text)
    return date(int(found["year"]), 12, 31) if found else None


def _known_after(names: EventNames, event: str) -> date:
    """The day after which an article that names an event was written: its end, of a campaign its start."""
    start, end = names.span(event)
    return start if names.events[event].kind == "campaign" else end


def _first_dated(text: str, last: date) -> date:
    """The first day that the text names after the last event it names, that event's end where it names none."""
    days = (day for found in _MONTH_DAY.finditer(text) for day in calendar.written(found.group()) if day.day)
    first = next(days, None)  # 13月40日 and 3月0日 are none
    day = calendar.resolve(first, calendar.Known(floor=last)) if first else None
    return date.fromisoformat(day) if day else last


def _looks_ahead(text: str, year: int, series: str) -> bool:
    """Whether the latest year that the text names is spoken of as the coming one. The economic work conference of December
    is about the next year, and what is said of it later names that year too."""
    plans = rf"{year}年[^,。;]{{0,6}}(?:谋划|计划|安排|打算|思路)"
    coming = re.search(rf"(?:谋划|部署|做好|安排|研究|推动)[^,。;]{{0,4}}(?:明年|{year}年)|{plans}", text) is not None
    if series == "cewc":
        return coming or re.search(r"12月\d", text) is None
    return coming and f"{year - 1}年" in text


@lru_cache(maxsize=1024)
def _fullness(words: str, entity: str | None) -> tuple[bool, bool]:
    """How much the words for an event tell of it, to be compared: 党的二十届四中全会 more than 四中全会."""
    names = event_names()
    kind = names.events[entity].kind if entity else ""
    numbered = len(names.meanings(words)) == 1 and kind != "npc-cppcc"
    return words.startswith(("党的", "中共")), numbered


def main_event(draft: Draft, found: Sequence[EventName]) -> EventName | None:
    """The event that the article is about: the one named most, names in the head of the article counting more. A speech,
    a document or a name that marks a time counts only where nothing else is named."""
    plain = [name for name in found if not name.text.startswith(("习近平", "《")) and not _plan(name)]
    taken = [name for name in plain if name.taken is not None]
    names = taken or [name for name in found if name.taken] or plain or found
    return _heaviest(draft, names) if names else None


def _awaited(draft: Draft, names: EventNames) -> date | None:
    """The first day of an event that the article looks forward to (迎接党的二十大召开)."""
    if _GREETED not in draft.flow.text:
        return None
    days = [names.span(name.entity)[0] for name in draft.event_names if name.entity and _is_awaited(draft, name)]
    return min(days, default=None)


def _is_awaited(draft: Draft, name: EventName) -> bool:
    text = draft.flow.text
    return text.startswith(_TO_COME, name.end) and _GREETED in text[max(0, name.start - 4) : name.start]


def tells_time(draft: Draft, name: EventName, section: str | None) -> bool:
    """Whether a congress or plenum that a section, or what stands over all, names is past for it: not looked forward to."""
    return (
        name.entity is not None
        and event_names().events[name.entity].kind in _MEETINGS
        and draft.flow.section_at(name.start) in (None, section)
        and not _is_awaited(draft, name)
    )


def _plan(name: EventName) -> bool:
    return name.entity is not None and event_names().events[name.entity].kind == "five-year-plan"


def _heaviest(draft: Draft, names: Sequence[EventName]) -> EventName:
    weights: dict[str, int] = {}
    alike: dict[str, list[EventName]] = {}
    for name in names:
        key = name.entity or name.text
        block = draft.flow.block_at(name.start)
        weights[key] = weights.get(key, 0) + (_FRONT_WEIGHT if block and block.role in _FRONT else 1)
        alike.setdefault(key, []).append(name)
    most = max(weights.values())
    fullest = (max(alike[key], key=_told) for key, weight in weights.items() if weight == most)
    return min(fullest, key=attrgetter("start"))


def _told(name: EventName) -> tuple[bool, ...]:
    return *_fullness(name.text, name.entity), bool(name.taken)


def bare_event(text: str, names: EventNames, published: date | None) -> EventName | None:
    """全会精神 in an article that names no event otherwise: the plenum that was last held on its day."""
    found = _BARE_PLENUM.search(text)
    if found is None:
        return None
    entity = names.latest(names.of_kind("plenum"), published)
    return EventName(found.start(), found.end(), found.group(), entity, True)
