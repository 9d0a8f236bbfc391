"""Set phrases in the flow: which quotations are phrases, and numbered phrases without quotation marks.

A quotation is a phrase unless its words or its neighbours show something else: speech, a title, a topic, a place, an
attribute, an ordinary word, an industry. Not for counts and members: see `members`.
"""

import re
from bisect import bisect_right
from collections.abc import Container
from functools import lru_cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

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

_EVENTS = frozenset(key(name) for event in registry().events for name in (*event.aliases, *event.generic))
NUMBERS = {char: n for n, char in enumerate("零一二三四五六七八九十")} | {"两": 2, "双": 2}
NUMBERS |= {str(n): n for n in range(10)}
NUMBER = r"(?:十[一二三四五六七八九]?|[两二三四五六七八九]|\d{1,2})"
_PLAN = re.compile(
    r"(?:[一二三四五六七八九十]+|\d+)五(?:规划|时期|期间|末|纲要|计划)?$|(?:19|20)\d\d年?$|[一二三四]季度$|[上下]半年$"
)
_SENTENCE = re.compile(
    r"[。!?;:《》…]|^(?:深入)?学习.*精神$|[了吗呢啊嘛]$|.{7}吧$|^(?:我|你|他|她|它|咱|大家|这|那).{9}"
)
_DOCUMENT = re.compile(r"(?:规划|条例|办法|意见|通知|纲要|法律)$")
_ATTRIBUTE = re.compile(rf"[^、]{{1,3}}(?:{_any('attribute_end')})$")
_PERSON = re.compile(r".{1,2}[员者]$")
_TITLED = re.compile(rf"(?:{_any('titled')})$")
_SAID = re.compile(rf"(?:{_any('said')})(?P<mark>[:,]?)$")
_TOPIC = re.compile(rf"等?(?:{_any('topic')})")
_LECTURE = re.compile(
    "(?:为主?题)?,?(?:[作讲]了?|进行了?)[一-鿿]{0,5}?(?:报告|辅导|讲座|授课|宣讲|发言|阐述|讲解|演讲|党课)"
)
_VENUE = re.compile(rf"(?:{_any('venue')})|[一-鿿]{{1,3}}(?:{'|'.join(v for v in _WORDS['venue'] if len(v) > 3)})")
_ASKS = re.compile("什么|怎么|如何|为谁|谁来|哪里|多少")
_NUMBERED = re.compile(rf"等?的?[“「]?(?:{NUMBER}(?:大|个|项|条|类)|\d+(?:\+\d+)*[”」])")
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
    for row in rows(text, found):
        for quotation in row:
            inside = out and quotation.right <= out[-1].right
            if not inside and _is_phrase(text, quotation, row, industries):
                out.append(Phrase(*quotation))
    out += _unquoted(draft, text, found)
    out += _repeated(draft, out)
    return sorted(out)


def _repeated(draft: Draft, found: list[Phrase]) -> list[Phrase]:
    """Names that the section quotes once and then uses without marks: the brand of an activity, a team, a project."""
    text = draft.flow.text
    names: dict[str, set[str | None]] = {}
    for phrase in found:
        if phrase.left < phrase.start and phrase.end - phrase.start >= _BRAND:
            names.setdefault(text[phrase.start : phrase.end], set()).add(draft.flow.section_at(phrase.start))
    if not names:
        return []
    taken = {place for phrase in found for place in range(phrase.left, phrase.right)}
    listed = list(names)
    automaton = AhoCorasick(listed, matchkind=MatchKind.LeftmostLongest)
    return [
        Phrase(a, a, b, b)
        for name, a, b in automaton.find_matches_as_indexes(text)
        if a not in taken and draft.flow.section_at(a) in names[listed[name]]
    ]


