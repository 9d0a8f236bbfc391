"""Roles: which lines are the page's, the title's, bylines and headings. What is left is running text."""

import re
from itertools import pairwise, zip_longest

from luoshi.reader.layout import deputies, page
from luoshi.reader.layout.headings import (
    Heading,
    goes_on_telling,
    is_crosshead,
    is_numbered_sentence,
    mark_of,
    read_alike,
    read_heading,
    read_person,
    second_half,
    stops_in_office,
    together,
)
from luoshi.reader.layout.look import Look

_TITLE_AT_MOST = 60
# A note's first line this short is only its name; the note itself stands below.
_NOTE_AT_MOST = 6
_CAMPAIGN = re.compile(
    r"^【[^】]+】$|专栏|系列报道|特别报道|专题报道|^学习(?:宣传)?贯彻[^ ]{4,24}(?:精神|讲话)$|^深入学习[^ ]{4,24}精神$"
)
# 某某在…会议上强调: over the words that are stressed.
_SAYS_BELOW = re.compile("(?:会|会议|会上|时|上|讲话|批示)[^。]{0,6}(?:强调|指出|要求|提出)$")
# The addressees over a notice: 各党支部、各单位:
_ADDRESSEES = re.compile("各[^。]{1,40}:$")
_DATELINE = re.compile(r"近日|日前|连日来|(?:20\d\d年)?\d{1,2}月\d{1,2}日")
_ONE_NAME = re.compile(r"[一-鿿]{2,3}(?:\s+[一-鿿]{2,3})*$")


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
    headings = _headings([look for look in looks if look.line.role == "body"])
    _front(looks, headings)
    _names(looks)
    _crossheads(looks)
    return headings


def is_text(look: Look) -> bool:
    """Whether a line is running text so far."""
    return look.line.role == "body"


def is_running(look: Look) -> bool:
    """Whether a line is running text or a crosshead in it."""
    return look.line.role == "body" or look.crosshead


def _headings(looks: list[Look]) -> list[Heading]:
    found = {
        place: heading
        for place, (look, below) in enumerate(zip_longest(looks, looks[1:]))
        if look.level != 1 and (heading := read_heading(look)) and not (below and goes_on_telling(heading, below))
    }
    found.update(_cut_names(looks))
    found.update(_alike(looks, found))
    found.update(_deputies(looks))
    kept = {place: heading for place, heading in found.items() if heading.form != "run-on" or heading.look.level}
    if not kept:
        kept = found
    subjects = {heading.entity or heading.subject for heading in kept.values()}
    if 0 in kept and (len(subjects) < 2 or kept[0].form not in {h.form for p, h in kept.items() if p}):
        del kept[0]
    if len(subjects) < 2 and all(heading.form == "run-on" for heading in kept.values()):
        kept = {}
    kept = {place: heading for place, heading in sorted(kept.items()) if not heading.look.line.joins}
    for place, heading in kept.items():
        heading.look.line.role = "heading"
        _complete(heading, looks, place, kept)
    return list(kept.values())


def _alike(looks: list[Look], found: dict[int, Heading]) -> dict[int, Heading]:
    """Headings that look like those found but name bodies which no list holds."""
    marks = {mark_of(heading.look) for heading in found.values() if heading.form != "run-on"}
    if "" in marks and sum(mark_of(heading.look) == "" for heading in found.values() if heading.form == "alone") < 2:
        marks.discard("")
    return {
        place: heading
        for place, (look, below) in enumerate(zip_longest(looks, looks[1:]))
        if place not in found and mark_of(look) in marks and (heading := read_alike(look, below))
    }


def _deputies(looks: list[Look]) -> dict[int, Heading]:
    """Headings of deputies' statements, each with a paragraph that introduces him within the next few."""
    below = ((place, look, looks[place + 1 : place + 4]) for place, look in enumerate(looks))
    return {place: heading for place, look, others in below if (heading := deputies.heading(look, others))}


def _cut_names(looks: list[Look]) -> dict[int, Heading]:
    """Headings whose first line stops inside the office or name: read together with the next line."""
    found = {}
    for place, (look, below) in enumerate(pairwise(looks)):
        if stops_in_office(look) and (heading := read_heading(together(look, below))) and heading.speaker:
            heading.look, heading.lines = look, [look, below]
            below.line.role, below.line.joins = "heading", True
            found[place] = heading
    return found


