"""Readings as JSON: one object a reading, JSON Lines for many. The only place that writes or parses the reading format."""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from luoshi.errors import UsageError
from luoshi.model.reading import FORMAT, Reading

_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(Reading)


def encode(reading: Reading) -> bytes:
    """One line of JSON, UTF-8, without the line end."""
    return _encoder.encode(reading)


def decode(line: bytes | str) -> Reading:
    """The reading that one JSON line holds; UsageError where it is not one."""
    try:
        reading = _decoder.decode(line)
    except msgspec.DecodeError as error:
        raise UsageError(f"This is not a reading: {error}.", hint=f"A line of {FORMAT} is expected.") from error
    if reading.format != FORMAT:
        raise UsageError(f"The reading has format {reading.format!r}.", hint=f"This version reads {FORMAT}.")
    return reading


def decode_lines(lines: Iterable[bytes | str], name: str = "input") -> Iterator[Reading]:
    """The readings of a JSON Lines stream, blank lines skipped; the error names the line."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield decode(line)
            except UsageError as error:
                raise UsageError(f"{name}, line {number}: {error.what}", hint=error.hint) from error


def schema() -> dict[str, Any]:
    """The JSON Schema of a reading."""
    return msgspec.json.schema(Reading)
