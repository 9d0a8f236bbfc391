"""Matter of the whole article: lead, conclusion, and captions that restate what its paragraphs say."""

import re
from functools import cache
from itertools import islice, takewhile

from luoshi.reader.lines import captions
from luoshi.reader.lines.look import Look, is_text
from luoshi.reader.subjects.outline import Outline
from luoshi.registry.lexicon import lexicon, one_of

_CLOSES = re.compile("下一步|未来|接下来|今后|将以|相信|新起点|站在新")
_GENERAL_WITHIN = 90
_WITH_LEAD = 3
_ECHO = re.compile("(?:各界|各地|干部群众|代表委员)[^。]{0,16}(?:热议|反响|热潮|关注)|(?:热烈|强烈)反响")
# 广大干部群众…收听收看…, 大家纷纷表示: over a reaction story.
_EVERYBODY = re.compile(
    "(?:广大|各界|[干党]部?群众|党员|职工|师生|企业家们?|代表们|委员们|大家|建设者|人大代表|社会)[^。]{0,40}"
    "(?:热议|反响|表示|收听|收看|关注|学习领会|认真学习|谈感[悟受]|畅谈|聆听|振奋)|记者[^。]{0,16}(?:连线|采访|分赴|带您|走进|走访)"
)
# Somebody's own words.
_SPOKEN = re.compile(
    "(?:说|(?<!纷纷)(?<!大家)(?<!一致)表示|认为|介绍|告诉记者)(?:[:,]|[:,]?“)|”[^。“]{2,40}(?:说|表示)"
)
_VOICES, _MANY = 2, 3
# 国家高新区 as the one who acts, with no place before it; not in a meeting's or speaker's mouth.
_ALL_ZONES = re.compile("(?:^|[,。;是])(?:各地|各|多家|广大)?国家高新区(?!的?目标)")
_OURS = re.compile("[我全][区市县省州镇园局院校厂行]|园区|公司|集团|学校|本[报区市县]|会议")
# 本报推出“…”专栏, and 某报以《…》为题报道.
_SERIES = re.compile(
    "(?:今天?起|即日起|共同|联合|本[报台网刊]|特此?|现)[^。要]{0,24}(?:推出|开设|开辟)[^。]{0,40}(?:专栏|栏目|专题|系列|访谈|行动)"
)
_REPRINTED = re.compile("以[《“][^》”]{4,40}[》”]为(?:主?题|标题)[^。]{0,12}(?:报道|刊发|刊登|播发|聚焦|点赞)")
_NOTED = 3
# Somebody's words: then the story has begun.
_QUOTED = re.compile("说[:,]?“|说[:,]")
# What the centre said and held.
_EVENT = re.compile(
    "党的[一二三]?十|全会|两会|代表大会|政府工作报告|总书记|党中央|中央|[一二]?十[一二三四五六七八九]大"
)
# How the report came to be: 连日来,本报记者走进….
_REPORTERS = re.compile("记者(?:们)?(?:分别)?(?:奔赴|走进|深入|采访了?|来到|兵分)")
_OWN_VOICE = re.compile("会议|要|[一二三四五六]是|第[一二三四五]|我们|[一-鿿]{2,3}(?:强调|要求|指出|表示|说)|“[^”]{8}")


def mark(seen: list[Look], plan: Outline) -> None:
    """Find lead, conclusion and captions among the running text of an article of several sections."""
    _announced(seen)
    if len(plan.headings) < 2 and not plan.printed:
        _echo(seen, plan)
        _over_crossheads(seen, plan)
        return
    texts = [look for look in seen if is_text(look)]
    first = min(plan.starts)
    for number, look in enumerate(texts):
        if look.line.index not in plan.starts and (_is_general(look) or _names_many(look, plan)):
            last = number == len(texts) - 1 and look.line.index > first and _CLOSES.search(look.words)
            look.line.role = "conclusion" if last else "lead"
    _repeated_leads(texts)
    if not plan.printed:
        return
    captions.mark([look for look in seen if is_text(look) or look.line.role in ("heading", "lead")], first)


