"""A format of another package: plain text after a first line that names it."""

from collections.abc import Iterator

from luoshi.model.source import Document, document
from luoshi.sources.contract import Given, Options


class _Shouting:
    name = "shouting"
    media_type = "text/shout"
    apart = False

    def sniff(self, head: bytes, name: str) -> bool:
        return head.startswith(b"SHOUT\n")

    def open(self, given: Given, options: Options) -> Iterator[Document]:
        yield document(given.read().decode().partition("\n")[2], uri=given.uri, media_type=self.media_type)


SHOUTING = _Shouting()
