"""Stage `responses`: for every section the acts by which its subject takes up policy events, at least one."""

import re
from calendar import monthrange
from datetime import date
from functools import cache

from msgspec.structs import replace

from luoshi.model.findings import Link, Response
from luoshi.model.spans import quote
from luoshi.reader.acts.days_around import of_lead
from luoshi.reader.acts.found import Found
from luoshi.reader.acts.kinds import preached
from luoshi.reader.acts.sentences import sentences
from luoshi.reader.acts.taking_up import taken_up
from luoshi.reader.acts.testimony import by_name
from luoshi.reader.days import anchors, calendar
from luoshi.reader.draft import Draft, DraftSection, EventName
from luoshi.registry import journeys
from luoshi.registry.events import event_names

_HEADLINES = ("kicker", "title", "subtitle")
# Speeches in general (近期重要讲话) stand for those that are then named.
_RECENT = re.compile("习近平(?:总书记|主席)近期")


def run(draft: Draft) -> None:
    """Add `responses`."""
    draft.responses = []
    by_section = sentences(draft)
    people = by_name(draft.people)
    shared = of_lead(draft)
    near: date | None = None
    published = _last_day(draft.published)
    on_lectures = any(line.role in _HEADLINES and preached(line.text) for line in draft.lines)
    for section in draft.sections:
        last = None
        for found in taken_up(draft, section, by_section.get(section.id, []), people, on_lectures=on_lectures):
            if shared and found.day is None and found.subject is None and found.kind in shared.kinds:
                found.day = shared.day
                found.kind = shared.kind or found.kind
            events = _links(draft, found)
            iso = _date(draft, found, events, published, last or near)
            if iso and len(iso) == len("2025-01-01"):
                last = date.fromisoformat(iso)
            draft.responses.append(_response(draft, section, found, events, iso))
        near = last or near


def _response(draft: Draft, section: DraftSection, found: Found, events: tuple[Link, ...], iso: str | None) -> Response:
    spans = draft.flow.whole(found.start, found.end)
    return Response(
        id=f"R{len(draft.responses) + 1:02d}",
        section=section.id,
        subject=found.subject or section.link,
        policy_events=events,
        date=iso,
        date_text=(found.day.text or None) if found.day else None,
        kind=found.kind,
        body=found.body,
        lag_days=_lag(events, iso),
        spans=spans,
        quote=quote(draft.text, spans),
    )


def _links(draft: Draft, found: Found) -> tuple[Link, ...]:
    """What the act takes up: events that its sentences name as taken up, else as such, else what the article is about."""
    within = [name for start, end in found.places for name in draft.named_within(start, end)]
    names = [name for name in within if name.taken] or [name for name in within if name.taken is False]
    names = [name for name in names if not _RECENT.match(name.text)] or names
    main = draft.main_event
    links: dict[str, Link] = {}
    for name in names or ([main] if main else []):
        link = Link(main.text, main.entity) if main and _same(name, main) else Link(name.text, name.entity)
        links.setdefault(link.entity or link.text, link)
    return tuple(links.values())


def _same(name: EventName, main: EventName) -> bool:
    return name.entity is not None and name.entity == main.entity


def _date(
    draft: Draft, found: Found, events: tuple[Link, ...], published: date | None, near: date | None
) -> str | None:
    """The ISO day or month of the act; the event that it takes up gives the year where nothing nearer does."""
    if found.day is None:
        return None
    entities = [link.entity for link in events if link.entity]
    if not entities and draft.main_event and draft.main_event.entity:
        entities = [draft.main_event.entity]
    block = draft.flow.block_at(found.start)
    beside = draft.named_within(block.start, block.end) if block and entities else []
    entities += [name.entity for name in beside if name.taken and name.entity]
    # The spirit of an event is lectured on when it is over; of several that are taken up together the last one counts.
    floor = max((_span(entity)[found.kind == "publicity"] for entity in entities), default=None)
    if published is None and found.day.year is None:
        floor = max(filter(None, (floor, _after_speech(events, found.day))), default=None)
        start, end = _sentence(draft, found)
        if year := _YEAR_OF_MEETING.search(draft.flow.text, start, end + _NEXT_SENTENCE):
            found.day = replace(found.day, year=int(year[1]))
    latest = None if published or floor or near else anchors.latest_day(draft, event_names())
    known = calendar.Known(published, floor, near, latest)
    if not found.day.same:
        iso = calendar.resolve(found.day, known)
        if published is None:
            return _after_newest(draft, found, iso) or iso
        return _long_before(iso, found.day, floor, published) or iso
    named = _named_before(draft, found, found.day)
    return calendar.resolve(named, known) if named else near.isoformat() if near else None


