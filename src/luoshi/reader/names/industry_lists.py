"""Industries that their place gives away: items of a list of industries, a provider's trade, what stands before 产业.

Ordinary words (金融, 物流) count beside a sure name; names that nobody listed count where the list is announced by 产业.
"""

import re
from bisect import bisect_left, bisect_right
from string import digits

from luoshi.reader.names.boundaries import line_start
from luoshi.reader.names.industry_names import Mention, any_of
from luoshi.registry.bodies import places
from luoshi.registry.lexicon import beginning, words
from luoshi.registry.world import registry

# Lists: 在A、B和C等领域, A、B、C三大战略性新兴产业.
_STRETCH = re.compile(r"[^,。;:!?\n“”‘’《》()]*")
Span = tuple[int, int]
_LONGEST = 400  # a stretch without a stop that is longer is no sentence
_QUOTED_HEAD = re.compile(r"“[^”\n]{2,12}”产业")  # A、B“两主一特”产业
_TAIL = re.compile(
    rf"(?:等(?!级)|(?:[两二三四五六七八九十]|\d{{1,2}})(?:大|个|条|类|项)|“)?(?:重点|新兴|前沿)?"
    rf"(?:(?:{any_of('industry_filler')})(?:[、和与])?)*(?P<head>(?:{any_of('industry_head')}|{any_of('industry_head_open')})(?!园|化|基地|小镇|学院|系统))?"
)
# What _TAIL and _FOR match begins with one of these.
_TAIL_BEGINS = frozenset("等两二三四五六七八九十“重新前为" + digits) | {
    word[0] for family in ("filler", "head", "head_open") for word in words("industries")[f"industry_{family}"]
}
_FOR = re.compile("为(?:主|代表|重点|核心|支撑|龙头|特色|引领|基础|依托|补充)")
_COUNTS = "两二三四五六七八九十"
_OPENER = re.compile(
    rf".*{beginning([*words('industries')['industry_opener'], *_COUNTS])}(?:{any_of('industry_opener')}|[{_COUNTS}]大)"
)
_ITEM = re.compile(r"[A-Za-z0-9一-鿿+/-]{2,12}$")
_JOINTS = frozenset("以和与及暨")
_JOIN = re.compile(r"(?:以及(?<=.{4})|和(?<=.{3})|与(?<=.{3})|及(?<=.{3})|暨(?<=.{3}))(?=.{2})")
_NO_INDUSTRY = re.compile(
    rf"(?:{any_of('industry_general')})$|.*(?:{any_of('industry_not_end')}|的|了|着)$|.*[的了着在是把要为等]"
)
_PLAIN = re.compile(
    rf"(?:{any_of('industry_opener')}|{any_of('industry_general')})|.*(?:{any_of('industry_general')}|{any_of('industry_opener')})$"
)
_GENERAL = frozenset(words("industries")["industry_general"])
_RANKS = frozenset(("传统", "新兴", "未来", "战略性新兴"))
_SURE_HEADS = frozenset(words("industries")["industry_head"])


def listed(text: str, known: list[Mention]) -> list[Mention]:
    """Industries in lists: ordinary words beside a sure name or before 产业, unknown names before 产业, 赛道."""
    starts = [mention.start for mention in known]
    out: list[Mention] = []
    reach = 0
    for number, mention in enumerate(known):
        if mention.start < reach:
            continue
        a, reach = _stretch(text, mention.start)
        if reach - a <= _LONGEST and text.find("、", a, reach) > 0:
            out += _of_list(text, a, reach, known[number : bisect_left(starts, reach)])
    return out


def _stretch(text: str, place: int) -> tuple[int, int]:
    """The stretch between two stops that holds a place."""
    before = text[max(0, place - _LONGEST) : place][::-1]
    return place - _STRETCH.match(before).end(), _STRETCH.match(text, place).end()  # type: ignore[union-attr]


