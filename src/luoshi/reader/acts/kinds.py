"""Of what kind an act is: that of the word for it, of what is launched or done at it, of who gives a talk (rulings 3 and 39)."""

import re

from luoshi.model.codebook import Kind
from luoshi.reader.acts.sentences import Sentence, narrated
from luoshi.registry.lexicon import Hit, either, words

_FIRMS = re.compile(either("acts", "firm_place"))
_TOUR = re.compile(either("acts", "tour"))
_OFFICIAL = re.compile(either("acts", "official"))
_GOES_TO_FIRMS = re.compile(either("acts", "goes") + "[^,。]{0,15}?(?:企业|公司|工厂|车间)")
_LECTURER = re.compile(r"[一-鿿]{0,8}宣讲团")
_STUDY = re.compile("研讨|学习会|读书|座谈|党日")
_LAUNCHED = re.compile(either("acts", "launched"))
# 中心组学习会暨党工委(扩大)会议: a committee's meeting, too.
_JOINT = re.compile("[^,。;暨]{0,10}暨[^,。;]{0,16}?(?:党组|[党工常]委|办公)[^,。;组]{0,8}会")
# A talk that somebody gives, whatever the occasion is called: 为党员干部讲授专题党课, 在轮训班上作辅导报告.
_TALK = re.compile(
    "(?:(?<![合协创写操所])(?<!(?<![职员])工)作|(?<!宣)讲授?)了?(?:一[堂场次]|[^,;。]{0,24}?)(?:专题|主题|辅导|宣讲)?(?:报告|党课|辅导|授课|宣讲)"
)
# 会议邀请某校教授作专题辅导报告: told in the next sentences.
_INVITED = re.compile("(?:特?邀请?|聘请)[^。;]{2,40}(?<![工合协])作[^。;]{0,16}(?:报告|辅导|宣讲|授课|讲座)")
_TAKING_UP = re.compile(either("acts", "taking_up"))


def takes_up(text: str) -> bool:
    """Whether the words speak of study, conveyance or the spirit of an event."""
    return _TAKING_UP.search(text) is not None


def preached(text: str) -> bool:
    """Whether what goes on is lectures and nothing else: 宣讲 is not one of several forms."""
    return _PREACHES.search(text) is not None and not _FORMS.search(text)


# 把全会精神讲给乡亲们听
_PREACHES = re.compile("宣讲|讲课|精神[^,。;]{0,6}讲[给到进透]")
_FORMS = re.compile(either("acts", "other_forms"))


def kind_of(hit: Hit, sentence: Sentence) -> Kind:
    """The kind of the act: that of the word, save where rulings 3 and 39 look at what is done or launched."""
    kind = _KINDS.get(hit.value)
    if kind is None:
        return _gathered(hit, sentence)
    if kind == "study":
        return _studied(hit, sentence)
    if kind == "publicity" or (kind == "visit" and "宣讲" in sentence.text):
        return "visit" if _tours(hit, sentence) else "publicity"
    if kind == "other":
        if _LECTURE_SEEN.search(sentence.text):
            return "publicity"
        return "study" if _TOGETHER.search(sentence.text) else "other"
    return _met(sentence) if kind == "conveyance" else kind


# A broadcast is `other` where each watches for himself.
_KINDS: dict[str, Kind] = {"conveyance": "conveyance", "study": "study", "publicity": "publicity"}
_KINDS |= {"watch": "other", "visit": "visit", "signing": "signing", "campaign": "campaign"}
# A lecture is heard at a screen, too.
_LECTURE_SEEN = re.compile("(?:收看|收听|观看)[^,。]{0,12}(?:报告会|宣讲|这场报告)")
# Who watches together studies together.
_TOGETHER = re.compile(either("acts", "watched_together"))


def _gathered(hit: Hit, sentence: Sentence) -> Kind:
    """The kind of a mobilising meeting or an activity: that of what is launched or done."""
    if hit.value == "launch":
        return _launched(sentence.text, "conveyance")
    return "publicity" if "宣讲" in sentence.following else _launched(sentence.text, "campaign")


