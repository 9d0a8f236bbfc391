"""Cutting a paragraph into units (quasi-sentences): the codebook's mechanical rule, the same for people and engine."""

import re

from luoshi.model.spans import Span

_ENDS = "。；！？;"
_ENDED = tuple(_ENDS)
_CLOSES = "”’」』）)]】》"
# The first character stands by itself: a pattern that begins with a plain class is a fast scan.
_END = re.compile(rf"[{_ENDS}][{_ENDS}]*[{re.escape(_CLOSES)}]*")


def cut(text: str, start: int, end: int) -> list[Span]:
    """The units of the paragraph text[start:end], as spans of the text; together they cover it."""
    out = []
    for found in _END.finditer(text, start, end):
        reach = found.end()
        out.append((start, reach))
        start = reach
    if start < end and not text[start:end].isspace():
        out.append((start, end))
    return out


def ended(text: str) -> bool:
    """Whether the text ends where a unit ends."""
    return text.rstrip().rstrip(_CLOSES).endswith(_ENDED)
