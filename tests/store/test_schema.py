"""The tables that the code knows are those that the migrations make, and libraries of every version open."""

import shutil
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

import luoshi
from luoshi.errors import LibraryError
from luoshi.model.codec import decode_lines
from luoshi.store import schema
from luoshi.store.tables import metadata

KEPT = Path(__file__).parent / "versions"
INDEX = ("passage_words", "term_words")


def test_migrations_make_the_tables_of_the_code(where: str) -> None:
    """After all migrations a new library has just the tables, columns and indexes that the code speaks of."""
    with luoshi.open(where, create=True) as library, library.store.reads() as connection:
        assert schema.version(connection) == schema.HEAD

        def ours(_object: object, name: str | None, *_: object) -> bool:
            return not (name or "").startswith((*INDEX, *(f"ix_{index}" for index in INDEX)))

        context = MigrationContext.configure(connection, opts={"include_object": ours})
        assert compare_metadata(context, metadata) == []


def test_the_head_is_the_last_migration() -> None:
    """The version that the code names is that of the newest file of migrations."""
    files = sorted(Path(schema.__file__).parent.glob("migrations/versions/v*.py"))
    assert files[-1].stem == f"v{schema.HEAD}"


@pytest.mark.parametrize("version", sorted(path.stem for path in KEPT.glob("*.db")))
def test_a_library_of_every_version_opens(version: str, tmp_path: Path) -> None:
    """A library made by an earlier version opens, gives back what was kept, and takes more."""
    path = tmp_path / "luoshi.db"
    shutil.copy(KEPT / f"{version}.db", path)
    told = list(decode_lines((KEPT / f"{version}.jsonl").read_bytes().splitlines()))
    with luoshi.open(path) as library:
        assert {reading.source.id for reading in told} == set(library.articles()["article"])
        assert [library.article(reading.source.id) for reading in told] == told
        assert library.units().height == sum(len(reading.units) for reading in told)
        assert library.search("算力").total > 0
        assert library.keep([luoshi.read("珠海高新区召开党工委会议，学习全会精神。")]).added == 1
        assert library.store.check() == []


def test_a_library_of_a_later_version_is_refused(where: str) -> None:
    """A library with tables that this code does not know is not touched, and the error says what to do."""
    with luoshi.open(where, create=True) as library, library.store.writes() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(LibraryError, match="later Luoshi"):
        luoshi.open(where)
