"""The members of a numbered phrase, read from the section in which it stands.

Members are read where the article lists them: in the phrase itself, in brackets behind it, in the list or the row of
quotations before it, behind 即, under 一是 … 二是 …, or in a list elsewhere in the section whose items end like it.
"""

import re
from collections.abc import Sequence
from functools import cached_property

from luoshi.reader.phrases.counts import numerals
from luoshi.reader.phrases.known import NUMBER, Phrase
from luoshi.reader.phrases.quotations import quotations, rows
from luoshi.registry.lexicon import words

_WORDS = words("formulations")
_VERBS = frozenset(_WORDS["verb"])
Members = tuple[str, ...]


class Context:
    """The text of one section and what lists members in it, for all phrases that stand there."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        self.start = start
        self.end = end

    @cached_property
    def runs(self) -> list[list[tuple[int, int]]]:
        """The enumerations of the section, looked for when a phrase needs them."""
        return _runs(self.text, self.start, self.end)

    def members(self, phrase: Phrase) -> Members:
        """The members that the section lists for a phrase."""
        words = self.text[phrase.start : phrase.end]
        own = _own(words) or self._pair(words)
        if own:
            return own
        numbers = numerals(words)
        digits = words[0].isdigit() and _ONLY_DIGITS.fullmatch(words) is not None
        if not numbers and not digits:
            return ()
        sizes = _sizes(words, numbers)
        found = self._bracketed(phrase, sizes, digits) or self._before(phrase, sizes, digits)
        if found or not sizes:
            return found
        noun = _noun(words)
        found = (
            self._behind(phrase, noun, sizes) or self._enumerated(phrase, noun, sizes) or self._quoted(phrase, sizes)
        )
        if found:
            return found
        linked = _LINKED.fullmatch(words)
        return self._alike(noun, sizes) or self._alike(linked[1] if linked else "", sizes) or self._opened(words, sizes)

    def _pair(self, words: str) -> Members:
        """The two nouns of a phrase that joins just two: 主阵地、主战场, 管委会+公司; not what 党建+ is put before."""
        joined = _PAIR.fullmatch(words)
        if joined is None or any(_is_slogan(item) for item in joined.group(1, 3)):
            return ()
        first, mark, second = joined.group(1, 2, 3)
        if mark == "、":
            return (first, second) if first.endswith(_THING) and second.endswith(_THING) else ()
        begins = f"{first}{mark}"
        alone = first not in _PREFIXES and self.text.count(begins) == self.text.count(begins + second)
        return (first, second) if mark == "+" and alone else ()

    def _bracketed(self, phrase: Phrase, sizes: set[int], digits: bool) -> Members:
        if "(" not in self.text[phrase.right : phrase.right + _BRACKET_WITHIN]:
            return ()
        found = _BRACKETS.match(self.text, phrase.right)
        items = _split(found[1]) if found else ()
        return items if len(items) in sizes or digits else ()

    def _before(self, phrase: Phrase, sizes: set[int], digits: bool) -> Members:
        """The list or the row of quotations that ends where the phrase begins."""
        a = max(self.text.rfind("\n", 0, phrase.left) + 1, phrase.left - _REACH)
        link = _LINK.search(self.text, max(a, phrase.left - _LONGEST_LINK), phrase.left)
        if link and link[0] == "等":  # 甲、乙等四大产业: some of the four
            sizes = sizes.union(range(2, max(sizes, default=2)))
        left = self.text[a : link.start() if link else phrase.left]
        linked = bool(link and link[0])
        if not linked and left.endswith(_JOINING):  # 甲、乙和“三大行动” are one list
            return ()
        if left.endswith(("”", "」")):
            items = () if link and link[0].startswith(",") else _last_row(left)
            return items if len(items) in sizes or (digits and len(items) > 1) else ()
        return self._plain(phrase, left, sizes, linked)

    def _plain(self, phrase: Phrase, left: str, sizes: set[int], linked: bool) -> Members:
        """The list without quotation marks that ends the words on the left."""
        listed = left.rfind("、")
        stretch = _STRETCHES.split(left)[-1] if listed >= 0 and not _STRETCHES.search(left, listed) else ""
        if not stretch and not linked and listed >= 0 and left.endswith(","):
            return _taken_up(left, sizes)
        if linked and stretch.count("、") + 1 not in sizes and "”" in left:  # 甲、“四上”企业、丙
            stretch = _STOPS_ONLY.split(left)[-1]
        levels = _LEVELS.search(left) if self.text.startswith("级", phrase.start + 1) else None
        if levels and len(levels[0]) in sizes:
            return tuple(levels[0])
        if "、" not in stretch:
            return ()
        aspects = _ASPECTS.search(stretch)
        return _trimmed(aspects[1] if aspects else stretch, sizes)

    def _behind(self, phrase: Phrase, noun: str, sizes: set[int]) -> Members:
        """The list behind 即, 分别是 or a colon."""
        found = _NAMELY.match(self.text, phrase.right)
        if not found:
            return ()
        whole = found[1]
        for listed, mark in ((whole, "、"), (whole, "[,、]"), (whole.partition(",")[0], "、")):
            items = [_PLAIN_ITEM.sub("", item).strip("“”") for item in re.split(mark, listed)]
            if len(items) in sizes:
                if noun and all(item.endswith(noun) and len(item) <= _LONGEST_ITEM for item in items):
                    return (_without_verb(items[0], items[1:]), *items[1:])
                return tuple(_ending(item, noun) if noun in item else item for item in items)
        return ()

    def _enumerated(self, phrase: Phrase, noun: str, sizes: set[int]) -> Members:
        """The clauses of 一是 … 二是 …: those that end with the phrase's noun, or those that follow the phrase at once."""
        for run in self.runs:
            if len(run) not in sizes:
                continue
            clauses = [self.text[a:b] for a, b in run]
            if noun and all(noun in clause for clause in clauses):
                return tuple(_ending(clause, noun) for clause in clauses)
            between = self.text[phrase.right : run[0][0]]
            if 0 <= run[0][0] - phrase.right <= _NEAR and "\n" not in between:
                return tuple(re.split("[,:]", clause)[0] for clause in clauses)
        return ()

    def _quoted(self, phrase: Phrase, sizes: set[int]) -> Members:
        """Quotations behind the phrase, as many, in a row, or each the opening of a clause: “甲”,…;“乙”,…."""
        if max(sizes) <= 2 or "“" not in self.text[phrase.right : phrase.right + _REACH]:
            return ()
        row = _ROW_BEHIND.match(self.text, phrase.right)
        items = tuple(_QUOTED.findall(row[1])) if row else ()
        if len(items) not in sizes:
            end = self.text.find("\n", phrase.right, self.end)
            items = tuple(_TAKEN_UP.findall(self.text, phrase.right, end if end >= 0 else self.end))
        return items if len(items) in sizes else ()

    def _alike(self, noun: str, sizes: set[int]) -> Members:
        """A list anywhere in the section with as many items, all of which end with the phrase's noun."""
        place = self.text.find(f"{noun}、", self.start, self.end) if noun else -1
        while place >= 0:
            a, b = self._stretch(place)
            items = _trimmed(self.text[a : self.text.rfind(noun, a, b) + len(noun)], sizes)
            if len(items) > 2 and all(item.endswith(noun) for item in items):
                return items
            place = self.text.find(f"{noun}、", b, self.end)
        return ()

    def _opened(self, words: str, sizes: set[int]) -> Members:
        """A row of clauses, as many, that all begin with the phrase's word: “四个善用”, 善用政策、善用资本、…."""
        opening = _OPENING.fullmatch(words)
        noun = opening[1] if opening else ""
        if opening and words.endswith("”"):  # 四个“深刻把握”: 把握甲,把握乙
            noun = noun[-_OPENER:]
        if len(noun) < _OPENER or self.text.count(noun, self.start, self.end) <= min(sizes):
            return ()
        clause = rf"{noun}(?!”)[^、,;。\n]{{1,{_LONGEST_OPENED}}}"
        for row in re.compile(rf"{clause}(?:[、,;]{clause})+").finditer(self.text, self.start, self.end):
            items = tuple(re.split("[、,;]", row.group()))
            if len(items) in sizes:
                return items
        return ()

    def _stretch(self, place: int) -> tuple[int, int]:
        """The stretch without a stop or a quotation mark in which a place stands."""
        left = max(self.text.rfind(stop, max(self.start, place - _REACH), place) for stop in _STOPS)
        right = _STOP.search(self.text, place)
        return max(left + 1, self.start, place - _REACH), right.start() if right else self.end


