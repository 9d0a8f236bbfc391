"""Lectures at several places that one section tells of. Each place has its response (ruling 42), and the section stays that of
the province or city: 在某区,…宣讲; 某县组建宣讲队…; 某市的“…”宣讲团; and the stops of one day that a title lists."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from msgspec.structs import replace

from luoshi.model.findings import Link
from luoshi.reader.acts import elsewhere, reports
from luoshi.reader.acts.conveners import lecturers
from luoshi.reader.acts.found import Found
from luoshi.reader.acts.sentences import Sentence, narrated
from luoshi.reader.days.calendar import written
from luoshi.reader.draft import Draft, DraftSection
from luoshi.reader.names import place_chains
from luoshi.reader.subjects import stops
from luoshi.registry import bodies
from luoshi.registry.bodies import Named, places
from luoshi.registry.lexicon import either

_LECTURE = re.compile(either("acts", "lecture"))
# Where a place may begin that lectures: sentences, clauses, and the next of several teams (甲区的宣讲团、乙区的宣讲队).
_CLAUSE = re.compile("^|[。;、]|,(?:而)?|以及|和")
_AT = re.compile("[在到给]")
_GIVES = re.compile("作(?:宣讲)?报告|宣讲|讲课")
_TEAM = re.compile(
    "(?:的|有着?)?(?P<team>[^,。;、]{0,8}?(?:“[^”]{2,14}”)?[^,。;、]{0,10}?" + either("acts", "lecture_team") + ")"
)
_SETS_UP = re.compile("[则也还]?" + either("acts", "sets_up"))
# 某区听的是…宣讲团的课, 某市则请到了…, 到某市作报告的是…
_HEARS = re.compile("[则也还]?" + either("acts", "hears"))
_PAUSE = re.compile("(?:等地)?[,:]")


class Lecture(NamedTuple):
    """A lecture at or from a place, and who gives it, as far as the words tell."""

    place: str
    team: str | None


def inside(draft: Draft, section: DraftSection, told: list[Sentence]) -> list[Found]:
    """The lectures at places inside the section's own; under a heading a section has one subject."""
    if section.subject not in places() or any(line.role == "heading" for line in section.lines):
        return []
    out = []
    for sentence in told:
        for place, team in _lectures(sentence, section.subject):
            day = reports.day_of(sentence, narrated(sentence), draft)
            out.append(Found("publicity", team, *sentence.place, day, [sentence.place], _link(place)))
    return out


def sent_out(draft: Draft, told: list[Sentence]) -> list[Found]:
    """The lectures of a team in a row of places (迎来宣讲团的省份有甲、乙、丙), save those that have a section of their own. A
    span of days for all of them dates none."""
    out = []
    for sentence in told:
        sent = _SENT.search(sentence.text) if stops.TEAM in sentence.text and "、" in sentence.text else None
        if sent is None or reports.intended(sentence.text[: sent.end()]):
            continue
        rows = elsewhere.groups(sentence.text, bodies.find(sentence.text))
        row = next((row for row in rows if 0 <= row[0].start - sent.end() <= _SOON_BEHIND), [])
        if len(row) < _ROW:
            continue
        days = written(draft.flow.text, sentence.start, sentence.start + sent.start())
        day = days[-1] if days else reports.day_of(sentence, narrated(sentence), draft)
        day = None if day and _SPAN.search(day.text) else day
        body = lecturers(sent[0], "")
        for each in row:
            if each.sort in ("province", "city") and all(not _same(each, section) for section in draft.sections):
                out.append(Found("publicity", body, *sentence.place, day, [sentence.place], _link(each.name)))
    return out


_SENT = re.compile("宣讲团[^。]{0,40}?(?:分赴|奔赴|前往|走进|赴)|迎来[^。,]{0,6}宣讲团[^。,、]{0,8}?(?:有|是|包括)")
_SOON_BEHIND, _ROW = 3, 3
_SPAN = re.compile("日[-—~至到]")


def _same(named: Named, section: DraftSection) -> bool:
    return (named.entity is not None and named.entity == section.entity) or named.name in section.subject


def at_stops(draft: Draft, own: list[Found]) -> list[Found]:
    """The responses of an article of one place whose title lists stops: the lecture is each stop's, not the sender's."""
    first = next((each for each in own if each.kind == "publicity"), None) if len(draft.sections) == 1 else None
    if first is None:
        return own
    titles = (line.text for line in draft.lines if line.role in ("title", "subtitle"))
    listed = next((listed for title in titles if (listed := stops.listed(title))), None)
    if listed is None:
        return own
    theirs = [replace(first, body=listed.team, subject=_link(name)) for name in listed.names]
    return theirs + [each for each in own if each is not first]


def _link(place: str) -> Link:
    return Link(place, bodies.link(place))


def _lectures(sentence: Sentence, subject: str) -> list[Lecture]:
    """The lectures that a sentence tells of places other than the subject, one a place."""
    text = sentence.text
    if not _LECTURE.search(text) or reports.intended(text[: narrated(sentence) - sentence.start]):
        return []
    first: dict[str, Lecture] = {}
    for lecture in _told(text, bodies.find(text)):
        first.setdefault(lecture.place, lecture)
    return [lecture for place, lecture in first.items() if places().get(place) != places()[subject]]


def _told(text: str, named: list[Named]) -> Iterator[Lecture]:
    for clause in _CLAUSE.finditer(text):
        at = _AT.match(text, clause.end())
        here = place_chains.at(text, named, at.end() if at else clause.end())
        if here is None:
            continue
        place, end = here
        opens = clause.end() == 0 or clause[0] in "。;"
        if at:
            if opens and (_PAUSE.match(text, end) or _GIVES.match(text, end)):
                yield Lecture(place, lecturers(text, place))
        elif _HEARS.match(text, end):
            yield Lecture(place, lecturers(text[end:], place))
        elif _SETS_UP.match(text, end):
            if opens:
                yield Lecture(place, None)
        elif team := _TEAM.match(text, end):
            yield Lecture(place, team["team"])