def _met(sentence: Sentence) -> Kind:
    """The kind of a meeting: `conveyance` where it takes anything up, in the sentence that tells of it or in what the next
    ones narrate. One that names no business of its own does in a report on an event."""
    end = narrated(sentence) - sentence.start
    text = sentence.text[:end]
    if deliberates(text):
        return "study"
    if _OF_CONGRESS.search(text):
        return "other"
    yearly = _OF_YEAR.search(text) is not None
    if _CONVEYED.search(text) if yearly else _TAKING_UP.search(text) or not _on_business(text, sentence):
        return "conveyance"
    conveyed = any(_CONVEYED.search(other.text, 0, narrated(other) - other.start) for other in sentence.later)
    return "conveyance" if conveyed else "other"


def deliberates(text: str) -> bool:
    """Whether a delegation discusses the report of its congress."""
    return _DELIBERATES.search(text) is not None


def _on_business(text: str, sentence: Sentence) -> bool:
    """Whether a meeting has business of its own, named where it is told or first thing in the next sentence."""
    later = sentence.later[0] if sentence.later else None
    return _BUSINESS.search(text) is not None or (later is not None and later.text.startswith(_BUSINESS_FIRST))


_BUSINESS_FIRST = words("acts")["own_business"]


# Deputies discuss the report that is before them.
_DELIBERATES = re.compile("代表团[^。]{0,50}(?:审议|讨论)(?!时)")
# 县第十七届人民代表大会第六次会议开幕: a congress of its own takes up nothing.
_OF_CONGRESS = re.compile("届[^,。;常]{0,14}第?[一二三四五六七八九十]+次会议[^,。;]{0,12}(?:开幕|闭幕|召开|举行)")
# 2023年工作会议, 年度工作大会, 全市经济工作会议, 市委某届某次全会: the year's own meeting and a committee's own plenum take an
# event as their guide (以…精神为指导) and convey none.
_OF_YEAR = re.compile(
    "(?:20\\d\\d年度?|年度)[^,。;第]{0,8}(?:工作|形势)[^,。;]{0,4}会|全[市区县州省旗](?:委)?经济工作会议"
    "|(?<![省暨])[市区县州旗]委[^,。;]{1,8}次(?:全会|全体(?:\\(扩大\\))?会议)(?!精神|[^,。;]{0,8}(?:落幕|闭幕|结束))"
)
_BUSINESS = re.compile(either("acts", "own_business"))
_CONVEYED = re.compile("(?<![要将])(?<![要将]..)(?:传达|学习)")


def _studied(hit: Hit, sentence: Sentence) -> Kind:
    """The kind of a meeting for study: a committee's where it is that, too; publicity where somebody gives a talk."""
    if _JOINT.match(sentence.text, hit.end - sentence.start):
        return "conveyance"
    if sentence.text.startswith(_OWN_STUDY, hit.start - sentence.start):
        return "study"
    if _TALKED_AFTER.search(sentence.text, 0, hit.end - sentence.start):
        return "publicity"
    talk = _TALK.search(sentence.text, 0, narrated(sentence) - sentence.start)
    return "publicity" if talk or any(_INVITED.search(other.text) for other in sentence.later) else "study"


# 宣讲团…讲完再座谈: what lecturers do besides.
_TALKED_AFTER = re.compile("宣讲[团队][^。]{0,60}(?:讲完|再|并|还)[^,。]{0,8}座谈$")
# A committee that studies may ask a lecturer to come.
_OWN_STUDY = "中心组"


def _tours(hit: Hit, sentence: Sentence) -> bool:
    """Whether who preaches is an official on a tour of firms, not a lecturer nor somebody at a report meeting."""
    text = sentence.text
    if _LECTURER.search(text):
        return False
    meeting = text[hit.end - sentence.start - 1] == "会"
    tour = _TOUR.search(text) is not None
    goes = tour or _GOES_TO_FIRMS.search(text) is not None
    official = not meeting and goes and _OFFICIAL.search(text) is not None
    return official or (tour and _FIRMS.search(text) is not None)


def _launched(text: str, otherwise: Kind) -> Kind:
    if "宣讲" in text:
        return "publicity"
    if otherwise == "campaign":
        return "study" if _STUDY.search(text) else "campaign"
    return "campaign" if _LAUNCHED.search(text) else "conveyance"
