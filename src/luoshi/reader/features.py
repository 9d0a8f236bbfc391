"""Features: what is known of a statement when its modality is decided, as a list of names. Weights: see modality."""

import re

from luoshi.reader.clauses import Clause
from luoshi.reader.draft import Statement
from luoshi.reader.frames import Frame

_DATED = re.compile(r"^.{0,30}?(?:\d{1,2}月|\d{1,2}日|近日|日前|今天|上午|下午)")
_FIGURE = re.compile(r"\d[\d.]*(?:万|亿|%|个|家|名|人|项|场|平方|元|倍|户|次|余|多)")
_WE = re.compile(r"^[“]?(?:我们|我将|本人|我要)")
_POINT = re.compile(r"^[“]?(?:第?[一二三四五六七八九十]+(?:是|要|、|,)|首先|其次|再次|最后|同时)")
_SHORT, _LONG, _HEAD = 16, 90, 36
_HARD = frozenset(
    {
        "innovation",
        "transfer",
        "industry",
        "enterprise",
        "talent",
        "investment",
        "service",
        "reform",
        "opening",
        "finance",
        "digital",
        "green",
        "livelihood",
        "safety",
        "planning",
        "economy",
    }
)


_SHAPES = {
    "dated": _DATED.match,
    "figure": _FIGURE.search,
    "we": _WE.match,
    "point": _POINT.match,
    "了": re.compile("(?<![为除极])了").search,
    "question": re.compile("[?？]").search,
}


def features(statement: Statement, frame: Frame, clauses: list[Clause]) -> list[str]:
    """The names of the features that hold."""
    out = [f"frame:{frame.kind}" + (":opened" if frame.opened else "")]
    out += _shape(statement, frame)
    out += _moods(clauses)
    for family in ("scene", "ground"):
        out += _narrated(family, clauses)
    out += _kinds(clauses)
    return out + _together(statement, frame, clauses)


def _shape(statement: Statement, frame: Frame) -> list[str]:
    """What can be seen of the statement without its words' meaning."""
    text = statement.text
    out = [name for name, found in _SHAPES.items() if found(text)]
    if frame.attribution:
        out.append("attribution")
    if frame.quoted:
        out.append("quoted")
    if len(text) <= _SHORT:
        out.append("short")
    if len(text) >= _LONG:
        out.append("long")
    if statement.block.role != "body":
        out.append("whole")
    return out


def _narrated(family: str, clauses: list[Clause]) -> list[str]:
    values = {value for clause in clauses for value in clause.values(family)}
    out = [f"{family}:{value}" for value in sorted(values)]
    if len(values) > 1:
        out.append(f"{family}:many")
    return out + [f"{family}:{value}:first" for value in sorted(set(clauses[0].values(family)))]


def _together(statement: Statement, frame: Frame, clauses: list[Clause]) -> list[str]:
    """Features that mean something only together: mood, frame and what the clauses do."""
    mood, main, who = _mood(clauses), _main(clauses), _subject(clauses)
    out = [
        f"subject:{who}",
        f"{who}*{mood}",
        f"{who}*{main}",
        f"{who}*{frame.kind}",
        f"{mood}*{frame.kind}",
        f"{mood}*{main}",
        f"{frame.kind}*{main}",
        f"{mood}*{frame.kind}*{main}",
    ]
    kinds = [kind(clause) for clause in clauses]
    out += [f"first:{kinds[0]}", f"last:{kinds[-1]}", f"first:{kinds[0]}*{mood}"]
    checks = {value for clause in clauses for value in clause.values("check")}
    out += [f"check:{value}*{mood}" for value in sorted(checks)] + (
        ["check*ask"] if checks and mood in ("ask", "will") else []
    )
    scenes = {value for clause in clauses for value in clause.values("scene")}
    if scenes:
        out.append(f"scene*{mood}*{frame.kind}")
        out += [f"scene:{value}*{frame.kind}" for value in sorted(scenes)]
        if _DATED.match(statement.text):
            out += [f"dated*scene:{value}" for value in sorted(scenes)]
    if any(clause.values("ground") for clause in clauses):
        out += [f"ground*{mood}", f"ground*{main}"]
    if len(statement.text) <= _SHORT and len(clauses) == 1:
        out.append(f"label*{main}")
    return out


def _subject(clauses: list[Clause]) -> str:
    """Who or what the statement is about, as its head says."""
    for clause in clauses[:2]:
        for hit in clause.hits.get("subject", ()):
            if hit.end - clauses[0].start <= _HEAD:
                return hit.value
    return "none"


def _mood(clauses: list[Clause]) -> str:
    values = [value for clause in clauses for value in clause.values("mood")]
    return next((mood for mood in ("ask", "will", "done", "past", "now") if mood in values), "bare")


def _main(clauses: list[Clause]) -> str:
    """The strongest thing that a clause does."""
    kinds = {kind(clause) for clause in clauses}
    return next(
        (name for name in ("form", "work", "learn", "party", "posture", "object", "aim") if name in kinds), "none"
    )


def _moods(clauses: list[Clause]) -> list[str]:
    out = []
    first, anywhere = set(clauses[0].values("mood")), {value for clause in clauses for value in clause.values("mood")}
    for value in sorted(anywhere):
        out.append(f"mood:{value}")
        if value in first:
            out.append(f"mood:{value}:first")
    if not anywhere & {"ask", "will"}:
        out.append("mood:bare")
        if "done" in anywhere:
            out.append("mood:done:bare")
        if "now" in anywhere:
            out.append("mood:now:bare")
    return out


def _kinds(clauses: list[Clause]) -> list[str]:
    counts = {"form": 0, "work": 0, "aim": 0, "posture": 0, "learn": 0, "party": 0}
    themes: set[str] = set()
    for clause in clauses:
        counts[kind(clause)] = counts.get(kind(clause), 0) + 1
        themes.update(value for value in clause.values("theme"))
    out = []
    for name, count in counts.items():
        out += [f"{name}:{at}" for at in (1, 2, 3) if count >= at]
    hard = {theme for theme in themes if theme in _HARD}
    out += [f"hard:{at}" for at in (1, 2, 3) if len(hard) >= at]
    out += [f"theme:{theme}" for theme in ("study", "study~", "party", "planning") if theme in themes]
    if counts["work"] and counts["work"] >= counts["posture"] + counts["learn"]:
        out.append("mostly:work")
    return out


def kind(clause: Clause) -> str:
    """What a clause does: work on an object, aim (a purpose or manner), learning, posture, party, or nothing known."""
    objects, efforts = clause.hits.get("object", ()), clause.hits.get("effort", ())
    if any(hit.value == "form" for hit in objects):
        return "form"
    soft = clause.values("posture")
    works = bool(objects and efforts and objects[-1].end > efforts[0].start)
    if clause.purpose or clause.manner:
        return "aim" if objects else ("posture" if soft else "none")
    if works and "drive" not in soft and "learn" not in soft:
        return "work"
    return next(
        (name for name in ("learn", "party") if name in soft), "posture" if soft else "object" if objects else "none"
    )
