"""The store over SQLAlchemy: what SQLite and PostgreSQL do alike. What differs stands in sqlite and postgresql."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import msgspec
from sqlalchemy import Connection, Table, delete, func, insert, select, update
from sqlalchemy import Engine as Database
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from luoshi.errors import LibraryError
from luoshi.model.reading import Engine
from luoshi.model.source import Document, Source
from luoshi.model.spans import Spans
from luoshi.model.tables import columns, rows
from luoshi.store import frames, questions, reprints, search
from luoshi.store import tables as t
from luoshi.store.contract import Filters, Hits, Holdings, Kept, Kind, Page, Written
from luoshi.store.language import Query, parse
from luoshi.store.prepared import Prepared, prepare, unpack, way_source
from luoshi.store.rows import BLOCK, Row, Rows, day_of, made_by, text

if TYPE_CHECKING:
    import polars

_ORDER = ("articles", "contents", "sections", "section_events", "passages", *t.FINDINGS, "response_events")
"""The tables of one article, parents first."""

_source = msgspec.json.Decoder(Source).decode
_spans = msgspec.json.Decoder(Spans).decode
_AT_ONCE = 500
"""Values in one IN list."""


class SqlStore:
    """A library in a database. Subclasses say how to open, lock and search theirs."""

    url: str
    database: Database

    # What the subclasses give -----------------------------------------------------------------------------------

    def lock(self, connection: Connection) -> None:
        """Let no other writer in until the transaction ends."""

    def index(self, connection: Connection, tables: dict[str, list[Row]]) -> None:
        """Make new rows findable."""

    def unindex(self, connection: Connection, tables: dict[str, list[Row]]) -> None:
        """Take rows that are about to be deleted out of the search."""

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
                self.lock(connection)
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
            return self.holdings_in(connection)

    def holdings_in(self, connection: Connection) -> Holdings:
        """What is held as one connection sees it."""
        row = connection.execute(select(t.library)).one()
        return Holdings(row.articles, row.passages, row.characters, row.changes)

    def known(self, ids: Sequence[str], engine: Engine) -> set[str]:
        held = t.articles.c
        out: set[str] = set()
        with self.reads() as connection:
            for some in _pieces(ids):
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
            return _Writing(self, connection).keep(batch)

    def note(self, documents: Sequence[Document]) -> None:
        new = [document for document in documents if not self._told(document)]
        if new:
            with self.writes() as connection:
                writing = _Writing(self, connection)
                for document in new:
                    writing.note(document)

    def _told(self, document: Document) -> bool:
        """Whether the text is known under this name already (or not kept at all)."""
        with self.reads() as connection:
            told = _provenances(connection, document.source.id)
        return not told or _named(document.source) in map(_named, told)

    def remove(self, article: str) -> bool:
        with self.writes() as connection:
            number = connection.execute(select(t.articles.c.number).where(t.articles.c.id == article)).scalar()
            if number is None:
                return False
            writing = _Writing(self, connection)
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
        for some in _pieces(found):
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
        asked = questions.statement(table, filters, names)
        if cursor:
            asked = asked.where(questions.home(table).c.number < _position(cursor))
        if limit is not None:
            asked = asked.limit(limit + 1)
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
        asked = questions.statement(table, filters, names).limit(limit)
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
            return search.Search(self, connection, wanted, kind, filters).hits(limit, offset)

    def facets(self, query: str, filters: Filters, names: Sequence[str]) -> dict[str, list[tuple[Any, int]]]:
        """How often each value of some facets stands among the matching passages."""
        wanted = parse(query)
        with self.reads() as connection:
            return search.facets(search.Search(self, connection, wanted, "units", filters), names)

    def following(self, connection: Connection, numbers: Sequence[int]) -> dict[int, tuple[str, Spans]]:
        """The line with which each passage's sentence runs on: its words and its place in the article."""
        here, after = t.passages, t.passages.alias()
        asked = select(here.c.number, after.c.quote, after.c.spans).where(
            here.c.number.in_(numbers),
            after.c.in_section == here.c.in_section,
            after.c.continues == questions.unit_id(here),
        )
        rows = connection.execute(asked) if numbers else ()
        return {row.number: (row.quote, _spans(row.spans)) for row in rows}

    def sources(self, article: str) -> list[Source]:
        """Every provenance under which the article's text was met, the first one first."""
        with self.reads() as connection:
            return _provenances(connection, article)

    def check(self) -> list[str]:
        """What does not fit together in the library; empty where all is whole."""
        count = func.count
        with self.reads() as connection:
            held = connection.execute(select(t.library)).one()
            found = {
                "articles": connection.execute(select(count()).select_from(t.articles)).scalar_one(),
                "passages": connection.execute(select(count()).select_from(t.passages)).scalar_one(),
                "characters": connection.execute(
                    select(func.coalesce(func.sum(t.articles.c.characters), 0))
                ).scalar_one(),
            }
            without = connection.execute(
                select(count()).select_from(t.articles.outerjoin(t.contents)).where(t.contents.c.article.is_(None))
            ).scalar_one()
        out = [
            f"{name}: {n} counted, {getattr(held, name)} noted" for name, n in found.items() if n != getattr(held, name)
        ]
        return out + ([f"{without} articles without their text"] if without else []) + self.check_index()

    def check_index(self) -> list[str]:
        """What is wrong with the search index."""
        return []

    def subjects(self) -> list[str]:
        """The subjects of sections that the registry does not hold."""
        held = t.sections.c
        asked = select(held.subject).where(held.zone.is_(None), held.subject.is_not(None)).distinct()
        with self.reads() as connection:
            return sorted(connection.execute(asked).scalars())

    def family(self, article: str) -> list[str]:
        """The article and its reprints, the earliest first."""
        held = t.articles.c
        same = select(held.family).where(held.id == article).scalar_subquery()
        with self.reads() as connection:
            return list(connection.execute(select(held.id).where(held.family == same).order_by(held.number)).scalars())


