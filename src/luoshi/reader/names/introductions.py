"""Names of persons that their surroundings show: beside an office, before a verb of speaking, in rolls.

Not for later bare mentions of names that are known already (stage `people`).
"""

import re
from functools import cache

from luoshi.model.records import Ordered
from luoshi.reader.draft import Hits
from luoshi.reader.names import titles
from luoshi.reader.names.boundaries import clause_start, line_start
from luoshi.reader.names.name_size import FULL_NAMES, name_size, together
from luoshi.reader.names.surnames import beginnings, dotted, follower, may_begin, may_end, names, openings, plausible
from luoshi.registry.lexicon import lexicon

_LONGEST_PART = 8
_ROLL = 3
_COURTESIES = ("同志", "先生", "女士", "老师")
# 某宣讲团成员、|某某教授: what stands before the name belongs to the title.
_MEMBERS = ("成员、", "成员,", "人大代表、", "政协委员、", "院士、")
# Who wrote is no person of the article: 记者甲、乙、丙报道.
_WRITERS = ("记者", "通讯员")
_TEAM = "宣讲团成员"
_FARTHEST_TEAM = 24
_LONGEST_LABEL = 60
_SCHOLARS = ("教授", "副教授", "研究员", "副研究员", "院士", "博士", "老师", "讲师")
# 贯彻|某某书记…讲话精神.
_GOVERNING = ("贯彻", "落实", "学习", "传达", "按照", "根据", "听取", "听了", "解读", "领会", "围绕", "对照")
# 到会的市领导有甲、乙.
_AMONG_THEM = "有"
# What stands between an office and the name begins with one of these.
_ASIDE = frozenset("( ”")
# A name with a dot may begin with any character.
_DOT = "·"
# 和 between two persons of a list, no part of the first one's name.
_LINKS = ("和", "与", "及")
# What deputies are called, behind their names.
_SEATS = ("代表", "委员")
_EMPLOYERS = ("firm", "university", "school", "institute", "hospital")


class Mention(Ordered, frozen=True):
    """A name at [start, end) of the flow; `title` and `org` as far as they stand beside it."""

    start: int
    end: int
    title: str | None = None
    org: str | None = None


def introduced(text: str, hits: Hits) -> list[Mention]:
    """Names that their surroundings show."""
    found = _before_office(text, hits)
    behind_names = {mention.end for mention in found}
    any_opening = _DOT in text
    for hit in hits.all("office"):
        if hit.start not in behind_names and (any_opening or text[hit.end : hit.end + 1] in _behind_office()):
            found += _beside_office(text, hit.end, hit.value == "strong")
    found += _speaking(text)
    found += _of_firms(text, hits)
    found += _labels(text, hits)
    found += _rolls(text)
    found += _dotted(text)
    return _apart(found)


def _apart(found: list[Mention]) -> list[Mention]:
    """Mentions that do not overlap; one with a title goes before one without, then the first."""
    kept: list[Mention] = []
    taken: set[int] = set()
    for mention in sorted(found, key=lambda mention: (mention.title is None, mention.start, -mention.end)):
        if taken.isdisjoint(range(mention.start, mention.end)):
            kept.append(mention)
            taken.update(range(mention.start, mention.end))
    return kept


def _beside_office(text: str, start: int, strong: bool) -> list[Mention]:
    """The name right behind an office, and those that share the office with it: 副主席甲、乙、丙."""
    end = start
    if text.startswith(_AMONG_THEM, end):
        start = end + 1
        strong = False
    elif text[end : end + 1] in _ASIDE:
        aside = _aside().match(text, end)
        start = aside.end() if aside else end
        end = aside.end("remark") if aside and aside["remark"] else end
    size = name_size(text, start, strong=strong) or (strong and _opens_roll(text, start))
    if not size:
        return []
    title = titles.before(text, line_start(text, end), end)
    if title is None:
        return []
    out = [Mention(start, start + size, title.words, title.org)]
    place = _behind_remark(text, start + size)
    while text[place : place + 1] == "、":
        size = name_size(text, place + 1, strong=strong) or (strong and _opens_roll(text, place + 1))
        if not size or not follower(text, place + 1 + size).kind:
            break
        out.append(Mention(place + 1, place + 1 + size, title.words, title.org))
        place = _behind_remark(text, place + 1 + size)
    return out


def _opens_roll(text: str, start: int) -> int:
    """The length of a name that is an everyday word (周密) where two more names follow it in a roll beside an office."""
    for size in FULL_NAMES:
        if text[start + size : start + size + 1] != "、" or not may_begin(text, start):
            continue
        listed, _ = _list(text, start + size + 1)
        return size if len(listed) > 1 else 0
    return 0


def _behind_remark(text: str, place: int) -> int:
    """The place behind a remark in brackets (挂职, 女) that stands between two names of a list."""
    remark = _remark().match(text, place)
    return remark.end() if remark else place


@cache
def _behind_office() -> frozenset[str]:
    """What begins a name without a dot, or may stand between the office and the name."""
    return openings() | _ASIDE | {_AMONG_THEM}


