"""Firms that are named without company form (某某科技, 某某生物): known by their trade at the end, which alone proves
nothing, and by what stands around them.

Evidence is a list that ends with 等企业, a neighbour that is a firm, a verb of visiting before, an act of a firm behind, an
office of a firm, X是一家…企业. A name that is proved once counts wherever the article has it.
"""

import re
from collections.abc import Iterable
from functools import cache
from itertools import pairwise

from luoshi.reader.draft import Hits
from luoshi.reader.names.boundaries import left_edge
from luoshi.reader.names.org_names import Candidate, generic
from luoshi.reader.names.word_list import WordList
from luoshi.registry.bodies import places
from luoshi.registry.industries import industries
from luoshi.registry.lexicon import beginning, lexicon, one_of, words
from luoshi.text.occurrences import occurrences

# What fills a clause up to X是一家.
_CLAUSE_NAME = re.compile(r"(?:\A|[\n,。;:!?”])(?P<name>[A-Za-z一-鿿()]{2,16})\Z")
_LONGEST_CLAUSE_NAME = 17
_LISTING = "、和与及"
_OWN_PART = re.compile(r"[A-Za-z一-鿿]+")
_SHORTEST_STEM, _LONGEST_OWN_PART = 2, 5
_LONGEST_BARE = 6
_MOST_ITEMS = 60
_LONGEST_WORD = 4
_FOREIGN = re.compile("[我你这那某两几多的了着在是把要为等各该其本某之及化型性级类]")

_SCHOOLS = ("学院", "大学", "研究院", "医院", "协会", "商会", "学会", "联盟", "中心", "部", "办", "局", "区", "室")

Span = tuple[int, int]


def bare_firms(text: str, hits: Hits, found: Iterable[Candidate], offices: list[tuple[str, str]]) -> list[Candidate]:
    """The firms of a text that are named without company form; `found` are the bodies known so far, `offices` the
    bodies and titles of the persons named."""
    known = {(one.start, one.end) for one in found if one.kind in ("firm", "institute", "university")}
    proved = {*_described(text), *_closed_lists(text, known), *_yielding(text)}
    behind = _behind_a_name().match
    endings = [hit for hit in hits.all("firm_ending") if behind(text, hit.end)]
    likely = [span for hit in endings if (span := _span(text, hit.start, hit.end))]
    proved |= {span for span in likely if _acts(text, *span)}
    proved |= _neighbours(text, likely, {*known, *proved})
    names = {text[a:b] for a, b in proved} | {org for org, title in offices if _leads_a_firm(org, title)}
    return _everywhere(text, names, {text[a:b] for a, b in known})


def _everywhere(text: str, names: set[str], full: set[str]) -> list[Candidate]:
    """Every place of the names; one that begins a full name (某某生物 of 某某生物公司) is its short form."""
    fuller = sorted(full)
    whole = {
        short: next((name for name in fuller if name.startswith(short) and name != short), None) for short in names
    }
    return [Candidate(a, b, "firm", whole[text[a:b]]) for a, b in occurrences(names, text)]


def _described(text: str) -> list[Span]:
    """X是一家…企业."""
    out = []
    reach = 0
    for told in _found(_is_a(), text):
        name = _CLAUSE_NAME.search(text, max(reach, told.start() - _LONGEST_CLAUSE_NAME), told.start())
        if name and left_edge(text, name.end(), floor=name.start("name")) == name.start("name"):
            out.append(name.span("name"))
        reach = told.end()
    return out


# 某某|年产80万只灯具项目
_YIELD = re.compile(r"年产\d[^,。;、\n]{2,24}项目")
_OWN_NAME = re.compile(r"(?:\A|[\n,。;:!?、])(?P<name>[一-鿿]{2,4})\Z")
# What else a clause has before 年产: a verb, a stage, a word for any firm.
_NO_OWNER = re.compile(
    "[新扩改续在拟]建|[建投达完形]成|计划|预计|设计|建设|投产|可|实现|[一二三]期|项目|企业|公司|工程|[全年]年|全[市区县]|同比|总"
)
_LONGEST_OWNER = 4


