"""Articles without headings: where the text turns to another place or body."""

import re

from luoshi.reader.lines.headings import Heading
from luoshi.reader.lines.look import Look
from luoshi.reader.names import body_forms
from luoshi.registry import counties
from luoshi.registry.bodies import Named, places

_DATE = r"(?:与此同时|同时|此外|随后|另外|[今昨][天日]|连日来|连日|近期|当天|同日|[同这]一天|第二天|次日|[一两二三四五六七八九十]天后的?|[上下]午|日前|近日|(?:20\d\d年)?(?:\d{1,2}月)?\d{1,2}日(?:至\d{1,2}日)?|\(\d{1,2}月\d{1,2}日\)|[,,\s])*"
# 在上海作宣讲报告, 赴江苏宣讲, 走进…: the place where a lecturer speaks is the subject.
_SPEAKS_AT = re.compile(r"(?:[在赴到]|走进|来到|到了)(?=[一-鿿])")
DATED = re.compile(_DATE)
LEADS_IN = re.compile(
    r"^(?:(?:主持人|记者|播音员?|解说|旁白|画外音|配音)(?=[::])|央视网消息|[【\[]?本[报网刊台]讯[】\]]?|(?:新华社|中新社|本报|[一-鿿]{2,3}网)[^,。]{2,12}电|[^,。:(]{2,12}讯|(?=\([^)]*(?:记者|通讯员))) ?(?:\([^)]*\))?[::]?\s*"
)
_ACTS = re.compile(
    "(?:在学习中|直(?:有关|属|各)?(?:部门|机关|单位)|党工委|工委|党委|党组|管委会|区委|市委|省委|常委会|理论学习中心组|机关|组织|举办|举行|召开|传达|学习|开展|通过|第一时间|迅速|认真|广大|干部|专题|党员|全区|各级|还|联合|紧扣|围绕|[今昨近日上下\\d])"
)
_STANDS_OVER = re.compile(r"】|[::](?=[^”’]*。)")
# 全会闭幕第二天, 作为改革开放前沿,: before the place that acts.
_TIME = re.compile("(?:[^,。]{2,24}(?:后|以来|之际|期间|第[二三]天|次日|当天|当晚|工作日|前夕|伊始)|作为[^,。]{2,24}),")
_AT = re.compile("在|走进|来到|记者从")
_PARTY_GROUP = re.compile(
    r"(?:中共)?(?P<body>[一-鿿]{1,13}?[部委局院署办社会行学省市区县厅])(?:党组|党委|党工委|理论学习中心组)[一-鿿\d()]{0,10}?(?:举行|召开|开展|传达|学习)"
)
# A firm's or school's committee in which the group meets.
_OWN_PARTY = re.compile("(?<=[司团行院校所厂城园])(?:党委|党组)$")
_PART = re.compile("(?!的|和|与|在)[一-鿿]{2,3}?(?:新城|片区|组团)(?![一-鿿]{0,2}(?:建设|规划|发展|内|里|上))")
PARKS = ("zone", "park")
BY_FORM = "by form"
A_PART = "part"
_PARALLEL = 0.4
_OFFICIAL_SAYS = re.compile(
    "(?:党工委|工委|党委|管委会|党群|经济|科技|投资|有关|相关)?[^,。;“”]{0,16}(?:书记|主任|局长|部长|负责人|负责同志)[^,。;“”]{0,5}(?:表示|说|介绍|认为|告诉)"
)
_LECTURE = re.compile("宣讲|报告|讲解|阐释|辅导|代表团")
_TOUR = re.compile(
    "(?:[赴到]|来到|深入|走进|前往)[^。]{2,60}(?:调研|视察|考察|走访|看望|督导)|(?:调研|考察|走访)[^。]{0,16}(?:高新|园区|企业)"
)
# 来到他挂点联系的|某高新区: a leader at the zone that he looks after.
# 在某市同步收听收看报告: whoever listens there is not spoken to there alone.
_LISTENS = re.compile("(?:[^,。]{0,6}(?:同步|分会场))?(?:收听|收看)")
_COMES_TO = re.compile("(?:来到|前往|赴)[^,。;“]{2,10}的$")
# What a county's or district's people do, behind its name.
_COUNTY_ACTS = re.compile(
    "的?(?:广大|各级|干部群众|党员干部|组织|召开|举行|举办|掀起|迅速|第一时间|通过|集中)|[区县市]?委(?!员)[^,。]{0,8}(?:召开|举行|组织)"
)
# A district's own officer at one of its streets or villages: the district takes the event up.
_OWN_OFFICER = re.compile("(?:^|[,。日午】])[区县]委(?:副?书记|常委)|(?:^|[、,。日午】])(?:副|代)?[区县]长")
_EVERYWHERE = re.compile("各地|各部门|全国多地")
# Several bodies act alike: the paragraph belongs to the first (ruling 42).
_LISTED = re.compile("[、和][^,。]{2,40}(?:分别|先后|相继|也|均|联合)(?:召开|举行|举办|组织|开展|传达|学习)")
_COMMITTEE = re.compile("(?:省|市|自治区)?(?:党委|委(?!员|常委、)|人民政府|政府|人大常委会|政协)")
AREAS = ("province", "city")
# The central event itself, told over what it sets going.
_CENTRE_MEETS = re.compile(
    "(?:大会|会议|全会|两会)[^。]{0,30}在(?:北京|京|人民大会堂)[^。]{0,8}(?:开幕|闭幕|召开|举行)|在北京(?:人民大会堂)?(?:隆重|胜利)?(?:开幕|闭幕)"
)
_DELEGATION = "代表团"
# The centre's team of lecturers: a text is about the place that hears it.
LECTURERS = "中央宣讲团"


