"""Articles without headings: where the text turns to another place or body, and whom an article of one body is about."""

import re
from collections.abc import Callable

from luoshi.reader.layout.headings import Heading
from luoshi.reader.layout.look import Look
from luoshi.registry.bodies import Named, places

_DATE = r"(?:今天|昨天|连日来|连日|近期|当天|同日|[上下]午|日前|近日|(?:20\d\d年)?(?:\d{1,2}月)?\d{1,2}日(?:至\d{1,2}日)?|\(\d{1,2}月\d{1,2}日\)|[,,\s])*"
# 在上海作宣讲报告, 赴江苏宣讲, 走进…: the place where a lecturer speaks is the subject.
_SPEAKS_AT = re.compile(r"(?:[在赴到]|走进|来到)(?=[一-鿿])")
_LEADS_IN = re.compile(
    r"^(?:央视网消息|[【\[]?本[报网刊台]讯[】\]]?|新华社[^,。]{2,12}电|[^,。:(]{2,12}讯)(?:\([^)]*\))?[::]?\s*"
)
_EVERYWHERE = re.compile("各地|各部门|全国多地")
_ACTS = re.compile(
    "(?:党工委|工委|党委|党组|管委会|区委|市委|省委|常委会|理论学习中心组|机关|组织|举办|举行|召开|传达|学习|开展|通过|第一时间|迅速|认真|广大|干部|专题|党员|全区|各级|还|联合|紧扣|围绕|[今昨近日上下\\d])"
)
_AT = re.compile("在|走进|来到|记者从")
_PARTY_GROUP = re.compile(
    r"(?:中共)?(?P<body>[一-鿿]{1,13}?[部委局院署办社会行学省市区县厅])(?:党组|党委|党工委|理论学习中心组)[一-鿿\d()]{0,10}?(?:举行|召开|开展|传达|学习)"
)
_BARE = re.compile("高新技术产业开发区|高新区|经开区|开发区|园区|新区")
# The same further down, where it stands by itself: 在高新区落地, not 浦东新区.
_ALONE = re.compile(r"(?:^|[,。;、“\s在我为对由])(?P<body>高新技术产业开发区|高新区|经开区|开发区)")
# An institution by its ending, where its name plainly begins: 在…大学落地, 走进…公司.
_INSTITUTION = re.compile(
    "(?:^|[在对为与和、,。“]|来到|走进)(?P<body>(?![在对为与和])[一-鿿]{2,12}?(?:大学|学院|集团|公司|研究院|研究所|医院|学校|中学))"
    "(?!生|院|校|学)"
)
# How an article of one institution goes on to call it.
_OWN_WORD = re.compile(
    "(?:^|[,。;、在对为由])(?:[我全本]?[校院]|学校|学院|公司|集团|医院)(?![一-鿿]{0,6}(?:大学|学院|公司))"
)
# An organ without the name of its place, as a place's own paper prints it: 区党工委, 市委常委会, 公司党委.
_BARE_ORGAN = re.compile(
    "(?:^|[,。、]|[召举]开|由)(?P<body>(?:[区市县省镇州校院局厅]|街道|公司|集团|学院|学校)(?:党工委|工委|党委|党组|委(?![员托派任])|政府))"
)
PARKS = ("zone", "park")
# 传达国务院 …: the body before which these stand is not the one that acts; nor is one whose words follow.
_TAKEN_UP = re.compile("(?:传达|学习|贯彻|落实|听取|收看|借鉴|对标|赴|到)[^ ,。精神]{0,5}$")
_WHAT_IT_SAID = re.compile("[^ ,。]{0,8}(?:精神|讲话|的要求|的部署|经验)")
_ACTOR = re.compile(
    r"(?P<body>[一-鿿()]{1,14}?(?:[区市省县州委府会局厅部院校司团关心园镇社协联学\)]|党(?!工委|委|组)|(?=党工委|管委会)))"
    r"(?:党工委|工委|党组|党委|管委会|理论学习中心组|领导班子){0,2}(?:召开|举行|举办|传达|组织召开)"
)
# Several bodies act alike: the paragraph belongs to the first (ruling 42).
_LISTED = re.compile("[、和][^,。]{2,40}(?:分别|先后|相继|也|均|联合)(?:召开|举行|举办|组织|开展|传达|学习)")
_COMMITTEE = re.compile("(?:省|市|自治区)?(?:党委|委(?!员)|人民政府|政府|人大常委会|政协)")
_NOT_SUBJECTS = ("province", "city")


def opened(look: Look, wanted: set[str]) -> Heading | None:
    """The body or place to which a paragraph turns in its first words; `wanted` are places that the lead announces."""
    if spoken := _spoken_at(look, wanted):
        return spoken
    skip = _LEADS_IN.match(look.words)
    start = skip.end() if skip else 0
    date = re.compile(_DATE).match(look.words, start)
    start = date.end() if date else start
    where = _AT.match(look.words, start)
    start = where.end() if where else start
    first = _named_at(look, start)
    if first and _turns_to(first, look):
        return Heading(look, _with_committee(first, look), first)
    return _party_group(look, start)


def _named_at(look: Look, start: int) -> Named | None:
    """The body named at a position; a zone right after its province or city (在浙江,温州高新区) rather than the place."""
    here = [named for named in look.named if named.start >= start][:3]
    if not here or here[0].start != start:
        return None
    reach = start
    for named in here:
        if named.start - reach > 1:
            break
        if named.sort in PARKS:
            return named
        reach = named.end
    return here[0]