# 省市县乡村五级联动
_LEVELS = re.compile("[省市区县州旗镇乡街村社组户企厂校院系班]+$")
_ONLY_DIGITS = re.compile(r"\d+(?:\+\d+)*")
_BRACKET_WITHIN = 5
_BRACKETS = re.compile(r"[一-鿿]{0,4}\(([^()\n]{3,80})\)")
_STOPS_ONLY = re.compile("[,。;:!?()]")
_STRETCHES = re.compile(r"[,。;:!?“”‘’()]")
# Between a list and the phrase that sums it up: …为内容的“三大行动”.
_LINK = re.compile(
    r"(?:为(?:主要|核心|重点)?(?:内容|目标|抓手|主|核心|重点|支撑|引领|特色|载体|路径|特征|代表|方向|导向|主体|主线|基础|牵引))?[的这等]?$|,(?:做到|实现|形成|组成|打造|构建)了?$"
    # …、总额要如期实现“五个倍增”; 甲、乙,是今年的四项重点工作
    r"|(?<![,、])(?:要|均|都|将|力争|全部|如期)+(?:实现|完成|达到)$|(?:,|(?<=”))[就正]?是[一-鿿]{0,8}的$"
    r"|,(?:[一-鿿]{1,7}的)?这$"
)
_LONGEST_LINK = 12
_JOINING = ("和", "与", "及", "以及")
_LONGEST_ITEM = 12
# 在项目建设、产业转型、城市更新等方面实现“三个突破”
_ASPECTS = re.compile("在([^在]*、[^在]*?)等?(?:方面|领域|环节|上|中)[一-鿿]{0,6}$")
_NAMELY = re.compile(
    r"[”」]?[^,。;“”\n]{0,8}?(?:,?即|,?分别[是为]|,?也就是|,?包括|,?涵盖|,?包含|为|是|——|:)([^。;\n]{4,120}?)(?=[。;\n]|,(?![^,]*、))"
)
_STOPS = ",。;:!?\n“”"
_STOP = re.compile(f"[{_STOPS}]")
_NEAR, _REACH = 16, 160
_OPENER = 2
_LONGEST_OPENED = 20
_OPENING = re.compile(rf"{NUMBER}[大个项条]?“?([一-鿿]+)”?")
# “五个一百”活动铺开,“甲”“乙”…
_ROW_BEHIND = re.compile("[^。;“”\n]{2,24}[,:]((?:“[^“”\n]{2,20}”、?){3,})")
_QUOTED = re.compile("“([^“”]+)”")
_TAKEN_UP = re.compile(r"(?<=[。;:])“([^“”\n]{2,30})”(?=[,是])")
_PAIR = re.compile(r"([^、+,]{2,8})([、+])([^、+,]{2,8})")
_PREFIXES = frozenset(_WORDS["prefix"])
_THING = tuple(_WORDS["thing_end"])
# Each letter a partner: 政产学研用.
_PARTNERS = re.compile("[政产学研金服用介商创才资投]+")
# 五链融合: 创新链、产业链、…
_LINKED = re.compile(rf"{NUMBER}([^大个项条])[一-鿿]{{2}}")
_CHINESE = "一二三四五六七八九十"
# Each with the words that begin it.
_SERIES = tuple(
    (opening, tuple(re.compile(marker) for marker in series))
    for opening, series in (
        ("一是", [f"{n}是" for n in _CHINESE]),
        ("一要", [f"{n}要" for n in _CHINESE]),
        ("第一", [f"第{n}(?=[,、是要:])" for n in _CHINESE]),
        ("(一)", [rf"\({n}\)" for n in _CHINESE]),
        ("①", list("①②③④⑤⑥⑦⑧⑨⑩")),
        ("首先", ["首先", "其次", "再次|第三|最后", "第四|最后", "第五|最后"]),
    )
)


