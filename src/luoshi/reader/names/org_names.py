"""Candidates for names of organisations in a text, each way of knowing one by itself. Not for choosing among them."""

import re
from functools import cache

from luoshi.model.records import Value
from luoshi.reader.draft import Hits
from luoshi.reader.names.boundaries import left_edge
from luoshi.reader.names.name_size import name_size
from luoshi.registry.bodies import places
from luoshi.registry.industries import industries
from luoshi.registry.lexicon import Hit, beginning, lexicon, one_of
from luoshi.text.occurrences import occurrences

_LONGEST_NAME = 40
_SHORTEST_FULL_NAME = 8
_SHORT_FORM_BEGINNING, _SHORT_FORM_ENDING = 3, 2
_SHORT_INSTITUTE = 4
_LONGEST_PLACE = 8
# How far around a county is looked for under its full name.
_NEAR = 3000
# Beside a two-character name: words that may touch it on the left, and characters that make another word of it.
_LOOSE = "在与同和及由为向对从是以并或赴如像的了被"
_CONTINUED = "学西东南北荒连街道路门山江河湖部"
# Platforms with these endings are named in slogans, too (“…加速器”).
_QUOTABLE = ("incubator", "laboratory", "institute")
_NO_TITLE = ("负责人", "领导", "成员", "秘书", "助理")
_OF_THE_NATION = (
    *("创新中心", "检验检测中心", "检测中心", "测试中心", "质检中心", "超算中心", "计算中心", "大数据中心", "技术中心"),
    *("工程中心", "应用中心", "推广中心", "转移中心", "验证中心", "试验中心", "实验中心"),
)
_OF_A_PLACE = ("服务中心", "促进中心", "交流中心", "信息中心", "创业中心", "公共服务平台")
# 农村中|小学, 全市各|中学 are no one school.
_SCHOOLS = ("中学", "小学", "幼儿园", "附中", "附小")
# Of a place and nothing else (江西|农大), and before no word that begins with 大 (江西|农|大道).
_SHORT_UNIVERSITIES = ("农大", "林大", "师大", "工大", "医大", "财大", "交大")
_LONGEST_REGION = 3
_BIG = "力道会赛局健数型楼厦桥项宗"
_NO_SCHOOL = ("中", "各", "所", "级", "办", "市", "区", "县", "镇", "乡", "村", "农村", "公办", "民办")
_PLACED = re.compile("[一-鿿]{2,3}(?:市|县|区|旗|镇|乡)[一-鿿]")
# What the public goes to is a place, no body: 政务服务中心.
_COUNTERS = ("政务", "便民", "市民", "党群", "企业", "社区", "行政", "卫生", "金融", "人才")
_BRANCHING = ("firm", "university", "hospital", "institute")
_LOCAL_KINDS = ("party_committee", "government", "lecture_team")
_ORGANS = ("party_committee", "government")
_PUBLIC_KINDS = (*_LOCAL_KINDS, "ministry", "international")


class Candidate(Value, frozen=True):
    """A possible name at [start, end) of the text; `full` is the full name of which it is the short form."""

    start: int
    end: int
    kind: str
    full: str | None = None


def known(text: str, hits: Hits) -> list[Candidate]:
    """Ministries, and names of the lexicon."""
    not_before, but = _behind("not_before_ministry"), _behind("but")
    found = [
        Candidate(hit.start, _branch_end(text, hit.end), hit.value) for hit in hits.all("org_known") if _word(text, hit)
    ]
    found += [
        Candidate(hit.start, _branch_end(text, hit.end), "institute" if text[hit.end - 1] == "院" else "ministry")
        for hit in hits.all("ministry")
        if not text.startswith(not_before, hit.end) or text.startswith(but, hit.end)
    ]
    return [
        one
        for one in found
        if not _offices_behind(text, one.end, one.kind)
        and not _compounded(text, one.end)
        and not (text[one.start : one.end] in _agencies() and _SOURCE.match(text, one.end))
        and not (text.endswith("兵团", one.start, one.end) and _among_provinces(text, one.start))
    ]


# 新华社|北京7月1日电, 新华社|记者, 据新华社|报道: a source, no body that acts.
_SOURCE = re.compile(
    "[^,。;\\n]{0,12}?电(?![力视商气网子])|评论员|记者|报道|消息|客户端|发文|社论|发表|:|、(?:央视|人民|光明|经济|中央|中国)|刊发|受权"
)


