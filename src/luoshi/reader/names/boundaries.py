"""Where the name of a body begins: the hard half of a Chinese name, found from its end leftwards.

Not for where a name ends: endings are lexicon words, found by the stages.
"""

import re
from functools import cache

from luoshi.registry.bodies import places
from luoshi.registry.lexicon import beginning, lexicon, one_of

_LONGEST = 40
_FARTHEST = 200
_STOP = frozenset(",。;:!?、\n《》…—/ ■□●○◆◇★☆▲△▶◎※|")
_OPENING = {")": "(", "”": "“"}
_LONGEST_INSIDE = 16
# How far a word may reach over the end that is looked at (组织|部长).
_WORD = 4


def left_edge(text: str, floor: int, end: int, *, touching: bool = False) -> int:
    """The start of the body's name that ends at `end`: not before `floor`, behind the last pause and the last edge word.

    Brackets and quotation marks inside the name are passed over; one that is still open where the name ends is a pause.
    An edge word that touches `end` is part of the name (建设|银行), unless `touching` says that it counts; 的, which
    links what stands before it, and nouns never count there.
    """
    start = clause_start(text, max(floor, end - _LONGEST), end)
    last = start
    for found in _edges().finditer(text, start, end + _WORD if touching else end):
        if found.lastgroup == "kept" or (found.end() < end and text[found.end()] == "("):
            continue
        if found.end() < end or (touching and found.end() == end and found.lastgroup == "edge" and found[0] != "的"):
            last = found.end()
    return last


def line_start(text: str, position: int) -> int:
    """The start of the line that holds a position, or a place far enough before it that no name or title reaches there."""
    floor = max(0, position - _FARTHEST)
    return max(floor, text.rfind("\n", floor, position) + 1)


def clause_start(text: str, floor: int, end: int) -> int:
    """The place behind the last pause before `end`; brackets and quotations that close before `end` are no pause."""
    place = end
    while place > floor:
        char = text[place - 1]
        if char in _OPENING:
            opening = _opened(text, floor, place)
            if opening is None:
                return place
            place = opening
        elif char in _STOP or char in "(“":
            return place
        else:
            place -= 1
    return place


def _opened(text: str, floor: int, end: int) -> int | None:
    """Where the bracket or quotation that closes before `end` opens, if it is inside a name: short, without a pause, and
    for a bracket with words before it ((2)某公司 is none)."""
    opening = text.rfind(_OPENING[text[end - 1]], max(floor, end - _LONGEST_INSIDE), end - 1)
    if opening <= floor or any(mark in ",。;" for mark in text[opening:end]):
        return None
    if text[opening] == "(" and not text[opening - 1].isalpha():
        return None
    return opening


@cache
def _edges() -> "re.Pattern[str]":
    words = lexicon("edges", "words")["edge"]
    noun, edge = words["noun"], words["word"]
    kept = [*words["kept"], *(place for place in places() if any(word in place for word in edge))]
    return re.compile(
        f"{beginning([*kept, *noun, *edge])}(?:(?P<kept>{one_of(kept)})|(?P<noun>{one_of(noun)})|(?P<edge>{one_of(edge)}))"
    )