def _long_before(iso: str | None, day: calendar.Written, floor: date | None, published: date | None) -> str | None:
    """The day soon after the event, where the page's own day, weeks later than the act, would put that two years behind
    the event and more: then it is the day on which the page was copied or looked at."""
    if not (iso and floor and published and day.month) or day.year or len(iso) < len("2025-01-01"):
        return None
    told = date.fromisoformat(iso)
    if (told - floor).days < _TWO_YEARS or (published - told).days < _FRESH:
        return None
    soon = calendar.resolve(day, calendar.Known(floor=floor))
    return soon if soon and (date.fromisoformat(soon) - floor).days <= _SOON else None


def _after_newest(draft: Draft, found: Found, iso: str | None) -> str | None:
    """The day after the newest congress or plenum that an undated article names with the act, where the event taken up would put the act
    a year and more before it: a report tells what has just been done."""
    day = found.day
    if iso is None or day is None or day.year or len(iso) < len("2025-01-01"):
        return None
    told = date.fromisoformat(iso)
    later = [name for name in draft.event_names if name.entity and (_span(name.entity)[0] - told).days >= _YEAR]
    if not later:
        return None
    section = draft.flow.section_at(found.start)
    past = (_span(name.entity)[0] for name in later if name.entity and anchors.tells_time(draft, name, section))
    newest = max(past, default=None)
    return calendar.resolve(day, calendar.Known(floor=newest)) if newest else None


# In days. A report comes out within weeks of what it tells.
_YEAR, _TWO_YEARS, _SOON, _FRESH = 330, 700, 120, 31
# 2017年工作会议, 2022年第9次集体学习: the year by which a meeting is counted is the year in which it is held.
# So is that whose work it arranges or whose quarters it looks at; that which it sums up is not.
_NEXT_SENTENCE = 80  # characters in which what a meeting arranges may be told
_YEAR_OF_MEETING = re.compile(
    r"(20\d\d)年(?:度)?(?:第[一二三四五六七八九十\d]{1,3}次|工作[大]?会|工作(?:作出|进行)?(?:了)?(?:全面)?(?:部署|安排)|(?:前三|[一二三])季度|上半年)"
)


def _sentence(draft: Draft, found: Found) -> tuple[int, int]:
    """The stretch in which an act is told, from the beginning of its day's sentence on."""
    day = found.day.start if found.day else found.start
    start = draft.flow.text.rfind("。", 0, day) + 1
    return max(start, draft.flow.text.rfind("\n", 0, day) + 1), max(found.end, day)


def _after_speech(events: tuple[Link, ...], day: calendar.Written) -> date | None:
    """The month of the speech that an act takes up, where the words tell at which of the known journeys or meetings."""
    if day.month is None or day.day is None:
        return None
    spoken = (link.text for link in events if link.entity is None and link.text.startswith("习近平"))
    return next((began for text in spoken if (began := journeys.latest_before(text, day.month, day.day))), None)


def _last_day(published: str | None) -> date | None:
    """The article's own day; the last one of its month or year where no more is known."""
    if published and len(published) >= len("2025-01-01"):
        return date.fromisoformat(published[:10])
    known = _MONTH.fullmatch(published or "")
    if known is None:
        return None
    year, month = int(known[1]), int(known[2] or 12)
    return date(year, month, monthrange(year, month)[1])


_MONTH = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2]))?")


def _named_before(draft: Draft, found: Found, day: calendar.Written) -> calendar.Written | None:
    """The day that 当天 stands for: the last one that the section names before it; else that of the section before."""
    block = draft.flow.block_at(found.start)
    first = next((each.start for each in draft.flow.blocks if block and each.section is block.section), found.start)
    exact = [each for each in calendar.written(draft.flow.text, first, day.start) if each.exact]
    return exact[-1] if exact else None


def _lag(events: tuple[Link, ...], iso: str | None) -> int | None:
    """Days from the end of the first linked event to the act."""
    entity = next((link.entity for link in events if link.entity), None)
    if entity is None or iso is None or len(iso) < len("2025-01-01"):
        return None
    return (date.fromisoformat(iso) - _span(entity)[1]).days


@cache
def _span(entity: str) -> tuple[date, date]:
    """The first and the last day of an event."""
    return event_names().span(entity)