def _among_provinces(text: str, start: int) -> bool:
    """Whether a list of provinces ends before a place: 宁夏、新疆和|某某兵团."""
    return text[start - 1 : start] in "、和及" and text[max(0, start - 3) : start - 1] in places()


@cache
def _agencies() -> frozenset[str]:
    return frozenset(lexicon("organisations", "words")["follower"]["agency"])


def in_project_name(text: str, end: int) -> bool:
    """Whether the words behind a firm's name make the name of a project or place of it (某某产业园, 某某第二生产线)."""
    return _project().match(text, end) is not None


@cache
def _project() -> "re.Pattern[str]":
    places = lexicon("organisations", "words")["project"]["place"]
    return re.compile(rf"(?:第[\d.一二三四五六七八九十]+代|[^\W\d_的和与及等在为是将]){{0,6}}?{one_of(places)}")


def _branch_end(text: str, end: int) -> int:
    """The end of a body's name together with the institutes and branches printed right behind it."""
    while found := _BRANCH.match(text, end):
        if left_edge(text, found.end(), floor=end) != end:
            break
        end = found.end()
    return end


_INSIDE = "(?:等离子|[^\\W\\d_在与和同及由为向对从到来等的了将、])"
_BRANCH = re.compile(
    f"{_INSIDE}{{2,12}}?(?:研究所|研究院|工研院|产研院|税务局|分院|分局|监管局|医工所|光机所|纳米所|化物所|微电子所|物质院|先导院|先进院|工学院|医学院|供电局)"
    f"|{_INSIDE}{{2,8}}?(?:分行|支行|分公司|分校|分中心|校区|附属医院|数据中心|研发中心)"
    f"|{_INSIDE}{{0,10}}?(?:技术|试飞|赋能|试制)中心"
    f"|{_INSIDE}{{2,6}}所(?![在有谓属以得需])"
    "|第?(?:\\d{1,4}|[一二三四五六七八九十]{1,3})(?:研究所|研究院|设计院|所|院|厂)(?!高校)"
)


def _word(text: str, hit: Hit) -> bool:
    """A name of two characters must not be the middle of another word (四川大学, 北大西门)."""
    if hit.end - hit.start > 2:
        return True
    before, after = text[hit.start - 1 : hit.start], text[hit.end : hit.end + 1]
    if "一" <= before <= "鿿" and before not in _LOOSE and not text.endswith(_to_a_body(), 0, hit.start):
        return False
    return after not in _CONTINUED


@cache
def _to_a_body() -> tuple[str, ...]:
    """Verbs that may touch a two-character name (走进|华为)."""
    context = lexicon("organisations", "words")["context"]
    return (*context["visiting"], *context["partner"])


def of_places(text: str, hits: Hits) -> list[Candidate]:
    """Party and government bodies with the name of their province, city or district before them."""
    out = []
    for hit in hits.all("org_party"):
        start = _place_start(text, hit.start, text[hit.start : hit.end])
        if start is None or _offices_behind(text, hit.end, hit.value) or _compounded(text, hit.end):
            continue
        if not _SESSION.match(text, hit.end):
            group = _GROUP.match(text, hit.end)
            if group:
                out.append(Candidate(start, group.end(), hit.value))
                continue
            party = _PARTY.search(text, max(0, start - _LONGEST_PARTY), start)
            end = hit.end + (party is not None and _WHOLE_COMMITTEE.match(text, hit.end) is not None)
            start = party.start() if party else start - 2 * text.endswith("中共", 0, start)
            out.append(Candidate(start, end, hit.value))
    return out


# The committees of the democratic parties: 九三学社|某市委, 民盟|某省委会.
_PARTY = re.compile("(?:民革|民盟|民建|民进|农工党|致公党|九三学社|台盟|共青团)\\Z")
_WHOLE_COMMITTEE = re.compile("会(?![议上见同场员长])")
_LONGEST_PARTY = 4


# 某市委|第三巡察组
_GROUP = re.compile("第?[一二三四五六七八九十]{0,3}(?:巡察|巡视|督导|督查)组(?!长)")
_SESSION = re.compile("第?[一二三四五六七八九十]+[届次]")  # 某省政协|十三届二次会议: an event, no body