def opened(look: Look, wanted: set[str]) -> Heading | None:
    """The body or place to which a paragraph turns in its first words; `wanted` are places that the lead announces."""
    if _centre_meets(look.words):
        return None
    if spoken := spoken_at(look, wanted):
        return spoken
    if heading := _run_in(look):
        return heading
    start = begins_at(look)
    where = _AT.match(look.words, start)
    if heading := _here(look, where.end() if where else start):
        return heading
    time = _TIME.match(look.words, start)
    late = _here(look, time.end()) if time else None
    if late and not (late.named and _committee_acts(late.named, look)):
        late.form = BY_FORM
    place = where.end() if where else start
    return (
        late
        or _county(look, place)
        or _party_group(look, place)
        or _by_form(look, place, where is not None)
        or _quoted(look)
    )


def _centre_meets(words: str) -> bool:
    """Whether a first sentence tells of the central event itself."""
    there = "京" in words or "人民大会堂" in words
    return there and _CENTRE_MEETS.search(words, 0, _first_sentence(words)[1]) is not None


def begins_at(look: Look) -> int:
    """Where a paragraph's own words begin, behind dateline and day."""
    lead = LEADS_IN.match(look.words)
    start = lead.end() if lead else 0
    date = DATED.match(look.words, start)
    return date.end() if date else start


def _run_in(look: Look) -> Heading | None:
    """The body that stands over its paragraph in the same line: 【X】3月13日, or X:3月13日."""
    start = 1 if look.words.startswith("【") else 0
    first = _named_at(look, start)
    if first and _STANDS_OVER.match(look.words, first.end):
        return Heading(look, first.words, first)
    body = body_forms.headed(look.words, start)
    return Heading(look, body, form=BY_FORM) if body else None


def _here(look: Look, start: int) -> Heading | None:
    """The place or body at a position, where it is what the paragraph is about."""
    first = _named_at(look, start)
    if first is None or first.words == LECTURERS or not _turns_to(first, look):
        return None
    if first.sort in AREAS and (body := body_forms.of_place(look.words, start)):
        return Heading(look, body)
    return part_of(first, look) or Heading(look, place_of(first, look), first)


def part_of(named: Named, look: Look) -> Heading | None:
    """The new town or area inside the zone named before it, which acts itself: X新区Y新城召开."""
    part = _PART.match(look.words, named.end) if named.sort in PARKS else None
    return Heading(look, part[0], form=A_PART) if part else None


def whole(turns: list[Heading]) -> list[Heading]:
    """The turns without those to a part of a zone to which the article also turns."""
    zones = {turn.subject for turn in turns if turn.form != A_PART}
    return [
        turn
        for turn in turns
        if turn.form != A_PART
        or not any(
            named.words in zones and turn.look.words.startswith(turn.subject, named.end) for named in turn.look.named
        )
    ]


def parallel(turns: list[Heading], texts: list[Look]) -> list[Heading]:
    """The turns without those to bodies known only by their form, unless the article turns so in every second paragraph
    or two: then it is a round-up, and no zone's story in which a bureau acts. 区科技局 beside a zone is the zone's own."""
    if len(turns) < _PARALLEL * len(texts):
        return [turn for turn in turns if turn.form != BY_FORM]
    if any(turn.subject.endswith(body_forms.parks()) for turn in turns):
        return [turn for turn in turns if turn.form != BY_FORM or not turn.subject.startswith("区")]
    return turns


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
    if _committee_acts(named, look):
        return True
    return bool(_ACTS.match(look.words, named.end))


def place_of(named: Named, look: Look) -> str:
    """The subject that a name stands for: where its committee acts (浙江省委召开) the place, as a zone's does for the zone."""
    return named.name if _committee_acts(named, look) else named.words


def _committee_acts(named: Named, look: Look) -> bool:
    """Whether what acts is the committee or government of a province or city."""
    return named.sort in AREAS and _COMMITTEE.match(look.words, named.end) is not None


