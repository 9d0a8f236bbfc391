"""Which articles are printings of one text: a small sketch of each text, and families of articles whose sketches agree.

Every five characters in a row give a number; the smallest number in each of 32 ranges is kept, and four ranges together
make a band. Two texts that agree in nine of ten such pieces share bands with near certainty, two that share a tenth of
their wording all but never; those that do are compared piece by piece. Families link articles; nothing is merged.
"""

import re
import zlib
from collections import Counter
from collections.abc import Sequence

from sqlalchemy import Connection, select

from luoshi.store import tables as t
from luoshi.store.packing import unpack_text
from luoshi.text.normalise import fold

_LETTERS = re.compile(r"[\W_]+")
_RANGES = 32
_IN_BAND = 4
_WIDTH = 2 * 5
"""Bytes of a piece: five letters of two bytes."""
ALIKE = 0.8
"""The share of their pieces that two printings of one text have in common."""
_SHARED, _LOOKED_AT, _AT_MOST = 2, 3, 400
"""Bands that a candidate shares at least, candidates whose texts are compared, and rows looked at for one text."""

Sketch = tuple[int, ...]


def pieces(text: str) -> set[bytes]:
    """Every five letters in a row, marks and spaces left out."""
    letters = _LETTERS.sub("", fold(text)).encode("utf-16-le", "surrogatepass")
    return {letters[i : i + _WIDTH] for i in range(0, len(letters) - _WIDTH + 1, 2)}


def sketch(text: str) -> Sketch:
    """The bands of a text as numbers; empty for a text too short to compare."""
    smallest = [1 << 32] * _RANGES
    crc = zlib.crc32
    for piece in pieces(text):
        value = crc(piece)
        place = value & (_RANGES - 1)
        if value < smallest[place]:  # noqa: PLR1730  (half the time of min, in the innermost loop)
            smallest[place] = value
    if min(smallest) == 1 << 32 or max(smallest) == 1 << 32:
        return ()
    return tuple(
        _band(number, smallest[number * _IN_BAND : (number + 1) * _IN_BAND]) for number in range(_RANGES // _IN_BAND)
    )


def _band(number: int, values: Sequence[int]) -> int:
    """A band as one number of 60 bits; the band's place is part of it."""
    packed = b"".join(value.to_bytes(5, "little") for value in values)
    return zlib.crc32(packed) << 28 | zlib.adler32(packed[::-1]) >> 7 << 3 | number


def own_family(article: str) -> int:
    """The number of the family that begins with an article."""
    return int(article.removeprefix("sha256:")[:15], 16)


class Families:
    """Finds the family to which a text belongs, among the kept articles and those of the same transaction."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.now: dict[int, list[tuple[int, int]]] = {}
        self.texts: dict[int, str] = {}

    def find(self, bands: Sketch, text: str) -> int | None:
        """The family of a kept text that agrees with this one, None where none does."""
        if not bands:
            return None
        kept = t.prints.join(t.articles, t.articles.c.number == t.prints.c.article)
        asked = select(t.prints.c.article, t.articles.c.family).select_from(kept).where(t.prints.c.band.in_(bands))
        found: list[tuple[int, int]] = [
            (row.article, row.family) for row in self.connection.execute(asked.limit(_AT_MOST))
        ]
        for band in bands:
            found += self.now.get(band, [])
        own = pieces(text)
        for (article, family), shared in Counter(found).most_common(_LOOKED_AT):
            if shared >= _SHARED and likeness(own, pieces(self._text(article))) >= ALIKE:
                return family
        return None

    def _text(self, article: int) -> str:
        if article in self.texts:
            return self.texts[article]
        packed = select(t.contents.c.reading).where(t.contents.c.article == article)
        return unpack_text(self.connection.execute(packed).scalar_one())

    def add(self, bands: Sketch, text: str, article: int, family: int) -> None:
        """Let later texts of the same transaction find this one."""
        self.texts[article] = text
        for band in bands:
            self.now.setdefault(band, []).append((article, family))


def likeness(one: set[bytes], other: set[bytes]) -> float:
    """The share of pieces that two texts have in common."""
    return len(one & other) / (len(one | other) or 1)
