"""Stage `industries`: industries, technologies and sectors as printed, each with its class and its places.

Known names are lexicon hits, made whole by what may stand before and behind them (城市级+微电网, 机器人+核心部件). Unknown
ones are found where the genre puts industries: in a list that holds or announces industries, and before 产业.
"""

import re
from bisect import bisect_right
from typing import NamedTuple

from luoshi.model.findings import Industry
from luoshi.model.spans import Spans
from luoshi.reader.draft import Draft
from luoshi.registry.lexicon import words


class Mention(NamedTuple):
    """A stretch of the flow that names an industry; `sure` where it does so wherever it stands."""

    start: int
    end: int
    code: str | None
    sure: bool


def run(draft: Draft) -> None:
    """Add `industries`: one record for each name and paragraph."""
    text = draft.flow.text
    known = _known(draft, text)
    named = [
        *(mention for mention in known if mention.sure or _in_place(text, mention)),
        *_listed(text, known),
        *_announced(text, known),
    ]
    closed = _Closed(draft)
    seen = set()
    draft.industries = []
    for mention in _whole(named):
        spans = draft.flow.spans(mention.start, mention.end)
        if closed.holds(spans) or _NAMES_A_BODY.match(text, mention.end):
            continue
        name = text[mention.start : mention.end]
        key = (name, closed.lines(spans))
        if key not in seen:
            seen.add(key)
            section = draft.flow.section_at(mention.start)
            draft.industries.append(Industry(name, mention.code, section, spans))


_WORDS = words("industries")


def _any(family: str) -> str:
    return "|".join(map(re.escape, _WORDS[family]))


_PREFIX = re.compile(rf"(?:{_any('industry_prefix')})+$")
_SUFFIX = re.compile(
    rf"(?:[+及和与](?=(?:关键|核心)?(?:零)?部件))?(?:(?:{_any('industry_suffix')})(?!力|成|者|商|出|业[态务主绩余者]))+"
)
_BRANCH = r"业(?![态务主绩余者内界])"
_IN_PLACE = re.compile(rf"等?(?:{_any('industry_filler')})?(?:(?:{_any('industry_head')})(?!化|工人)|领域|{_BRANCH})")
_SPLIT = re.compile(r"(?<=业)[态务主绩余者]|(?<=工)[业作程人地具序资期]")  # 金融服务|业态, 强化|工业
_NOT_BEFORE = ("人民", "群众", "职工", "员工", "百姓")  # 面向人民生命健康 names no industry
_NOT_BEHIND = re.compile(
    r"化(?![工学])|力(?!电)|强国|大国|强省|员|精神|局|厅|城市|港(?!航)|生活|社区|监管|执法|事故|知识"
)
_NAMES_A_BODY = re.compile(
    rf"[^,。、;:“”\s的等和与及]{{0,8}}?(?:{_any('industry_body')})|[^,。、;:“”\s的等]{{0,4}}?(?:(?<![布格结全大])局|厅)"
)
_MADE_VERBS = "强深优细转消简淡固美净现代"  # 深化|工作 holds no 化工
_LETTER = re.compile(r"[A-Za-z0-9]")


def _known(draft: Draft, text: str) -> list[Mention]:
    """The lexicon's names, each made whole; of two that overlap the leftmost, then the longest."""
    hits = [Mention(hit.start, hit.end, hit.value, True) for hit in draft.hits.all("industry")]
    hits += [Mention(hit.start, hit.end, hit.value, False) for hit in draft.hits.all("industry_weak")]
    out: list[Mention] = []
    for hit in _whole(hits):
        last = out[-1] if out else None
        if last and text[last.end : hit.start] in ("", "+"):
            out[-1] = Mention(last.start, _behind(text, hit.end), hit.code, last.sure or hit.sure)
        elif not last or hit.start >= last.end:
            out.append(Mention(_before(text, hit.start), _behind(text, hit.end), hit.code, hit.sure))
    return [mention for mention in out if _stands(text, mention)]


def _before(text: str, start: int) -> int:
    found = _PREFIX.search(text, max(0, start - 6), start)
    return found.start() if found else start


def _behind(text: str, end: int) -> int:
    found = _SUFFIX.match(text, end)
    end = found.end() if found else end
    branch = re.compile(_BRANCH).match(text, end)
    return branch.end() if branch and text[end - 2 : end] in ("制造", "服务") else end


