"""The tables of a large library as columns beside it, for questions that read a whole table.

A row store gives a hundred rows in a millisecond and two million in many seconds; the mirror gives those in a fraction of
one. Each table is one Parquet file, made when it is first asked for and brought up to date by the articles that have
changed since. It can be deleted at any time.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, select

from luoshi.model.tables import columns
from luoshi.output import whole_file
from luoshi.store import frames, questions
from luoshi.store import tables as t
from luoshi.store.contract import Filters

if TYPE_CHECKING:
    import polars

    from luoshi.store.sql import SqlStore

VERSION = 1
LARGE = 2000
"""Articles from which on a whole table is read from the mirror."""

_AT_ONCE = 100_000
_ARTICLE = {"article": "id", "uri": "uri", "title": "title", "publisher": "publisher", "published": "published"}
_SECTION = ("section", "subject", "zone", "date", "events")


_PLACED = ("units", "undertakings", "responses", "people", "organisations", "industries", "formulations", "quantities")
"""Tables whose rows have the date and events of a section."""


def covers(table: str, filters: Filters) -> bool:
    """Whether the filters are of the kind that leaves much of a table, and that its columns can tell."""
    if table not in _PLACED:
        return filters == Filters()
    return filters == Filters(
        events=filters.events,
        themes=filters.themes,
        modalities=filters.modalities,
        checkable=filters.checkable,
        since=filters.since,
        until=filters.until,
    )


class Mirror:
    """The mirror of one library in one folder."""

    def __init__(self, store: "SqlStore", folder: Path) -> None:
        self.store, self.folder = store, folder

    def frame(self, table: str, filters: Filters, names: Sequence[str]) -> "polars.DataFrame":
        """The same rows as SQL gives, newest first."""
        main = "units" if table == "undertakings" else table
        kept = ("undertaking",) if table == "undertakings" else ()
        return self._filtered(self.scan(main), filters, kept).select(names).collect()

    def scan(self, table: str) -> "polars.LazyFrame":
        """A table as columns, up to date, with `number` and `article_number` beside its own."""
        import polars as pl  # noqa: PLC0415  (polars is loaded when a frame is asked for)

        with self.store.reads() as connection:
            state = connection.execute(select(t.library.c.key, t.library.c.changes)).one()
            stem = f"{table}-{VERSION}-{state.key}-"
            path = self.folder / f"{stem}{state.changes}.parquet"
            if not path.is_file():
                self._update(connection, table, stem, path)
        return pl.scan_parquet(path)

    def _update(self, connection: Connection, table: str, stem: str, path: Path) -> None:
        """Write the table as it is now: the rows of an earlier mirror that still stand, and those that came since."""
        import polars as pl  # noqa: PLC0415

        older = max(self.folder.glob(f"{stem}*.parquet"), key=_change, default=None)
        since = _change(older) if older else 0
        new = _rows(connection, table, since)
        if older:
            numbers = pl.Series("article_number", connection.execute(select(t.articles.c.number)).scalars().all())
            still = pl.scan_parquet(older).filter(pl.col("article_number").is_in(numbers.implode())).collect()
            new = pl.concat([new, still]).sort("number", descending=True)
        self.folder.mkdir(parents=True, exist_ok=True)
        with whole_file(path) as file:
            new.write_parquet(file, compression="zstd", row_group_size=_AT_ONCE)
        for other in self.folder.glob(f"{table}-*.parquet"):
            if other != path:
                other.unlink(missing_ok=True)

    def _filtered(self, scan: "polars.LazyFrame", filters: Filters, modalities: Sequence[str]) -> "polars.LazyFrame":
        import polars as pl  # noqa: PLC0415

        parts = []
        if modalities:
            parts.append(pl.col("modality").is_in(list(modalities)))
        if filters.modalities:
            parts.append(pl.col("modality").is_in(list(filters.modalities)))
        for name, values in (("events", filters.events), ("themes", filters.themes)):
            if values:
                parts.append(pl.any_horizontal(pl.col(name).list.contains(value) for value in values))
        if filters.checkable is not None:
            parts.append(pl.col("checkable") == filters.checkable)
        date = pl.coalesce("date", "section_date")
        if filters.since:
            shorter = [filters.since[:length] for length in (4, 7) if length < len(filters.since)]
            parts.append((date >= filters.since) | date.is_in(shorter))
        if filters.until:
            parts.append(date <= filters.until + "~")
        return scan.filter(*parts) if parts else scan


def _change(path: Path) -> int:
    return int(path.stem.rpartition("-")[2])


def _rows(connection: Connection, table: str, since: int) -> "polars.DataFrame":
    """The rows of the articles changed after `since`; what articles and sections give is joined here, not in SQL."""
    main = questions.home(table)
    own = [
        name
        for name in columns(table)
        if (name in main.c and name not in _ARTICLE) or (main.name, name) in questions.MADE
    ]
    if table == "responses":
        own = [name for name in columns(table) if name in main.c]
    changed = select(t.articles.c.number).where(t.articles.c.changed > since)
    sections = _fetch(
        connection,
        select(t.sections.c.number, t.sections.c.article, *(t.sections.c[name] for name in _SECTION)).where(
            t.sections.c.article.in_(changed)
        ),
        ["in_section", "article_number", *_SECTION],
        "units",
    )
    articles = _fetch(
        connection,
        select(t.articles.c.number, *(t.articles.c[name] for name in _ARTICLE.values())).where(
            t.articles.c.changed > since
        ),
        ["article_number", *_ARTICLE],
        "units",
    )
    return _joined(connection, table, own, (sections, articles), since)


def _joined(
    connection: Connection,
    table: str,
    own: Sequence[str],
    parents: "tuple[polars.DataFrame, polars.DataFrame]",
    since: int,
) -> "polars.DataFrame":
    sections, articles = parents
    main = questions.home(table)
    names = ["number", "article_number", "section_date", *columns(table)]
    if main is t.articles:
        asked = questions.statement(table, Filters(), ()).where(t.articles.c.changed > since)
        found = _fetch(connection, asked, ["number", *columns(table)], table)
        return found.with_columns(
            found["number"].alias("article_number"), found["published"].alias("section_date")
        ).select(names)
    key = main.c.number if main is t.sections else main.c.in_section
    asked = select(main.c.number, key, *(questions.column(table, name) for name in own)).order_by(main.c.number.desc())
    asked = asked.where(*questions.where(table, Filters()))
    if since:
        changed = select(t.articles.c.number).where(t.articles.c.changed > since)
        asked = asked.where(key.in_(select(t.sections.c.number).where(t.sections.c.article.in_(changed))))
    found = _fetch(connection, asked, ["number", "in_section", *own], table)
    dated = sections.with_columns(sections["date"].alias("section_date"))
    given = [name for name in dated.columns if name not in own]
    with_sections = found.join(dated.select(given), on="in_section", how="left", maintain_order="left")
    return with_sections.join(articles, on="article_number", how="left", maintain_order="left").select(names)


def _fetch(connection: Connection, asked: Any, names: Sequence[str], table: str) -> "polars.DataFrame":
    """The rows of a statement as a frame, fetched piece by piece."""
    import polars as pl  # noqa: PLC0415

    found = connection.execution_options(yield_per=_AT_ONCE).execute(asked)
    pieces = [frames.frame(table, names, rows) for rows in found.partitions()]
    return pl.concat(pieces) if pieces else frames.frame(table, names, [])
