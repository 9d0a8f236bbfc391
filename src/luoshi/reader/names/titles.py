"""The offices printed before a name: where the chain begins, what of it is the title, and which body it belongs to.

By the codebook a title loses the body's name that stands directly before it (rulings 4 and 38), unless the chain names
several bodies; then it is kept whole.
"""

import re
from functools import cache

from luoshi.model.records import Value
from luoshi.reader.names.body_forms import local
from luoshi.reader.names.boundaries import clause_start, left_edge
from luoshi.reader.names.org_names import begins_with_place, generic
from luoshi.registry.bodies import ministries, places
from luoshi.registry.lexicon import beginning, lexicon, one_of

_SEPARATORS = "、兼,"
# An office that does not open a chain with a comma: 班子成员,党工委书记某某.
_NO_OPENING = ("成员", "宣讲员", "负责人", "代表", "领导", "组长", "队长")
# 作为一名村党支部书记,某某镇镇长某某: what somebody is, no office of a chain.
_ANYBODY = ("作为", "身为", "一名", "一位")
# But these do: 全国人大代表,某公司董事长某某.
_MEMBER = ("宣讲团成员", "人大代表", "政协委员", "党代表", "大代表")
# 某镇某村, 某某总承包部: a body of its own, no department.
_OWN_BODY = re.compile(
    "^[一-鿿]{2,4}(?:镇|乡|村|街道|社区)$|..(?:镇|乡|街道|县|区|市).+(?:村|社区|街道|镇)$|..(?:总承包|项目|事业|指挥)部$"
)
# 学习贯彻…精神宣讲团|团长: the team's name holds verbs.
_LECTURERS = re.compile("(?:[一-鿿]{0,5}[省市区县]委?)?(?:学习|宣传|贯彻|党的|党史|理论).*宣讲团$")
_TEAM_NAME = "宣讲团"
# A seat in a team that travels is no office of the team: 省委宣讲团成员.
_TEAM = re.compile("[一-鿿]{0,6}宣讲团")
# The committees of the people's delegates, and whose they are.
_CHAMBERS, _DELEGATES = ("工委", "委员会"), re.compile("[一-鿿]{0,8}(?:人大|政协)")
# 湖滨街道|老党员, 72岁的|老党员: where somebody lives and how old he is belongs to no title.
_WHERE_FROM = (*local(), "岁的")
# A bureau of a place with one of its departments behind it: 某市司法局|普法科.
_BUREAU = re.compile("[一-鿿]{4,12}?(?:局|厅|委|法院|检察院)(?=[一-鿿]{1,12}(?:处|科|室|中心|队|所|站|庭|分局|支部)$)")
# Of a committee, whose office it is that has one: 某县委宣传部|理论科.
_COMMITTEE_OFFICE = re.compile("[一-鿿]{1,12}?委(?:宣传|组织|统战|社会工作)部(?=[一-鿿]{1,8}[股科处室]$)")
_PLACE = re.compile("[一-鿿]{2,3}(?:市(?!场|委|政)|县(?!委|政)|旗|(?<![园新地片社小街])区(?!域|委|政|块|县))")
_BRACKET = re.compile(r"\([^()]*\)$")
# 创新创业|服务中心: a centre that bears no name of its own.
_CENTRE = re.compile("(?:服务|促进|管理|指导|事务|发展|受理|审批)*中心$")
_SEATS = ("委员", "代表")
_PLACES = ("省", "市", "区", "县", "州", "旗")
# An office in the place's own bodies: 区党工委书记.
_OWN_PLACE = re.compile("^[省市区县州](?:党工委|工委|党委|管委会)")
# 市政府|党组书记、市长: whom a mayor heads.
_GOVERNMENT = "政府"
# At the head of a government or of the people's delegates.
_HEAD = re.compile("^(?:常务)?副?(?:省|市|区|县|州|旗|盟|镇|乡)长$|自治区主席|人大|政协")
# 该公司|董事长: the body named just before.
_POINTING = ("该", "本")
_HOUSES = ("局", "厅", "委", "办", "院", "校")
_LONGEST_CHAIN = 90
# 与会企业家代表、某公司董事长某某: a speaker for others, unless it is an office (人大代表).
_SPEAKER = re.compile("(?<!大)(?<!党)代表$")


class Title(Value, frozen=True):
    """A title as the codebook cuts it, the body it belongs to (None where none is named) and where the chain starts."""

    words: str
    org: str | None
    start: int


class Office(Value, frozen=True):
    """One office of a chain at [start, end): `body` is the proper name before it, `words` what is left."""

    start: int
    end: int
    body: str
    words: str


