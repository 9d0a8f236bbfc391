"""Which lines are headings, and the lines that belong to each: second halves, persons, slogans."""

import re
from itertools import islice, zip_longest

from luoshi.reader.lines import deputies
from luoshi.reader.lines.headings import (
    Heading,
    goes_on_telling,
    is_person,
    mark_of,
    read_alike,
    read_heading,
    read_interview,
    read_person,
    read_reversed,
    second_half,
    stops_in_office,
    together,
)
from luoshi.reader.lines.look import Look, is_text

_SEVERAL = 2
_NAME_AND_COLON = re.compile("(?P<body>[一-鿿]{2,6}):")
_MENU = 6

Placed = tuple[int, Look]
"""A line that no full stop ends, and its place among the lines."""


def find(looks: list[Look]) -> list[Heading]:
    """The headings among the lines that could be text, in file order, with the lines that belong to each."""
    found = {
        place: heading
        for place, (look, below) in enumerate(zip_longest(looks, looks[1:]))
        if look.level != 1 and (heading := read_heading(look)) and not (below and goes_on_telling(heading, below))
    }
    open_ = [(place, look) for place, look in enumerate(looks) if look.closed < 1]
    found.update(_cut_names(open_, looks))
    found.update(_alike(open_, looks, found))
    found.update(_before_colons(looks, found))
    found.update(_deputies(open_, looks))
    found.update(_reversed(open_))
    found.update(_interviews(open_, looks))
    if not found:
        return []
    kept = {place: heading for place, heading in found.items() if heading.form != "run-on" or heading.look.level}
    if not kept:
        kept = found
    subjects = {heading.entity or heading.subject for heading in kept.values()}
    top = next((place for place, look in enumerate(looks) if not _is_of_a_menu(look)), 0)
    if top in kept and (len(subjects) < 2 or kept[top].form not in {h.form for p, h in kept.items() if p != top}):
        del kept[top]
    if len(subjects) < 2 and all(heading.form == "run-on" for heading in kept.values()):
        kept = {}
    if len(kept) == 1 and _stands_late(next(iter(kept)), looks):
        kept = {}
    kept = {place: heading for place, heading in sorted(kept.items()) if not heading.look.line.joins}
    if len(kept) == 1 and top + 1 in kept and not kept[top + 1].slogan and is_person(kept[top + 1].look):
        kept.pop(top + 1).look.line.role = "byline"  # whoever signs the whole, under its title
    for place, heading in kept.items():
        heading.look.line.role = "heading"
        _complete(heading, looks, place, kept)
    _slogans_above(kept, looks)
    return list(kept.values())


def _stands_late(place: int, looks: list[Look]) -> bool:
    """Whether more paragraphs stand above the only heading of a page than below it: it heads a part of the text."""
    ends = [look.closed == 1 for look in looks]
    return sum(ends[:place]) > sum(ends[place:])


def _is_of_a_menu(look: Look) -> bool:
    """Whether a line over the title could be a word of the page's menu or the name of its site."""
    return len(look.words) <= _MENU and look.closed == 0 and not look.named


def _interviews(open_: list[Placed], looks: list[Look]) -> dict[int, Heading]:
    """Headings of interviews below a paragraph; over the first one an interview's heading is the title."""
    first = next((place for place, look in enumerate(looks) if look.closed == 1), len(looks))
    return {place: found for place, look in open_ if place > first and (found := read_interview(look))}


def _reversed(open_: list[Placed]) -> dict[int, Heading]:
    found = {place: heading for place, look in open_ if (heading := read_reversed(look))}
    return found if len({heading.key for heading in found.values()}) >= _SEVERAL else {}


def _slogans_above(headings: dict[int, Heading], looks: list[Look]) -> None:
    """Slogans that stand on a line of their own over the zone's or the speaker's name, where most headings have one."""
    above = {
        place: looks[place - 1]
        for place, heading in headings.items()
        if place
        and not heading.slogan
        and _could_be_slogan(looks[place - 1], heading.look)
        and (place < 2 or looks[place - 2].closed == 1 or not is_text(looks[place - 2]) or looks[place - 2] is looks[0])
    }
    if len(above) < _SEVERAL or 2 * len(above) <= len(headings):
        return
    for place, slogan in above.items():
        heading = headings[place]
        heading.look, heading.slogan = slogan, slogan.words
        heading.lines.insert(0, slogan)
        slogan.line.role = "subheading"


def _could_be_slogan(look: Look, below: Look) -> bool:
    return is_text(look) and look.line.index == below.line.index - 1 and second_half(look) and -3 < look.begins < 2.5


def _alike(open_: list[Placed], looks: list[Look], found: dict[int, Heading]) -> dict[int, Heading]:
    """Headings that name bodies which no list holds: they have the mark of headings that were found, or they have none,
    like several others."""
    marks = {mark_of(heading.look) for heading in found.values() if heading.form != "run-on"} - {""}
    alike = {
        place: heading
        for place, look in open_
        if place not in found and look.closed == 0 and (heading := read_alike(look, looks[place + 1 : place + 3]))
    }
    plain = [heading for heading in found.values() if heading.form == "alone" and not mark_of(heading.look)]
    plain += [heading for heading in alike.values() if not mark_of(heading.look)]
    if len({heading.subject for heading in plain}) >= _SEVERAL:
        marks.add("")
    return {place: heading for place, heading in alike.items() if mark_of(heading.look) in marks}


def _before_colons(looks: list[Look], found: dict[int, Heading]) -> dict[int, Heading]:
    """Names alone before a colon (X:), where several headings are places so printed."""
    if sum(_NAME_AND_COLON.fullmatch(heading.look.words) is not None for heading in found.values()) < _SEVERAL:
        return {}
    named = {place: _NAME_AND_COLON.fullmatch(look.words) for place, look in enumerate(looks) if place not in found}
    return {
        place: Heading(looks[place], name["body"], None, "", None, "alone", [looks[place]])
        for place, name in named.items()
        if name
    }


def _deputies(open_: list[Placed], looks: list[Look]) -> dict[int, Heading]:
    """Headings of deputies' statements, each with a paragraph that introduces him within the next few."""
    return {
        place: heading
        for place, look in open_
        if (heading := deputies.heading(look, islice(looks, place + 1, place + 4)))
    }


def _cut_names(open_: list[Placed], looks: list[Look]) -> dict[int, Heading]:
    """Headings whose first line stops inside the office or name: read together with the next line."""
    found = {}
    for place, look in open_:
        if place + 1 == len(looks) or not stops_in_office(look):
            continue
        below = looks[place + 1]
        if (heading := read_heading(together(look, below))) and heading.speaker:
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
