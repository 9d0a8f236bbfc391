"""Places and events by name: what the registry calls them, and the nearest names where one is unknown."""

import math
from collections.abc import Iterable, Mapping
from functools import cache

import polars as pl

from luoshi.errors import UsageError
from luoshi.registry.world import PolicyEvent, registry
from luoshi.text.normalise import name_key

NEAREST = 5


def find_place(name: str, known: Iterable[str] = ()) -> str:
    """The key of a place: a registry id, or a name that the library itself uses (`known`); UsageError with the nearest."""
    known = set(known)
    if name in known:
        return name
    body = registry().body(name)
    if body is not None:
        return body.id
    names = {label: body.id for body in registry().bodies.values() for label in (*body.names, body.id)}
    names.update({each: each for each in known})
    raise UsageError(f"There is no place {name!r} in the registry or the library.", hint=_nearest(name, names))


def find_event(name: str) -> PolicyEvent:
    """The policy event with this id or name; UsageError with the nearest names."""
    events = registry().event_ids
    if name in events:
        return events[name]
    named = _event_names()
    found = named.get(name_key(name))
    if found is None:
        raise UsageError(f"There is no event {name!r} in the registry.", hint=_nearest(name, named))
    return events[found]


@cache
def _event_names() -> dict[str, str]:
    named: dict[str, str] = {}
    for event in registry().events:
        for label in (event.name, *event.aliases):
            named.setdefault(name_key(label), event.id)
        named[event.id] = event.id
    return named


def _nearest(name: str, names: Mapping[str, str]) -> str:
    """A hint with the names that share most with the one asked for; the ids stand in brackets."""
    pairs = {name[at : at + 2] for at in range(len(name) - 1)} or {name}

    def likeness(other: str) -> float:
        others = {other[at : at + 2] for at in range(len(other) - 1)} or {other}
        shared = len(pairs & others) + 0.5 * len(set(name) & set(other))
        return -shared / math.sqrt(len(others) + len(pairs))

    best: dict[str, str] = {}
    for other in sorted(names, key=lambda other: (likeness(other), other)):
        best.setdefault(names[other], other)
        if len(best) == NEAREST:
            break
    told = [f"{label} ({id})" if id != label else label for id, label in best.items()]
    return f"Nearest names: {', '.join(told)}."


@cache
def places() -> pl.DataFrame:
    """Every body of the registry: place (id), name (short), province, city, approved."""
    rows = [(b.id, b.short or b.name, b.province, b.city, b.approved) for b in registry().bodies.values()]
    return pl.DataFrame(rows, schema=["place", "name", "province", "city", "approved"], orient="row")


@cache
def events() -> pl.DataFrame:
    """Every policy event of the registry: event (id), event_name, event_short (as newspapers call it), event_kind,
    event_start and event_end (dates)."""
    rows = [(e.id, e.name, e.aliases[0] if e.aliases else e.name, e.kind, e.start, e.end) for e in registry().events]
    names = ["event", "event_name", "event_short", "event_kind", "event_start", "event_end"]
    frame = pl.DataFrame(rows, schema=names, orient="row")
    return frame.with_columns(pl.col("event_start", "event_end").str.to_date(strict=False))


def named(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with `name` and `province` of its `place`; a place outside the registry is named by itself."""
    known = places().select("place", "name", "province")
    return frame.join(known, on="place", how="left", maintain_order="left").with_columns(
        pl.coalesce("name", "place").alias("name")
    )