def before(text: str, floor: int, end: int) -> Title | None:
    """The title that ends at `end`, not before `floor`; None where no office stands there."""
    chain = _chain(text, max(floor, end - _LONGEST_CHAIN), end)
    if not chain:
        return None
    named = [office for office in chain if office.body]
    first, last = chain[0], chain[-1]
    seat = first.words.endswith("常委") and len(chain) > 1 and not _of_committee(chain[1:])
    elsewhere = seat or any(_of_another_body(first, office) for office in chain[1:])
    if named and (len(named) > 1 or not first.body or elsewhere):
        start = _heralded(text, first)
        return Title(text[start : last.end], _named(_whole(named[-1])), start)
    return Title(text[first.end - len(first.words) : last.end], _named(_whole(first)) if named else None, first.start)


def _whole(office: Office) -> str:
    """The body of an office with the committee that its title keeps: 某市|市委书记 is one of 某市委."""
    committee = _committee().match(office.words) if office.body else None
    return office.body + (committee[0] if committee else "")


def _heralded(text: str, first: Office) -> int:
    """Where a chain begins behind a word that heralds it and tells no office (访|全国人大代表、…)."""
    former = _former().match(text, first.start, first.end)
    return former.end() if former and former["dropped"] else first.start


def _of_another_body(first: Office, office: Office) -> bool:
    """Whether an office that names no body is none of the body before it: 某市委副书记、|市长; 某宣讲团成员、|市委党校校长."""
    if office.body or not first.body:
        return False
    if office.words.startswith(_other_organs()) or _bare_organ().match(office.words):
        return True
    if _bare_organ().match(first.body) and (
        (_HEAD.search(office.words) and not first.body.endswith(_GOVERNMENT)) or _OWN_PLACE.match(office.words)
    ):
        return True
    governs = first.body.endswith(("委", "自治区")) or _committee().match(first.words) is not None
    return governs and _HEAD.search(office.words) is not None


def _of_committee(chain: list[Office]) -> bool:
    """Whether all offices are ones of a party committee's own: 某省委常委、|宣传部部长."""
    return all(_committee_office().match(office.words) and not office.body for office in chain)


def _named(body: str) -> str | None:
    """The body, None where it is a common noun (该集团|党委书记, 该厅|厅长)."""
    return None if body in _open() or body in _HOUSES else body


def _chain(text: str, floor: int, end: int) -> list[Office]:
    """The offices of the chain in order; an office before a separator belongs to it."""
    chain: list[Office] = []
    while end > floor:
        start = clause_start(text, floor, end)
        cut = text.rfind("兼", start, end)
        start = cut + 1 if cut >= start and _ends_in_office(text, start, cut) else start
        office = _office(text, start, end)
        if office is None:
            break
        if unmarked := _unmarked(text, office, start):
            chain.insert(0, Office(unmarked, end, "", text[unmarked:end]))
            end = unmarked
            continue
        chain.insert(0, office)
        if office.start > start or start <= floor or text[start - 1] not in _SEPARATORS:
            break
        end = start - 1
        if not _ends_in_office(text, floor, end) or _SPEAKER.search(text, floor, end):
            break
        if text[end] == "," and text.startswith(_ANYBODY, clause_start(text, floor, end)):
            break
        if text[end] == "," and text.endswith(_NO_OPENING, floor, end) and not text.endswith(_MEMBER, floor, end):
            break
    return chain


def _unmarked(text: str, office: Office, floor: int) -> int:
    """Where an office begins that another stands before without a mark: 党工委书记|管委会主任; 0 where none does."""
    core = _core().search(text, floor, office.end)
    if core is None or not office.words.endswith(_strong_offices()) or core.start() <= floor:
        return 0
    return core.start() if text.endswith(_strong_offices(), floor, core.start()) else 0


def _office(text: str, floor: int, end: int) -> Office | None:
    core = _core().search(text, floor, end)
    if core is None:
        return None
    if core.start() == floor:
        return Office(floor, end, "", core[0])
    team = text.endswith(_TEAM_NAME, floor, core.start()) and _LECTURERS.match(text, floor, core.start())
    start = left_edge(text, core.start(), floor=floor, touching=True) if not team else floor
    before_core = text[start : core.start()]
    body, rest = _parted(before_core)
    if text[start - 1 : start] in _POINTING and (before_core in _open() or before_core in _HOUSES):
        body, rest = before_core, ""
    words = core[0]
    if body and words.startswith(_CHAMBERS) and _DELEGATES.match(body):  # 市人大|高新工委|主任
        organ_end = next(len(chamber) for chamber in _CHAMBERS if words.startswith(chamber))
        body, words = body + words[:organ_end], words[organ_end:]
    if body.endswith(_PLACES) and (mass := next((each for each in _masses() if words.startswith(each)), "")):
        body, words = body + mass, words[len(mass) :]  # 某市妇联|主席
    if rest in _committees() and (organ := _committee_organ().match(words)):
        body, rest, words = body + rest + organ[0], "", words[organ.end() :]
    if words in _SEATS and body.endswith(("政协", "人大")):
        body, rest = "", body + rest  # 全国政协委员, 某省人大代表: a seat, no office of the body
    if body and words in _callings() and not body.endswith(_WHERE_FROM) and not _looks_like_body(body):
        body, rest = "", body + rest
    return Office(start, end, body, rest + words)


