"""WARC: the HTML, PDF and text that a crawl answered with, each with its address and the time of capture.

Broken records are skipped and counted: reading goes on at the next place where a record begins.
"""

import re
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO

from msgspec import structs

from luoshi.errors import LuoshiError, MissingPart, UnreadableSource
from luoshi.model.failure import Failure
from luoshi.model.source import Document
from luoshi.sources import catalogue
from luoshi.sources.contract import Given, Options, article, failure
from luoshi.sources.html import HTML, page_document
from luoshi.sources.pdf import PDF
from luoshi.sources.plain import plain_document
from luoshi.text.decode import decode

_GZIP, _ZSTD = b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd"
# How a record begins: in a plain file, in one packed record by record.
_BEGINNING = re.compile(rb"\r\nWARC/1\.|\x1f\x8b\x08|\x28\xb5\x2f\xfd")
# A file that breaks off this often is no WARC any more.
_BREAKS = 1_000
_CHUNK = 1 << 20


class _Warc:
    name = "WARC"
    media_type = "application/warc"
    apart = False

    def sniff(self, head: bytes, name: str) -> bool:
        """The first record's mark, also inside gzip; zstd only under a WARC's name."""
        if head.startswith((b"WARC/1.", b"WARC/0.")) or _unpacked(head).startswith(b"WARC/"):
            return True
        return head[:4] in (_ZSTD, b"\x5d\x2a\x4d\x18", b"\x50\x2a\x4d\x18") and ".warc" in name

    def open(self, given: Given, options: Options) -> Iterator[Document | Failure]:
        broken = count = 0
        with given.stream() as stream:
            for record in _records(stream):
                count += 1
                options.limits.hold("records", count, "The WARC file has too many records")
                content = None if record is None else _payload(record, options)
                if record is None or content is None:
                    broken += 1
                elif content:
                    yield from _answer(record, content, given, options)
        if broken:
            what = f"{broken} broken records were skipped." if broken > 1 else "1 broken record was skipped."
            yield failure(given.uri, UnreadableSource(what, hint="Get the file again, should it be cut off."))
        elif not count:
            raise UnreadableSource("The WARC file holds no answers of a server.")


def _unpacked(head: bytes) -> bytes:
    if not head.startswith(_GZIP):
        return b""
    try:
        return zlib.decompressobj(31).decompress(head, 64)
    except zlib.error:
        return b""


def _records(stream: BinaryIO) -> Iterator[Any]:
    """The records that hold documents; None for each place where reading broke off and began again."""
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType  # noqa: PLC0415  (an extra)
    except ImportError:
        raise MissingPart("Reading WARC", "warc") from None
    kinds = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
    start: int | None = 0
    for _ in range(_BREAKS):
        if start is None:
            return
        stream.seek(start)
        last = 0
        try:
            for record in ArchiveIterator(stream, record_types=kinds, parse_http=True, auto_decode="all"):
                last = record.stream_pos
                yield record
            return
        except OSError:
            yield None
        start = _next_record(stream, start + last + 1)


def _next_record(stream: BinaryIO, start: int) -> int | None:
    """Where the next record begins that can be read as one; the broken one itself is passed over."""
    stream.seek(start)
    place, chunk = start, b""
    while more := stream.read(_CHUNK):
        chunk += more
        for found in _BEGINNING.finditer(chunk):
            at = found.start()
            if chunk.startswith(b"\r\n", at):
                return place + at + 2
            if chunk.startswith(_ZSTD, at) or _unpacked(chunk[at : at + 4096]).startswith(b"WARC/"):
                return place + at
        place, chunk = place + len(chunk) - 16, chunk[-16:]
    return None


def _payload(record: Any, options: Options) -> bytes | None:
    """A record's content; empty where it is no document (an error's page, a picture), None where it is broken."""
    http = record.http_headers
    if record.is_http and http is None:
        return None
    if http is not None and http.status_code != 200:
        return b""
    kind = (record.http_content_type if http is not None else record.headers.get("Content-Type", "")) or ""
    if kind and not any(word in kind for word in ("html", "pdf", "text/plain", "octet-stream", "xml")):
        return b""
    length, most = record.content_length, options.limits.text_bytes
    try:
        content: bytes = record.reader.read(most + 1)
    except OSError:
        return None
    encoded = http is not None and ("Content-Encoding" in http or "Transfer-Encoding" in http)
    return None if len(content) < min(length, most) and not encoded else content


def _answer(record: Any, content: bytes, given: Given, options: Options) -> Iterator[Document | Failure]:
    """The articles of one record."""
    uri = f"{given.uri}#{record.headers.get('WARC-Target-URI', '').strip('<>') or record.record_id}"
    captured = record.headers.get("WARC-Date")
    head = content[:8192]
    try:
        options.limits.hold("text_bytes", len(content), "The record is too large in bytes")
        if PDF.sniff(head, ""):
            inner = Given(uri, content=content, depth=given.depth + 1, budget=given.budget)
            for found in catalogue.opened(inner, options):
                yield _captured(found, captured) if isinstance(found, Document) else found
        elif HTML.sniff(head, ".html"):
            yield _captured(article(page_document(content, uri, options, record.http_charset)), captured)
        else:
            yield _captured(article(plain_document(decode(content, record.http_charset), uri)), captured)
    except LuoshiError as error:
        yield failure(uri, error)


def _captured(document: Document, when: str | None) -> Document:
    return structs.replace(document, source=structs.replace(document.source, read_at=when))


WARC = _Warc()
