"""Places and events by name: what the registry calls them, as frames to join."""

from collections.abc import Iterable
from functools import cache

import polars as pl

from luoshi.registry import lookup
from luoshi.registry.world import PolicyEvent, registry


def find_place(name: str, known: Iterable[str] = ()) -> str:
    """The key of a place: a registry id, or a name that the library itself uses (`known`); UsageError with the nearest."""
    known = list(known)
    if name in known:
        return name
    found = lookup.place(name, known)
    return found.id or found.subject or name


def find_event(name: str) -> PolicyEvent:
    """The policy event with this id or name; UsageError with the nearest names."""
    return registry().event_ids[lookup.event(name)]


@cache
def places() -> pl.DataFrame:
    """Every body of the registry: place (id), name (short), province, city, approved."""
    rows = [(b.id, b.short, b.province, b.city, b.approved) for b in registry().bodies.values()]
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
