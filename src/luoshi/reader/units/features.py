"""Features: what is known of a statement when its modality is decided. Weights: see modality.

A feature is a name. They come in groups that hang on few things at once, so that a group's names are made, and its
weights added up, once for all statements that are alike in it.
"""

import re
from functools import cache

from luoshi.reader.draft import Statement
from luoshi.reader.units.clauses import Clause, Parts
from luoshi.reader.units.frames import Frame
from luoshi.reader.units.values import bits, named

SHORT, LONG, HEAD = 16, 90, 36
_DATED = re.compile(r"\d{1,2}[月日]|近日|日前|今天|上午|下午")
_DATED_WITHIN = 30
_FIGURE = re.compile(
    r"\d[\d.]*(?:余|多)?(?:万|亿|%|个|家|名|人|项|场|平方|元|倍|户|次|位|所|公里|条|件|岁|篇|期|座|台|套|亩|批|余|多)"
)
_WE = re.compile(r"“?(?:我们|我将|本人|我要|我)")
_POINT = re.compile(r"“?(?:第?[一二三四五六七八九十]+(?:是|要|、|,)|首先|其次|再次|最后|同时)")
_DONE = re.compile(r"(?<![为除极])了")
_SOFT = bits("theme", "study", "study~", "party", "party~", "planning~")
_HARD = bits("theme") - _SOFT
_MOODS = ("ask", "will", "done", "past", "now")
_MAIN = ("form", "work", "learn", "party", "posture", "object", "aim")
_MOOD, _SCENE, _GROUND, _CHECK = (bits(family) for family in ("mood", "scene", "ground", "check"))

Group = tuple[str, ...]
"""Names of features that hold together."""


def features(statement: Statement, frame: Frame, parts: Parts) -> list[Group]:
    """The features that hold, in groups."""
    text, clauses, words = statement.text, parts.clauses, parts.words
    first = clauses[0].words
    mood = _mood(words & _MOOD)
    kinds = [clause.kind for clause in clauses]
    various = frozenset(kinds)
    main = _main(various)
    dated = _DATED.search(text, 0, _DATED_WITHIN + 3)
    out = [
        _spoken(frame.kind, frame.opened, frame.quoted, statement.block.role != "body"),
        _moods(mood, words & _MOOD, first & _MOOD, words & _CHECK != 0),
        _counted(various, 2 * kinds.count("work") >= len(kinds), words & _HARD != 0, words & _SOFT),
        _together(_subject(clauses), mood, main, frame.kind, _FIGURE.search(text) is not None),
    ]
    looks = _looks(text)
    if len(text) <= SHORT and len(clauses) == 1:
        looks.append(f"label*{main}")
    if looks:
        out.append(tuple(looks))
    if words & _GROUND:
        out.append(_narrated("ground", words & _GROUND, first & _GROUND))
    if dated and dated.start() <= _DATED_WITHIN:
        out.append(_dated(words & _SCENE))
    if words & _SCENE:
        out.append(_narrated("scene", words & _SCENE, first & _SCENE))
    return out


@cache
def _mood(words: int) -> str:
    found = named("mood", words)
    return next((mood for mood in _MOODS if mood in found), "bare")


@cache
def _main(kinds: frozenset[str]) -> str:
    return next((name for name in _MAIN if name in kinds), "none")


@cache
def _spoken(kind: str, opened: bool, quoted: bool, whole: bool) -> Group:
    """Who speaks, and for what part of the article."""
    return (
        f"frame:{kind}" + (":opened" if opened else ""),
        *(("quoted",) if quoted else ()),
        *(("whole",) if whole else ()),
    )


def _looks(text: str) -> list[str]:
    """What meets the eye: length, how it begins, marks."""
    out = []
    if len(text) <= SHORT:
        out.append("short")
    elif len(text) >= LONG:
        out.append("long")
    if _WE.match(text):
        out.append("we")
    if _POINT.match(text):
        out.append("point")
    if "了" in text and _DONE.search(text):
        out.append("了")
    if "?" in text or "？" in text:
        out.append("question")
    if "!" in text or "！" in text:
        out.append("outcry")
    return out


@cache
def _moods(mood: str, words: int, first: int, check: bool) -> Group:
    """The moods of the statement and of its first clause, and whether something to be checked is asked for."""
    return (
        f"mood:{mood}",
        *(f"mood:{value}" for value in named("mood", words) if value != mood),
        *(f"mood:{value}:first" for value in named("mood", first)),
        *(("check*ask",) if check and mood in ("ask", "will") else ()),
    )


@cache
def _dated(scenes: int) -> Group:
    """What is narrated with a day."""
    return ("dated", *(f"dated*scene:{value}" for value in named("scene", scenes)))


@cache
def _narrated(family: str, words: int, first: int) -> Group:
    """What is narrated (scenes) or described (ground), and whether at once."""
    values = named(family, words)
    return (
        *(f"{family}:{value}" for value in values),
        *(f"{family}:{value}:first" for value in named(family, first)),
        *((f"{family}:many",) if len(values) > 1 else ()),
    )


@cache
def _counted(kinds: frozenset[str], mostly: bool, hard: bool, soft: int) -> Group:
    """Which kinds of clauses there are, and what kind of themes is named."""
    return (
        *(f"{name}:1" for name in sorted(kinds)),
        *(("hard:1",) if hard else ()),
        *(f"theme:{theme}" for theme in named("theme", soft)),
        *(("mostly:work",) if mostly and "work" in kinds else ()),
    )


@cache
def _together(who: str, mood: str, main: str, frame: str, figure: bool) -> Group:
    """What means something only together: who, mood, frame, what the clauses do, and whether there is a figure."""
    return (
        f"subject:{who}",
        f"{who}*{mood}",
        f"{who}*{main}",
        f"{who}*{frame}",
        f"{mood}*{frame}",
        f"{mood}*{main}",
        f"{frame}*{main}",
        f"{mood}*{frame}*{main}",
        *(("figure", f"figure*{mood}*{frame}", f"figure*{mood}") if figure else ()),
    )


def _subject(clauses: list[Clause]) -> str:
    """Who or what the statement is about, as its head says."""
    for clause in clauses[:2]:
        if clause.subject and clause.subject[0] - clauses[0].start <= HEAD:
            return clause.subject[1]
    return "none"
