"""Phrases without quotation marks: the registry's, those that number a thing of substance, and names quoted elsewhere."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise

from luoshi.reader.draft import Draft
from luoshi.reader.phrases.known import EVENTS, NUMBER, NUMBERS, UNMISTAKABLE, Phrase
from luoshi.reader.phrases.quotations import Quotation
from luoshi.registry.lexicon import either

_BRAND = 4
_CLOSED_AT_MOST = 52  # a longer quotation is running text, in which phrases stand


# The patterns begin with a plain character, which is looked for at the speed of memory, and look back at the number.
_BROKEN = rf"(?:(?!{either('formulations', 'substance_break')})[一-鿿])"
# 三大体系, 两大千亿级主导产业: the shortest stretch that ends with a thing of substance.
_GREAT = re.compile(
    rf"大(?<=[一二三四五六七八九十两\d]大)(?!类){_BROKEN}{{0,8}}?{either('formulations', 'substance')}(?!性|新兴){either('formulations', 'substance_more')}?(?!之一|业)"
)
_TENS = frozenset("十两二三四五六七八九0123456789")
_ONES = frozenset("一二三四五六七八九0123456789")
_DIGITS = frozenset("第百千万亿一二三四五六七八九十0123456789")
# 3个根本性问题: only behind a row of quotations or a list, see `members`.
_COUNTED = re.compile(rf"{NUMBER}(?:个|项|条|类|种){_BROKEN}{{0,6}}?{either('formulations', 'substance')}+")
# “谁来干”“怎么干”两个问题
_QUESTIONS = re.compile("个问题(?<=[两二三四五六七八九]个问题)")
# 创新、人才、开放三个高地: only where as many items stand before it.
_LISTED = tuple(
    re.compile(
        rf"{measure}(?<=[两二三四五六七八九十\d]{measure}){_BROKEN}{{0,6}}?{either('formulations', 'substance_listed')}"
    )
    for measure in "个条项件"
)
# 五级联动, and figures of speech that are counted where what they count is told: 三篇文章。一是….
_TOLD = "(?=[。,:;,]?(?:一是|一要|即|第一|首先|分别))"
_FIGURES = tuple(
    re.compile(rf"{measure}(?<=[两二三四五六七八九十]{measure}){noun}")
    for measure, noun in (
        ("级", "联动"),
        ("篇", rf"大?文章{_TOLD}"),
        ("张", rf"[王金]?(?:牌|名片){_TOLD}"),
        ("场", rf"硬仗{_TOLD}"),
    )
)
_ITEMS = re.compile(
    "项(?<=[两二三四五六七八九十]项)(?:(?:重点|重大|主要|核心|标志性)?(?:任务|行动|工程|举措|计划)|(?:重点|重大)(?:工作|要求))"
)
_STRETCH = re.compile(r"[^,。;:!?\n“”‘’()]*$")


def _follows_its_list(text: str, start: int) -> bool:
    stretch = _STRETCH.search(text, max(0, start - _LIST_REACH), start)
    items = stretch.group().count("、") + 1 if stretch else 0
    return items > 1 and items == NUMBERS.get(text[start])


_LIST_REACH = 80


def _follows_its_row(text: str, start: int, found: list[Quotation]) -> bool:
    """Whether a number counts the quotations that stand before it: “甲”“乙”两个问题."""
    count = NUMBERS.get(text[start], 0)
    last = bisect_right(found, start, key=lambda quotation: quotation.right)
    row = found[max(0, last - count) : last]
    beside = [text[a.right : b.left] in ("", "、") for a, b in pairwise(row)]
    return 1 < count == len(row) and row[-1].right == start and all(beside)


def unquoted(draft: Draft, found: list[Quotation]) -> list[Phrase]:
    """Numbered phrases outside quotations: the registry's, and those that number a thing of substance."""
    text = draft.flow.text
    spans = [(hit.start, hit.end) for hit in draft.hits.all("formulation") if text[hit.end - 2 : hit.end] != "规定"]
    great = ((_number_before(text, match.start()), match.end()) for match in _GREAT.finditer(text))
    spans += [(start, end) for start, end in great if start is not None]
    spans += [match.span() for quotation in found if (match := _counted(text, quotation.right))]
    questions = ((match.start() - 1, match.end()) for match in _QUESTIONS.finditer(text))
    spans += [span for span in questions if _follows_its_row(text, span[0], found)]
    listed = ((match.start() - 1, match.end()) for measure in _LISTED for match in measure.finditer(text))
    spans += [span for span in listed if _follows_its_list(text, span[0])]
    spans += [
        (match.start() - 1, match.end())
        for pattern in (_ITEMS, *_FIGURES)
        for match in pattern.finditer(text)
        if text[match.start() - 2] not in _DIGITS
    ]
    closed = [
        (quotation.start, quotation.end) for quotation in found if quotation.end - quotation.start <= _CLOSED_AT_MOST
    ]
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
    if start is None or text[start - 1 : start] in _DIGITS or text[start : place + 1] in EVENTS:
        return None
    return start


def _counted(text: str, place: int) -> "re.Match[str] | None":
    return _COUNTED.match(text, place) if text[place : place + 1] in _TENS else None


def repeated(draft: Draft, found: list[Phrase]) -> list[Phrase]:
    """Names that the section quotes once and then uses without marks: the brand of an activity, a team, a project."""
    text, section_at = draft.flow.text, draft.flow.section_at
    names: dict[str, set[str | None]] = {}
    for phrase in found:
        if phrase.left < phrase.start and phrase.end - phrase.start >= _BRAND:
            name = text[phrase.start : phrase.end]
            if name not in UNMISTAKABLE:  # those are found without marks wherever they stand
                for part in (name, *_parts(name)):
                    names.setdefault(part, set()).add(section_at(phrase.start))
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


def _parts(name: str) -> list[str]:
    """The parts of a phrase of several numbers, which are used alone, too: 三中心, 三高地."""
    return _PART.findall(name) if name[0] in _TENS and _PARTS.fullmatch(name) else []


_PART = re.compile(r"[两二三四五六七八九十][^一二三四五六七八九十两、,\d]{2,3}")
_PARTS = re.compile(rf"(?:{_PART.pattern}){{2,}}")


def _places(text: str, words: str) -> Iterator[int]:
    """Where the words stand in the text."""
    place = text.find(words)
    while place >= 0:
        yield place
        place = text.find(words, place + 1)
