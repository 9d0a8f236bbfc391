"""Whom an article of one body is about."""

import re
from collections import Counter
from collections.abc import Callable

from luoshi.reader.lines.headings import Heading, read_interview
from luoshi.reader.lines.look import Look
from luoshi.reader.names import body_forms, titles
from luoshi.reader.subjects import localities, openers, own_place, stops, voices
from luoshi.registry.bodies import Named
from luoshi.registry.lexicon import words

# Where clauses begin, and how far into a paragraph one looks for the body that acts.
_CLAUSE = re.compile(r"^|[。,;!?:](?=[一-鿿\d])")
_OPENING = 120
_OWN_PART = 2
_AT_FRONT = 16
# The meeting that an officer calls, behind his name.
_CHAIRS = re.compile("主持(?:召开|学习|会议)")
# A lecturer's team is not whom its lecture is about.
_LECTURES_AT = re.compile(
    "宣讲团[^,。;]{0,16}?(?:[在赴到]|走进|来到)[^,。]{1,16}宣讲|宣讲团(?:宣讲)?报告会[^,。;]{0,6}在(?!京|北京)[^,。]{2,16}举行"
)
# 全国人大代表, 全国人大二次会议: not the organ acts. Nor does the agency that wired the report.
_NOT_ITSELF = re.compile("代表|委员(?![会长])|[一二三四五六七八九十]+次会议")
_WIRED = re.compile("[^。]{0,12}(?:电|记者|题|[,\\d])")
# The name of a column in front of a title: 某时光 | 某经济区:….
_COLUMN = re.compile("[|丨｜]\\s*")
# 某省参事室(文史馆)举行: a body of the province that acts, not the province.
_PROVINCES_OWN = re.compile(
    "[一-鿿]{1,9}?(?:厅|局|室|馆|院|校|中心|协会|联合会|公司|集团)(?:\\([一-鿿]{2,8}\\))?(?=召开|举行|举办|组织|开展|传达|学习|认真|党[组委])"
)
# The delegation to a congress as the body that meets.
_DELEGATION = re.compile(
    "(?:省|市|[壮回维]?[一-鿿]{0,3}自治区)?代表团(?=举行|召开|审议|讨论|新闻发言人|全体会议|分组会议|小组会议|的全国人大代表)"
)
_GUEST = re.compile("(?:参加|来到)[^,。]{0,8}$")
# The zone in an officer's title: he may be a guest of the body that acts.
_HIS_OFFICE = re.compile("(?:党工委|工委|党委|管委会|、)*副?(?:书记|主任)")

# An institution by its ending, where its name plainly begins: 在…大学落地, 走进…公司.
_INSTITUTION = re.compile(
    "(?:^|[在对为与和、,。“]|来到|走进)(?P<body>(?![在对为与和])[一-鿿]{2,12}?(?:大学|学院|集团|公司|研究院|研究所|医院|学校|中学))"
    "(?!生|院|校|学)"
)
# How an article of one institution goes on to call it.
_OWN_WORD = re.compile(
    "(?:^|[,。;、在对为由])(?:[我全本]?[校院]|学校|学院|公司|集团|医院)(?![一-鿿]{0,6}(?:大学|学院|公司))"
)


def sole(seen: list[Look], front: list[Look], texts: list[Look], turns: list[Heading]) -> Heading | None:
    """The one body that a whole article is about: of the title, else of the paragraph that opens, else of the page
    around it; else a body known by its form, or what the article calls its own (高新区, 学校)."""
    page = [look for look in seen if look.line.role in ("furniture", "byline")]
    opening = [*front, *texts[:2]]
    return (
        _first(read_interview, front)
        or _first(stops.sender, front)
        or _told(_first(_about, front), texts)
        or localities.village(front, texts)
        or next((turn for turn in turns if turn.form != openers.BY_FORM), None)
        or _first(_area, front, ("province",))
        or _first(localities.county, front)
        or (_first(_acting, texts[:1]) if texts and _a_guest_comes(texts[0]) else None)
        or _first(_zone_acts, texts[:1])
        or localities.short_county(texts)
        or localities.governed(texts)
        or _usual(_first(_about, texts[:2], openers.PARKS), texts)
        or _first(_about, page, openers.PARKS)
        or _first(localities.house, texts[:1])
        or localities.county_dwelt_in(texts)
        or _fullest([found for look in opening if (found := _acting(look))])
        or _first(_begun, front)
        or _first(openers.spoken_at, opening, set())
        or _first(localities.district, opening)
        or _first(localities.county, texts[:2])
        or _first(_area, front, openers.AREAS)
        or _first(_delegation, texts[:2])
        or _first(_chairs, texts[:2])
        or (_first(_institution, texts[:3]) if any(_OWN_WORD.search(look.words) for look in texts) else None)
        or _called(texts, body_forms.zone)
        or _called(texts, body_forms.all_zones)
        or _first(voices.voice, texts[:3])
        or _called(texts, body_forms.called)
        or own_place.ours([*front, *texts[:2]], seen)
        or _called(texts, body_forms.organ)
        or _dwelt_in(texts)
        or own_place.whole([*front, *texts[:2]])
    )


def dwelt_on(district: Heading, texts: list[Look]) -> bool:
    """Whether half of the paragraphs name a district by its own part (南沙 of 广州市南沙区): its people speak, then, and
    not bodies of their own."""
    if district.named is None or district.named.sort != "city" or district.subject == district.named.words:
        return False
    own = district.subject[-_OWN_PART - 1 : -1]
    return 2 * sum(own in look.words for look in texts) >= len(texts)


