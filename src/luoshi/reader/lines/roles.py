"""Roles: which lines are the page's, the title's, bylines and headings. What is left is running text."""

import re
from itertools import pairwise

from luoshi.reader.lines import heading_lines, page
from luoshi.reader.lines.headings import (
    Heading,
    acts_below,
    is_crosshead,
    is_numbered_sentence,
    is_person,
    second_half,
)
from luoshi.reader.lines.look import Look, is_text
from luoshi.reader.names import body_forms

_TITLE_AT_MOST = 60
# A note's first line this short is only its name; the note itself stands below.
_NOTE_AT_MOST = 6
# Crossheads are shorter than this, the paragraphs under them longer. 头雁领航:本部深学细悟,校准前行航向.
_SHORT = 36
_LINES_OF_A_CROSSHEAD = 2
# Long lines that stop in the middle, one in so many, are slips of a page that no column cuts.
_LONG_OPEN = 5
_BEGINS = 2
_SEVERAL, _LONG_PARAGRAPH, _CLAUSES = 2, 60, 2
_SIGN = 45
_PARAGRAPH = 20
# How much of a first line its pieces below cover, and how long a piece is.
_COVERED, _PIECE = 0.8, 6
_CAMPAIGN = re.compile(
    r"^【[^】]+】$|专栏|系列报道|特别报道|专题报道|^(?:深入)?学习(?:宣传)?贯彻[^ ]{4,24}(?:精神|讲话)$|^深入学习[^ ]{4,24}精神$"
    r"|^(?:喜迎|迎接|庆祝|献礼)[^,。]{2,18}$|^贯彻[^ ,。]{2,8}(?: [^ ,。]{4,12}){1,2}$"
)
# 某某在…会议上强调: over the words that are stressed.
_SAYS_BELOW = re.compile("(?:会|会议|会上|时|上|讲话|批示)[^。]{0,6}(?:强调|指出|要求|提出)$")
# The addressees over a notice: 各党支部、各单位:
_ADDRESSEES = re.compile("各[^。]{1,40}:$")
_DATELINE = re.compile(r"近日|日前|连日来|(?:20\d\d年)?\d{1,2}月\d{1,2}日")
# 会议强调——, 某某表示——: leads over to what is said.
_LEADS_OVER = re.compile("(?:强调|指出|表示|要求|认为|提出|说)(?:——|—|:)$")
# What is printed behind or before a title in dashes: ——subtitle, kicker——.
_DASH = ("—", "--")
_BRACKETED = re.compile("【[^】]+】")
# Two sentences are no title.
_SENTENCES = re.compile("[。;].|[!?][^!?]+[!?…]")
# 某某在车间调研: a picture's line, where no column cuts a line.
_SHOWS = re.compile(
    "[^,。;:]{0,12}在[^,。;:]{2,20}(?:调研|座谈|走访|考察|察看|查看|了解|检查|指导|交流|宣讲|慰问|参观)[^,。;:]{0,8}"
)
_ASKED = re.compile("(?:记者|主持人|问|答|[一-鿿]{2,4}(?=:[^。]*。))[::]")
_ASKED_WITHIN = 5
_NAME_ALONE, _SHORT_NAME = 8, 5
_ONE_NAME = re.compile(rf"[一-鿿]{{2,3}}$|[{page.FAMILY}][一-鿿]{{1,2}}(?:\s+[一-鿿]{{2,3}})*$")


def mark(looks: list[Look]) -> list[Heading]:
    """Give every line that is not running text its role; the headings come back in file order."""
    noted: Look | None = None
    for look in looks:
        if page.is_furniture(look):
            look.line.role = "furniture"
        elif page.is_byline(look):
            look.line.role = "byline"
        elif page.is_caption(look):
            look.line.role = "caption"
        elif page.is_note(look) or (noted and len(noted.words) <= _NOTE_AT_MOST):
            look.line.role = "lead"
            noted = look if page.is_note(look) else None
    _bodies_alone(looks)
    texts = [look for look in looks if is_text(look)]
    _signed_quotations(texts)
    headings = heading_lines.find([look for look in texts if is_text(look)])
    _front(looks, headings)
    _title_again(looks)
    _names(looks)
    _crossheads(looks, headings)
    return headings