@cache
def _remark() -> "re.Pattern[str]":
    return re.compile(r"\([^()\d]{1,6}\)(?=、)")


def _before_office(text: str, hits: Hits) -> list[Mention]:
    """Names with the office behind them: 甲总书记, 甲院士."""
    out = []
    after, anywhere = _offices_after()
    houses = {hit.end for hit in hits.all("org_ending") if hit.value in _EMPLOYERS}
    for hit in hits.all("office"):
        word = text[hit.start : hit.end]
        if word not in after or not may_end(text[hit.start - 1 : hit.start]):
            continue
        spoken = follower(text, hit.end).kind == "strong"
        for size in (4, 3, 2):
            start = hit.start - size
            if start < 0 or not may_begin(text, start) or not _fits(text[start : hit.start], spoken=spoken):
                continue
            housed = start in houses and word in _SCHOLARS
            joins = text.startswith("、", start - 1) and text[hit.start - 1] in _LINKS  # 甲、乙和|秘书长丙
            free = word in anywhere or housed or not _han(text, start - 1) or text.endswith(_GOVERNING, 0, start)
            if free and not joins and not _acts_as_verb(text, hit.start, hit.end):
                title = None if word in _COURTESIES else titles.Title(word, None, start)
                if title and (housed or text.endswith(_MEMBERS, 0, start)):
                    title = _around(text, start, word) or title
                out.append(Mention(start, hit.start, title.words if title else None, title.org if title else None))
                break
    return out


def seat_behind(text: str, end: int) -> str | None:
    """代表 or 委员 behind a name, not where it is the verb."""
    if not text.startswith(_SEATS, end):
        return None
    behind = end + len(_SEATS[0])
    return None if _acts_as_verb(text, end, behind) else text[end:behind]


def _labels(text: str, hits: Hits) -> list[Mention]:
    """Names with the office behind them on a line of their own or in brackets: 某某|全国人大代表, 某某(某公司董事长)."""
    out = []
    for hit in hits.all("office"):
        after = text[hit.end : hit.end + 1]
        if after == ")":
            opening = text.rfind("(", max(0, hit.end - _LONGEST_LABEL), hit.end)
            name = _bracketed().search(text, max(0, opening - _LONGEST_PART), opening) if opening > 0 else None
            first = opening + 1
        elif after in ("", "\n"):
            name = _label().match(text, line_start(text, hit.start))
            first = name.end() if name else 0
        else:
            continue
        if name is None or first >= hit.end or not plausible(name[1], beside_office=True):
            continue
        title = titles.before(text, first, hit.end)
        if title is not None and title.start == first:
            out.append(Mention(*name.span(1), title.words, title.org))
    return out


def _acts_as_verb(text: str, start: int, end: int) -> bool:
    """Whether 代表 behind a name tells what the person does (某某代表公司签约)."""
    behind = follower(text, end)
    if not text.startswith("代表", start) or behind.kind in ("pause", "strong", "adverb"):
        return False
    return behind.kind != "word" or text[end] in "与和同及"


def _fits(name: str, *, spoken: bool) -> bool:
    """Whether a name can stand before an office; a rare family name where a verb of speaking stands behind that."""
    if len(name) == 4 and name[:2] not in names().compound and not (spoken and name[:2] in names().double):
        return False
    return plausible(name, beside_office=spoken)


def _speaking(text: str) -> list[Mention]:
    """Names at a clause's start with a verb of speaking, meeting or attending behind them, and lists of them."""
    out = []
    for start in [0, *(found.start() + 1 for found in _clause_starts().finditer(text))]:
        listed, place = _list(text, start)
        if not listed:
            continue
        joint = text.startswith(together(), place) if len(listed) > 1 else False
        behind = place + text.startswith("等", place)
        if office := _shared(text, listed, place):
            out += _each(listed, office)
        elif joint or follower(text, behind).kind == "strong":
            out += listed
    return out


def _shared(text: str, listed: list[Mention], place: int) -> str | None:
    """The office that a list of two names and more closes with: 等(六位)代表, 两位来自某地的全国政协委员."""
    office = _shared_office().match(text, place) if len(listed) > 1 else None
    return office["office"] if office else None


def _each(listed: list[Mention], office: str) -> list[Mention]:
    return [Mention(name.start, name.end, office) for name in listed]


@cache
def _shared_office() -> "re.Pattern[str]":
    """The office behind a list, with 等, with how many they are, or both."""
    many = r"[\d一二两三四五六七八九十]{1,3}[位名]"
    return re.compile(
        rf"(?:等(?:{many})?|{many})(?:我[省市区县州]|(?:来自)?[一-鿿]{{2,6}}的)?"
        r"(?P<office>(?:全国|省|市|县|区)?(?:人大代表|政协委员)|代表|委员|[市区县州](?:四套班子)?领导"
        r"|(?:[市区县州]委)?(?:理论学习)?中心组成员)(?=[^会团大小])"
    )


