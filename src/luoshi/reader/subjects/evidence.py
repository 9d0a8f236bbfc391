"""What speaks for a body as the one that a page is about: where title and paragraphs name it, what it does there, how often,
and beside which other names. Each piece of evidence is a name; what it weighs is learned (see choice).

The names come in groups that hang on few things at once, so that a group is made, and weighed, once for all that are alike.
"""

import re
from bisect import bisect
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from luoshi.reader.lines.headings import OFFICE
from luoshi.reader.lines.look import Look
from luoshi.reader.subjects import openers
from luoshi.reader.subjects.candidates import Candidate
from luoshi.reader.subjects.own_grade import compared
from luoshi.reader.weighed import Names
from luoshi.registry.bodies import link
from luoshi.registry.lexicon import beginning, one_of, words

_SHARES, _COUNTS, _PLACES, _SIZES = (
    (0.01, 0.2, 0.35, 0.5, 0.75),
    (1, 2, 3, 5, 9),
    (1, 8, 20, 50, 100),
    (2, 3, 4, 6, 9, 13),
)
_THERE = re.compile("(?:在|赴|到|走进|来到|深入|前往|参加|邀请|特邀|向)[^,。;“”]{0,4}$")
# 传达学习X省委常委会会议精神, 落实X市委部署: its words are taken up, it does nothing here.
_TAKEN_UP = re.compile("(?:传达|学习|贯彻|落实|听取|收看|借鉴|对标)[^ ,。精神]{0,5}$")
_SESSION = re.compile("第?[一二三四五六七八九十]{1,3}次会议")
_OFFICE = re.compile(f"[^,。;召举]{{0,14}}?{beginning(OFFICE.split('|'))}(?:{OFFICE})(?!团)")
# X镇3月18日上午召开, X局近日举行: the day between a body and what it does.
_DAY = "(?:20\\d\\d年)?\\d{1,2}月\\d{1,2}日(?:至\\d{1,2}日)?(?:[上下]午|晚上?|早晨)?,?|\\d{1,2}日(?:[上下]午|晚上?|早晨)?,?|[今昨][天日](?:[上下]午)?|日前|近日|连日来|近期"
# 某某栏目| or the number of a term may stand before the first name.
_COLUMN = re.compile("(?:^|.*[|】])\\s*(?:第?[一二三四五六七八九十]+届)?$")
# The text begins with the name, and something is held or learned in its first sentence.
_OPENS = "opens"
# Who is sent to lecture is not whom the lecture is about.
_TEAM = "team"
# Inside a longer name only, and inside one before it stands by itself.
_COVERED, _BEFORE = "covered", "covered before"
_BY_SORT = ("only inside", "through a park", "page")
_LISTED = ("、", "和", "与")
_NEAR, _LONGEST_BEFORE = 3, 10

# Without any of these nothing says that a page is about a body: it is only named.
_SAYS_SO = frozenset(
    [
        *("titled", "acts", "acts by organ", "office", "again", "opens"),
        *("1*acts", "1*acts by organ", "2*acts", "2*acts by organ"),
        *("found:acting", "found:zone", "found:all", "found:called", "found:organ", "found:own", "found:voice"),
        *("found:short", "found:page", "found:governed", "found:own grade"),
    ]
)

# Of a body whose words are taken up these say that it acts, too.
_WORDS_TAKEN_UP, _IN_ITSELF = "taken up", frozenset(["titled", "again", "found:acting"])


def says_so(groups: list[Names]) -> bool:
    """Whether there is evidence that a page is about a body, and not only names it or takes up what it said."""
    names = {name for group in groups for name in group}
    if _WORDS_TAKEN_UP in names and not names & _IN_ITSELF:
        return False
    return not _SAYS_SO.isdisjoint(names)


class _Opening(NamedTuple):
    """The first of the opening paragraphs that has a name, where in it, what the name does there, and whether a list goes on."""

    paragraph: int | None
    place: int
    told: Names
    listed: bool


class Printed(NamedTuple):
    """The words of a page, made ready once for all candidates: `begins` is where the opening paragraphs' own words begin,
    `around` what stands around title and text, `grade` that of the page's own place."""

    front: list[str]
    texts: list[str]
    begins: list[int]
    around: str
    grade: str


def printed(front: list[Look], texts: list[Look], page: list[Look], grade: str = "") -> Printed:
    """The words of title, running text and what stands around both."""
    return Printed(
        [look.words for look in front],
        [look.words for look in texts],
        [openers.begins_at(look) for look in texts[:_NEAR]],
        "\n".join([look.words for look in page]),
        grade,
    )


def evidence(each: Candidate, every: list[Candidate], page: Printed) -> Iterator[Names]:
    """The names of what speaks for or against a candidate, in groups."""
    name, sort, texts = each.name, each.sort, page.texts
    longer, holds, through = [], False, False
    for other in every:
        if other is each:
            continue
        if name in other.name:
            longer.append(other.name)
        elif other.name in name:
            holds = True
            through = through or (other.sort == "park" and name.startswith(other.name))
    yield _found(frozenset(each.found), sort, bisect(_SIZES, len(name)), name.endswith(")"))
    titled = _of_title(name, longer, page.front)
    yield _titled(titled, sort)
    opening = _of_texts(name, sort, longer, page)
    yield _first(*opening, sort)
    counts = [words.count(name) for words in texts]
    count, named_in = sum(counts), len(counts) - counts.count(0)
    only_inside = bool(longer) and count <= max(sum([words.count(long) for words in texts]) for long in longer)
    again = named_in > 1 or (count > 1 and _COVERED not in opening.told)
    yield _often(bisect(_SHARES, named_in / (len(counts) or 1)), bisect(_COUNTS, count), again, sort)
    beside = (
        ("inside", bool(longer)),
        ("only inside", only_inside),
        ("holds", holds),
        ("through a park", through),
        ("page", name in page.around),
        ("linked", link(name) is not None),
        ("nowhere", not count and not titled),
    )
    yield _beside(tuple([told for told, holding in beside if holding]), sort)
    yield compared(page.grade, name, sort)


