"""The printed lines of a PDF page: its characters with their boxes, put together by where they stand."""

import ctypes
import itertools
import math
from collections.abc import Callable
from typing import Any

import msgspec

from luoshi.sources.blocks import Line, Rule

# Where a full character's square stands around its base line.
_ABOVE, _BELOW = 0.86, 0.14
_WIDE = 0x2E80
# Words that lean more than this (degrees) are stamped across the page.
_SLANT = 4
_BLANK = frozenset((0x3000, 0xA0, 0xFFFE, 0xFFFF))
_HALF_BLANK = frozenset(map(ord, "，。、；：！？）》】”’"))


class Glyph(msgspec.Struct):
    """A character on the page; `size` is its em."""

    char: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    spaced: bool = False  # a space was printed before it

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


class View:
    """How a page is seen: its cropped box turned by its rotation, measured from the top left corner."""

    def __init__(self, page: Any) -> None:
        self.left, self.bottom, self.right, self.top = page.get_cropbox()
        self.turned = page.get_rotation() % 360
        wide, high = self.right - self.left, self.top - self.bottom
        self.width, self.height = (high, wide) if self.turned in (90, 270) else (wide, high)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the file is seen."""
        if self.turned == 90:
            return y - self.bottom, x - self.left
        if self.turned == 180:
            return self.right - x, y - self.bottom
        if self.turned == 270:
            return self.top - y, self.right - x
        return x - self.left, self.top - y

    def box(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of a box of the file as it is seen."""
        (a, b), (c, d) = self.point(left, bottom), self.point(right, top)
        return min(a, c), min(b, d), max(a, c), max(b, d)

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies on what is seen."""
        return bool(-1 <= x <= self.width + 1 and -1 <= y <= self.height + 1)


def glyphs(page: Any) -> list[Glyph]:
    """The characters that are seen on a page (of pypdfium2). Those printed twice on one spot count once; marks of
    cutters outside the page and slanting words across it are left out."""
    import pypdfium2.raw as pdfium  # type: ignore[import-untyped]  # noqa: PLC0415  (an extra)

    view, text = View(page), page.get_textpage()
    raw, count = text.raw, text.count_chars()
    box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    setting = _settings(pdfium, raw, view.turned)
    out: list[Glyph] = []
    seen: set[tuple[int, int, int, int]] = set()
    spaced = False
    for index in range(count):
        code = pdfium.FPDFText_GetUnicode(raw, index)
        if code <= 0x20 or code in _BLANK:
            spaced = not pdfium.FPDFText_IsGenerated(raw, index)
            continue
        pdfium.FPDFText_GetLooseCharBox(raw, index, ctypes.byref(box))
        pdfium.FPDFText_GetCharOrigin(raw, index, ctypes.byref(x), ctypes.byref(y))
        size, slanting = setting(index)
        left, _, right, _ = view.box(box.left, box.bottom, box.right, box.top)
        _, base = view.point(x.value, y.value)
        spot = (code, round(size), round(left / 3), round(base / 3))
        if not slanting and spot not in seen and view.holds(left, base):
            seen.add(spot)
            # The right half of a mark is blank: a column ends where its ink does.
            right = left + 0.6 * size if code in _HALF_BLANK else right
            out.append(Glyph(chr(code), left, right, base - _ABOVE * size, base + _BELOW * size, size, spaced))
        spaced = False
    return out


def _settings(pdfium: Any, raw: Any, turned: int) -> Callable[[int], tuple[float, bool]]:
    """A function from a character's index to its em, and whether it slants; asked once for each text object."""
    known: dict[int, tuple[float, bool]] = {}
    matrix = pdfium.FS_MATRIX()

    def ask(index: int) -> tuple[float, bool]:
        em = pdfium.FPDFText_GetFontSize(raw, index)
        if not pdfium.FPDFText_GetMatrix(raw, index, ctypes.byref(matrix)):
            return max(em, 0.5), False
        scale = math.sqrt(abs(matrix.a * matrix.d - matrix.b * matrix.c)) or 1.0
        lean = (math.degrees(math.atan2(matrix.b, matrix.a)) - turned + 45) % 90 - 45
        return max(em * scale, 0.5), abs(lean) > _SLANT

    def setting(index: int) -> tuple[float, bool]:
        item = pdfium.FPDFText_GetTextObject(raw, index)
        key = ctypes.addressof(item.contents) if item else -1
        if key == -1 or key not in known:
            known[key] = ask(index)
        return known[key]

    return setting


def lines(found: list[Glyph], page: int) -> list[Line]:
    """The lines of a page's characters: horizontal ones cut at gaps between columns, and vertical headlines."""
    upright, rest = _vertical(found)
    return [_line(run, page) for run in _runs(rest)] + [_line(run, page, vertical=True) for run in upright]