def _bodies_alone(looks: list[Look]) -> None:
    """A short line is the name of a body, and of no person, where that body acts at the beginning of the next line."""
    for look, below in pairwise(looks):
        short = look.line.role == "byline" and len(look.words) <= _NAME_ALONE and is_text(below)
        if short and acts_below(look.words.replace(" ", ""), below):
            look.line.role = "body"


def is_running(look: Look) -> bool:
    """Whether a line is running text or a crosshead in it."""
    return look.line.role == "body" or look.crosshead


def _front(looks: list[Look], headings: list[Heading]) -> None:
    """Kicker, title and subtitle: the short lines over the first heading or paragraph."""
    front: list[Look] = []
    for look in looks:
        if look.line.role == "heading" or (is_text(look) and not _over(look) and not _begins_again(look, looks)):
            break
        if is_text(look) and not ((front or look.marked) and _ONE_NAME.match(look.words)):
            front.append(look)
        elif is_text(look):
            look.line.role = "byline"
    for look in front:
        if _ADDRESSEES.match(look.words):
            look.line.role = "furniture"
    front = [look for look in front if is_text(look)]
    while len(front) > 1 and _is_menu(front[0], front[1]):
        front.pop(0).line.role = "furniture"
    if len(front) > 1 and _is_site(front[0]) and not front[1].words.startswith("——"):
        front.pop(0).line.role = "furniture"
    _in_pieces(front)
    lines = [look for look in front if is_text(look)]
    front = _by_marks(lines)
    top = next((n for n, look in enumerate(front) if look.level == 1), 0)
    if not any(look.level == 1 for look in front) and len(front) > 1 and _is_kicker(lines):
        top = len(front) - 1 if _ends_in_dash(lines) else 1
    printed: dict[str, Look] = {}
    for look in [*front]:
        if (first := printed.setdefault(look.words, look)) is not look:  # a menu prints the title again
            look.line.role, look.line.duplicate_of = "title", first.line
            front.remove(look)
    for number, look in enumerate(front):
        look.line.role = "kicker" if number < top else "title" if number == top else "subtitle"


def _is_site(look: Look) -> bool:
    """Whether a line over the title is the name of whose site it is: of a listed body, or one by its form."""
    listed = look.first is not None and look.first.words == look.words
    return listed or (len(look.words) > _SHORT_NAME and body_forms.names(look.words))


def _in_pieces(front: list[Look]) -> None:
    """A page's name is its title and subtitle in one line; the page prints both again below, each on its own line."""
    if len(front) < 2:
        return
    whole = "".join(front[0].words.split())
    pieces = {look: "".join(look.line.text.split()) for look in front[1:] if len(look.words) >= _PIECE}
    again = [look for look, piece in pieces.items() if piece in whole]
    if sum(len(pieces[look]) for look in again) >= _COVERED * len(whole):
        for number, look in enumerate(again):
            look.line.role = "subtitle" if number else "title"
            look.line.duplicate_of = front[0].line


def _by_marks(front: list[Look]) -> list[Look]:
    """Give the lines that their marks tell from a title their roles, 【campaign】 and ——subtitle; the others come back."""
    for number, look in enumerate(front):
        if _BRACKETED.fullmatch(look.line.text):
            look.line.role = "kicker"
        elif look.line.text.startswith(_DASH) and (number == 0 or number == len(front) - 1):
            look.line.role = "subtitle"
    return [look for look in front if is_text(look)]


