"""The act that a sentence reports: a meeting held, a talk given, a tour made, an agreement signed, and of what kind.

A sentence reports an act where it tells that something was held or done; what somebody says (会议强调…) and what shall be
done (将开展…) is none. Not for kinds (acts.kinds), the words of people (acts.testimony) nor for putting acts together.
"""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from luoshi.model.codebook import Kind
from luoshi.model.records import Entity
from luoshi.reader.acts.kinds import kind_of, preached, takes_up
from luoshi.reader.acts.sentences import Sentence, narrated
from luoshi.reader.days.calendar import Written, written
from luoshi.reader.draft import Draft, EventName
from luoshi.registry.lexicon import Hit, either, words

_CLAUSE = re.compile(r"[^,;:。!?]+")
_PAUSE = re.compile("[,;:]")
# 宣讲团将分赴各地,为基层宣讲: what somebody will set out for reaches to the end of the sentence, too.
_WILL_GO = "将(?:分别|陆续|分批)?(?:分赴|奔赴|赴|深入|走进|前往)"
# What a modal verb governs reaches to the end of the sentence, what 将 or 计划 governs to the end of the clause.
# What the words before a gathering end in is done: 3月7日继续|分组讨论.
_SHALL = re.compile(
    "|".join([_WILL_GO, "要(?!求|点|闻|素|务|件)(?<![重主需必首纲概摘紧次简扼提]要)", *words("acts")["shall"]])
)
_INTENT = re.compile("|".join(["将(?!军)", "计划(?!》)", "继续(?!$)", "推动(?=.{0,4}活动)", *words("acts")["intent"]]))
# 截至目前,…已宣讲百场: a count of what was held, nothing held.
_COUNTED = re.compile("(?:据[^,。]{2,6},)?截[至止]|[^。]{0,60}累计")
# Any verb with which something is held.
_CONVENE = re.compile(either("acts", "convene"))
_PURPOSE = re.compile(either("acts", "purpose") + "(?!期|主题)")
_MEANS = re.compile(either("acts", "means") + "[^,;。]*$")
_MEANS_END = re.compile("[^,;。]{0,40}?" + either("acts", "means_end"))
_EVENT_ITSELF = re.compile(r"(?:胜利|隆重)?(?:闭幕|召开|开幕)|在北京")
_SINCE = re.compile("(?:胜利)?(?:召开|闭幕)?以来")
_MODIFIER = re.compile("上(?!午)|中(?![国共央])|的(?!还?有)|(?<=讨论|审议)时|" + either("acts", "not_held"))
# 在11月3日召开的党工委会议上: the meeting is told by its own verb.
_HELD_BEFORE = re.compile("(?:召开|举行|举办)的")
# That somebody meets, with no word for the meeting, tells an act only with its day.
_MEETS = "开会"
_DAY = re.compile("[日天]")
_OF_ONE_HELD = ("上", "的")
# What is quoted, added or the title of a document tells nothing held.
_ENCLOSED = (("“", "”"), ("(", ")"), ("《", "》"))
# 常委会(扩大)会议, 党工委会议暨区委常委会会议, 中心组学习会议暨党工委会议
_SESSION = re.compile(
    r"(?:(?<=会)议|\(?扩大\)?会议?|会议|(?<=中心组)(?:学习)?(?:\(?扩大\)?)?(?:学习)?会?议?(?=暨))?(?:暨[^,。;召举]{2,24}?(?:会议|中心组学习会?|(?<!常委)会(?!议)))?"
)
_MEETING_ITSELF = re.compile(either("acts", "meeting_known"))
# 大会刚闭幕: that is the congress whose spirit is taken up.
_JUST_OVER = re.compile("刚|一?(?:闭幕|结束|散)")
_AFTERWARDS = re.compile(either("acts", "afterwards"))
_CAMPAIGN = re.compile(either("acts", "going_on") + "[^。;]{0,60}?" + either("acts", "campaigning"))
_LONGEST_NAME, _BESIDE = 100, 2
_SHORTEST = 6  # 会议强调: what narrates is shorter than any act
_STUDYING = words("acts")["studying"]
_ALONE: frozenset[str] = frozenset({"visit", "signing", "publicity"})
_EXPLAINED = re.compile("(?:作|进行)了[^,;。]{0,8}(?:讲解|解读|阐释|宣讲)")
# 宣讲团11月中下旬出发,跑遍各地市
_ON_TOUR = re.compile("宣讲[团队][^。,]{0,20}(?:出发|动身|奔赴|分赴|跑遍|走遍)")
# What somebody says is nothing that goes on.
_QUOTED = re.compile("(?:【[^】]*】)?“[^”]{12}")
_SPIRIT = re.compile("精神|热潮|讲话|学习(?:活动|教育)")


class Act(Entity):
    """An act as one sentence reports it. `held` is the place of the word for what was held or done."""

    sentence: Sentence
    kind: Kind
    held: Hit | None = None
    day: Written | None = None
    convened: bool = False
    also: Sequence[Hit] = ()

    def beside(self, hit: Hit, kind: Kind) -> "Act":
        """A second act of the same sentence."""
        return replace(self, kind=kind, held=hit, also=())


