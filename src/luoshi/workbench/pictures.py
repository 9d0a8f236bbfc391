"""The printed page behind an article: its picture, and the spots of every paragraph on it."""

from bisect import bisect_right
from pathlib import Path
from typing import Any

import msgspec
from litestar import get
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Response

from luoshi.errors import UnreadableSource, UsageError
from luoshi.model.findings import Paragraph
from luoshi.model.reading import Reading
from luoshi.model.source import Box, Document
from luoshi.workbench.bounded import Worker
from luoshi.workbench.desk import Desk
from luoshi.workbench.shelf import MARK

SECONDS = 30
WORDS = 24


class Spot(msgspec.Struct, frozen=True):
    """Where a paragraph stands on a page: its boxes, and the words with which it begins. `first` marks the page on
    which it begins."""

    paragraph: str
    words: str
    boxes: tuple[Box, ...]
    first: bool


class Leaf(msgspec.Struct, frozen=True):
    """A page with its size in points (an image's in pixels) and the spots on it."""

    number: int
    width: float
    height: float
    spots: tuple[Spot, ...]


def printed(desk: Desk, document: Document) -> bool:
    """Whether an article stands on pages, and its file is still there to show them."""
    return any(place.page and place.box for place in document.places) and _file(desk, document) is not None


def _file(desk: Desk, document: Document) -> tuple[str, Path | None] | None:
    """What leads to an article's file: its address, and where the file lies if it was uploaded; None where it is gone. The
    address of an uploaded article is never a path."""
    from luoshi.sources.original import standing  # noqa: PLC0415  (the sources are loaded with the first article)

    uri = document.source.uri or ""
    if uri.startswith(MARK):
        found = desk.shelf.find(uri)
        return (found[1], found[0]) if found else None
    return (uri, None) if standing(uri) else None


def leaves(desk: Desk, document: Document, reading: Reading) -> list[Leaf]:
    """The pages on which an article stands; UnreadableSource where its file is not what it was."""
    pages: dict[int, dict[str, list[Box]]] = {}
    words: dict[str, str] = {}
    for place in document.places:
        paragraph = _paragraph(reading, *place.span)
        if paragraph and place.page is not None and place.box is not None:
            pages.setdefault(place.page, {}).setdefault(paragraph.id, []).append(place.box)
            start, end = paragraph.spans[0]
            words[paragraph.id] = reading.text[start : min(end, start + WORDS)]
    from luoshi.workbench import sheets  # noqa: PLC0415

    first = {name: page for page in sorted(pages, reverse=True) for name in pages[page]}
    source, file = document.source, _file(desk, document) or ("", None)
    with Worker(seconds=SECONDS) as worker:
        sizes = desk.once(
            ("sizes", source.id),
            lambda: worker.run(sheets.measure, *file, source.media_type, sorted(pages)),
        )
    return [
        Leaf(
            number,
            *sizes[number],
            tuple(Spot(name, words[name], tuple(boxes), first[name] == number) for name, boxes in spots.items()),
        )
        for number, spots in sorted(pages.items())
        if number in sizes
    ]


def _paragraph(reading: Reading, start: int, end: int) -> Paragraph | None:
    """The first paragraph that holds a part of a stretch of text."""
    place = bisect_right(reading.paragraphs, start, key=lambda p: p.spans[0][1])
    if place < len(reading.paragraphs) and reading.paragraphs[place].spans[0][0] < end:
        return reading.paragraphs[place]
    return None


@get("/article/{id:str}/page/{number:int}", sync_to_thread=True)
def picture(desk: NamedDependency[Desk], id: FromPath[str], number: FromPath[int]) -> Response[Any]:
    """The picture of one page of an article's file."""
    from luoshi.workbench import sheets  # noqa: PLC0415

    document = desk.library.kept(id).document
    if number not in {place.page for place in document.places}:
        raise UsageError(f"The article has no page {number}.", hint="See its pages under the tab Page.")
    source, file = document.source, _file(desk, document) or ("", None)

    def drawn() -> bytes:
        with Worker(seconds=SECONDS) as worker:
            return worker.run(sheets.draw, *file, source.media_type, number)

    try:
        content = desk.once(("picture", source.id, number), drawn)
    except UnreadableSource as error:
        raise UsageError(error.what, hint=error.hint) from error
    return Response(content, media_type="image/png", headers={"cache-control": "private, max-age=3600"})