def _of_firms(text: str, hits: Hits) -> list[Mention]:
    """Names right behind a firm's or school's name with a verb of speaking behind them: 某某有限公司某某说; 来自某某公司的某某."""
    out = []
    for hit in hits.all("org_ending"):
        if hit.value not in _EMPLOYERS:
            continue
        member = text.startswith("的", hit.end) and text.rfind("来自", line_start(text, hit.start), hit.start) >= 0
        start = hit.end + member
        size = name_size(text, start, strong=False, listed=not member)
        behind = follower(text, start + size).kind if size else ""
        if behind == "strong" or (behind and member and size == max(FULL_NAMES)):
            team = text.rfind(_TEAM, line_start(text, start), start)
            title = titles.before(text, line_start(text, start), team + len(_TEAM)) if 0 <= team else None
            if title and start - team <= _FARTHEST_TEAM and "、" in text[team:start]:
                out.append(Mention(start, start + size, text[title.start : start], title.org))
            else:
                out.append(Mention(start, start + size))
    return out


def _rolls(text: str) -> list[Mention]:
    """Three names and more in a row, one of them of three characters: a roll of persons whatever stands around it."""
    out: list[Mention] = []
    reach = 0
    for found in _roll_starts().finditer(text):
        start = found.start() - (max(FULL_NAMES) if found.lastgroup else min(FULL_NAMES))
        if start < reach:
            continue
        if _han(text, start - 1) and text[start] in names().leading:
            start += 1
        listed, end = _list(text, start)
        reach = listed[-1].end if listed else reach  # what is no roll as a whole is none from its middle on
        if text.endswith(_WRITERS, 0, start):
            continue
        if len(listed) >= _ROLL and any(name.end - name.start == max(FULL_NAMES) for name in listed):
            office = _shared(text, listed, end)
            out += _each(listed, office) if office else listed
    return out


def _list(text: str, place: int) -> tuple[list[Mention], int]:
    """The names from a place on with 、 between them, and where they end. After two names a rare family name will do."""
    listed: list[Mention] = []
    while size := name_size(text, place, strong=len(listed) > 1, listed=True):
        listed.append(Mention(place, place + size))
        place = _behind_remark(text, place + size)
        if text[place : place + 1] != "、":
            break
        place += 1
    return listed, place


def _dotted(text: str) -> list[Mention]:
    """Names with a middle dot that begin a clause before a verb of speaking."""
    out = []
    dot = text.find(_DOT)
    while dot >= 0:
        start = clause_start(text, max(0, dot - _LONGEST_PART), dot)
        size = dotted(text, start)
        if size and follower(text, start + size).kind == "strong":
            out.append(Mention(start, start + size))
        dot = text.find(_DOT, dot + 1)
    return out


def _han(text: str, position: int) -> bool:
    return position >= 0 and "一" <= text[position] <= "鿿"


def _around(text: str, start: int, office: str) -> titles.Title | None:
    """The title that the words before a name make together with the office behind it."""
    chain = text[line_start(text, start) : start] + office
    return titles.before(chain, 0, len(chain))


@cache
def _label() -> "re.Pattern[str]":
    return re.compile(f"({beginnings(rare=True)}[一-鿿]{{0,2}})(?: ?[|/:] ?| )")


@cache
def _bracketed() -> "re.Pattern[str]":
    return re.compile(rf"(?:\A|[\n,。;:!?”“ 、》…])({beginnings(rare=True)}[一-鿿]{{0,2}}) ?\Z")


@cache
def _clause_starts() -> "re.Pattern[str]":
    """What stands before a name that opens a clause: no name does without a verb of speaking behind it, or the mark of a
    list, which may follow a remark and close with 等."""
    verbs = {word[0] for word in lexicon("speech", "words")["after_name"]["strong"]}
    behind = "".join(sorted(verbs | set("、(等")))
    return re.compile(
        rf"[\n,。;:!?”“ 》)…由请有]{beginnings(rare=False)}(?=.{{0,2}}[{re.escape(behind)}]|.{{0,6}}{_DOT})"
    )


@cache
def _roll_starts() -> "re.Pattern[str]":
    """The mark behind the first name of a roll (`longer`: of three characters): a mark is looked for faster than names are."""
    first = f"[{''.join(sorted(names().common))}]"
    return re.compile(f"、(?:(?P<longer>(?<={first}[一-鿿]{{2}}、))|(?<={first}[一-鿿]、))(?={first}[一-鿿]{{1,2}}、)")


@cache
def _aside() -> "re.Pattern[str]":
    """What may stand between an office and the name: a space, a remark in brackets (兼), the mark that closes an honour."""
    return re.compile(r"(?P<remark>\([^()\d]{1,6}\))?[ ”]?")


@cache
def _offices_after() -> tuple[frozenset[str], frozenset[str]]:
    words = lexicon("offices", "words")["office_after"]
    return frozenset(words["after"]) | frozenset(words["anywhere"]), frozenset(words["anywhere"])
