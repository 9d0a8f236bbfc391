"""Cutting a paragraph into units (quasi-sentences): the codebook's mechanical rule, the same for people and engine."""

import re

from luoshi.model.spans import Span

_UNIT = re.compile(r"[^。；！？;]*[。；！？;]+[”’」』）)\]】》]*|[^。；！？;]+$")
_END = re.compile(r"[。；！？;]+[”’」』）)\]】》]*$")


def cut(text: str, start: int, end: int) -> list[Span]:
    """The units of the paragraph text[start:end], as spans of the text; together they cover it."""
    return [
        (start + found.start(), start + found.end())
        for found in _UNIT.finditer(text[start:end])
        if found.group().strip()
    ]


def ended(text: str) -> bool:
    """Whether the text ends where a unit ends."""
    return _END.search(text.rstrip()) is not None
