"""Which store a library's URL opens: the one list of stores, loaded when used."""

from importlib import import_module
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from luoshi.errors import UsageError

if TYPE_CHECKING:
    from luoshi.store.sql import SqlStore

STORES = {
    "sqlite": "luoshi.store.sqlite:SqliteStore",
    "postgresql": "luoshi.store.postgresql:PostgresqlStore",
}
"""Scheme of the URL -> where the store lives."""

DEFAULT = "luoshi.db"


def open_store(where: str | PathLike[str] = DEFAULT, *, create: bool = False) -> "SqlStore":
    """The store at a path or URL; with `create`, an empty library is made where there is none."""
    place = fspath(where)
    scheme = urlsplit(place).scheme if "://" in place else "sqlite"
    scheme = {"postgres": "postgresql"}.get(scheme, scheme)
    if scheme not in STORES:
        raise UsageError(f"No store is known for {place!r}.", hint="Give a path, or postgresql://user@host/database.")
    module, _, name = STORES[scheme].partition(":")
    kind = getattr(import_module(module), name)
    target = Path(place.removeprefix("sqlite:///")) if scheme == "sqlite" else place
    store: SqlStore = kind(target, create=create)
    return store
