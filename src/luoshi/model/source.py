"""Where an article comes from, and the text that a source yields. Not for reading files: see luoshi.sources."""

import hashlib
import re
from datetime import date

import msgspec

from luoshi.errors import UsageError
from luoshi.model.spans import Span, Spans


class Source(msgspec.Struct, frozen=True):
    """Provenance of one article. `id` is `sha256:` and the digest of the article's text; dates are ISO strings."""

    id: str
    uri: str | None = None
    media_type: str = "text/plain"
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    page: str | None = None
    authors: tuple[str, ...] = ()
    read_at: str | None = None


class Problem(msgspec.Struct, frozen=True):
    """A part that could not be read: the stage that met it, what it was, and where (empty where it has no place)."""

    stage: str
    what: str
    spans: Spans = ()


class Box(msgspec.Struct, frozen=True):
    """A rectangle on a page, in points (1/72 inch) from the page's top left corner; for images in pixels."""

    left: float
    top: float
    right: float
    bottom: float


class Place(msgspec.Struct, frozen=True):
    """Where a stretch of the text stands in the file: page (from 1) and box, or the byte range, or both."""

    span: Span
    page: int | None = None
    box: Box | None = None
    bytes: Span | None = None
    confidence: float | None = None


class Document(msgspec.Struct, frozen=True):
    """One article as a source yields it: its decoded text (line ends as LF), provenance, and the way back to the file."""

    source: Source
    text: str
    places: tuple[Place, ...] = ()
    problems: tuple[Problem, ...] = ()


def source_id(text: str) -> str:
    """The id of an article: the digest of its text as UTF-8."""
    return "sha256:" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ].*)?)?)?")


def _is_day(words: str) -> bool:
    """Whether words are an ISO day, month or year that is in the calendar."""
    found = _DAY.fullmatch(words)
    if found is None:
        return False
    try:
        date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        return False
    return True


def document(text: str, **source: str | None) -> Document:
    """A document from text in hand; `source` are fields of Source. Line ends become LF, nothing else changes.

    UsageError for a field that Source does not have and for a day of print that is none.
    """
    unknown = source.keys() - set(Source.__struct_fields__) | source.keys() & {"id"}
    if unknown:
        known = ", ".join(field for field in Source.__struct_fields__ if field != "id")
        raise UsageError(f"An article's source has no {', '.join(sorted(unknown))}.", hint=f"It has: {known}.")
    if (published := source.get("published")) and not _is_day(published):
        raise UsageError(f"published={published!r} is no date.", hint="Give 2025, 2025-11 or 2025-11-03.")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return Document(Source(id=source_id(text), **source), text)  # type: ignore[arg-type]
