"""Checkability: whether somebody could later check an undertaking, because it names something of its own.

A plan, a yearly target, a mechanism or drive with a name, a figure or deadline, two or more named industries. A national
frame alone, generic forms and mere positioning are not enough (codebook 6, rulings 7, 8, 10, 20-22, 28). What is named so is
weighed against what else the undertaking holds and against its wording (data/checkable_weights.json, learned by
tools/train_checkable.py).
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple, TypeVar

from luoshi.model.findings import Industry, Organisation
from luoshi.model.spans import Spans
from luoshi.reader.draft import Draft
from luoshi.reader.units.modality import Read
from luoshi.reader.units.values import bits
from luoshi.reader.units.values import named as valued
from luoshi.reader.weighed import Names, Weights

F = TypeVar("F", Industry, Organisation)
WEIGHTS = Weights("checkable_weights.json")
_BEHIND = 6
# As far as one counts, and the step in which a length is told.
_SEVERAL, _STEP = 5, 25
_MARKS = ("quoted", "document", "and others", "digit")
BIAS = "undertaking"
"""The name of what speaks for any undertaking."""
_DIGIT = re.compile(r"\d")
_CHECK = bits("check")
_TELLING = _CHECK | bits("object")

_FIGURE = re.compile(r"[0-9]\.*(?:[余多万亿%个家名项场元倍P亩座条栋批]|平方|公里)")
_MAGNITUDE = re.compile(r"[千百万两二三四五六七八九十][千百万]?亿")
# “…” with a mechanism before or behind it: 开展“…”活动, 实施“…”工程. A slogan behind 坚持 is none, nor is positioning.
_QUOTED = re.compile(
    r"“(?![^”]*(?:高地|先行区|一流|第一|样板|标杆|最后一公里|核心区|集聚区|示范区|引领区))[^”]{2,24}”"
    r"[一-鿿]{0,4}(?:工程|行动|活动|制度|机制|模式|计划|平台|专项|中心|建设|项目|改革|试点|战略|政策|方案|服务|产业|系统|办法|品牌|管理|评价)"
    r"|(?:实施|推行|实行|开展|深化|打造|建设|启动|举办|建立|用好|抓好|架起|上线|擦亮|落实|投身)[^,“]{0,6}"
    r"[“‘](?![^”’]*(?:高地|先行区|一流|第一|样板|标杆|[六七八]进))[^”’]{2,24}[”’](?!的?(?:要求|理念|定位|精神|总要求|方针|战略|部署|目标))"
)
# Each branch of these begins with a plain character, so that one scan finds them all.
_THINGS = "(?:领域|中心|体系|平台|系统|工程|行动|园区|基地|产业|战略性|板块|协同区|主导|产业链|项目|改革|公共)"
_COUNTED = "|".join(rf"{measure}(?<=[两二三四五六七八九十\d]{measure}){_THINGS}" for measure in "大个条项类座批")
_NATIONAL = re.compile(
    r"“(?:两新|两重|双碳|卡脖子|六稳|六保|一带一路|两高|12345|十[三四五]五|放管服|双创|三农|四个面向|四新|四化|走出去|民生七有|强省会"
    r"|两个一百年|专精特新|小巨人|高|新|金)”"
)
# A work of one's own that an ending names, and a yearly or counted event.
_WORK = (
    r"第[一二三四五六七八九十百\d]+[届次]|大桥(?<=[一-鿿]{4})|隧道(?<=[一-鿿]{4})|立交(?<=[一-鿿]{4})|枢纽(?<=[一-鿿]{4})"
    r"|水库(?<=[一-鿿]{4})|快速路(?<=[一-鿿]{4})|客运站(?<=[一-鿿]{4})|转化带(?<=[一-鿿]{4})|创新带(?<=[一-鿿]{4})"
    r"|生活圈(?<=[一-鿿]{4})|科创走廊"
)
# One's own next plan as it is drafted (ruling 22), and a graded status that is applied for (ruling 21).
_PLANNED = re.compile("(?:谋划|擘画|描绘|绘制|编制)[^,。;结瞄]{0,14}“?十[二三四五六七]五")
_GRADED = re.compile(
    "(?:创建|争创|申报|跻身)[^,。;“]{0,12}(?:国家级|国家|省级|[345]?A级)|(?:国家级?|省级|[345]?A级)[^,。;“]{2,14}(?:创建|争创)"
)
# A body or fund that is to be founded, and a span of years in which something is to be done.
_BODY = "[^,。;“]{2,14}?(?:中心|公司|基金|联盟|委员会|领导小组|工作组|指挥部)"
_YEARS = r"\d{1,2}(?:年?[至到~—-]\d{1,2})?年"
_FOUNDED = "|".join(
    [verb + _BODY for verb in ("设立", "成立", "组建", "建立")]
    + [word + _YEARS for word in ("用", "力争", "争取", "通过")]
)
_OWN = re.compile("|".join((_COUNTED, _WORK, _FOUNDED)))
# The work and targets of a year.
_OF_THE_YEAR = re.compile(
    r"(?:今年|明年|全年|年度|20\d\d年度?)的?[^,。;]{0,12}?(?:目标任务|工作任务|重点任务|目标)|(?:20\d\d|明)年[^,。;]{0,6}工作[^,。;]{0,8}谋划|谋划[^,。;]{0,8}(?:20\d\d|明)年[^,。;]{0,6}工作"
)
_LISTED = re.compile(r"[一-鿿]{0,3}[、和与及]")
# A label that opens a paragraph takes the measure's code and is not checkable (ruling 7).
_LABEL = re.compile(
    r"^(?:[一二三四五六七八九十]+是|第[一二三四五六七八九十]+,|聚焦|聚力|坚持|强化|突出)[^,。]{2,16}(?:,[^,。]{4,16})?[。;；]$"
)


class Named(NamedTuple):
    """The bodies and industries that an article names, each with where it begins in the printed text, in that order."""

    organisations: list[tuple[int, Organisation]]
    industries: list[tuple[int, Industry]]


def names(draft: Draft) -> Named:
    """The names of the draft's article."""
    return Named(_in_order(draft.organisations), _in_order(draft.industries))


