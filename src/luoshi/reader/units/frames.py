"""Frames: who asks, promises or reports in a statement, and how far that carries over the statements that follow.

会议强调 and X表示 hold until another frame opens, until a new act is narrated (a date, a meeting), or until the section
ends. Not for what is asked: see modality.
"""

import re
from collections.abc import Iterator

from luoshi.model.records import Value
from luoshi.reader.draft import Draft, DraftSection, Statement
from luoshi.registry.lexicon import Hit

_OPENS_WITHIN, _LONGEST_ATTRIBUTION = 48, 70
# A new act: dated or placed in time at the start of a statement.
_NEW_ACT = re.compile(
    r"^(?:“)?(?:\d{1,4}年)?\d{1,2}月(?:\d{1,2}日)?|^\d{1,2}日"
    r"|^(?:近日|日前|连日来|近年来|[一两二三四五六七八九十]+年来|过去[一两二三四五六七八九十\d]+年|目前|今年以来|截至|随后|活动现场|会后|会上)"
)
# What it matches begins with one of these.
_NEW = frozenset("“0123456789近日连一两二三四五六七八九十过目今截随活会")
# 要… without a frame: the meeting's voice, in reports that leave 会议要求 out.
_ASKS = re.compile(r"^(?:[一二三四五六七八九十]+是)?(?:要(?!想|么|素|点|义)|必须|务必)")
_ASKING = frozenset("一二三四五六七八九十要必务")
_NO_COMMA = frozenset("将要,:“")
# The centre, its documents, and the party committees and governments above a zone.
_ABOVE = re.compile(
    r"(?:^|[,的])(?:[^,“]{0,8})(?:全会|党中央|中共中央|国务院|总书记|规划建议|《建议》|公报|党的[一-鿿]{2,4}大|大会|两会"
    r"|省委|市委|省政府|市政府|自治区党委|政府工作报告|意见|通知|规划纲要)(?:[一-鿿、]{0,8}会议)?(?:还|明确|特别|也|多次|突出)?$"
    r"|^(?:党的)?[一-鿿]{0,10}?(?:建议|报告)(?:还|明确|特别)?$"
)
_REPORTS = ("在报告中", "在作报告时", "在通报时", "在通报中")
_SUBJECTS = ("会议", "大会", "会上", "他", "她", "并", "会议还")


class Frame(Value, frozen=True):
    """The frame of a statement.

    `kind` is ask, assess, say, tell (facts: X介绍), first (the section is one person's statement), report (a guest reports for the centre),
    cited (the words of the centre or of a body above the subject, for one statement) or empty (the reporter tells).
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
    hits = draft.hits.all("frame")
    last = 0
    for statement in draft.flow.statements:
        if statement.block is not block:
            if statement.block.section is not section or section is None:
                section = statement.block.section
                kind = _home(section)
            block, depth = statement.block, 0
        text = statement.text
        first = last
        while first < len(hits) and hits[first].start < statement.start:
            first += 1
        last = first
        while last < len(hits) and hits[last].start < statement.end:
            last += 1
        said = hits[first:last]
        opener = _opener(said, statement) if said else None
        if opener and opener[0] == "cited":
            yield statement, Frame("cited", True, depth > 0, False, opener[1])
            continue
        if opener:
            kind, body = opener
        else:
            body = statement.start
            if text[0] in _NEW and _NEW_ACT.match(text):
                kind = _home(section)
            elif not kind and text[0] in _ASKING and _ASKS.match(text):
                kind = "ask"
        yield (
            statement,
            Frame(
                kind,
                opener is not None,
                depth > 0 or text[0] == "“",
                bool(said) and _attributes(said, statement),
                body,
            ),
        )
        opened, closed = text.count("“"), text.count("”")
        if opened != closed:
            depth = max(0, depth + opened - closed)


def _home(section: DraftSection | None) -> str:
    return "first" if section and section.speaker else ""


def _opener(said: list[Hit], statement: Statement) -> tuple[str, int] | None:
    """The kind of frame that the statement opens, and where its words begin."""
    text, start = statement.text, statement.start
    for hit in said:
        if hit.start >= start + _OPENS_WITHIN:
            break
        if hit.value == "none":
            continue
        after = text[hit.end - start : hit.end - start + 1]
        if hit.start > start and text[hit.start - start - 1] == "的":
            continue
        if (after in ",:" and after) or hit.value == "wish" or (hit.value == "say" and after in _NO_COMMA and after):
            return _kind_of(hit.value, text[: hit.start - start], statement), hit.end + (after in ",:")
        if text[: hit.start - start].endswith(_SUBJECTS) and after != "。":
            return hit.value, hit.end
    return None


def _kind_of(value: str, before: str, statement: Statement) -> str:
    """The kind of the frame that `before` opens: what the centre or a body above the subject says is reported."""
    section = statement.block.section
    own = section is not None and section.subject[:2] in before
    if before.endswith(_REPORTS):
        return "report"
    if _ABOVE.search(before) and not own:
        return "cited"
    return "ask" if value == "wish" else value


def _attributes(said: list[Hit], statement: Statement) -> bool:
    """Whether the statement only says who spoke (…说。)."""
    end = statement.end
    if len(statement.text) > _LONGEST_ATTRIBUTION or said[-1].start < end - 6 or statement.text[0] == "“":
        return False
    return any(hit.value in ("say", "tell") and hit.start >= end - 6 and hit.end >= end - 1 for hit in said)
