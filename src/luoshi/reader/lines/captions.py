"""Captions that do not say so: short lines that restate what a paragraph of the page says."""

import re
from itertools import pairwise, zip_longest

from luoshi.reader.lines.look import Look, is_text

_AT_MOST = 90
_RESTATED = 0.6
# More short lines, or a longer page, than a newspaper has: a list, with no pictures to explain.
_MANY, _LONG_PAGE = 60, 1000
_DATED = re.compile(r"(?:20\d\d年)?\d{1,2}月|近日|日前|会议")
# What pictures show: an act that took place, not a plan.
_SHOWN = re.compile(
    "召开|举行|举办|开展|组织|走进|赴|宣讲|签约|揭牌|现场|活动|学习|调研|参观|讲解|座谈|交流|工作人员|开工|投产|生产线|车间|授旗|授牌"
)
_PLANNED = re.compile("将|要(?!求)|力争|下一步|接下来|%|亿元")


def mark(looks: list[Look], first: int) -> None:
    """Short lines in a block, or before the first heading (the line `first`), that restate what a paragraph says."""
    candidates = _candidates(looks, first)
    if not 0 < len(candidates) <= _MANY or len(looks) > _LONG_PAGE:
        return
    texts = [look for look in looks if is_text(look)]
    for look in _restated(texts, [place for place, look in enumerate(texts) if look.line.index in candidates]):
        look.line.role = "caption"
    _only_in_blocks(looks, first)


def _candidates(looks: list[Look], first: int) -> set[int]:
    """The lines that could be captions by their words and by what stands beside them."""
    short = [is_text(look) and _could_be_caption(look) for look in looks]
    beside = [short[number] or look.line.role == "lead" for number, look in enumerate(looks)]
    return {
        look.line.index
        for number, look in enumerate(looks)
        if short[number]
        and (
            look.line.index < first
            or number == len(looks) - 1
            or any(beside[max(0, number - 1) : number] + beside[number + 1 : number + 2])
        )
    }


def _could_be_caption(look: Look) -> bool:
    words = look.words
    return (
        len(words) <= _AT_MOST
        and look.closed == 1
        and words.find("。") >= len(words) - 2
        and bool(look.named)
        and not _DATED.match(words)
        and bool(_SHOWN.search(words))
        and not _PLANNED.search(words)
    )


def _restated(texts: list[Look], places: list[int]) -> list[Look]:
    """Those of the lines at `places` of which a longer paragraph holds most pairs of characters; a line that stops in the
    middle holds those of the next one, too."""
    held = [
        look.words if look.closed or below is None else f"{look.words}\n{below.words}"
        for look, below in zip_longest(texts, texts[1:])
    ]
    out = []
    for look in (texts[place] for place in places):
        pairs = {one + other for one, other in pairwise(look.words)}
        longer = (text for other, text in zip(texts, held, strict=True) if len(other.words) > len(look.words))
        if any(_holds(text, pairs) for text in longer):
            out.append(look)
    return out


def _holds(text: str, pairs: set[str]) -> bool:
    """Whether a text holds most of the pairs. Most texts do not, which a few of the pairs show."""
    left = len(pairs) - _RESTATED * len(pairs)
    for pair in pairs:
        if pair not in text:
            left -= 1
            if left < 0:
                return False
    return True


def _only_in_blocks(looks: list[Look], first: int) -> None:
    """A lone restating line among a section's paragraphs is body after all; the last line of all stands below a picture."""
    for number, look in enumerate(looks[:-1]):
        if look.line.role != "caption" or look.line.index < first:
            continue
        beside = looks[max(0, number - 1) : number + 2]
        if not any(other is not look and other.line.role in ("caption", "lead") for other in beside):
            look.line.role = "body"
