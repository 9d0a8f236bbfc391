"""Cutting a paragraph into units (quasi-sentences): the codebook's mechanical rule, the same for people and engine."""

import re
from itertools import pairwise

from luoshi.model.spans import Span

_ENDS = "。；！？;"
_CLOSES = "”’」』）)]】》"
# The first character stands by itself: a pattern that begins with a plain class is a fast scan.
_END = re.compile(rf"[{_ENDS}][{_ENDS}]*[{re.escape(_CLOSES)}]*")


def cut(text: str, start: int, end: int) -> list[Span]:
    """The units of the paragraph text[start:end], as spans of the text; together they cover it."""
    ends = [found.end() for found in _END.finditer(text, start, end)]
    if (ends[-1] if ends else start) < end:
        ends.append(end)
    return [(a, b) for a, b in pairwise((start, *ends)) if not text[a:b].isspace()]


def ended(text: str) -> bool:
    """Whether the text ends where a unit ends."""
    return text.rstrip().rstrip(_CLOSES).endswith(tuple(_ENDS))
