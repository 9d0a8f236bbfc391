"""Features: what is known of a statement when its modality is decided. Weights: see modality.

A feature is a name. They come in groups that hang on few things at once, so that a group's names are made, and its
weights added up, once for all statements that are alike in it.
"""

from functools import cache

from luoshi.reader.draft import Statement
from luoshi.reader.units.clauses import Parts
from luoshi.reader.units.frames import Frame
from luoshi.reader.units.values import bits, named
from luoshi.reader.units.weights import Group, group

SHORT, HEAD = 16, 36
_SOFT = bits("theme", "study", "study~", "party", "party~", "planning~")
_HARD = bits("theme") - _SOFT
_MOODS = ("ask", "will", "done", "past", "now")
_MOOD, _CHECK = bits("mood"), bits("check")
_KINDS, _WORK = bits("kind"), bits("kind", "work")


def features(statement: Statement, frame: Frame, parts: Parts) -> list[Group]:
    """The features that hold, in groups."""
    text, clauses, values = statement.text, parts.clauses, parts.values
    mood, moods = _moods(values & _MOOD, clauses[0].values & _MOOD, values & _CHECK != 0)
    mostly = values & _WORK != 0 and 2 * len([1 for clause in clauses if clause.values & _WORK]) >= len(clauses)
    main, counted = _counted(values & _KINDS, mostly, values & _HARD != 0, values & _SOFT)
    out = [
        _spoken(frame.kind, frame.opened, frame.quoted, statement.block.role != "body"),
        moods,
        counted,
        _together(_subject(statement, parts), mood, main, frame.kind),
    ]
    if len(text) <= SHORT:
        out.append(_short(main if len(clauses) == 1 else None))
    return out


@cache
def _spoken(kind: str, opened: bool, quoted: bool, whole: bool) -> Group:
    """Who speaks, and for what part of the article."""
    return group(
        f"frame:{kind}" + (":opened" if opened else ""),
        *(("quoted",) if quoted else ()),
        *(("whole",) if whole else ()),
    )


@cache
def _short(main: str | None) -> Group:
    """A short statement; of one clause it may be a label over what follows."""
    return group("short", f"label*{main}") if main else group("short")


@cache
def _moods(values: int, first: int, check: bool) -> tuple[str, Group]:
    """The mood that tells most, the moods of the statement and of its first clause, and whether something to be checked is
    asked for."""
    found = named("mood", values)
    mood = next((mood for mood in _MOODS if mood in found), "bare")
    return mood, group(
        f"mood:{mood}",
        *(f"mood:{value}" for value in found if value != mood),
        *(f"mood:{value}:first" for value in named("mood", first)),
        *(("check*ask",) if check and mood in ("ask", "will") else ()),
    )


@cache
def _counted(values: int, mostly: bool, hard: bool, soft: int) -> tuple[str, Group]:
    """The kind of clause that tells most, which kinds there are, and what kind of themes is named."""
    kinds = named("kind", values)
    return kinds[0], group(
        *(f"{name}:1" for name in sorted(kinds)),
        *(("hard:1",) if hard else ()),
        *(f"theme:{theme}" for theme in named("theme", soft)),
        *(("mostly:work",) if mostly else ()),
    )


@cache
def _together(who: str, mood: str, main: str, frame: str) -> Group:
    """What means something only together: who, mood, frame, and what the clauses do."""
    return group(
        f"who:{who}",
        f"who:{who}*mood:{mood}",
        f"who:{who}*main:{main}",
        f"who:{who}*frame:{frame}",
        f"mood:{mood}*frame:{frame}",
        f"mood:{mood}*main:{main}",
        f"frame:{frame}*main:{main}",
        f"mood:{mood}*frame:{frame}*main:{main}",
    )


def _subject(statement: Statement, parts: Parts) -> str:
    """Who or what the statement is about, as its head says."""
    for clause in parts.clauses[:2]:
        if clause.subject and clause.subject[0] - parts.start <= HEAD:
            return clause.subject[1]
    section = statement.block.section
    return "zone" if section and section.subject[:2] in statement.text[:HEAD] else "none"
