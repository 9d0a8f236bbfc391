"""`luoshi read`: what it writes, what it says of what it could not read, and its exit status."""

import csv
import json
from pathlib import Path

import polars as pl
import pytest

import luoshi as package
from luoshi import project
from luoshi.model import codec, tables
from luoshi.model.spans import quote
from tests.cli.calls import luoshi

ARTICLE = "国家高新区在行动\n3月13日，成都高新区举行党工委会议，学习传达全国两会精神。\n会议强调，要加快建设一批标志性园区。\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two articles, one of them in a folder below."""
    (tmp_path / "in" / "deep").mkdir(parents=True)
    (tmp_path / "in" / "a.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "in" / "deep" / "b.txt").write_text(ARTICLE + "第二篇。\n", encoding="utf-8")
    return tmp_path / "in"


def test_readings_stand_on_standard_output_one_a_line(folder: Path) -> None:
    """Without a file to write to, each article is one JSON line that decodes to the reading that Python gives."""
    answer = luoshi("read", folder)
    readings = [codec.decode(line) for line in answer.stdout.splitlines()]
    assert answer.returncode == 0
    assert [package.read_file(folder / "a.txt").text, ARTICLE + "第二篇。\n"] == [reading.text for reading in readings]


def test_the_same_bytes_give_the_same_bytes(folder: Path) -> None:
    """Two runs over the same files print the same readings."""
    assert luoshi("read", folder).stdout == luoshi("read", folder).stdout


def test_standard_input_is_an_article() -> None:
    """`-` reads one article from standard input."""
    answer = luoshi("read", "-", given=ARTICLE.encode())
    assert answer.returncode == 0
    assert codec.decode(answer.stdout).text == ARTICLE


def test_what_cannot_be_read_is_told_and_the_rest_is_read(folder: Path, tmp_path: Path) -> None:
    """An empty file and one without Chinese are rows with a reason and a hint; the exit status is 1."""
    (folder / "empty.txt").write_text("")
    (folder / "english.txt").write_text("No Chinese here at all.")
    answer = luoshi("read", folder, "-o", tmp_path / "out.jsonl", "--failures", tmp_path / "failures.jsonl")
    failures = [json.loads(line) for line in (tmp_path / "failures.jsonl").read_text().splitlines()]
    assert answer.returncode == 1
    assert len((tmp_path / "out.jsonl").read_text().splitlines()) == 2
    assert {"empty.txt", "english.txt"} == {Path(failure["uri"]).name for failure in failures}
    assert all(failure["what"] and failure["hint"] for failure in failures)
    assert b"2 articles read, 2 not read" in answer.stderr


def test_a_wrong_call_says_what_to_give(tmp_path: Path) -> None:
    """A path that does not exist and a table format without a folder end with status 2 and write nothing."""
    missing = luoshi("read", tmp_path / "nowhere", "-o", tmp_path / "out.jsonl")
    assert missing.returncode == 2
    assert b"nowhere" in missing.stderr
    assert not (tmp_path / "out.jsonl").exists()
    assert luoshi("read", tmp_path, "--format", "csv").returncode == 2


def test_tables_hold_the_rows_of_the_readings(folder: Path, tmp_path: Path) -> None:
    """CSV and Parquet give one file a table with the same rows, and each row quotes its spans."""
    texts = {reading.source.id: reading.text for reading in map(package.read_file, folder.rglob("*.txt"))}
    luoshi("read", folder, "--format", "csv", "-o", tmp_path / "csv")
    luoshi("read", folder, "--format", "parquet", "-o", tmp_path / "parquet")
    for table in tables.TABLES:
        frame = pl.read_parquet(tmp_path / "parquet" / f"{table}.parquet")
        with open(tmp_path / "csv" / f"{table}.csv", encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        assert list(tables.columns(table)) == frame.columns
        assert len(frame) == len(rows)
        for row in frame.iter_rows(named=True) if "spans" in frame.columns else ():
            assert row["quote"] == quote(texts[row["article"]], row["spans"])
    assert pl.read_parquet(tmp_path / "parquet" / "units.parquet").height > 0


def test_a_broken_run_leaves_no_half_file(folder: Path, tmp_path: Path) -> None:
    """Where writing fails, the old file stays as it was and nothing lies beside it."""
    target = tmp_path / "out"
    target.mkdir()
    (target / "articles.csv").write_text("old")
    (target / "units.csv").mkdir()  # a folder in the place of a table: the rename fails
    answer = luoshi("read", folder, "--format", "csv", "-o", target)
    assert answer.returncode != 0
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".partial")] == []


def test_every_sample_is_read() -> None:
    """All sample articles are read without a failure."""
    results = list(package.read_paths([project.samples()]))
    assert [result for result in results if isinstance(result, package.Failure)] == []
    assert len(results) >= 8
