"""A library written to a folder, and the way back: export then import gives the same library.

readings.jsonl     the readings, in the reading format
documents.jsonl    what the readings do not tell: the way back to the file, further sources, and reprints
*.parquet          one file a table, for other programs
datapackage.json   what the files and columns are (a Frictionless data package)
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from luoshi import output
from luoshi.errors import LuoshiError, UsageError
from luoshi.model import codec
from luoshi.model.failure import Failure
from luoshi.model.reading import FORMAT
from luoshi.model.source import Document, Place, Problem, Source, source_id
from luoshi.model.tables import COLUMNS, TABLES
from luoshi.store.contract import Done, Kept, Written
from luoshi.store.prepared import Prepared, prepare
from luoshi.store.sql import SqlStore
from luoshi.version import __version__

_BATCH = 200
_TYPES = {"text": "string", "int": "integer", "float": "number", "bool": "boolean", "texts": "array", "spans": "array"}


class Beside(msgspec.Struct, frozen=True):
    """What is exported beside a reading."""

    id: str
    source: Source
    places: tuple[Place, ...] = ()
    problems: tuple[Problem, ...] = ()
    sources: tuple[Source, ...] = ()
    family: int | None = None


_beside = msgspec.json.Decoder(Beside)


def export(store: SqlStore, folder: Path) -> int:
    """Write a library to a new or empty folder; the number of articles."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"{folder} is not empty.", hint="Name a new folder.")
    output.write_parquet((kept.reading for kept in store.readings()), folder)
    count = 0
    with (
        output.whole_file(folder / "readings.jsonl") as readings,
        output.whole_file(folder / "documents.jsonl") as more,
    ):
        for kept, family in store.families():
            count += 1
            document = kept.document
            sources = tuple(store.sources(document.source.id)[1:])
            told = Beside(document.source.id, document.source, document.places, document.problems, sources, family)
            readings.write(codec.encode(kept.reading) + b"\n")
            more.write(msgspec.json.encode(told) + b"\n")
    with output.whole_file(folder / "datapackage.json") as file:
        file.write(msgspec.json.format(msgspec.json.encode(_package(count)), indent=1) + b"\n")
    return count


def _package(count: int) -> dict[str, Any]:
    """The data package description: every table with its columns and their types."""
    tables = [
        {
            "name": table,
            "path": f"{table}.parquet",
            "format": "parquet",
            "mediatype": "application/vnd.apache.parquet",
            "schema": {"fields": [{"name": name, "type": _TYPES[kind]} for name, kind in COLUMNS[table].items()]},
        }
        for table in TABLES
    ]
    readings = {"name": "readings", "path": "readings.jsonl", "format": "jsonl", "mediatype": "application/jsonl",
                "description": f"One reading a line, format {FORMAT}."}  # fmt: skip
    documents = {**readings, "name": "documents", "path": "documents.jsonl",
                 "description": "One line a reading: where its text stands in its file, further sources, reprints."}  # fmt: skip
    return {
        "profile": "data-package",
        "name": "luoshi-library",
        "title": f"{count} articles read by Luoshi {__version__}",
        "resources": [*tables, readings, documents],
    }


def restore(store: SqlStore, path: Path) -> Iterator[Done]:
    """Keep what an export holds, or a file of readings; yields after each batch is safe."""
    readings = path / "readings.jsonl" if path.is_dir() else path
    if not readings.is_file():
        raise UsageError(
            f"There are no readings at {path}.", hint="Give a folder that `luoshi export` wrote, or a JSONL file."
        )
    more = path / "documents.jsonl"
    beside = _lines(more) if path.is_dir() and more.is_file() else iter(())
    batch: list[Prepared] = []
    sources: list[Source] = []
    failures: list[Failure] = []
    for found in _pairs(readings, beside):
        if isinstance(found, Failure):
            failures.append(found)
        else:
            prepared, others = found
            batch.append(prepared)
            sources += others
        if len(batch) >= _BATCH:
            yield _keep(store, batch, sources, failures)
            batch, sources, failures = [], [], []
    yield _keep(store, batch, sources, failures)


def _keep(store: SqlStore, batch: list[Prepared], sources: list[Source], failures: list[Failure]) -> Done:
    written = store.write_prepared(batch) if batch else Written()
    store.note([Document(source, "") for source in sources])
    return Done(written, tuple(failures))


def _lines(path: Path) -> Iterator[Beside]:
    with open(path, "rb") as file:
        for line in file:
            yield _beside.decode(line)


def _pairs(readings: Path, beside: Iterator[Beside]) -> "Iterator[tuple[Prepared, tuple[Source, ...]] | Failure]":
    """Each reading with what was exported beside it."""
    with open(readings, "rb") as file:
        for number, line in enumerate(file, 1):
            if not line.strip():
                continue
            told = next(beside, None)
            try:
                yield _pair(line, told)
            except LuoshiError as error:
                yield Failure(
                    f"{os.fspath(readings)}, line {number}", "import", error.what, error.hint, type(error).__name__
                )


def _pair(line: bytes, told: Beside | None) -> tuple[Prepared, tuple[Source, ...]]:
    reading = codec.decode(line)
    if reading.source.id != source_id(reading.text):
        raise UsageError("The id of the reading is not that of its text.", hint="The line was changed or cut off.")
    if told is None or told.id != reading.source.id:
        return prepare(Kept(Document(reading.source, reading.text), reading)), ()
    document = Document(told.source, reading.text, told.places, told.problems)
    return msgspec.structs.replace(prepare(Kept(document, reading)), family=told.family), told.sources