def spoken_at(look: Look, wanted: set[str]) -> Heading | None:
    """The place or body to which a lecturer or leader speaks in a paragraph's first sentence."""
    start, end = _first_sentence(look.words)
    if not _LECTURE.search(look.words, start, end):
        return None
    body = body_forms.addressed(look.words[start:end])
    if body and body.endswith(_DELEGATION):
        return Heading(look, body)
    at_home = body is not None and body.endswith(body_forms.local()) and _OWN_OFFICER.search(look.words, start, end)
    inside = [named for named in look.named if start <= named.start and named.end <= end]
    listed = any(look.words[named.end : named.end + 1] in ("、", "和") for named in inside[: _until(inside, look)])
    if at_home or listed:  # a list of places is the lead
        return None
    for named in inside:
        if named.sort != "organ" and _is_spoken_at(named, look):
            near = _zone_of(named, inside) or _named_at(look, named.start) or named
            if body and body.endswith(body_forms.schools()) and look.words.startswith(body, named.start):
                return Heading(look, body, near)
            return Heading(look, _told(near, look, wanted), near)
    return _of_body(body, look, wanted) if body else None


def tours(look: Look) -> bool:
    """Whether a paragraph tells first that somebody tours a place: 到某区宣讲…并调研."""
    return _TOUR.search(look.words, 0, _first_sentence(look.words)[1]) is not None


def _zone_of(place: Named, inside: list[Named]) -> Named | None:
    """The zone that a sentence names beside the city where somebody speaks: 受某经开区邀请,在北京…."""
    if place.sort not in AREAS:
        return None
    return next((named for named in inside if named.sort in PARKS and named.place in (place.name, place.words)), None)


def _of_body(body: str, look: Look, wanted: set[str]) -> Heading:
    """A body that is spoken to, or the place with whose name it ends (古城荆州)."""
    place = next((named for named in look.named if named.words != body and body.endswith(named.words)), None)
    return Heading(look, _told(place, look, wanted), place) if place else Heading(look, body)


def _is_spoken_at(named: Named, look: Look) -> bool:
    mark = _SPEAKS_AT.search(look.words, max(0, named.start - 2), named.start + 1)
    if mark is not None and mark.end() == named.start:
        return named.sort not in AREAS or _LISTENS.match(look.words, named.end) is None
    return named.sort in PARKS and _COMES_TO.search(look.words, 0, named.start) is not None


def _until(inside: list[Named], look: Look) -> int:
    """How many of the bodies stand before the first one that is spoken at, that one included."""
    return next((n for n, named in enumerate(inside, 1) if _is_spoken_at(named, look)), len(inside))


def _first_sentence(words: str) -> tuple[int, int]:
    """Where the first sentence stands that is about one place, the lead of a round-up passed over."""
    end = words.find("。") + 1 or len(words)
    if end < len(words) and _EVERYWHERE.search(words, 0, end):
        return end, words.find("。", end) + 1 or len(words)
    return 0, end


def _told(named: Named, look: Look, wanted: set[str]) -> str:
    """A city is told under its province where the lead or the speaker's office names the province."""
    if named.sort not in AREAS:
        return named.words
    held = {
        other.province
        for other in look.named
        if other.start < named.start and other.sort == "province" and _COMMITTEE.match(look.words, other.end)
    }
    if named.words in wanted or named.name in wanted or named.sort == "province":
        return named.name
    return named.province if named.province in wanted | held else named.words


def _county(look: Look, start: int) -> Heading | None:
    """The county or district with whose full name a paragraph begins, and which acts."""
    name = counties.starting_at(look.words, start)
    acts = _COUNTY_ACTS.match(look.words, start + len(name)) if name else None
    return Heading(look, name, form=BY_FORM) if name and acts else None


def _party_group(look: Look, start: int) -> Heading | None:
    found = _PARTY_GROUP.match(look.words, start)
    if found and not re.search("^高新区|^我区|^全区|^区", found["body"]) and body_forms.is_name(found["body"]):
        return Heading(look, _OWN_PARTY.sub("", found["body"]) or found["body"], None)
    return None


def _by_form(look: Look, start: int, there: bool) -> Heading | None:
    body = body_forms.acting(look.words, start) or (body_forms.stood_in(look.words, start) if there else None)
    return Heading(look, body, form=BY_FORM) if body else None


def _quoted(look: Look) -> Heading | None:
    """The zone whose official is quoted in a paragraph: “…”X高新区党工委书记某某表示."""
    for named in look.named:
        if named.sort in PARKS and _OFFICIAL_SAYS.match(look.words, named.end):
            return Heading(look, named.words, named, form=BY_FORM)
    return None


def announced(looks: list[Look]) -> set[str]:
    """The places that title and lead announce."""
    table = places()
    return {named.name for look in looks for named in look.named if named.name in table}
