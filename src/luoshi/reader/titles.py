"""The offices printed before a name: where the chain begins, what of it is the title, and which body it belongs to.

By the codebook a title loses the body's name that stands directly before it (rulings 4 and 38), unless the chain names
several bodies; then it is kept whole.
"""

import re
from functools import cache
from typing import NamedTuple

from luoshi.reader.boundaries import clause_start, left_edge
from luoshi.registry.lexicon import lexicon

_SEPARATORS = "、兼"
_LONGEST_CHAIN = 90


class Title(NamedTuple):
    """A title as the codebook cuts it, the body it belongs to (None where none is named) and where the chain starts."""

    words: str
    org: str | None
    start: int


class Office(NamedTuple):
    """One office of a chain at [start, end): `body` is the proper name before it, `words` what is left."""

    start: int
    end: int
    body: str
    words: str


def before(text: str, floor: int, end: int) -> Title | None:
    """The title that ends at `end`, not before `floor`; None where no office stands there."""
    chain = _chain(text, max(floor, end - _LONGEST_CHAIN), end)
    if not chain:
        return None
    bodies = [office.body for office in chain if office.body]
    first, last = chain[0], chain[-1]
    if bodies and (len(bodies) > 1 or not first.body):
        return Title(text[first.start : last.end], bodies[-1], first.start)
    return Title(text[first.end - len(first.words) : last.end], bodies[0] if bodies else None, first.start)


def _chain(text: str, floor: int, end: int) -> list[Office]:
    """The offices of the chain in order; an office before a separator belongs to it."""
    chain: list[Office] = []
    while end > floor:
        start = clause_start(text, floor, end)
        cut = text.rfind("兼", start, end)
        start = cut + 1 if cut >= start and _ends_in_office(text, start, cut) else start
        office = _office(text, start, end)
        if office is None:
            break
        chain.insert(0, office)
        if office.start > start or start <= floor or text[start - 1] not in _SEPARATORS:
            break
        end = start - 1
        if not _ends_in_office(text, floor, end):
            break
    return chain


def _office(text: str, floor: int, end: int) -> Office | None:
    core = _core().search(text, floor, end)
    if core is None:
        return None
    start = left_edge(text, floor, core.start()) if core.start() > floor else floor
    before_core = text[start : core.start()]
    body, rest = _parted(before_core)
    return Office(start, end, body, rest + core[0])


def _parted(prefix: str) -> tuple[str, str]:
    """What stands before an office as (body, department): a department of a zone or firm belongs to the title, and a
    body without a name of its own (市委) does, too."""
    bare = _bare()
    if prefix in bare:
        return "", prefix
    home = _home().match(prefix)
    if home and home.end() < len(prefix):
        return home[0], prefix[home.end() :]
    return prefix, ""


def _ends_in_office(text: str, floor: int, end: int) -> bool:
    return end > floor and _core().search(text, max(floor, end - 16), end) is not None


@cache
def _bare() -> frozenset[str]:
    return frozenset(lexicon("offices", "words")["bare_body"]["bare"])


@cache
def _core() -> "re.Pattern[str]":
    """An office with the organ and the grade before it, at the end of the searched part."""
    words = lexicon("offices", "words")
    organ, grade = _either(words["title_organ"]["organ"]), _either(words["title_grade"]["grade"])
    office = _either([word for list_ in lexicon("titles")["office"].values() for word in list_])
    return re.compile(rf"(?:{organ})?(?:(?:{grade})*(?:{office}))(?:\([^()]{{1,8}}\))?\Z")


@cache
def _home() -> "re.Pattern[str]":
    """A zone or firm with one of its departments behind it."""
    homes = _either(lexicon("offices", "words")["body_home"]["ending"])
    department = _either(lexicon("offices", "words")["body_home"]["department"])
    return re.compile(rf".*(?:{homes})(?:\([^()]{{1,10}}\))?(?=.{{0,12}}(?:{department})\Z)")


def _either(words: list[str]) -> str:
    return "|".join(sorted(map(re.escape, dict.fromkeys(words)), key=len, reverse=True))
