"""The store over SQLAlchemy: what SQLite and PostgreSQL do alike. What differs stands in sqlite and postgresql."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Table, delete, select
from sqlalchemy import Engine as Database
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from luoshi.errors import LibraryError
from luoshi.model.reading import Engine
from luoshi.model.source import Document, Source
from luoshi.model.tables import columns, rows
from luoshi.store import frames, inventory, mirror, questions, search, uptake
from luoshi.store import tables as t
from luoshi.store.contract import Doubt, Filters, Hits, Holdings, Kept, Kind, Page, Uptake, Written
from luoshi.store.language import Query, parse
from luoshi.store.packing import unpack
from luoshi.store.prepared import Prepared, prepare
from luoshi.store.rows import Row, made_by
from luoshi.store.writing import Writing

if TYPE_CHECKING:
    import polars


class SqlStore:
    """A library in a database. Subclasses say how to open, lock and search theirs."""

    url: str
    database: Database
    mirror: Path | None = None
    """The folder in which a large library's tables are mirrored as columns."""

    # What the subclasses give -----------------------------------------------------------------------------------

    def insertable(self, rows: list[Row]) -> list[Row]:
        """Rows as the database can hold them."""
        return rows

    def index(self, connection: Connection, tables: dict[str, list[Row]]) -> None:
        """Make new rows findable."""

    def unindex(self, connection: Connection, tables: dict[str, list[Row]]) -> None:
        """Take rows that are about to be deleted out of the search."""

    def check_index(self, connection: Connection) -> list[str]:
        """What is wrong with the database's own files and index."""
        return []

    def matching(self, main: Table, query: Query, codes: list[list[str]]) -> search.Matching:
        """The rows of a table in which the words of a query and the codes stand."""
        raise NotImplementedError

    def explain(self, error: DBAPIError) -> LibraryError:
        """The database's error in our words."""
        return LibraryError(f"The library {self.url} answered: {error.orig}.")

    # Connections ------------------------------------------------------------------------------------------------

    @contextmanager
    def reads(self) -> Iterator[Connection]:
        """A connection that sees one state of the library."""
        with self._explained(), self.database.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writes(self) -> Iterator[Connection]:
        """A transaction that writes: everything in it is kept, or nothing."""
        with self._explained(), self.database.connect() as plain:
            connection = plain.execution_options(luoshi_writes=True)
            with connection.begin():
                yield connection

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            raise self.explain(error) from error
        except SQLAlchemyError as error:
            raise LibraryError(f"The library {self.url} cannot be used: {error}.") from error

    def close(self) -> None:
        self.database.dispose()

    # What is held -----------------------------------------------------------------------------------------------

    def holdings(self) -> Holdings:
        with self.reads() as connection:
            return inventory.holdings(connection)

    def known(self, ids: Sequence[str], engine: Engine) -> set[str]:
        held = t.articles.c
        out: set[str] = set()
        with self.reads() as connection:
            for some in inventory.pieces(ids):
                asked = select(held.id).where(held.id.in_(some), held.made_by == made_by(engine))
                out.update(connection.execute(asked).scalars())
        return out

    def stale(self, engine: Engine) -> list[str]:
        held = t.articles.c
        with self.reads() as connection:
            asked = select(held.id).where(held.made_by != made_by(engine)).order_by(held.number)
            return list(connection.execute(asked).scalars())

    # Writing ----------------------------------------------------------------------------------------------------

    def write(self, batch: Sequence[Kept]) -> Written:
        return self.write_prepared([prepare(kept) for kept in batch])

    def write_prepared(self, batch: Sequence[Prepared]) -> Written:
        with self.writes() as connection:
            return Writing(self, connection).keep(batch)

    def note(self, documents: Sequence[Document]) -> None:
        new = [document for document in documents if not self._told(document)]
        if new:
            with self.writes() as connection:
                writing = Writing(self, connection)
                for document in new:
                    writing.note(document)

    def _told(self, document: Document) -> bool:
        """Whether the text is known under this name already (or not kept at all)."""
        with self.reads() as connection:
            told = inventory.provenances(connection, document.source.id)
        return not told or inventory.named(document.source) in map(inventory.named, told)

    def remove(self, article: str) -> bool:
        with self.writes() as connection:
            number = connection.execute(select(t.articles.c.number).where(t.articles.c.id == article)).scalar()
            if number is None:
                return False
            writing = Writing(self, connection)
            writing.forget(number)
            connection.execute(delete(t.sources).where(t.sources.c.article_id == article))
            writing.count()
            return True

    # Reading ----------------------------------------------------------------------------------------------------

    def read(self, article: str) -> Kept | None:
        asked = (
            select(t.contents.c.reading, t.contents.c.document)
            .join(t.articles, t.articles.c.number == t.contents.c.article)
            .where(t.articles.c.id == article)
        )
        with self.reads() as connection:
            row = connection.execute(asked).one_or_none()
        return unpack(row.reading, row.document) if row else None

    def readings(self, filters: Filters | None = None) -> Iterator[Kept]:
        numbers = questions.statement("articles", filters or Filters(), ["article"])
        with self.reads() as connection:
            found = [row.number for row in connection.execute(numbers)][::-1]
        for some in inventory.pieces(found):
            asked = (
                select(t.contents.c.reading, t.contents.c.document)
                .where(t.contents.c.article.in_(some))
                .order_by(t.contents.c.article)
            )
            with self.reads() as connection:
                kept = connection.execute(asked).all()
            for row in kept:
                yield unpack(row.reading, row.document)

    def find(self, beginning: str, limit: int = 9) -> list[str]:
        """The ids that begin with these characters, `sha256:` given or not."""
        full = beginning if beginning.startswith("sha256:") else f"sha256:{beginning}"
        held = t.articles.c.id
        with self.reads() as connection:
            asked = select(held).where(held >= full, held < full + "~").order_by(held).limit(limit)
            return list(connection.execute(asked).scalars())

    def query(
        self,
        table: str,
        filters: Filters,
        *,
        names: Sequence[str] = (),
        limit: int | None = None,
        cursor: str | None = None,
    ) -> Page:
        names = list(names or columns(table))
        below = _position(cursor) if cursor else None
        asked = questions.statement(table, filters, names, None if limit is None else limit + 1, below)
        with self.reads() as connection:
            found = connection.execute(asked).all()
        more = limit is not None and len(found) > limit
        kept = found[:limit] if more else found
        return Page(frames.dicts(table, names, [row[1:] for row in kept]), f"{kept[-1][0]:x}" if more else None)

    def frame(
        self, table: str, filters: Filters, *, names: Sequence[str] = (), limit: int | None = None
    ) -> "polars.DataFrame":
        """The same rows as a polars frame."""
        names = list(names or columns(table))
        if table == "paragraphs":
            return self._paragraphs(filters, names)
        if limit is None and self.mirror and mirror.covers(table, filters) and self.holdings().articles >= mirror.LARGE:
            questions.statement(table, filters, names)
            return mirror.Mirror(self, self.mirror).frame(table, filters, names)
        asked = questions.statement(table, filters, names, limit)
        with self.reads() as connection:
            found = connection.execute(asked).all()
        return frames.frame(table, names, [row[1:] for row in found])

    def _paragraphs(self, filters: Filters, names: Sequence[str]) -> "polars.DataFrame":
        """Paragraphs are not kept as rows of their own; they are drawn from the readings."""
        from luoshi.model.tables import to_frame  # noqa: PLC0415  (polars is loaded when a frame is asked for)

        found = (row for kept in self.readings(filters) for row in rows("paragraphs", kept.reading))
        return to_frame("paragraphs", found).select(names)

    def search(self, query: str, filters: Filters, *, kind: Kind = "units", limit: int = 20, offset: int = 0) -> Hits:
        """The best hits of a search."""
        wanted = parse(query)
        with self.reads() as connection:
            return search.Search(self.matching, connection, wanted, kind, filters).hits(limit, offset)

    def facets(self, query: str, filters: Filters, names: Sequence[str]) -> dict[str, list[tuple[Any, int]]]:
        """How often each value of some facets stands among the matching passages; without words, among all units.
        Industries without words are counted by their mentions, or among the newest units where the filters are of units."""
        if not query.strip():
            rest = [name for name in names if name != "industry"]
            counts = frames.counted(self.frame("units", filters, names=frames.COUNTABLE), rest)
            return {**counts, "industry": self._industries(filters)} if "industry" in names else counts
        wanted = parse(query)
        with self.reads() as connection:
            return search.facets(search.Search(self.matching, connection, wanted, "units", filters), names)

    def _industries(self, filters: Filters) -> list[tuple[Any, int]]:
        if not (filters.themes or filters.modalities or filters.checkable is not None):
            counted = self.frame("industries", filters, names=["name"]).group_by("name").len().rows()
            return sorted(counted, key=lambda pair: (-pair[1], pair[0]))
        with self.reads() as connection:
            return search.industries(connection, search.newest(filters))

    def uptake(self) -> Uptake:
        with self.reads() as connection:
            if self.mirror and inventory.holdings(connection).articles >= mirror.LARGE:
                return uptake.kept(connection, self.mirror)
            return uptake.counted(connection)

    def doubts(self, limit: int) -> list[Doubt]:
        with self.reads() as connection:
            return inventory.doubts(connection, limit)

    def families(self) -> Iterator[tuple[Kept, int]]:
        """Every article in the order of numbers, with the number of its family."""
        asked = select(t.articles.c.id, t.articles.c.family).order_by(t.articles.c.number)
        with self.reads() as connection:
            found = {row.id: row.family for row in connection.execute(asked)}
        for kept in self.readings():
            yield kept, found[kept.reading.source.id]

    def sources(self, article: str) -> list[Source]:
        """Every provenance under which the article's text was met, the first one first."""
        with self.reads() as connection:
            return inventory.provenances(connection, article)

    def subjects(self) -> list[str]:
        """The subjects of sections that the registry does not hold."""
        with self.reads() as connection:
            return inventory.subjects(connection)

    def listed(self, filters: Filters, limit: int | None = None) -> list[Row]:
        """Articles, newest first, each with the id of the earliest printing where it repeats one."""
        with self.reads() as connection:
            return inventory.listed(connection, filters, limit)

    def check(self) -> list[str]:
        """What does not fit together in the library; empty where all is whole."""
        with self.reads() as connection:
            return inventory.check(connection) + self.check_index(connection)

    def family(self, article: str) -> list[str]:
        """The article and its reprints, the earliest first."""
        held = t.articles.c
        same = select(held.family).where(held.id == article).scalar_subquery()
        with self.reads() as connection:
            return list(connection.execute(select(held.id).where(held.family == same).order_by(held.number)).scalars())


def _position(cursor: str) -> int:
    try:
        return int(cursor, 16)
    except ValueError:
        raise LibraryError(f"{cursor!r} is not a cursor.", hint="Take the cursor that the page before gave.") from None
