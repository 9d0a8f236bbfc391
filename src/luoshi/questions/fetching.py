"""Rows for a question: the columns that it needs and no more, which is what makes a large library answer."""

from collections.abc import Sequence
from typing import Any

import polars as pl

from luoshi.analysis.coverage import held
from luoshi.analysis.places import find_place, named
from luoshi.errors import UsageError
from luoshi.project import Library
from luoshi.registry import lookup

Places = str | Sequence[str] | None

ARTICLE = ("article", "uri", "title", "publisher", "published")
PLACED = (*ARTICLE, "section", "subject", "zone", "date")
SECTION = ("article", "section", "subject", "zone", "published")


def fetched(
    library: Library, table: str, columns: Sequence[str], *, reprints: bool = True, **asked: Any
) -> pl.DataFrame:
    """Rows of a table, without those of articles that repeat another one unless `reprints`."""
    given = {name: value for name, value in asked.items() if value}
    return library.table(table, columns=columns, **given, **({} if reprints else {"reprints": False}))


def told(
    frame: pl.DataFrame, what: str, zones: Places = None, since: str | None = None, until: str | None = None
) -> pl.DataFrame:
    """The rows in a period; UsageError says what is missing: the places, the period or everything."""
    if frame.is_empty() and zones:
        names = "、".join([zones] if isinstance(zones, str) else zones)
        raise UsageError(
            f"Nothing of this kind in this library on {names}.", hint="List what there is: luoshi articles"
        )
    return held(frame, what, since=day(since, "the beginning"), until=day(until, "the end"))


def day(asked: str | None, what: str) -> str | None:
    """A year, month or day as it is asked for; UsageError for what is none."""
    return lookup.day(str(asked), what) if asked else None


def place_key(library: Library, name: str) -> str:
    """The key under which answers hold the place with this name or id."""
    return find_place(name, library.store.subjects())


def place_name(key: str) -> str:
    """A place as people call it."""
    return str(named(pl.DataFrame({"place": [key]}))["name"][0])
