"""Clauses: a statement between its commas, each with what its words say about it (cues/modality.toml and others)."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from luoshi.reader.draft import Draft, Statement
from luoshi.registry.lexicon import Hit

FAMILIES = ("mood", "scene", "ground", "posture", "effort", "object", "theme", "subject", "check")
_CUT = re.compile(r"[,:;。!?！？；]+[”’》)]*")
# What a clause is for, not what it does: 为…, 以…的精神, 按照….
_PURPOSE = re.compile(
    r"^[“]?(?:为|以便|以此|从而|助力|助推|更好地?服务)(?!.{0,12}(?:企业|项目|群众|职工|市民).{0,4}(?:提供|配备|解决))"
)
_MANNER = re.compile(
    r"^[“]?(?:以(?!.{0,20}为(?:重点|主攻|核心|牵引|抓手|载体|支撑)).{2,40}"
    r"(?:精神|作风|姿态|热情|担当|责任|成果|成效|实效|行动|力度|决心|信心|状态|标准|质量|速度|定力|紧迫感|使命感|自觉|举措)"
    r"|按照|根据|对照|本着|立足|面对|作为|结合|依托)"
)
_NONE: tuple[Hit, ...] = ()
_NOTHING: frozenset[str] = frozenset()


@dataclass(slots=True)
class Clause:
    """A clause: [start, end) in the flow, its words, the hits that begin in it by family, and what it does (`kind`):
    form (a concrete form of study), work, aim (a purpose or manner), learn, party, posture, object or none."""

    start: int
    end: int
    text: str
    purpose: bool
    manner: bool
    hits: dict[str, list[Hit]] = field(default_factory=dict)
    kind: str = "none"

    def of(self, family: str) -> Sequence[Hit]:
        """The hits of a family."""
        return self.hits.get(family, _NONE)

    def values(self, family: str) -> set[str]:
        """The values of the family's hits."""
        return {hit.value for hit in self.hits.get(family, _NONE)}


class Parts(NamedTuple):
    """A statement's clauses, and the values of each family's hits in all of them."""

    clauses: list[Clause]
    values: dict[str, set[str]]


def parts(draft: Draft, bodies: Sequence[tuple[Statement, int]]) -> list[Parts]:
    """The parts of every statement, given in order with the place where its own words begin (behind its frame)."""
    out = [Parts(_cut(statement, start), {family: set() for family in FAMILIES}) for statement, start in bodies]
    flat = [(clause, found.values) for found in out for clause in found.clauses]
    starts = [clause.start for clause, _ in flat]
    for family in FAMILIES:
        for hit in draft.hits.all(family):
            if hit.value == "none":
                continue
            at = bisect_right(starts, hit.start) - 1
            if at >= 0 and hit.start < flat[at][0].end:
                clause, values = flat[at]
                values[family].add(hit.value)
                if family in clause.hits:
                    clause.hits[family].append(hit)
                else:
                    clause.hits[family] = [hit]
    for clause, _ in flat:
        clause.kind = _kind(clause)
    return out


def _cut(statement: Statement, start: int) -> list[Clause]:
    text, base, place = statement.text, statement.start, start
    out: list[Clause] = []
    for cut in _CUT.finditer(text, start - base):
        if base + cut.start() > place:
            out.append(_clause(text, base, place, base + cut.start()))
        place = base + cut.end()
    if place < statement.end or not out:
        out.append(_clause(text, base, min(place, statement.end - 1), statement.end))
    return out


def _clause(text: str, base: int, start: int, end: int) -> Clause:
    words = text[start - base : end - base]
    return Clause(start, end, words, _PURPOSE.match(words) is not None, _MANNER.match(words) is not None)


def _kind(clause: Clause) -> str:
    hits = clause.hits
    objects = hits.get("object")
    soft = {hit.value for hit in hits["posture"]} if "posture" in hits else _NOTHING
    if objects and any(hit.value == "form" for hit in objects):
        return "form"
    if clause.purpose or clause.manner:
        return "aim" if objects else ("posture" if soft else "none")
    efforts = hits.get("effort")
    if objects and efforts and objects[-1].end > efforts[0].start and "drive" not in soft and "learn" not in soft:
        return "work"
    if soft:
        return "learn" if "learn" in soft else "party" if "party" in soft else "posture"
    return "object" if objects else "none"
