"""Names of bodies by their endings (X区, X公司, X代表团), cut where they may begin: at the beginning of a line, behind a mark or
a word that stands before names, where a place is named. Which cut is the name is for choice to say."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from luoshi.reader.lines.look import Look
from luoshi.reader.names import body_forms, place_chains
from luoshi.reader.subjects import openers, stops
from luoshi.registry import counties
from luoshi.registry.bodies import Named, places
from luoshi.registry.lexicon import beginning, lexicon, one_of, words

# How far into a line one looks, how long a name and the word in which it ends are, and how often one is printed that nothing
# else shows to begin there.
OPENING = 120
_LONGEST, _LONGEST_ENDING, _FREQUENT = 18, 12, 3
_BREAK, _GRADE = re.compile("[^一-鿿()·]"), re.compile("[区县旗市]")
_TOWN = re.compile("[镇乡](?=[一-鿿]{2,4}?(?:村|社区))")
_MARKS = re.compile("[^一-鿿()]+")
_BRACKET, _IN_BRACKETS = re.compile(r"\([一-鿿、]{2,10}\)"), re.compile(r"\([^)]*\)$")
# 区委, 市政协: an organ of the place that an article does not name there.
_GRADES, _HOUSES = ("省", "市", "区", "县", "州", "旗"), ("委", "政府", "人大", "人大常委会", "政协")
_BY_NAME = ("graded", "organ")
# 某传媒集团|记者: for whom somebody reports is nobody's subject.
REPORTER = re.compile("[全融媒体首席特约]{0,5}(?:记者|通讯员)")
# 某新区|会议中心, 某市|人民礼堂: where people meet, whoever they are.
VENUE = re.compile("(?:(?:国际)?会[议展]中心|(?:人民)?[大小]?礼堂|大?剧院|影剧院|体育馆|宾馆|大?酒店)")
# A new town inside a zone is a body of its own: X新区|Y新城.
PART = re.compile("[一-鿿]{2,3}(?:新城|片区|组团)")
# What stands for its body: X党工委 is X, X高新区管委会 is X高新区.
_ORGANS, _COMMITTEE = ("党工委", "工委", "党委", "党组"), "管委会"
_VILLAGE, _DELEGATION = "村", "代表团"
# 澳门地区|全国政协委员: where a seat is held is no part of the house's name.
_SEATS, _SEAT_ALONE = ("全国人大", "全国政协"), 4
_GOVERNS = re.compile("(?:(?:党工委|工委|管委会|开发办)、?)+$")
# 全区|教育系统
_OURS = re.compile("^[全我][省市区县州](?=[一-鿿]{2,6}系统$)")
# 县十八届|人大常委会, 十四届|全国人大: the number of a term is no part of a name.
_OF_TERM = "第?[一二三四五六七八九十]+届"
_TERM = re.compile(f"(?:^|[省市区县州旗]){_OF_TERM}")


class Cut(NamedTuple):
    """A name, its sort, by what its beginning is known, whether it runs over a word that stands before names, and the city
    with which it begins."""

    name: str
    sort: str
    how: str
    over: bool
    city: Named | None


def cuts(look: Look, whole: list[str]) -> Iterator[Cut]:
    """The names that a line's opening may hold, the shorter ones of an ending first; `whole` are the words of the page."""
    text = look.words[:OPENING]
    endings = list(_endings().finditer(text))
    if not endings:
        return
    cities = {named.start: named for named in look.named if named.sort == "city"}
    words_before = _before()
    said = {found.end(): words_before.kinds[found[0]] for found in words_before.pattern.finditer(text)}
    before = dict.fromkeys([found.end() for found in _MARKS.finditer(text)], "mark") | said
    starts = _starts(look, text, before)
    dateline = openers.LEADS_IN.match(text)
    lead = dateline.end() if dateline else 0
    said_ends = list(said)
    places, breaks = sorted(starts), [-1, *[found.start() for found in _BREAK.finditer(text)]]
    for ending in endings:
        begins, end, sort = ending.start(), ending.end(), ending.lastgroup or "other"
        # 省委|宣讲团来某市: who sends lecturers is not who hears them.
        if text.startswith(stops.TEAM, end) or REPORTER.match(text, end) or VENUE.match(text, end):
            continue
        reach = max(breaks[bisect_right(breaks, begins) - 1] + 1, end - _LONGEST)
        reach = max(reach, lead) if begins >= lead else reach
        begun = places[bisect_left(places, reach) : bisect_right(places, begins)]
        for start in reversed(begun):
            name = text[start:end]
            if not _could_be(name):
                continue
            how = starts[start]
            of_name = "bare" if start == begins else sort_of(name) if sort in _BY_NAME else sort
            if of_name == "graded" and how != "place":
                continue
            next_said = bisect_right(said_ends, start)
            over = next_said < len(said_ends) and said_ends[next_said] <= begins
            yield Cut(name, of_name, how, over, cities.get(start))
            if bracket := _BRACKET.match(look.words, end):
                yield Cut(name + bracket[0], of_name, how, over, None)
        if not begun and (often := _frequent(text, begins, end, whole)) and _could_be(often):
            yield Cut(often, sort, "frequent", False, None)


def sort_of(name: str) -> str:
    """The sort of a body by its name: province, city, county, or what its ending tells."""
    if place := places().get(name):
        return "city" if place.city else "province"
    if name in counties.counties():
        return "county"
    if name.startswith(_GRADES) and name.endswith(_HOUSES):
        return "own"
    sort = _sort_of_last(name)
    return "district" if sort == "graded" and _is_district(name) else sort