def by_ending(text: str, hits: Hits) -> list[Candidate]:
    """Names that end as the names of firms, institutes and universities do."""
    out = []
    for hit in hits.all("org_ending"):
        if _compounded(text, hit.end):
            continue
        start = left_edge(text, hit.start)
        name = text[start : hit.start]
        kind = "party_committee" if text.endswith("党校", hit.start, hit.end) else hit.value
        titled = kind in _ORGANS or (kind == "lecture_team" and text.startswith("成员", hit.end))
        if titled and _offices_behind(text, hit.end, kind):
            continue
        if not name or "+" in name or hit.end - start > _LONGEST_NAME or _loose_end(name):
            continue
        placed = begins_with_place(name)
        ending = text[hit.start : hit.end]
        if ending in _SHORT_UNIVERSITIES and text[hit.end : hit.end + 1] in _BIG and hit.end < len(text):
            continue
        unfit = not (placed or not generic(name)) or _place_only(ending, name, placed)
        if unfit or (hit.value in _OF_A_TRADE and name in _trades_alone()):
            if not _local(text, hit.end):
                continue
            placed = True
        if placed or not (hit.value == "lecture_team" or (hit.value in _QUOTABLE and text[start - 1 : start] == "“")):
            end = _branch_end(text, hit.end) if hit.value in _BRANCHING else hit.end
            campus = _CAMPUS.match(text, end) if text.endswith("大学", start, end) else None
            end = campus.end() if campus and (campus[1] in places() or campus[1] in _REGIONS) else end
            out.append(Candidate(start, end, hit.value))
    return out


# 光电|实验室, 汽车|公司: a trade, no name.
_OF_A_TRADE = ("firm", "laboratory", "institute", "association", "hospital", "incubator")


@cache
def _trades_alone() -> frozenset[str]:
    return frozenset(word for entry in industries().values() for word in (*entry.names, *entry.weak))


# 某某大学(深圳), 某某大学(华东)
_CAMPUS = re.compile(r"\(([一-鿿]{2,3})\)")
_REGIONS = frozenset({"华东", "华北", "西南", "珠海"})


def _local(text: str, end: int) -> bool:
    """Whether a branch in a place stands behind: 某服务中心|石城分中心."""
    branch = _BRANCH.match(text, end)
    return branch is not None and begins_with_place(branch[0])


def _place_only(ending: str, name: str, placed: bool) -> bool:
    """Endings that need more before them: 光机所 a place, centres the nation (a city's 科技创新中心 is a standing, no body),
    bases a place and a field (某地|国际智能产业|科创基地)."""
    if ending in _OF_THE_NATION:
        return not name.startswith("国家") or name.endswith("科技")
    if ending in _SCHOOLS:
        return name.endswith(_NO_SCHOOL) or not (placed or _PLACED.match(name) or name.endswith("附属"))
    if ending in _SHORT_UNIVERSITIES:
        return not (placed and 2 <= len(name) <= _LONGEST_REGION)
    if ending in _OF_A_PLACE:
        own = _generic_words().sub("", name)
        return not placed or len(own) <= _SHORT_INSTITUTE or name.endswith(_COUNTERS)
    if ending.endswith("基地") and ending.startswith(("科创", "创新")):
        return not placed or len(name) <= _SHORT_INSTITUTE
    return ending.endswith(("所", "先导院", "先进院", "物质院")) and len(ending) <= _SHORT_INSTITUTE and not placed


def short_forms(text: str, full: list[Candidate]) -> list[Candidate]:
    """Short forms of full names: characters of the name, with or without 国家, in its order before the same ending."""
    names: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for name, kind in {text[one.start : one.end]: one.kind for one in full if one.kind not in _LOCAL_KINDS}.items():
        if len(name) >= _SHORTEST_FULL_NAME and name.isalpha():
            for head in {name[0], name.removeprefix("国家")[0]}:
                names.setdefault((head, name[-_SHORT_FORM_ENDING:]), []).append((name, kind))
    out = []
    for place, end in occurrences({ending for _, ending in names}, text):
        for start in range(max(0, place - _SHORT_FORM_BEGINNING), place - 1):
            for name, kind in names.get((text[start], text[place:end]), ()):
                if (
                    _in_order(text[start:end], name)
                    and not _compounded(text, end)
                    and left_edge(text, end, floor=max(0, start - 12)) == start
                ):
                    out.append(Candidate(start, end, kind, name))
    return out