def _complete(heading: Heading, looks: list[Look], place: int, headings: dict[int, Heading]) -> None:
    """Take the lines that belong to a heading: its person, its second half, or its slogan as a subheading."""
    place += len(heading.lines) - 1
    waiting = _waits(looks, place, min(headings))
    below = bool(heading.slogan)
    for number, look in enumerate(looks[place + 1 : place + 4], place + 1):
        follower = looks[number + 1] if number + 1 < len(looks) else None
        first = not heading.slogan
        if number in headings or not second_half(look):
            return
        if first and heading.speaker is None and (speaker := read_person(look)):
            heading.speaker = speaker
            look.line.role, look.line.joins = "heading", True
            heading.lines.append(look)
            continue
        if not (_goes_on(heading, look, follower, waiting) if not first else -3 < look.begins < 2.5):
            return
        look.line.role = "heading" if below else "subheading"
        look.line.joins = not first
        heading.slogan = look.words if first else heading.slogan + look.words
        heading.lines.append(look)


def _goes_on(heading: Heading, look: Look, follower: Look | None, waiting: bool) -> bool:
    """Whether a short line is the second half of a heading with its slogan: a quotation left open says so; else the
    line must not be the rest of a paragraph, nor the beginning of one."""
    if heading.slogan.count("“") > heading.slogan.count("”"):
        return True
    begun = follower is None or follower.begins >= 2 or follower.line.role == "heading"
    if waiting and not begun:
        return False
    if follower is not None and follower.begins < 0:
        return False
    return -3 < look.begins < (2.5 if begun else 2)


def _waits(looks: list[Look], place: int, first: int) -> bool:
    """Whether the paragraph before a heading stops in the middle, so that its rest may stand after the heading."""
    before = next((look for look in reversed(looks[first:place]) if is_text(look)), None)
    return before is not None and before.closed == 0


def _front(looks: list[Look], headings: list[Heading]) -> None:
    """Kicker, title and subtitle: the short lines over the first heading or paragraph."""
    front: list[Look] = []
    for look in looks:
        if look.line.role == "heading" or (is_text(look) and not _over(look)):
            break
        if is_text(look) and not (front and _ONE_NAME.match(look.words)):
            front.append(look)
        elif is_text(look):
            look.line.role = "byline"
    for look in front:
        if _ADDRESSEES.match(look.words):
            look.line.role = "furniture"
    front = [look for look in front if is_text(look)]
    while len(front) > 1 and _is_menu(front[0], front[1]):
        front.pop(0).line.role = "furniture"
    if len(front) > 1 and front[0].first and front[0].first.words == front[0].words:
        front.pop(0).line.role = "furniture"  # the name of the site
    top = next((n for n, look in enumerate(front) if look.level == 1), 0)
    if not any(look.level == 1 for look in front) and len(front) > 1 and _is_kicker(front):
        top = 1
    printed: dict[str, Look] = {}
    for look in [*front]:
        if (first := printed.setdefault(look.words, look)) is not look:  # a menu prints the title again
            look.line.role, look.line.duplicate_of = "title", first.line
            front.remove(look)
    for number, look in enumerate(front):
        look.line.role = "kicker" if number < top else "title" if number == top else "subtitle"


def _over(look: Look) -> bool:
    if _DATELINE.match(look.words) or (look.closed == 1 and look.words.startswith("“")):
        return False
    return len(look.words) <= _TITLE_AT_MOST and not look.words.endswith(("。", ",", ";", "、")) and look.level < 2


def _is_menu(look: Look, below: Look) -> bool:
    """Whether the first of several lines is a word of the page's menu (新闻中心), not a title."""
    return (
        len(look.words) <= 6
        and look.level == 0
        and not below.line.text.startswith(("—", "--"))
        and " " not in look.words
    )


def _is_kicker(front: list[Look]) -> bool:
    """Whether the first of several lines is a campaign's name over the title."""
    if front[1].line.text.startswith(("—", "--")):
        return False
    third = len(front) > 2 and front[2].line.text.startswith(("—", "--"))
    return third or bool(_CAMPAIGN.search(front[0].line.text) or _SAYS_BELOW.search(front[0].words))


def _names(looks: list[Look]) -> None:
    """Bare names that stand after a section's last paragraph are its byline."""
    for number, look in enumerate(looks):
        if not is_text(look) or not page.is_bare_name(look):
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


def _signature(looks: list[Look]) -> None:
    """An office's name as the last line of a notice signs it."""
    told = [look for look in looks if look.line.role not in ("furniture", "byline")]
    if len(told) > 1 and is_text(told[-1]) and page.is_signature(told[-1]):
        told[-1].line.role = "byline"


def _crossheads(looks: list[Look]) -> None:
    """Short lines between finished paragraphs that open a part of a section: 一、…, or a line that only names a theme."""
    texts = [look for look in looks if is_text(look)]
    closed, last = True, -1
    for look, below in pairwise(texts):
        beside = last == look.line.index - 1
        short = second_half(look) and (look.level > 1 or is_crosshead(look, below, beside))
        if closed and (short or is_numbered_sentence(look, below)):
            look.line.role = "subheading"
            look.crosshead, look.closed, look.begins = True, 1.0, 3.0
        closed, last = look.closed == 1, look.line.index
