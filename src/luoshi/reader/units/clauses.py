"""Clauses: a statement between its commas, each with what its words say about it (cues/modality.toml and others)."""

import re
from collections.abc import Sequence
from functools import cache
from itertools import chain

from luoshi.model.records import Value
from luoshi.reader.draft import Draft, Statement
from luoshi.reader.hits import finder
from luoshi.reader.units.values import BITS, EFFORT, FAMILIES, KINDS, OBJECT, SUBJECT, THEME, bits
from luoshi.registry.lexicon import Match

# Written out, for a repeated class hides from the scan what a match begins with.
_CUT = re.compile(r"[,:;。!?！？；][,:;。!?！？；]*[”’》)]*")
# What a clause is for, not what it does: 为…, 以…的精神, 按照….
_PURPOSE = re.compile(
    r"“?(?:为|以便|以此|从而|助力|助推|更好地?服务)(?!.{0,12}(?:企业|项目|群众|职工|市民).{0,4}(?:提供|配备|解决))"
)
_MANNER = re.compile(
    r"“?(?:以(?!.{0,20}为(?:重点|主攻|核心|牵引|抓手|载体|支撑)).{2,40}"
    r"(?:精神|作风|姿态|热情|担当|责任|成果|成效|实效|行动|力度|决心|信心|状态|标准|质量|速度|定力|紧迫感|使命感|自觉|举措)"
    r"|按照|根据|对照|本着|立足|面对|作为|结合|依托)"
)
_ASIDE = frozenset("“为以从助更按根对本立面作结依")
_FORM, _SOFT = bits("object", "form"), bits("posture")
_LEARN, _PARTY, _UNREAL = bits("posture", "learn"), bits("posture", "party"), bits("posture", "drive", "learn")
_FORMS, _WORKS, _LEARNS, _JOINS, _POSTURES, _NAMES, _ACTS, _AIMS, _IDLE = (bits("kind", kind) for kind in KINDS)
_NEVER = 1 << 60

Place = tuple[int, int, bool, bool]
"""Where a clause begins and ends in the flow, and whether it is a purpose or a manner."""
_AFTER_ALL: Place = (_NEVER, _NEVER + 1, False, False)


class Clause(Value, frozen=True):
    """A clause: where it ends in the flow, the values of its words and what it does (`values`), the words that name its themes,
    and its subject with the place where that ends."""

    end: int
    purpose: bool
    manner: bool
    values: int
    themes: list[Match]
    subject: tuple[int, str] | None


class Parts(Value, frozen=True):
    """A statement's clauses, where the first begins in the flow, and the values of all of them."""

    start: int
    clauses: list[Clause]
    values: int


def parts(draft: Draft, bodies: Sequence[tuple[Statement, int]]) -> list[Parts]:
    """The parts of every statement, given in order with the place where its own words begin (behind its frame)."""
    places: list[Place] = []
    upto = []
    for statement, body in bodies:
        _cut(draft.flow.text, statement.end, body, places)
        upto.append(len(places))
    clauses = _read(draft, places)
    out = []
    first = 0
    for last in upto:
        start = places[first][0]
        own = clauses[first:last]
        values = 0
        for clause in own:
            values |= clause.values
        out.append(Parts(start, own, values))
        first = last
    return out


def _cut(text: str, end: int, place: int, out: list[Place]) -> None:
    """Add the clauses of text[place:end], at least one."""
    before = len(out)
    for cut in _CUT.finditer(text, place, end):
        comma, after = cut.span()
        if comma > place:
            out.append(_aside(text, place, comma) if text[place] in _ASIDE else (place, comma, False, False))
        place = after
    if place < end or len(out) == before:
        out.append(_aside(text, min(place, end - 1), end))


def _aside(text: str, start: int, end: int) -> Place:
    return start, end, _PURPOSE.match(text, start, end) is not None, _MANNER.match(text, start, end) is not None


def _read(draft: Draft, places: list[Place]) -> list[Clause]:
    """The clauses at the places, with the words that begin in each: of words of a family that overlap, the leftmost and
    longest."""
    meanings = _meanings()
    reach = [0] * len(FAMILIES)
    out: list[Clause] = []
    following = iter([*places, _AFTER_ALL])
    opens, closes, purpose, manner = next(following)
    values, subject, effort, object_ = _NOTHING
    themes: list[Match] = []
    for match in chain(draft.hits.matches, (_LAST,)):
        word, start, end = match
        while start >= closes:
            values |= _kind(purpose or manner, values, effort, object_)
            out.append(Clause(closes, purpose, manner, values, themes, subject))
            opens, closes, purpose, manner = next(following)
            values, subject, effort, object_ = _NOTHING
            themes = []
        for family, bit, value in meanings[word]:
            if start >= reach[family]:
                reach[family] = end
                if bit and start >= opens:
                    values |= bit
                    if family == THEME:
                        themes.append(match)
                    elif family > SUBJECT:
                        pass
                    elif family == OBJECT:
                        object_ = end
                    elif family == EFFORT:
                        if effort == _NEVER:
                            effort = start
                    elif subject is None:
                        subject = (end, value)
    return out


_NOTHING: tuple[int, tuple[int, str] | None, int, int] = (0, None, _NEVER, 0)
"""What is known of a clause before its words: values, subject, where its effort begins and its object ends."""
_LAST = (0, _NEVER, _NEVER)


Meaning = tuple[tuple[int, int, str], ...]


@cache
def _meanings() -> list[Meaning]:
    """By the number of a word: the numbers of its families, with bit and value (bit 0: the word masks others). Words that
    mean the same share one meaning, which keeps the table small."""
    numbers = {family: number for number, family in enumerate(FAMILIES)}
    shared: dict[Meaning, Meaning] = {}
    out = []
    for meant in finder().meanings:
        meaning = tuple((numbers[family], BITS.get((family, value), 0), value) for family, value in meant)
        out.append(shared.setdefault(meaning, meaning))
    return out


def _kind(aside: bool, values: int, effort: int, object_: int) -> int:
    """What a clause does: by whether it is a purpose or manner, the values of its words, where its verb of work begins and its
    object ends."""
    if values & _FORM:
        return _FORMS
    soft = values & _SOFT
    if aside:
        return _AIMS if object_ else (_POSTURES if soft else _IDLE)
    if object_ > effort and not soft & _UNREAL:
        return _WORKS
    if soft:
        return _LEARNS if soft & _LEARN else _JOINS if soft & _PARTY else _POSTURES
    return _NAMES if object_ else _ACTS if effort != _NEVER else _IDLE
