"""Lines that are not the article's running text: the page's furniture, bylines, and captions that say so themselves."""

import re
from functools import cache

from luoshi.reader.lines.look import Look
from luoshi.registry.lexicon import either, lexicon, one_of

_DATE_LINE = r"[\s\d年月日星期〇零一二三四五六七八九十天第期版次A-Z总():.:/-]+$"
# 第A9版:园区党建, 03版 要闻; 首页 > 要闻 > 正文; [查看原文](https://…).
_PAGE = r"第?\s*[A-Z]?\d{1,5}[a-zA-Z]?\s*版(?:[:\s]|$)|[一-鿿]{2,4}\s+0?\d{1,2}$"
_TRAIL = re.compile(r">+[^>]{2,12}>|>\s|[^>]{1,12}\s?>+\s?[^>]{1,12}(?:>|$)|[^>,。]{2,8}\s?>$")
_LINK = r"\[[^\]]{1,20}\]\(https?://"
_SIGNS = re.compile(
    "[一-鿿]{2,14}(?:部|办公室|办|局|委员会|党委|工委|处|组)(?: +[一-鿿]{2,14}(?:部|办公室|办|局|委员会|党委|工委|处|组))*"
)
# 某某日报 2025年3月24日 星期一 第3版: a paper's name, its day, its page.
_PAPER = r"[一-鿿]{0,8}\s*(?:20|19)\d\d[-年/.]\d{1,2}[-月/.]\d{1,2}日?\s*(?:(?:星期[一二三四五六日天])?[\s,|]*(?:第?\s*[A-Z]?\d{1,3}\s*版?|[A-Z]\d{1,2})[:\s]*[一-鿿·]{0,8}|星期[一二三四五六日天])$"
_DATED = re.compile(r"(?:20|19)\d\d[-年/.]\d{1,2}[-月/.]\d{1,2}")
# 某某融媒体中心 2025-03-14 09:12: a day with an hour, at the end of a short line.
_STAMP = re.compile(
    r"(?:20|19)\d\d[-年/.]\d{1,2}[-月/.]\d{1,2}日?\s+\d{1,2}:\d\d|(?<![\d.])\d\d-\d\d\s+\d\d:\d\d|"
    r"来源[::].{2,20}(?:20|19)\d\d-\d|(?:20|19)\d\d-\d\d-\d\d.{0,6}来源[::]"
)
# 某某网消息: alone on its line.
_SOURCE = "(?:(?!本报综合)[一-鿿]{2,6}网?消息|[【\\[]?本[报网台]讯[】\\]]?)(?:\\([一-鿿]{2,8}\\))?[::]?"
FAMILY = "".join(lexicon("surnames", "words")["surname"]["common"])
# 某某日报记者 某某: alone on its line.
_OF_A_PAPER = re.compile(r"《?[一-鿿·]{1,12}[报网社台刊]》?\w{0,3}记者[\s:/|]+[一-鿿]{2,4}(?:[\s、:]|$)")
# 某某 某某 本报记者 某某: the names stand before the word, too.
_NAMES_FIRST = re.compile(r"(?:[一-鿿]{2,3}\s+){1,4}(?:本报|本台|本刊|本网)?(?:记者|通讯员)\s+[一-鿿]{2,4}(?:[\s、]|$)")
# 某某社北京3月5日电 记者 某某: the dateline stands over the text, not in it.
_WIRED = re.compile(
    r"[一-鿿]{1,6}[社网报][一-鿿]{2,6}\d{1,2}月\d{1,2}日[电讯]\s*[((]?(?:[一-鿿]{1,6}[社网报])?(?:记者|作者|通讯员)[一-鿿\s、·]*[))]?$"
)
# 某某/某某报: who wrote for which paper.
_NAME_AND_PAPER = re.compile(r"[一-鿿]{2,3}\s?/\s?[一-鿿]{2,6}[报网社台刊](?![一-鿿])")
# (某某记者站)
_STATION = re.compile(r"\([一-鿿]{2,10}记者站\)$")
# 某某日报讯(记者某某), 某某网讯 记者某某: alone on its line.
_WIRE_BYLINE = re.compile(r"[一-鿿、·]{1,16}讯\s*\(?(?:[\w·]{2,9})?(?:记者|通讯员)")
# 某某日报记者某某 某某 某某日报通讯员某某: with no mark behind the word where the page dropped its spaces.
_REPORTERS = re.compile(rf"《?[一-鿿]{{2,6}}[报网社台刊]》?\w{{0,3}}(?:记者|通讯员)[{FAMILY}][一-鿿\s、·]+$")
# 党委办公室 某某供稿: the contributor before the word.
_GIVEN_BY = re.compile(r"[^,。;]{2,24}(?:供稿|撰稿)\)?$")
_WRITERS = ("记者", "通讯员", "作者", "稿")
_FORMS = (_OF_A_PAPER, _WIRE_BYLINE, _GIVEN_BY, _REPORTERS, _NAMES_FIRST, _WIRED)
# A paper's name alone, and the line with which an agency repeats the title: 新华社北京7月20日电 题:….
_MASTHEAD = "[一-鿿]{2,6}" + either("bodies", "papers") + "(?:\\s*(?:数字报纸?|电子版|电子报))?"
# — 某某网 —, 某某网 正文, 某某新闻客户端.
_SITE = "[-—]+\\s*[一-鿿]{2,8}网\\s*[-—]+$|[一-鿿]{2,6}网\\s+正文$|[一-鿿]{2,8}客户端$"
_WIRE_TITLE = r"(?:新华|中新|人民)[社网][一-鿿]{0,6}\d{1,2}月\d{1,2}日电\s*题[::]"
# 1234次阅读, 阅读 1234, [大 中 小], 新闻中心 / 要闻动态.
_COUNTER = "(?:\\d+次)?(?:阅读|浏览|点击|访问)(?:量|数|次数)?[::\\s]*\\d*次?$"
_SIZES = "[\\[【(]?大[】\\]\\s]+[\\[【]?中[】\\]\\s]+[\\[【]?小[\\]】)]?$"
_PATH = "[一-鿿]{4,8}(?: ?» ?| / )[一-鿿]{2,10}(?:(?: ?» ?| / )[一-鿿]{2,10}){0,3}$"
# 苏州 专题 评论 视频 学习, 无障碍浏览 | 长者专区 | English: a page's menu.
_MENU = re.compile(
    r"(?!.*(?:记者|通讯员|作者|文|图))(?:[一-鿿A-Za-z]{2,6}[\s|]+){4,}[一-鿿A-Za-z]{2,6}[\s|]*$|(?:[一-鿿A-Za-z]{2,8}\s*\|\s*){2,}[一-鿿A-Za-z]{2,8}$"
    r"|(?:[^|。]{2,16}\|){4,}|[•·]\s*(?:[一-鿿]{2}|[一-鿿] [一-鿿])$"
)
# So many words has a menu without bars at least.
_MENU_WORDS = 5
# (2024年9月6日某届某次全体会议通过): under a document's title.
_ADOPTED = r"\((?:20|19)\d\d年\d{1,2}月\d{1,2}日[^()。]{2,40}(?:通过|批准|公布)\)$"
_OF_THE_PAGE = re.compile(
    "|".join((_DATE_LINE, _LINK, _COUNTER, _SIZES, _PATH, f"{_SOURCE}$", f"{_MASTHEAD}$", _SITE, _ADOPTED))
)
_WITH_NUMBERS = re.compile("|".join((_PAGE, _PAPER, _WIRE_TITLE)))
# 某某管委会 2024-03-15, 某栏目:2024-03-15: a day alone behind who prints it.
_DAY_LAST = re.compile(r"^[^,。;:]{2,24}[\s:](?:20|19)\d\d[-/.]\d{1,2}[-/.]\d{1,2}$")
# 记者从X获悉: a sentence, no byline.
_TOLD = ("记者从", "记者在", "记者了解", "记者获悉")
# 某某社记者 某某摄: below a picture, unless the same person wrote (文/某某 摄).
_TOOK_PICTURE = re.compile(r"^[^文撰写]*[一-鿿]\s?摄\)?$")
# 记者:请您谈谈…: an interviewer's turn.
_ASKS = re.compile("[请您你]|如何|什么|怎[么样]|我们")
_TELLS = re.compile("[,。召开举行]")
_HAN, _DIGIT = re.compile("[一-鿿]"), re.compile(r"\d")
# Where somebody stands in the picture: (左三), (前排右二).
_SHOWN_AT = re.compile(r"\((?:前排|后排)?[左右中][一二三四五六起]?\)")
# 某某报告会现场,某某正在讲解…。, 某区群众文艺汇演现场。: one sentence that only says what can be seen there.
_AT_THE_SCENE = re.compile(
    "[^,。;:“]{2,24}现场(?:,[^。;:“]{2,20}正在?[^。;:“]{2,24})?。?|[^,。;:“]{6,30}的[^,。;:“的]{0,6}(?:生产线|车间|厂房)。"
)
_PICTURE_FROM = re.compile(r"\((?:图片来源|图片|图源|照片)[::][^()]{2,20}\)$")
_SHORT = 60
_NAMES_AT_MOST = 40
# As long as the words on a page's buttons are: 关闭窗口, 返回列表页.
_BUTTON = 6
_SET_APART = re.compile(r"[:/|\s\d]")
_FULL_NAME = re.compile(r"[一-鿿]{2,4}(?:·[一-鿿]{1,6})?|[一-鿿] {1,2}[一-鿿](?![一-鿿])")
# 真抓实干 狠抓落实: four characters are a name only where they begin with a double family name.
_SLOGAN = re.compile(rf"(?!{either('surnames', 'surname_compound')})[一-鿿]{{4}}")
_NAMES = re.compile(rf"\(?(?:{_FULL_NAME.pattern})(?:[\s、,/]+(?:{_FULL_NAME.pattern})){{0,7}}\)?$")
# (某区人大工委 某某): an office and a name in brackets.
_OF_AN_OFFICE = re.compile(rf"\([一-鿿]{{4,16}}\s+[{FAMILY}][一-鿿]{{1,2}}\)$")
# (某某某 某某): names in brackets sign what stands above, or the whole below its title.
_IN_BRACKETS = re.compile(
    rf"\((?:(?:{either('surnames', 'surname_compound')}|[{FAMILY}]) {{0,2}}[一-鿿]{{1,2}}(?:[\s、,/]+|(?=\))))+\)$"
)
_ROLE_WORDS = re.compile(
    r"[\s\d►▶:/|()、,]|本报|全媒体|中国高新网|新华社|见习|实习|特约|记者|通讯员|作者|撰文|撰稿|供稿|采写|文图|图文|文|图|摄影|摄"
)


