"""Set phrases in the flow: which quotations are phrases, and numbered phrases without quotation marks.

A quotation is a phrase unless its words or its neighbours show something else: speech, a title, a topic, a place, an
attribute, an ordinary word, an industry. Not for counts and members: see `members`.
"""

import re
from bisect import bisect_right
from collections.abc import Container, Iterator
from functools import lru_cache
from typing import NamedTuple

from luoshi.reader.draft import Draft
from luoshi.reader.phrases.quotations import Quotation, quotations, rows
from luoshi.registry.lexicon import words
from luoshi.registry.world import KnownFormulation, registry
from luoshi.text.normalise import fold


class Phrase(NamedTuple):
    """A phrase: text[start:end] are its words, text[left:right] the same with their quotation marks."""

    left: int
    start: int
    end: int
    right: int


_WORDS = words("formulations")
_STOCK = frozenset(_WORDS["stock"])
_SCARE = frozenset(_WORDS["scare"])


_REMEMBERED = 4096
_MARKS = re.compile(r"[\s“”\"‘’「」『』、,]")


def _any(family: str) -> str:
    return "|".join(map(re.escape, _WORDS[family]))


@lru_cache(_REMEMBERED)
def key(text: str) -> str:
    """A phrase as it is compared: folded, without spaces, marks and commas."""
    return _MARKS.sub("", fold(text))


def _senses() -> dict[str, tuple[KnownFormulation, ...]]:
    """Phrase -> the registry's entries that it can mean."""
    senses: dict[str, tuple[KnownFormulation, ...]] = {}
    for known in registry().formulations:
        for name in {key(form) for form in (known.text, *known.variants)}:
            senses[name] = (*senses.get(name, ()), known)
    return senses


KNOWN = _senses()

_UNMISTAKABLE = frozenset(form for known in registry().formulations for form in known.unmistakable)
_EVENTS = frozenset(key(name) for event in registry().events for name in (*event.aliases, *event.generic))
NUMBERS = {char: n for n, char in enumerate("零一二三四五六七八九十")} | {"两": 2, "双": 2}
NUMBERS |= {str(n): n for n in range(10)}
NUMBER = r"(?:十[一二三四五六七八九]?|[两二三四五六七八九]|\d{1,2})"
# Plan periods, times, shares and sums.
_PLAN = re.compile(
    r"(?:[一二三四五六七八九十]+|\d+)五(?:规划|时期|期间|末|纲要|计划)?$|(?:19|20)\d\d年?$|[一二三四]季度$|[上下]半年$"
    r"|\d+(?:\.\d+)?(?:%|个百分点|[万亿]?元)"
)
_COUNTING = frozenset("一二三四五六七八九十上下0123456789")
# “停车难”“出行堵”等问题
_TROUBLES = re.compile("等?[一-鿿]{0,4}(?:问题|难题|现象|顽疾)")
_SENTENCE = re.compile(
    r"[。!?;:《》…]|^(?:深入)?学习.*精神$|[了吗呢啊嘛]$|.{7}吧$|^(?:我|你|他|她|它|咱|大家|这|那).{9}"
)
_DOCUMENT = re.compile(r"(?:规划|条例|办法|意见|通知|纲要|法律)$")
_ATTRIBUTE = re.compile(rf"[^、]{{1,3}}(?:{_any('attribute_end')})$")
_PERSON = re.compile(r".{1,2}[员者]$")
_TITLED = tuple(_WORDS["titled"])
_SAID = tuple(_WORDS["said"])
_TOPIC = re.compile(rf"等?(?:{_any('topic')})")
_LECTURE = re.compile(
    "(?:为主?题)?,?(?:[作讲]了?|进行了?)[一-鿿]{0,5}?(?:报告|辅导|讲座|授课|宣讲|发言|阐述|讲解|演讲|党课)"
)
_VENUE = re.compile(rf"(?:{_any('venue')})|[一-鿿]{{1,3}}(?:{'|'.join(v for v in _WORDS['venue'] if len(v) > 3)})")
_ASKS = re.compile("什么|怎么|如何|为谁|谁来|哪里|多少")
_NUMBERED = re.compile(rf"等?的?[“「]?(?:{NUMBER}(?:大|个|项|条|类)|\d+(?:\+\d+)*[”」])")
# 围绕“八个方面”作了讲解: the number of things told, no topic.
_SUM = re.compile(rf"{NUMBER}(?:大|个|项|条)[一-鿿]{{1,4}}")
_NAMED = re.compile(rf"(?:{_any('named_end')})$|^{NUMBER}|^双")

