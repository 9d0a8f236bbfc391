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
from luoshi.reader.units.weights import Group, group

SHORT, LONG, HEAD = 16, 90, 36
_AT_ONCE = 3
_DATED = re.compile(r"\d{1,2}[月日]|近日|日前|今天|上午|下午")
_DATED_WITHIN = 30
_FIGURE = re.compile(
    r"[0-9][0-9.]*((?:余|多)?(?:万|亿|%|个|家|名|人|项|场|平方|元|倍|户|次|位|所|公里|条|件|岁|篇|期|座|台|套|亩|批|余|多))?"
)
_OPENING = re.compile(
    r"“?(?:(?P<we>我|本人)"
    r"|(?P<point>第?[一二三四五六七八九十]+(?:是|要|、|,)|\d{1,2}[.、]|[(][一二三四五六七八九十\d]+[)]|首先|其次|再次|最后|同时))"
)
# A figure that is reached, and one that is aimed at.
_REACHED = re.compile(
    r"(?:完成|实现|达到?|突破|超过?|增长|增加|提高|提升|下降|降低|缩短|新增|净增|引进|引入|落地|签约|建成|集聚|汇聚|拥有|入驻|办理|办结|发放|投入|惠及|累计|共)了?[^,。;0-9]{0,12}\d"
)
_AIMED = re.compile(r"\d[^,。;]{0,8}(?:以上|左右)|不低于|不少于|不超过|力争|确保|目标|计划|到20\d\d年|年内|年底")
# 是 that says what something is.
_IS = re.compile(r"(?<![一二三四五六七八九十别其还总于但可若凡就正也既而要都])是(?!否|不是|要|以)")
_DONE = re.compile(r"(?<![为除极])了")
_SOFT = bits("theme", "study", "study~", "party", "party~", "planning~")
_HARD = bits("theme") - _SOFT
_MOODS = ("ask", "will", "done", "past", "now")
_MAIN = ("form", "work", "learn", "party", "posture", "object", "act", "aim")
_MOOD, _SCENE, _GROUND, _CHECK = (bits(family) for family in ("mood", "scene", "ground", "check"))


def features(statement: Statement, frame: Frame, parts: Parts) -> list[Group]:
    """The features that hold, in groups."""
    text, clauses, words = statement.text, parts.clauses, parts.words
    first = clauses[0].words
    mood = _mood(words & _MOOD)
    kinds = [clause.kind for clause in clauses]
    various = frozenset(kinds)
    main = _main(various)
    out = [
        _spoken(frame.kind, frame.opened, frame.quoted, statement.block.role != "body"),
        _moods(mood, words & _MOOD, first & _MOOD, words & _CHECK != 0),
        _counted(various, 2 * kinds.count("work") >= len(kinds), words & _HARD != 0, words & _SOFT),
        _together(_subject(statement, clauses), mood, main, frame.kind, _figure(text)),
        _verb(clauses[0].effort - clauses[0].start <= _AT_ONCE, mood, frame.kind),
    ]
    looks = _looks(text)
    if len(text) <= SHORT and len(clauses) == 1:
        looks.append(f"label*{main}")
    if looks:
        out.append(group(*looks))
    if words & _GROUND:
        out.append(_narrated("ground", words & _GROUND, first & _GROUND))
    if _is_dated(text[: _DATED_WITHIN + 3]):
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
    return group(
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
    opening = _OPENING.match(text)
    if opening and opening.lastgroup:
        out.append(opening.lastgroup)
    if "了" in text and _DONE.search(text):
        out.append("了")
    if "?" in text:
        out.append("question")
    if "!" in text:
        out.append("outcry")
    if "是" in text and _IS.search(text):
        out.append("is")
    return out


def _is_dated(opening: str) -> bool:
    """Whether the first words of a statement name a day: one of these characters stands in every name of a day."""
    if not ("日" in opening or "月" in opening or "午" in opening or "天" in opening):
        return False
    dated = _DATED.search(opening)
    return dated is not None and dated.start() <= _DATED_WITHIN


def _figure(text: str) -> str:
    """What a figure of the statement is, if it has one."""
    if not any(_FIGURE.findall(text)):
        return ""
    return "aimed" if _AIMED.search(text) else "reached" if _REACHED.search(text) else "plain"


@cache
def _verb(first: bool, mood: str, frame: str) -> Group:
    """Whether the statement begins with a verb that acts, as tasks do."""
    return group("verb", f"verb*mood:{mood}", f"verb*frame:{frame}") if first else group("no verb")


@cache
def _moods(mood: str, words: int, first: int, check: bool) -> Group:
    """The moods of the statement and of its first clause, and whether something to be checked is asked for."""
    return group(
        f"mood:{mood}",
        *(f"mood:{value}" for value in named("mood", words) if value != mood),
        *(f"mood:{value}:first" for value in named("mood", first)),
        *(("check*ask",) if check and mood in ("ask", "will") else ()),
    )


@cache
def _dated(scenes: int) -> Group:
    """What is narrated with a day."""
    return group("dated", *(f"dated*scene:{value}" for value in named("scene", scenes)))


@cache
def _narrated(family: str, words: int, first: int) -> Group:
    """What is narrated (scenes) or described (ground), and whether at once."""
    values = named(family, words)
    return group(
        *(f"{family}:{value}" for value in values),
        *(f"{family}:{value}:first" for value in named(family, first)),
        *((f"{family}:many",) if len(values) > 1 else ()),
    )


@cache
def _counted(kinds: frozenset[str], mostly: bool, hard: bool, soft: int) -> Group:
    """Which kinds of clauses there are, and what kind of themes is named."""
    return group(
        *(f"{name}:1" for name in sorted(kinds)),
        *(("hard:1",) if hard else ()),
        *(f"theme:{theme}" for theme in named("theme", soft)),
        *(("mostly:work",) if mostly and "work" in kinds else ()),
    )


@cache
def _together(who: str, mood: str, main: str, frame: str, figure: str) -> Group:
    """What means something only together: who, mood, frame, what the clauses do, and what a figure is."""
    figures = ("figure", f"figure:{figure}", f"figure:{figure}*{mood}", f"figure*{mood}*{frame}") if figure else ()
    return group(
        f"who:{who}",
        f"who:{who}*mood:{mood}",
        f"who:{who}*main:{main}",
        f"who:{who}*frame:{frame}",
        f"mood:{mood}*frame:{frame}",
        f"mood:{mood}*main:{main}",
        f"frame:{frame}*main:{main}",
        f"mood:{mood}*frame:{frame}*main:{main}",
        *figures,
    )


def _subject(statement: Statement, clauses: list[Clause]) -> str:
    """Who or what the statement is about, as its head says."""
    for clause in clauses[:2]:
        if clause.subject and clause.subject[0] - clauses[0].start <= HEAD:
            return clause.subject[1]
    section = statement.block.section
    return "zone" if section and section.subject[:2] in statement.text[:HEAD] else "none"