def _parted(prefix: str) -> tuple[str, str]:
    """What stands before an office as (body, department): a department of a zone or firm belongs to the title, a place's
    committee (某市|市委) and a body without a name of its own do, too; another organ of an unnamed place (市科技局, 市政协) is
    a body, and so is a school of a university."""
    former = _former().match(prefix)
    if former:
        body, rest = _parted(prefix[former.end() :])
        return body, ("" if body or former["dropped"] else former[0]) + rest
    nameless = prefix in _nameless()
    if not nameless and not _is_team(prefix) and _bare_organ().match(prefix):
        committee = _COMMITTEE_OFFICE.match(prefix)
        return (committee[0], prefix[committee.end() :]) if committee else (prefix, "")
    if nameless or _lone_department(prefix):
        return "", prefix
    end = _end_of_body(prefix)
    return prefix[:end], prefix[end:]


def _end_of_body(prefix: str) -> int:
    """Where in the words before an office the body ends of which the rest is the committee, the department or the team."""
    if _is_team(prefix):
        return _home_of_team(prefix)
    party = prefix.startswith(_parties())
    committee = _committee().search(prefix) if prefix.endswith(_named_committees()) else None
    if committee and committee.start() > 1 and committee.end() == len(prefix) and not party:
        return committee.start()
    home = _home().match(prefix) if prefix.endswith(_home_departments()) else None
    if (
        party
        or prefix.endswith(_societies())
        or (home and home[0].endswith(_schools()) and prefix.endswith(_academic()))
    ):
        return len(prefix)
    if home and home.end() < len(prefix) and not prefix.startswith("国家税务总局"):
        return home.end()
    committee_office = _COMMITTEE_OFFICE.match(prefix)
    bureau = committee_office or _BUREAU.match(prefix)
    return bureau.end() if bureau and (committee_office or _placed(prefix)) else len(prefix)


def _is_team(prefix: str) -> bool:
    return prefix.endswith(_TEAM_NAME) and _TEAM.fullmatch(prefix) is not None


def _home_of_team(prefix: str) -> int:
    """Where behind its places the name of a team begins that bears no committee's: 某市|青年宣讲团."""
    home = 0
    while size := next((size for size in range(8, 1, -1) if prefix[home : home + size] in places()), 0):
        home += size
    return 0 if "委" in prefix[home:] else home


def _placed(prefix: str) -> bool:
    """Whether words begin with a place, known or by its form."""
    return begins_with_place(prefix) or _PLACE.match(prefix) is not None


def _looks_like_body(prefix: str) -> bool:
    """Whether words before a calling name a body (四川大学|教授) rather than describe the person (青年党员|代表, 科技|工作者)."""
    if prefix in _body_endings():
        return False
    if _BRACKET.sub("", prefix).endswith(_body_endings()) or prefix in ministries():
        return True
    return prefix not in places() and begins_with_place(prefix)


def _lone_department(prefix: str) -> bool:
    """Whether the words are a department that is printed without the body it belongs to."""
    centre = _CENTRE.search(prefix) if prefix.endswith("中心") else None
    if centre and generic(prefix[: centre.start()]):
        return True
    if (
        not prefix.endswith(_departments())
        or prefix in ministries()
        or prefix.startswith(("中央", "国家", "全国", "国务院"))
        or _OWN_BODY.search(prefix)
    ):
        return False
    return not _placed(prefix) and not _home().match(prefix + "部")


def _ends_in_office(text: str, floor: int, end: int) -> bool:
    floor = max(floor, end - 16)
    if end > floor and text[end - 1] == ")":
        return _core().search(text, floor, end) is not None
    return any(text[end - size : end] in _offices() for size in _office_sizes() if end - size >= floor)


@cache
def _offices() -> frozenset[str]:
    return frozenset(word for words in lexicon("titles")["office"].values() for word in words)