def is_furniture(look: Look) -> bool:
    """Whether the line belongs to the page: navigation, editors, dates, counters, hints."""
    words = look.line.text
    if len(words) > _SHORT and not words.startswith(_however_long()):
        return False
    return (
        _is_of_the_page(words, look.closed)
        or _begins_as_furniture(words, look.words)
        or (look.closed < 1 and bool(_credits().match(look.words) or _furniture_inside().search(words)))
    )


def _is_of_the_page(words: str, closed: float) -> bool:
    """Whether a line is nothing but a page's number, day, path or counter, or has a day before or behind other words."""
    digit = _DIGIT.search(words) is not None
    if not _HAN.search(words) or _OF_THE_PAGE.match(words):
        return True
    if (digit and _WITH_NUMBERS.match(words)) or (">" in words and _TRAIL.match(words)):
        return True
    if _is_parted(words) and _MENU.match(words) and not _NAMES.match(words):
        return True
    dated = digit and closed == 0
    return dated and bool(
        _STAMP.search(words) or _DAY_LAST.search(words) or (_DATED.match(words) and not _TELLS.search(words))
    )


def _is_parted(words: str) -> bool:
    """Whether a line has what parts the words of a menu, or stands before one."""
    return "|" in words or words.startswith(("•", "·")) or len(words.split()) >= _MENU_WORDS