@cache
def _found(found: frozenset[str], sort: str, size: int, bracketed: bool) -> Names:
    """How the name was found, what sort of body it is, how long, and whether a second name stands behind it in brackets."""
    names = (*(f"found:{how}" for how in sorted(found)), f"sort:{sort}", f"size:{size}")
    return (*names, "bracketed") if bracketed else names


@cache
def _titled(titled: Names, sort: str) -> Names:
    """What the title does with the name."""
    return tuple(name for told in titled or ("untitled",) for name in (told, f"{told}*{sort}"))


@cache
def _first(paragraph: int | None, place: int, told: Names, listed: bool, sort: str) -> Names:
    """What the first of the opening paragraphs that has the name does with it."""
    if paragraph is None:
        return ("first:None",)
    at = f"{paragraph}*" if paragraph else ""
    names = [f"first:{paragraph}", f"{at}place:{place}"]
    for each in told:
        names += [f"{at}{each}", f"{at}{each}*{sort}"]
        if each.startswith("acts"):
            names.append(f"{at}{each}*place:{place}")
    return (*names, "listed") if listed else tuple(names)


@cache
def _often(share: int, count: int, again: bool, sort: str) -> Names:
    """In how many paragraphs the name stands, how often, and whether it is said again."""
    names = f"share:{share}", f"share:{share}*{sort}", f"count:{count}"
    return (*names, "again") if again else names


@cache
def _beside(told: Names, sort: str) -> Names:
    """Whether the name stands inside longer ones or holds others, in the page around the text, in the registry."""
    return (*told, *(f"{each}*{sort}" for each in told if each in _BY_SORT))


def _of_title(name: str, longer: list[str], front: list[str]) -> Names:
    out = []
    for line in front:
        start = _by_itself(name, longer, line)
        if start < 0:
            if name in line:
                out.append("titled inside")
            continue
        end = start + len(name)
        out.append("titled")
        if _COLUMN.match(line, 0, start):
            out.append("titled first")
            if line[end : end + 1] in (":", " ", ","):
                out.append("titled colon")
        out.extend([f"titled {told}" for told in _told(line, start, end)])
    return tuple(dict.fromkeys(out))


def _of_texts(name: str, sort: str, longer: list[str], page: Printed) -> "_Opening":
    """The first opening paragraph that has the name by itself, else inside a longer one, where in it the name stands, what it
    does there, and whether others follow in a list."""
    texts = page.texts[:_NEAR]
    holding = [number for number, text in enumerate(texts) if name in text]
    for number in holding:
        text = texts[number]
        start = _by_itself(name, longer, text)
        if start >= 0:
            end = start + len(name)
            place = bisect(_PLACES, start - page.begins[number])
            told = tuple(_told(text, start, end))
            if number > holding[0] or text.find(name) < start:
                told = (*told, _BEFORE)
            listed = text.startswith(_LISTED, end)
            goes_on = listed or text.startswith("“", end)
            if number == place == 0 and not goes_on and sort != _TEAM and _opens_act(text, end):
                told = (*told, _OPENS)
            return _Opening(number, place, told, listed)
    if holding:
        number = holding[0]
        place = bisect(_PLACES, texts[number].find(name) - page.begins[number])
        return _Opening(number, place, (_COVERED,), False)
    return _Opening(None, 0, (), False)


def _by_itself(name: str, longer: list[str], text: str) -> int:
    """Where a name first stands that is not part of a longer one, nor of a paper's; -1 where it never does."""
    start = text.find(name)
    while start >= 0:
        inside = any(text.startswith(long, begins) for long in longer if (begins := start - long.find(name)) >= 0)
        if not inside and not text.startswith(words("bodies")["papers"], start + len(name)):
            return start
        start = text.find(name, start + 1)
    return -1


def _told(words: str, start: int, end: int) -> Iterator[str]:
    """What a name at [start, end) does: it acts, itself or by its organ, somebody is there, its officer is named. Of the session
    of a house (全国人大|四次会议) it is only the name."""
    if _SESSION.match(words, end):
        yield "in session"
        return
    if _TAKEN_UP.search(words, max(0, start - _LONGEST_BEFORE), start):
        yield _WORDS_TAKEN_UP
        return
    if acts := _acts().match(words, end):
        yield "acts by organ" if acts["organ"] else "acts"
    if _THERE.search(words, max(0, start - _LONGEST_BEFORE), start):
        yield "there"
    if _OFFICE.match(words, end):
        yield "office"


def _opens_act(words: str, end: int) -> bool:
    return _act().search(words, end, words.find("。", end) + 1 or len(words)) is not None


@cache
def _act() -> "re.Pattern[str]":
    return re.compile(one_of([*words("subjects")["acts"], *words("bodies")["act"]]))


@cache
def _acts() -> "re.Pattern[str]":
    organ = one_of([*words("bodies")["organ"], *words("subjects")["for_it"]])
    verbs = one_of([*words("subjects")["acts"], *words("bodies")["act"]])
    meeting = "[^,。;]{0,20}?会议?在[^,。;]{1,20}?(?:召开|举行)"
    return re.compile(
        rf"的?(?P<organ>{organ}*)(?:在[一-鿿]{{1,8}}?)?(?:于[^,。]{{1,8}}?)?[^,。;一-鿿]*(?:{_DAY})?{verbs}|{meeting}"
    )