def _runs(found: list[Glyph]) -> list[list[Glyph]]:
    """Characters that stand beside each other: each goes on the run whose end is next to it on its left."""
    ends: dict[int, list[list[Glyph]]] = {}
    runs: list[list[Glyph]] = []
    for glyph in sorted(found, key=lambda glyph: (glyph.left, glyph.top)):
        best, best_gap = None, math.inf
        for band in _bands(glyph):
            for run in ends.get(band, ()):
                gap = glyph.left - run[-1].right
                if gap < best_gap and _beside(run[-1], glyph, gap):
                    best, best_gap = run, gap
        if best is None:
            best = []
            runs.append(best)
        else:
            ends[_band(best[-1])].remove(best)
        best.append(glyph)
        ends.setdefault(_band(glyph), []).append(best)
    return runs


def _band(glyph: Glyph) -> int:
    return int(glyph.middle / 6)


def _bands(glyph: Glyph) -> range:
    reach = max(0.45 * glyph.size, 1)
    return range(int((glyph.middle - reach) / 6), int((glyph.middle + reach) / 6) + 1)


def _beside(last: Glyph, glyph: Glyph, gap: float) -> bool:
    """Whether a character goes on a line; letters and digits may be smaller than the characters beside them."""
    size = max(last.size, glyph.size)
    if not -0.6 * size <= gap <= 0.85 * min(last.size, glyph.size):
        return False
    like = 0.8 < last.size / glyph.size < 1.25
    return like and abs(last.bottom - glyph.bottom) < 0.35 * size


def _vertical(found: list[Glyph]) -> tuple[list[list[Glyph]], list[Glyph]]:
    """Headlines set from top to bottom, and the other characters."""
    if not found:
        return [], []
    sizes = sorted(glyph.size for glyph in found)
    body = sizes[len(sizes) // 2]
    large = [glyph for glyph in found if glyph.size >= 1.3 * body and ord(glyph.char) >= _WIDE]
    columns = _columns(large)
    taken = {id(glyph) for run in columns for glyph in run}
    return columns, [glyph for glyph in found if id(glyph) not in taken]


def _columns(large: list[Glyph]) -> list[list[Glyph]]:
    """Runs of at least three characters under each other that stand closer than the characters beside them."""
    runs: list[list[Glyph]] = []
    for glyph in sorted(large, key=lambda glyph: (glyph.top, glyph.left)):
        for run in runs:
            last = run[-1]
            if abs(last.left - glyph.left) < 0.25 * glyph.size and 0.87 < last.size / glyph.size < 1.15:
                gap = glyph.top - last.bottom
                if -0.3 * glyph.size < gap < 0.6 * glyph.size:
                    run.append(glyph)
                    break
        else:
            runs.append([glyph])
    return [run for run in runs if len(run) >= 3 and _upright(run, large)]


def _upright(run: list[Glyph], large: list[Glyph]) -> bool:
    """Whether the gaps down a column are smaller than the gaps to the characters beside it."""
    size = run[0].size
    down = sum(max(b.top - a.bottom, 0) for a, b in itertools.pairwise(run)) / (len(run) - 1)
    members = {id(glyph) for glyph in run}
    beside = []
    for glyph in run:
        near = [
            max(other.left - glyph.right, glyph.left - other.right, 0)
            for other in large
            if id(other) not in members and abs(other.middle - glyph.middle) < 0.3 * size
        ]
        beside.append(min(near, default=math.inf))
    beside.sort()
    return beside[len(beside) // 2] > down + 0.1 * size


def _line(run: list[Glyph], page: int, vertical: bool = False) -> Line:
    text = _spaced(run) if not vertical else "".join(glyph.char for glyph in run)
    wide = [glyph.size for glyph in run if ord(glyph.char) >= _WIDE] or [glyph.size for glyph in run]
    return Line(
        text,
        min(glyph.left for glyph in run),
        min(glyph.top for glyph in run),
        max(glyph.right for glyph in run),
        max(glyph.bottom for glyph in run),
        sorted(wide)[len(wide) // 2],
        page,
        vertical,
    )


def _spaced(run: list[Glyph]) -> str:
    """The characters of a line, with a space where Latin words stand apart or a heading has a gap."""
    out = run[0].char
    for last, glyph in itertools.pairwise(run):
        gap = (glyph.left - last.right) / glyph.size
        latin = ord(last.char) < _WIDE and ord(glyph.char) < _WIDE
        if gap > 0.7 or (latin and gap > 0.15) or (glyph.spaced and gap > 0.15):
            out += " "
        out += glyph.char
    return out


def rules(page: Any) -> list[Rule]:
    """The lines drawn on a page, and the sides of boxes that hold a good part of it."""
    import pypdfium2.raw as pdfium  # noqa: PLC0415  (an extra)

    view = View(page)
    out: list[Rule] = []
    for count, item in enumerate(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=3)):
        if count > 5_000:  # a drawing, not a layout
            return []
        left, top, right, bottom = view.box(*item.get_bounds())
        if (right - left > 30 and bottom - top < 4) or (bottom - top > 30 and right - left < 4):
            out.append(Rule(left, top, right, bottom))
        elif 60 < right - left < 0.97 * view.width and 60 < bottom - top < 0.97 * view.height:
            out += [Rule(left, edge, right, edge) for edge in (top, bottom)]
            out += [Rule(edge, top, edge, bottom) for edge in (left, right)]
    return out
