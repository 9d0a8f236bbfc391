"""Reading the lines of a picture: rapidocr with the models that its package ships; nothing is fetched."""

import math
from functools import cache
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import structs

from luoshi.errors import MissingPart
from luoshi.sources.blocks import Line, body_size

if TYPE_CHECKING:
    from PIL.Image import Image

# A line read with less confidence than this is named as a problem.
SURE = 0.8
# Lines below this are specks and rules, not writing.
_NOTHING = 0.4
# The finder of lines wants a picture not larger than this; larger ones are read in tiles that overlap.
_TILE, _OVERLAP = 2000, 600
# Sizes this near to the running text's are its own; a gap of this many characters parts columns.
_ALIKE, _GUTTER = 0.83, 1.3
# So many characters show how wide they are; of fewer only the height of their box is known.
_MEASURED = 4


class Seen(NamedTuple):
    """A line as it stands in the picture, in pixels: its corners, clockwise from the top left, its text, how sure, and
    the width of a full character."""

    corners: tuple[tuple[float, float], ...]
    text: str
    confidence: float
    em: float

    @property
    def left(self) -> float:
        return min(x for x, _ in self.corners)

    @property
    def right(self) -> float:
        return max(x for x, _ in self.corners)

    @property
    def top(self) -> float:
        return min(y for _, y in self.corners)

    @property
    def bottom(self) -> float:
        return max(y for _, y in self.corners)

    def turned(self, angle: float) -> "Seen":
        """The same line with the picture turned back by an angle."""
        return self._replace(corners=tuple(turn(x, y, -angle) for x, y in self.corners))


class Sight(NamedTuple):
    """The lines of a picture as they stand once it is turned upright, and the angle by which it leans, in radians."""

    lines: list[Line]
    angle: float


def turn(x: float, y: float, angle: float) -> tuple[float, float]:
    """A point turned about the top left corner."""
    return x * math.cos(angle) - y * math.sin(angle), x * math.sin(angle) + y * math.cos(angle)


@cache
def _engine() -> Any:
    try:
        from rapidocr import RapidOCR  # noqa: PLC0415  (an extra)
    except ImportError:
        raise MissingPart("Reading pictures and scanned pages", "ocr") from None
    return RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.use_cls": False,
            "Global.max_side_len": _TILE,
            "Global.text_score": _NOTHING,
            "EngineConfig.onnxruntime.intra_op_num_threads": 2,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )


def available() -> bool:
    """Whether the extra is installed."""
    try:
        _engine()
    except MissingPart:
        return False
    return True


def read(picture: "Image", page: int, scale: float = 1.0) -> Sight:
    """The lines of a picture; coordinates in pixels times `scale`."""
    seen = _seen(picture)
    leaning = [_lean(line) for line in seen if line.right - line.left > 4 * (line.bottom - line.top)]
    angle = median(leaning) if len(leaning) >= 3 else 0.0
    return Sight(_even([_line(line.turned(angle), page, scale) for line in seen]), angle)


def _even(found: list[Line]) -> list[Line]:
    """The same lines, with those nearly of the size of the running text in just that size: boxes vary a little."""
    body = body_size(found)

    def near(line: Line) -> bool:
        alike = _ALIKE if len(line.text) >= _MEASURED else _ALIKE**2
        return alike < line.size / body < 1 / alike

    return [structs.replace(line, size=body) if near(line) else line for line in found]


def _lean(line: Seen) -> float:
    (x0, y0), (x1, y1) = line.corners[:2]
    return math.atan2(y1 - y0, x1 - x0)


def _line(line: Seen, page: int, scale: float) -> Line:
    left, top, right, bottom = (edge * scale for edge in (line.left, line.top, line.right, line.bottom))
    upright = bottom - top > 1.8 * (right - left) and len(line.text) > 1
    return Line(line.text, left, top, right, bottom, line.em * scale, page, upright, line.confidence)


def _seen(picture: "Image") -> list[Seen]:
    """The lines in place. A large picture is read in tiles for its small print, and once as a whole for lines that are
    wider than the tiles' overlap."""
    width, height = picture.size
    if max(width, height) <= _TILE:
        return _tile(picture)
    sharp: list[Seen] = []
    for top in _starts(height):
        for left in _starts(width):
            edges = (left, top, min(left + _TILE, width), min(top + _TILE, height))
            inner = (left > 0, top > 0, edges[2] < width, edges[3] < height)
            found = [_moved(line, left, top, 1.0) for line in _tile(picture.crop(edges))]
            sharp += [line for line in found if not _cut(line, edges, inner)]
    shrunk = max(width, height) / _TILE
    coarse = _tile(picture.resize((int(width / shrunk), int(height / shrunk))))
    return _once(sharp, [_moved(line, 0, 0, shrunk) for line in coarse])