def _runs(text: str, start: int, end: int) -> list[list[tuple[int, int]]]:
    """The clauses of every enumeration in text[start:end], each from behind its marker to the next stop."""
    out: list[list[tuple[int, int]]] = []
    for opening, series in _SERIES:
        if text.find(opening, start, end) < 0:
            continue
        for first in series[0].finditer(text, start, end):
            places, ends = [first.end()], []
            for marker in series[1:]:
                found = marker.search(text, places[-1], end)
                if not found:
                    break
                ends.append(found.start())
                places.append(found.end())
            if len(places) > 1:
                out.append([_clause(text, place, stop) for place, stop in zip(places, [*ends, end], strict=True)])
    return out


def _clause(text: str, place: int, end: int) -> tuple[int, int]:
    while text[place : place + 1] in _LEADING:
        place += 1
    stop = _CLAUSE_END.search(text, place, end)
    end = stop.start() if stop else end
    return place, end - 1 if text[end - 1] == "," else end


_LEADING = tuple(",、是要:")
_CLAUSE_END = re.compile(r"[。;\n]")


_NUMBERED = re.compile(rf"{NUMBER}(?:大|个|项|条|张|篇|道|块|件|场)?(?:[一-鿿]*?)([一-鿿]{{1,2}})")


def _sizes(words: str, numbers: tuple[int, ...]) -> set[int]:
    """How many members a phrase can have: of several numbers their sum (一核两翼 has three), unless they are the same
    (三抓三促: three pairs) or the first counts the rest (五个一批)."""
    if len(set(numbers)) > 1:
        return {numbers[0]} - {1} if set(numbers[1:]) == {1} and not _SUMMED.match(words) else {sum(numbers)}
    return {*numbers, sum(numbers)} - {0, 1}