_BRAND = 4
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
            phrase = _with_neighbours(text, quotation) if text[quotation.start] in _NUMERALS else None
            if phrase is None and _is_phrase(text, quotation, row, industries):
                phrase = Phrase(*quotation)
            if phrase is not None:
                out.append(phrase)
                reach = max(quotation.right, phrase.right)
    out += _unquoted(draft, text, found)
    out += _repeated(draft, out)
    return sorted(out)


# A quoted name inside a longer phrase is one of its own (ruling 18).
_INNER = "‘『"


def _with_neighbours(text: str, quotation: Quotation) -> Phrase | None:
    """A phrase that goes beyond its quotation marks: 三个“两手抓”, “15分钟”便民生活圈."""
    number = _COUNT_BEFORE.search(text, max(0, quotation.left - 3), quotation.left)
    if number and text[quotation.start] in _FORMS and quotation.end - quotation.start <= _LONGEST_FORM:
        return Phrase(number.start(), number.start(), quotation.right, quotation.right)
    circle = _CIRCLE.match(text, quotation.start)
    return Phrase(quotation.left, quotation.left, circle.end(), circle.end()) if circle else None


_CIRCLE = re.compile("[一二三四五十\\d]{1,3}分钟”[一-鿿]{1,6}?圈")
_COUNT_BEFORE = re.compile(f"{NUMBER}个$")
_FORMS = frozenset("一两双三四五六七八九十")
_NUMERALS = _FORMS | frozenset("0123456789")
_LONGEST_FORM = 5


def _repeated(draft: Draft, found: list[Phrase]) -> list[Phrase]:
    """Names that the section quotes once and then uses without marks: the brand of an activity, a team, a project."""
    text, section_at = draft.flow.text, draft.flow.section_at
    names: dict[str, set[str | None]] = {}
    for phrase in found:
        if phrase.left < phrase.start and phrase.end - phrase.start >= _BRAND:
            name = text[phrase.start : phrase.end]
            if name not in _UNMISTAKABLE:  # those are found without marks wherever they stand
                names.setdefault(name, set()).add(section_at(phrase.start))
    if not names:
        return []
    places = sorted((place, -len(name)) for name in names for place in _places(text, name))
    taken = sorted((phrase.left, phrase.right) for phrase in found)
    starts = [left for left, _ in taken]
    out: list[Phrase] = []
    reach = 0
    for a, length in places:
        if a < reach:
            continue
        reach = b = a - length
        before = bisect_right(starts, a) - 1
        quoted = before >= 0 and a < taken[before][1]
        if not quoted and section_at(a) in names[text[a:b]]:
            out.append(Phrase(a, a, b, b))
    return out


def _places(text: str, words: str) -> Iterator[int]:
    """Where the words stand in the text."""
    place = text.find(words)
    while place >= 0:
        yield place
        place = text.find(words, place + 1)


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
    if len(inner) == 1 or name in _EVENTS or inner in industries or _contrasted(text, row):
        return False
    if _DOCUMENT.search(inner) or _ATTRIBUTE.match(inner) or _PERSON.match(inner) or _SENTENCE.search(inner):
        return False
    return not _VENUE.match(text, quotation.right) and _short_enough(inner, _said_before(text, row[0].left))


def _names_a_topic(text: str, row: list[Quotation]) -> bool:
    right = row[-1].right
    if text[row[-1].start] in _NUMERALS and _SUM.fullmatch(text, row[-1].start, row[-1].end):
        return False
    titled = text.endswith(_TITLED, 0, row[0].left)
    return titled or _TOPIC.match(text, right) is not None or _LECTURE.match(text, right) is not None


