"""From a table's rows to documents: which column holds what, and an article of each row that has a text."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from luoshi.errors import LuoshiError, UnreadableSource
from luoshi.model.failure import Failure
from luoshi.model.source import Document, Place, Source, source_id
from luoshi.model.spans import Span
from luoshi.sources import provenance
from luoshi.sources.contract import Columns, Options, article, failure
from luoshi.sources.html_scan import scan

Row = Mapping[str, object]
_MARKUP = re.compile(r"</(?:p|div|span)>|<br\s*/?>", re.I)


@cache
def _usual() -> dict[str, list[str]]:
    return tomllib.loads((files("luoshi.sources") / "data/columns.toml").read_text(encoding="utf-8"))


def find_columns(names: Iterable[str], asked: Columns) -> Columns:
    """The column of each kind. UnreadableSource where there is no column of text, or none of an asked name."""
    there = list(names)
    lower = {name.strip().lower(): name for name in reversed(there)}
    found: dict[str, str | None] = {}
    for kind in Columns.__struct_fields__:
        wanted = getattr(asked, kind)
        if wanted is not None and wanted not in there:
            raise UnreadableSource(f"The table has no column {wanted!r}.", hint=f"It has: {', '.join(there[:30])}.")
        found[kind] = wanted or next((lower[name] for name in _usual()[kind] if name in lower), None)
    if not found["text"]:
        raise UnreadableSource(
            f"The table has no column of text among: {', '.join(there[:30])}.", hint="Name it with --text-column."
        )
    return Columns(**found)


def documents(
    rows: Iterable[tuple[int, Row, Span | None]], columns: Columns, uri: str, media_type: str, options: Options
) -> Iterator[Document | Failure]:
    """The article of each row (number from 1, values, and the row's bytes where known)."""
    for number, row, place in rows:
        try:
            options.limits.hold("rows", number, "The table has too many rows")
        except UnreadableSource as error:
            yield failure(uri, error)
            return
        address = _words(row, columns.address)
        where = f"{uri}#{address or number}"
        try:
            yield article(_document(_Article(row, columns, where, media_type, place), options))
        except LuoshiError as error:
            yield failure(where, error)


class _Article(NamedTuple):
    """A row on its way to an article: its values, and where they come from."""

    row: Row
    columns: Columns
    uri: str
    media_type: str
    place: Span | None


def _document(made: _Article, options: Options) -> Document:
    row, columns = made.row, made.columns
    text = _words(row, columns.text).replace("\r\n", "\n").replace("\r", "\n")
    options.limits.hold("text_bytes", len(text), "The text of the row is too large")
    if _MARKUP.search(text):
        text = "\n".join(line.text for line in scan(text, options.limits).lines)
    title = _words(row, columns.title)
    if title and text.strip() and title not in [line.strip() for line in text.split("\n")[:3]]:
        text = f"{title}\n{text}"
    source = Source(id=source_id(text), uri=made.uri, media_type=made.media_type, **_stated(row, columns, title, text))
    places = tuple(Place(span, bytes=made.place) for span in _lines(text)) if made.place else ()
    return Document(source, text, places)


def _stated(row: Row, columns: Columns, title: str, text: str) -> provenance.Provenance:
    """Provenance from the columns, and from the text where they are empty."""
    found = provenance.of_lines(text.split("\n"))
    if title:
        found["title"] = title
    if publisher := _words(row, columns.publisher):
        found["publisher"] = publisher
    if published := provenance.iso_date(_words(row, columns.published)):
        found["published"] = published
    if page := _words(row, columns.page):
        found["page"] = page
    if authors := _words(row, columns.authors):
        found["authors"] = provenance.names(authors)
    return found


def _words(row: Row, column: str | None) -> str:
    """A cell as words; empty where there is none."""
    value = row.get(column) if column else None
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()[:10]
    if isinstance(value, list | tuple):
        return "、".join(str(part) for part in value)
    return str(value).strip()


def _lines(text: str) -> Iterator[Span]:
    for found in re.finditer(r"[^\n]+", text):
        if found.group().strip():
            yield found.span()
