"""The place of a body that an article calls only by its grade (区委, 市政府, 高新区): the one of that grade that the article names.

A subject has the words that are printed: 商洛 or 商洛市, whichever the article uses; a bare 高新区 stays one, and only its
link tells of which city.
"""

import re
from collections import Counter

from luoshi.reader.lines.headings import Heading
from luoshi.reader.lines.look import Look
from luoshi.reader.names import body_forms, place_chains
from luoshi.reader.subjects.own_grade import OWN
from luoshi.registry import bodies, counties
from luoshi.registry.bodies import Named, link, places

# 区委 and 我区 stand for the place; another organ or bureau is the place's own.
_GRADED = re.compile("[我全]?(?P<grade>自治区|区(?=党委)|[省市区县旗州])(?P<organ>[一-鿿]{0,12})")
_ZONES = ("高新区", "经开区", "开发区", "高新技术产业开发区", "经济开发区", "经济技术开发区")
_STREET, _STREETS = "街道", re.compile("(?:^|(?<=[,。;、“”从在到赴区市县的由]))([一-鿿]{2,4}?街道)(?!办?干部|社区)")
_PARK = "园区"
_KINDS = ("区", "实验室")
_OWN = re.compile(OWN)
# 朔州市|家政行业工会联合会: the name of a body, which has the place's full name anyway.
_BODY = "[一-鿿]{1,14}?(?:公司|集团|联合会|协会|商会|局|医院|学校|中心|大学|学院)"
# With what a full name goes on, unless it is that of its committee, government or officers: X省|委.
_FULL = re.compile("(?:[市省]|自治区)(?![委政人长纪直])")
_LONGEST_BEFORE = 8
_FOR_THE_PLACE = ("", "委", "党委", "委会", "委常委会", "政府", "领导")
# Lists of places hold prefectures among the cities, regions among the provinces.
_LISTED_AS = {"州": "市", "自治区": "省"}


def settled(found: Heading | None, seen: list[Look]) -> Heading | None:
    """The heading with the name that the article itself has for its body: an organ with its place before it."""
    if found is None:
        return None
    if found.named is None:
        if found.subject == _STREET:
            return Heading(found.look, _street(seen) or found.subject)
        bare = found.subject.endswith(_KINDS) and not is_own(found.subject)
        return _bare_zone(found, seen) if bare else _with_kind(found, seen) or _graded(found, seen)
    return found


def is_own(subject: str) -> bool:
    """Whether a subject is only what an article calls its own place: 我市, 全区."""
    return _OWN.match(subject) is not None


def _bare_zone(found: Heading, seen: list[Look]) -> Heading:
    if zone := _printed_zone(found.subject, seen) or _in_full(found.subject, seen):
        return Heading(found.look, place_chains.below_province(zone))
    whole = (_only_city(seen) or "") + found.subject
    entity = link(whole)
    return Heading(found.look, found.subject, Named(0, 0, found.subject, "zone", whole, entity)) if entity else found


def _with_kind(found: Heading, seen: list[Look]) -> Heading | None:
    """The name of a park that its committee cuts short (某山湖党工委), with its kind where the article prints it (某山湖园区)."""
    name = found.subject
    if name in places() or counties.of_short(name) or name in counties.counties():
        return None
    longer = (name + kind for kind in (*body_forms.parks(), _PARK))
    printed = next((each for each in longer if any(each in look.words for look in seen)), None)
    return Heading(found.look, printed) if printed else None


def of_grade(grade: str, seen: list[Look]) -> str | None:
    """The place of a grade that a page names most, as the page prints it; None where it names none or two as often."""
    place = _most([look.words for look in seen], _LISTED_AS.get(grade, grade))
    return _as_printed(place, seen) if place else None


def _graded(found: Heading, seen: list[Look]) -> Heading:
    graded = _GRADED.fullmatch(found.subject)
    place = _most([look.words for look in seen], _LISTED_AS.get(graded["grade"], graded["grade"])) if graded else None
    if graded is None or place is None:
        return found
    if graded["organ"] in _FOR_THE_PLACE:
        return Heading(found.look, _as_printed(place, seen))
    whole = place + graded["organ"]
    return Heading(found.look, whole) if any(whole in look.words for look in seen) else found