def _yielding(text: str) -> list[Span]:
    """The firms whose projects are told by what they will yield."""
    out = []
    for told in _YIELD.finditer(text):
        name = _OWN_NAME.search(text, max(0, told.start() - _LONGEST_OWNER - 1), told.start())
        if not name or not _bare_name(name["name"]) or _NO_OWNER.search(name["name"]):
            continue
        if left_edge(text, told.start(), floor=name.start("name")) == name.start("name"):
            out.append(name.span("name"))
    return out


def _closed_lists(text: str, known: set[Span]) -> list[Span]:
    """The firms of lists that end with 等企业; where half of the items look like firms, short names without a trade are
    taken for firms, too."""
    out: list[Span] = []
    for found in _found(_such_as(), text):
        items = _items(text, found.start())
        firms = [span for span in items if looks_like_a_firm(text[slice(*span)])]
        sure = firms + [span for span in items if span in known]
        if found[0][0] == "等" and 2 * len(sure) >= len(items):
            firms = [span for span in items if span not in known and (span in firms or _bare_name(text[slice(*span)]))]
        out += firms
    return out


def _items(text: str, end: int) -> list[Span]:
    """The items of the list that ends at `end`, the last first."""
    out: list[Span] = []
    while len(out) < _MOST_ITEMS:
        start = left_edge(text, end)
        if start < end:
            out.append((start, end))
        if start < 1 or text[start - 1] not in _LISTING:
            break
        end = start - 1
    return out


def _span(text: str, start: int, end: int) -> Span | None:
    """The name that ends with the trade at [start, end), None where what stands there is no firm's name."""
    edge = left_edge(text, start)
    return (edge, end) if start - edge >= _SHORTEST_STEM and looks_like_a_firm(text[edge:end]) else None


def looks_like_a_firm(name: str) -> bool:
    """Whether a name is one of its own with a trade behind it: 信达|生物, not 现代|农业 or 生物|医药."""
    ending = _ending().search(name)
    if not ending or ending.start() < _SHORTEST_STEM or name in _common_words():
        return False
    stem = name[: ending.start()]
    plain = _common().find(stem, 0, len(stem))
    own = stem[: plain[0][0]] if plain else stem
    if not _SHORTEST_STEM <= len(own) <= _LONGEST_OWN_PART or _FOREIGN.search(own) or own in places():
        return False
    return _OWN_PART.fullmatch(stem) is not None and all(_only_trades().fullmatch(stem, *word) for word in plain)


def _bare_name(name: str) -> bool:
    """Whether the item of a list of firms can be a firm's short name: short, and no common noun."""
    if not 2 <= len(name) <= _LONGEST_BARE or not _OWN_PART.fullmatch(name) or _FOREIGN.search(name):
        return False
    return not _common().find(name, 0, min(len(name), _LONGEST_WORD)) and name not in places() and not generic(name)


def _acts(text: str, start: int, end: int) -> bool:
    """Whether somebody visits the firm, or it does what firms do."""
    sure = text.endswith(_sure_trades(), start, end)
    return text.endswith(_visiting(sure), 0, start) or _doing(sure).match(text, end) is not None


def _neighbours(text: str, likely: list[Span], firms: set[Span]) -> set[Span]:
    """The names that stand in a list with a firm, or with another name that looks like one by a trade of firms only."""
    starts, ends = {a: (a, b) for a, b in firms}, {b: (a, b) for a, b in firms}
    out: set[Span] = set()
    for rows in (likely, likely[::-1]):
        for a, b in rows:
            if (text[a - 1] in _LISTING and a - 1 in ends) or (text[b] in _LISTING and b + 1 in starts):
                out.add((a, b))
                starts[a] = ends[b] = (a, b)
    sure = [span for span in likely if text.endswith(_sure_trades(), *span)]
    for (a, b), (c, d) in pairwise(sure):
        if c == b + 1 and text[b] == "、":
            out |= {(a, b), (c, d)}
    return out


