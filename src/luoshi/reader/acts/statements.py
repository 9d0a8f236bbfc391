"""Statements: which words of people are a response of their own (rulings 3 and 30), and a section that is one as a whole.

Not for who says what: see `testimony`.
"""

import re

from luoshi.reader.acts.found import Found
from luoshi.reader.acts.sentences import Sentence
from luoshi.reader.acts.testimony import Word
from luoshi.reader.days.calendar import Written, written
from luoshi.reader.draft import Draft

# An event in a speaker's mouth: 全会提出…, 二十大报告里…, 今年的政府工作报告….
_NAMED_BARELY = re.compile("全会|两会|十[六七八九]大|二十大|政府工作报告")
_HEARD = re.compile("(?:听了|听完|听过|聆听)[^。]{0,8}(?:宣讲|讲解|辅导|讲课|这一[课讲堂])|报告会|这场|宣讲会|讲得")
_LECTURES = re.compile("宣讲(?:员|小?分队|队)")
_INTERVIEW = re.compile("接受[^。]{0,16}(?:采访|专访|访问)|做客")
_DIRECTED = re.compile("将|要|必须")


def statements(draft: Draft, words: list[Word], met: list[Found], told: list[Sentence]) -> list[Found]:
    """Statements of members of firms who commit their body or name the event, of officials where no meeting is told; `told`
    are the sentences of the section."""
    out: dict[str, Found] = {}
    for word in words:
        if _LECTURES.search(draft.flow.text, *word.told):
            continue  # he tells what he lectures on
        place = (word.start, word.end)
        named = any(name.taken is not None for name in draft.named_within(*place))
        if word.official:
            counts = (
                not met
                or word.captioned
                or word.deputy
                or (word.commits and (word.quoted or _interviewed(draft, word, met)))
            )
        else:
            named = named or _NAMED_BARELY.search(word.said) is not None
            counts = word.commits or (named and not _HEARD.search(word.said))
        if counts:
            day = next((day for day in written(draft.flow.text, *word.told) if day.exact), None)
            if day is None and word.present:
                day = _lead_day(draft)
            elif day is None and word.official:
                day = _day_of_interview(draft, told) or _day_of_session(draft, word, told)
            if day is None and (word.captioned or word.present):
                day = _day_of_discussion(draft, word, told)
            out.setdefault(word.name, Found("statement", word.body, *place, day, [place]))
    return list(out.values())


def _interviewed(draft: Draft, word: Word, met: list[Found]) -> bool:
    """Whether an officer told a reporter what follows: he 说, in another paragraph than the meeting's."""
    flow = draft.flow
    said = flow.text.startswith(_TOLD, word.told[1])
    return said and all(flow.block_at(found.start) is not flow.block_at(word.start) for found in met)


_TOLD = ("说", "告诉记者", "坦言")


def _lead_day(draft: Draft) -> Written | None:
    """The day that the lead tells for all that it introduces: 今天(3月5日)下午,代表们分组审议…."""
    leads = [block for block in draft.flow.blocks if block.role == "lead"]
    days = (day for block in leads for day in written(draft.flow.text, block.start, block.end))
    return next((day for day in days if day.exact), None)


def _day_of_session(draft: Draft, word: Word, told: list[Sentence]) -> Written | None:
    """The day of the session at which somebody speaks (分组讨论时某某说): the last one that the section tells before."""
    start, end = word.told
    if not _AT_SESSION.search(draft.flow.text, start, end):
        return None
    days = [day for each in told if each.end <= start for day in written(draft.flow.text, each.start, each.end)]
    return next((day for day in reversed(days) if day.exact), None)


def _day_of_discussion(draft: Draft, word: Word, told: list[Sentence]) -> Written | None:
    """The day of the discussion that the section tells before somebody's words are printed."""
    for each in told:
        if each.end <= word.start and (_DISCUSSED.search(each.text) or (word.present and "会" in each.text)):
            return next((day for day in written(draft.flow.text, each.start, each.end) if day.exact), None)
    return None


_DISCUSSED = re.compile("(?:分组|小组|继续)(?:讨论|审议)|座谈会|学习会|研讨会")
_AT_SESSION = re.compile("(?:讨论|审议|座谈|发言|交流)(?:时|中|会上)")


def signed(draft: Draft, told: list[Sentence]) -> Found:
    """The statement that a section is as a whole, quoted by its first sentence that names an event."""
    chosen = next((each for each in told if any(name.taken for name in draft.named_within(*each.place))), None)
    chosen = chosen or next((each for each in told if _DIRECTED.search(each.text)), told[0])
    return Found("statement", None, *chosen.place, _day_of_interview(draft, told), [each.place for each in told])


def _day_of_interview(draft: Draft, told: list[Sentence]) -> Written | None:
    """The day on which somebody was interviewed, which is that of what he said."""
    for sentence in told:
        if ("接受" in sentence.text or "做客" in sentence.text) and (asked := _INTERVIEW.search(sentence.text)):
            before = written(draft.flow.text, sentence.start, sentence.start + asked.start())
            if days := [day for day in before if day.exact]:
                return days[-1]
    return None