def name_as_printed(heading: Heading, seen: list[Look]) -> None:
    """Give the place that a whole page is about its name as the page prints it most. A heading that is a place's name keeps it."""
    listed = heading.named is not None and heading.named.sort in ("province", "city")
    if (listed or heading.subject in counties.counties()) and heading.look.words != heading.subject:
        heading.subject = _as_printed(heading.subject, seen)


def name_as_begun(heading: Heading) -> None:
    """Give a province or city, to which a round-up turns, its name in the form that stands first in its paragraph (河北省, 河北)."""
    place = places().get(heading.subject)
    if place is None:
        return
    bare, words = place.city or place.province, heading.look.words
    start = words.find(bare)
    grade = _FULL.match(words, start + len(bare)) if start >= 0 else None
    if start >= 0:
        heading.subject = bare + (grade[0] if grade else "")


def name_as_called(heading: Heading, texts: list[Look]) -> None:
    """Give a village or town the name by which its story goes on to call it: 玉溪乡 where the province, city and county
    stand before it only once."""
    name = heading.subject
    chain = place_chains.first(name, bodies.find(name), 1) if name.endswith(body_forms.local()) else None
    if chain is None or not name.endswith(chain.lowest) or name == chain.lowest:
        return
    if sum(look.words.count(chain.lowest) > look.words.count(name) for look in texts):
        heading.subject = chain.lowest


def _as_printed(place: str, seen: list[Look]) -> str:
    """A city or province with its grade where the article prints that more often than the bare name, or as often and first;
    某市委 is neither. A county or district with its grade where the article prints it at all."""
    bare = place.removesuffix("市").removesuffix("省")
    if bare not in places():
        short = place[:-1]
        unprinted = not any(place in look.words for look in seen)
        return short if unprinted and any(short in look.words for look in seen) else place
    names = [
        found[0]
        for look in seen
        for found in re.finditer(f"{bare}(?:[市省](?![委政人长]|{_BODY})|(?![市省]))", look.words)
    ]
    return Counter(names).most_common(1)[0][0] if names else bare


def _printed_zone(bare: str, seen: list[Look]) -> str | None:
    """The one zone of an article whose name ends in the bare word by which it goes on to call it."""
    zones = {
        named.words
        for look in seen
        for named in look.named
        if named.sort in ("zone", "park") and named.words.endswith(bare)
    }
    return zones.pop() if len(zones) == 1 else None


def _in_full(bare: str, seen: list[Look]) -> str | None:
    """The one fuller name that ends in the bare word: behind a place's name, or where its committee acts."""
    if not bare.endswith(body_forms.parks()) and bare not in (_PARK, "实验室"):
        return None
    acts = re.compile(f"(?:^|[,。;:、“”日讯 ])([一-鿿]{{2,6}}{re.escape(bare)})(?=党工委|管委会|召开|举行)")
    names = Counter(name for look in seen for name in acts.findall(look.words) if body_forms.is_name(name))
    for look in seen:
        for found in re.finditer(re.escape(bare), look.words):
            before = look.words[max(0, found.start() - _LONGEST_BEFORE) : found.start()]
            start = next((n for n in range(len(before) - 1) if _placed(before[n:])), None)
            if start is not None and before[start:].isalpha():
                names[before[start:] + bare] += 1
    return _first_of(names)


def _placed(words: str) -> bool:
    """Whether words begin with a place and hold nothing that is no part of a name."""
    placed = any(words[:size] in places() or counties.of_short(words[:size]) for size in (2, 3, 4))
    return placed and body_forms.is_name(words + "园区")


def _street(seen: list[Look]) -> str | None:
    """The street's office that an article names most."""
    names = Counter(name for look in seen for name in _STREETS.findall(look.words) if body_forms.is_name(name))
    return _first_of(names)


def _first_of(names: "Counter[str]") -> str | None:
    return names.most_common(1)[0][0] if names else None


def _only_city(seen: list[Look]) -> str | None:
    """The one city that an article names at all."""
    cities = {named.place for look in seen for named in look.named if named.sort == "city"}
    return cities.pop() if len(cities) == 1 else None


def _most(texts: list[str], grade: str) -> str | None:
    """The place of a grade that texts name most, where they do so plainly and no other as often."""
    first, *others = [*counties.weigh(texts, grade).most_common(2), ("", 0)]
    name, weight = first
    return name if weight and (not others or others[0][1] < weight) else None