_SUMMED = re.compile(f"{NUMBER}(?!个|位)[一-鿿]+一(?!批|体)")  # 两区一高地


def _noun(words: str) -> str:
    """What a numbered phrase numbers: 高地 in 六大高地, 学 in 三学; empty where it isn't told."""
    found = _NUMBERED.fullmatch(words)
    return found[1] if found else ""


_STANCE = re.compile("|".join(_WORDS["stance"]))
_CUT = re.compile(rf".*(?:的|{'|'.join(word for word in _WORDS['member_opener'] if len(word) > 1)})")


def _ending(clause: str, noun: str) -> str:
    """The shortest stretch of a clause that ends with the noun and begins behind 的 or a verb; where the noun is the verb
    that opens the clause (聚焦创新), the clause."""
    end = clause.index(noun)
    if not end:
        return re.split("[,:]", clause)[0]
    behind = clause.rfind("的", 0, end) + 1
    cut = None if behind else _CUT.match(clause, 0, end)
    return clause[cut.end() if cut else behind : end + len(noun)]


def _own(words: str) -> Members:
    """The items of a phrase that is itself a list of nouns; a list of slogans (扩需求、强预期) has none."""
    if "产学研" in words and len(words) > len("产学研") and _PARTNERS.fullmatch(words):
        return tuple(words)
    for mark in ("、", "+", "—", "-"):
        if mark not in words:
            continue
        items = tuple(words.split(mark))
        if len(items) < 3 or any(not item or item.isdigit() for item in items):
            continue
        if items[0][0] in _VERBS and len(items[0]) > 2 * len(items[1]):  # 推动产业高端化、智能化、绿色化
            continue
        shared = len({item[-2:] for item in items}) == 1 and len(items[0]) > _SHARED  # 目标导向、问题导向
        if mark in "—-" or shared or not any(map(_is_slogan, items)):
            tails = tuple(item.rpartition("的")[2] for item in items)
            named = all(len(tail) <= _TAIL < len(item) for tail, item in zip(tails, items, strict=True))
            return tails if named else items
    return ()