def _title_again(looks: list[Look]) -> None:
    """A title that stands again among the paragraphs: the page prints it beside a picture or over the next column."""
    title = next((look for look in looks if look.line.role == "title"), None)
    if title is None:
        return
    for look in looks:
        if look.words == title.words and is_text(look):
            look.line.role, look.line.duplicate_of = "title", title.line


def _over(look: Look) -> bool:
    if _DATELINE.match(look.words) or _ASKED.match(look.words) or (look.closed == 1 and look.words.startswith("“")):
        return False
    if _SENTENCES.search(look.words):
        return False
    return len(look.words) <= _TITLE_AT_MOST and not look.words.endswith(("。", ",", ";", "、")) and look.level < 2


def _begins_again(look: Look, looks: list[Look]) -> bool:
    """Whether a dated line without an end is a title made of a paragraph's first words: 3月22日,某厅召开大会."""
    if look.closed or len(look.words) > _TITLE_AT_MOST:
        return False
    return any(other.words.startswith(look.words) and len(other.words) > len(look.words) for other in looks)


def _is_menu(look: Look, below: Look) -> bool:
    """Whether the first of several lines is a word of the page's menu (新闻中心), not a title."""
    return (
        len(look.words) <= 6
        and look.level == 0
        and not look.words.endswith(":")
        and not look.words.startswith("【")
        and not below.line.text.startswith(("—", "--"))
        and " " not in look.words
    )


def _ends_in_dash(front: list[Look]) -> bool:
    """Whether the last of the lines over the text is a ——subtitle: the title stands right over it."""
    return front[-1].line.text.startswith(_DASH)


def _is_kicker(front: list[Look]) -> bool:
    """Whether the first of several lines is a campaign's name over the title."""
    if front[1].line.text.startswith(_DASH):
        return False
    if front[0].words.endswith(_DASH):
        return True
    third = len(front) > 2 and front[2].line.text.startswith(_DASH)
    first = front[0].first
    zone = first is not None and front[0].words == f"{first.words}:"
    return third or zone or bool(_CAMPAIGN.search(front[0].line.text) or _SAYS_BELOW.search(front[0].words))


def _names(looks: list[Look]) -> None:
    """Bare names that stand after a section's last paragraph are its byline."""
    for number, look in enumerate(looks):
        if not page.is_bare_name(look) or not is_text(look):
            continue
        before = looks[number - 1] if number else None
        after = looks[number + 1] if number + 1 < len(looks) else None
        last = after is None or after.line.role in ("heading", "furniture", "byline")
        ends = before is not None and (before.closed == 1 or before.line.role == "byline" or last)
        opens = last or (after is not None and after.begins >= 2)
        if ends and opens:
            look.line.role = "byline"
    _signature(looks)
    signed = False
    for look in looks:
        look.after_byline = signed
        signed = look.line.role == "byline" or (signed and not is_text(look))


def _signed_quotations(texts: list[Look]) -> None:
    """——office and name below each paragraph, the last line of all among them, sign what stands above."""
    signs = [look for look in texts if look.line.text.startswith(_DASH) and look.closed == 0]
    if (
        signs
        and signs[-1] is texts[-1]
        and all(len(look.words) <= _SIGN for look in signs)
        and any(map(is_person, signs))
    ):
        for look in signs:
            look.line.role = "byline"


def _signature(looks: list[Look]) -> None:
    """An office's name as the last line of a notice signs it."""
    told = [look for look in looks if look.line.role not in ("furniture", "byline")]
    if len(told) > 1 and is_text(told[-1]) and page.is_signature(told[-1]):
        told[-1].line.role = "byline"


def _is_uncut(texts: list[Look]) -> bool:
    """Whether no column cuts the lines of a page: no line begins in the middle of a sentence, most end one, and hardly a
    long one does not."""
    open_ = [look for look in texts if look.closed == 0]
    if 2 * len(open_) > len(texts) or any(look.begins <= -3 for look in texts):
        return False
    long = sum(
        look.closed == 0 and len(look.words) > _SHORT and not _opens_anew(below) for look, below in pairwise(texts)
    )
    return _LONG_OPEN * long <= len(texts)