def _is_district(name: str) -> bool:
    """Whether a name is a city's and its district's: 杭州市云溪区."""
    return any(name[size:] in counties.counties() for size in (2, 3, 4) if name[:size] in places())


def whole_body(name: str) -> str:
    """The body whose party group or branch a name is, or its committee of some term: X学院党总支 is X学院, 十五届区委 is 区委; a zone for
    its committees: X试验区党工委管委会."""
    governed = _GOVERNS.sub("", name)
    return governed if governed.endswith(body_forms.parks()) else _branch().sub("", name)


@cache
def _branch() -> "re.Pattern[str]":
    return re.compile(f"^(?:中共|{_OF_TERM})|(?<=..){one_of(lexicon('subjects', 'words')['branch']['party'])}$")


def told_as(name: str) -> str:
    """The name by which a body is told: without the province before it, or 全区 before a line of work."""
    return place_chains.below_province(_OURS.sub("", name))


def place_of(name: str) -> str:
    """The place whose committee or government a name is, by its usual name: X市委 is X. Another name as it is."""
    body = name.removesuffix("委").removesuffix("政府").removesuffix("人民")
    if len(body) > 1 and (place := places().get(body)):
        return place.city or place.province
    return body if body in counties.counties() else name


def _could_be(name: str) -> bool:
    """Whether words from a beginning to an ending could name one body."""
    if (
        len(name) == 1
        or name == _DELEGATION
        or (len(name) > _SEAT_ALONE and name.endswith(_SEATS))
        or _TERM.search(name)
        or name.endswith(_ORGANS)
        or name.count("(") != name.count(")")
        or not body_forms.is_name(name)
    ):
        return False
    if name.endswith(_VILLAGE):
        return body_forms.is_village(name)
    if name.endswith(_COMMITTEE):
        body = name.removesuffix(_COMMITTEE)
        return len(body) > 1 and not body.endswith(body_forms.parks())
    if name.endswith(words("subjects")["no_name"]):
        return False
    return name not in _HOUSES


def _starts(look: Look, text: str, before: dict[int, str]) -> dict[int, str]:
    """Where names may begin, and by what that is known; none inside the name of a listed body. `before` are the ends of marks
    and words that stand before names."""
    starts = {0: "line"} | before
    for named in look.named:
        starts[named.start] = "place"
        starts[named.end] = "under" if named.sort in openers.AREAS else "part"
    for grade in _GRADE.finditer(text):
        if name := counties.ending_at(text, grade.end()):
            starts[grade.end() - len(name)] = "place"
            starts[grade.end()] = "under"
    for town in _TOWN.finditer(text):
        starts[town.end()] = "under"
    for start, end in _wholes(look, text):
        for inside in range(start + 1, end):
            starts.pop(inside, None)
    return starts


def _wholes(look: Look, text: str) -> Iterator[tuple[int, int]]:
    """Where no name begins but at the start: the names of listed bodies, and what departments of two fields are called
    (工业和|信息化局)."""
    for named in look.named:
        yield named.start, named.end
    if "和" in text or "与" in text:
        for found in body_forms.fields().finditer(text):
            yield found.span()


def _frequent(text: str, start: int, end: int, whole: list[str]) -> str | None:
    """The longest name of an ending that a page prints some times."""
    name: str | None = None
    while start and end - start < _LONGEST and not _BREAK.match(text, start - 1):
        start -= 1
        if sum(each.count(text[start:end]) for each in whole) < _FREQUENT:
            break
        name = text[start:end]
    return name


@cache
def _endings() -> "re.Pattern[str]":
    behind = {sort: one_of(found) for sort, found in lexicon("subjects", "words")["not_behind"].items()}
    groups = "|".join(
        f"(?P<{sort}>{one_of(endings)})(?!{behind.get(sort, behind['other'])})" for sort, endings in _sorts().items()
    )
    return re.compile(beginning(word for endings in _sorts().values() for word in endings) + f"(?:{groups})")


def _sort_of_last(name: str) -> str:
    """The sort of the longest word in which a name ends, a second name in brackets left aside."""
    body, known = _IN_BRACKETS.sub("", name) if name.endswith(")") else name, _sort_of_ending()
    for start in range(max(0, len(body) - _LONGEST_ENDING), len(body)):
        if sort := known.get(body[start:]):
            return sort
    return "other"


@cache
def _sort_of_ending() -> dict[str, str]:
    return {word: sort for sort, endings in reversed(_sorts().items()) for word in endings}


@cache
def _sorts() -> dict[str, list[str]]:
    """What names end in, by the sort of body."""
    kinds = lexicon("bodies", "words")["kind"]
    return {
        sort: [*(word for word in kinds.get(sort, []) if not word.startswith(_GRADES)), *endings]
        for sort, endings in lexicon("subjects", "words")["sort"].items()
    }


class _Before(NamedTuple):
    """What finds the words and verbs that stand before names, and which of the two each is."""

    pattern: "re.Pattern[str]"
    kinds: dict[str, str]


@cache
def _before() -> _Before:
    table = lexicon("subjects", "words")["before"]
    return _Before(
        re.compile(one_of([*table["verb"], *table["word"]])),
        {**dict.fromkeys(table["word"], "word"), **dict.fromkeys(table["verb"], "verb")},
    )
