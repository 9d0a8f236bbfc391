"""The tables of a large library as columns beside it, for questions that read a whole table.

A row store gives a hundred rows in a millisecond and two million in many seconds; the mirror gives those in a fraction of
one. Each table is one Parquet file, made when it is first asked for, and a small one beside it for the articles that have
changed since, until they are many and both become one. It can be deleted at any time.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, select

from luoshi.model.tables import columns
from luoshi.output import whole_file
from luoshi.store import frames, inventory, questions
from luoshi.store import tables as t
from luoshi.store.contract import Filters

if TYPE_CHECKING:
    import polars

    from luoshi.store.sql import SqlStore

VERSION = 1
LARGE = 2000
"""Articles from which on a whole table is read from the mirror."""

_AT_ONCE = 100_000
_MANY = 0.05
"""From this part of a table on what has changed is not kept beside it but joined with it."""
_ARTICLE = {"article": "id", "uri": "uri", "title": "title", "publisher": "publisher", "published": "published"}
_SECTION = ("section", "subject", "zone", "date", "events")


_PLACED = ("units", "undertakings", "responses", "people", "organisations", "industries", "formulations", "quantities")
"""Tables whose rows have the date and events of a section."""


def covers(table: str, filters: Filters) -> bool:
    """Whether the filters are of the kind that leaves much of a table, and that its columns can tell."""
    if table not in _PLACED:
        return filters == Filters(reprints=filters.reprints)
    return filters == Filters(
        events=filters.events,
        themes=filters.themes,
        modalities=filters.modalities,
        checkable=filters.checkable,
        since=filters.since,
        until=filters.until,
        reprints=filters.reprints,
    )


class Mirror:
    """The mirror of one library in one folder."""

    def __init__(self, store: "SqlStore", folder: Path) -> None:
        self.store, self.folder = store, folder

    def frame(self, table: str, filters: Filters, names: Sequence[str]) -> "polars.DataFrame":
        """The same rows as SQL gives, newest first."""
        main = "units" if table == "undertakings" else table
        kept = ("undertaking",) if table == "undertakings" else ()
        parts = [self._filtered(part, filters, kept).select("number", *names).collect() for part in self._parts(main)]
        return (parts[0] if len(parts) == 1 else _merged(*parts)).select(names)

    def _parts(self, table: str) -> "list[polars.LazyFrame]":
        """A table as columns, up to date, with `number` and `article_number` beside its own: the rows of its base that
        still count, and those added since."""
        import polars as pl  # noqa: PLC0415  (polars is loaded when a frame is asked for)

        with self.store.reads() as connection:
            state = connection.execute(select(t.library.c.key, t.library.c.changes)).one()
            files = _Files(self.folder, table, f"{table}-{VERSION}-{state.key}-")
            base = files.base()
            if base is None:
                return [pl.scan_parquet(files.write(_rows(connection, table, 0), state.changes))]
            if _change(base) == state.changes:
                return [pl.scan_parquet(base)]
            added, gone = files.beside(base, state.changes)
            if not added.is_file():
                new, old = _rows(connection, table, _change(base)), _superseded(connection, base)
                if new.height > _MANY * pl.scan_parquet(base).select(pl.len()).collect().item():
                    whole = _merged(_counting(base, old).collect(), new)
                    return [pl.scan_parquet(files.write(whole, state.changes))]
                files.write_beside(base, state.changes, new, old)
            return [_counting(base, pl.read_parquet(gone)), pl.scan_parquet(added)]

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
        if not filters.reprints:
            with self.store.reads() as connection:
                repeated = pl.Series(inventory.reprints(connection), dtype=pl.Int64)
            parts.append(~pl.col("article_number").is_in(repeated.implode()))
        return scan.filter(*parts) if parts else scan


class _Files:
    """The files of one table: `base` and, after changes, what was added and which articles of the base no longer count."""

    def __init__(self, folder: Path, table: str, stem: str) -> None:
        self.folder, self.table, self.stem = folder, table, stem

    def base(self) -> Path | None:
        """The newest whole file."""
        whole = (path for path in self.folder.glob(f"{self.stem}*.parquet") if "+" not in path.stem)
        return max(whole, key=_change, default=None)

    def beside(self, base: Path, change: int) -> tuple[Path, Path]:
        """What was added to a base up to a change, and which of its articles are gone."""
        stem = f"{base.stem}+{change}"
        return self.folder / f"{stem}.parquet", self.folder / f"{stem}.gone.parquet"

    def write(self, rows: "polars.DataFrame", change: int) -> Path:
        """A new base; the files before it go."""
        path = self.folder / f"{self.stem}{change}.parquet"
        self._write(rows, path)
        self._sweep({path})
        return path

    def write_beside(self, base: Path, change: int, added: "polars.DataFrame", gone: "polars.DataFrame") -> None:
        """What was added to a base, and which of its articles are gone; what stood beside it before goes."""
        paths = self.beside(base, change)
        self._write(gone, paths[1])
        self._write(added, paths[0])
        self._sweep({base, *paths})

    def _write(self, rows: "polars.DataFrame", path: Path) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        with whole_file(path) as file:
            rows.write_parquet(file, compression="zstd", row_group_size=_AT_ONCE)

    def _sweep(self, kept: set[Path]) -> None:
        for other in self.folder.glob(f"{self.table}-*.parquet"):
            if other not in kept:
                other.unlink(missing_ok=True)


def _counting(base: Path, gone: "polars.DataFrame") -> "polars.LazyFrame":
    """The rows of a base without those of articles that are gone."""
    import polars as pl  # noqa: PLC0415

    rows = pl.scan_parquet(base)
    return rows.filter(~pl.col("article_number").is_in(gone["article_number"].implode())) if gone.height else rows


def _merged(base: "polars.DataFrame", added: "polars.DataFrame") -> "polars.DataFrame":
    """The rows of both, newest first, as both are: pieces of the one between pieces of the other."""
    import polars as pl  # noqa: PLC0415

    places = (-base["number"]).search_sorted(-added["number"]).to_list()
    pieces, done, start = [], 0, 0
    for at, place in enumerate([*places, base.height]):
        if at == len(places) or place != done:
            pieces += [added[start:at], base[done:place]]
            start, done = at, place
    return pl.concat([piece for piece in pieces if piece.height] or [base], rechunk=True)


def _superseded(connection: Connection, base: Path) -> "polars.DataFrame":
    """The articles of a base that were removed or read again since."""
    import polars as pl  # noqa: PLC0415

    same = connection.execute(select(t.articles.c.number).where(t.articles.c.changed <= _change(base))).scalars().all()
    known = pl.scan_parquet(base).select(pl.col("article_number").unique())
    return known.filter(~pl.col("article_number").is_in(pl.Series(same, dtype=pl.Int64).implode())).collect()


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