def _turns_to(named: Named, look: Look) -> bool:
    """Whether a body named first is what the paragraph is about: a zone always, an organ where it acts."""
    if named.sort in PARKS:
        return True
    if _LISTED.match(look.words, named.end):
        return True
    if named.sort in _NOT_SUBJECTS and _COMMITTEE.match(look.words, named.end):
        return True
    return bool(_ACTS.match(look.words, named.end))


def _with_committee(named: Named, look: Look) -> str:
    """A province or city is named with the committee that acts for it (浙江省委)."""
    committee = _COMMITTEE.match(look.words, named.end) if named.sort in _NOT_SUBJECTS else None
    return look.words[named.start : committee.end()] if committee else named.words


def _spoken_at(look: Look, wanted: set[str]) -> Heading | None:
    start, end = _first_sentence(look)
    sentence = look.words[start:end]
    if not re.search("宣讲|报告", sentence):
        return None
    for named in look.named:
        if named.start < start:
            continue
        if look.words[named.end : named.end + 1] in ("、", "和"):
            return None  # a list of places: the lead
        mark = _SPEAKS_AT.search(look.words, max(0, named.start - 2), named.start + 1)
        if named.end <= end and mark and mark.end() == named.start and named.sort != "organ":
            near = _named_at(look, named.start) or named
            return Heading(look, _announced(near, look, wanted), near)
    return None


def _first_sentence(look: Look) -> tuple[int, int]:
    """Where the first sentence stands that is about one place, the lead of a round-up passed over."""
    words = look.words
    end = words.find("。") + 1 or len(words)
    if end < len(words) and _EVERYWHERE.search(words, 0, end):
        return end, words.find("。", end) + 1 or len(words)
    return 0, end


def _announced(named: Named, look: Look, wanted: set[str]) -> str:
    """A city is told under its province where the lead or the speaker's office names the province."""
    if named.sort not in _NOT_SUBJECTS:
        return named.words
    held = {other.province for other in look.named if other.start < named.start and other.sort == "province"}
    if named.words in wanted or named.name in wanted or named.sort == "province":
        return named.name
    return named.province if named.province in wanted | held else named.name


def _party_group(look: Look, start: int) -> Heading | None:
    found = _PARTY_GROUP.match(look.words, start)
    if found and not re.search("[的在是]|会议|召开|举行|举办|^高新区|^我区|^全区|^区", found["body"]):
        return Heading(look, found["body"], None)
    return None


def announced(looks: list[Look]) -> set[str]:
    """The places that title and lead announce."""
    table = places()
    return {named.name for look in looks for named in look.named if named.name in table}


def sole(seen: list[Look], front: list[Look], texts: list[Look], openings: list[Heading]) -> Heading | None:
    """The one body that a whole article is about: of the title, else of the paragraph that opens, else of the page
    around it; a zone's own page may say only 高新区 or 我区."""
    page = [look for look in seen if look.line.role in ("furniture", "byline")]
    return (
        _first(_about, front)
        or (openings[0] if openings else None)
        or _first(_about, texts[:2], PARKS)
        or _first(_about, page, PARKS)
        or _first(_acting, [*front, *texts[:2]])
        or _first(_bare, [*front, *texts[:1]])
        or _first(_place, front)
        or (_first(_institution, texts[:3]) if any(_OWN_WORD.search(look.words) for look in texts) else None)
        or _first(_alone, texts)
        or _first(_bare_organ, [*front, *texts[:2]])
    )


def _first(find: Callable[..., Heading | None], looks: list[Look], *more: object) -> Heading | None:
    return next((found for look in looks if (found := find(look, *more))), None)


def _about(look: Look, sorts: tuple[str, ...] = ("zone", "park", "organ", "ministry")) -> Heading | None:
    """The first body of a line that acts in it: not one whose meeting, speech or example is taken up."""
    for named in look.named:
        if named.sort in sorts and not (
            _TAKEN_UP.search(look.words, 0, named.start) or _WHAT_IT_SAID.match(look.words, named.end)
        ):
            return Heading(look, named.name if named.sort in ("organ", "ministry") else named.words, named)
    return None


def _acting(look: Look) -> Heading | None:
    """A body that the registry does not know, by what it does: 市政府机关党组召开 …"""
    skip = _LEADS_IN.match(look.words)
    date = re.compile(_DATE).match(look.words, skip.end() if skip else 0)
    found = _ACTOR.match(look.words, date.end() if date else 0)
    return Heading(look, found["body"]) if found else None


def _bare(look: Look) -> Heading | None:
    found = _BARE.search(look.words)
    return Heading(look, found[0]) if found else None


def _alone(look: Look) -> Heading | None:
    found = _ALONE.search(look.words)
    return Heading(look, found["body"]) if found else None


def _place(look: Look) -> Heading | None:
    """The province or city with which a title begins: 江苏聚力打造 …"""
    first = look.named[0] if look.named else None
    if first and first.start == 0 and first.sort in _NOT_SUBJECTS:
        return Heading(look, _with_committee(first, look), first)
    return None


def _institution(look: Look) -> Heading | None:
    found = _INSTITUTION.search(look.words)
    return Heading(look, found["body"]) if found else None


def _bare_organ(look: Look) -> Heading | None:
    found = _BARE_ORGAN.search(look.words)
    return Heading(look, found["body"]) if found else None
