"""An article made ready for writing: packed and sketched, which any process can do beforehand."""

import zlib

import msgspec

from luoshi.model import codec
from luoshi.model.source import Document, Place, Problem, Source
from luoshi.store.contract import Kept
from luoshi.store.dictionary import DICTIONARY
from luoshi.store.reprints import Sketch, sketch

_json = msgspec.json.Encoder()


class _Way(msgspec.Struct, frozen=True):
    """What a document tells beyond its text."""

    source: Source
    places: tuple[Place, ...] = ()
    problems: tuple[Problem, ...] = ()


_way = msgspec.json.Decoder(_Way)


class Prepared(msgspec.Struct, frozen=True):
    """A kept article, its reading and document packed, and the sketch of its text."""

    kept: Kept
    packed: tuple[bytes, bytes]
    sketch: Sketch
    family: int | None = None


def prepare(kept: Kept) -> Prepared:
    """Do all that can be done before the library is locked."""
    return Prepared(kept, pack(kept), sketch(kept.reading.text))


def pack(kept: Kept) -> tuple[bytes, bytes]:
    """The reading and the rest of the document, compressed."""
    document = kept.document
    way = _Way(document.source, document.places, document.problems)
    return _squeeze(codec.encode(kept.reading)), _squeeze(_json.encode(way))


def unpack(reading: bytes, document: bytes) -> Kept:
    """What `pack` packed."""
    found = codec.decode(_unsqueeze(reading))
    way = _way.decode(_unsqueeze(document))
    return Kept(Document(way.source, found.text, way.places, way.problems), found)


def way_source(document: bytes) -> Source:
    """The provenance in a packed document."""
    return _way.decode(_unsqueeze(document)).source


def _squeeze(content: bytes) -> bytes:
    packing = zlib.compressobj(6, zdict=DICTIONARY)
    return packing.compress(content) + packing.flush()


def _unsqueeze(content: bytes) -> bytes:
    unpacking = zlib.decompressobj(zdict=DICTIONARY)
    return unpacking.decompress(content) + unpacking.flush()