def _begins_as_furniture(words: str, bare: str) -> bool:
    if words in _alone():
        return True
    bare = bare.lstrip("([【")
    return _opens_as_furniture(words) or (bare != words and _opens_as_furniture(bare))


def _opens_as_furniture(words: str) -> bool:
    found = _opening("furniture").match(words) if words[:1] in _furniture_begins() else None
    return found is not None and _is_label(found)


def _is_label(found: "re.Match[str]") -> bool:
    """Whether a word with which the page's lines begin is no verb of a sentence: 审核 张三, but 审核提速增效 is a heading."""
    line, end = found.string, found.end()
    return (
        found[0] not in _verbs()
        or len(line) <= _BUTTON
        or not _HAN.match(line, end)
        or _SET_APART.search(line, end) is not None
    )


def is_byline(look: Look) -> bool:
    """Whether the line says by its words who wrote; a bare name needs its place (see `is_bare_name`)."""
    if len(look.words) > _SHORT or look.closed == 1:
        return False
    bare = look.words.lstrip("( [【")
    signed = _IN_BRACKETS.match(look.words) or _OF_AN_OFFICE.match(look.words) or _STATION.match(look.words)
    if not signed and not _opening("byline").match(bare) and not _says_who(bare):
        return False
    if bare.startswith(_TOLD) or _ASKS.search(bare) or ("摄" in bare and _TOOK_PICTURE.match(bare)):
        return False
    return bool(signed) or len(_ROLE_WORDS.sub("", bare)) <= _NAMES_AT_MOST


