"""Watching a folder: every file once it is whole, again when it changes."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from luoshi.errors import UsageError
from luoshi.model.failure import Failure
from luoshi.sources.watch import changes


def look(watching: Iterator[Path | Failure | None]) -> list[Path | Failure]:
    """What one look at the folder gives."""
    found = []
    while (each := next(watching)) is not None:
        found.append(each)
    return found


def test_files_arrive_once_they_are_whole(tmp_path: Path) -> None:
    """A file is given when two looks find it alike: what is there first, then what is new, then what changed."""
    first, second = tmp_path / "a.txt", tmp_path / "sub" / "b.txt"
    first.write_text("一", encoding="utf-8")
    watching = changes(tmp_path, pause=lambda _: None)
    assert [look(watching), look(watching), look(watching)] == [[], [first], []]
    second.parent.mkdir()
    second.write_text("二", encoding="utf-8")
    assert look(watching) == []
    second.write_text("二二", encoding="utf-8")  # still being written
    assert [look(watching), look(watching), look(watching)] == [[], [second], []]
    os.utime(first, (1, 1))
    assert [look(watching), look(watching)] == [[], [first]]
    first.unlink()
    assert look(watching) == []


def test_links_out_are_named_once(tmp_path: Path) -> None:
    """A link out of the folder is a failure at the first look only."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "link").symlink_to(tmp_path)
    watching = changes(tmp_path / "in", pause=lambda _: None)
    assert len(look(watching)) == 1
    assert look(watching) == []


def test_only_folders_are_watched(tmp_path: Path) -> None:
    """A path that is no folder is a wrong call."""
    with pytest.raises(UsageError):
        next(changes(tmp_path / "nothing"))
