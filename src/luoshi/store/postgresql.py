"""The store for teams: one PostgreSQL database a library, read and written by many at once."""

import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, String, Table, bindparam, cast, column, create_engine, literal_column, table, text
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from luoshi.errors import LibraryError, MissingPart, UsageError
from luoshi.store import indexed, schema
from luoshi.store import tables as t
from luoshi.store.language import Query
from luoshi.store.rows import Row
from luoshi.store.search import Matching
from luoshi.store.sql import SqlStore
from luoshi.text.tokens import Word

PATIENCE = 60
"""Seconds for which a writer waits for another one."""

_LOCK = 0x6C756F736869
"""The advisory lock that a writer holds: the letters of luoshi."""


class PostgresqlStore(SqlStore):
    """A library in a database of its own."""

    def __init__(self, url: str, *, create: bool = False) -> None:
        try:
            import psycopg  # noqa: F401, PLC0415  (loaded with the first library on a server)
        except ImportError:
            raise MissingPart("psycopg", "postgresql") from None
        try:
            where = make_url(url).set(drivername="postgresql+psycopg")
        except ArgumentError:
            raise UsageError(f"{url!r} is no address of a database.", hint="postgresql://user@host/database") from None
        self.url = where.set(drivername="postgresql").render_as_string(hide_password=True)
        self.database = create_engine(where, isolation_level="REPEATABLE READ", pool_pre_ping=True)
        self.mirror = _cache() / hashlib.sha256(self.url.encode()).hexdigest()[:16]
        with self.reads() as connection:
            found = schema.version(connection)
        if found is None and not create:
            raise LibraryError(
                f"There is no library at {self.url}.", hint=f"Make one with: luoshi add PATH --library {url}"
            )
        if not schema.fits(found, self.url):
            with self.writes() as connection:
                if not schema.fits(schema.version(connection), self.url):
                    schema.upgrade(connection)

    @contextmanager
    def writes(self) -> Iterator[Connection]:
        """A writing transaction sees what others wrote while it waited for its turn."""
        with self._explained(), self.database.connect() as plain:
            connection = plain.execution_options(isolation_level="READ COMMITTED")
            with connection.begin():
                connection.execute(text(f"SET LOCAL lock_timeout = '{PATIENCE}s'"))
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
                yield connection

    def insertable(self, rows: list[Row]) -> list[Row]:
        """PostgreSQL holds no NUL in text: it becomes the sign for a character that cannot be shown."""
        if not any("\0" in value for row in rows for value in row.values() if isinstance(value, str)):
            return rows
        return [
            {name: value.replace("\0", "\ufffd") if isinstance(value, str) else value for name, value in row.items()}
            for row in rows
        ]

    def index(self, connection: Connection, tables: dict[str, list[Row]]) -> None:
        for name, found in (("passage_words", indexed.passages(tables)), ("term_words", indexed.terms(tables))):
            rows = [(number, sorted(set(tokens))) for number, tokens in found]
            if rows:
                statement = f"INSERT INTO {name} (number, tokens) VALUES (%s, array_to_tsvector(%s::text[]))"
                connection.exec_driver_sql(statement, rows)

    def unindex(self, connection: Connection, tables: dict[str, list[Row]]) -> None:
        numbers = {
            "passage_words": [row["number"] for row in tables["passages"]],
            "term_words": [row["number"] for name in ("formulations", "quantities") for row in tables[name]],
        }
        for name, gone in numbers.items():
            connection.exec_driver_sql(f"DELETE FROM {name} WHERE number = ANY(%s)", (gone,))

    def matching(self, main: Table, query: Query, codes: list[list[str]]) -> Matching:
        name = "passage_words" if main is t.passages else "term_words"
        found = table(name, column("number"))
        expression = cast(bindparam(None, _expression(query, codes), String()), TSQUERY)
        condition = literal_column(f"{name}.tokens").op("@@", is_comparison=True)(expression)
        return Matching(found, found.c.number, condition)

    def explain(self, error: DBAPIError) -> LibraryError:
        words = " ".join(str(error.orig).split())
        if "lock timeout" in words:
            return LibraryError(
                f"Another process has been writing to {self.url} for {PATIENCE} seconds.",
                hint="Try again when it is done.",
            )
        if "does not exist" in words and "database" in words:
            return LibraryError(f"There is no database at {self.url}.", hint="Make one with: createdb NAME")
        if "connect" in words:
            return LibraryError(f"The server of {self.url} cannot be reached: {words}", hint="Is it running?")
        return LibraryError(f"The library {self.url} answered: {words}.")


def _cache() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "luoshi" / "columns"


def _expression(query: Query, codes: list[list[str]]) -> str:
    """The query as a tsquery: every token a quoted lexeme, so that nothing in it is an operator."""
    parts = [_any(map(_word, clause)) for clause in query.clauses]
    parts += [_any(map(_quoted, some)) for some in codes]
    parts += [f"!{_word(word)}" for word in query.without if word.exact]
    return " & ".join(parts)


def _any(parts: Iterable[str]) -> str:
    return f"({' | '.join(parts)})"


def _word(word: Word) -> str:
    parts = [*map(_quoted, dict.fromkeys(word.tokens)), *([_quoted(word.prefix) + ":*"] if word.prefix else [])]
    return f"({' & '.join(parts)})"


def _quoted(token: str) -> str:
    return "'" + token.replace("\\", "\\\\").replace("'", "''") + "'"
