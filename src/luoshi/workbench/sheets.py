"""Pages of PDF files and pictures, measured and drawn as a reader sees them: upright, whole. Runs in a worker."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from luoshi.errors import UnreadableSource
from luoshi.sources.contract import Given
from luoshi.sources.original import original

SCALE = 2.0
LARGEST = 4000
"""Pixels of a picture's longer side, enough for the small print of a broadsheet."""
_PDF = "application/pdf"


def measure(uri: str, path: Path | None, media_type: str, numbers: list[int]) -> dict[int, tuple[float, float]]:
    """Width and height of pages (from 1): of a PDF in points, of a picture in pixels. For `path` see original."""
    given = original(uri, path)
    with _told():
        if media_type == _PDF:
            document = _pdf(given)
            return {number: document[number - 1].get_size() for number in numbers if number <= len(document)}
        return {number: (float(page.width), float(page.height)) for number, page in _upright(given, numbers)}


def draw(uri: str, path: Path | None, media_type: str, number: int) -> bytes:
    """One page (from 1) as PNG."""
    given = original(uri, path)
    out = io.BytesIO()
    with _told():
        if media_type == _PDF:
            _pdf(given)[number - 1].render(scale=SCALE).to_pil().save(out, "PNG")
        else:
            for _, page in _upright(given, [number]):
                shown = page.convert("RGB")
                shown.thumbnail((LARGEST, LARGEST))
                shown.save(out, "PNG")
    return out.getvalue()


def _pdf(given: Given) -> Any:
    import pypdfium2  # type: ignore[import-untyped]  # noqa: PLC0415  (an extra)

    return pypdfium2.PdfDocument(given.path or given.content)


def _upright(given: Given, numbers: list[int]) -> Iterator[tuple[int, Any]]:
    """The pages of a picture, turned as its camera says: boxes are measured on the upright page."""
    from PIL import Image, ImageOps  # noqa: PLC0415  (an extra)

    Image.MAX_IMAGE_PIXELS = None  # the worker's memory is the bound
    with given.stream() as stream, Image.open(stream) as picture:
        for number in numbers:
            if number <= getattr(picture, "n_frames", 1):
                picture.seek(number - 1)
                yield number, ImageOps.exif_transpose(picture)


@contextmanager
def _told() -> Iterator[None]:
    """A file that is not what it was when its article was read is told so."""
    try:
        yield
    except (OSError, SyntaxError, ValueError, RuntimeError) as error:
        raise UnreadableSource(f"The page cannot be drawn: {error}.", hint="Get the file again.") from None
