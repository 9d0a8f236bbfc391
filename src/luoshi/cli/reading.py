"""`luoshi read`: articles into readings, on standard output or in files."""

import sys
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from luoshi import output
from luoshi.cli import given, terminal
from luoshi.errors import UsageError
from luoshi.model.failure import Failure
from luoshi.model.reading import Reading
from luoshi.sources.contract import Options

SOME_NOT_READ = 1


class Format(StrEnum):
    """How readings are written."""

    jsonl = "jsonl"
    parquet = "parquet"
    csv = "csv"


def read(
    paths: given.Paths,
    to: Annotated[
        Path | None, typer.Option("--output", "-o", help="File (jsonl) or folder (csv, parquet); else standard output.")
    ] = None,
    form: Annotated[
        Format, typer.Option("--format", help="jsonl: one reading a line; csv, parquet: one table a kind of finding.")
    ] = Format.jsonl,
    failures_to: Annotated[
        Path | None, typer.Option("--failures", help="Write what could not be read as JSON Lines.")
    ] = None,
    limit: given.Limit = None,
    text_column: given.TextColumn = None,
    title_column: given.TitleColumn = None,
    date_column: given.DateColumn = None,
    publisher_column: given.PublisherColumn = None,
    address_column: given.AddressColumn = None,
) -> None:
    """Read articles into cited findings.

    Exit status: 0 all read, 1 some not, 2 wrong call.
    """
    if form is not Format.jsonl and to is None:
        raise UsageError(f"--format {form} writes one file a table.", hint="Name a folder with -o FOLDER.")
    options = given.options(limit, text_column, title_column, date_column, publisher_column, address_column)
    failures: list[Failure] = []
    done = _Counted(_good(given.existing(paths), options, failures))
    if to is None:
        output.write_jsonl(done, sys.stdout.buffer)
    elif form is Format.jsonl:
        with output.whole_file(to) as file:
            output.write_jsonl(done, file)
    else:
        write: Callable[[Iterable[Reading], Path], None] = (
            output.write_csv if form is Format.csv else output.write_parquet
        )
        write(done, to)
    if failures_to:
        with output.whole_file(failures_to) as file:
            file.writelines(msgspec.json.encode(failure) + b"\n" for failure in failures)
    terminal.closing(done.count, terminal.tell("articles read", "已读取"), failures)
    raise typer.Exit(SOME_NOT_READ if failures else 0)


class _Counted:
    """Readings as they pass, counted."""

    def __init__(self, readings: Iterable[Reading]) -> None:
        self._readings = readings
        self.count = 0

    def __iter__(self) -> Iterator[Reading]:
        for reading in self._readings:
            self.count += 1
            yield reading


def _good(paths: list[str], options: Options, failures: list[Failure]) -> Iterator[Reading]:
    """The readings of everything that can be read; what cannot goes to `failures`."""
    from luoshi import project  # noqa: PLC0415  (the reader is loaded once the call is known to be right)

    results = project.read_paths(paths, options)
    for result in terminal.progress(results, None, terminal.tell("Reading", "读取")):
        if isinstance(result, Failure):
            failures.append(result)
        else:
            yield result
