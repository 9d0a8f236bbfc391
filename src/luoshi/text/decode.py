"""Decoding: the characters of a file of text, with the encoding that its bytes show, and the way back to the bytes.

Chinese text comes as UTF-8, GB18030 (with GBK and GB2312 inside it), Big5 and UTF-16. GB18030 and Big5 share their
byte ranges, so they are told apart by where each of them keeps its common characters.
"""

import codecs
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from luoshi.errors import UnreadableSource

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What pages and records call an encoding -> the codec that reads everything written under that name.
_SUPERSETS = {"gb2312": "gb18030", "gbk": "gb18030", "cp936": "gb18030", "x-gbk": "gb18030", "big5": "big5hkscs"}
# Both sets put their common characters first: GB2312 level 1 is B0-D7 × A1-FE, Big5 level 1 is A4-C6.
_GB_PAIR = re.compile(rb"[\x81-\xfe][\x30-\xfe]")
_GB_COMMON = re.compile(rb"[\xb0-\xd7][\xa1-\xfe]|[\xa1-\xa3][\xa1-\xfe]")
_BIG5_COMMON = re.compile(rb"[\xa1-\xc6][\x40-\x7e\xa1-\xfe]")
_SAMPLE = 65536
_STEP = 16384
_COMMON_AT_LEAST = 0.6
# More undecodable bytes than one in fifty is another encoding or no text at all.
_BAD_AT_MOST = 0.02
_ESCAPED = re.compile("[\udc80-\udcff]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_NARROW = re.compile("[\t\r\n\x20-\x7e\u2010-\u203f]")
_WIDE = re.compile("[\u3000-\u9fff\uff00-\uffef]")


@dataclass(frozen=True)
class Decoded:
    """A file's characters. Bytes that fit no character stand as lone surrogates, so that the way back is exact."""

    raw: str
    encoding: str
    bom: int = 0

    @cached_property
    def text(self) -> str:
        """The characters with U+FFFD for each byte that could not be decoded; as long as `raw`."""
        return _ESCAPED.sub("\ufffd", self.raw) if self.bad else self.raw

    @cached_property
    def bad(self) -> int:
        """The number of bytes that could not be decoded."""
        return 0 if self.raw.isascii() else len(_ESCAPED.findall(self.raw))

    def byte_offsets(self, positions: Iterable[int]) -> list[int]:
        """The byte offset in the file of each character position; positions must not fall."""
        out: list[int] = []
        place = offset = -1
        for position in positions:
            if place < 0:
                step = position // _STEP
                place, offset = step * _STEP, self._steps[step]
            offset += len(self.raw[place:position].encode(self.encoding, "surrogateescape"))
            place = position
            out.append(offset)
        return out

    @cached_property
    def _steps(self) -> list[int]:
        """The byte offset of every so many characters, from which others are counted."""
        out = [self.bom]
        for start in range(0, len(self.raw), _STEP):
            out.append(out[-1] + len(self.raw[start : start + _STEP].encode(self.encoding, "surrogateescape")))
        return out


def decode(content: bytes, declared: str | None = None) -> Decoded:
    """The text of some bytes; UnreadableSource where they are no text.

    `declared` is what the file or its record calls the encoding: tried first, believed only where it fits.
    """
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            raw = content[len(mark) :].decode(encoding, _errors(encoding))
            return _checked(Decoded(raw, encoding, len(mark)))
    for encoding in _candidates(content, declared):
        try:
            return _checked(Decoded(content.decode(encoding), encoding))
        except (UnicodeDecodeError, LookupError):
            continue
    return _checked(_tolerant(content, declared))


def _candidates(content: bytes, declared: str | None) -> list[str]:
    """The encodings to try strictly, the likeliest first."""
    named = [_SUPERSETS.get(declared.strip().lower(), declared.strip().lower())] if declared else []
    if wide := _utf16(content):
        return [wide]
    return [*named, "utf-8", *_chinese(content)]


def _utf16(content: bytes) -> str | None:
    """UTF-16 without a mark: even length, and read that way nearly all characters are Chinese or ASCII."""
    if len(content) < 4 or len(content) % 2:
        return None
    sample = content[:4096]
    if _printable(sample, "utf-8") and b"\x00" not in sample:
        return None
    for encoding in ("utf-16-le", "utf-16-be"):
        text = sample.decode(encoding, "replace")
        wide = len(_WIDE.findall(text))
        if wide > 0.1 * len(text) and wide + len(_NARROW.findall(text)) > 0.9 * len(text):
            return encoding
    return None


def _printable(sample: bytes, encoding: str) -> bool:
    try:
        sample.decode(encoding)
    except UnicodeDecodeError as error:
        return error.start > len(sample) - 4
    return True


def _chinese(content: bytes) -> list[str]:
    """GB18030 and Big5, ordered by how many of the character pairs are common ones; none where both are unlikely."""
    sample = content[:_SAMPLE]
    pairs = len(_GB_PAIR.findall(sample))
    if not pairs:
        return []
    shares = sorted(
        ((len(_GB_COMMON.findall(sample)) / pairs, "gb18030"), (_big5_share(sample), "big5hkscs")), reverse=True
    )
    return [encoding for share, encoding in shares if share >= _COMMON_AT_LEAST]


def _big5_share(sample: bytes) -> float:
    pairs = len(re.findall(rb"[\x81-\xfe][\x40-\x7e\xa1-\xfe]", sample))
    # Chinese of any kind has trail bytes below 0x80 in Big5 and hardly any in GB18030.
    low = len(re.findall(rb"[\xa4-\xc6][\x40-\x7e]", sample))
    return len(_BIG5_COMMON.findall(sample)) / pairs if pairs and low > 0.15 * pairs else 0.0


def _tolerant(content: bytes, declared: str | None) -> Decoded:
    """The reading with the fewest undecodable bytes, where they are few."""
    best: Decoded | None = None
    for encoding in _candidates(content, declared):
        try:
            found = Decoded(content.decode(encoding, _errors(encoding)), encoding)
        except LookupError:
            continue
        if best is None or found.bad < best.bad:
            best = found
    if best is None or best.bad > max(1, _BAD_AT_MOST * len(content)):
        raise UnreadableSource(
            "The bytes are no text in an encoding that is known here.",
            hint="Text in UTF-8, UTF-16, GB18030 (GBK, GB2312) or Big5 is expected.",
        )
    return best


def _errors(encoding: str) -> str:
    """UTF-16 and UTF-32 cannot carry escaped bytes back."""
    return "replace" if encoding.startswith(("utf-16", "utf-32")) else "surrogateescape"


def _checked(decoded: Decoded) -> Decoded:
    """Text has hardly any control characters; a binary file that happens to decode has many."""
    controls = len(_CONTROL.findall(decoded.raw, 0, _SAMPLE))
    if controls > 0.005 * min(len(decoded.raw), _SAMPLE):
        raise UnreadableSource(
            f"The bytes are binary: {controls} control characters stand at their beginning.",
            hint="Text in UTF-8, UTF-16, GB18030 (GBK, GB2312) or Big5 is expected.",
        )
    return decoded
