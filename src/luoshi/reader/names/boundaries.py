"""Where the name of a body begins: the hard half of a Chinese name, found from its end leftwards.

Not for where a name ends: endings are lexicon words, found by the stages.
"""

import re
from functools import cache

from luoshi.reader.names.word_list import WordList
from luoshi.registry.bodies import places
from luoshi.registry.lexicon import lexicon

_LONGEST = 40
_FARTHEST = 200
_OPENING = {")": "(", "”": "“"}
_UP_TO_A_MARK = re.compile("(?s:.*)[,。;:!?、\n《》…—/ ■□●○◆◇★☆▲△▶◎※|()【】“”]")
_LONGEST_INSIDE = 16
_PAUSES = frozenset(",。;!?:\n")
# 某地7月1日电(记者某某)|某某团团长: the reporter is no part of what follows.
_REPORTERS = ("记者", "通讯员", "本报", "特约")
# How far a word may reach over the end that is looked at (组织|部长).
_WORD = 4
_LONGEST_FIELD = 6
_JOINTS = ("和", "与", "及")
_LONGEST_JOINED = 10
_SHORTEST_FIELD = 4
_FIELD_ENDS = ("司", "局", "处", "科", "部", "室", "系", "院", "所", "中心", "委员会")
_OFFICE_ENDS = (
    "局",
    "部",
    "处",
    "科",
    "办",
    "长",
    "任",
    "记",
    "员",
    "委",
    "表",
    "司",
    "室",
    "理",
    "授",
    "事",
    "裁",
    "席",
    "公司",
    "集团",
    "区",
    "市",
    "省",
    "县",
)
_BODY_STARTS = (
    "省",
    "市",
    "区委",
    "区政",
    "区科",
    "区财",
    "区教",
    "区人",
    "区住",
    "区发",
    "县",
    "我",
    "该",
    "高新区",
    "公司",
    "集团",
    "学校",
    "学院",
    "医院",
    "中国",
    "全国",
    "国家",
    "中央",
)


def left_edge(text: str, end: int, *, floor: int = 0, touching: bool = False) -> int:
    """The start of the body's name that ends at `end`: in its line, not before `floor`, behind the last pause and edge word.

    Brackets and quotation marks inside the name are passed over; one that is still open where the name ends is a pause.
    An edge word that touches `end` is part of the name (建设|银行), unless `touching` says that it counts; 的, which
    links what stands before it, and nouns never count there. With `touching`, a verb that is also a field of work is
    part of a department's name (建设管理部).
    """
    start = clause_start(text, max(floor, end - _LONGEST), end)
    last, kinds = start, _kinds()
    department = touching and text.endswith(_departments(), start, end)
    for begin, behind in _edges().find(text, start, min(end + _WORD, len(text)) if touching else end):
        word = text[begin:behind]
        if kinds[word] == "kept" or (behind < end and text[behind] == "("):
            continue
        if touching and (
            (department and end - behind <= _LONGEST_FIELD and word in _fields())
            or (word in _JOINTS and _joins_fields(text, last, begin, behind, end))
        ):
            continue
        if behind < end or (touching and behind == end and kinds[word] == "edge" and word != "的"):
            last = behind
    return last


def _joins_fields(text: str, start: int, joint: int, behind: int, end: int) -> bool:
    """Whether 和 or 与 joins two fields in the name of one department (普法与依法治理科), not two persons or bodies."""
    if not text.endswith(_FIELD_ENDS, behind, end) or end - behind > _LONGEST_JOINED:
        return False
    before = text[start:joint]
    if len(before) < _SHORTEST_FIELD or before.endswith(_OFFICE_ENDS):
        return False
    return not text.startswith(_BODY_STARTS, behind) and not any(
        text[behind : behind + size] in places() for size in (2, 3, 4)
    )


def line_start(text: str, position: int) -> int:
    """The start of the line that holds a position, or a place far enough before it that no name or title reaches there."""
    floor = max(0, position - _FARTHEST)
    return max(floor, text.rfind("\n", floor, position) + 1)


def clause_start(text: str, floor: int, end: int) -> int:
    """The place behind the last pause before `end`; brackets and quotations that close before `end` are no pause."""
    place = end
    while found := _UP_TO_A_MARK.match(text, floor, place):
        place = found.end()
        opening = _opened(text, floor, place) if text[place - 1] in _OPENING else None
        if opening is None:
            return place
        place = opening
    return min(floor, place)


def _opened(text: str, floor: int, end: int) -> int | None:
    """Where the bracket or quotation that closes before `end` opens, if it is inside a name: short, without a pause, and
    for a bracket with words before it ((2)某公司 is none)."""
    opening = text.rfind(_OPENING[text[end - 1]], max(floor, end - _LONGEST_INSIDE), end - 1)
    if opening < 0 or not _PAUSES.isdisjoint(text[opening:end]) or text.startswith(_REPORTERS, opening + 1):
        return None
    if text[opening] == "(" and (opening <= floor or not text[opening - 1].isalpha()):
        return None
    return opening


@cache
def _departments() -> tuple[str, ...]:
    return tuple(lexicon("offices", "words")["department"]["of_field"])


@cache
def _fields() -> frozenset[str]:
    return frozenset(lexicon("edges", "words")["edge"]["field"])


@cache
def _edges() -> WordList:
    return WordList(_kinds())


@cache
def _kinds() -> dict[str, str]:
    """Word -> its kind: `edge`, `noun` or `kept`, which is no edge; of several kinds the last counts."""
    words = lexicon("edges", "words")["edge"]
    noun, edge = words["noun"], words["word"]
    kept = [*words["kept"], *(place for place in places() if any(word in place for word in edge))]
    return {**dict.fromkeys(edge, "edge"), **dict.fromkeys(noun, "noun"), **dict.fromkeys(kept, "kept")}
