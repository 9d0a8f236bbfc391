"""The embedded store: one SQLite file in WAL mode, so that many read while one writes."""

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, create_engine, event, inspect
from sqlalchemy import Engine as Database
from sqlalchemy.exc import DBAPIError

from luoshi.errors import LibraryError
from luoshi.store import tables as t
from luoshi.store.sql import SqlStore

PATIENCE = 60
"""Seconds for which a writer waits for another one."""


class SqliteStore(SqlStore):
    """A library in one file."""

    def __init__(self, path: Path, *, create: bool = False) -> None:
        self.path = path
        self.url = str(path)
        if not create and not path.is_file():
            raise LibraryError(
                f"There is no library at {path}.", hint=f"Make one with: luoshi add PATH --library {path}"
            )
        path.parent.mkdir(parents=True, exist_ok=True)
        self.database = _database(path)
        with self.writes() if create else self.reads() as connection:
            if not inspect(connection).has_table("library"):
                if not create:
                    raise LibraryError(f"{path} is not a library.", hint="Give the file that `luoshi add` made.")
                t.metadata.create_all(connection)
                connection.execute(
                    t.library.insert().values(id=1, serial=1, changes=0, articles=0, passages=0, characters=0)
                )

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


def _database(path: Path) -> Database:
    database = create_engine(f"sqlite:///{path}", connect_args={"timeout": PATIENCE, "check_same_thread": False})

    @event.listens_for(database, "connect")
    def _prepare(connection: sqlite3.Connection, _record: Any) -> None:
        connection.isolation_level = None
        for pragma in (
            "journal_mode=WAL",
            "synchronous=NORMAL",
            "foreign_keys=ON",
            "cache_size=-65536",
            "mmap_size=1073741824",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(database, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("luoshi_writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return database
