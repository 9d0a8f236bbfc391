"""Clauses: a statement between its commas, each with what its words say about it (cues/modality.toml, themes.toml)."""

import re
from dataclasses import dataclass, field

from luoshi.reader.draft import Draft, Statement
from luoshi.registry.lexicon import Hit

_CUT = re.compile(r"[,:;。!?！？；]+[”’》)]*")
FAMILIES = ("mood", "scene", "ground", "posture", "effort", "object", "theme", "subject", "check")
# What a clause is for, not what it does: 为…, 以…为…, and 在…上/中 with posture behind it.
_PURPOSE = re.compile(
    r"^[“]?(?:为|以便|以此|从而|助力|助推|更好地?服务)(?!.{0,12}(?:企业|项目|群众|职工|职员|市民).{0,4}(?:提供|配备|解决))"
)
_MANNER = re.compile(
    r"^[“]?(?:以(?!.{0,20}为(?:重点|主攻|核心|牵引|抓手|主攻方向|载体|支撑)).{2,40}(?:精神|作风|姿态|热情|担当|责任|成果|成效|实效|行动|力度|决心|信心|状态|标准|质量|速度|定力|紧迫感|使命感|自觉|举措)|按照|根据|对照|本着|立足|面对|作为|结合|依托)"
)


@dataclass(slots=True)
class Clause:
    """A clause: [start, end) in the flow, its words, and the hits that begin in it by family."""

    start: int
    end: int
    text: str
    purpose: bool = False
    manner: bool = False
    hits: dict[str, list[Hit]] = field(default_factory=dict)

    def values(self, family: str) -> list[str]:
        """The values of the family's hits."""
        return [hit.value for hit in self.hits.get(family, ())]


def clauses(draft: Draft, statement: Statement, start: int) -> list[Clause]:
    """The clauses of the statement from `start` on."""
    text, base = statement.text, statement.start
    out: list[Clause] = []
    place = start
    for cut in _CUT.finditer(text, start - base):
        out.append(_clause(text, base, place, base + cut.start()))
        place = base + cut.end()
    if place < statement.end:
        out.append(_clause(text, base, place, statement.end))
    out = [clause for clause in out if clause.end > clause.start] or [_clause(text, base, start, statement.end)]
    for family in FAMILIES:
        at = 0
        for hit in draft.hits.within(family, start, statement.end):
            if hit.value == "none":
                continue
            while at + 1 < len(out) and hit.start >= out[at + 1].start:
                at += 1
            out[at].hits.setdefault(family, []).append(hit)
    return out


def _clause(text: str, base: int, start: int, end: int) -> Clause:
    words = text[start - base : end - base]
    return Clause(start, end, words, bool(_PURPOSE.match(words)), bool(_MANNER.match(words)))
