"""Readings written to files: JSON Lines, or one CSV or Parquet table a kind of finding.

Everything is written beside its place and renamed when it is whole, so that a broken run leaves no half file. Readings
pass through one at a time; memory does not grow with their number.
"""

import csv
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, Any

from luoshi.model import codec, tables
from luoshi.model.reading import Reading


@contextmanager
def whole_file(path: Path) -> Iterator[IO[bytes]]:
    """A file that appears under its name only when the block has ended well."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, partial = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".partial", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
        os.chmod(partial, 0o666 & ~_umask())
        os.replace(partial, path)
    except BaseException:
        Path(partial).unlink(missing_ok=True)
        raise


def write_jsonl(readings: Iterable[Reading], file: IO[bytes]) -> None:
    """One reading a line."""
    for reading in readings:
        file.write(codec.encode(reading) + b"\n")


def write_csv(readings: Iterable[Reading], folder: Path) -> None:
    """One CSV file a table; spans are JSON, lists are joined with `;`."""
    with _whole_folder(folder) as beside, ExitStack() as stack:
        writers = {}
        for table in tables.TABLES:
            file = stack.enter_context(open(beside / f"{table}.csv", "w", encoding="utf-8", newline=""))
            writers[table] = csv.DictWriter(file, fieldnames=list(tables.columns(table)))
            writers[table].writeheader()
        for reading in readings:
            for table, writer in writers.items():
                writer.writerows(_plain(row) for row in tables.rows(table, reading))


def write_parquet(readings: Iterable[Reading], folder: Path) -> None:
    """One Parquet file a table, with the types of `model.tables`."""
    import polars as pl  # noqa: PLC0415  (loaded when a Parquet file is asked for)

    with _whole_folder(folder) as beside:
        with ExitStack() as stack:
            lines = {table: stack.enter_context(open(beside / f"{table}.jsonl", "wb")) for table in tables.TABLES}
            for reading in readings:
                for table, file in lines.items():
                    for row in tables.rows(table, reading):
                        file.write(json.dumps(row, ensure_ascii=False).encode() + b"\n")
        for table in tables.TABLES:
            path, schema = beside / f"{table}.jsonl", tables.schema(table)
            if path.stat().st_size:
                pl.scan_ndjson(path, schema=schema).sink_parquet(beside / f"{table}.parquet")
            else:
                pl.DataFrame(schema=schema).write_parquet(beside / f"{table}.parquet")
            path.unlink()


@contextmanager
def _whole_folder(folder: Path) -> Iterator[Path]:
    """A folder beside `folder` whose files move into it when the block has ended well."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", suffix=".partial", dir=folder.parent))
    try:
        yield beside
        folder.mkdir(exist_ok=True)
        for path in sorted(beside.iterdir()):
            os.replace(path, folder / path.name)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    """A row for CSV: nested values as text, truth as true and false."""
    return {name: _cell(value) for name, value in row.items()}


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return json.dumps(value) if value and isinstance(value[0], list) else ";".join(value)
    return value


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
