"""Set phrases in the flow: which quotations are phrases.

A quotation is a phrase unless its words or its neighbours show something else: speech, a title, a topic, a place, an
attribute, an ordinary word, an industry. Not for phrases without marks (`unquoted`), counts and members.
"""

import re
from collections.abc import Container

from luoshi.reader.draft import Draft
from luoshi.reader.phrases.known import EVENTS, KNOWN, NUMBER, Phrase, key
from luoshi.reader.phrases.quotations import Quotation, quotations, rows
from luoshi.reader.phrases.unquoted import repeated, unquoted
from luoshi.registry.lexicon import either, words

_WORDS = words("formulations")
_STOCK = frozenset(_WORDS["stock"])
_SCARE = frozenset(_WORDS["scare"])


# Plan periods, times, shares and sums.
_PLAN = re.compile(
    r"(?:[一二三四五六七八九十]+|\d+)五(?:规划|时期|期间|末|纲要|计划)?$|(?:19|20)\d\d年?$|[一二三四]季度$|[上下]半年$"
    r"|\d+(?:\.\d+)?(?:%|个百分点|[万亿]?元)"
)
_COUNTING = frozenset("一二三四五六七八九十上下0123456789")
# “停车难”“出行堵”等问题
_TROUBLES = re.compile("等?[一-鿿]{0,4}(?:问题|难题|现象|顽疾)")
# A sentence, which its marks show, or an address.
_SENTENCE = re.compile(r"[。!?;:《》…]")
_ADDRESS = re.compile(r"(?:我|你|他|她|它|咱|大家|这|那).{9}")
_SHORTEST_ADDRESS = 10
# What the end shows: a document, an attribute, a person, a sentence of speech. Without such a last character it is none.
_ORDINARY = re.compile(
    r".*(?:规划|条例|办法|意见|通知|纲要|法律)$"
    rf"|[^、]{{1,3}}{either('formulations', 'attribute_end')}$(?<![升晋提]级)"
    r"|.{1,2}[员者]$|(?:深入)?学习.*精神$|.*[了吗呢啊嘛]$|.{7,}吧$"
)
_LAST = frozenset("划例法见知要律员者神了吗呢啊嘛吧").union(word[-1] for word in _WORDS["attribute_end"])
_TITLED = tuple(_WORDS["titled"])
_SAID = tuple(_WORDS["said"])
_TOPIC = re.compile(rf"等?{either('formulations', 'topic')}")
_LECTURE = re.compile(
    "(?:为主?题)?,?(?:[作讲]了?|进行了?)[一-鿿]{0,5}?(?:报告|辅导|讲座|授课|宣讲|发言|阐述|讲解|演讲|党课)"
)
# What either begins with.
_BEHIND_A_TOPIC = frozenset("等为,作讲进").union(word[0] for word in _WORDS["topic"])
_VENUE = re.compile(
    rf"{either('formulations', 'venue')}|[一-鿿]{{1,3}}(?:{'|'.join(v for v in _WORDS['venue'] if len(v) > 3)})"
)
_ASKS = re.compile("什么|怎么|如何|为谁|谁来|哪里|多少")
_NUMBERED = re.compile(rf"等?的?[“「]?(?:{NUMBER}(?:大|个|项|条|类)|\d+(?:\+\d+)*[”」])")
_BEHIND_MEMBERS = frozenset("等的“「十两二三四五六七八九0123456789")
# 围绕“八个方面”作了讲解: the number of things told, no topic.
_SUM = re.compile(rf"{NUMBER}(?:大|个|项|条)[一-鿿]{{1,4}}")
_NAMED = re.compile(rf"{either('formulations', 'named_end')}$|^{NUMBER}|^双")

CLAUSE, WHOLE, SPOKEN = 10, 26, 18
"""Longest clause of a phrase of several, longest phrase without a comma, longest one that somebody is said to say."""


def phrases(draft: Draft) -> list[Phrase]:
    """Every phrase of the flow in order; none inside another, but for ‘…’ inside a longer quotation."""
    text = draft.flow.text
    industries = {industry.name for industry in draft.industries}
    found = quotations(text)
    out: list[Phrase] = []
    reach = 0
    for row in rows(text, found):
        if _names_a_topic(text, row):
            continue
        for quotation in row:
            if quotation.right <= reach and text[quotation.left] not in _INNER:
                continue
            phrase = (
                _with_neighbours(text, quotation)
                if text[quotation.start] in _NUMERALS or text.endswith("个", 0, quotation.left)
                else None
            )
            if phrase is None and _is_phrase(text, quotation, row, industries):
                phrase = Phrase(quotation.left, quotation.start, quotation.end, quotation.right)
            if phrase is not None:
                out.append(phrase)
                reach = max(quotation.right, phrase.right)
    out += unquoted(draft, found)
    out += repeated(draft, out)
    return sorted(out)


