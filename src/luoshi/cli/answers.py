"""How commands that ask a library take their options and give their answers: a table, a file, a chart; always the coverage."""

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from luoshi.cli import terminal
from luoshi.cli.printed import language, print_table
from luoshi.errors import UsageError
from luoshi.output import frame_bytes, whole_file

if TYPE_CHECKING:
    import polars

    from luoshi.analysis.coverage import Answer
    from luoshi.project import Library


class Format(StrEnum):
    """How an answer is given."""

    table = "table"
    csv = "csv"
    jsonl = "jsonl"
    parquet = "parquet"
    xlsx = "xlsx"


Where = Annotated[str, typer.Option("--library", help="The library: a file, or postgresql://…")]
Since = Annotated[str | None, typer.Option("--since", help="From this year, month or day on, such as 2025 or 2025-03.")]
Until = Annotated[str | None, typer.Option("--until", help="Up to this year, month or day.")]
Form = Annotated[Format, typer.Option("--format", help="A table to read, or rows to take away.")]
Out = Annotated[
    Path | None, typer.Option("--out", "-o", help="Write the rows to this file; its ending may say the format.")
]
Drawn = Annotated[Path | None, typer.Option("--chart", help="Draw the answer: a file ending in .svg, .png or .html.")]
Most = Annotated[int, typer.Option("--limit", help="Rows of a printed table; 0 prints all.")]
Zones = Annotated[list[str] | None, typer.Argument(metavar="[ZONE]…", help="Places by name or id; else all.")]
Zone = Annotated[str, typer.Argument(metavar="ZONE", help="A place by name or id.")]


class Asked(NamedTuple):
    """How an answer is to be given."""

    form: Format = Format.table
    out: Path | None = None
    most: int = 40


@contextmanager
def opened(where: str) -> Iterator["Library"]:
    """The library, closed when the block has ended."""
    from luoshi.project import open_library  # noqa: PLC0415  (help needs no database)

    with open_library(where) as library:
        yield library


def give(
    answer: "Answer",
    shown: Sequence[str],
    asked: Asked,
    table: "polars.DataFrame | None" = None,
    of: int | None = None,
) -> None:
    """Print or write the answer (or one of its parts, as `table`, the first of so many rows), and what it rests on."""
    frame = answer.table if table is None else table
    form = _form(asked)
    if form is Format.table:
        print_table(frame.select([name for name in shown if name in frame.columns]), asked.most, of)
    else:
        write(frame_bytes(frame, form.value), asked.out, form)
    told = terminal.out() if form is Format.table else terminal.err()
    for sentence in answer.coverage.sentences(language()):
        told.print(sentence, style="dim")


def write(content: bytes, out: Path | None, form: Format) -> None:
    """The bytes into a file or to standard output; a terminal is not given a binary file."""
    if out:
        with whole_file(out) as file:
            file.write(content)
        terminal.err().print(terminal.tell(f"Written: {out}", f"已写入：{out}"))
        return
    if form in (Format.parquet, Format.xlsx) and sys.stdout.isatty():
        raise UsageError(f"A terminal cannot show {form.value}.", hint=f"Add --out answer.{form.value}.")
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


def draw(chart: Any, path: Path) -> None:
    """Save a chart by the ending of its name."""
    from luoshi.analysis import charts  # noqa: PLC0415  (an extra)

    terminal.err().print(terminal.tell(f"Drawn: {charts.save(chart, path)}", f"已绘图：{path}"))


def nested(frame: "polars.DataFrame") -> bytes:
    """Pairs as JSON lines: what is said of the pair, and `a` and `b` as objects."""
    lines = []
    for row in frame.iter_rows(named=True):
        told: dict[str, Any] = {name: value for name, value in row.items() if name[:2] not in ("a_", "b_")}
        for end in ("a", "b"):
            told[end] = {name[2:]: value for name, value in row.items() if name.startswith(f"{end}_")}
        lines.append(json.dumps(told, ensure_ascii=False, default=str).encode() + b"\n")
    return b"".join(lines)


def _form(asked: Asked) -> Format:
    """The format asked for; without one, that of the file's ending."""
    if asked.form is Format.table and asked.out:
        ending = asked.out.suffix.lstrip(".").lower()
        if ending not in set(Format) - {Format.table}:
            known = ", ".join(f".{form}" for form in Format if form is not Format.table)
            raise UsageError(
                f"{asked.out.name} does not say which format it is in.", hint=f"End it in {known}, or add --format."
            )
        return Format(ending)
    return asked.form