def _says_who(bare: str) -> bool:
    """Whether the line has the form in which papers and sites print who reported or contributed."""
    if "/" in bare and _NAME_AND_PAPER.match(bare):
        return True
    if not any(word in bare for word in _WRITERS):
        return False
    return any(form.match(bare) for form in _FORMS)


def is_bare_name(look: Look) -> bool:
    """Whether the line could be nothing but names; only its place (after a section's last paragraph) makes it a byline."""
    return (
        len(look.words) <= 40
        and look.level == 0
        and look.closed == 0
        and not look.named
        and bool(_NAMES.match(look.words))
        and not any(_SLOGAN.fullmatch(word) for word in look.words.split())
    )


def is_signature(look: Look) -> bool:
    """Whether the line could be the office that signs a notice."""
    return look.level == 0 and bool(_SIGNS.fullmatch(look.words))


def is_note(look: Look) -> bool:
    """Whether the line is an editor's note over the article."""
    return _opening("note").match(look.words.lstrip("([【")) is not None


def is_caption(look: Look) -> bool:
    """Whether the line says that it explains a picture."""
    words = look.line.text
    if len(words) > 150:
        return False
    told = _opening("caption").match(words) is not None or words.endswith(_ending("caption"))
    if told or (look.closed == 0 and _SHOWN_AT.search(words) is not None):
        return True
    return _AT_THE_SCENE.fullmatch(words) is not None or _PICTURE_FROM.search(words) is not None


def names_in_byline(words: str) -> str:
    """The names of a byline without 本报记者 and marks."""
    bare = re.sub(
        r"[()►▶●■|:/【】\[\]]|本报|全媒体|中国高新网|新华社|见习|实习|特约|记者|通讯员|作者|撰文|撰稿|供稿|采写",
        " ",
        words,
    )
    return " ".join(bare.split())


@cache
def _however_long() -> tuple[str, ...]:
    return tuple(lexicon("layout")["furniture"]["long"])


@cache
def _alone() -> frozenset[str]:
    """The words that are furniture where they fill a line."""
    return frozenset(lexicon("layout")["furniture"]["alone"])


@cache
def _verbs() -> frozenset[str]:
    return frozenset(lexicon("layout")["furniture"]["verbs"])


@cache
def _credits() -> "re.Pattern[str]":
    return re.compile(f"[一-鿿]{{0,4}}(?:{one_of(lexicon('layout')['furniture']['labels'])})[:/|]")


@cache
def _furniture_inside() -> "re.Pattern[str]":
    return re.compile(one_of(lexicon("layout")["furniture"]["holds"]))


@cache
def _opening(family: str) -> "re.Pattern[str]":
    """The words with which lines of a kind begin."""
    return re.compile(one_of(lexicon("layout")[family]["opens"]))


@cache
def _furniture_begins() -> frozenset[str]:
    """The first characters of the words with which the page's lines begin."""
    return frozenset(word[0] for word in lexicon("layout")["furniture"]["opens"])


@cache
def _ending(family: str) -> tuple[str, ...]:
    return tuple(lexicon("layout")[family]["ends"])
