"""Pictures and scans: read where the extra is there, with doubts named; bounded and explained where not."""

import difflib
import io
import struct
import zlib

import numpy
import pytest

from luoshi.sources import ocr
from luoshi.sources.contract import Options
from luoshi.sources.limits import Limits
from tests.sources.articles import PARAGRAPHS, TEXT
from tests.sources.contract import article, refused

pypdfium2 = pytest.importorskip("pypdfium2")
Image = pytest.importorskip("PIL.Image")
pytest.importorskip("reportlab")

from PIL import ImageFilter  # noqa: E402

from tests.sources.layouts import two_columns  # noqa: E402  (needs what is asked for above)
from tests.sources.sheets import drawn, needs_font  # noqa: E402

needs_ocr = pytest.mark.skipif(not ocr.available(), reason="needs the extra ocr")


def photographed(content: bytes, dots: int = 150, blur: float = 0.5, lean: float = 0.4) -> bytes:
    """The first page of a PDF as a noisy, slightly turned picture."""
    picture = pypdfium2.PdfDocument(content)[0].render(scale=dots / 72).to_pil().convert("L")
    noise = numpy.random.default_rng(1).normal(0, 14, (picture.height, picture.width))
    noisy = Image.fromarray((numpy.asarray(picture) + noise).clip(0, 255).astype("uint8"))
    picture = noisy.filter(ImageFilter.GaussianBlur(blur)).rotate(lean, fillcolor=255)
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def clipping() -> bytes:
    return drawn(two_columns, size=(595, 460))


def likeness(text: str, expected: str) -> float:
    return difflib.SequenceMatcher(None, expected, text, autojunk=False).ratio()


@needs_font
@needs_ocr
@pytest.mark.parametrize("lean", [0.4, -1.5])
def test_a_noisy_clipping_is_read(lean: float) -> None:
    """Columns, headings and paragraphs come back from a noisy, leaning picture, each line with box and confidence."""
    found = article(photographed(clipping(), lean=lean), "a.png")
    assert likeness(found.text, TEXT) > 0.99
    assert len(found.text.split("\n")) == len(PARAGRAPHS)
    assert all(place.box and place.confidence for place in found.places)


@needs_font
@needs_ocr
def test_doubtful_lines_are_problems() -> None:
    """A picture that can hardly be read says which lines are doubtful."""
    found = article(photographed(clipping(), dots=58, blur=1.1), "a.png")
    assert any(problem.stage == "ocr" and "confidence" in problem.what and problem.spans for problem in found.problems)


@needs_font
@needs_ocr
def test_a_scanned_pdf_is_read() -> None:
    """A PDF that holds only a picture of a page gives the page's text, in points of the page."""
    picture = Image.open(io.BytesIO(photographed(clipping(), lean=0)))
    out = io.BytesIO()
    picture.save(out, "PDF", resolution=150)
    found = article(out.getvalue(), "scan.pdf")
    assert likeness(found.text, TEXT) > 0.99
    assert all(place.page == 1 and place.box and place.box.right < 600 for place in found.places)


def _header_only(width: int, height: int) -> bytes:
    """A PNG file that claims a size and holds next to nothing."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")
    )


def test_huge_pictures_are_refused_before_they_are_unpacked() -> None:
    """A picture of 30,000 × 30,000 pixels is beyond the limit, which is named."""
    found = refused(_header_only(30_000, 30_000), "a.png")
    assert "too large in pixels" in found.what
    assert "pixels=" in found.hint


@needs_ocr
@pytest.mark.parametrize(
    "content", [_header_only(300, 300), b"\x89PNG\r\n\x1a\n" + b"x" * 90, b"\xff\xd8\xff" + b"x" * 90]
)
def test_broken_pictures_say_so(content: bytes) -> None:
    """Cut and damaged pictures are failures."""
    assert refused(content, "a.png").hint


@needs_ocr
def test_a_picture_without_writing_says_so() -> None:
    """A picture of nothing holds no article."""
    out = io.BytesIO()
    Image.new("RGB", (400, 300), "grey").save(out, "JPEG")
    assert "no article" in refused(out.getvalue(), "a.jpg").what


def test_a_large_page_is_bounded() -> None:
    """The limit of pixels can be lowered."""
    out = io.BytesIO()
    Image.new("L", (400, 300)).save(out, "PNG")
    assert "limit of 1,000" in refused(out.getvalue(), "a.png", Options(limits=Limits(pixels=1000))).what
