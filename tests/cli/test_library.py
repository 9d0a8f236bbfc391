"""The commands over a library, as a person calls them."""

import csv
import io
import json
from pathlib import Path

import polars as pl
import pytest

import luoshi as package
from luoshi.model.spans import quote
from tests.cli.calls import luoshi
from tests.store.test_adding import written


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of twenty small articles, added on the command line."""
    folder = tmp_path_factory.mktemp("commands")
    written(folder / "articles", 20)
    called = luoshi("add", folder / "articles", "--library", folder / "luoshi.db", "--processes", "1")
    assert called.returncode == 0
    assert b"20 articles added" in called.stderr
    return folder / "luoshi.db"


def test_adding_again_says_what_was_known(library: Path) -> None:
    """A second run adds nothing and says so."""
    called = luoshi("add", library.parent / "articles", "--library", library)
    assert called.returncode == 0
    assert b"0 articles added, 20 known already" in called.stderr


def test_a_hit_is_one_json_object(library: Path) -> None:
    """A hit in JSONL has its article, place, words and score, and its spans are its text in the article."""
    called = luoshi("search", "算力", "--library", library, "--format", "jsonl", "--limit", "3")
    hits = [json.loads(line) for line in called.stdout.splitlines()]
    assert len(hits) == 3
    with package.open(library) as opened:
        for hit in hits:
            assert {"article", "paragraph", "unit", "spans", "text", "score", "uri", "title", "published"} <= set(hit)
            text = opened.article(hit["article"]).text
            assert quote(text, hit["spans"]) == hit["text"]
            assert quote(text, hit["words"]) == "算力"


def test_articles_are_listed_with_their_ids(library: Path) -> None:
    """Articles in JSONL have id, uri, title and day; with their text where it is asked for."""
    called = luoshi("articles", "--library", library, "--format", "jsonl", "--with-text")
    rows = [json.loads(line) for line in called.stdout.splitlines()]
    assert len(rows) == 20
    assert all({"id", "uri", "title", "published", "text"} <= set(row) for row in rows)
    one = luoshi("article", rows[0]["id"][7:20], "--library", library, "--format", "text")
    assert one.stdout.decode().rstrip("\n") == rows[0]["text"].rstrip("\n")


@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet", "xlsx"])
def test_tables_are_taken_away(library: Path, tmp_path: Path, form: str) -> None:
    """Every row of a table has its quotation and citation, in each format of file."""
    file = tmp_path / f"responses.{form}"
    called = luoshi("ask", "responses", "--library", library, "-o", file)
    assert called.returncode == 0, called.stderr
    readers = {"csv": pl.read_csv, "jsonl": pl.read_ndjson, "parquet": pl.read_parquet, "xlsx": pl.read_excel}
    found = readers[form](file)
    assert found.height > 0
    assert found["quote"].null_count() == found["citation"].null_count() == 0


def test_csv_comes_on_standard_output(library: Path) -> None:
    """CSV has a head and one line a row."""
    called = luoshi("ask", "units", "--zone", "合肥", "--library", library, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(called.stdout.decode())))
    assert {row["zone"] for row in rows} == {"hefei"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("search", '"算力'), "not closed"),
        (("search", "算力", "--zone", "xyz"), "no place 'xyz'"),
        (("search", "算力", "--from", "25"), "is no date"),
        (("ask", "units", "--theme", "digita"), "Did you mean digital"),
        (("ask", "units", "--format", "xlsx"), "writes a file"),
        (("article", "zzz"), "no article"),
        (("ask", "people", "--theme", "green"), "has no themes"),
    ],
)
def test_a_wrong_call_says_what_would_be_right(library: Path, arguments: tuple[str, ...], said: str) -> None:
    """Wrong filters and searches end with status 2 and the reason, not with a traceback."""
    called = luoshi(*arguments, "--library", library)
    assert called.returncode == 2
    assert said in called.stderr.decode()
    assert "Traceback" not in called.stderr.decode()


def test_a_library_that_is_not_there_is_named(tmp_path: Path) -> None:
    """Asking a missing library says how to make one; a file that is none is said to be none."""
    called = luoshi("search", "算力", "--library", tmp_path / "none.db")
    assert (called.returncode, b"luoshi add" in called.stderr) == (2, True)
    other = tmp_path / "other.db"
    other.write_text("not a library")
    called = luoshi("search", "算力", "--library", other)
    assert (called.returncode, b"is not a library" in called.stderr) == (2, True)


def test_an_export_comes_back(library: Path, tmp_path: Path) -> None:
    """Export then import gives the same articles, readings and tables."""
    folder, again = tmp_path / "out", tmp_path / "again.db"
    assert luoshi("export", folder, "--library", library).returncode == 0
    assert json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))["resources"]
    called = luoshi("import", folder, "--library", again)
    assert called.returncode == 0, called.stderr
    with package.open(library) as one, package.open(again) as two:
        assert list(one.store.readings()) == list(two.store.readings())
        for table in ("units", "responses", "articles"):
            assert one.table(table).equals(two.table(table))
        assert list(one.listed()) == list(two.listed())
        assert pl.read_parquet(folder / "units.parquet").height == one.units().height


def test_a_removed_article_is_gone(library: Path, tmp_path: Path) -> None:
    """A removed article is found no more; the others are."""
    copy = tmp_path / "copy.db"
    with package.open(library) as opened:
        opened.store.read("")
    folder = tmp_path / "out"
    luoshi("export", folder, "--library", library)
    luoshi("import", folder, "--library", copy)
    with package.open(copy) as opened:
        gone = opened.search("算力").hits[0].article
    assert luoshi("remove", gone, "--library", copy).returncode == 0
    with package.open(copy) as opened:
        assert len(opened) == 19
        assert gone not in {hit.article for hit in opened.search("算力", limit=1000).hits}
        assert opened.store.check() == []
