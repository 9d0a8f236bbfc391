"""Captions that do not say so: short lines that restate what a paragraph of the page says."""

import re

import numpy as np

from luoshi.reader.layout.look import Look, is_text

_AT_MOST = 90
_RESTATED = 0.6
# More short lines, or a longer page, than a newspaper has: a list, with no pictures to explain.
_MANY, _LONG_PAGE = 60, 1000
_DATED = re.compile(r"(?:20\d\d年)?\d{1,2}月|近日|日前|会议")
# What pictures show: an act that took place, not a plan.
_SHOWN = re.compile(
    "召开|举行|举办|开展|组织|走进|赴|宣讲|签约|揭牌|现场|活动|学习|调研|参观|讲解|座谈|交流|工作人员|开工|投产|生产线|车间"
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
        and (look.line.index < first or any(beside[max(0, number - 1) : number] + beside[number + 1 : number + 2]))
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
    """Those of the lines at `places` of which a longer paragraph holds most pairs of characters.

    A table tells which line holds which of their pairs; a line that stops in the middle holds those of the next one, too.
    """
    page = "".join(look.words + "\n" for look in texts)
    codes = np.frombuffer(page.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.uint64)
    pairs = codes[:-1] << 32 | codes[1:]
    lengths = np.array([len(look.words) for look in texts])
    ends = np.cumsum(lengths + 1)
    wanted = np.unique(np.concatenate([pairs[ends[place] - lengths[place] - 1 : ends[place] - 2] for place in places]))
    number = np.searchsorted(wanted, pairs)
    known = wanted[np.minimum(number, len(wanted) - 1)] == pairs
    held = np.zeros((len(texts), len(wanted)), np.int32)
    held[np.repeat(np.arange(len(texts)), lengths + 1)[:-1][known], number[known]] = 1
    told = held.copy()
    open_ = [place for place, look in enumerate(texts[:-1]) if look.closed == 0]
    told[open_] |= held[np.array(open_, int) + 1]
    shared = held[places] @ told.T
    longer = lengths[None, :] > lengths[places, None]
    enough = shared >= _RESTATED * held[places].sum(axis=1)[:, None]
    return [texts[place] for place, found in zip(places, (longer & enough).any(axis=1), strict=True) if found]


def _only_in_blocks(looks: list[Look], first: int) -> None:
    """A lone restating line among a section's paragraphs is body after all."""
    for number, look in enumerate(looks):
        if look.line.role != "caption" or look.line.index < first:
            continue
        beside = looks[max(0, number - 1) : number + 2]
        if not any(other is not look and other.line.role in ("caption", "lead") for other in beside):
            look.line.role = "body"
