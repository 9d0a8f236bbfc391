"""Plain text: the file as it is, decoded, with line ends as LF."""

import re
from collections.abc import Iterator

from luoshi.errors import UnreadableSource
from luoshi.model.failure import Failure
from luoshi.model.source import Document, Place, Source, source_id
from luoshi.sources import provenance
from luoshi.sources.contract import Given, Options, article
from luoshi.sources.passages import undecodable
from luoshi.text.decode import Decoded, decode

_LINE = re.compile(r"[^\r\n]+")
_TEXT_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")


class _Plain:
    name = "plain text"
    media_type = "text/plain"
    apart = False

    def sniff(self, head: bytes, name: str) -> bool:
        """Whatever decodes; the end of the head may cut a character in two."""
        for short in range(4):
            try:
                decode(head[: len(head) - short])
            except UnreadableSource:
                continue
            return True
        return False

    def open(self, given: Given, options: Options) -> Iterator[Document | Failure]:
        options.limits.hold("text_bytes", given.size(), "The text is too large in bytes")
        yield article(plain_document(decode(given.read()), given.uri))


def plain_document(decoded: Decoded, uri: str, media_type: str = "text/plain") -> Document:
    """The document of a decoded text; nothing but the line ends changes."""
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n")
    source = Source(id=source_id(text), uri=uri, media_type=media_type, **provenance.of_lines(text.split("\n")))
    return Document(source, text, tuple(_places(decoded)), undecodable(decoded))


def _places(decoded: Decoded) -> Iterator[Place]:
    """The byte range of each line that is not blank."""
    raw = decoded.raw
    lines = [found.span() for found in _LINE.finditer(raw) if found.group().strip()]
    offsets = iter(decoded.byte_offsets([position for line in lines for position in line]))
    shrunk = place = 0  # line ends of two characters that became one, before `place`
    for start, end in lines:
        shrunk += raw.count("\r\n", place, start)
        place = start
        yield Place((start - shrunk, end - shrunk), bytes=(next(offsets), next(offsets)))


PLAIN = _Plain()