# A quoted name inside a longer phrase is one of its own (ruling 18).
_INNER = "‘『"


def _with_neighbours(text: str, quotation: Quotation) -> Phrase | None:
    """A phrase that goes beyond its quotation marks: 三个“两手抓”, 三个“离不开”, “15分钟”便民生活圈."""
    left, start = quotation.left, quotation.start
    short = text.endswith("个", 0, left) and quotation.end - start <= _LONGEST_FORM
    if short and (text[start] in _FORMS or _STOPPED.match(text, quotation.right)):
        number = _COUNT_BEFORE.search(text, max(0, left - 3), left)
        if number:
            return Phrase(number.start(), number.start(), quotation.right, quotation.right)
    circle = _CIRCLE.match(text, start) if text.endswith("分钟", start, quotation.end) else None
    return Phrase(left, left, circle.end(), circle.end()) if circle else None


_CIRCLE = re.compile("[一二三四五十\\d]{1,3}分钟”[一-鿿]{1,6}?圈")
_COUNT_BEFORE = re.compile(f"{NUMBER}个$")
_STOPPED = re.compile("[,。;:、!\n]|(?:的?要求|原则)[,。;:!]|$")
_FORMS = frozenset("一两双三四五六七八九十")
_NUMERALS = _FORMS | frozenset("0123456789")
_LONGEST_FORM = 5


def _is_phrase(text: str, quotation: Quotation, row: list[Quotation], industries: Container[str]) -> bool:
    inner = text[quotation.start : quotation.end].strip()
    if (
        not inner
        or inner in _SCARE
        or (inner[0] in _COUNTING and _PLAN.match(inner))
        or _only_a_member(text, inner, row)
    ):
        return False
    name = key(inner)
    if inner in _STOCK or name in KNOWN:
        return True
    if len(row) > 1 and _TROUBLES.match(text, row[-1].right):
        return False
    if len(inner) == 1 or name in EVENTS or inner in industries or _contrasted(text, row) or _is_ordinary(inner):
        return False
    return not _VENUE.match(text, quotation.right) and _short_enough(inner, _said_before(text, row[0].left))


def _is_ordinary(inner: str) -> bool:
    """Whether the words themselves show that they are a document, an attribute, a person or speech."""
    if (inner[-1] in _LAST and _ORDINARY.match(inner)) or _SENTENCE.search(inner):
        return True
    return len(inner) >= _SHORTEST_ADDRESS and _ADDRESS.match(inner) is not None


def _names_a_topic(text: str, row: list[Quotation]) -> bool:
    right = row[-1].right
    if text[row[-1].start] in _NUMERALS and _SUM.fullmatch(text, row[-1].start, row[-1].end):
        return False
    if text.endswith(_TITLED, 0, row[0].left):
        return True
    if text[right : right + 1] not in _BEHIND_A_TOPIC:
        return False
    return _TOPIC.match(text, right) is not None or _LECTURE.match(text, right) is not None


def _said_before(text: str, left: int) -> str | None:
    """The mark behind a verb of speech in front of a quotation, empty where it has none; None without such a verb."""
    mark = text[left - 1 : left] if text[left - 1 : left] in (":", ",") else ""
    return mark if text.endswith(_SAID, 0, left - len(mark)) else None


def _only_a_member(text: str, inner: str, row: list[Quotation]) -> bool:
    """Whether the quotation only lists what a numbered phrase behind it names: “为谁创新”“怎么创新”2个问题."""
    if _ASKS.search(inner):
        return len(row) > 1
    right = row[-1].right
    if text[right : right + 1] not in _BEHIND_MEMBERS or not _NUMBERED.match(text, right):
        return False
    return "、" in inner or (len(row) > 1 and not _NAMED.search(inner))


def _contrasted(text: str, row: list[Quotation]) -> bool:
    """Whether the row is a pair of plain words set against each other: “承接”与“输出”."""
    if len(row) != 2 or text[row[0].right : row[1].left] not in ("与", "和"):
        return False
    return all(each.end - each.start <= _WORD and text[each.start] not in _FORMS for each in row)


_WORD = 2


def _short_enough(inner: str, said: str | None) -> bool:
    """Whether the words are as short as phrases are; what somebody says has to be shorter still."""
    if said == ":":
        return False
    clauses = inner.split(",")
    if len(clauses) > 1:
        return all(len(clause) <= CLAUSE for clause in clauses) and said is None
    longest = max(map(len, inner.split("、")))
    return longest <= (WHOLE if said is None else SPOKEN)