def _dwelt_in(texts: list[Look]) -> Heading | None:
    """The province or city that most paragraphs name, where it is one in three."""
    named = {
        (look.line.index, place.name): place for look in texts for place in look.named if place.sort in openers.AREAS
    }
    often = Counter(name for _, name in named).most_common(1)
    if not often or often[0][1] < max(2, len(texts) / 3):
        return None
    look, place = next((look, place) for look in texts for place in look.named if place.name == often[0][0])
    return Heading(look, place.name, place)


def _first(find: Callable[..., Heading | None], looks: list[Look], *more: object) -> Heading | None:
    return next((found for look in looks if (found := find(look, *more))), None)


def _about(look: Look, sorts: tuple[str, ...] = ("zone", "park", "organ", "ministry")) -> Heading | None:
    """The first body of a line that acts in it: not one whose meeting, speech or example is taken up."""
    for named in look.named:
        if named.sort in sorts and not (
            _LECTURES_AT.match(look.words, named.end - 3)
            or (named.sort in ("organ", "ministry") and _is_no_actor(named, look))
            or localities.TAKEN_UP.search(look.words, 0, named.start)
            or localities.WHAT_IT_SAID.match(look.words, named.end)
        ):
            if part := openers.part_of(named, look):
                return part
            return Heading(look, named.name if named.sort in ("organ", "ministry") else named.words, named)
    return None


def _a_guest_comes(look: Look) -> bool:
    """Whether the only zone that a paragraph names stands in an officer's title."""
    zones = [named for named in look.named if named.sort in openers.PARKS]
    return bool(zones) and all(_HIS_OFFICE.match(look.words, named.end) for named in zones)


def _is_no_actor(named: Named, look: Look) -> bool:
    agency = named.words in words("bodies")["press"] and _WIRED.match(look.words, named.end)
    return bool(agency or _NOT_ITSELF.match(look.words, named.end))


def _told(found: Heading | None, texts: list[Look]) -> Heading | None:
    """A zone of the title, under the name of the text where the title calls it by no name of a zone (光谷)."""
    return found if found is None or found.subject.endswith(("区", "区)")) else _usual(found, texts)


def _usual(found: Heading | None, texts: list[Look]) -> Heading | None:
    """A zone under the name that the article uses most (东湖新技术开发区 once, 东湖高新区 ever after)."""
    if found is None or found.entity is None:
        return found
    names = Counter(named.words for look in texts for named in look.named if named.entity == found.entity)
    usual, times = names.most_common(1)[0] if names else (found.subject, 0)
    return Heading(found.look, usual, found.named) if times > names[found.subject] else found


def _acting(look: Look) -> Heading | None:
    """A body that the registry does not know, by what it does at the beginning of a clause: 市政府机关党组召开 …"""
    for clause in _CLAUSE.finditer(look.words, 0, _OPENING):
        date = openers.DATED.match(look.words, clause.end())
        body = body_forms.acting(look.words, date.end() if date else clause.end())
        if body:
            return Heading(look, body)
    return None


def _zone_acts(look: Look) -> Heading | None:
    """A zone of no list that acts in the first words of a line: known ones named behind it are whom it learned from."""
    found = _acting(look)
    near = found is not None and 0 <= look.words.find(found.subject) <= _AT_FRONT
    return found if found and near and found.subject.endswith(body_forms.parks()) else None


def _begun(look: Look) -> Heading | None:
    bodies = (body_forms.park(part) for part in _COLUMN.split(look.words))
    return next((Heading(look, body) for body in bodies if body), None)


def _fullest(found: list[Heading]) -> Heading | None:
    """The first body, under the longer name by which another line calls it (县开发区, X县开发区)."""
    longer = (body for body in found if body.subject.endswith(found[0].subject))
    return max(longer, key=lambda body: len(body.subject), default=None)


def _area(look: Look, sorts: tuple[str, ...]) -> Heading | None:
    """The province or city with which a title begins: 江苏聚力打造 …"""
    first = look.first
    if first and first.start == 0 and first.sort in sorts:
        if own := _PROVINCES_OWN.match(look.words, first.end):
            return Heading(look, look.words[: own.end()])
        return Heading(look, openers.place_of(first, look), first)
    return None


def _delegation(look: Look) -> Heading | None:
    """The one delegation of a province that meets, unless a guest comes to its meeting."""
    provinces = {named.name for named in look.named if named.sort == "province"}
    for named in look.named if len(provinces) == 1 else ():
        found = _DELEGATION.match(look.words, named.end) if named.sort == "province" else None
        if found and not _GUEST.search(look.words, 0, named.start):
            return Heading(look, look.words[named.start : found.end()])
    return None


def _chairs(look: Look) -> Heading | None:
    """The body of the officer who calls a meeting: 省X局党组书记、局长某某主持召开局党组会议."""
    chairs = _CHAIRS.search(look.words, 0, _OPENING)
    for size in (3, 2, 4) if chairs else ():
        title = titles.before(look.words, 0, chairs.start() - size) if chairs and chairs.start() > size else None
        if title and (body := voices.speaks_for(title)):
            return Heading(look, body)
    return None


def _institution(look: Look) -> Heading | None:
    found = (institution["body"] for institution in _INSTITUTION.finditer(look.words))
    return next((Heading(look, body) for body in found if body_forms.is_name(body)), None)


def _called(texts: list[Look], find: Callable[[list[str]], str | None]) -> Heading | None:
    name = find([look.words for look in texts])
    return Heading(texts[0], name) if name else None
