"""Villages, districts, counties and county-level cities as the body that an article is about."""

import re

from luoshi.reader.lines.headings import Heading
from luoshi.reader.lines.look import Look
from luoshi.reader.names import body_forms
from luoshi.reader.subjects import openers
from luoshi.registry import counties

# 传达国务院 …: the body before which these stand is not the one that acts; nor is one whose words follow.
TAKEN_UP = re.compile("(?:传达|学习|贯彻|落实|听取|收看|借鉴|对标|赴|到)[^ ,。精神]{0,5}$")
WHAT_IT_SAID = re.compile("[^ ,。:]{0,8}(?:精神|讲话|的要求|的部署|经验)")
_OPENING = 120
# Where the name of a county, district or county-level city may end; and what makes the place itself the one that acts:
# its committee, government or officer.
_GRADE = re.compile("[区县旗市]")
_COMMITTEE = re.compile(
    r"[我全](?P<own>[市区县旗])(?=[^,。]{0,30}(?:召开|举行|举办|开展))"
    r"|(?P<grade>[市区县旗])(?:委(?:常委会|理论|召开)"
    r"|(?<!市)(?:委(?![一-鿿]{2,4}(?:部|委员会|办公室|研究室|讲师团|党校))(?:副?书记|常委|[^员,。]{0,6}(?:全会|全体|会议|召开))|(?:委|党)?(?:常委|书记)、|(?:副|代)?[区县旗]长|党委书记))"
)
_OF_THE_PLACE = re.compile("[我全][市区县旗]|[市区县旗](?:委(?!员)|政府|长)")
_OF_A_ZONE = re.compile("(?:高新区|开发区|经开区|新区|园区)(?:党工委|管委会)?|党工委|管委会")
_FIRST_WORDS, _LONGEST_PLACE = 40, 12
# X县税务局, X市工商联: the body is not its place.
_OF_A_BODY = re.compile(
    "[一-鿿]{1,8}?(?:局|院|公司|集团|学校|[中小]学|中心|银行|工商联|协会|商会|总工会|联合会|党校|街道|镇|村|社区)"
)
# 某区政协主席: the consultative conference or congress of the place, not the place.
_HOUSE = re.compile("(?P<house>政协|人大常委会)(?=党组|机关|副?主席|副?主任|召开|举行|组织|开展)")
_HEADED = re.compile("([一-鿿]{2,4})[::]")
# A village by its ending, where its name plainly begins: behind its county, town or township, or a preposition.
_VILLAGE = re.compile("(?:^|(?<=[省市县区镇乡州旗道在到赴来,。、“]))(?P<name>[一-鿿]{2,3}?村)(?!官)")
# What a place does at the beginning of a report.
_ACTS = re.compile("召开|举行|举办|传达学习|全面传达|迅速|掀起|各级|广大")
# 市 and a district's or county's own name; not 各区, 社区, 山区 and the like.
_DISTRICT = re.compile(
    "市?(?!各|全|辖|两|三|多|[城郊社园景校地山市新老片灾牧林矿库港]区)[一-鿿]{1,3}?[区县](?![域委级])"
)


def district(look: Look) -> Heading | None:
    """A district or county that is named behind its city."""
    for named in look.named:
        part = _DISTRICT.match(look.words, named.end) if named.sort == "city" else None
        if part:
            return Heading(look, look.words[named.start : part.end()], named)
    return None


def house(look: Look) -> Heading | None:
    """The consultative conference or congress of a district or county that acts, or whose officer does, in the first words."""
    for found in _HOUSE.finditer(look.words, 0, _FIRST_WORDS):
        name = counties.ending_at(look.words, found.start())
        if name:
            return Heading(look, name + found["house"])
    return None


def county(look: Look) -> Heading | None:
    """The county or district named in a line's first words by its full name, or by its short one before a colon."""
    headed = _HEADED.match(look.words)
    if headed and (name := counties.of_short(headed[1])):
        return Heading(look, name)
    for grade in _GRADE.finditer(look.words, 0, _FIRST_WORDS):
        name = counties.ending_at(look.words, grade.end())
        if name and not (
            _OF_A_BODY.match(look.words, grade.end())
            or TAKEN_UP.search(look.words, 0, grade.end() - len(name))
            or WHAT_IT_SAID.match(look.words, grade.end())
        ):
            return Heading(look, name)
    return None


def short_county(texts: list[Look]) -> Heading | None:
    """A county or district that acts under its short name: 某地|召开全区党政干部大会."""
    if not texts:
        return None
    look = texts[0]
    start = openers.begins_at(look)
    for size in (2, 3):
        end = start + size
        name = counties.of_short(look.words[start:end]) if _ACTS.match(look.words, end) else None
        if name:
            printed = any(name in other.words for other in texts)
            return Heading(look, name if printed else look.words[start:end])
    return None


def village(front: list[Look], texts: list[Look]) -> Heading | None:
    """The village in which an article plays: named in its opening, and by one paragraph in three."""
    for look in (*front, *texts[:2]):
        for found in _VILLAGE.finditer(look.words):
            name = found["name"]
            often = sum(name in other.words for other in texts)
            if often >= max(2, len(texts) / 3) and body_forms.is_village(name):
                return Heading(look, name)
    return None


def county_dwelt_in(texts: list[Look]) -> Heading | None:
    """The county or district of an article's opening that half of its paragraphs name in full."""
    for look in texts[:2]:
        for grade in _GRADE.finditer(look.words, 0, _OPENING):
            name = counties.ending_at(look.words, grade.end())
            if name is None or _OF_A_BODY.match(look.words, grade.end()):
                continue
            if sum(name in other.words for other in texts) >= max(2, len(texts) / 2):
                return _with_city(name, texts)
    return None


def _with_city(name: str, texts: list[Look]) -> Heading:
    """A county or district behind its city, where that is how most of its mentions name it."""
    behind = [
        (look, named)
        for look in texts
        for named in look.named
        if named.sort == "city" and look.words.startswith(name, named.end)
    ]
    if 2 * len(behind) <= sum(look.words.count(name) for look in texts):
        return Heading(texts[0], name)
    look, named = behind[0]
    return Heading(look, named.words + name, named)


def governed(texts: list[Look]) -> Heading | None:
    """The place whose committee or officer acts in the first words of an article that speaks of it more than of any zone:
    区委书记某某深入开发区调研 is about the district."""
    if not texts:
        return None
    look = texts[0]
    start = openers.begins_at(look)
    acts = _COMMITTEE.search(look.words, start, start + _LONGEST_PLACE)
    if acts is None:
        return None
    words = [look.words for look in texts]
    if sum(len(_OF_A_ZONE.findall(text)) for text in words) > sum(len(_OF_THE_PLACE.findall(text)) for text in words):
        return None
    if acts["own"]:
        return Heading(look, f"{acts['own']}委") if acts.start() == start else None
    end = acts.start() + 1
    if end - start == 1:
        return Heading(look, f"{acts['grade']}委")
    name = counties.ending_at(look.words, end)
    return Heading(look, name) if name else None
