"""Which articles are printings of one text: a small sketch of each text, and families of articles whose sketches agree.

Every five characters in a row give a number; the smallest number in each of 32 ranges is kept, and four ranges together
make a band. Two texts that agree in nine of ten such pieces share a band with near certainty; two that share a tenth
of their wording all but never. Families link articles; nothing is merged.
"""

import re
import zlib
from collections.abc import Sequence

from sqlalchemy import Connection, select

from luoshi.store import tables as t
from luoshi.text.normalise import fold

_LETTERS = re.compile(r"[\W_]+")
_RANGES = 32
_IN_BAND = 4
_LENGTH = 5
_SHARED = 3
"""Bands of eight that two printings share at least."""

Sketch = tuple[int, ...]


def sketch(text: str) -> Sketch:
    """The bands of a text as numbers; empty for a text too short to compare."""
    letters = _LETTERS.sub("", fold(text)).encode("utf-16-le")
    width = 2 * _LENGTH
    smallest = [1 << 32] * _RANGES
    crc = zlib.crc32
    for start in {letters[i : i + width] for i in range(0, len(letters) - width + 1, 2)}:
        value = crc(start)
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

    def find(self, bands: Sketch) -> int | None:
        """The family that shares the most bands, None where none shares enough."""
        votes: dict[int, dict[int, int]] = {}
        asked = (
            select(t.prints.c.article, t.articles.c.family)
            .join(t.articles, t.articles.c.number == t.prints.c.article)
            .where(t.prints.c.band.in_(bands))
            .limit(_AT_MOST)
        )
        found = [(row.article, row.family) for row in self.connection.execute(asked)] if bands else []
        for band in bands:
            found += self.now.get(band, [])
        for article, family in found:
            votes.setdefault(article, {}).setdefault(family, 0)
            votes[article][family] += 1
        best = max(
            ((n, -article, family) for article, told in votes.items() for family, n in told.items()), default=None
        )
        return best[2] if best and best[0] >= _SHARED else None

    def add(self, bands: Sketch, article: int, family: int) -> None:
        """Let later texts of the same transaction find this one."""
        for band in bands:
            self.now.setdefault(band, []).append((article, family))


_AT_MOST = 400
"""Rows looked at for one text; a text printed fifty times is found long before."""
