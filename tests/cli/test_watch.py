"""`luoshi watch`: a folder's files go into a library."""

from pathlib import Path

from luoshi import project
from tests.cli.calls import luoshi
from tests.sources.articles import TEXT


def test_files_go_into_the_library_once(tmp_path: Path) -> None:
    """What is in the folder is added; a second run adds nothing; bad files are named."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "in" / "empty.txt").write_bytes(b"")
    call = ("watch", tmp_path / "in", "--once", "--every", "0.1", "--library", tmp_path / "library.db")
    first, second = luoshi(*call), luoshi(*call)
    assert b"1 article added, 1 not read" in first.stderr
    assert b"0 articles added" in second.stderr
    with project.open_library(tmp_path / "library.db") as library:
        assert len(library) == 1


def test_only_a_folder_is_watched(tmp_path: Path) -> None:
    """A folder that is not there is a wrong call."""
    answer = luoshi("watch", tmp_path / "nothing", "--once")
    assert answer.returncode == 2
    assert b"is no folder" in answer.stderr
