"""Stores for tests: the same tests run over SQLite and PostgreSQL."""

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

import luoshi
from tests.store import postgres

_numbers = count(1)
Opened = Callable[[], luoshi.Library]


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """A PostgreSQL server, or a skip that says why there is none."""
    why = postgres.absent()
    if why:
        pytest.skip(why)
    with postgres.server() as address:
        yield address


def database(address: str) -> str:
    """A new database on a server."""
    import psycopg  # noqa: PLC0415

    name = f"library_{next(_numbers)}"
    with psycopg.connect(f"{address}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE template0")
    return f"{address}/{name}"


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The place of a library that is not there yet."""
    if request.param == "sqlite":
        return str(tmp_path / "luoshi.db")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return database(request.getfixturevalue("server"))
