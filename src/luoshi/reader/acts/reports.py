"""The act that a sentence reports: a meeting held, a talk given, a tour made, an agreement signed, and of what kind.

A sentence reports an act where it tells that something was held or done; what somebody says (会议强调…) and what shall be
done (将开展…) is none. Not for the words of people (reader.testimony) nor for putting acts together (responses).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from luoshi.model.codebook import Kind
from luoshi.reader.days.calendar import Written, written
from luoshi.reader.draft import Block, Draft, EventName
from luoshi.registry.lexicon import Hit, either, words

_SAID = re.compile(either("acts", "said") + "(?=[,:。“要]|$)")
_CLAUSE = re.compile(r"[^,;:。!?]+")
# What a modal verb governs reaches to the end of the sentence, what 将 or 计划 governs to the end of the clause.
_SHALL = re.compile("|".join(["要(?!求|点|闻|素|务|件)(?<![重主需必首纲概摘紧次简扼提]要)", *words("acts")["shall"]]))
_INTENT = re.compile("|".join(["将(?!军)", "计划(?!》)", "推动(?=.{0,4}活动)", *words("acts")["intent"]]))
_PURPOSE = re.compile(either("acts", "purpose") + "(?!期|主题)")
_MEANS = re.compile(either("acts", "means") + "[^,;。]*$")
_MEANS_END = re.compile("[^,;。]{0,40}?" + either("acts", "means_end"))
_EVENT_ITSELF = re.compile(r"(?:胜利|隆重)?(?:闭幕|召开|开幕)|在北京")
_SINCE = re.compile("(?:胜利)?(?:召开|闭幕)?以来")
_MODIFIER = re.compile("上(?!午)|中(?![国共央])|" + either("acts", "not_held"))
# 在11月3日召开的党工委会议上: the meeting is told by its own verb.
_HELD_BEFORE = re.compile("(?:召开|举行|举办)的")
# 常委会(扩大)会议, 党工委会议暨区委常委会会议, 中心组学习会议暨党工委会议
_SESSION = re.compile(
    r"(?:(?<=会)议|\(?扩大\)?会议?|会议|(?<=中心组)(?:学习)?(?:\(?扩大\)?)?(?:学习)?会?议?(?=暨))?(?:暨[^,。;召举]{2,24}?(?:会议|中心组学习会?|(?<!常委)会(?!议)))?"
)
_MEETING_ITSELF = re.compile(either("acts", "meeting_known"))
_FIRMS = re.compile(either("acts", "firm_place"))
_TOUR = re.compile(either("acts", "tour"))
_OFFICIAL = re.compile(either("acts", "official"))
_GOES_TO_FIRMS = re.compile(either("acts", "goes") + "[^,。]{0,15}?(?:企业|公司|工厂|车间)")
_LECTURER = re.compile(r"[一-鿿]{0,8}宣讲团")
_AFTERWARDS = re.compile(either("acts", "afterwards"))
# 中心组学习会暨党工委(扩大)会议: a committee's meeting, too.
_JOINT = re.compile("[^,。;暨]{0,10}暨[^,。;]{0,16}?(?:党组|[党工常]委|办公)[^,。;组]{0,8}会")
# A talk that somebody gives, whatever the occasion is called: 为党员干部讲授专题党课, 在轮训班上作辅导报告.
_TALK = re.compile(
    "(?:(?<![合协创写操所])(?<!(?<![职员])工)作|(?<!宣)讲授?)了?(?:一[堂场次]|[^,;。]{0,24}?)(?:专题|主题|辅导|宣讲)?(?:报告|党课|辅导|授课|宣讲)"
)
_TAKING_UP = re.compile(either("acts", "taking_up"))
_CAMPAIGN = re.compile(either("acts", "going_on") + "[^。;]{0,60}?" + either("acts", "campaigning"))
_NARRATED_WITHIN = 600
_LONGEST_NAME = 100
_STUDYING = words("acts")["studying"]
_ALONE: frozenset[str] = frozenset({"visit", "signing", "publicity"})
_SPIRIT = re.compile("精神|热潮|讲话|学习(?:活动|教育)")
_LAUNCHED = re.compile(either("acts", "launched"))


@dataclass(slots=True)
class Sentence:
    """A sentence of a section: [start, end) of the flow, its text, its block, and the sentences next to it."""

    start: int
    end: int
    text: str
    block: Block
    later: "Sequence[Sentence]" = ()

    @property
    def following(self) -> str:
        """The words of the next sentences."""
        return "".join(sentence.text for sentence in self.later)


@dataclass(slots=True)
class Act:
    """An act as one sentence reports it. `held` is the place of the word for what was held or done."""

    sentence: Sentence
    kind: Kind
    held: Hit | None = None
    day: Written | None = None
    convened: bool = False
    also: list[Hit] = field(default_factory=list)

    def beside(self, hit: Hit, kind: Kind) -> "Act":
        """A second act of the same sentence."""
        return replace(self, kind=kind, held=hit, also=[])


def end_of(draft: Draft, hit: Hit) -> int:
    """The end of what is held: 常委会 goes on in 常委会(扩大)会议."""
    found = _SESSION.match(draft.flow.text, hit.end)
    return found.end() if found else hit.end


def told(sentence: Sentence) -> int:
    """The end of the part that narrates: up to the first verb of speech, and not far into an endless sentence."""
    found = _SAID.search(sentence.text, 0, _NARRATED_WITHIN)
    return min(sentence.start + (found.start() if found else _NARRATED_WITHIN), sentence.end)


def act(draft: Draft, sentence: Sentence) -> Act | None:
    """The act that a sentence reports, None where it reports none."""
    near = draft.hits.within("gathering", sentence.start, sentence.end)
    if not near:
        return None
    end = told(sentence)
    hits = [hit for hit in near if hit.start < end and _held(draft, sentence, hit)]
    if not hits:
        return None
    convened = bool(draft.hits.within("convene", sentence.start, end))
    first = next((hit for hit in hits if convened or hit.value in _ALONE or _done(hit, sentence)), None)
    if first is None and not takes_up(sentence.text):
        return None
    day = day_of(sentence, end, draft)
    if first is None and day is None:
        return None
    first = _head(hits, first or hits[0])
    found = Act(sentence, _kind(first, sentence), first, day, convened)
    found.also = [hit for hit in hits if hit.start > first.start]
    return found


def _head(hits: list[Hit], first: Hit) -> Hit:
    """学习教育读书班 is a course of study: the word behind a campaign's is the head of both."""
    behind = next((hit for hit in hits if hit.start == first.end), None)
    return behind if behind and first.value == "campaign" else first