def _said_before(text: str, left: int) -> str | None:
    """The mark behind a verb of speech in front of a quotation, empty where it has none; None without such a verb."""
    mark = text[left - 1 : left] if text[left - 1 : left] in (":", ",") else ""
    return mark if text.endswith(_SAID, 0, left - len(mark)) else None


def _only_a_member(text: str, inner: str, row: list[Quotation]) -> bool:
    """Whether the quotation only lists what a numbered phrase behind it names: “为谁创新”“怎么创新”2个问题."""
    if _ASKS.search(inner):
        return len(row) > 1
    if not _NUMBERED.match(text, row[-1].right):
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


# The patterns begin with a plain character, which is looked for at the speed of memory, and look back at the number.
_BROKEN = rf"(?:(?!{_any('substance_break')})[一-鿿])"
# 三大体系, 两大千亿级主导产业: the shortest stretch that ends with a thing of substance.
_GREAT = re.compile(
    rf"大(?<=[一二三四五六七八九十两\d]大)(?!类){_BROKEN}{{0,8}}?(?:{_any('substance')})(?!性|新兴)(?:{_any('substance_more')})?(?!之一|业)"
)
_TENS = frozenset("十两二三四五六七八九0123456789")
_ONES = frozenset("一二三四五六七八九0123456789")
_DIGITS = frozenset("第百千万亿一二三四五六七八九十0123456789")
# 3个根本性问题: only behind a row of quotations or a list, see `members`.
_COUNTED = re.compile(rf"{NUMBER}(?:个|项|条|类|种){_BROKEN}{{0,6}}?(?:{_any('substance')})+")
# 创新、人才、开放三个高地: only where as many items stand before it.
_LISTED = tuple(
    re.compile(rf"{measure}(?<=[两二三四五六七八九十\d]{measure}){_BROKEN}{{0,6}}?(?:{_any('substance_listed')})")
    for measure in "个条"
)
_STRETCH = re.compile(r"[^,。;:!?\n“”‘’()]*$")


def _follows_its_list(text: str, start: int) -> bool:
    stretch = _STRETCH.search(text, max(0, start - _LIST_REACH), start)
    items = stretch.group().count("、") + 1 if stretch else 0
    return items > 1 and items == NUMBERS.get(text[start])


_LIST_REACH = 80


def _unquoted(draft: Draft, text: str, found: list[Quotation]) -> list[Phrase]:
    """Numbered phrases outside quotations: the registry's, and those that number a thing of substance."""
    spans = [(hit.start, hit.end) for hit in draft.hits.all("formulation") if text[hit.end - 2 : hit.end] != "规定"]
    great = ((_number_before(text, match.start()), match.end()) for match in _GREAT.finditer(text))
    spans += [(start, end) for start, end in great if start is not None]
    spans += [match.span() for quotation in found if (match := _counted(text, quotation.right))]
    listed = ((match.start() - 1, match.end()) for measure in _LISTED for match in measure.finditer(text))
    spans += [span for span in listed if _follows_its_list(text, span[0])]
    closed = [(quotation.start, quotation.end) for quotation in found if quotation.end - quotation.start <= WHOLE * 2]
    starts = [start for start, _ in closed]
    out: list[Phrase] = []
    reach = 0
    for a, b in sorted(spans, key=lambda span: (span[0], -span[1])):
        place = bisect_right(starts, a)
        if a >= reach and not any(a < end for _, end in closed[max(0, place - 2) : place]):
            out.append(Phrase(a, a, b, b))
            reach = b
    return out


def _number_before(text: str, place: int) -> int | None:
    """Where the number of one or two characters begins that stands before 大; None for none, ordinals,
    magnitudes and congresses (十九大)."""
    one, two = text[place - 1 : place], text[max(0, place - 2) : place - 1]
    start = place - 2 if two in _TENS and one in _ONES else place - 1 if one in _TENS else None
    if start is None or text[start - 1 : start] in _DIGITS or text[start : place + 1] in _EVENTS:
        return None
    return start


def _counted(text: str, place: int) -> "re.Match[str] | None":
    return _COUNTED.match(text, place) if text[place : place + 1] in _TENS else None