_NOUN = re.compile("|".join(_WORDS["noun_opening"]))


_SHARED = 2
_TAIL = 4  # 产城融合发展的示范区 is 示范区


def _is_slogan(item: str) -> bool:
    """Whether an item is a verb with its object: 扩需求, but not 学习型 or 创新高地."""
    return len(item) > 1 and item[0] in _VERBS and item[-1] not in "型制化性区者" and not _NOUN.match(item)


def _split(words: str) -> Members:
    items = tuple(item.strip("“”") for item in words.split("、"))
    return items if len(items) > 1 else ()


def _trimmed(stretch: str, sizes: set[int]) -> Members:
    """The last items of a list, as many as a size asks for, the first of the list without the verb before it."""
    items = [item for item in stretch.split("、") if item]
    if len(items) not in sizes and len(items) + 1 not in sizes:
        return ()
    if items and items[-1] in _SINGLE_OPENERS:  # …的时刻、在“两个一百年”
        return ()
    if any(_AROUND.search(item) for item in items):
        return ()
    if len(items) + 1 in sizes and items and not any(_JOINED.search(item) for item in items[:-1]):
        items[-1:] = re.split("(?<=.{2})[和与及](?=.{2})", items[-1], maxsplit=1)
    if len(items) not in sizes or len(items) < 2 or any(_STANCE.search(item) for item in items[1:]):
        return ()
    return (_without_verb(items[0], items[1:]), *items[1:])


def _last_row(left: str) -> Members:
    """The row of quotations that ends the words, or the list inside its only one."""
    row = (rows(left, quotations(left)) or [[]])[-1]  # none where the opening mark was lost
    items = tuple(left[q.start : q.end] for q in row)
    return _split(items[0]) if len(items) == 1 else items


def _taken_up(left: str, sizes: set[int]) -> Members:
    """A list that is a clause by itself, its items of one length: 农村、社区、机关,“三进”…."""
    items = tuple(_STRETCHES.split(left)[-2].split("、"))
    alike = len(items) > 2 and len({len(item) for item in items}) == 1 and len(items[0]) <= _TAIL
    return items if alike and len(items) in sizes else ()


def _without_verb(first: str, others: Sequence[str]) -> str:
    """The first item cut to the shape of the others, or behind the last word that opens a list."""
    size = len(others[0])
    shaped = first[-size:]
    even = len(others) > 1 and all(len(item) == size for item in others) and len(first) > size
    if even and (shaped[0] in {item[0] for item in others} or len({item[-1] for item in (shaped, *others)}) == 1):
        return shaped
    cut = _CUT.match(first, 0, len(first) - 1)
    rest = first[cut.end() :] if cut else first
    while len(rest) > 2 and rest[0] in _SINGLE_OPENERS and not rest.startswith(_WHOLE_WORDS):
        rest = rest[1:]
    return rest


_AROUND = re.compile("为(?:中心|核心|主|辅|两翼|轴|支撑|重点)")  # 以甲为中心、乙为两翼
# 即以甲为主,乙、丙为辅
_PLAIN_ITEM = re.compile("^以(?=.+(?:为主|为核心|为中心)$)|(?:等|为(?:主|核心|中心|辅|两翼))$")
_JOINED = re.compile("(?<=.{2})[和与及](?=.{2})")
_WHOLE_WORDS = tuple(_WORDS["member_noun"])
_SINGLE_OPENERS = frozenset(word for word in _WORDS["member_opener"] if len(word) == 1)