def _is_phrase(text: str, quotation: Quotation, row: list[Quotation], industries: Container[str]) -> bool:
    inner = text[quotation.start : quotation.end].strip()
    if not inner or _PLAN.match(inner) or inner in _SCARE or _names_a_topic(text, row):
        return False
    if _only_a_member(text, inner, row):
        return False
    if inner in _STOCK or key(inner) in KNOWN:
        return True
    if (
        key(inner) in _EVENTS
        or len(inner) == 1
        or inner in industries
        or _DOCUMENT.search(inner)
        or _VENUE.match(text, quotation.right)
    ):
        return False
    if _ATTRIBUTE.match(inner) or _PERSON.match(inner) or _SENTENCE.search(inner):
        return False
    return _short_enough(inner, _SAID.search(text, max(0, row[0].left - 6), row[0].left))


def _names_a_topic(text: str, row: list[Quotation]) -> bool:
    left = row[0].left
    right = row[-1].right
    return bool(
        _TITLED.search(text, max(0, left - 5), left) or _TOPIC.match(text, right) or _LECTURE.match(text, right)
    )


def _only_a_member(text: str, inner: str, row: list[Quotation]) -> bool:
    """Whether the quotation only lists what a numbered phrase behind it names: “为谁创新”“怎么创新”2个问题."""
    if _ASKS.search(inner):
        return len(row) > 1
    if not _NUMBERED.match(text, row[-1].right):
        return False
    return "、" in inner or (len(row) > 1 and not _NAMED.search(inner))


def _short_enough(inner: str, said: "re.Match[str] | None") -> bool:
    """Whether the words are as short as phrases are; what somebody says has to be shorter still."""
    if said and said["mark"] == ":":
        return False
    clauses = inner.split(",")
    if len(clauses) > 1:
        return all(len(clause) <= CLAUSE for clause in clauses) and not said
    longest = max(map(len, inner.split("、")))
    return longest <= (SPOKEN if said else WHOLE)


# 三大体系, 两大千亿级主导产业: the shortest stretch that ends with a thing of substance.
_GREAT = re.compile(
    rf"[十两二三四五六七八九\d][一二三四五六七八九\d]?大(?!类)(?:(?!{_any('substance_break')})[一-鿿]){{0,8}}?"
    rf"(?:{_any('substance')})(?!性|新兴)(?:{_any('substance_more')})?(?!之一|业)"
)
_DIGITS = frozenset("第百千万亿一二三四五六七八九十0123456789")
# 3个根本性问题: only behind a row of quotations or a list, see `members`.
_COUNTED = re.compile(
    rf"[”」](?P<phrase>{NUMBER}(?:个|项|条|类|种)(?:(?!{_any('substance_break')})[一-鿿]){{0,6}}?(?:{_any('substance')})+)"
)


# 创新、人才、开放三个高地: only where as many items stand before it.
_LISTED = re.compile(
    rf"[两二三四五六七八九十\d](?:个|条)(?:(?!{_any('substance_break')})[一-鿿]){{0,6}}?(?:{_any('substance_listed')})"
)
_STRETCH = re.compile(r"[^,。;:!?\n“”‘’()]*$")


def _follows_its_list(text: str, match: "re.Match[str]") -> bool:
    stretch = _STRETCH.search(text, max(0, match.start() - _LIST_REACH), match.start())
    items = stretch.group().count("、") + 1 if stretch else 0
    return items > 1 and items == NUMBERS.get(text[match.start()])


_LIST_REACH = 80


def _unquoted(draft: Draft, text: str, found: list[Quotation]) -> list[Phrase]:
    """Numbered phrases outside quotations: the registry's, and those that number a thing of substance."""
    spans = [(hit.start, hit.end) for hit in draft.hits.all("formulation") if text[hit.end - 2 : hit.end] != "规定"]
    spans += [match.span() for match in _GREAT.finditer(text) if text[match.start() - 1 : match.start()] not in _DIGITS]
    spans += [match.span("phrase") for match in _COUNTED.finditer(text)]
    spans += [match.span() for match in _LISTED.finditer(text) if _follows_its_list(text, match)]
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