def _starts(length: int) -> list[int]:
    """Where tiles begin along a side."""
    return [0] if length <= _TILE else list(range(0, length - _OVERLAP, _TILE - _OVERLAP))


def _moved(line: Seen, left: float, top: float, scale: float) -> Seen:
    corners = tuple((left + x * scale, top + y * scale) for x, y in line.corners)
    return line._replace(corners=corners, em=line.em * scale)


def _cut(line: Seen, edges: tuple[int, int, int, int], inner: tuple[bool, bool, bool, bool]) -> bool:
    """Whether a line reaches a tile's inner edge, so that a part of it may be missing."""
    near = 0.4 * min(line.right - line.left, line.bottom - line.top)
    rooms = (line.left - edges[0], line.top - edges[1], edges[2] - line.right, edges[3] - line.bottom)
    return any(inside and room < near for inside, room in zip(inner, rooms, strict=True))


def _tile(tile: "Image") -> list[Seen]:
    import numpy  # noqa: PLC0415  (comes with rapidocr)

    pixels = numpy.asarray(tile.convert("RGB"))[:, :, ::-1]
    result = _engine()(pixels, return_word_box=True, return_single_char_box=True)
    if result is None or result.boxes is None:
        return []
    out: list[Seen] = []
    for box, text, score, chars in zip(result.boxes, result.txts, result.scores, result.word_results, strict=True):
        corners = tuple((float(x), float(y)) for x, y in box)
        if text.strip():
            line = Seen(corners, text.strip(), float(score), 0.0)
            # The box is drawn a little around the writing.
            out += _parted(line._replace(em=0.8 * min(line.right - line.left, line.bottom - line.top)), chars)
    return out


def _parted(line: Seen, chars: Any) -> list[Seen]:
    """A line cut where it runs over the gap between two columns, which the finder of lines does not see."""
    if line.bottom - line.top > line.right - line.left:
        return [line]
    found = [(char, float(box[0][0]), float(box[1][0])) for char, _, box in chars]
    if len(found) < _MEASURED or "".join(char for char, _, _ in found) != line.text.replace(" ", ""):
        return [line]
    full = [after[1] - before[1] for before, after in pairwise(found) if before[0] >= "\u2e80" and after[0] >= "\u2e80"]
    pitch = median(full or [after[1] - before[1] for before, after in pairwise(found)])
    if len(full) > 2:
        line = line._replace(em=pitch)
    cuts = [place for place in range(1, len(found)) if found[place][1] - found[place - 1][2] > _GUTTER * pitch]
    if not cuts:
        return [line]
    parts = [found[a:b] for a, b in pairwise((0, *cuts, len(found)))]
    return [_part(line, part[0][1], part[-1][2], "".join(char for char, _, _ in part)) for part in parts]


def _part(line: Seen, left: float, right: float, text: str) -> Seen:
    """The part of a line between two places along it."""
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = line.corners
    a, b = ((x - x0) / max(x1 - x0, 1.0) for x in (left, right))
    upper = [(x0 + share * (x1 - x0), y0 + share * (y1 - y0)) for share in (a, b)]
    lower = [(x3 + share * (x2 - x3), y3 + share * (y2 - y3)) for share in (b, a)]
    return Seen((*upper, *lower), text, line.confidence, line.em)


def _once(sharp: list[Seen], coarse: list[Seen]) -> list[Seen]:
    """Lines that several tiles hold, once: whole before partial, sharp before coarse."""
    kept: list[Seen] = []
    for line in sorted(sharp, key=lambda line: -len(line.text)):
        if not any(_same_spot(line, other) for other in kept):
            kept.append(line)
    for line in coarse:
        inside = [other for other in kept if _same_spot(other, line)]
        if sum(len(other.text) for other in inside) < 0.8 * len(line.text):
            kept = [other for other in kept if other not in inside] + [line]
    return kept


def _same_spot(a: Seen, b: Seen) -> bool:
    """Whether most of `a` lies on `b`."""
    wide = min(a.right, b.right) - max(a.left, b.left)
    high = min(a.bottom, b.bottom) - max(a.top, b.top)
    return wide > 0.7 * (a.right - a.left) and high > 0.6 * (a.bottom - a.top)
