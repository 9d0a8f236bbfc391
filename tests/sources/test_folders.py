"""Folders: everything in them is read or named with a reason, and nothing outside them is touched."""

import os
import socket
import sys
from pathlib import Path

import msgspec
import pytest

from luoshi.errors import UsageError
from luoshi.model.failure import Failure
from luoshi.sources.catalogue import find
from luoshi.sources.contract import Given, Options
from luoshi.sources.limits import Limits
from tests.sources.articles import TEXT
from tests.sources.contract import article, everything, refused
from tests.sources.pages import PAGES


def test_a_folder_is_read_in_the_order_of_names(tmp_path: Path) -> None:
    """Files of a folder come before those of its folders, each by name; hidden files are left out."""
    for name in ("b.txt", "a.txt", "sub/c.txt", ".hidden.txt", "__MACOSX/d.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    uris = [row.source.uri for row in everything(tmp_path)]
    assert uris == [str(tmp_path / name) for name in ("a.txt", "b.txt", "sub/c.txt")]


def test_bad_files_become_failures_and_the_rest_is_read(tmp_path: Path) -> None:
    """One bad file costs one row, not the batch."""
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.xyz").write_bytes(bytes(range(256)) * 9)
    (tmp_path / "c.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "README.md").write_text("# Read me\n\nNothing in Chinese.", encoding="utf-8")
    found = everything(tmp_path)
    reasons = {Path(row.uri).name: row.what for row in found if isinstance(row, Failure)}
    assert "no Chinese" in reasons["README.md"]
    assert "empty" in reasons["a.txt"]
    assert "ending .xyz" in reasons["b.xyz"]
    assert len(found) == 4


def test_an_empty_folder_and_a_missing_file_say_so(tmp_path: Path) -> None:
    """A folder without files and a path that is not there are failures."""
    assert "no files" in refused(tmp_path).what
    assert "No such file" in refused(tmp_path / "nothing.txt").what


def test_links_out_of_the_folder_are_not_followed(tmp_path: Path) -> None:
    """A link to a file or a folder outside is named and not read; one inside adds nothing."""
    inside, outside = tmp_path / "in", tmp_path / "out"
    inside.mkdir()
    outside.mkdir()
    for folder in (inside, outside):
        (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (inside / "file").symlink_to(outside / "a.txt")
    (inside / "folder").symlink_to(outside)
    (inside / "loop").symlink_to(inside)
    (inside / "twin").symlink_to(inside / "a.txt")
    found = everything(inside)
    assert [Path(row.uri).name for row in found if isinstance(row, Failure)] == ["file", "folder"]
    assert len(found) == 3


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
def test_names_that_are_not_utf8_survive(tmp_path: Path) -> None:
    """A file whose name is GBK bytes is read, and its address can be printed and written as JSON."""
    name = os.fsencode(tmp_path) + "/园区.txt".encode("gbk")
    Path(os.fsdecode(name)).write_text(TEXT, encoding="utf-8")
    (found,) = everything(tmp_path)
    assert "\\xc7\\xf8.txt" in found.source.uri
    assert msgspec.json.encode(found.source)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_refused_without_waiting(tmp_path: Path) -> None:
    """A named pipe in a folder is not opened: reading it would never end."""
    os.mkfifo(tmp_path / "pipe")
    assert "neither a file nor a folder" in refused(tmp_path).what


def test_a_file_beyond_the_limit_is_not_opened(tmp_path: Path) -> None:
    """The failure names the limit and how to raise it."""
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    found = refused(tmp_path / "a.txt", options=Options(limits=Limits(bytes=100)))
    assert "limit of 100" in found.what
    assert "bytes=" in found.hint


def test_every_limit_is_described_and_can_be_set() -> None:
    """Help has a line for each limit, and words set them."""
    assert all(row.help and row.default >= 1 for row in Limits.described())
    assert Limits.parse(["seconds=3", "pages=7"]) == Limits(seconds=3, pages=7)
    for wrong in ("second=3", "seconds=0", "seconds", "seconds=-1"):
        with pytest.raises(UsageError):
            Limits.parse([wrong])


def test_reading_opens_no_connection(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With sockets gone, pages that name addresses everywhere are read all the same."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a source asked for the network")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    for layout, page in PAGES.items():
        (tmp_path / f"{layout}.html").write_text(page(), encoding="utf-8")
    assert len(everything(tmp_path)) == len(PAGES)


def test_the_kind_comes_from_the_content() -> None:
    """The catalogue finds the format by the first bytes, whatever the name."""
    assert find(Given("a.pdf", content=PAGES["modern"]().encode())).endswith(":HTML")
    assert find(Given("a.html", content=TEXT.encode())).endswith(":PLAIN")
    assert article(TEXT.encode(), "a.html").source.media_type == "text/plain"
