"""Cutting a paragraph into units (quasi-sentences): the codebook's mechanical rule, the same for people and engine."""

import re

from luoshi.model.spans import Span

_ENDS = "。；！？;"
_CLOSES = "”’」』）)]】》"
_UNIT = re.compile(rf"[^{_ENDS}]*[{_ENDS}]+[{re.escape(_CLOSES)}]*|[^{_ENDS}]+$")


def cut(text: str, start: int, end: int) -> list[Span]:
    """The units of the paragraph text[start:end], as spans of the text; together they cover it."""
    return [found.span() for found in _UNIT.finditer(text, start, end) if not found[0].isspace()]


def ended(text: str) -> bool:
    """Whether the text ends where a unit ends."""
    return text.rstrip().rstrip(_CLOSES).endswith(tuple(_ENDS))
