"""Checkability: whether somebody could later check an undertaking, because it names something of its own.

A plan, a yearly target, a mechanism or drive with a name, a figure or deadline, two or more named industries. A national
frame alone, generic forms and mere positioning are not enough (codebook 6, rulings 7, 8, 10, 20-22, 28).
"""

import re

from luoshi.reader.draft import Draft, Statement

_FIGURE = re.compile(
    r"\d[\d.]*(?:余|多|万|亿|%|个|家|名|项|场|平方|元|倍|公里|P|亩|座|条|栋|批)|[千百万两二三四五六七八九十][千百万]?亿|[百千万]亿级|[“]?[百千]亿"
)
# “…” with a mechanism before or behind it: 开展“…”活动, 实施“…”工程. A slogan behind 坚持 is none.
_QUOTED = re.compile(
    r"“[^”]{2,24}”(?:[一-鿿]{0,4}(?:工程|行动|活动|制度|机制|模式|计划|平台|专项|中心|建设|项目|改革|试点|战略|政策|方案|服务|产业|系统|办法|品牌|深度融合|管理))|(?:实施|推行|实行|开展|深化|打造|建设|启动|举办|建立|用好|抓好|架起|上线|擦亮|落实)[^,“]{0,6}“[^”]{2,24}”"
)
_COUNTED = re.compile(
    r"[两二三四五六七八九十\d]+(?:大|个|条|项|类|座|批)(?:领域|中心|体系|平台|系统|工程|行动|园区|基地|产业|战略性|板块|协同区|主导|产业链|项目|改革|重点)"
)
_NATIONAL = re.compile(
    r"“(?:两新|两重|双碳|卡脖子|六稳|六保|一带一路|十四五|十五五|十三五|放管服|双创|三农|四个面向|四新|四化|走出去|最后一公里|民生七有|强省会|两个一百年|揭榜挂帅|专精特新|小巨人|高|新|金)”"
)


def checkable(draft: Draft, statement: Statement, start: int) -> bool:
    """Whether the undertaking of the statement names something of its own that can be checked."""
    values = {hit.value for hit in draft.hits.within("check", start, statement.end)}
    if values & {"plan", "annual", "mechanism", "graded", "deadline", "named"}:
        return True
    text = _NATIONAL.sub("", statement.text[start - statement.start :])
    if _FIGURE.search(text) or _COUNTED.search(text) or _QUOTED.search(text):
        return True
    return _industries(draft, start, statement.end) > 1


def _industries(draft: Draft, start: int, end: int) -> int:
    """How many different industries are named in [start, end)."""
    spans = draft.flow.spans(start, end)
    return len({i.name for i in draft.industries if any(a <= i.spans[0][0] < b for a, b in spans)})
