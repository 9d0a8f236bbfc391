"""The embedded store: one SQLite file in WAL mode, so that many read while one writes."""

import sqlite3
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Connection,
    String,
    Table,
    bindparam,
    column,
    create_engine,
    event,
    literal_column,
    table,
)
from sqlalchemy import Engine as Database
from sqlalchemy.exc import DBAPIError

from luoshi.errors import LibraryError
from luoshi.store import indexed, schema
from luoshi.store import tables as t
from luoshi.store.language import Query
from luoshi.store.rows import Row
from luoshi.store.search import Matching
from luoshi.store.sql import SqlStore
from luoshi.text.tokens import Word

PATIENCE = 60
"""Seconds for which a writer waits for another one."""


class SqliteStore(SqlStore):
    """A library in one file."""

    def __init__(self, path: Path, *, create: bool = False) -> None:
        self.path = path
        self.url = str(path)
        self.mirror = path.with_name(path.name + ".columns")
        if not create and not path.is_file():
            raise LibraryError(
                f"There is no library at {path}.", hint=f"Make one with: luoshi add PATH --library {path}"
            )
        path.parent.mkdir(parents=True, exist_ok=True)
        self.database = _database(path)
        with self.reads() as connection:
            found = schema.version(connection)
        if found is None and not create:
            raise LibraryError(f"{path} is not a library.", hint="Give the file that `luoshi add` made.")
        if not schema.fits(found, self.url):
            with self.writes() as connection:
                if not schema.fits(schema.version(connection), self.url):
                    schema.upgrade(connection)

    def index(self, connection: Connection, tables: dict[str, list[Row]]) -> None:
        self._tell(connection, tables, "INSERT INTO {0}(rowid, tokens) VALUES (?, ?)")

    def unindex(self, connection: Connection, tables: dict[str, list[Row]]) -> None:
        self._tell(connection, tables, "INSERT INTO {0}({0}, rowid, tokens) VALUES ('delete', ?, ?)")

    def _tell(self, connection: Connection, tables: dict[str, list[Row]], statement: str) -> None:
        for name, found in (("passage_words", indexed.passages(tables)), ("term_words", indexed.terms(tables))):
            rows = [(number, " ".join(tokens)) for number, tokens in found]
            if rows:
                connection.exec_driver_sql(statement.format(name), rows)

    def matching(self, main: Table, query: Query, codes: list[list[str]]) -> Matching:
        name = "passage_words" if main is t.passages else "term_words"
        found = table(name, column("rowid"))
        expression = bindparam(None, _expression(query, codes), String())
        return Matching(found, found.c.rowid, literal_column(name).op("MATCH", is_comparison=True)(expression))

    def check_index(self, connection: Connection) -> list[str]:
        found = connection.exec_driver_sql("PRAGMA integrity_check").scalars().all()
        return [line for line in found if line != "ok"]

    def explain(self, error: DBAPIError) -> LibraryError:
        words = str(error.orig)
        if "locked" in words or "busy" in words:
            return LibraryError(
                f"Another process has been writing to {self.path} for {PATIENCE} seconds.",
                hint="Try again when it is done.",
            )
        if "full" in words:
            return LibraryError(f"There is no room left for {self.path}.", hint="What was added before is kept.")
        if "not a database" in words:
            return LibraryError(f"{self.path} is not a library.", hint="Give the file that `luoshi add` made.")
        return LibraryError(f"The library {self.path} answered: {words}.")


def _expression(query: Query, codes: list[list[str]]) -> str:
    """The query in the language of FTS5: every token in quotation marks, so that nothing in it is an operator."""
    parts = [_any(map(_word, clause)) for clause in query.clauses]
    parts += [_any(map(_quoted, some)) for some in codes]
    wanted = " AND ".join(parts)
    without = [_word(word) for word in query.without if word.exact]
    return f"({wanted}) NOT {_any(without)}" if without else wanted


def _any(phrases: Iterable[str]) -> str:
    return f"({' OR '.join(phrases)})"


def _word(word: Word) -> str:
    """All tokens of a word; whether they stand in a row is looked at afterwards."""
    parts = [*map(_quoted, dict.fromkeys(word.tokens)), *([_quoted(word.prefix) + " *"] if word.prefix else [])]
    return f"({' AND '.join(parts)})"


def _quoted(words: str) -> str:
    return '"' + words.replace('"', '""') + '"'


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Set the journal as soon as no other process is setting it: SQLite does not wait for that lock by itself."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > until:
                raise
            time.sleep(0.01)


def _database(path: Path) -> Database:
    database = create_engine(f"sqlite:///{path}", connect_args={"timeout": PATIENCE, "check_same_thread": False})

    @event.listens_for(database, "connect")
    def _prepare(connection: sqlite3.Connection, _record: Any) -> None:
        connection.isolation_level = None
        connection.execute("PRAGMA page_size=16384")
        _write_ahead(connection)
        for pragma in (
            "synchronous=NORMAL",
            "foreign_keys=ON",
            "cache_size=-65536",
            "mmap_size=134217728",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(database, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("luoshi_writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return database
