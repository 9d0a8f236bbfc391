"""Rows on the screen or in a file: as a table, JSON Lines, CSV, Parquet or xlsx. Not for readings: see output."""

import csv
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from io import TextIOWrapper
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from rich.table import Table
from rich.text import Text

from luoshi import output
from luoshi.cli import terminal
from luoshi.errors import UsageError

if TYPE_CHECKING:
    import polars

Row = Mapping[str, Any]


class Format(StrEnum):
    """How a listing is written."""

    table = "table"
    jsonl = "jsonl"
    csv = "csv"


class TableFormat(StrEnum):
    """How a table of findings is written."""

    table = "table"
    jsonl = "jsonl"
    csv = "csv"
    parquet = "parquet"
    xlsx = "xlsx"


def write_rows(rows: Iterable[Row], form: str, names: Sequence[str]) -> None:
    """Rows as JSON Lines or CSV on standard output."""
    sys.stdout.flush()
    if form == Format.jsonl:
        _jsonl(rows, sys.stdout.buffer)
    else:
        _csv(rows, sys.stdout.buffer, names)
    sys.stdout.buffer.flush()


def write_frame(frame: "polars.DataFrame", form: str, to: Path | None) -> None:
    """A table of findings in a file, or on standard output where the format is text."""
    if to is None:
        if form in (TableFormat.parquet, TableFormat.xlsx):
            raise UsageError(f"--format {form} writes a file.", hint=f"Name it with -o FILE.{form}")
        write_rows(frame.iter_rows(named=True), form, frame.columns)
        return
    with output.whole_file(to) as file:
        file.write(output.frame_bytes(frame, form))


def form_of(form: "TableFormat | None", to: Path | None) -> TableFormat:
    """The format that was named, or the one that the file's name ends in, or a table on the screen."""
    if form is not None:
        if form is TableFormat.table and to is not None:
            raise UsageError("A table is shown on the screen.", hint="For a file use csv, jsonl, parquet or xlsx.")
        return form
    if to is None:
        return TableFormat.table
    ending = to.suffix.removeprefix(".").lower()
    if ending != "table" and ending in list(TableFormat):
        return TableFormat(ending)
    raise UsageError(f"The name {to.name} says no format.", hint="End it in .csv, .jsonl, .parquet or .xlsx.")


def show(heads: Sequence[str], rows: Iterable[Sequence["str | Text"]], *, wide: int | None = None) -> None:
    """A table on the screen; the column `wide` takes what room there is."""
    table = Table(show_edge=False, pad_edge=False, header_style="bold")
    for place, head in enumerate(heads):
        table.add_column(head, overflow="fold", ratio=1 if place == wide else None, no_wrap=place != wide)
    for row in rows:
        table.add_row(*row)
    terminal.out().print(table)


def _jsonl(rows: Iterable[Row], file: IO[bytes]) -> None:
    for row in rows:
        file.write(json.dumps(row, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n")


def _csv(rows: Iterable[Row], file: IO[bytes], names: Sequence[str]) -> None:
    wrapped = TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
    writer = csv.DictWriter(wrapped, fieldnames=list(names), extrasaction="ignore")
    writer.writeheader()
    writer.writerows({name: _cell(row.get(name)) for name in names} for row in rows)
    wrapped.detach()


def _cell(value: Any) -> Any:
    """Lists of texts joined with `;`, spans as JSON."""
    if isinstance(value, list | tuple):
        if all(isinstance(item, str) for item in value):
            return ";".join(value)
        return json.dumps(value)
    return value
