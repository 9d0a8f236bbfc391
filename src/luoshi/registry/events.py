"""Policy events under all their names, and which event a name means at a time.

A name means one event (党的二十大) or, without its number or year, every event of a series (四中全会, 两会); such a
generic name is resolved to the latest event of its series that had begun on a given day.
"""

import re
from collections.abc import Iterable
from datetime import date
from functools import cache

from luoshi.registry.world import PolicyEvent, registry
from luoshi.text.normalise import name_key

_SESSION = re.compile(r"^(?P<congress>[一二三四五六七八九十]+)届全国人大(?P<session>[一二三四五六七八九十]+)次会议$")
_COUNCIL = re.compile(r"^全国政协(?P<council>[一二三四五六七八九十]+)届(?P<session>[一二三四五六七八九十]+)次会议$")
_YEAR_IN_BRACKETS = re.compile(r"\(\d{4}\)$")


class EventNames:
    """The names of many events and what each can mean."""

    def __init__(self, events: Iterable[PolicyEvent]) -> None:
        self.events = {event.id: event for event in sorted(events, key=lambda event: event.start)}
        meanings: dict[str, list[str]] = {}
        for event in self.events.values():
            for name in spellings(event):
                meanings.setdefault(name_key(name), [event.id])
        for event in self.events.values():
            for name in event.generic:
                ids = meanings.setdefault(name_key(name), [])
                if event.id not in ids:
                    ids.append(event.id)
        self._meanings = {name: tuple(ids) for name, ids in meanings.items()}

    @property
    def words(self) -> tuple[str, ...]:
        """Every name in its clean form."""
        return tuple(self._meanings)

    def meanings(self, words: str) -> tuple[str, ...]:
        """The ids that a name can mean, in the order of time; none for an unknown name."""
        return self._meanings.get(name_key(words), ())

    def resolve(self, words: str, day: date | None = None) -> str | None:
        """The event that a name means on a day; without a day only a name of one event is resolved."""
        ids = self.meanings(words)
        return ids[0] if len(ids) == 1 else self.latest(ids, day)

    def latest(self, ids: Iterable[str], day: date | None) -> str | None:
        """The latest of the events that had begun on the day."""
        if day is None:
            return None
        begun = [event for event in ids if self.events[event].start <= day.isoformat()]
        return max(begun, key=lambda event: self.events[event].start, default=None)

    def of_kind(self, kind: str) -> tuple[str, ...]:
        """The ids of a kind of event, in the order of time."""
        return tuple(event.id for event in self.events.values() if event.kind == kind)

    def span(self, event: str) -> tuple[date, date]:
        """The first and the last day of an event."""
        entry = self.events[event]
        return date.fromisoformat(entry.start), date.fromisoformat(entry.end)


def spellings(event: PolicyEvent) -> list[str]:
    """Every name that means this event only: as registered, without quotation marks, and the long forms of the sessions."""
    names = [_YEAR_IN_BRACKETS.sub("", event.name) if not event.generic else event.name, *event.aliases]
    for name in tuple(names):
        if session := _SESSION.match(name):
            names.append(f"第{session['congress']}届全国人民代表大会第{session['session']}次会议")
        elif council := _COUNCIL.match(name):
            names.append(f"政协第{council['council']}届全国委员会第{council['session']}次会议")
            names.append(f"全国政协第{council['council']}届{council['session']}次会议")
        elif "两会" in name:
            names.append(name.replace("两会", "“两会”"))
    names += [re.sub("[“”]", "", name) for name in names]
    return list(dict.fromkeys(names))


@cache
def event_names() -> EventNames:
    """The names of the registry's events."""
    return EventNames(registry().events)
