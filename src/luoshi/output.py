"""Readings written to files: JSON Lines, or one CSV or Parquet table a kind of finding.

Everything is written beside its place and renamed when it is whole, so that a broken run leaves no half file. Readings
pass through one at a time; memory does not grow with their number.
"""

import csv
import io
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from importlib import import_module
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from luoshi.errors import MissingPart, UsageError
from luoshi.model import codec, tables
from luoshi.model.reading import Reading

if TYPE_CHECKING:
    import polars


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
        return json.dumps(value) if value and isinstance(value[0], list) else ";".join(map(str, value))
    return value


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


FRAME_FORMATS = {
    "csv": "text/csv; charset=utf-8",
    "jsonl": "application/jsonl",
    "parquet": "application/vnd.apache.parquet",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
"""How a frame can be taken away, with the media types."""


_AS_TEXT = {"strings_to_formulas": False, "strings_to_urls": False, "nan_inf_to_errors": True}
"""In a workbook, words stay words: no cell of an article becomes a formula or a link."""


def frame_bytes(frame: "polars.DataFrame", form: str) -> bytes:
    """A frame as the bytes of a file; in CSV and xlsx, spans are JSON and lists are joined with `;`."""
    import polars as pl  # noqa: PLC0415  (whoever has a frame has loaded it)

    if form == "jsonl":
        return b"".join(
            json.dumps(row, ensure_ascii=False, default=str).encode() + b"\n" for row in frame.iter_rows(named=True)
        )
    buffer = io.BytesIO()
    if form == "parquet":
        frame.write_parquet(buffer)
        return buffer.getvalue()
    nested = [name for name, dtype in frame.schema.items() if isinstance(dtype, pl.List)]
    flat = frame.with_columns(
        pl.Series(
            name, [None if cell is None else _cell(list(cell)) for cell in frame[name].to_list()], dtype=pl.String
        )
        for name in nested
    )
    if form == "csv":
        return flat.write_csv().encode()
    if form == "xlsx":
        try:
            xlsxwriter = import_module("xlsxwriter")
        except ModuleNotFoundError as error:
            raise MissingPart("xlsxwriter", "tables") from error
        with xlsxwriter.Workbook(buffer, _AS_TEXT) as book:
            flat.write_excel(book, autofit=True, freeze_panes=(1, 0))
        return buffer.getvalue()
    raise UsageError(f"There is no format {form!r}.", hint=f"Formats: {', '.join(FRAME_FORMATS)}.")