def end_of(draft: Draft, hit: Hit) -> int:
    """The end of what is held: 常委会 goes on in 常委会(扩大)会议."""
    text = draft.flow.text
    found = _SESSION.match(text, hit.end) if text[hit.end : hit.end + 1] in _GOES_ON else None
    return found.end() if found else hit.end


_GOES_ON = frozenset("会议(扩学暨")


def acts(draft: Draft, told: list[Sentence]) -> dict[int, Act]:
    """The acts that the sentences of a section report, by the start of the sentence."""
    out: dict[int, Act] = {}
    hits = draft.hits.within("gathering", told[0].start, told[-1].end) if told else []
    place, last = 0, len(hits)
    for sentence in told:
        while place < last and hits[place].start < sentence.start:
            place += 1
        first = place
        while place < last and hits[place].start < sentence.end:
            place += 1
        if first < place or _LEARNT in sentence.text:
            found = _act(draft, sentence, hits[first:place])
            if found:
                out[sentence.start] = found
    return out


def _act(draft: Draft, sentence: Sentence, near: list[Hit]) -> Act | None:
    """The act that a sentence with the words for gatherings `near` reports, None where it reports none."""
    end = narrated(sentence)
    if end - sentence.start < _SHORTEST:
        return None
    hits = [hit for hit in near if hit.start < end and _held(draft, sentence, hit)]
    if hits and counts(sentence):
        return None
    if not hits:
        return _learnt(draft, sentence, end)
    convened = _convenes(sentence.text, end - sentence.start)
    first = next((hit for hit in hits if convened or hit.value in _ALONE or _done(hit, sentence)), None)
    if first is None and not takes_up(sentence.text):
        return None
    day = day_of(sentence, end, draft)
    if first is None and day is None:
        return None
    first = _head(hits, first or hits[0])
    found = Act(sentence, kind_of(first, sentence), first, day, convened)
    found.also = [hit for hit in hits if hit.start > first.start]
    return found


def _convenes(text: str, end: int) -> bool:
    """Whether a verb of convening begins before `end`."""
    found = _CONVENE.search(text)
    return found is not None and found.start() < end


def _learnt(draft: Draft, sentence: Sentence, end: int) -> Act | None:
    """A committee learns an event's spirit on a day, without a word for the meeting: 10月31日,某党工委组织学习…精神."""
    found = _COMMITTEE_LEARNS.search(sentence.text, 0, end - sentence.start)
    day = day_of(sentence, end, draft) if found else None
    if found is None or day is None or not day.exact or intended(sentence.text[: found.end()]):
        return None
    named = any(name.taken for name in draft.named_within(sentence.start + found.end(), end))
    return Act(sentence, "conveyance", day=day, convened=True) if named else None


_LEARNT = "学习"
_COMMITTEE_LEARNS = re.compile(
    "(?:党工委|工委|党委|党组|常委会|省委|市委|区委|县委|州委|管委会)(?:、政府)?(?:及时|专题|组织(?:全体|全镇|全区|机关)?(?:党员)?(?:干部)?(?:职工)?|认真|第一时间|率先|先后)*(?:传达学习|学习传达|学习)"
)


def _head(hits: list[Hit], first: Hit) -> Hit:
    """学习教育读书班 is a course of study: the word behind a campaign's is the head of both."""
    behind = next((hit for hit in hits if hit.start == first.end), None)
    return behind if behind and first.value == "campaign" else first


def told_as_going_on(draft: Draft, sentence: Sentence) -> Act | None:
    """What is told without a word for anything held: study or publicity that goes on (连日来,广大干部群众认真学习…), or the
    event's spirit explained (对全会精神进行了系统讲解)."""
    end = narrated(sentence)
    part = sentence.text[: end - sentence.start]
    tour = _ON_TOUR.search(part)
    found = _CAMPAIGN.search(part) or _EXPLAINED.search(part) or tour
    if (
        found is None
        or len(part) < 12
        or _QUOTED.match(part)
        or _SHALL.search(part, 0, found.end())
        or _INTENT.search(part, 0, found.start())
    ):
        return None
    if not (
        tour or _SPIRIT.search(part) or any(name.taken is not None for name in draft.named_within(sentence.start, end))
    ):
        return None
    kind: Kind = "publicity" if _EXPLAINED.search(part) or preached(part) else "campaign"
    return Act(sentence, kind, day=day_of(sentence, end, draft))


def counts(sentence: Sentence) -> bool:
    """Whether a sentence counts what was held up to a day."""
    return _COUNTED.match(sentence.text) is not None


def carried_on(sentence: Sentence) -> bool:
    """Whether the sentence tells more of a meeting that is already known (会议传达学习了…)."""
    found = _MEETING_ITSELF.match(sentence.text)
    return found is not None and _JUST_OVER.match(sentence.text, found.end()) is None