def _of_list(text: str, a: int, b: int, inside: list[Mention]) -> list[Mention]:
    items, head, counted = _items(text, a, b, inside)
    if counted:
        return [Mention(start, end, _code(inside, start, end), True) for start, end in items]
    by_end = {mention.end: mention for mention in inside}
    by_start = {mention.start: mention for mention in inside}
    whole = [by_start.get(start) or by_end.get(end) for start, end in items]
    sure = sum(
        bool(mention and mention.sure and (mention.start, mention.end) == item)
        for item, mention in zip(items, whole, strict=True)
    )
    announced = head in _SURE_HEADS
    out: list[Mention] = []
    for (start, end), mention in zip(items, whole, strict=True):
        if mention and (mention.start, mention.end) == (start, end):
            if mention.sure or announced or (sure and (head or 2 * sure >= len(items))):
                out.append(mention)
        elif mention and mention.sure:
            out.append(_fuller(text, start, end, mention, announced=announced))
        elif mention and mention.end == end and text[start : mention.start] in _GENERAL:
            out.append(mention)
        elif (announced or (head and sure > 1)) and _may_be_industry(text[start:end]):
            out.append(Mention(start, end, mention.code if mention else None, True))
    return out


_NUMBER = re.compile("([两二三四五六七八九十])(?:大|个|条|类|项)")
_VALUE = {char: value for value, char in enumerate("二三四五六七八九十", 2)} | {"两": 2}


# Words that a name takes in from an item: 柔性|输配电, 稀土|磁材; not 某市|轨道交通, not 质谱仪器|研发.
_TAKEN = re.compile(r"[A-Za-z一-鿿]{1,4}$")
_FOREIGN = re.compile(r".*[的了在是把要为等市区省县镇国一各和与及其本该]")


_JOINED = re.compile("[及和与]([一-鿿]{2})$")  # 航空航天装备及维修


def _fuller(text: str, start: int, end: int, mention: Mention, *, announced: bool) -> Mention:
    """The known name with the unknown words of its item before it, or in an announced list behind it."""
    before, behind = text[start : mention.start], text[mention.end : end]
    if not behind and text[start - 1] == "、" and _is_part(before) and not _PARK.match(text, end):
        return Mention(start, mention.end, mention.code, mention.sure)
    joined = _JOINED.match(behind)
    if not before and announced and joined and not _NO_INDUSTRY.match(joined[1]):
        return Mention(mention.start, end, mention.code, mention.sure)
    if not before and announced and len(behind) <= 3 and _is_part(behind) and not _NO_INDUSTRY.match(behind):
        return Mention(mention.start, end, mention.code, mention.sure)
    return mention


# In the name of a place or body the words before are not the industry's: 某地|汽车产业园, 某地|生物医药公共服务平台.
_PARK = re.compile("[一-鿿]{0,4}?(?:平台|中心|基地|园区|产业园|小镇|展馆|大厦|研究院|实验室)")


def _is_part(words: str) -> bool:
    placed = any(words[:size] in places() for size in (2, 3, 4)) or words in registry().by_name
    return bool(_TAKEN.match(words)) and not (placed or _FOREIGN.match(words) or _PLAIN.match(words))


def _may_be_industry(item: str) -> bool:
    return bool(_ITEM.match(item)) and not _NO_INDUSTRY.match(item)


def _code(inside: list[Mention], start: int, end: int) -> str | None:
    return next((mention.code for mention in inside if start <= mention.start < end), None)


def _items(text: str, a: int, b: int, inside: list[Mention]) -> tuple[list[Span], str | None, bool]:
    """The items of a list, trimmed to names, the word that announces them (产业, 领域 …), None where none does, and whether
    the number announced shows that names with 及 or 与 are one (A及B、C、D三大产业)."""
    pieces: list[tuple[int, int]] = []
    place = a
    for piece in text[a:b].split("、"):
        pieces.append((place, place + len(piece)))
        place += len(piece) + 1
    start, end = pieces[0]
    first = next((mention for mention in inside if mention.end == end), None)
    earliest = next((mention.start for mention in inside if start <= mention.start < end), end - 1)
    opener = _OPENER.match(text, start, earliest)
    pieces[0] = (first.start if first else opener.end() if opener else start, end)
    start, end = pieces.pop()
    place, head = _last(text, start, end, inside)
    head = "产业" if _QUOTED_HEAD.match(text, end) else head
    pieces += [(start, place)] if place > start else []
    number = _NUMBER.match(text, place)
    if number and len(pieces) == _VALUE[number[1]] and _joined(text, pieces, inside):
        return [(min(inside[0].start, pieces[0][0]), pieces[0][1]), *pieces[1:]], head, True
    return [part for piece in pieces for part in _parts(text, piece, inside)], head, False