def _in_order(findings: Sequence[F]) -> list[tuple[int, F]]:
    return sorted(((found.spans[0][0], found) for found in findings), key=itemgetter(0))


def checkable(draft: Draft, named: Named, read: Read, worded: int) -> bool:
    """Whether the undertaking of a statement can be checked; `worded` is what its wording adds, in hundredths."""
    own, others = told(draft, named, read)
    return worded + WEIGHTS.of(own) + WEIGHTS.of(others) > 0


def told(draft: Draft, named: Named, read: Read) -> tuple[Names, Names]:
    """What is told of an undertaking, in groups: what it names of its own, and what else it holds."""
    statement, start, values = read.statement, read.frame.body, read.parts.values
    text = statement.text[start - statement.start :]
    places = draft.flow.spans(start, statement.end)
    inside = Named(_inside(named.organisations, places), _inside(named.industries, places))
    label = start == statement.block.start and _LABEL.match(text) is not None
    own = () if label and not _figures(text) else tuple(_owned(draft.text, text, inside, places))
    industries = len({industry.name for _, industry in inside.industries}) if inside.industries else 0
    return _named(own, label, values & _TELLING), _held(
        min(industries, _SEVERAL),
        min(len(inside.organisations), _SEVERAL),
        min(len(text) // _STEP, _SEVERAL),
        min(text.count("、"), _SEVERAL),
        ("“" in text, "《" in text, "等" in text, _DIGIT.search(text) is not None),
    )


@lru_cache(4096)
def _named(own: Names, label: bool, values: int) -> Names:
    """The names of what an undertaking names of its own; a label over what follows names nothing by a word."""
    every = (*own, "a word") if values & _CHECK and not label else own
    return (
        BIAS,
        f"own:{bool(every)}",
        *(f"own:{name}" for name in every),
        *(("label",) if label else ()),
        *(f"check:{value}" for value in valued("check", values)),
        *(f"object:{value}" for value in valued("object", values)),
    )


@lru_cache(4096)
def _held(industries: int, organisations: int, length: int, listed: int, marks: tuple[bool, ...]) -> Names:
    """The names of what else an undertaking holds: how many names, how long it is, its marks."""
    return (
        f"industries:{industries}",
        f"organisations:{organisations}",
        f"length:{length}",
        f"listed:{listed}",
        *(name for name, holding in zip(_MARKS, marks, strict=True) if holding),
    )


def _owned(printed: str, text: str, inside: Named, places: Spans) -> Iterator[str]:
    """What of its own an undertaking names: a figure, a plan, a status, a work or body, the targets of a year, a mechanism or
    drive, partners, or industries."""
    if _figures(text):
        yield "figure"
    if "五" in text and _PLANNED.search(text):
        yield "plan"
    if "级" in text and _GRADED.search(text):
        yield "status"
    quotes = "“" in text or "‘" in text
    if quotes:
        text = _NATIONAL.sub("", text)
    if _OWN.search(text):
        yield "work"
    if "年" in text and _OF_THE_YEAR.search(text):
        yield "year"
    if quotes and _QUOTED.search(text):
        yield "drive"
    if _partners(inside.organisations, places):
        yield "partners"
    if _side_by_side(printed, inside.industries):
        yield "industries"


def _figures(text: str) -> bool:
    """Whether an undertaking names a figure or a magnitude."""
    return _FIGURE.search(text) is not None or ("亿" in text and _MAGNITUDE.search(text) is not None)


def _partners(organisations: list[tuple[int, Organisation]], places: Spans) -> bool:
    """Whether a body with a name of its own is to take part: named behind the statement's beginning."""
    return bool(organisations) and organisations[-1][0] > places[0][0] + _BEHIND


def _side_by_side(text: str, industries: list[tuple[int, Industry]]) -> bool:
    """Whether two different industries are named side by side."""
    return any(
        one.name != other.name and _LISTED.fullmatch(text[one.spans[-1][1] : start])
        for (_, one), (start, other) in pairwise(industries)
    )


def _inside(names: list[tuple[int, F]], places: Spans) -> list[tuple[int, F]]:
    """The names that begin in the places, in order."""
    inside = [named for a, b in places for named in names[bisect_left(names, (a,)) : bisect_left(names, (b,))]]
    return inside if len(places) == 1 else sorted(inside, key=itemgetter(0))
