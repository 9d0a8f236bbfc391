"""Tables: an article a row, with provenance from the named columns."""

import io
import json
from pathlib import Path

import polars as pl
import pytest

from luoshi.model.failure import Failure
from luoshi.sources.contract import Columns, Options
from luoshi.sources.limits import Limits
from tests.sources.articles import OTHER, PARAGRAPHS, TITLE
from tests.sources.contract import articles, everything, refused

ROWS = [
    {"标题": TITLE, "正文": "\n".join(PARAGRAPHS[1:]), "发布时间": "2025-11-04", "来源": "示例科技报", "链接": "https://a.example/1"},
    {"标题": OTHER[0], "正文": "\n".join(OTHER[1:]), "发布时间": "2025/11/5 08:00", "来源": "示例日报", "链接": ""},
]  # fmt: skip


def jsonl() -> bytes:
    return "\n".join(json.dumps(row, ensure_ascii=False) for row in ROWS).encode()


def listed() -> bytes:
    return json.dumps(ROWS, ensure_ascii=False, indent=1).encode()


def comma(encoding: str = "utf-8-sig") -> bytes:
    return pl.DataFrame(ROWS).write_csv().encode(encoding)


def parquet() -> bytes:
    out = io.BytesIO()
    pl.DataFrame(ROWS).write_parquet(out)
    return out.getvalue()


def xlsx() -> bytes:
    pytest.importorskip("fastexcel")
    pytest.importorskip("xlsxwriter")
    out = io.BytesIO()
    pl.DataFrame(ROWS).write_excel(out)
    return out.getvalue()


KINDS = {
    "a.jsonl": jsonl,
    "a.json": listed,
    "a.csv": comma,
    "b.csv": lambda: comma("gb18030"),
    "a.parquet": parquet,
    "a.xlsx": xlsx,
}


@pytest.mark.parametrize("name", KINDS)
def test_a_row_is_an_article(name: str) -> None:
    """Title and text make the article; date, publisher and address are its provenance."""
    first, second = articles(KINDS[name](), name)
    assert first.text.split("\n") == list(PARAGRAPHS)
    assert (first.source.title, first.source.published, first.source.publisher) == (TITLE, "2025-11-04", "示例科技报")
    assert first.source.uri == f"{name}#https://a.example/1"
    assert (second.source.uri, second.source.published) == (f"{name}#2", "2025-11-05")


@pytest.mark.parametrize("name", KINDS)
def test_the_kind_is_found_without_a_name(name: str) -> None:
    """Standard input has no ending; the content shows the table."""
    assert len(articles(KINDS[name]())) == len(ROWS)


def test_columns_can_be_named() -> None:
    """A column under an unusual name is found when it is named; a wrong name lists what there is."""
    content = b"id,says\n1," + OTHER[1].encode() + b"\n"
    assert "says" in refused(content, "a.csv").what
    (found,) = articles(content, "a.csv", Options(columns=Columns(text="says")))
    assert found.text == OTHER[1]
    assert "It has: id, says" in refused(content, "a.csv", Options(columns=Columns(text="text"))).hint


def test_a_broken_line_costs_one_row() -> None:
    """A line that is no object is named by its number; the others are read."""
    lines = jsonl().split(b"\n")
    found = everything(b"\n".join([lines[0], b'{"a": ', lines[1]]), "a.jsonl")
    assert [isinstance(row, Failure) for row in found] == [False, True, False]
    assert "Line 2" in found[1].what


def test_a_line_leads_back_to_its_bytes() -> None:
    """The place of every line of an article is its record in the file."""
    content = jsonl()
    second = articles(content, "a.jsonl")[1]
    start, end = second.places[0].bytes
    assert json.loads(content[start:end])["标题"] == OTHER[0]


def test_markup_in_cells_is_taken_off() -> None:
    """Cells that were scraped with their tags give their paragraphs."""
    content = json.dumps({"text": f"<p>{OTHER[1]}</p><p>{OTHER[2]}</p>"}, ensure_ascii=False).encode()
    assert articles(content)[0].text.split("\n") == list(OTHER[1:])


def test_rows_are_bounded(tmp_path: Path) -> None:
    """Beyond the limit of rows the file stops with its reason."""
    (tmp_path / "a.csv").write_bytes(comma())
    first, last = everything(tmp_path, options=Options(limits=Limits(rows=1)))
    assert "too many rows" in last.what
    assert not isinstance(first, Failure)


def test_a_broken_table_says_so() -> None:
    """A cut Parquet file and a cut workbook are failures."""
    assert refused(parquet()[:-200], "a.parquet").what
    assert refused(xlsx()[:3000], "a.xlsx").what


@pytest.mark.parametrize("content", [b'{"a":' * 100_000, b'[{"text":"a","b":' + b"[" * 100_000])
def test_json_nested_without_end_says_so(content: bytes) -> None:
    """Nesting that no parser follows is a failure like any broken line."""
    assert "no JSON" in refused(content, "a.json").what