def campaign(draft: Draft, sentence: Sentence) -> Act | None:
    """Study or publicity told as going on, without anything held (连日来,广大干部群众认真学习…)."""
    end = told(sentence)
    part = sentence.text[: end - sentence.start]
    found = _CAMPAIGN.search(part)
    if found is None or len(part) < 12 or _SHALL.search(part, 0, found.end()) or _INTENT.search(part, 0, found.start()):
        return None
    if not (_SPIRIT.search(part) or any(name.taken is not None for name in draft.named_within(sentence.start, end))):
        return None
    return Act(sentence, "campaign", day=day_of(sentence, end, draft))


def carried_on(sentence: Sentence) -> bool:
    """Whether the sentence tells more of a meeting that is already known (会议传达学习了…)."""
    return _MEETING_ITSELF.match(sentence.text) is not None


def takes_up(text: str) -> bool:
    """Whether the words speak of study, conveyance or the spirit of an event."""
    return _TAKING_UP.search(text) is not None


def second(found: Act) -> list[Act]:
    """Acts of another kind in the same sentence: an agreement signed, a tour made after the meeting."""
    out: list[Act] = []
    for hit in found.also:
        before = found.sentence.text[: hit.start - found.sentence.start]
        clause = re.split("[,;:]", before)[-1]
        if hit.value in ("signing", "visit") and hit.value != found.kind and _AFTERWARDS.search(clause + hit.value):
            kind: Kind = "signing" if hit.value == "signing" else "visit"
            if all(other.kind != kind for other in out):
                out.append(found.beside(hit, kind))
    return out


