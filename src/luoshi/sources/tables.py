"""Tables with an article a row: JSONL, JSON, CSV (any encoding), Parquet and xlsx."""

import csv
import io
import re
from collections.abc import Iterator
from typing import Any, TextIO

import msgspec

from luoshi.errors import MissingPart, UnreadableSource
from luoshi.model.failure import Failure
from luoshi.model.source import Document
from luoshi.model.spans import Span
from luoshi.sources import records
from luoshi.sources.contract import Columns, Given, Options, failure
from luoshi.text.decode import decode

_SLICE = 2_000
# A table up to this many bytes is decoded as a whole.
_WHOLE = 32_000_000
_OBJECT = re.compile(rb"\s*\[?\s*\{\s*\"[^\"\n]{1,100}\"\s*:")
Rows = Iterator[tuple[int, records.Row, Span | None]]


class _Jsonl:
    name = "JSON"
    media_type = "application/jsonl"
    apart = False

    def sniff(self, head: bytes, name: str) -> bool:
        """An object, or a list of objects, with a name in quotation marks."""
        return _OBJECT.match(head.removeprefix(b"\xef\xbb\xbf")) is not None

    def open(self, given: Given, options: Options) -> Iterator[Document | Failure]:
        """One article a line; a line that is no object is a failure of its own. A JSON list is read as a whole."""
        head = given.head().removeprefix(b"\xef\xbb\xbf").lstrip()
        if head.startswith((b"[", b"{\n", b"{\r")):
            yield from self._whole(given, options)
            return
        columns: Columns | None = None
        with given.stream() as stream:
            for number, (line, place) in enumerate(_lines(stream), 1):
                try:
                    row = msgspec.json.decode(line, type=dict[str, Any])
                    columns = columns or records.find_columns(row, options.columns)
                except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
                    yield failure(
                        f"{given.uri}#{number}", UnreadableSource(f"Line {number} is no JSON object: {error}.")
                    )
                    continue
                except UnreadableSource as error:
                    yield failure(f"{given.uri}#{number}", error)
                    continue
                yield from records.documents([(number, row, place)], columns, given.uri, self.media_type, options)

    def _whole(self, given: Given, options: Options) -> Iterator[Document | Failure]:
        options.limits.hold("text_bytes", given.size(), "The JSON file is too large in bytes")
        try:
            found = msgspec.json.decode(given.read().removeprefix(b"\xef\xbb\xbf"))
        except (msgspec.DecodeError, RecursionError) as error:
            raise UnreadableSource(f"The file is no JSON: {error}.", hint="JSON Lines or a list of objects.") from None
        listed = found if isinstance(found, list) else [found]
        rows = [row for row in listed if isinstance(row, dict)]
        if not rows:
            raise UnreadableSource("The JSON file holds no list of objects.", hint="An object an article is expected.")
        columns = records.find_columns(rows[0], options.columns)
        numbered: Rows = ((number, row, None) for number, row in enumerate(rows, 1))
        yield from records.documents(numbered, columns, given.uri, "application/json", options)


class _Csv:
    name = "CSV"
    media_type = "text/csv"
    apart = False

    def sniff(self, head: bytes, name: str) -> bool:
        """By its ending, or by a first line that names a column of text among others."""
        if name.endswith((".csv", ".tsv")):
            return b"\x00" not in head[:64] or head.startswith((b"\xff\xfe", b"\xfe\xff"))
        first = head.split(b"\n", 1)[0]
        if not 0 < len(first) < 500 or not re.search(rb"[,\t]", first):
            return False
        try:
            names = next(csv.reader([decode(first).text], delimiter=_delimiter(decode(first).text)))
            records.find_columns(names, Columns())
        except (UnreadableSource, StopIteration, csv.Error):
            return False
        return len(names) > 1

    def open(self, given: Given, options: Options) -> Iterator[Document | Failure]:
        options.limits.hold("bytes", given.size(), "The table is too large in bytes")
        with _text_of(given) as text:
            yield from self._rows(text, given, options)

    def _rows(self, text: TextIO, given: Given, options: Options) -> Iterator[Document | Failure]:
        csv.field_size_limit(2**31 - 1)
        first = text.readline()
        text.seek(0)
        reader = csv.DictReader(text, delimiter=_delimiter(first))
        try:
            columns = records.find_columns(reader.fieldnames or (), options.columns)
            numbered: Rows = ((number, row, None) for number, row in enumerate(reader, 1))
            yield from records.documents(numbered, columns, given.uri, self.media_type, options)
        except csv.Error as error:
            raise UnreadableSource(f"The table is broken at line {reader.line_num}: {error}.") from None


