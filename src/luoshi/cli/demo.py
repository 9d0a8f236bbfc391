"""`luoshi demo`: the sample articles read, and what they say in four tables."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from luoshi.cli import terminal
from luoshi.cli.app import chinese
from luoshi.model import tables
from luoshi.model.failure import Failure
from luoshi.model.reading import Reading
from luoshi.registry import codes
from luoshi.registry.world import registry

WIDTH = 160


def demo(
    most: Annotated[int, typer.Option("--most", help="Rows of the longer tables.")] = 40,
) -> None:
    """Read the sample articles and print who responded, what they undertook, and the numbers."""
    from luoshi import project  # noqa: PLC0415  (the reader is loaded when it is called for)

    results = list(terminal.progress(project.read_paths([project.samples()]), None, terminal.tell("Reading", "读取")))
    readings = [result for result in results if isinstance(result, Reading)]
    failures = [result for result in results if isinstance(result, Failure)]
    lang: codes.Lang = "zh" if chinese() else "en"
    _articles(readings)
    _responses(readings, lang)
    _undertakings(readings, most)
    _numbers(readings, most, lang)
    terminal.closing(len(readings), terminal.tell("articles read", "已读取"), failures)


def _rows(table: str, readings: Sequence[Reading]) -> list[dict[str, Any]]:
    return [row for reading in readings for row in tables.rows(table, reading)]


def _print(title: str, heads: Sequence[str], rows: Sequence[Sequence[str]], most: int) -> None:
    table = Table(title=title, title_justify="left", title_style="bold", show_edge=False, pad_edge=False)
    for head in heads:
        table.add_column(head, overflow="fold")
    for row in rows[:most]:
        table.add_row(*row)
    console = terminal.out(piped=WIDTH)
    console.print(table)
    if len(rows) > most:
        console.print(terminal.tell(f"… {len(rows) - most} more rows", f"……另有 {len(rows) - most} 行"), style="dim")
    console.print()


def _events(ids: Sequence[str]) -> str:
    known = registry().event_ids
    return "、".join((known[event].aliases or (known[event].name,))[0] for event in ids if event in known)


def _articles(readings: Sequence[Reading]) -> None:
    rows = [
        [Path(r.source.uri or "").name, r.source.published or "–", r.source.title or "–", str(len(r.sections)),
         str(len(r.units)), str(len(r.problems))]
        for r in readings
    ]  # fmt: skip
    heads = terminal.tell("file published title sections units problems", "文件 日期 标题 分区 语义单元 问题").split(
        " "
    )
    _print(terminal.tell("Articles", "文章"), heads, rows, len(rows))


def _responses(readings: Sequence[Reading], lang: codes.Lang) -> None:
    found = sorted(_rows("responses", readings), key=lambda row: (row["events"], row["date"] or "9", row["subject"]))
    rows = [
        [_events(row["events"]) or "、".join(row["event_texts"]), row["subject"], row["date"] or row["date_text"] or "–",
         "–" if row["lag_days"] is None else str(row["lag_days"]), codes.code("kind", row["kind"]).label(lang), row["body"] or ""]
        for row in found
    ]  # fmt: skip
    heads = terminal.tell("event|subject|date|days after|kind|body", "会议|主体|日期|相隔天数|方式|会议名称").split("|")
    _print(terminal.tell("Who responded to what, when", "谁在何时响应了什么"), heads, rows, len(rows))


def _undertakings(readings: Sequence[Reading], most: int) -> None:
    found = [row for row in _rows("undertakings", readings) if row["checkable"]]
    rests: dict[tuple[str, str], str] = {}
    for row in reversed(found):
        words = row["quote"] + rests.pop((row["article"], row["unit"]), "")
        if row["continues"]:
            rests[row["article"], row["continues"]] = words
        row["quote"] = words
    whole = [row for row in found if not row["continues"]]
    rows = [[row["subject"] or "–", (row["date"] or "–")[:7], row["unit"], row["quote"]] for row in whole]
    heads = terminal.tell("subject|month|unit|words", "主体|月份|单元|原文").split("|")
    _print(terminal.tell("Undertakings that somebody can check", "可核查的部署与承诺"), heads, rows, most)


def _numbers(readings: Sequence[Reading], most: int, lang: codes.Lang) -> None:
    rows = [
        [row["subject"] or "–", f"{row['value']:g}", row["unit"], row["indicator"] or "–",
         codes.code("quantity_kind", row["kind"]).label(lang), row["period"] or "–", row["quote"]]
        for row in _rows("quantities", readings)
    ]  # fmt: skip
    heads = terminal.tell("subject|value|unit|of|kind|period|words", "主体|数值|单位|指标|类别|时期|原文").split("|")
    _print(terminal.tell("Numbers", "数字"), heads, rows, most)