def _place_start(text: str, start: int, ending: str) -> int | None:
    """Where the place's name before a body begins: a place of the registry, else a short run behind an edge (昆山|市委)."""
    table = places()
    for size in range(_LONGEST_PLACE, 1, -1):
        if start >= size and text[start - size : start] in table:
            return _wider_place(text, start - size)
    if ending[0] not in "省市区县州盟":
        return _county_start(text, start)
    edge = left_edge(text, start, touching=True)
    name = text[edge:start]
    if not (2 <= len(name) <= 5 and name.isalpha()) or generic(name):
        return None
    if edge == 0 or not text[edge - 1].isalpha():
        return edge
    near = text[max(0, edge - _NEAR) : edge] + text[start + 2 : start + _NEAR]
    return edge if f"{name}{ending[0]}" in near or f"{name}高新区" in near else None


_COUNTY = re.compile(r"[一-鿿]{2,8}?(?:新区|市|区|县|州|旗)(?:\([一-鿿]{2,8}\))?\Z")


def _county_start(text: str, end: int) -> int | None:
    """The start of a district's or zone's name that ends at `end`: at a place of the registry inside it, else at an edge."""
    found = _COUNTY.search(text, max(0, end - 16), end)
    if not found:
        return None
    table = places()
    for start in range(found.start(), end - 1):
        if any(text[start : start + size] in table for size in (4, 3, 2)):
            return _wider_place(text, start)
    start = left_edge(text, end, floor=found.start())
    return start if start < end - 2 and not generic(text[start:end]) else None


def _wider_place(text: str, start: int) -> int:
    """The start of the place together with a province or city printed right before it."""
    table = places()
    for size in range(_LONGEST_PLACE, 1, -1):
        if start >= size and text[start - size : start] in table:
            return start - size
    return start


def begins_with_place(name: str) -> bool:
    """Whether a province or city opens a name."""
    return _place().match(name) is not None


@cache
def _place() -> "re.Pattern[str]":
    return re.compile(beginning(places()) + one_of(places()))


def _offices_behind(text: str, end: int, kind: str) -> bool:
    """Whether a party, government or national body only stands inside a title (ruling 38)."""
    if kind == "lecture_team" and text.startswith("成员", end):  # unless the members act: 某市委宣讲团成员走进…
        return text.startswith(("、", ","), end + 2) or name_size(text, end + 2, strong=True) > 0
    return kind in _PUBLIC_KINDS and _office_next().match(text, end) is not None


def _compounded(text: str, end: int) -> bool:
    return text.startswith(_behind("not_before"), end) and not text.startswith(_behind("not_before_but"), end)


def generic(name: str) -> bool:
    """Whether the words before an ending name no one body."""
    rest = _generic_words().sub("", name)
    return (len(rest) <= 1 and len(name) <= 2) or not any(map(str.isalpha, rest))


def _in_order(short: str, name: str) -> bool:
    place = iter(name)
    return short != name and all(char in place for char in short)


@cache
def _generic_words() -> "re.Pattern[str]":
    return re.compile(one_of(lexicon("organisations", "words")["generic"]["word"]))


@cache
def _behind(value: str) -> tuple[str, ...]:
    return tuple(lexicon("organisations", "words")["follower"][value])


def _loose_end(name: str) -> bool:
    """Whether the part before an ending ends in a word that only leads to it (人民满意的|医院, not 武汉协和|医院)."""
    return name.endswith(_behind("not_touching")) and not name.endswith(_behind("touching"))


@cache
def _office_next() -> "re.Pattern[str]":
    """A department, an organ and an office, as they follow a body's name inside a title; spokesmen are no office here."""
    words = lexicon("offices", "words")
    offices = [word for word in lexicon("titles")["office"]["strong"] if not word.endswith(_NO_TITLE)]
    department = "(?:[一-鿿]{1,12}?(?:司|局|厅|处|科|室|部|办|中心|队|站|所))?"
    organ, grade = one_of(words["title_organ"]["organ"]), one_of(words["title_grade"]["grade"])
    return re.compile(rf"{department}(?:{organ})?(?:{grade})*(?:{one_of(offices)})")
