"""Stage `people`: persons by name, with the title and body that stand beside the name.

A name is found where its surroundings show it (`reader.introductions`) and then wherever the article names that person
again. One record for each name and paragraph.
"""

import re
from functools import cache

from luoshi.model.findings import Person
from luoshi.model.spans import quote
from luoshi.reader.draft import Draft, DraftSection
from luoshi.reader.names.introductions import Mention, introduced, seat_behind
from luoshi.reader.names.surnames import follower, plausible
from luoshi.registry.lexicon import lexicon
from luoshi.text.normalise import fold
from luoshi.text.occurrences import occurrences

_LEADER = "领导"
_SILENT_ROLES = ("byline", "furniture")
_LONGEST_BOOK_TITLE = 60
# 市委|书记 stays whole, 省林业局|局长 does not.
_SHORTEST_BUREAU = 4
_BUREAU_ENDS = "局厅会院校司团心室"


def run(draft: Draft) -> None:
    """Add `people`."""
    text = draft.flow.text
    mentions = introduced(text, draft.hits)
    known = _known(draft, mentions)
    for section in draft.sections:
        if section.speaker:
            known.setdefault(fold(section.speaker.name), section.subject)
    mentions += _again(text, known, {(mention.start, mention.end) for mention in mentions})
    draft.people = _records(draft, mentions, known)


def _known(draft: Draft, mentions: list[Mention]) -> dict[str, str | None]:
    """Name -> the body that the article gives it, the first one told."""
    known: dict[str, str | None] = {}
    for mention in mentions:
        name = draft.flow.text[mention.start : mention.end]
        if not known.get(name):
            section = _section(draft, mention)
            known[name] = _org(mention, section.subject if section else None)
    return known


def _again(text: str, known: dict[str, str | None], seen: set[tuple[int, int]]) -> list[Mention]:
    """The other places of known names, with the seat that stands behind (甲代表说); of two names that overlap the longer
    counts."""
    taken = {place for start, end in seen for place in range(start, end)}
    return [
        Mention(start, end, seat_behind(text, end))
        for start, end in occurrences(known, text)
        if start not in taken and end - 1 not in taken and _stands_alone(text, start, end)
    ]


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a known name's characters are the name here: one of two characters must not be the head of a longer name
    (王志|国说) nor the middle of another word."""
    if end - start > 2 or follower(text, end).kind:
        return True
    if _han(text, start - 1):
        return False
    longer = follower(text, end + 1).kind in ("pause", "strong") and plausible(
        text[start : end + 1], beside_office=True
    )
    return not longer


def _records(draft: Draft, mentions: list[Mention], known: dict[str, str | None]) -> list[Person]:
    """One record for each name and printed line, the mention with a title first."""
    text, line_at = draft.flow.text, draft.flow.line_at
    best: dict[tuple[str, int, int], Mention] = {}
    for mention in sorted(mentions, key=lambda mention: (mention.title is None, mention.start)):
        line = line_at(mention.start)
        if (
            line.role in _SILENT_ROLES
            or _not_acting().match(text, mention.end)
            or _in_book_title(text, mention.start)
            or (mention.title is None and text[mention.start : mention.end] in _with_office())
        ):
            continue
        name = text[mention.start : mention.end]
        best.setdefault((name, line.index, line_at(mention.end - 1).index), mention)
    return [_person(draft, mention, known.get(text[mention.start : mention.end])) for mention in sorted(best.values())]


def _person(draft: Draft, mention: Mention, org: str | None) -> Person:
    """The record of a mention; `org` is the body that the article gives the name elsewhere."""
    spans = draft.flow.spans(mention.start, mention.end)
    section = _section(draft, mention)
    subject = section.subject if section else None
    return Person(
        name=quote(draft.text, spans),
        title=_title(mention, subject),
        org=_org(mention, subject) or org,
        section=section.id if section else None,
        spans=spans,
    )


def _section(draft: Draft, mention: Mention) -> DraftSection | None:
    block = draft.flow.block_at(mention.start)
    return block.section if block else None


def _title(mention: Mention, subject: str | None) -> str | None:
    """The title without a bureau that is the section's subject though it names no place (省林业局|党组书记), but with what
    a subject is called where the rest alone says nothing (园区领导)."""
    if mention.title == _LEADER and mention.org in _own_nouns():
        return mention.org + _LEADER
    if not mention.title or mention.org is not None or subject is None:
        return mention.title
    if len(subject) < _SHORTEST_BUREAU or subject[-1] not in _BUREAU_ENDS:
        return mention.title
    return mention.title.removeprefix(subject) or mention.title


def _org(mention: Mention, subject: str | None) -> str | None:
    """The body that a title names, or the section's subject where only its organ or a common noun stands there."""
    if mention.title is None and mention.org is None:
        return None
    title = mention.title if mention.org is None else None
    own = title is not None and (title.startswith(_own_organs()) or _called(subject, title))
    if own or mention.org in _own_nouns():
        return subject or mention.org
    return mention.org


def _called(subject: str | None, title: str) -> bool:
    """Whether a title begins with the section's subject, or with the common noun that it is called by: 集团党委书记, 局领导."""
    if not subject:
        return False
    if title.startswith(subject):
        return True
    return title.startswith(_nouns()) and any(title.startswith(noun) and subject.endswith(noun) for noun in _nouns())


def _in_book_title(text: str, start: int) -> bool:
    opening = text.rfind("《", max(0, start - _LONGEST_BOOK_TITLE), start)
    return opening >= 0 and text.find("》", opening, start) < 0


def _han(text: str, position: int) -> bool:
    return position >= 0 and "一" <= text[position] <= "鿿"


@cache
def _not_acting() -> "re.Pattern[str]":
    return re.compile("|".join(map(re.escape, lexicon("speech", "words")["not_acting"]["thing"])))


@cache
def _with_office() -> frozenset[str]:
    return frozenset(lexicon("speech", "words")["with_office"]["name"])


@cache
def _own_organs() -> tuple[str, ...]:
    return tuple(lexicon("offices", "words")["own"]["organ"])


@cache
def _nouns() -> tuple[str, ...]:
    return (*lexicon("offices", "words")["own"]["open"], "局", "校", "院")


@cache
def _own_nouns() -> frozenset[str]:
    return frozenset(lexicon("offices", "words")["own"]["noun"])