def _stops_in_the_middle(look: Look) -> bool:
    """Whether a paragraph of some clauses stops in the middle of one: on a page of several sections a column cut it."""
    if look.closed or len(look.words) <= _LONG_PARAGRAPH or look.words.endswith(")"):
        return False
    return look.words.count(",") + look.words.count("。") > _CLAUSES


def _opens_anew(look: Look) -> bool:
    """Whether a paragraph surely begins with a line."""
    return look.begins >= _BEGINS or (look.marked and look.level == 0)


def _stands_alone(look: Look) -> bool:
    """Whether a line could be a crosshead, or half of one, on a page where no column cuts a line."""
    words = look.words
    if look.closed or len(words) > _SHORT or words.endswith((",", "、")) or "。" in words:
        return False
    return not _leads_over(look)


def _crossheads(looks: list[Look], headings: list[Heading]) -> None:
    """Short lines between finished paragraphs that open a part of a section: 一、…, or a line that only names a theme."""
    texts = [look for look in looks if is_text(look)]
    uncut = _is_uncut(texts) and not (len(headings) >= _SEVERAL and any(map(_stops_in_the_middle, texts[:-1])))
    if uncut:
        for look in texts:
            if _stands_alone(look) and _SHOWS.fullmatch(look.words):
                look.line.role = "caption"
        texts = [look for look in texts if is_text(look)]
    closed, last = True, -1
    for look, below in pairwise(texts):
        if closed and _is_part(look, below, last == look.line.index - 1) and not _leads_over(look):
            _open_part(look)
        closed, last = look.closed == 1, look.line.index
    if uncut:
        _among_whole_paragraphs(texts)


def _is_part(look: Look, below: Look, beside: bool) -> bool:
    """Whether a line behind a finished paragraph opens a part of a section; `beside` tells that nothing stands between."""
    short = second_half(look) and (look.level > 1 or is_crosshead(look, below, beside))
    return short or is_numbered_sentence(look, below)


def _among_whole_paragraphs(texts: list[Look]) -> None:
    """On a page where no column cuts a line, one or two short lines over a paragraph are its crosshead, and hardly
    anything goes on in the next line."""
    for place, look in enumerate(texts):
        if not _stands_alone(look) or (place and texts[place - 1].closed < 1):
            continue
        run = texts[place : place + _LINES_OF_A_CROSSHEAD + 1]
        lines = next((n for n, other in enumerate(run) if not _stands_alone(other)), 0)
        longest = max((len(other.words) for other in run[:lines]), default=_SHORT)
        sentence = "," in run[lines].words  # of two clauses, however short
        if run[lines].closed and len(run[lines].words) > max(longest, 0 if sentence else _PARAGRAPH):
            for other in run[:lines]:
                _open_part(other)
    for look, below in pairwise(texts):
        if look.closed < 1 and below.line.index == look.line.index + 1 and _is_whole(look, below):
            look.closed = 1.0


def _is_whole(look: Look, below: Look) -> bool:
    """Whether a line that no full stop ends is a paragraph nevertheless, by its end or by how the next one begins."""
    return look.closed == 0.5 or _leads_over(look) or (_opens_anew(below) and not look.words.endswith((",", "、")))


def _leads_over(look: Look) -> bool:
    """Whether a line only says who speaks, or is somebody's turn in an interview."""
    words = look.words
    return (words.endswith(("—", ":")) and _LEADS_OVER.search(words) is not None) or (
        ":" in words[:_ASKED_WITHIN] and _ASKED.match(words) is not None
    )


def _open_part(look: Look) -> None:
    look.line.role = "subheading"
    look.crosshead, look.closed, look.begins = True, 1.0, 3.0
