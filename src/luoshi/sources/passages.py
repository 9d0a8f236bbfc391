"""From passages of a decoded file to a document: their text one a line, and the byte range of each."""

from collections.abc import Iterable
from typing import NamedTuple

from luoshi.model.source import Document, Place, Problem, Source, source_id
from luoshi.text.decode import Decoded


class Passage(NamedTuple):
    """One paragraph: its text, and its place [start, end) in the raw characters of the file."""

    text: str
    start: int
    end: int


def composed(
    passages: Iterable[Passage], decoded: Decoded, source: dict[str, object], problems: tuple[Problem, ...] = ()
) -> Document:
    """The document of some passages, one a line. `source` holds fields of Source without the id."""
    kept = list(passages)
    text = "\n".join(passage.text for passage in kept)
    return Document(
        Source(id=source_id(text), **source),  # type: ignore[arg-type]
        text,
        tuple(_places(kept, decoded)),
        (*problems, *undecodable(decoded)),
    )


def undecodable(decoded: Decoded) -> tuple[Problem, ...]:
    """The problem of bytes that fit no character, where there are any."""
    if not decoded.bad:
        return ()
    what = f"{decoded.bad} bytes could not be decoded as {decoded.encoding}; each stands as U+FFFD"
    return (Problem("sources", what),)


def _places(passages: list[Passage], decoded: Decoded) -> Iterable[Place]:
    """The byte range of each passage. A passage may stand before an earlier one in the file (a title moved up)."""
    bounds = sorted({position for passage in passages for position in (passage.start, passage.end)})
    offsets = dict(zip(bounds, decoded.byte_offsets(bounds), strict=True))
    start = 0
    for passage in passages:
        end = start + len(passage.text)
        if end > start:
            yield Place((start, end), bytes=(offsets[passage.start], offsets[passage.end]))
        start = end + 1
