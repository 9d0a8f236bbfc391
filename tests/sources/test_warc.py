"""WARC: what servers answered, with address and time; broken records cost themselves alone."""

import gzip
import io

import pytest

from luoshi.model.failure import Failure
from luoshi.model.source import Document
from tests.sources.articles import OTHER, TEXT
from tests.sources.contract import everything, refused
from tests.sources.pages import PAGES

pytest.importorskip("fastwarc")

WHEN = "2025-11-05T01:02:03Z"


def record(
    address: str, body: bytes, kind: str = "text/html; charset=gbk", *, more: str = "", status: str = "200 OK"
) -> bytes:
    """One answer of a server."""
    http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{more}Content-Length: {len(body)}\r\n\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nWARC-Date: {WHEN}\r\n"
        "WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def page(encoding: str = "gb18030") -> bytes:
    return PAGES["tables"]().encode(encoding)


RECORDS = (
    record("http://a.example/1", page()),
    record(
        "http://a.example/2", gzip.compress("\n".join(OTHER).encode()), "text/plain", more="Content-Encoding: gzip\r\n"
    ),
    record("http://a.example/logo.png", b"\x89PNG", "image/png"),
    record("http://a.example/gone", page(), status="404 Not Found"),
    record("http://a.example/3", PAGES["modern"]().encode(), "text/html; charset=utf-8"),
)
ARTICLES = {"http://a.example/1": TEXT, "http://a.example/2": "\n".join(OTHER), "http://a.example/3": TEXT}


def zstandard(records: tuple[bytes, ...]) -> bytes:
    from fastwarc.stream_io import ZstdWriter  # noqa: PLC0415

    out = io.BytesIO()
    writer = ZstdWriter(out)
    for each in records:
        writer.write(each)
    writer.close()
    return out.getvalue()


PACKED = {
    "a.warc": b"".join,
    "a.warc.gz": lambda records: b"".join(map(gzip.compress, records)),
    "a.warc.zst": zstandard,
}


def texts(found: list[Document | Failure], name: str) -> dict[str, str]:
    return {row.source.uri.removeprefix(f"{name}#"): row.text for row in found if isinstance(row, Document)}


@pytest.mark.parametrize("name", PACKED)
def test_answers_are_articles(name: str) -> None:
    """Pages and texts come with address and time of capture; pictures and errors of servers are no documents."""
    found = everything(PACKED[name](RECORDS), name)
    assert texts(found, name) == ARTICLES
    assert {row.source.read_at for row in found} == {WHEN}


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
@pytest.mark.parametrize("broken", range(3))
def test_a_broken_record_costs_itself_alone(name: str, broken: int) -> None:
    """Damage to one record is counted, and the records after it are read."""
    parts = [PACKED[name]([each]) for each in RECORDS]
    damaged = bytearray(parts[broken])
    damaged[:8] = b"JUNKJUNK" if name == "a.warc" else damaged[:8]
    damaged[40:48] = b"\xff" * 8
    parts[broken] = bytes(damaged)
    *found, last = everything(b"".join(parts), name) if broken else everything(parts[1] + b"".join(parts), name)
    assert isinstance(last, Failure)
    assert "broken record" in last.what
    lost = list(ARTICLES)[broken] if broken < 2 else None
    expected = {address: text for address, text in ARTICLES.items() if address != lost}
    assert texts(found, name) == expected


@pytest.mark.parametrize("name", PACKED)
def test_a_cut_file_gives_what_stood_before_the_cut(name: str) -> None:
    """A WARC cut in the middle of its last record gives the others, and says that one was broken."""
    content = PACKED[name](RECORDS)
    tail = len(PACKED[name](RECORDS[-1:])) // 2
    *found, last = everything(content[:-tail], name)
    assert isinstance(last, Failure)
    assert "broken" in last.what
    if name != "a.warc.zst":  # one frame of zstd holds all records
        assert set(texts(found, name)) == set(ARTICLES) - {"http://a.example/3"}


def test_a_pdf_in_a_crawl_is_read() -> None:
    """A PDF among the answers is opened like a file, with the record's address and time."""
    pytest.importorskip("pypdfium2")
    layouts = pytest.importorskip("tests.sources.layouts")
    if layouts.FONT is None:
        pytest.skip("needs a Chinese font (Debian package fonts-wqy-zenhei)")
    content = layouts.drawn(layouts.two_columns)
    (found,) = everything(record("http://a.example/a.pdf", content, "application/pdf"), "a.warc")
    assert (found.text, found.source.read_at) == (TEXT, WHEN)


def test_a_crawl_without_answers_says_so() -> None:
    """A WARC file with nothing in it but its own description is a failure."""
    info = b"WARC/1.0\r\nWARC-Type: warcinfo\r\nWARC-Date: 2025-11-05T01:02:03Z\r\nContent-Length: 0\r\n\r\n\r\n\r\n"
    assert "no answers" in refused(info, "a.warc").what
