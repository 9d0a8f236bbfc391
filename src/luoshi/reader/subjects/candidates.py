"""Whom a page could be about: the bodies that its title and first paragraphs name, by lists, by what
they do and by the endings of their names. Which of them it is: see choice."""

import re
from collections.abc import Iterator

from luoshi.model.records import Entity
from luoshi.reader.lines.look import Look
from luoshi.reader.names import body_forms
from luoshi.reader.subjects import governing, openers, own_place, voices
from luoshi.reader.subjects.name_cuts import OPENING, PART, REPORTER, VENUE, cuts, place_of, sort_of, whole_body
from luoshi.reader.subjects.own_grade import OWN, ZONE, stands_above
from luoshi.registry import counties
from luoshi.registry.bodies import Named
from luoshi.registry.lexicon import words

# In how many paragraphs one looks for names, and in how many for who acts; where clauses begin.
_PARAGRAPHS, _ACTING = 2, 2
_CLAUSE = re.compile(r"[。,;!?:](?=[一-鿿\d])")
_SHORT = (2, 3)
# What a place does at the beginning of a report.
_ACTS = re.compile("召开|举行|举办|传达学习|全面传达|迅速|掀起|各级|广大")
_OWN = re.compile(f"{OWN}[市区县省州镇校院]")
_STAND_FOR = ("委", "政府")
_OF_ITS_ORGAN = ("委", "政", "人", "长")
# 全国人大|代表, 全国政协|委员 is somebody's seat.
_SEAT = re.compile("代表(?!团|大会)|委员(?!会)")
# 政协第十四届全国委员会 is told as 全国政协.
_TERM = "届"
# The centre's own organs, and the ministries.
_LISTED = {"organ": "centre", "ministry": "ministry"}
_CALLED = (
    ("zone", body_forms.zone),
    ("all", body_forms.all_zones),
    ("called", body_forms.called),
    ("organ", body_forms.organ),
)


class Candidate(Entity):
    """A body that a page could be about: its name, the line that names it first, its sort, and how its name was found."""

    name: str
    look: Look
    sort: str
    named: Named | None
    found: set[str]


class _Pool:
    """The candidates by name, in the order in which they are named."""

    def __init__(self) -> None:
        self.by_name: dict[str, Candidate] = {}

    def add(self, name: str, look: Look, how: str, sort: str = "", named: Named | None = None) -> None:
        """Add a name, or how else one was found that is known."""
        name = whole_body(name)
        if name.endswith(_STAND_FOR):
            name = place_of(name)
        known = self.by_name.get(name)
        if known is None:
            self.by_name[name] = Candidate(name, look, sort or sort_of(name), named, {how})
            return
        known.found.add(how)
        if known.named is None:
            known.named = named


def candidates(front: list[Look], texts: list[Look], page: list[Look], grade: str = "") -> list[Candidate]:
    """The candidates of a page, in the order in which they are named; `grade` is that of the page's own place."""
    pool = _Pool()
    whole = [look.words for look in (*front, *texts)]
    for look in (*front, *texts[:_PARAGRAPHS]):
        _listed(look, whole, pool)
        for name, sort, how, over, city in cuts(look, whole):
            pool.add(name, look, how, sort, city)
            if over:
                pool.add(name, look, "over a word")
        for name in _short_counties(look, whole):
            pool.add(name, look, "short", "county")
        if own := _OWN.search(look.words, 0, OPENING):
            pool.add(own[0], look, "own", "bare")
    for look in texts[:_PARAGRAPHS]:
        if voice := voices.voice(look):
            pool.add(voice.subject, look, "voice", named=voice.named)
    for look in (*front, *texts[:_ACTING]):
        if body := _acting(look):
            pool.add(body, look, "acting")
    _called(texts, pool)
    _around(page, pool)
    if grade not in ("", ZONE) and texts and (place := own_place.of_grade(grade, [*front, *texts, *page])):
        pool.add(place, texts[0], "own grade")
    return [
        each
        for each in pool.by_name.values()
        if not stands_above(grade, each.sort) and (each.sort != "county" or not _behind_city(each.name, pool, whole))
    ]


def _around(page: list[Look], pool: _Pool) -> None:
    """The zones and parks that are named around the text."""
    for look in page:
        for named in look.named:
            if named.sort in openers.PARKS:
                pool.add(named.words, look, "page", named=named)


def _called(texts: list[Look], pool: _Pool) -> None:
    """What an article calls its own body all along (高新区, 学校), and the place whose officer is at work in it."""
    words = [look.words for look in texts]
    place = governing.governed(texts)
    if place:
        pool.add(place.subject, place.look, "governed")
    for how, find in _CALLED:
        if name := find(words):
            pool.add(name, texts[0], f"{how} visited" if place else how, "bare")


def _listed(look: Look, whole: list[str], pool: _Pool) -> None:
    """The bodies of a line that lists hold; a place under each name by which the page prints it (湖北, 湖北省)."""
    for named in look.named:
        if named.start >= OPENING:
            break
        if named.words in words("bodies")["press"] or _SEAT.match(look.words, named.end):
            continue
        if REPORTER.match(look.words, named.end) or VENUE.match(look.words, named.end):
            continue
        if named.sort in openers.PARKS and PART.match(look.words, named.end):
            continue  # 某新区|某新城 meets: the part of the zone, not the zone
        name = named.name if _TERM in named.words else openers.place_of(named, look)
        pool.add(name, look, "listed", _LISTED.get(named.sort, ""), named)
        for name in _names_of(named):
            if name != named.words and any(_printed(name, each) for each in whole):
                pool.add(name, look, "usual", named=named)


def _printed(name: str, text: str) -> bool:
    """Whether a text has a name that is not part of its committee's, government's or officer's: X省|委."""
    start = text.find(name)
    while start >= 0:
        if not text.startswith(_OF_ITS_ORGAN, start + len(name)):
            return True
        start = text.find(name, start + 1)
    return False


def _names_of(named: Named) -> tuple[str, ...]:
    if named.sort not in openers.AREAS:
        return (named.name,)
    return named.name, named.name + ("市" if named.sort == "city" else "省")


def _acting(look: Look) -> str | None:
    """The first body of a line that acts at the beginning of a clause: 市政府机关党组召开 …"""
    for start in (0, *[clause.end() for clause in _CLAUSE.finditer(look.words, 0, OPENING)]):
        date = openers.DATED.match(look.words, start)
        if body := body_forms.acting(look.words, date.end() if date else start):
            return body
    return None


def _short_counties(look: Look, whole: list[str]) -> Iterator[str]:
    """A county or district under its short name, before a colon or where it acts: X: …, 日前,X召开全区党政干部大会."""
    for start, headed in ((0, True), (openers.begins_at(look), False)):
        for size in _SHORT:
            end = start + size
            shown = look.words.startswith(":", end) if headed else _ACTS.match(look.words, end)
            name = counties.of_short(look.words[start:end]) if shown else None
            if name:
                yield name if headed or any(name in each for each in whole) else look.words[start:end]


def _behind_city(county: str, pool: _Pool, whole: list[str]) -> bool:
    """Whether a district is named only behind its city, so that this is its name."""
    districts = [each.name for each in pool.by_name.values() if each.sort == "district" and each.name.endswith(county)]
    return any(all(each.count(county) == each.count(name) for each in whole) for name in districts)
