"""What every source's documents have in common, checked wherever a test opens one."""

from pathlib import Path

from luoshi.model.failure import Failure
from luoshi.model.source import Document, source_id
from luoshi.sources.catalogue import documents, documents_of
from luoshi.sources.contract import Options

DEFAULTS = Options()


def articles(given: Path | bytes, name: str = "-", options: Options = DEFAULTS) -> list[Document]:
    """The articles of a path or of some bytes, each held to the contract; a failure fails the test."""
    found = everything(given, name, options)
    failures = [row for row in found if isinstance(row, Failure)]
    assert not failures, failures
    return [row for row in found if isinstance(row, Document)]


def article(given: Path | bytes, name: str = "-", options: Options = DEFAULTS) -> Document:
    """The one article of a path or of some bytes."""
    (found,) = articles(given, name, options)
    return found


def refused(given: Path | bytes, name: str = "-", options: Options = DEFAULTS) -> Failure:
    """The one failure of a path or of some bytes that hold nothing else."""
    (found,) = everything(given, name, options)
    assert isinstance(found, Failure), found
    return found


def everything(given: Path | bytes, name: str = "-", options: Options = DEFAULTS) -> list[Document | Failure]:
    """All that a path or some bytes give, each held to the contract."""
    found = list(documents_of(given, name, options) if isinstance(given, bytes) else documents(given, options))
    for row in found:
        keeps_contract(row)
    return found


def keeps_contract(row: Document | Failure) -> None:
    """A failure says what and where; a document's id is its text's digest, and its places cover the printed lines."""
    if isinstance(row, Failure):
        assert row.uri
        assert row.what
        assert row.kind
        return
    assert row.source.id == source_id(row.text)
    assert row.source.uri
    assert "\r" not in row.text
    if not row.places:  # a file without bytes of its own for each line (DOCX, a row of a workbook)
        return
    covered = 0
    for place in row.places:
        start, end = place.span
        assert covered <= start < end <= len(row.text)
        assert not row.text[covered:start].strip(), "a printed line has no place"
        assert place.bytes or (place.page and place.box) or place.page
        covered = end
    assert not row.text[covered:].strip(), "a printed line has no place"
