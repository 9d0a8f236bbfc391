"""Articles without headings: where the text turns to another place or body, and whom an article of one body is about."""

import re

from luoshi.reader.layout.headings import Heading
from luoshi.reader.layout.look import Look
from luoshi.registry.bodies import Named, places

_DATE = r"(?:今天|昨天|连日来|连日|近期|当天|同日|[上下]午|日前|近日|(?:20\d\d年)?(?:\d{1,2}月)?\d{1,2}日(?:至\d{1,2}日)?|\(\d{1,2}月\d{1,2}日\)|[,,\s])*"
# 在上海作宣讲报告, 赴江苏宣讲, 走进…: the place where a lecturer speaks is the subject.
_SPEAKS_AT = re.compile(r"(?:[在赴到]|走进|来到)(?=[一-鿿])")
_LEADS_IN = re.compile(r"^(?:央视网消息|本报讯|本网讯|新华社[^,。]{2,12}电|[^,。:(]{2,10}讯)(?:\([^)]*\))?[::]?\s*")
_ACTS = re.compile(
    "(?:党工委|工委|党委|党组|管委会|区委|市委|省委|常委会|理论学习中心组|机关|组织|举办|举行|召开|传达|学习|开展|通过|第一时间|迅速|认真|广大|干部|专题|党员|全区|各级|还|联合|紧扣|围绕|[今昨近日上下\\d])"
)
_AT = re.compile("在|走进|来到|记者从")
_PARTY_GROUP = re.compile(
    r"(?:中共)?(?P<body>[一-鿿]{2,14}?)(?:党组|党委|党工委|党支部|理论学习中心组)[一-鿿\d()]{0,10}?(?:举行|召开|开展|传达|学习)"
)
_BARE = re.compile("高新技术产业开发区|高新区|经开区|开发区|园区|新区")
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
    first = next((named for named in look.named if named.start >= start), None)
    if first and first.start == start and _turns_to(first, look):
        return Heading(look, first.words, first)
    return _party_group(look, start)


def _turns_to(named: Named, look: Look) -> bool:
    """Whether a body named first is what the paragraph is about: a zone always, an organ where it acts."""
    if named.sort in ("zone", "park"):
        return True
    return named.sort not in _NOT_SUBJECTS and bool(_ACTS.match(look.words, named.end))


def _spoken_at(look: Look, wanted: set[str]) -> Heading | None:
    sentence = look.words[: look.words.find("。") + 1 or None]
    if not re.search("宣讲|报告", sentence):
        return None
    for named in look.named:
        if look.words[named.end : named.end + 1] in ("、", "和"):
            return None  # a list of places: the lead
        mark = _SPEAKS_AT.search(look.words, max(0, named.start - 2), named.start + 1)
        if named.end <= len(sentence) and mark and mark.end() == named.start and named.sort != "organ":
            return Heading(look, _announced(named, look, wanted), named)
    return None


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
    for look in front:
        if best := _first_body(look):
            return _about(look, best)
    if openings:
        return openings[0]
    for look in (*texts[:2], *seen):
        if best := _first_body(look):
            return _about(look, best)
    return next(
        (Heading(look, bare[0], None) for look in (*front, *texts[:1]) if (bare := _BARE.search(look.words))), None
    )


def _about(look: Look, named: Named) -> Heading:
    return Heading(look, named.name if named.sort in ("organ", "ministry") else named.words, named)


def _first_body(look: Look) -> Named | None:
    return next((named for named in look.named if named.sort in ("zone", "park", "organ", "ministry")), None)