def _joined(text: str, pieces: list[Span], inside: list[Mention]) -> bool:
    """Whether known names fill the pieces, two of them joined in one piece at least."""
    first = (min(inside[0].start, pieces[0][0]), pieces[0][1])
    parts = [part for piece in (first, *pieces[1:]) for part in _parts(text, piece, inside)]
    return len(parts) > len(pieces) and all(_known(part, inside) for part in parts)


def _known(part: Span, inside: list[Mention]) -> bool:
    return any(mention.start == part[0] or mention.end == part[1] for mention in inside)


def _last(text: str, start: int, end: int, inside: list[Mention]) -> tuple[int, str | None]:
    """Where the last item of a list ends, and its head word."""
    from_ = next((mention.end for mention in inside if start <= mention.start < start + 3), start + 1)
    for place in range(from_, min(end, from_ + 12) + 1):
        if text[place : place + 1] not in _TAIL_BEGINS:
            continue
        found = _TAIL.match(text, place, end)
        if found and found["head"]:
            # 聚焦A、B、传统产业升级: the head is of 传统 only.
            return place, None if text[start:place] in _RANKS else found["head"]
        if (found and found.end() > place and found.group()[0] == "等") or _FOR.match(text, place, end):
            return place, None
    known = [mention for mention in inside if start <= mention.start < end]
    return (known[-1].end if known else start), None


def _parts(text: str, item: Span, inside: list[Mention]) -> list[Span]:
    """An item cut at 和, 与, 及 where these do not stand inside a known name."""
    start, end = item
    if _JOINTS.isdisjoint(text[start:end]):
        return [item]
    for found in _JOIN.finditer(text, start, end):
        if end - found.end() == 2 and not any(mention.start == found.end() for mention in inside):
            continue
        if not any(mention.start < found.end() and found.start() < mention.end for mention in inside):
            return [(start, found.start()), *_parts(text, (found.end(), end), inside)]
    return [item]


# 一家…的X综合服务商
_PROVIDER = re.compile("商(?<=(?:服务|运营|供应|制造|提供|集成)商)")
_WHOLE_TRADE = re.compile(r"的?(?:综合|整体|系统|一体化)?\Z")
_PROVIDER_SIZE, _LONGEST_GRADE = 3, 4
_TRADE = re.compile(r".*(?:[的家名型]|从事|专注|专注于|深耕)([一-鿿]{2,8})$")
# 发展林草产业: an unknown name between a verb that takes industries and 产业.
_INDUSTRY = re.compile(
    r"产业(?:链|集群)?(?![化工人园]|布局|扶持|政策|结构|转移|导向|创新|升级|转型|生态|体系|协同|合作|基金|招商|规划|基础|定位|要素)"
)
_OBJECT = re.compile(rf".*(?:{any_of('industry_builder')})([一-鿿]{{2,5}})$")


def single(text: str, known: list[Mention]) -> list[Mention]:
    """Unknown names outside lists: a provider's trade, and what stands between a verb and 产业."""
    starts = [mention.start for mention in known]
    ends = [(found.start(), _OBJECT) for found in _INDUSTRY.finditer(text)]
    for found in _PROVIDER.finditer(text):
        start = found.end() - _PROVIDER_SIZE
        grade = _WHOLE_TRADE.search(text, max(0, start - _LONGEST_GRADE), start)
        ends.append((grade.start() if grade else start, _TRADE))
    out: list[Mention] = []
    for end, before in ends:
        name = before.match(text, max(line_start(text, end), end - 9), end)
        if not name or _PLAIN.match(name[1]) or not _may_be_industry(name[1]):
            continue
        if _is_new(known, starts, *name.span(1)):
            out.append(Mention(*name.span(1), None, True))
    return out


def _is_new(known: list[Mention], starts: list[int], a: int, b: int) -> bool:
    place = bisect_right(starts, b)
    return not any(mention.start < b and a < mention.end for mention in known[max(0, place - 2) : place])