def _names_many(look: Look, plan: Outline) -> bool:
    """Whether a paragraph names the cities of three sections with printed headings, and none of their zones: 甲、乙、丙等地的高新区."""
    if not plan.printed or len(look.named) < _MANY:
        return False
    if any(named.sort in ("zone", "park") for named in look.named):
        return False
    cities = {heading.named.place for heading in plan.headings if heading.named and heading.named.place}
    return len({named.place for named in look.named} & cities) >= _MANY


def _echo(seen: list[Look], plan: Outline) -> None:
    """In an article of one body a first paragraph that tells how everybody takes the event up introduces the whole: where it
    stands over the words of several people, or names no place."""
    texts = [look for look in seen if is_text(look)]
    if not plan.headings or len(texts) < _WITH_LEAD:
        return
    first, body = texts[0], plan.headings[0]
    elsewhere = body.subject not in first.words and body.subject in texts[1].words
    if elsewhere and (_ECHO.search(first.words) or _is_general(first)):
        first.line.role = "lead"
    for look in _over_voices(texts):
        look.line.role = "lead"


def _over_voices(texts: list[Look]) -> list[Look]:
    """The first paragraphs that tell what everybody does, where those below them give the words of several people."""
    opening = list(
        takewhile(lambda look: _EVERYBODY.search(look.words) and not _SPOKEN.search(look.words), texts[:_NOTED])
    )
    if not opening:
        return []
    voices = sum(_SPOKEN.search(look.words) is not None for look in texts[len(opening) :])
    return opening if voices >= _VOICES else []


def _announced(seen: list[Look]) -> None:
    """An editor's note without a label: it says which series it opens, or under which title another paper printed the text."""
    texts = list(islice(filter(is_text, seen), _NOTED))
    if len(texts) < _NOTED:
        return
    place = next((n for n, look in enumerate(texts) if _SERIES.search(look.words)), None)
    if place is None and _REPRINTED.search(texts[0].words):
        place = 0
    for look in texts[: 0 if place is None else place + 1]:
        look.line.role = "lead"


def _over_crossheads(seen: list[Look], plan: Outline) -> None:
    """The paragraphs over the first crosshead introduce the whole while they speak of the event and of no place or body."""
    first = next((look.line.index for look in seen if look.crosshead), 0)
    if not first:
        return
    subjects = [heading.subject for heading in plan.headings]
    above = [look for look in seen if is_text(look) and look.line.index < first]
    opening = list(takewhile(lambda look: _is_of_nobody(look, subjects), above))
    told = any(_QUOTED.search(look.words) for look in opening)
    if not told and any(_EVENT.search(look.words) for look in above):
        for before, look in zip([None, *opening], opening, strict=False):
            look.line.role = "lead"
            look.line.joins = before is not None and before.words.endswith((",", "、"))


def _is_of_nobody(look: Look, subjects: list[str]) -> bool:
    if look.words.startswith("习近平") or _REPORTERS.search(look.words):
        return True
    return not look.named and not any(subject in look.words for subject in subjects) and not _OURS.search(look.words)


def _repeated_leads(texts: list[Look]) -> None:
    """A lead that a page prints twice (once as its abstract): the first print counts."""
    printed: dict[str, Look] = {}
    for look in texts:
        if look.line.role == "lead":
            first = printed.setdefault(look.words, look)
            look.line.duplicate_of = first.line if first is not look else None


def _is_general(look: Look) -> bool:
    """Whether a paragraph speaks of all places and of none by name."""
    for named in look.named:
        if named.sort in ("zone", "park"):
            return False
    if _plural().search(look.words, 0, _GENERAL_WITHIN):
        return True
    if look.begins < 0 or "国家高新区" not in look.words:
        return False
    return bool(_ALL_ZONES.search(look.words)) and not _OWN_VOICE.match(look.words)


@cache
def _plural() -> "re.Pattern[str]":
    return re.compile(one_of(lexicon("layout")["plural"]["subjects"]))