class _Parquet:
    name = "Parquet"
    media_type = "application/vnd.apache.parquet"
    apart = True

    def sniff(self, head: bytes, name: str) -> bool:
        return head.startswith(b"PAR1")

    def open(self, given: Given, options: Options) -> Iterator[Document | Failure]:
        import polars as pl  # noqa: PLC0415  (loaded with the first table)

        with given.stream() as stream:
            frame = pl.scan_parquet(stream)
            columns = records.find_columns(frame.collect_schema().names(), options.columns)
            wanted = [name for name in _named(columns) if name]
            yield from records.documents(_slices(frame.select(wanted)), columns, given.uri, self.media_type, options)


class _Xlsx:
    name = "xlsx"
    media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    apart = True

    def sniff(self, head: bytes, name: str) -> bool:
        """A zip file that holds a workbook."""
        if not head.startswith(b"PK\x03\x04"):
            return False
        office = b"[Content_Types].xml" in head or b"_rels/.rels" in head
        return b"xl/" in head or (office and name.endswith((".xlsx", ".xlsm")))

    def open(self, given: Given, options: Options) -> Iterator[Document | Failure]:
        """Every sheet that has a column of text; a workbook without one is a failure."""
        try:
            import fastexcel  # noqa: PLC0415  (an extra)
        except ImportError:
            raise MissingPart("Reading xlsx", "tables") from None
        book = fastexcel.read_excel(given.read())
        refusals: list[UnreadableSource] = []
        for name in book.sheet_names:
            sheet = book.load_sheet(name, dtypes="string")
            if not sheet.height:
                continue
            frame = sheet.to_polars()
            try:
                columns = records.find_columns(frame.columns, options.columns)
            except UnreadableSource as error:
                refusals.append(error)
                continue
            uri = given.uri if len(book.sheet_names) == 1 else f"{given.uri}#{name}"
            yield from records.documents(_slices(frame.lazy()), columns, uri, self.media_type, options)
        if len(refusals) == len(book.sheet_names):
            raise refusals[0]


def _text_of(given: Given) -> TextIO:
    """The characters of a table as a stream; a large file is not held in memory, and its beginning shows its encoding."""
    if given.size() <= _WHOLE:
        return io.StringIO(decode(given.read()).text, newline="")
    with given.stream() as stream:
        beginning = stream.read(_WHOLE)
    decoded = decode(beginning[: beginning.rfind(b"\n") + 1] or beginning)
    encoding = f"{decoded.encoding}-sig" if decoded.bom == 3 else decoded.encoding
    return io.TextIOWrapper(given.stream(), encoding, errors="replace", newline="")


def _slices(frame: Any) -> Rows:
    """The rows of a lazy frame, a few at a time."""
    number, start = 0, 0
    while (part := frame.slice(start, _SLICE).collect()).height:
        for row in part.iter_rows(named=True):
            number += 1
            yield number, row, None
        start += _SLICE


def _lines(stream: Any) -> Iterator[tuple[bytes, Span]]:
    """The lines that are not blank, with their places in the file."""
    place = 0
    for line in stream:
        if words := line.removeprefix(b"\xef\xbb\xbf").strip():
            yield words, (place, place + len(line.rstrip(b"\r\n")))
        place += len(line)


def _named(columns: Columns) -> list[str | None]:
    return list(dict.fromkeys(getattr(columns, kind) for kind in Columns.__struct_fields__))


def _delimiter(first: str) -> str:
    """The mark that parts the columns: the commonest of the usual ones in the first line."""
    return max(",\t;|", key=first.count)


JSONL, CSV, PARQUET, XLSX = _Jsonl(), _Csv(), _Parquet(), _Xlsx()
