"""The body of an act, as named: the meeting that was held or the organ that held it, without the subject's name (ruling 31)."""

import re

from luoshi.reader.acts.reports import Act, end_of
from luoshi.reader.draft import Draft
from luoshi.registry.lexicon import either

_HAN = "一-鿿"
_LECTURERS = re.compile(rf"(?:[{_HAN}]{{2,8}}?(?:省|市|区|州|县|委))?[{_HAN}]{{0,6}}宣讲团")
_ORGAN = re.compile(rf"(?:{either('acts', 'organ')}|[{_HAN}]{{2,8}}局|[{_HAN}]{{2,8}}街道)(?:理论学习中心组|中心组)?$")
_LEADS_TO = re.compile(f".*{either('acts', 'leads_to_body')}")
_NO_NAME = ("座谈", "开会")
_NO_BODY = re.compile(either("acts", "no_body"))
_BARE = re.compile(r"^(?:了|专题|专门)?\(?(?:扩大)?\)?(?:会议|会|大会|集体学习|学习会|宣讲)$")
_HELD_BY = re.compile(either("acts", "organ") + "(?!副?书记|委员|副?主任|常委|办)")
_CONVENE = re.compile(either("acts", "convening"))
# An activity has no name that convenes; who holds it is its body.
_ACTIVITY = re.compile("(?:活动|党日|团日)$")
# The formal name of a national organ in front of its meeting: 政协第十四届全国委员会常务委员会会议.
_FORMAL = re.compile(
    "^(?:中国人民)?(?:政协第?[一二三四五六七八九十]+届全国委员会|第?[一二三四五六七八九十]+届全国(?:人大|人民代表大会|政协))"
)
# 作专题报告, 讲授专题党课: what is given has no name of its own.
_TALKS = re.compile("(?:(?<![合协创写操])(?<!(?<![职员])工)作|(?<!宣)讲|授)[^,;。]{0,30}$")
_THROUGH = re.compile("(?:通过|利用|采取|组织|以).*")
_BEFORE_MEETING = re.compile(rf"[{_HAN}\d()“”《》、·]*$")
_PAUSE = re.compile("[,;。]")
_TOGETHER = re.compile("(?:联合|共同|携手|组织)$")
_ACTORS = re.compile("公司|集团|支部|总支|研究院|党委$")
_TIMES = re.compile(
    r"\d{1,2}月\d{1,2}日(?:[上下]午|晚)?|\d{1,2}日(?:[上下]午|晚)?|近日|日前|今天(?:\([^)]*\))?|连日来|[上下]午"
)


def convener(draft: Draft, act: Act, subject: str) -> str | None:
    """The body of an act, None where none is named."""
    text = act.sentence.text
    if act.held and act.held.value == "watch":
        return _organ_after(text, subject)
    body = (lecturers(text, subject) if act.kind == "publicity" else None) or _meeting(draft, act, subject)
    return (_name(body) if body else None) or _organ_after(text, subject)


def _name(body: str) -> str | None:
    """The name in the words for a meeting or a team, None where they run over a verb."""
    name = _LEADS_TO.sub("", body)
    return None if _NO_BODY.search(name) else name or None


def lecturers(text: str, subject: str) -> str | None:
    """The team of lecturers that a sentence names, without the subject's name."""
    found = _LECTURERS.search(text)
    return _own(_LEADS_TO.sub("", found.group()), subject) if found else None


def _meeting(draft: Draft, act: Act, subject: str) -> str | None:
    """The meeting behind the verb that convenes it, or in front of it; its organ where the meeting has no name."""
    text, held = act.sentence.text, act.held
    if held is None or held.value == "activity":
        return None
    start, end = held.start - act.sentence.start, end_of(draft, held) - act.sentence.start
    if text[start:end] in _NO_NAME:
        return "座谈会" if text[start] == "座" and "座谈会" in act.sentence.following else None
    verb = None
    for found in _CONVENE.finditer(text, 0, start):
        verb = found
    if _ACTIVITY.search(text[start:end]):
        return _actors(text[: verb.start()], subject) if verb else None
    if verb and not _PAUSE.search(text, verb.end(), start):
        meeting = _own(text[verb.end() : end].removeprefix("了"), subject)
        organ = _ORGAN.search(_TIMES.sub("", text[: verb.start()])) if _BARE.match(meeting) else None
        return (_own(organ.group(), subject) if organ else None) or meeting
    if (
        act.kind in ("visit", "campaign", "signing")
        or text[start:end] in ("宣讲", "调研")
        or _TALKS.search(text[:start])
    ):
        return None
    before = _BEFORE_MEETING.search(_TIMES.sub("\n", text[:start]))
    words = (before.group() if before else "") + text[start:end]
    return _own(_THROUGH.sub("", words), subject)


def _actors(before: str, subject: str) -> str | None:
    """Who holds an activity, where that is not the subject itself but firms or party branches in it."""
    clause = _TIMES.sub("", before).split(",")[-1].removeprefix(subject).removeprefix("企业")
    actors = _TOGETHER.sub("", clause)
    return actors if _ACTORS.search(actors) else None


def _organ_after(text: str, subject: str) -> str | None:
    """The organ that stands directly behind the subject's name (X高新区党工委统筹…)."""
    place = text.find(subject) if subject else -1
    if place < 0:
        return None
    found = _HELD_BY.match(text, place + len(subject))
    return found.group() if found else None


def _own(words: str, subject: str) -> str:
    """The words without the subject's name in front of them."""
    place = words.rfind(subject) if subject else -1
    return _FORMAL.sub("", (words[place + len(subject) :] if place >= 0 else words).strip("、,")).removeprefix("的")