def _stands(text: str, mention: Mention) -> bool:
    """Whether the words around leave the name an industry: not 生命健康 in 人民生命健康, not AR in a longer word."""
    start, end = mention.start, mention.end
    if text.endswith(_NOT_BEFORE, 0, start) or _NOT_BEHIND.match(text, end) or _SPLIT.match(text, end):
        return False
    if text[start] == "化" and start and text[start - 1] in _MADE_VERBS:
        return False
    if _LETTER.match(text[start]) and start and _LETTER.match(text[start - 1]):
        return False
    return not (_LETTER.match(text[end - 1]) and end < len(text) and _LETTER.match(text[end]))


def _in_place(text: str, mention: Mention) -> bool:
    """Whether an ordinary word stands where an industry would: before 产业, 行业, 业, a longer one before 领域."""
    if text.startswith("领域", mention.end):
        return mention.end - mention.start > 2
    return bool(_IN_PLACE.match(text, mention.end))


def _whole(mentions: list[Mention]) -> list[Mention]:
    """Of mentions that overlap, the leftmost, then the longest."""
    out: list[Mention] = []
    for mention in sorted(mentions, key=lambda mention: (mention.start, -mention.end)):
        if not out or mention.start >= out[-1].end:
            out.append(mention)
    return out


# Lists: 在A、B和C等领域, A、B、C三大战略性新兴产业.
_LIST = re.compile(r"[^,。;:!?\n、“”‘’《》()]{2,24}(?:、[^,。;:!?\n、“”‘’《》()]{2,24})+(?:“[^”\n]{2,12}”产业)?")
_TAIL = re.compile(
    rf"(?:等(?!级)|(?:[两二三四五六七八九十]|\d{{1,2}})(?:大|个|条|类|项)|“)?(?:重点|新兴|前沿)?"
    rf"(?:(?:{_any('industry_filler')})(?:[、和与])?)*(?P<head>{_any('industry_head')}|{_any('industry_head_open')})?"
)
_OPENER = re.compile(rf".*(?:{_any('industry_opener')}|[两二三四五六七八九十]大)")
_ITEM = re.compile(r"[A-Za-z0-9一-鿿+/-]{2,12}$")
_JOIN = re.compile(r"(?<=.{2})(?:以及|和|与|及|暨)(?=.{2})")
_NO_INDUSTRY = re.compile(
    rf"(?:{_any('industry_general')})$|.*(?:{_any('industry_not_end')}|的|了|着)$|.*[的了着在是把要为等]"
)
_SURE_HEADS = frozenset(_WORDS["industry_head"])


def _listed(text: str, known: list[Mention]) -> list[Mention]:
    """Industries in lists: ordinary words beside a sure name or before 产业, unknown names before 产业, 赛道."""
    starts = [mention.start for mention in known]
    out: list[Mention] = []
    for found in _LIST.finditer(text):
        a, b = found.span()
        inside = known[bisect_right(starts, a - 1) : bisect_right(starts, b - 1)]
        if inside:
            out += _of_list(text, a, b, inside)
    return out


def _of_list(text: str, a: int, b: int, inside: list[Mention]) -> list[Mention]:
    items, head = _items(text, a, b, inside)
    by_end = {mention.end: mention for mention in inside}
    by_start = {mention.start: mention for mention in inside}
    whole = [by_start.get(start) or by_end.get(end) for start, end in items]
    sure = sum(
        bool(mention and mention.sure and mention[:2] == item) for item, mention in zip(items, whole, strict=True)
    )
    announced = head in _SURE_HEADS
    out: list[Mention] = []
    for (start, end), mention in zip(items, whole, strict=True):
        if mention and (mention.start, mention.end) == (start, end):
            if mention.sure or announced or sure:
                out.append(mention)
        elif mention and mention.sure:
            out.append(_fuller(text, start, mention) if mention.end == end else mention)
        elif (announced or (head and sure > 1)) and _may_be_industry(text[start:end]):
            out.append(Mention(start, end, mention.code if mention else None, True))
    return out


def _fuller(text: str, start: int, mention: Mention) -> Mention:
    """The known name with the unknown words before it, where these stand behind a 、 and no verb opens them."""
    if text[start - 1] == "、" and mention.start - start <= 4 and not _OPENER.match(text, start, mention.start):
        return mention._replace(start=start)
    return mention


