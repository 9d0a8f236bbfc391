"""What can be seen of a line by itself: its marks, the bodies that it names, whether it ends and can begin a sentence."""

import re
from functools import cache

from luoshi.model.records import Entity
from luoshi.reader.draft import Draft, Line
from luoshi.registry import bodies
from luoshi.registry.bodies import Named
from luoshi.registry.lexicon import lexicon, one_of

# Also the time at which a transcript's line is spoken: [00:12].
_MARKS = re.compile(r"(?:\[?\d{1,2}:\d\d(?::\d\d)?\]?\s+)?(?P<level>#{1,6}(?=\s))?[\s*#■◆●▲★►▶◎○□◇※▍▌▎|•·>-]*")
_FULL_STOPS = ("。", "!", "?", "…")
_CLOSING = "”’」』)]】》"
# 会议指出 without a mark at the end of a line: a site sets it apart, and what was said begins a paragraph of its own.
_SAYS = ("指出", "强调", "要求", "认为", "明确", "决定", "提出", "号召")
_LEADS_OVER = re.compile("(?:会议|大会|全会|座谈会|宣讲会)..")
# A remnant of a word or sentence: a closing mark at once, or one to three characters and a full stop; a single character
# and a comma is nearly as sure.
_REMNANT = r"[。,、;:!?)”’》%]|[一-鿿\d]{1,3}[。;!?”)》]|(?![一二三四五六七八九十]、)[一-鿿][、,]"
# Characters with which words that can begin a line hardly start: endings and particles.
_ENDING = "[的了们等者率型]|地(?![区方铁理震球处])|得(?![益到知])|着(?![力眼手重])|化(?![学工解危繁])|性(?![能质])|级(?!别)|格化|之(?!江|初)"
_CUT_OFF = re.compile(f"{_REMNANT}|{_ENDING}")
# An amount (76家 …) rarely begins a paragraph.
_AMOUNT = re.compile(r"\d+(?![\d年月.、])")
_DATE = re.compile(r"(?:20\d\d年)?\d{1,2}月(?:\d{1,2}日)?")
_SPEAKS = re.compile(r"(?!.?[会议区委全各们])[一-鿿]{2,3}(?:强调|要求|指出|表示|说|提出|介绍|认为|还|围绕|一行)")


# 起来,…: two characters before a comma that tell no time or place and join no sentences: the rest of a clause.
_SHORT_CLAUSE = re.compile(
    "[一-鿿][^,上下中里前后晨夜午晚秋冬春夏日天月年间次外时内今末初来场然实说看而此过如见是之于],|起来,"
)
# 一群老领导近日走进…: who does something on a day begins a paragraph.
_DAY_SOON = re.compile(r"[一-鿿]{2,12}?(?:近日|日前|连日来|\d{1,2}月\d{1,2}日)")
# 某省某市市长某某代表:…: an office and a name before a colon.
_SPEAKER_WITHIN = 40
_SPEAKER = re.compile(
    "[一-鿿、()]{2,32}(?:书记|主任|主席|主委|市长|县长|区长|省长|部长|局长|厅长|院长|校长|所长|董事长|经理|总裁|会长|教授|研究员|专家|院士)"
    " ?[一-鿿]{2,3}(?:代表|委员)?:"
)


class Look(Entity):
    """A line as it looks. `words` is its text without marks at its front; positions in `named` count from the start of `words`.

    `closed` is 1 where the line ends a sentence, 0.5 after ; or : and 0 where it stops in the middle; `begins` tells how
    surely a paragraph starts here, from -3 (cannot) to 3 (does).
    """

    line: Line
    words: str
    level: int
    marked: bool
    closed: float
    begins: float
    named: list[Named] = []  # noqa: RUF012  msgspec gives each a list of its own
    after_byline: bool = False
    crosshead: bool = False

    @property
    def first(self) -> Named | None:
        """The first body that the line names."""
        return self.named[0] if self.named else None


def looks(draft: Draft) -> list[Look]:
    """A look at every line of the draft; the bodies are found in one pass over the whole text."""
    named = iter([*bodies.find(draft.clean), None])
    current = next(named)
    out = []
    for line in draft.lines:
        text = line.text
        marks = None if text[:1].isalpha() else _MARKS.match(text)
        skip = marks.end() if marks and marks.end() < len(text) else 0
        words = text[skip:].rstrip("*# ")
        here = []
        shift = line.start + skip
        while current and current.start < line.end:
            if current.start >= shift:
                here.append(current.moved(-shift))
            current = next(named)
        level = len(marks["level"] or "") if marks else 0
        out.append(Look(line, words, level, skip > 0, _closed(words), _begins(words, here), here))
    return out


def is_text(look: Look) -> bool:
    """Whether a line is running text so far."""
    return look.line.role == "body"


def _closed(words: str) -> float:
    if words.endswith(_FULL_STOPS):
        return 1.0
    bare = words.rstrip(_CLOSING)
    if words.endswith(")"):  # a remark behind the sentence: 。(本报记者 …)
        bare = words[: max(words.rfind("("), 0)].rstrip(_CLOSING) or bare
    if bare.endswith(_FULL_STOPS):
        return 1.0
    if bare.endswith(_SAYS) and _LEADS_OVER.fullmatch(bare, bare.rfind("。") + 1):
        return 1.0
    return 0.5 if bare.endswith((";", ":")) else 0.0


def _begins(words: str, named: list[Named]) -> float:
    opening = _openings().match(words)
    surely = float(opening.lastgroup[1:]) if opening and opening.lastgroup else 0.0
    digit = words[:1].isdecimal()
    if surely == 3 or (digit and _DATE.match(words)):
        return 3.0
    first = named and named[0].start == 0
    if (":" in words[:_SPEAKER_WITHIN] and _SPEAKER.match(words)) or (not first and _SPEAKS.match(words)):
        return 2.5
    if first:
        return 2.5 if named[0].sort in ("zone", "park", "organ") else 1.5
    if surely < 2 and _CUT_OFF.match(words):
        return -3.0
    if not surely and ((digit and _AMOUNT.match(words)) or (not named and _SHORT_CLAUSE.match(words))):
        return -1.0
    return max(surely, 2.0) if _DAY_SOON.match(words) else surely


@cache
def _openings() -> "re.Pattern[str]":
    begins = lexicon("layout")["begins"]
    return re.compile("|".join(f"(?P<s{weight}>{one_of(begins[weight])})" for weight in ("3", "2", "1")))