@cache
def _strong_offices() -> tuple[str, ...]:
    return tuple(lexicon("titles")["office"]["strong"])


@cache
def _office_sizes() -> tuple[int, ...]:
    return tuple(sorted({len(word) for word in _offices()}))


@cache
def _nameless() -> frozenset[str]:
    """Bodies without a name of their own: 区委, 团委, 集团."""
    words = lexicon("offices", "words")["bare_body"]
    return _open() | frozenset(words["bare"]) | frozenset(words["youth"])


@cache
def _committees() -> frozenset[str]:
    return frozenset(lexicon("offices", "words")["bare_body"]["committee"])


@cache
def _committee() -> "re.Pattern[str]":
    """The committee of a place that goes with its offices: 市委."""
    return re.compile(one_of(_named_committees()) + "(?=$|常委|副?书记|委员|秘书长)")


@cache
def _named_committees() -> tuple[str, ...]:
    return tuple(word for word in _committees() if len(word) > 1)


@cache
def _parties() -> tuple[str, ...]:
    """The democratic parties, whose committees are no place's own: 民建某市委."""
    return tuple(lexicon("offices", "words")["body_home"]["party"])


@cache
def _schools() -> tuple[str, ...]:
    return tuple(lexicon("offices", "words")["body_home"]["academy"])


@cache
def _societies() -> tuple[str, ...]:
    return tuple(lexicon("offices", "words")["body_home"]["society"])


@cache
def _masses() -> tuple[str, ...]:
    return tuple(lexicon("offices", "words")["body_home"]["masses"])


@cache
def _academic() -> tuple[str, ...]:
    return tuple(lexicon("offices", "words")["body_home"]["academic"])


@cache
def _committee_organ() -> "re.Pattern[str]":
    return re.compile(one_of(lexicon("offices", "words")["bare_body"]["committee_organ"]))


@cache
def _committee_office() -> "re.Pattern[str]":
    organs = one_of(lexicon("offices", "words")["bare_body"]["committee_organ"])
    return re.compile(f"(?:{organs})|组织部长|宣传部长|统战部长|(?:副)?(?:书记|秘书长)$")


@cache
def _departments() -> tuple[str, ...]:
    return tuple(lexicon("offices", "words")["department"]["ending"])


@cache
def _former() -> "re.Pattern[str]":
    words = lexicon("offices", "words")["former"]
    return re.compile(f"(?P<kept>{one_of(words['kept'])})|(?P<dropped>{one_of(words['dropped'])})")


@cache
def _bare_organ() -> "re.Pattern[str]":
    """An organ of a place that is not named: 省委宣讲团, 市科技局, 团区委."""
    words = lexicon("offices", "words")["bare_body"]
    return re.compile(f"团?(?:{one_of(words['place'])})(?:{one_of(words['organ'])})")


@cache
def _callings() -> frozenset[str]:
    return frozenset(lexicon("titles")["office"]["weak"])


@cache
def _body_endings() -> tuple[str, ...]:
    endings = [word for words in lexicon("organisations")["org_ending"].values() for word in words]
    return (*endings, *lexicon("organisations", "words")["context"]["short_ending"], *"院所局厅部委会团校社台厂")


@cache
def _open() -> frozenset[str]:
    return frozenset(lexicon("offices", "words")["own"]["open"])


@cache
def _own_nouns() -> frozenset[str]:
    return frozenset(lexicon("offices", "words")["own"]["noun"])


@cache
def _other_organs() -> tuple[str, ...]:
    """Nameless bodies that are none of a zone's: 新区党工委书记、|区委书记 are offices in two bodies."""
    return ("区委", "市委", "县委", "区长", "区政府", "市政府")


@cache
def _core() -> "re.Pattern[str]":
    """An office with the organ and the grade before it, at the end of the searched part."""
    words = lexicon("offices", "words")
    organ, grade = words["title_organ"]["organ"], words["title_grade"]["grade"]
    first = beginning([*organ, *grade, *_offices()])
    return re.compile(rf"{first}{one_of(organ)}?{one_of(grade)}*{one_of(_offices())}(?:\([^()]{{1,8}}\))?\Z")


@cache
def _home() -> "re.Pattern[str]":
    """A zone or firm with one of its departments behind it."""
    homes = one_of(lexicon("offices", "words")["body_home"]["ending"])
    department = one_of(_home_departments())
    return re.compile(rf".*(?:{homes})(?:\([^()]{{1,10}}\))?(?!\))(?=.{{0,12}}(?:{department})\Z)")


@cache
def _home_departments() -> tuple[str, ...]:
    return tuple(lexicon("offices", "words")["body_home"]["department"])
