"""A library at its limits: no room, no right to write, odd characters, very long lines."""

import os
from pathlib import Path

import pytest
from sqlalchemy import event

import luoshi
from luoshi.errors import LibraryError
from luoshi.model.source import document
from luoshi.reader import engine
from tests.store import samples

READINGS = samples.readings()


def test_a_full_disk_keeps_whole_articles(tmp_path: Path) -> None:
    """When there is no room left the batch is not kept, what was there is whole, and the error says so."""
    with luoshi.open(tmp_path / "luoshi.db", create=True) as library:
        library.keep(READINGS[:3])

        @event.listens_for(library.store.database, "begin")
        def _no_room(connection: object) -> None:
            connection.exec_driver_sql("PRAGMA max_page_count = 1")  # type: ignore[attr-defined]

        many = [luoshi.read(f"{READINGS[5].text}第{number}号。") for number in range(200)]
        with pytest.raises(LibraryError, match="no room left"):
            library.keep(many)
        kept = len(library)
        assert kept == 3
        assert library.store.check() == []
    with luoshi.open(tmp_path / "luoshi.db") as library:
        assert len(library) == kept
        assert library.keep(READINGS).added == len(READINGS) - 3


def test_odd_characters_come_back(where: str) -> None:
    """NUL, rare characters beyond the first plane, marks of direction and markup are kept and found around."""
    text = "珠海高新区召开会议，𠮷林<script>算力\0中心\u202e建设；𪚥𪚥大会。\n"
    reading = engine.read(document(text, uri="odd.txt"))
    with luoshi.open(where, create=True) as library:
        assert library.keep([reading]).added == 1
        assert library.article(reading.source.id).text == text
        for word in ("𠮷林", "𪚥", "算力", "script", "大会"):
            assert library.search(word).total > 0, word
        library.remove(reading.source.id)
        assert library.store.check() == []


def test_a_very_long_line_is_searched(where: str) -> None:
    """A line of a hundred thousand characters is kept, and a word at its end is found."""
    text = "会议要求加快建设创新平台，" * 8000 + "落实氢能试点"
    with luoshi.open(where, create=True) as library:
        library.keep([engine.read(document(text))])
        hit = library.search("氢能试点").hits[0]
        assert [text[a:b] for a, b in hit.words] == ["氢能试点"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_library_that_may_only_be_read_is_read(tmp_path: Path) -> None:
    """A library in a folder without the right to write answers questions."""
    path = tmp_path / "luoshi.db"
    with luoshi.open(path, create=True) as library:
        library.keep(READINGS)
    path.chmod(0o444)
    tmp_path.chmod(0o555)
    try:
        with luoshi.open(path) as library:
            assert library.search("产业").total > 0
    finally:
        tmp_path.chmod(0o755)
