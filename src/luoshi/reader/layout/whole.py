"""Matter of the whole article: lead, conclusion, and captions that restate what its paragraphs say."""

import re
from functools import cache
from operator import add

from luoshi.reader.layout import roles
from luoshi.reader.layout.look import Look, alternatives
from luoshi.reader.layout.outline import Outline
from luoshi.registry.lexicon import lexicon

_CAPTION_AT_MOST = 90
_RESTATED = 0.6
_DATED = re.compile(r"(?:20\d\d年)?\d{1,2}月|近日|日前|会议")
# What pictures show: an act that took place, not a plan.
_SHOWN = re.compile(
    "召开|举行|举办|开展|组织|走进|赴|宣讲|签约|揭牌|现场|活动|学习|调研|参观|讲解|座谈|交流|工作人员|开工|投产|生产线|车间"
)
_PLANNED = re.compile("将|要(?!求)|力争|下一步|接下来|%|亿元")
_CLOSES = re.compile("下一步|未来|接下来|今后|将以|相信|新起点|站在新")
_GENERAL_WITHIN = 90
# 国家高新区 as the one who acts, with no place before it; not in a meeting's or speaker's mouth.
_ALL_ZONES = re.compile("(?:^|[,。;是])(?:各地|各|多家|广大)?国家高新区(?!的?目标)")
_OWN_VOICE = re.compile("会议|要|[一二三四五六]是|第[一二三四五]|我们|[一-鿿]{2,3}(?:强调|要求|指出|表示|说)|“[^”]{8}")


def mark(seen: list[Look], plan: Outline) -> None:
    """Find lead, conclusion and captions among the running text of an article of several sections."""
    if len(plan.headings) < 2 and not plan.printed:
        return
    texts = [look for look in seen if roles.is_text(look)]
    first = min(plan.starts)
    for number, look in enumerate(texts):
        if look.line.index not in plan.starts and _is_general(look):
            last = number == len(texts) - 1 and look.line.index > first and _CLOSES.search(look.words)
            look.line.role = "conclusion" if last else "lead"
    _repeated_leads(texts)
    if not plan.printed:
        return
    _captions([look for look in seen if roles.is_text(look) or look.line.role in ("heading", "lead")], first)


def _repeated_leads(texts: list[Look]) -> None:
    """A lead that a page prints twice (once as its abstract): the first print counts."""
    printed: dict[str, Look] = {}
    for look in texts:
        if look.line.role == "lead":
            first = printed.setdefault(look.words, look)
            look.line.duplicate_of = first.line if first is not look else None


def _is_general(look: Look) -> bool:
    """Whether a paragraph speaks of all places and of none by name."""
    if any(named.sort in ("zone", "park") for named in look.named):
        return False
    if _plural().search(look.words, 0, _GENERAL_WITHIN):
        return True
    return look.begins >= 0 and bool(_ALL_ZONES.search(look.words)) and not _OWN_VOICE.match(look.words)


def _captions(looks: list[Look], first: int) -> None:
    """Short lines in a block, or before the first heading, that restate what a paragraph says."""
    candidates = _candidates(looks, first)
    if not candidates:
        return
    texts = [look for look in looks if roles.is_text(look)]
    pairs = [_pairs(look.words) for look in texts]
    told = [
        own | pairs[number + 1] if look.closed == 0 and number + 1 < len(pairs) else own
        for number, (look, own) in enumerate(zip(texts, pairs, strict=True))
    ]
    for number, (look, own) in enumerate(zip(texts, pairs, strict=True)):
        if look.line.index in candidates and _restated(own, told[:number] + told[number + 1 :]):
            look.line.role = "caption"
    _only_in_blocks(looks, first)


def _candidates(looks: list[Look], first: int) -> set[int]:
    """The lines that could be captions by their words and by what stands beside them."""
    short = [roles.is_text(look) and _could_be_caption(look) for look in looks]
    beside = [short[number] or look.line.role == "lead" for number, look in enumerate(looks)]
    return {
        look.line.index
        for number, look in enumerate(looks)
        if short[number]
        and (look.line.index < first or any(beside[max(0, number - 1) : number] + beside[number + 1 : number + 2]))
    }


def _restated(own: set[str], others: list[set[str]]) -> bool:
    """Whether a longer paragraph holds most of a line's pairs of characters."""
    return any(len(other) > len(own) and len(own & other) >= _RESTATED * len(own) for other in others)


def _only_in_blocks(looks: list[Look], first: int) -> None:
    """A lone restating line among a section's paragraphs is body after all."""
    for number, look in enumerate(looks):
        if look.line.role != "caption" or look.line.index < first:
            continue
        beside = looks[max(0, number - 1) : number + 2]
        if not any(other is not look and other.line.role in ("caption", "lead") for other in beside):
            look.line.role = "body"


def _could_be_caption(look: Look) -> bool:
    words = look.words
    return (
        len(words) <= _CAPTION_AT_MOST
        and look.closed == 1
        and words.find("。") >= len(words) - 2
        and bool(look.named)
        and not _DATED.match(words)
        and bool(_SHOWN.search(words))
        and not _PLANNED.search(words)
    )


def _pairs(words: str) -> set[str]:
    return set(map(add, words, words[1:]))


@cache
def _plural() -> "re.Pattern[str]":
    return re.compile(alternatives(lexicon("layout")["plural"]["subjects"]))
