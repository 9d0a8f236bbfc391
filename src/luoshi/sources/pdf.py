"""PDF: the text layer put in order by geometry; scanned pages are read as pictures where the extra for it is there."""

import re
from collections.abc import Iterator
from typing import Any

from luoshi.errors import MissingPart, UnreadableSource
from luoshi.model.failure import Failure
from luoshi.model.source import Document
from luoshi.sources import ocr, pdf_lines
from luoshi.sources.contract import NOT_AN_ARTICLE, Given, Options, article, failure
from luoshi.sources.sheet import Page, documents

# A page with fewer characters than this and a picture on it is a scan; so is a layer of unreadable codes.
_FEW = 20
_NO_PAGES = re.compile(rb"/Type\s*/Pages\b[^<>]{0,200}/Count\s+0\b|/Count\s+0\b[^<>]{0,200}/Type\s*/Pages\b")
_DOTS = 200
_POINTS = 72


class _Pdf:
    name = "PDF"
    media_type = "application/pdf"
    apart = True

    def sniff(self, head: bytes, name: str) -> bool:
        """The mark of a PDF within the first kilobyte, as readers of PDF allow."""
        return b"%PDF-" in head[:1024]

    def open(self, given: Given, options: Options) -> Iterator[Document | Failure]:
        document = _opened(given)
        try:
            count = len(document)
            if not count:
                raise UnreadableSource("The PDF has no pages.", hint="Check that the file opens elsewhere.")
            options.limits.hold("pages", count, "The PDF has too many pages")
            pages, scanned = _pages(document, options)
        finally:
            document.close()
        found = 0
        for each in documents(pages, given.uri, self.media_type):
            found += 1
            yield article(each)
        if scanned:
            yield failure(given.uri, _unread(scanned))
        elif not found:
            raise UnreadableSource("The PDF holds no article.", hint=NOT_AN_ARTICLE)


def _opened(given: Given) -> Any:
    try:
        import pypdfium2  # type: ignore[import-untyped]  # noqa: PLC0415  (an extra)
    except ImportError:
        raise MissingPart("Reading PDF", "pdf") from None
    try:
        return pypdfium2.PdfDocument(given.path or given.content)
    except pypdfium2.PdfiumError as error:
        if _NO_PAGES.search(given.read()):  # which pdfium does not open, and tells the reason of the file before
            raise UnreadableSource("The PDF has no pages.", hint="Check that the file opens elsewhere.") from None
        if "password" in str(error).lower():
            raise UnreadableSource("The PDF is encrypted.", hint="Save it without a password.") from None
        raise UnreadableSource("The PDF is damaged or cut off.", hint="Get the file again.") from None


def _pages(document: Any, options: Options) -> tuple[list[Page], list[int]]:
    """The pages with their lines, and the numbers of scanned pages that could not be read."""
    pages: list[Page] = []
    unread: list[int] = []
    for number in range(1, len(document) + 1):
        page = document[number - 1]
        height = page.get_height()
        glyphs = pdf_lines.glyphs(page)
        if _readable(glyphs):
            pages.append(Page(number, height, pdf_lines.lines(glyphs, number), pdf_lines.rules(page)))
        elif _has_picture(page) or glyphs:
            if ocr.available():
                sight = _read_picture(page, number, options)
                pages.append(Page(number, height, sight.lines, [], sight.angle))
            else:
                unread.append(number)
        page.close()
    return pages, unread


def _readable(glyphs: list[pdf_lines.Glyph]) -> bool:
    """Whether a text layer is there and is writing: fonts without a table of characters give private codes."""
    if len(glyphs) < _FEW:
        return False
    strange = sum(
        1 for glyph in glyphs if "\ue000" <= glyph.char <= "\uf8ff" or glyph.char == "\ufffd" or glyph.char < " "
    )
    return strange < 0.3 * len(glyphs)


def _has_picture(page: Any) -> bool:
    import pypdfium2.raw as pdfium  # type: ignore[import-untyped]  # noqa: PLC0415  (an extra)

    return next(iter(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3)), None) is not None


def _read_picture(page: Any, number: int, options: Options) -> ocr.Sight:
    """The lines of a scanned page, in points."""
    width, height = page.get_size()
    dots = _DOTS
    options.limits.hold("pixels", int(width * height * (dots / _POINTS) ** 2), f"Page {number} is too large in pixels")
    picture = page.render(scale=dots / _POINTS).to_pil()
    return ocr.read(picture, number, _POINTS / dots)


def _unread(scanned: list[int]) -> Exception:
    pages = ", ".join(map(str, scanned[:10])) + (" …" if len(scanned) > 10 else "")
    return MissingPart(f"Page {pages} is scanned, and the part that reads pictures", "ocr")


PDF = _Pdf()
