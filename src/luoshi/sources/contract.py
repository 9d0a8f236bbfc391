"""The contract of a source: a format is found by what a file's first bytes show, and opens it as documents.

A format is one object with the members of `Format`, named in the catalogue by a dotted target. It raises
UnreadableSource for a file without an article, and yields a Failure for a part that cannot be read.
"""

import io
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Protocol, runtime_checkable

import msgspec

from luoshi.errors import LuoshiError, UnreadableSource
from luoshi.model.failure import Failure
from luoshi.model.source import Document
from luoshi.sources.limits import Limits

HEAD = 8192
_HAN = re.compile("[\u3400-\u9fff]")
NOT_AN_ARTICLE = "An article in Chinese is expected."


class Columns(msgspec.Struct, frozen=True, kw_only=True):
    """Which columns of a table hold what; None finds the column by its usual names."""

    text: str | None = None
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    address: str | None = None
    authors: str | None = None
    page: str | None = None


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """What a caller may set for every file: the limits, and the columns of tables."""

    limits: Limits = Limits()
    columns: Columns = Columns()


class Budget(msgspec.Struct):
    """What has been taken out of an archive so far, with all archives inside it."""

    members: int = 0
    expanded: int = 0


class Given(msgspec.Struct, frozen=True):
    """A file as it is given: a path, or bytes in hand under a name. `depth` counts the archives around it."""

    uri: str
    path: Path | None = None
    content: bytes = b""
    depth: int = 0
    budget: Budget | None = None

    @property
    def name(self) -> str:
        """The last part of the address, in lower case."""
        return re.split(r"[/#]", self.uri)[-1].lower()

    def size(self) -> int:
        """The number of bytes."""
        return self.path.stat().st_size if self.path else len(self.content)

    def stream(self) -> BinaryIO:
        """The bytes from their beginning."""
        return self.path.open("rb") if self.path else io.BytesIO(self.content)

    def head(self) -> bytes:
        """The first bytes, by which a format is found."""
        if not self.path:
            return self.content[:HEAD]
        with self.path.open("rb") as stream:
            return stream.read(HEAD)

    def read(self) -> bytes:
        """All bytes."""
        return self.path.read_bytes() if self.path else self.content


@runtime_checkable
class Format(Protocol):
    """One kind of file. `apart` formats are read in a process of their own, within bounds of time and memory."""

    name: str
    media_type: str
    apart: bool

    def sniff(self, head: bytes, name: str) -> bool:
        """Whether the first bytes (and, where they leave it open, the name) show this format."""

    def open(self, given: Given, options: Options) -> Iterator[Document | Failure]:
        """The articles of a file."""


def printable(path: str | os.PathLike[str]) -> str:
    """A path as text that can be printed and written; bytes that are not UTF-8 stand as \\xNN."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def failure(uri: str, error: Exception) -> Failure:
    """The row of an error: its words, or the system's own for an error of the file system."""
    if isinstance(error, LuoshiError):
        return Failure(uri, "sources", error.what, error.hint, type(error).__name__)
    if isinstance(error, OSError):
        return Failure(uri, "sources", f"The file cannot be opened: {error.strerror or error}.")
    raise error


def has_chinese(text: str) -> bool:
    """Whether a text holds a Chinese character."""
    return _HAN.search(text) is not None


def article(document: Document) -> Document:
    """The document, where its text is one in Chinese; UnreadableSource else."""
    if not document.text.strip():
        raise UnreadableSource("The file holds no text.", hint=NOT_AN_ARTICLE)
    if not has_chinese(document.text):
        raise UnreadableSource("The file holds no Chinese text.", hint=NOT_AN_ARTICLE)
    return document
