"""Features: what is known of a statement when its modality is decided, as a list of names. Weights: see modality."""

import re

from luoshi.reader.draft import Statement
from luoshi.reader.units.clauses import Clause, Parts
from luoshi.reader.units.frames import Frame

SHORT, LONG, HEAD = 16, 90, 36
_DATED = re.compile(r"^.{0,30}?(?:\d{1,2}月|\d{1,2}日|近日|日前|今天|上午|下午)")
_FIGURE = re.compile(
    r"\d[\d.]*(?:余|多)?(?:万|亿|%|个|家|名|人|项|场|平方|元|倍|户|次|位|所|公里|条|件|岁|篇|期|座|台|套|亩|批|余|多)"
)
_SHAPES = tuple(
    {
        "figure": _FIGURE.search,
        "we": re.compile(r"^[“]?(?:我们|我将|本人|我要|我)").match,
        "point": re.compile(r"^[“]?(?:第?[一二三四五六七八九十]+(?:是|要|、|,)|首先|其次|再次|最后|同时)").match,
        "了": re.compile(r"(?<![为除极])了").search,
        "question": re.compile(r"[?？]").search,
        "outcry": re.compile(r"[!！]").search,
    }.items()
)
_SOFT = frozenset({"study", "study~", "party", "party~", "planning~"})
_MOODS = ("ask", "will", "done", "past", "now")
_MAIN = ("form", "work", "learn", "party", "posture", "object", "aim")
_ASKED = ("ask", "will")


def features(statement: Statement, frame: Frame, parts: Parts) -> list[str]:
    """The names of the features that hold."""
    text, clauses, values = statement.text, parts.clauses, parts.values
    first = clauses[0]
    mood = next((mood for mood in _MOODS if mood in values["mood"]), "bare")
    kinds = [clause.kind for clause in clauses]
    main = next((name for name in _MAIN if name in kinds), "none")
    out = [f"frame:{frame.kind}" + (":opened" if frame.opened else ""), f"mood:{mood}"]
    out += [name for name, found in _SHAPES if found(text)]
    out += _manner(statement, frame)
    out += [f"mood:{value}" for value in values["mood"] if value != mood]
    out += [f"mood:{value}:first" for value in first.values("mood")]
    for family in ("scene", "ground"):
        if values[family]:
            out += _narrated(family, values[family], first)
    out += _counted(kinds, values["theme"])
    out += _together(_subject(clauses), mood, main, frame.kind)
    if values["check"] and mood in _ASKED:
        out.append("check*ask")
    if "figure" in out:
        out += [f"figure*{mood}*{frame.kind}", f"figure*{mood}"]
    if _DATED.match(text):
        out += ["dated", *(f"dated*scene:{value}" for value in values["scene"])]
    if len(text) <= SHORT and len(clauses) == 1:
        out.append(f"label*{main}")
    return out


def _manner(statement: Statement, frame: Frame) -> list[str]:
    """How the statement stands: who speaks, how long it is, where."""
    out = []
    if frame.quoted:
        out.append("quoted")
    if len(statement.text) <= SHORT:
        out.append("short")
    if len(statement.text) >= LONG:
        out.append("long")
    if statement.block.role != "body":
        out.append("whole")
    return out


def _narrated(family: str, values: set[str], first: Clause) -> list[str]:
    """What is narrated (scenes) or described (ground), and whether at once."""
    out = [f"{family}:{value}" for value in values]
    out += [f"{family}:{value}:first" for value in first.values(family)]
    if len(values) > 1:
        out.append(f"{family}:many")
    return out


def _counted(kinds: list[str], themes: set[str]) -> list[str]:
    """Which kinds of clauses there are, and what kind of themes is named."""
    out = [f"{name}:1" for name in set(kinds)]
    if themes - _SOFT:
        out.append("hard:1")
    out += [f"theme:{theme}" for theme in themes & _SOFT]
    if "work" in kinds and kinds.count("work") >= len(kinds) / 2:
        out.append("mostly:work")
    return out


def _together(who: str, mood: str, main: str, frame: str) -> list[str]:
    """What means something only together: who, mood, frame, and what the clauses do."""
    return [
        f"subject:{who}",
        f"{who}*{mood}",
        f"{who}*{main}",
        f"{who}*{frame}",
        f"{mood}*{frame}",
        f"{mood}*{main}",
        f"{frame}*{main}",
        f"{mood}*{frame}*{main}",
    ]


def _subject(clauses: list[Clause]) -> str:
    """Who or what the statement is about, as its head says."""
    for clause in clauses[:2]:
        for hit in clause.of("subject"):
            if hit.end - clauses[0].start <= HEAD:
                return hit.value
    return "none"
