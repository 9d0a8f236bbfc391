"""A kept article as bytes, compressed with what all readings have in common, and back. Not for writing it: see writing."""

import zlib

import msgspec

from luoshi.model import codec
from luoshi.model.source import Document, Place, Problem, Source
from luoshi.store.contract import Kept
from luoshi.store.dictionary import DICTIONARY

_json = msgspec.json.Encoder()


class _Way(msgspec.Struct, frozen=True):
    """What a document tells beyond its text."""

    source: Source
    places: tuple[Place, ...] = ()
    problems: tuple[Problem, ...] = ()


_way = msgspec.json.Decoder(_Way)


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


class _Text(msgspec.Struct):
    """The one field of a reading that is wanted."""

    text: str


_text = msgspec.json.Decoder(_Text)


def unpack_text(reading: bytes) -> str:
    """The text of a packed reading."""
    return _text.decode(_unsqueeze(reading)).text
