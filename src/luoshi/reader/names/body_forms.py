"""Bodies that no list holds: known by the form of a name and by what it does, or called 高新区 and 学校 all along."""

import re
from collections import Counter
from functools import cache

from luoshi.registry.bodies import places
from luoshi.registry.lexicon import beginning, either, lexicon, one_of, words

_LONGEST, _PAIR = 12, 2
# 地区, 社区 alone name nobody.
_SHORTEST = 3
# What a zone's own site calls its zone: 高新区, but not 各高新区 and 国家高新区; an organ's: 区委; a reaction story's: 广大干部群众.
_ZONE = re.compile(
    "高(?<![各级家].)新(?:技术产业开发)?区|经(?<![各级家].)(?:开|济开发)区|开(?<![各级家].)发区|自(?<![各级家].)贸片区"
    "|实(?<![各级家].)验区|保(?<![各级家].)税区|新(?<![各级家高].)区"
)
_ALL_ZONES = "国家高新区"
# What stands behind a body over its paragraph.
_OVER = re.compile("[】::]")
# 6月4日,区党工委会议召开: the committee of a zone that is hardly named.
_OWN_COMMITTEE = re.compile("(?:[^,。]{0,12}日[^,。]{0,4},)?区(?:党工委|管委会)")
_PARK = re.compile("园(?<![各级家]园)区")
_ORGAN = re.compile(
    "[省市区县州镇](?:(?<![一-鿿].)(?:(?<!镇)委(?:统战部|宣传部|组织部|社会工作部|政法委|党校)|委(?!员|常委[、,]|宣讲团|讲师团)|政府|人大|政协)|委(?=常委会|理论)|政府(?=党组|常务))"
)
_MANY = re.compile(
    "[全各社广中与](?:(?:(?<!全国.)(?:(?<=全)国(?!各族)(?:各地|社会各界|各族|各界|广大)|(?<=各)[地族界]|(?<=社)会各界|(?<=广)大)的?[一-鿿]{0,4}(?:群众|人士|人民|党员|干部|职工)|(?<=中)央和国家机关)"
    "(?=认真|纷纷|热议|表示|迅速|持续|通过|深入|、)|(?<=与)会(?:同志|代表|委员|人员)(?=们?(?:表示|认为|围绕)))"
)
# So many paragraphs at most for one mention of the zone.
_SPARSE = 4


def acting(text: str, start: int) -> str | None:
    """The body at a position that meets, learns or sets something going: X镇党委召开 …"""
    if not _act().search(text, start, start + 3 * _LONGEST):
        return None
    found = _acting().match(text, start)
    return found["body"] if found and len(found["body"]) > 1 and is_name(found["body"]) else None


def of_place(text: str, start: int) -> str | None:
    """The bureau, court or firm whose name begins with its place, where it or its officer acts: X省审计厅党组召开, X市检察院
    党组书记某某主持. The place's committee or government stands for the place and is none."""
    found = _of_place().match(text, start)
    return found["body"] if found and is_name(found["body"]) else None


def names(line: str) -> bool:
    """Whether a line is nothing but the name of a body."""
    return _named().fullmatch(line) is not None and is_name(line)


def named_for_place(text: str, start: int, size: int) -> str | None:
    """The bureau, court, house or society whose name begins with the first `size` characters at a position, or is these."""
    found = _named_for_place().match(text, start)
    body = text[start : max(found.end(), start + size)] if found else ""
    return body if body and is_name(body) else None


def addressed(text: str) -> str | None:
    """The body to which somebody speaks: 在X系统宣讲, 赴X镇宣讲, 参加X代表团审议."""
    for found in _addressed().finditer(text):
        body = found["body"] or found["deputies"]
        if len(body) >= _SHORTEST and is_name(body):
            return str(body)
    return None


def stood_in(text: str, start: int) -> str | None:
    """The place or body at a position with a pause behind it: (在)X街道,党工委组织 …"""
    found = _stood_in().match(text, start)
    return found["body"] if found and len(found["body"]) >= _SHORTEST and is_name(found["body"]) else None


def headed(text: str, start: int) -> str | None:
    """The body that stands at a position before a bracket or a colon and a day: X大学:3月13日."""
    if not _OVER.search(text, start, start + 3 * _LONGEST):
        return None
    found = _headed().match(text, start)
    return found["body"] if found and is_name(found["body"]) else None


def parks() -> tuple[str, ...]:
    """What the names of zones and parks end in."""
    return tuple(lexicon("bodies", "words")["kind"]["park"])


def local() -> tuple[str, ...]:
    """What the names of a district's or county's parts end in."""
    return tuple(lexicon("bodies", "words")["below"]["names"])


def schools() -> tuple[str, ...]:
    """What the names of schools end in."""
    return tuple(lexicon("bodies", "words")["kind"]["school"])


def called(texts: list[str]) -> str | None:
    """What an article calls its own body where it never gives a name: 园区, 学校, 区委, 各地干部群众."""
    if said := zone(texts, _PARK):
        return said
    opening = "\n".join(texts[:3])
    for name, shown in lexicon("bodies", "words")["called"].items():
        if any(word in opening for word in shown):
            return name
    return None


def organ(texts: list[str]) -> str | None:
    """What an article calls the organ or the crowd that it is about: 区委, 各地干部群众."""
    organ = _most(_ORGAN, texts[:2]) or _most(_MANY, texts[:1]) or _most(_MANY, texts[:6])
    return organ[0] if organ else None


