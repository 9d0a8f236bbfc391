"""Lectures at places inside the section's province or city: 在某区,…宣讲; 某县组建宣讲队…; 某市的“…”宣讲团. Each place has its
response (ruling 42), the section stays the province's."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from luoshi.reader.acts.conveners import lecturers
from luoshi.reader.acts.reports import intended
from luoshi.reader.acts.sentences import Sentence, narrated
from luoshi.reader.draft import DraftSection
from luoshi.reader.layout import chains
from luoshi.registry import bodies
from luoshi.registry.bodies import Named, places

_LECTURE = re.compile("宣讲|解读|讲解|阐释|作了?报告|宣传")
_CLAUSE = re.compile("^|[。;、]|,(?:而)?|以及|和")
_AT = re.compile("[在到]")
_TEAM = re.compile("的?(?P<team>[^,。;、]{0,8}?(?:“[^”]{2,14}”)?[^,。;、]{0,10}?宣讲(?:小?分?队|团|员|者|骨干))")
_SETS_UP = re.compile("(?:则|也|还)?(?:组建|组织|组成|成立|开展|举办|开设|推出|依托|通过|创新|选派|抽调)")
_PAUSE = re.compile("(?:等地)?[,:]")


class Lecture(NamedTuple):
    """A lecture at or from a place, and who gives it, as far as the words tell."""

    place: str
    team: str | None


def lectures(sentence: Sentence, section: DraftSection) -> list[Lecture]:
    """The lectures that a sentence tells of places inside the section's own, one a place."""
    if section.subject not in places() or any(line.role == "heading" for line in section.lines):
        return []
    if not _LECTURE.search(sentence.text) or intended(sentence.text[: narrated(sentence) - sentence.start]):
        return []
    own = places()[section.subject]
    found = {each.place: each for each in reversed(list(_lectures(sentence.text, bodies.find(sentence.text))))}
    return [each for each in reversed(found.values()) if places().get(each.place) != own]


def _lectures(text: str, named: list[Named]) -> Iterator[Lecture]:
    for clause in _CLAUSE.finditer(text):
        at = _AT.match(text, clause.end())
        here = chains.at(text, named, at.end() if at else clause.end())
        if here is None:
            continue
        place, end = here
        opens = clause.end() == 0 or clause[0] in "。;"
        if at:
            if opens and _PAUSE.match(text, end):
                yield Lecture(place, lecturers(text, place))
        elif _SETS_UP.match(text, end):
            if opens:
                yield Lecture(place, None)
        elif team := _TEAM.match(text, end):
            yield Lecture(place, team["team"])