def _may_be_industry(item: str) -> bool:
    return bool(_ITEM.match(item)) and not _NO_INDUSTRY.match(item)


def _items(text: str, a: int, b: int, inside: list[Mention]) -> tuple[list[tuple[int, int]], str | None]:
    """The items of a list, trimmed to names, and the word that announces them (产业, 领域 …), None where none does."""
    pieces: list[tuple[int, int]] = []
    place = a
    for piece in text[a:b].split("、"):
        pieces.append((place, place + len(piece)))
        place += len(piece) + 1
    start, end = pieces[0]
    first = next((mention for mention in inside if mention.end == end), None)
    opener = _OPENER.match(text, start, first.start if first else end - 1)
    pieces[0] = (first.start if first else opener.end() if opener else start, end)
    start, end = pieces.pop()
    place, head = _last(text, start, end, inside)
    pieces += [(start, place)] if place > start else []
    return [part for piece in pieces for part in _parts(text, *piece, inside)], head


def _last(text: str, start: int, end: int, inside: list[Mention]) -> tuple[int, str | None]:
    """Where the last item of a list ends, and its head word."""
    from_ = start + 1
    for mention in inside:
        if start <= mention.start and mention.end <= end:
            from_ = max(from_, mention.end)
    for place in range(from_, min(end, from_ + 10) + 1):
        found = _TAIL.match(text, place, end)
        if found and found["head"]:
            return place, found["head"]
        if found and found.end() > place and found.group()[0] == "等":
            return place, None
    known = [mention for mention in inside if start <= mention.start < end]
    return (known[-1].end if known else start), None


def _parts(text: str, start: int, end: int, inside: list[Mention]) -> list[tuple[int, int]]:
    """An item cut at 和, 与, 及 where these do not stand inside a known name."""
    for found in _JOIN.finditer(text, start, end):
        if not any(mention.start < found.end() and found.start() < mention.end for mention in inside):
            return [(start, found.start()), *_parts(text, found.end(), end, inside)]
    return [(start, end)]


# 一家…的X综合服务商; 专注于X领域.
_PROVIDER = re.compile(
    r"(?:的|家|名|型)([一-鿿]{2,8}?)(?:综合|整体|系统|一体化)?(?:服务商|运营商|供应商|制造商|提供商|集成商)"
)
# 发展林草产业: an unknown name between a verb that takes industries and 产业.
_SINGLE = re.compile(rf"(?:{_any('industry_builder')})+([一-鿿]{{2,5}})产业(?:链|集群)?(?![化工人园])")
_PLAIN = re.compile(
    rf"(?:{_any('industry_opener')}|{_any('industry_general')})|.*(?:{_any('industry_general')}|{_any('industry_opener')})$"
)


def _announced(text: str, known: list[Mention]) -> list[Mention]:
    """Unknown names outside lists: a provider's trade, and what stands between a verb and 产业."""
    starts = [mention.start for mention in known]
    out: list[Mention] = []
    for found in (*_PROVIDER.finditer(text), *_SINGLE.finditer(text)):
        a, b = found.span(1)
        place = bisect_right(starts, b)
        overlaps = any(mention.start < b and a < mention.end for mention in known[max(0, place - 2) : place])
        if not overlaps and _may_be_industry(found[1]) and not _PLAIN.match(found[1]):
            out.append(Mention(a, b, None, True))
    return out


class _Closed:
    """Stretches of the printed text in which a name is no industry of its own: names of bodies and of documents."""

    def __init__(self, draft: Draft) -> None:
        bodies = [span for organisation in draft.organisations for span in organisation.spans]
        documents = [found.span() for found in re.finditer(r"《[^》\n]*》", draft.text)]
        self._spans = sorted({*bodies, *documents})
        self._starts = [a for a, _ in self._spans]
        self._lines = [line.printed[0] for line in draft.lines]

    def holds(self, spans: Spans) -> bool:
        """Whether the first of the spans lies in a closed stretch."""
        a, b = spans[0]
        place = bisect_right(self._starts, a)
        return any(x <= a and b <= y for x, y in self._spans[max(0, place - 3) : place])

    def lines(self, spans: Spans) -> tuple[int, ...]:
        """The printed lines in which the spans stand."""
        return tuple(dict.fromkeys(bisect_right(self._lines, a) for a, _ in spans))