def zone(texts: list[str], kind: "re.Pattern[str]" = _ZONE) -> str | None:
    """What an article calls its own zone all along: 高新区, 开发区."""
    said = _most(kind, texts)
    own = texts and _OWN_COMMITTEE.match(texts[0])
    return said[0] if said and (own or said[1] * _SPARSE >= len(texts)) else None


def all_zones(texts: list[str]) -> str | None:
    """国家高新区, where an article is about all of them and names none more than that."""
    told = sum(_ALL_ZONES in text for text in texts)
    return _ALL_ZONES if told and told * 2 >= len(texts) else None


def _most(pattern: "re.Pattern[str]", texts: list[str]) -> tuple[str, int] | None:
    """What a pattern finds most often, and how often."""
    said = pattern.findall("\n".join(texts))
    return Counter(said).most_common(1)[0] if said else None


def is_village(name: str) -> bool:
    """Whether the words name one village: not 农村, 全村, 示范村."""
    return not name.endswith(words("bodies")["village"]) and is_name(name)


def is_name(body: str) -> bool:
    """Whether the words could name one body: they do not begin like everybody's (全区, 各单位) or run over a verb."""
    if body.endswith(words("bodies")["whole"]):
        return not body.startswith(_no_names())
    if _opens().match(body) and body[:2] not in places() and body[:3] not in places():  # 上海 begins like 上
        return False
    if "和" in body or "与" in body:
        body = fields().sub("", body)
    return _runs_over().search(body) is None


@cache
def _opens() -> "re.Pattern[str]":
    return re.compile(either("bodies", "opens"))


@cache
def fields() -> "re.Pattern[str]":
    """The two fields of a department or an institute, which are one word of its name: 工业和信息化, 生态与地理; and words that begin
    with 和 (和平社区)."""
    kept = lexicon("edges", "words")["edge"]["kept"]
    known = one_of(
        word for word in kept if "和" in word[1:] or "与" in word[1:] or (word[0] == "和" and len(word) == _PAIR)
    )
    return re.compile(f"{known}|[一-鿿]{{2}}与[一-鿿]{{2,4}}(?=研究所|研究院|研究中心|实验室|学院)")


@cache
def _no_names() -> tuple[str, ...]:
    return tuple(lexicon("bodies", "words")["opens"]["not_a_name"])


@cache
def _runs_over() -> "re.Pattern[str]":
    return re.compile(either("bodies", "holds"))


@cache
def _kind() -> str:
    """What names end in, as a part of patterns; the look ahead spares its branches nearly everywhere."""
    return beginning(words("bodies")["kind"]) + either("bodies", "kind")


@cache
def _act() -> "re.Pattern[str]":
    return re.compile(either("bodies", "act"))


@cache
def _acting() -> "re.Pattern[str]":
    organ, act = either("bodies", "organ"), either("bodies", "act")
    name = rf"[一-鿿]{{0,{_LONGEST}}}?{_kind()}|[一-鿿]{{2,5}}?(?=党工委|管委会|召开党[组委])"
    beside = rf"(?:、[一-鿿]{{2,{_LONGEST}}}?{_kind()}(?=(?:联合|组织)?召开))?"  # of two bodies
    return re.compile(rf"(?P<body>(?:{name})(?:\([一-鿿]{{2,6}}\))?{beside})(?={organ}*(?:在[一-鿿]{{1,8}}?)?{act})")


@cache
def _of_place() -> "re.Pattern[str]":
    kinds = (*words("bodies")["own"], *schools())
    return re.compile(
        rf"(?P<body>[一-鿿]{{2,{_LONGEST}}}?{beginning(kinds)}(?:{'|'.join(kinds)}))(?:\([一-鿿]{{1,6}}\))?"
        rf"(?={either('bodies', 'organ')}*(?:{either('bodies', 'act')}|于|在|\d|今|昨|近日|日前|书记|(?:代)?(?:检察|局|厅|院|校)长|主任|机关|干部))"
    )


@cache
def _named() -> "re.Pattern[str]":
    return re.compile(rf"[一-鿿()·]+(?:{_kind()}|{'|'.join(words('bodies')['own'])})")


@cache
def _named_for_place() -> "re.Pattern[str]":
    kinds = "|".join((*words("bodies")["own"], *words("bodies")["house"]))
    return re.compile(rf"[一-鿿]{{1,{_LONGEST}}}?(?:{kinds})")


@cache
def _stood_in() -> "re.Pattern[str]":
    return re.compile(rf"(?P<body>[一-鿿]{{1,{_LONGEST}}}?{_kind()})(?=,)")


@cache
def _headed() -> "re.Pattern[str]":
    return re.compile(rf"(?P<body>[一-鿿]{{0,{_LONGEST}}}?{_kind()})(?=】|[::](?:\d|近日|日前|连日来))")


@cache
def _addressed() -> "re.Pattern[str]":
    kind = _kind()
    return re.compile(
        rf"(?:在|赴|到|走进|来到|前往)(?:参加)?(?P<body>[一-鿿]{{1,{_LONGEST}}}?{kind})(?={either('bodies', 'address')})"
        r"|(?:参加(?:的是)?|来到|在|^|(?<=午,))(?:[他她]所在的)?(?P<deputies>(?!参加|[他她各]|来到|在)[一-鿿]{2,6}代表团)(?=的?审议|讨论|[^,。]{0,4}会议|小组|参加|与代表|同代表|,|同一时间)"
    )
