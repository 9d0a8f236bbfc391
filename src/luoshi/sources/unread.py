"""Kinds of file that are known and not read: the reason, and what to save them as instead."""

from collections.abc import Iterator

from luoshi.errors import UnreadableSource
from luoshi.model.failure import Failure
from luoshi.model.source import Document
from luoshi.sources.contract import Given, Options

_KINDS = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old or encrypted Office file (.doc, .xls, .wps)", "Save it as DOCX or xlsx, without a password."),
    (b"{\\rtf", "rich text (RTF)", "Save it as DOCX."),
    (b"Rar!\x1a\x07", "a RAR archive", "Pack it as zip."),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", "Pack it as zip."),
    (b"CAJ", "a CAJ file", "Save it as PDF."),
    (b"HN\x00\x00", "a CAJ file", "Save it as PDF."),
    (b"AT&TFORM", "a DjVu file", "Save it as PDF."),
    (b"SQLite format 3\x00", "a SQLite database", "Open a library of Luoshi by its own commands."),
)  # fmt: skip


class _Unread:
    name = "a kind that is not read"
    media_type = "application/octet-stream"
    apart = False

    def sniff(self, head: bytes, name: str) -> bool:
        return head.startswith(tuple(mark for mark, _, _ in _KINDS))

    def open(self, given: Given, options: Options) -> Iterator[Document | Failure]:
        head = given.head()
        kind, hint = next((kind, hint) for mark, kind, hint in _KINDS if head.startswith(mark))
        raise UnreadableSource(f"The file is {kind}, which is not read.", hint=hint)


UNREAD = _Unread()