def day_of(sentence: Sentence, end: int, draft: Draft) -> Written | None:
    """The date of the act: the first day that the narrating part names outside the names of events, else a vague word."""
    names = draft.named_within(sentence.start - _LONGEST_NAME, end)
    days = [
        day
        for day in written(draft.flow.text, sentence.start, end)
        if not any(name.start <= day.start < name.end or _of_event(draft, day, name) for name in names)
    ]
    exact = [day for day in days if day.exact]
    vague = [day for day in days if day.vague] or _since(draft, sentence, end)
    return next(iter(exact or vague or days), None)


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
    between = draft.flow.text[day.end : name.start]
    return (
        0 <= len(between) <= 2 and name.start >= day.end and _EVENT_ITSELF.match(draft.flow.text, name.end) is not None
    )


def _held(draft: Draft, sentence: Sentence, hit: Hit) -> bool:
    """Whether a word for a gathering stands for one that is held: not in an event's name, a purpose or an intention."""
    if hit.value == "none" or _in_name(draft, hit):
        return False
    text = sentence.text
    place = hit.start - sentence.start
    before = text[:place]
    modifier = _MODIFIER.match(draft.flow.text, end_of(draft, hit))
    if modifier and not (modifier.group() == "上" and _HELD_BEFORE.search(before)):
        return False
    if before.count("“") > before.count("”") or before.count("(") > before.count(")") or _SHALL.search(before):
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
    return any(hit.start < name.end for name in near)


def _done(hit: Hit, sentence: Sentence) -> bool:
    """Whether the word itself tells something done, without a verb of convening."""
    if hit.value == "study":
        return sentence.text[hit.start - sentence.start : hit.end - sentence.start] in _STUDYING
    return hit.value == "campaign"


def _kind(hit: Hit, sentence: Sentence) -> Kind:
    """The kind of the act: that of the word, save where rulings 3 and 39 look at what is done or launched."""
    kind = _KINDS.get(hit.value)
    if kind is None:
        return _gathered(hit, sentence)
    if kind == "study":
        return _studied(hit, sentence)
    if kind == "publicity" and _tours(hit, sentence):
        return "visit"
    if kind == "visit" and "宣讲" in sentence.text and not _FIRMS.search(sentence.text):
        return "publicity"
    return "other" if kind == "conveyance" and not _conveys(sentence) else kind


_KINDS: dict[str, Kind] = {"conveyance": "conveyance", "study": "study", "publicity": "publicity"}
_KINDS |= {"visit": "visit", "signing": "signing", "campaign": "campaign"}


def _gathered(hit: Hit, sentence: Sentence) -> Kind:
    """The kind of a mobilising meeting or an activity: that of what is launched or done."""
    if hit.value == "launch":
        return _launched(sentence.text, "conveyance")
    return "publicity" if "宣讲" in sentence.following else _launched(sentence.text, "campaign")


def _conveys(sentence: Sentence) -> bool:
    """Whether a meeting takes anything up: in the sentence that tells of it, or in what the next ones narrate. One that
    names no business of its own does in a report on an event."""
    narrated = told(sentence) - sentence.start
    if _TAKING_UP.search(sentence.text, 0, narrated) or not _BUSINESS.search(sentence.text, 0, narrated):
        return True
    return any(_CONVEYED.search(other.text, 0, told(other) - other.start) for other in sentence.later)


_BUSINESS = re.compile(either("acts", "own_business"))
_CONVEYED = re.compile("(?<![要将])(?:传达|学习)")


def _studied(hit: Hit, sentence: Sentence) -> Kind:
    """The kind of a meeting for study: a committee's where it is that, too; publicity where somebody gives a talk."""
    if _JOINT.match(sentence.text, hit.end - sentence.start):
        return "conveyance"
    return "publicity" if _TALK.search(sentence.text, 0, told(sentence) - sentence.start) else "study"


def _tours(hit: Hit, sentence: Sentence) -> bool:
    """Whether who preaches is an official on a tour of firms, not a lecturer nor somebody at a report meeting."""
    text = sentence.text
    if _LECTURER.search(text):
        return False
    meeting = text[hit.end - sentence.start - 1] == "会"
    official = not meeting and _OFFICIAL.search(text) is not None and _GOES_TO_FIRMS.search(text) is not None
    return official or (_FIRMS.search(text) is not None and _TOUR.search(text) is not None)


def _launched(text: str, otherwise: Kind) -> Kind:
    if "宣讲" in text:
        return "publicity"
    if otherwise == "campaign":
        return "study" if re.search("研讨|学习会|读书|座谈|党日", text) else "campaign"
    return "campaign" if _LAUNCHED.search(text) else "conveyance"