class _Writing:
    """One transaction that writes."""

    def __init__(self, store: SqlStore, connection: Connection) -> None:
        self.store = store
        self.connection = connection
        self.days: dict[int, int] = {}
        self.change = {"articles": 0, "passages": 0, "characters": 0}

    def keep(self, batch: Sequence[Prepared]) -> Written:
        """Keep a batch; the rows of many articles go in together, in the order of their numbers."""
        batch = list({made.kept.reading.source.id: made for made in batch}.values())
        held = self._held([made.kept.reading.source.id for made in batch])
        added = reread = reprinted = 0
        new: list[tuple[Prepared, int | None]] = []
        for made in sorted(batch, key=lambda made: day_of(made.kept.reading.source.published)):
            kept = made.kept
            number, engine, family = held.get(kept.reading.source.id, (None, None, None))
            if number is not None:
                self.note(kept.document)
            if engine == made_by(kept.reading.engine):
                continue
            if number is None:
                added += 1
            else:
                self.forget(number)
                reread += 1
            new.append((made, family))
        reprinted = self._insert(new)
        self.count()
        return Written(added, reread, len(batch) - added - reread, reprinted)

    def _held(self, ids: list[str]) -> dict[str, tuple[int, str, int]]:
        held = t.articles.c
        out = {}
        for some in _pieces(ids):
            asked = select(held.id, held.number, held.made_by, held.family).where(held.id.in_(some))
            out.update({row.id: (row.number, row.made_by, row.family) for row in self.connection.execute(asked)})
        return out

    def _insert(self, new: list[tuple[Prepared, int | None]]) -> int:
        tables: dict[str, list[Row]] = {name: [] for name in _ORDER}
        prints: list[Row] = []
        families = reprints.Families(self.connection)
        reprinted = 0
        for prepared, family in new:
            kept, sketch = prepared.kept, prepared.sketch
            found = family if family is not None else families.find(sketch)
            own = reprints.own_family(kept.reading.source.id)
            reprinted += family is None and found is not None
            made = Rows(prepared, self._take, own if found is None else found)
            families.add(sketch, made.article, own if found is None else found)
            prints += [{"band": band, "article": made.article} for band in sketch]
            for name, some in made.tables.items():
                tables[name] += some
            self.change["articles"] += 1
            self.change["passages"] += len(made.tables["passages"])
            self.change["characters"] += len(kept.reading.text)
        for name, some in tables.items():
            if some:
                self.connection.execute(insert(t.metadata.tables[name]), sorted(some, key=_numbered))
        if prints:
            self.connection.execute(insert(t.prints), prints)
        self.store.index(self.connection, tables)
        return reprinted

    def _take(self, day: int, size: int) -> int:
        """The first of so many numbers of a day, or of the next day with room."""
        if size > BLOCK:
            raise LibraryError(f"An article has {size} findings.", hint=f"Up to {BLOCK} are kept; cut it in two.")
        while True:
            if day not in self.days:
                used = self.connection.execute(select(t.days.c.used).where(t.days.c.day == day)).scalar()
                if used is None:
                    self.connection.execute(insert(t.days).values(day=day, used=0))
                self.days[day] = used or 0
            if day == 0 or self.days[day] + size <= BLOCK:
                break
            day += 1
        self.days[day] += size
        return day * BLOCK + self.days[day] - size

    def forget(self, number: int) -> None:
        """Delete an article's rows, children and search entries with it."""
        sections = select(t.sections.c.number).where(t.sections.c.article == number)
        gone: dict[str, list[Row]] = {}
        for table in (t.passages, *t.FINDINGS.values()):
            asked = select(table).where(table.c.in_section.in_(sections))
            gone[table.name] = [dict(row._mapping) for row in self.connection.execute(asked)]
        asked = select(t.sections).where(t.sections.c.article == number)
        gone["sections"] = [dict(row._mapping) for row in self.connection.execute(asked)]
        self.store.unindex(self.connection, gone)
        characters = select(t.articles.c.characters).where(t.articles.c.number == number)
        self.change["characters"] -= self.connection.execute(characters).scalar_one()
        self.change["passages"] -= len(gone["passages"])
        self.change["articles"] -= 1
        self.connection.execute(delete(t.articles).where(t.articles.c.number == number))

    def note(self, document: Document) -> None:
        """Note a further name under which a kept text came, once each."""
        id = document.source.id
        told = _provenances(self.connection, id)
        if _named(document.source) not in map(_named, told):
            row = {"article_id": id, "place": len(told), "source": text(msgspec.to_builtins(document.source))}
            self.connection.execute(insert(t.sources), [row])

    def count(self) -> None:
        """Bring the library's own row up to date."""
        c = t.library.c
        grown = {name: c[name] + by for name, by in self.change.items()}
        self.connection.execute(update(t.library).values(changes=c.changes + 1, **grown))
        for day, used in self.days.items():
            self.connection.execute(update(t.days).where(t.days.c.day == day).values(used=used))


def _provenances(connection: Connection, article: str) -> list[Source]:
    """Every name under which a kept text came, the first one first; none where it is not kept."""
    kept = t.contents.join(t.articles, t.articles.c.number == t.contents.c.article)
    first = select(t.contents.c.document).select_from(kept).where(t.articles.c.id == article)
    more = select(t.sources.c.source).where(t.sources.c.article_id == article).order_by(t.sources.c.place)
    told = [way_source(document) for document in connection.execute(first).scalars()]
    return told + [_source(source) for source in connection.execute(more).scalars()] if told else []


def _named(source: Source) -> Source:
    """A provenance without the time of reading."""
    return msgspec.structs.replace(source, read_at=None)


def _numbered(row: Mapping[str, Any]) -> int:
    return int(row.get("number", 0))


def _pieces(values: Sequence[Any]) -> Iterator[list[Any]]:
    for start in range(0, len(values), _AT_ONCE):
        yield list(values[start : start + _AT_ONCE])


def _position(cursor: str) -> int:
    try:
        return int(cursor, 16)
    except ValueError:
        raise LibraryError(f"{cursor!r} is not a cursor.", hint="Take the cursor that the page before gave.") from None