def _leads_a_firm(org: str, title: str) -> bool:
    """Whether the office in a body, which a title may hold among others, is one of a firm."""
    office = title.partition(org)[2] or title
    if not office.startswith(_firm_offices()) or generic(org):
        return False
    return org.endswith(_short_endings()) or (
        len(org) > 1 and office.startswith(_sure_offices()) and not org.endswith(_SCHOOLS)
    )


@cache
def _common() -> WordList:
    return WordList(_common_words())


@cache
def _common_words() -> frozenset[str]:
    """Words of the genre that are no part of a firm's own name: industries, qualities, verbs."""
    lists = words("industries")
    plain = {word for family in ("industry_opener", "industry_general", "industry_prefix") for word in lists[family]}
    plain |= {word for entry in industries().values() for word in (*entry.names, *entry.weak)}
    plain |= {*lists["industry_filler"], *words("organisations")["generic"], *_trades(), *_short_endings()}
    return frozenset(word for word in plain if len(word) > 1)


@cache
def _only_trades() -> "re.Pattern[str]":
    return re.compile(f"{one_of((*_trades(), *_short_endings()))}+")


@cache
def _trades() -> tuple[str, ...]:
    return tuple(word for words in lexicon("organisations")["firm_ending"].values() for word in words)


@cache
def _sure_trades() -> tuple[str, ...]:
    return tuple(lexicon("organisations")["firm_ending"]["sure"])


@cache
def _ending() -> "re.Pattern[str]":
    return re.compile(f"{one_of((*_trades(), *_short_endings()))}\\Z")


@cache
def _short_endings() -> tuple[str, ...]:
    return tuple(lexicon("organisations", "words")["context"]["short_ending"])


@cache
def _firm_offices() -> tuple[str, ...]:
    return tuple(lexicon("organisations", "words")["context"]["firm_office"])


@cache
def _sure_offices() -> tuple[str, ...]:
    return tuple(lexicon("organisations", "words")["context"]["sure_office"])


@cache
def _visiting(sure: bool) -> tuple[str, ...]:
    return _around("visiting", sure)


@cache
def _doing(sure: bool) -> "re.Pattern[str]":
    return re.compile(one_of(_around("doing", sure)))


def _around(family: str, sure: bool) -> tuple[str, ...]:
    context = lexicon("organisations", "words")["context"]
    return (*context[family], *(context[f"{family}_sure"] if sure else ()))


@cache
def _behind_a_name() -> "re.Pattern[str]":
    """What may stand right behind a firm's name: no word, a particle, a firm's act or office, a look around by visitors."""
    context = lexicon("organisations", "words")["context"]
    words = [*_around("doing", True), *context["behind"], *context["firm_office"]]
    return re.compile(rf"(?!\w)|{beginning(words)}{one_of(words)}")


def _found(patterns: tuple["re.Pattern[str]", ...], text: str) -> list["re.Match[str]"]:
    """What patterns find, in order; of what overlaps the first. Each begins with one plain character: a text is searched
    for five of these in the time that it takes for one pattern that begins with either of two."""
    found = [told for pattern in patterns for told in pattern.finditer(text)]
    found.sort(key=re.Match.start)
    reach = 0
    kept = []
    for told in found:
        if told.start() >= reach:
            kept.append(told)
            reach = told.end()
    return kept


@cache
def _is_a() -> tuple["re.Pattern[str]", ...]:
    context = lexicon("organisations", "words")["context"]
    begins: dict[str, list[str]] = {}
    for word in context["is_a"]:
        begins.setdefault(word[0], []).append(word)
    firm = rf"(?=[^。;\n]{{0,57}}{one_of(context['firm_word'])})"
    return tuple(re.compile(one_of(alike) + firm) for alike in begins.values())


@cache
def _such_as() -> tuple["re.Pattern[str]", ...]:
    """等(32个在建)项目, 等(龙头)企业, (以…)为龙头."""
    firms = one_of(lexicon("organisations", "words")["context"]["firms"])
    such = rf"等[^,。;:、!?\n“”]{{0,16}}?{firms}"
    return re.compile(such), re.compile("为(?:龙头|链主|代表|引领|骨干)")
