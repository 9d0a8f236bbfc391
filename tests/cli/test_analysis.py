"""The questions from the command line: answers with what they rest on, files to take away, and errors that help."""

import csv
import io
import json
from pathlib import Path

import polars as pl
import pytest

from tests.cli.calls import luoshi
from tests.cli.library import OWN, SHARED, make


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of three articles."""
    return make(tmp_path_factory.mktemp("library"))


def rows(*arguments: str | Path) -> list[dict[str, str]]:
    """The answer as rows, with the coverage on the other stream."""
    done = luoshi(*arguments, "--format", "csv")
    assert done.returncode == 0, done.stderr.decode()
    assert "A report is not an act" in done.stderr.decode()
    return list(csv.DictReader(io.StringIO(done.stdout.decode())))


def test_timeline_orders_places_by_their_lag(library: Path) -> None:
    """Three and four days after the plenum, in this order."""
    told = rows("timeline", "--event", "二十届四中全会", "--library", library)

    assert [(row["place"], row["lag_days"], row["rank"]) for row in told] == [("hefei", "3", "1"), ("wuxi", "4", "2")]


def test_timeline_lists_the_silent(library: Path) -> None:
    """wuxi is held with one article, and none of it answers the congress."""
    done = luoshi("timeline", "--event", "党的二十大", "--silent", "--library", library, COLUMNS="200")

    assert "无锡高新区" in done.stdout.decode()
    assert "which says nothing about what was done" in done.stderr.decode()


def test_compare_counts_and_quotes(library: Path) -> None:
    """Every sentence of the library is an undertaking on innovation; each is listed behind its cell."""
    told = {row["row"]: (row["count"], row["of"], row["few"]) for row in rows("compare", "--library", library)}
    quoted = rows("compare", "--only", "无锡高新区", "--quotations", "--library", library)

    assert told == {"hefei": ("7", "7", "true"), "wuxi": ("5", "5", "true")}
    assert len(quoted) == 5
    assert all(row["quote"] for row in quoted)


def test_followup_shows_both_quotations(library: Path) -> None:
    """The platform comes back with a deadline."""
    told = [row for row in rows("followup", "合肥高新区", "--library", library) if row["relation"] == "more_specific"]

    assert [(row["earlier_date"], row["later_date"], row["gained"]) for row in told] == [
        ("2022-10-25", "2025-10-26", "年底前")
    ]
    assert "中试平台" in told[0]["earlier_quote"]
    assert "中试平台" in told[0]["later_quote"]


def test_phrases_people_industries_and_targets_answer(library: Path) -> None:
    """Each question finds what the three articles hold."""
    spread = rows("formulation", "双链融合", "--library", library)
    held = rows("people", "hefei", "--library", library)
    named = rows("industries", "hefei", "--library", library)
    aimed = rows("targets", "hefei", "--library", library)

    assert [row["place"] for row in spread] == ["hefei", "wuxi"]
    assert [(row["person"], row["first"], row["last"]) for row in held] == [("甲某", "2022-10-25", "2025-10-26")]
    assert [(row["industry"], row["year"]) for row in named] == [("量子计算", "2022"), ("量子计算", "2025")]
    assert [(row["indicator"], row["year"], row["target"]) for row in aimed] == [
        ("整机企业", "2022", "3.0"),
        ("整机企业", "2025", "3.0"),
    ]


def test_answers_are_taken_away_in_every_format(library: Path, tmp_path: Path) -> None:
    """The file's ending says the format; all hold the same rows."""
    for ending in ("csv", "jsonl", "parquet", "xlsx"):
        assert luoshi("timeline", "--library", library, "--out", tmp_path / f"a.{ending}").returncode == 0
    lines = [json.loads(line) for line in (tmp_path / "a.jsonl").read_text(encoding="utf-8").splitlines()]

    assert pl.read_parquet(tmp_path / "a.parquet")["place"].to_list() == [line["place"] for line in lines]
    assert pl.read_csv(tmp_path / "a.csv").height == len(lines) == 3
    assert (tmp_path / "a.xlsx").read_bytes().startswith(b"PK")


