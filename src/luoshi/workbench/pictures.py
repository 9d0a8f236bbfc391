"""The printed page behind an article: its picture, and the spot of every paragraph on it."""

from pathlib import Path
from typing import Any

import msgspec
from litestar import get
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Response

from luoshi.errors import UnreadableSource, UsageError
from luoshi.model.reading import Reading
from luoshi.model.source import Box, Document
from luoshi.workbench.bounded import Worker
from luoshi.workbench.desk import Desk

SCALE = 2.0
SECONDS = 30


class Spot(msgspec.Struct, frozen=True):
    """Where a paragraph stands on a page."""

    paragraph: str
    left: float
    top: float
    width: float
    height: float


class Leaf(msgspec.Struct, frozen=True):
    """A page with its size in points (an image's in pixels) and the spots on it."""

    number: int
    width: float
    height: float
    spots: tuple[Spot, ...]


def leaves(desk: Desk, document: Document, reading: Reading) -> list[Leaf]:
    """The pages on which an article stands; none where its source has no pages or its file is gone."""
    pages: dict[int, list[Spot]] = {}
    for place in document.places:
        if place.page is not None and place.box is not None:
            name = next(
                (p.id for p in reading.paragraphs if p.spans[0][0] < place.span[1] and place.span[0] < p.spans[0][1]),
                None,
            )
            if name:
                pages.setdefault(place.page, []).append(_spot(name, place.box))
    if not pages or not original(document).is_file():
        return []
    sizes = desk.once(("sizes", document.source.id), lambda: _sizes(original(document), sorted(pages)))
    return [Leaf(number, *sizes[number], tuple(spots)) for number, spots in sorted(pages.items()) if number in sizes]


def original(document: Document) -> Path:
    """The file that the article was read from, without the part that names an item of it."""
    uri = document.source.uri or ""
    return Path(uri if Path(uri).exists() else uri.rpartition("#")[0] or uri)


def _spot(name: str, box: Box) -> Spot:
    return Spot(name, box.left, box.top, box.right - box.left, box.bottom - box.top)


def _sizes(path: Path, numbers: list[int]) -> dict[int, tuple[float, float]]:
    with Worker(seconds=SECONDS) as worker:
        return worker.run(measure, path, numbers)


def measure(path: Path, numbers: list[int]) -> dict[int, tuple[float, float]]:
    """Width and height of pages (from 1) of a PDF file, or of an image, which is its own page 1."""
    if path.read_bytes()[:4] != b"%PDF":
        from PIL import Image  # noqa: PLC0415  (an extra, in the worker)

        with Image.open(path) as image:
            return dict.fromkeys(numbers, (float(image.width), float(image.height)))
    import pypdfium2  # type: ignore[import-untyped]  # noqa: PLC0415  (an extra, in the worker)

    document = pypdfium2.PdfDocument(path)
    return {number: document[number - 1].get_size() for number in numbers if number <= len(document)}


def draw(path: Path, number: int) -> bytes:
    """One page (from 1) as PNG."""
    import io  # noqa: PLC0415  (in the worker)

    out = io.BytesIO()
    if path.read_bytes()[:4] != b"%PDF":
        from PIL import Image  # noqa: PLC0415

        with Image.open(path) as image:
            image.convert("RGB").save(out, "PNG")
    else:
        import pypdfium2  # noqa: PLC0415

        pypdfium2.PdfDocument(path)[number - 1].render(scale=SCALE).to_pil().save(out, "PNG")
    return out.getvalue()


@get("/article/{id:str}/page/{number:int}", sync_to_thread=True)
def picture(desk: NamedDependency[Desk], id: FromPath[str], number: FromPath[int]) -> Response[Any]:
    """The picture of one page of an article's file."""
    kept = desk.library.kept(id)
    pages = {place.page for place in kept.document.places}
    path = original(kept.document)
    if number not in pages:
        raise UsageError(f"The article has no page {number}.", hint="See its pages under the tab Page.")
    if not path.is_file():
        raise UsageError("The file of this article is gone.", hint=f"It was read from {kept.document.source.uri}.")

    def drawn() -> bytes:
        with Worker(seconds=SECONDS) as worker:
            return worker.run(draw, path, number)

    try:
        content = desk.once(("picture", kept.document.source.id, number), drawn)
    except UnreadableSource as error:
        raise UsageError(error.what, hint=error.hint) from error
    return Response(content, media_type="image/png", headers={"cache-control": "private, max-age=3600"})
