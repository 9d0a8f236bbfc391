"""PDF pages drawn for the tests: columns, headlines, neighbours, captions. Needs reportlab and a Chinese font."""

import io
import random
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

FONT_FILES = (
    "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc",
    "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
    "/usr/share/fonts/truetype/arphic/uming.ttc",
)
FONT = next((path for path in FONT_FILES if Path(path).is_file()), None)
needs_font = pytest.mark.skipif(FONT is None, reason="needs a Chinese font (Debian package fonts-wqy-zenhei)")
if FONT:
    pdfmetrics.registerFont(TTFont("Han", FONT, subfontIndex=0))
# Marks that may not begin a line take the character before them along.
_CLOSING = "，。；：！？、）】》”’％%"


def fitted(text: str, width: float, size: float, indent: bool) -> list[str]:
    """A paragraph cut into lines that fit; the first is indented by two."""
    lines, line, used = [], "　　" if indent else "", 2.0 * size if indent else 0.0
    for char in text:
        wide = pdfmetrics.stringWidth(char, "Han", size)
        if used + wide > width:
            carried = ""
            while char in _CLOSING and (carried[:1] in ("", *_CLOSING)):
                carried, line = line[-1] + carried, line[:-1]
            lines.append(line)
            line, used = carried, pdfmetrics.stringWidth(carried, "Han", size)
        line += char
        used += wide
    return [*lines, line]


class Sheet:
    """A page that is drawn on; y goes down from the top. Strings are kept back, so that their order can be mixed."""

    def __init__(self, width: float = 595, height: float = 842) -> None:
        self.width, self.height = width, height
        self.out = io.BytesIO()
        self.canvas: Any = Canvas(self.out, pagesize=(width, height))
        self.strings: list[tuple[float, float, float, str]] = []

    def put(self, x: float, y: float, size: float, text: str) -> None:
        self.strings.append((x, y, size, text))

    def centred(self, y: float, size: float, text: str) -> None:
        self.put((self.width - size * len(text)) / 2, y, size, text)

    def upright(self, x: float, y: float, size: float, text: str) -> None:
        """A vertical headline."""
        for place, char in enumerate(text):
            self.put(x, y + place * size * 1.05, size, char)

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.canvas.line(x0, self.height - y0, x1, self.height - y1)

    def box(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.canvas.rect(x0, self.height - y1, x1 - x0, y1 - y0, stroke=1, fill=0)

    def stamp(self, text: str) -> None:
        """Words across the page."""
        self.canvas.saveState()
        self.canvas.translate(self.width / 3, self.height / 2)
        self.canvas.rotate(40)
        self.canvas.setFont("Han", 50)
        self.canvas.drawString(0, 0, text)
        self.canvas.restoreState()

    def turn(self) -> None:
        """Let the page lie on its side in the file, and be turned upright when it is shown."""
        self.canvas.setPageSize((self.height, self.width))
        self.canvas.setPageRotation(90)
        self.canvas.translate(self.height, 0)
        self.canvas.rotate(90)

    def page(self, shuffle: int | None = None) -> None:
        """Write the page; with `shuffle` the text layer's order is mixed."""
        strings = list(self.strings)
        if shuffle is not None:
            random.Random(shuffle).shuffle(strings)
        for x, y, size, text in strings:
            self.canvas.setFont("Han", size)
            self.canvas.drawString(x, self.height - y - 0.86 * size, text)
        self.strings = []
        self.canvas.showPage()

    def done(self) -> bytes:
        self.canvas.save()
        return self.out.getvalue()


Paragraphs = Sequence[tuple[str, bool]]


class Frame(NamedTuple):
    """Where columns of equal height stand on a page, and how they are set."""

    left: float
    top: float
    width: float
    bottom: float
    count: int
    gutter: float = 16
    size: float = 10
    leading: float = 1.5
    heading: float = 13


def columns(sheet: Sheet, paragraphs: Paragraphs, frame: Frame) -> None:
    """Flow paragraphs (text, whether it is a heading) through the columns of a frame."""
    left, top, width, bottom, count, gutter, size, leading, heading = frame
    column = (width - gutter * (count - 1)) / count
    x, y = left, top
    for text, is_heading in paragraphs:
        em = heading if is_heading else size
        lines = fitted(text, column, em, indent=not is_heading)
        if is_heading and y + em * leading * (len(lines) + 1) > bottom:
            y = bottom  # a heading is not parted, nor left alone at a column's end
        for line in lines:
            if y + em > bottom:
                x, y = x + column + gutter, top
                assert x < left + width, "the text does not fit the page"
            indent = len(line) - len(line.lstrip("　"))
            sheet.put(x + indent * em, y, em, line.lstrip("　"))
            y += em * leading
        y += 0.3 * size if is_heading else 0


def drawn(
    make: Callable[[Sheet], None], *, size: tuple[float, float] = (595, 842), shuffle: int | None = None
) -> bytes:
    """A PDF of one page."""
    sheet = Sheet(*size)
    make(sheet)
    sheet.page(shuffle)
    return sheet.done()
