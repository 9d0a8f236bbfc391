"""Stage `dates`: the day of the article and the policy events that it names."""

from datetime import date, timedelta

from luoshi.model.findings import EventMention
from luoshi.reader.days import anchors, events
from luoshi.reader.draft import Draft, EventName
from luoshi.registry.events import event_names


def run(draft: Draft) -> None:
    """Add `published`, `policy_events`, `event_names`, the `event_starts` of these names, and `main_event`."""
    names = event_names()
    raw = events.named(draft.flow.text, draft.hits, names)
    day = anchors.printed_day(draft)
    draft.event_names = anchors.resolved(draft, raw, names, day)
    if not draft.event_names and (bare := anchors.bare_event(draft.flow.text, names, day)):
        draft.event_names = [bare]
    draft.event_starts = [name.start for name in draft.event_names]
    draft.main_event = anchors.main_event(draft, draft.event_names)
    main = draft.main_event.entity if draft.main_event else None
    told = anchors.told_day(draft.flow.text, names.events[main] if main else None)
    if day is None or (told and not draft.source.published and _reprinted(told, day)):
        day = told
    draft.published = draft.source.published or (day.isoformat() if day else None)
    draft.policy_events = _mentions(draft)


def _reprinted(told: date, printed: date) -> bool:
    """Whether a page gives the day of its reprint: the report was wired two days to a year before."""
    return timedelta(days=1) < printed - told < timedelta(days=366)


def _mentions(draft: Draft) -> list[EventMention]:
    """Every event once, at its first name; the names that only mark a time are no findings."""
    first: dict[str, EventName] = {}
    for name in draft.event_names:
        if name.taken is not None:
            first.setdefault(name.entity or name.text, name)
    return [EventMention(name.text, name.entity, draft.flow.spans(name.start, name.end)) for name in first.values()]
