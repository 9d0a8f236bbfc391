"""`luoshi read`: articles into readings, on standard output or in files."""

import sys
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from luoshi import output
from luoshi.cli import terminal
from luoshi.errors import UsageError
from luoshi.model.failure import Failure
from luoshi.model.reading import Reading

SOME_NOT_READ = 1


class Format(StrEnum):
    """How readings are written."""

    jsonl = "jsonl"
    parquet = "parquet"
    csv = "csv"


def read(
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH…", help="Files, folders (with their folders), or - for standard input.")
    ],
    to: Annotated[
        Path | None, typer.Option("--output", "-o", help="File (jsonl) or folder (csv, parquet); else standard output.")
    ] = None,
    form: Annotated[
        Format, typer.Option("--format", help="jsonl: one reading a line; csv, parquet: one table a kind of finding.")
    ] = Format.jsonl,
    failures_to: Annotated[
        Path | None, typer.Option("--failures", help="Write what could not be read as JSON Lines.")
    ] = None,
) -> None:
    """Read articles into cited findings.

    Exit status: 0 all read, 1 some not, 2 wrong call.
    """
    if form is not Format.jsonl and to is None:
        raise UsageError(f"--format {form} writes one file a table.", hint="Name a folder with -o FOLDER.")
    missing = [path for path in paths if path != "-" and not Path(path).exists()]
    if missing:
        raise UsageError(
            f"There is no {missing[0]}.", hint="Give files or folders that exist, or - for standard input."
        )
    failures: list[Failure] = []
    done = _Counted(_good(paths, failures))
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


def _good(paths: list[str], failures: list[Failure]) -> Iterator[Reading]:
    """The readings of everything that can be read; what cannot goes to `failures`."""
    from luoshi import project  # noqa: PLC0415  (the reader is loaded once the call is known to be right)

    results = project.read_paths(paths)
    for result in terminal.progress(results, None, terminal.tell("Reading", "读取")):
        if isinstance(result, Failure):
            failures.append(result)
        else:
            yield result
