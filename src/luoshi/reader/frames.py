"""Frames: who asks, promises or reports in a statement, and how far that carries over the statements that follow.

会议强调 and X表示 hold until another frame opens, until a new act is narrated (a date, a meeting), or until the section
ends. Not for what is asked: see modality.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from luoshi.reader.draft import Draft, DraftSection, Statement

_OPENS_WITHIN = 48
# A new act: dated or placed in time at the start of a statement.
_NEW_ACT = re.compile(
    r"^(?:“)?(?:\d{1,4}年)?\d{1,2}月(?:\d{1,2}日)?|^\d{1,2}日|^(?:近日|日前|连日来|近年来|目前|今年以来|截至|随后|活动现场|会后|会上)"
)
_NO_COMMA = frozenset("将要,:“")
_REPORTS = ("在报告中", "在作报告时", "在通报时", "在通报中")
_SUBJECTS = ("会议", "大会", "会上", "他", "她", "并", "会议还")


class Frame(NamedTuple):
    """The frame of a statement.

    `kind` is ask, assess, say, report (a guest reports for the centre), first (the section is one person's statement) or
    empty (the reporter tells).
    `opened` says that the statement names it; `quoted` that it stands in quotation marks; `attribution` that it only
    names who spoke; `body` is where the words after the opener begin, in the flow.
    """

    kind: str
    opened: bool
    quoted: bool
    attribution: bool
    body: int


def frames(draft: Draft) -> Iterator[tuple[Statement, Frame]]:
    """Every statement with its frame, in reading order."""
    section: DraftSection | None = None
    block, kind, depth = None, "", 0
    for statement in draft.flow.statements:
        if statement.block is not block:
            if statement.block.section is not section or section is None:
                section = statement.block.section
                kind = _home(section)
            block, depth = statement.block, 0
        text = statement.text
        opener = _opener(draft, statement)
        if opener:
            kind, body = opener
        else:
            body = statement.start
            if _NEW_ACT.match(text):
                kind = _home(section)
        yield (
            statement,
            Frame(kind, opener is not None, depth > 0 or text[:1] == "“", _attributes(draft, statement), body),
        )
        depth = max(0, depth + text.count("“") - text.count("”"))


def _home(section: DraftSection | None) -> str:
    return "first" if section and section.speaker else ""


def _opener(draft: Draft, statement: Statement) -> tuple[str, int] | None:
    """The kind of frame that the statement opens, and where its words begin."""
    text, start = statement.text, statement.start
    for hit in draft.hits.within("frame", start, min(statement.end, start + _OPENS_WITHIN)):
        if hit.value == "none":
            continue
        after = text[hit.end - start : hit.end - start + 1]
        if hit.start > start and text[hit.start - start - 1] == "的":
            continue
        if (after in ",:" and after) or hit.value == "wish" or (hit.value == "say" and after in _NO_COMMA and after):
            return _kind_of(hit.value, text[: hit.start - start]), hit.end + (after in ",:")
        if text[: hit.start - start].endswith(_SUBJECTS) and after != "。":
            return hit.value, hit.end
    return None


def _kind_of(value: str, before: str) -> str:
    if before.endswith(_REPORTS):
        return "report"
    return "ask" if value == "wish" else value


def _attributes(draft: Draft, statement: Statement) -> bool:
    """Whether the statement only says who spoke (…说。)."""
    if len(statement.text) > 70 or statement.text[:1] == "“":
        return False
    last: Iterable[object] = draft.hits.within("frame", max(statement.start, statement.end - 6), statement.end)
    return any(hit.value == "say" and hit.end >= statement.end - 1 for hit in last)  # type: ignore[attr-defined]
