"""Quotations in the flow: what stands between quotation marks, also where print misprinted, swapped or lost one.

Not for deciding what a quotation is: see `phrases`.
"""

import re

from luoshi.model.records import Ordered

_OPEN, _CLOSE = "“「‘『", "”」’』"
_SINGLE = "‘’『』"
_MARKS = (*_OPEN, *_CLOSE, '"')
_MISPRINT_AT_MOST = 16
_STOP = re.compile("[。!?;\n]")


class Quotation(Ordered, frozen=True):
    """text[start:end] stands between the marks, text[left:right] is the same with the marks."""

    left: int
    start: int
    end: int
    right: int


def quotations(text: str) -> list[Quotation]:
    """Every quotation of the text in order; one inside another (‘…’ in “…”) is listed too."""
    found: list[Quotation] = []
    double: list[int] = []
    single: list[int] = []
    end = -1
    for place in _marks(text):
        if place > end:
            _pair(text, double, found)
            _pair(text, single, found)
            double, single = [], []
            end = text.find("\n", place)
            end = end if end >= 0 else len(text)
        (single if text[place] in _SINGLE else double).append(place)
    _pair(text, double, found)
    _pair(text, single, found)
    return sorted(found)


def _marks(text: str) -> list[int]:
    """The places of all marks, in order."""
    places: list[int] = []
    for mark in _MARKS:
        place = text.find(mark)
        while place >= 0:
            places.append(place)
            place = text.find(mark, place + 1)
    places.sort()
    return places


def _pair(text: str, marks: list[int], found: list[Quotation]) -> None:
    """Marks of one paragraph paired: open with close, and neighbours of the same side where they hold a short phrase."""
    place = 0
    while place < len(marks) - 1:
        a, b = marks[place], marks[place + 1]
        if (text[a] not in _CLOSE and text[b] not in _OPEN) or _belong(text, marks, place):
            if b > a + 1:
                found.append(Quotation(a, a + 1, b, b + 1))
            place += 2
        else:
            place += 1


def _belong(text: str, marks: list[int], place: int) -> bool:
    """Whether two marks of the same side belong together for all that."""
    a, b = marks[place], marks[place + 1]
    if b - a > _MISPRINT_AT_MOST or _STOP.search(text, a, b):
        return False
    if text[a] in _OPEN and text[b] in _OPEN:  # “甲“: unless the second opens a phrase of its own
        return place + 2 >= len(marks) or text[marks[place + 2]] in _OPEN
    return text[a] in _CLOSE and text[b] in _CLOSE and "," not in text[a:b]


def rows(text: str, found: list[Quotation]) -> list[list[Quotation]]:
    """Quotations grouped into rows: those that stand side by side, or with 、, 和, 与 between them."""
    out: list[list[Quotation]] = []
    for quotation in found:
        last = out[-1][-1] if out else None
        if (
            last
            and last.right <= quotation.left
            and text[last.right : quotation.left] in ("", "、", "和", "与", "及", ",")
        ):
            out[-1].append(quotation)
        else:
            out.append([quotation])
    return out
