"""Clauses: a statement between its commas, each with what its words say about it (cues/modality.toml and others)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import msgspec

from luoshi.reader.draft import Draft, Statement
from luoshi.reader.hits import finder
from luoshi.reader.units.values import BITS, EFFORT, FAMILIES, OBJECT, SUBJECT, THEME, bits

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
_LEARN, _PARTY, _DRIVE = (bits("posture", value) for value in ("learn", "party", "drive"))
_NEVER = 1 << 60

Theme = tuple[int, int, str]
"""A word that names a theme: where it stands in the flow, and its value."""


@dataclass(slots=True)
class Clause:
    """A clause: [start, end) in the flow, the values of its words (`words`), its themes' words, and what it does (`kind`):
    form (a concrete form of study), work, aim (a purpose or manner), learn, party, posture, object, act (a verb of work whose object is no known one) or none."""

    start: int
    end: int
    purpose: bool = False
    manner: bool = False
    words: int = 0
    themes: tuple[Theme, ...] = ()
    subject: tuple[int, str] | None = None
    effort: int = _NEVER
    object: int = 0
    kind: str = "none"


_END = Clause(_NEVER, _NEVER)


class Parts(msgspec.Struct, frozen=True):
    """A statement's clauses, and the values of the words of all of them."""

    clauses: list[Clause]
    words: int


def parts(draft: Draft, bodies: Sequence[tuple[Statement, int]]) -> list[Parts]:
    """The parts of every statement, given in order with the place where its own words begin (behind its frame)."""
    cut = [_cut(draft.flow.text, statement.end, start) for statement, start in bodies]
    _sweep(draft, [clause for clauses in cut for clause in clauses])
    out = []
    for clauses in cut:
        words = 0
        for clause in clauses:
            words |= clause.words
            clause.kind = _kind(clause)
        out.append(Parts(clauses, words))
    return out


def _cut(text: str, end: int, place: int) -> list[Clause]:
    out: list[Clause] = []
    for cut in _CUT.finditer(text, place, end):
        comma, after = cut.span()
        if comma > place:
            out.append(_clause(text, place, comma))
        place = after
    if place < end or not out:
        out.append(_clause(text, min(place, end - 1), end))
    return out


def _clause(text: str, start: int, end: int) -> Clause:
    if text[start] not in _ASIDE:
        return Clause(start, end)
    return Clause(start, end, _PURPOSE.match(text, start, end) is not None, _MANNER.match(text, start, end) is not None)


def _sweep(draft: Draft, clauses: list[Clause]) -> None:
    """Give every clause the words that begin in it: of words of a family that overlap, the leftmost and longest."""
    if not clauses:
        return
    meanings = _meanings()
    reach = [0] * len(FAMILIES)
    following = iter(clauses)
    clause, after = _END, next(following)
    # What the loop asks of every hit is kept at hand: where the clause ends, and where the next one begins.
    closes, turns = 0, after.start
    for word, start, end in draft.hits.matches:
        if start >= turns:
            while start >= after.start:
                clause, after = after, next(following, _END)
            closes, turns = clause.end, after.start
        for family, bit, value in meanings[word]:
            if start >= reach[family]:
                reach[family] = end
                if bit and start < closes:
                    clause.words |= bit
                    if family == THEME:
                        clause.themes += ((start, end, value),)
                    elif family == OBJECT:
                        clause.object = end
                    elif family == EFFORT:
                        if clause.effort == _NEVER:
                            clause.effort = start
                    elif family == SUBJECT and clause.subject is None:
                        clause.subject = (end, value)


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


def _kind(clause: Clause) -> str:
    words = clause.words
    if words & _FORM:
        return "form"
    soft = words & _SOFT
    if clause.purpose or clause.manner:
        return "aim" if clause.object else ("posture" if soft else "none")
    if clause.object > clause.effort and not soft & (_DRIVE | _LEARN):
        return "work"
    if soft:
        return "learn" if soft & _LEARN else "party" if soft & _PARTY else "posture"
    return "object" if clause.object else "act" if clause.effort != _NEVER else "none"