def second(found: Act) -> list[Act]:
    """Acts of another kind in the same sentence: an agreement signed, a tour made after the meeting."""
    out: list[Act] = []
    for hit in found.also:
        before = found.sentence.text[: hit.start - found.sentence.start]
        clause = _PAUSE.split(before)[-1]
        if hit.value in ("signing", "visit") and hit.value != found.kind and _AFTERWARDS.search(clause + hit.value):
            kind: Kind = "signing" if hit.value == "signing" else "visit"
            if all(other.kind != kind for other in out):
                out.append(found.beside(hit, kind))
    return out


def day_of(sentence: Sentence, end: int, draft: Draft) -> Written | None:
    """The date of the act: the first day that the narrating part names outside the names of events, else a vague word."""
    days = [day for day in written(draft.flow.text, sentence.start, end) if tells_act(draft, day)]
    if days and "“" in sentence.text:
        days = [day for day in days if not _in_words(sentence, day)]
    for day in days:
        if day.exact:
            return day
    vague = [day for day in days if day.vague] or _since(draft, sentence, end)
    return next(iter(vague or days), None)


def _in_words(sentence: Sentence, day: Written) -> bool:
    """Whether a day stands in somebody's words (“今天咱们说说…”)."""
    place = day.start - sentence.start
    return sentence.text.count("“", 0, place) > sentence.text.count("”", 0, place)


def tells_act(draft: Draft, day: Written) -> bool:
    """Whether a day is no part of an event's name, nor the event's own, nor that of the report."""
    for name in draft.named_within(day.start - _LONGEST_NAME, day.end + _BESIDE + 1):
        if name.start <= day.start < name.end or _of_event(draft, day, name):
            return False
    return _WIRED.match(draft.flow.text, day.end) is None and not _up_to(draft.flow.text, day)


def _up_to(text: str, day: Written) -> bool:
    """Whether a day is that of a count (截至26日, 到26日, 26日的统计)."""
    return text.startswith(_OF_COUNT, day.end) or _COUNTED_TO.search(text, max(0, day.start - 3), day.start) is not None


_OF_COUNT = ("的统计", "统计", "的数字", "的数据", "为止")
_COUNTED_TO = re.compile("(?:截[至止]到?|(?<![日号月旬年午])到)$")


# 某报12月29日讯: the day of the report, not of the act. 今日某市讯 is a paper's name.
_WIRED = re.compile("(?:(?<=今日)[一-鿿]{2,3})?(?:讯|电|消息)")


def intended(text: str) -> bool:
    """Whether what the words lead to is still to come: 下一步还将, 拟."""
    return _SHALL.search(text) is not None or _INTENT.search(text) is not None


def _since(draft: Draft, sentence: Sentence, end: int) -> list[Written]:
    """党的二十大召开以来, which tells the time of a campaign."""
    out = []
    for name in draft.named_within(sentence.start, end):
        found = _SINCE.match(draft.flow.text, name.end)
        if found:
            out.append(Written(name.start, found.end(), draft.flow.text[name.start : found.end()]))
    return out


def _of_event(draft: Draft, day: Written, name: EventName) -> bool:
    """Whether a date is the event's own: 10月23日,党的二十届四中全会胜利闭幕."""
    text = draft.flow.text
    if 0 <= day.start - name.end <= _BESIDE:
        return _EVENT_ITSELF.match(text, day.end) is not None
    return 0 <= name.start - day.end <= _BESIDE and _EVENT_ITSELF.match(text, name.end) is not None


def _held(draft: Draft, sentence: Sentence, hit: Hit) -> bool:
    """Whether a word for a gathering stands for one that is held: not in an event's name, a purpose or an intention."""
    text = sentence.text
    place = hit.start - sentence.start
    before = text[:place]
    undated = text.startswith(_MEETS, place) and not _DAY.search(before)
    if hit.value == "none" or undated or _in_name(draft, hit):
        return False
    modifier = _MODIFIER.match(draft.flow.text, end_of(draft, hit))
    if modifier and not (modifier.group() in _OF_ONE_HELD and _HELD_BEFORE.search(before)):
        return False
    if any(before.count(opens) > before.count(closes) for opens, closes in _ENCLOSED) or _SHALL.search(before):
        return False
    start = max(before.rfind(","), before.rfind(";"), before.rfind(":")) + 1
    if _INTENT.search(before, start) or (_MEANS.search(before, start) and _MEANS_END.match(draft.flow.text, hit.end)):
        return False
    if _PURPOSE.match(before, start):
        whole = _CLAUSE.search(text, start)
        return not (whole and whole.end() < len(text) - 1)
    return True


def _in_name(draft: Draft, hit: Hit) -> bool:
    near = draft.named_within(hit.start - _LONGEST_NAME, hit.start + 1)
    return bool(near) and any(hit.start < name.end for name in near)


def _done(hit: Hit, sentence: Sentence) -> bool:
    """Whether the word itself tells something done, without a verb of convening."""
    if hit.value == "study":
        return sentence.text[hit.start - sentence.start : hit.end - sentence.start] in _STUDYING
    return hit.value in ("campaign", "watch")
