"""An article made ready for writing: packed and sketched, which any process can do beforehand."""

import msgspec

from luoshi.store.contract import Kept
from luoshi.store.packing import pack
from luoshi.store.reprints import Sketch, sketch


class Prepared(msgspec.Struct, frozen=True):
    """A kept article, its reading and document packed, and the sketch of its text."""

    kept: Kept
    packed: tuple[bytes, bytes]
    sketch: Sketch
    family: int | None = None


def prepare(kept: Kept) -> Prepared:
    """Do all that can be done before the library is locked."""
    return Prepared(kept, pack(kept), sketch(kept.reading.text))