def test_charts_and_graphs_are_drawn(library: Path, tmp_path: Path) -> None:
    """A chart beside the table, and the chain as GraphML."""
    drawn, graph = tmp_path / "lag.svg", tmp_path / "chain.graphml"

    assert luoshi("timeline", "--library", library, "--chart", drawn).returncode == 0
    assert luoshi("industries", "--library", library, "--chain", graph).returncode == 0
    assert "合肥高新区" in drawn.read_text(encoding="utf-8")
    assert "industry:量子计算" in graph.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["followup", "合服高新"], "hefei"),
        (["timeline", "--event", "二十届四中会议"], "cc20-plenum4"),
        (["timeline", "--since", "2030"], "run from 2022-10-25 to 2025-10-27"),
        (["compare", "--columns", "modality"], "--measure share|measure share"),
        (["formulation", "没有这个提法"], "双链融合"),
        (["timeline", "--out", "answer.txt"], ".parquet"),
    ],
)
def test_wrong_questions_get_helpful_errors(library: Path, arguments: list[str], told: str) -> None:
    """Exit status 2, nothing on standard output, and what would have been accepted."""
    done = luoshi(*arguments, "--library", library)

    assert done.returncode == 2
    assert done.stdout == b""
    assert any(words in done.stderr.decode() for words in told.split("|")), done.stderr.decode()


def test_reuse_gives_pairs_with_both_sides(library: Path) -> None:
    """The sentence that two zones share, as one line with both articles, spans and words."""
    done = luoshi("reuse", "--format", "jsonl", "--library", library)
    lines = [json.loads(line) for line in done.stdout.splitlines()]

    across = [line for line in lines if (line["a"]["place"], line["b"]["place"]) == ("hefei", "wuxi")]
    assert any(SHARED[:-1] in line["a"]["text"] and SHARED[:-1] in line["b"]["text"] for line in across)
    for line in lines:
        for end in (line["a"], line["b"]):
            assert end["article"].startswith("sha256:")
            assert sum(high - low for low, high in end["spans"]) == len(end["text"])


def test_a_reference_makes_words_the_centres(tmp_path: Path) -> None:
    """A central text added from a file is found in both articles, and the shares say so; removed, it is gone."""
    own, text = make(tmp_path), tmp_path / "central.txt"
    text.write_text(f"某报告\n{SHARED}\n", encoding="utf-8")

    assert luoshi("reference", "add", text, "--event", "党的二十大", "--library", own).returncode == 0
    assert b"congress-20" in luoshi("reference", "list", "--library", own).stdout
    shares = rows("reuse", "--shares", "--library", own)
    assert sorted(float(row["central"]) > 0.3 for row in shares) == [False, True, True]

    assert luoshi("reference", "remove", "ref:", "--library", own).returncode == 0
    assert {row["central"] for row in rows("reuse", "--shares", "--library", own)} == {"0.0"}


def test_own_words_are_listed(library: Path) -> None:
    """What no other place prints."""
    told = [row["quote"] for row in rows("reuse", "无锡高新区", "--own", "--library", library)]

    assert SHARED not in told
    assert OWN in told


def test_a_printed_answer_speaks_the_readers_language(library: Path) -> None:
    """Headings and codes are words of the language, places their names; a file keeps the columns' own names."""
    printed = luoshi("compare", "--library", library, LUOSHI_LANG="zh", COLUMNS="200").stdout.decode()
    assert all(words in printed for words in ("占比", "合肥高新区", "科技创新"))

    printed = luoshi("compare", "--library", library, COLUMNS="200").stdout.decode()
    assert "against the rest" in printed
    assert luoshi("compare", "--library", library, "--format", "csv").stdout.decode().startswith("row,row_name,column,")


def test_an_answer_without_rows_says_so(library: Path) -> None:
    """No empty table is printed where nothing was found."""
    assert "Nothing of this kind here." in luoshi("people", "--conflicts", "--library", library).stdout.decode()
