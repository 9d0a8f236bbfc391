"""Where the name of a body begins: the hard half of a Chinese name, found from its end leftwards.

Not for where a name ends: endings are lexicon words, found by the stages.
"""

import re
from functools import cache

from luoshi.registry.lexicon import lexicon

_LONGEST = 40
_STOP = frozenset(",。;:!?、\n《》…—/ ")
_OPENING = {")": "(", "”": "“"}
_LONGEST_INSIDE = 16


def left_edge(text: str, floor: int, end: int) -> int:
    """The start of the body's name that ends at `end`: not before `floor`, behind the last pause and the last edge word.

    Brackets and quotation marks inside the name are passed over; one that is still open where the name ends is a pause.
    """
    start = clause_start(text, max(floor, end - _LONGEST), end)
    last = start
    for found in _edges().finditer(text, start, end):
        if found.lastgroup == "edge" and found.end() < end and text[found.end()] != "(":
            last = found.end()
    return last


def clause_start(text: str, floor: int, end: int) -> int:
    """The place behind the last pause before `end`; brackets and quotations that close before `end` are no pause."""
    place = end
    while place > floor:
        char = text[place - 1]
        if char in _OPENING:
            opening = text.rfind(_OPENING[char], max(floor, place - _LONGEST_INSIDE), place - 1)
            if opening < 0 or opening == floor or any(mark in ",。;" for mark in text[opening:place]):
                return place
            place = opening
        elif char in _STOP or char in "(“":
            return place
        else:
            place -= 1
    return place


@cache
def _edges() -> "re.Pattern[str]":
    words = lexicon("edges", "words")["edge"]
    kept = "|".join(sorted(map(re.escape, words["kept"]), key=len, reverse=True))
    edge = "|".join(sorted(map(re.escape, words["word"]), key=len, reverse=True))
    return re.compile(f"(?P<kept>{kept})|(?P<edge>{edge})")
