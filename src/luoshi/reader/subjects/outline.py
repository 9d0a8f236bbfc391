"""The outline of an article: its sections with the lines that open them, by printed headings or by the text's own turns."""

from itertools import pairwise
from typing import NamedTuple

from luoshi.reader.lines.headings import Heading
from luoshi.reader.lines.look import Look, is_text
from luoshi.reader.names import place_chains
from luoshi.reader.subjects import (
    governing,
    items,
    itineraries,
    lines_of_work,
    openers,
    own_place,
    several,
    subject,
    voices,
)
from luoshi.reader.subjects import turns as turns_of

_SEVERAL = 2
# Where one paragraph in so many opens with a body, the others may be told of more: so many times as many bodies.
_TELLING, _TWICE = 3, 2
_GRADES = "省市区县州"


class Outline(NamedTuple):
    """Sections in file order; `starts` maps the index of a line that opens a section to the section's number.

    `printed` tells whether headings are printed; `first` is the section of lines before any opening, -1 for none.
    """

    headings: list[Heading]
    starts: dict[int, int]
    printed: bool
    first: int = -1

    def defaults(self, seen: list[Look]) -> list[int]:
        """For each line of the file the section that was opened last before it."""
        out, current = [], self.first
        for look in seen:
            current = self.starts.get(look.line.index, current)
            out.append(current)
        return out


def outline(seen: list[Look], headings: list[Heading]) -> Outline:
    """The outline from printed headings, else from turns to another place or body, else of the only body (or of none)."""
    if headings:
        lines_of_work.name_bodies(headings, seen)
        return Outline(headings, {heading.look.line.index: number for number, heading in enumerate(headings)}, True)
    front, texts, page = parts(seen)
    if turns := itineraries.told(front, texts) or items.told(texts):
        return _by_turns(turns, texts, seen)
    sole = subject.sole(front, texts, page)
    crossheads = sum(look.crosshead for look in seen)
    if turns := _opened(sole, front, texts) or _spoken(sole, front, texts, crossheads):
        return _by_turns(turns, texts, seen)
    if sole:
        lines_of_work.name_bodies([sole], seen)
    whole_body = own_place.settled(sole, seen)
    return Outline([whole_body] if whole_body else [], {}, False, 0 if whole_body else -1)


def _opened(sole: Heading | None, front: list[Look], texts: list[Look]) -> list[Heading]:
    """The turns to bodies with which paragraphs begin, unless it is the title's body to which the text turns."""
    wanted = openers.announced([*front, *texts[:1]])
    turns = openers.whole([turn for look in texts if (turn := openers.opened(look, wanted))])
    turns = openers.parallel(turns, texts)
    subjects = {turn.key for turn in turns}
    if len(subjects) < _SEVERAL or _on_tour(turns, texts) or (sole and _is_title_of(sole, front, subjects)):
        return []
    return _all_of(turns, subjects, front, texts)


def _all_of(turns: list[Heading], subjects: set[str], front: list[Look], texts: list[Look]) -> list[Heading]:
    """The turns at which paragraphs begin with a body, or those that weighing finds, where it finds these bodies, too, and
    twice as many: then only some paragraphs of a round-up begin so."""
    turned = turns_of.told(front, texts) if _TELLING * len(turns) <= len(texts) else None
    if turned is None:
        return turns
    bodies = {heading.key for heading in turned.headings}
    found = {place_chains.below_province(subject) for subject in subjects}
    return turned.headings if found <= bodies and len(bodies) >= _TWICE * len(found) else turns


def _spoken(sole: Heading | None, front: list[Look], texts: list[Look], crossheads: int) -> list[Heading]:
    """The turns to those who speak, else those for which most speaks where the article is about several."""
    if sole and subject.holds_together(sole, front, texts):
        return []
    if turns := voices.told_by(front, texts):
        return turns
    turned = turns_of.told(front, texts)
    return turned.headings if turned and several.heard(turned, sole, front, crossheads) else []


def parts(seen: list[Look]) -> tuple[list[Look], list[Look], list[Look]]:
    """The title's lines, the running text, and what stands around both."""
    front = [look for look in seen if look.line.role in ("kicker", "title", "subtitle")]
    page = [look for look in seen if look.line.role in ("furniture", "byline")]
    return front, [look for look in seen if is_text(look)], page


def _on_tour(turns: list[Heading], texts: list[Look]) -> bool:
    """Whether the firms and schools to which a text turns are the stops of a place's own officer, or of a guest whom the
    first paragraph brings to a zone."""
    first, *others = turns
    guided = first.named is not None and first.named.sort in openers.PARKS and openers.tours(first.look)
    if guided and others:
        return all(turn.form == openers.BY_FORM or turn.key == first.key for turn in others)
    return all(turn.form == openers.BY_FORM for turn in turns) and governing.governed(texts) is not None


def _is_title_of(sole: Heading, front: list[Look], subjects: set[str]) -> bool:
    """Whether the title names the one zone, or the one body to which the text also turns."""
    if not any(sole.look is look for look in front):
        return False
    zones = {named.entity or named.words for look in front for named in look.named if named.sort in openers.PARKS}
    return len(zones) == 1 or (not zones and sole.key in subjects)


def _by_turns(turns: list[Heading], texts: list[Look], seen: list[Look]) -> Outline:
    numbers: dict[str, int] = {}
    headings: list[Heading] = []
    for turn in turns:
        if turn.key not in numbers:
            numbers[turn.key] = len(headings)
            headings.append(turn)
    starts = {turn.look.line.index: numbers[turn.key] for turn in turns}
    for heading in headings:
        heading.subject = place_chains.below_province(heading.subject)
        own_place.name_as_begun(heading)
        own_place.name_as_called(heading, texts)
    lines_of_work.name_bodies(headings, seen)
    for above, look in pairwise(texts):
        number = starts.get(look.line.index)
        if number is None or above.line.index in starts:
            continue
        if voices.leads_over(above) or (look is turns[0].look and above is texts[0] and _is_quotation(above)):
            starts[above.line.index] = number
    if first := _begins_earlier(headings, turns[0], texts):
        starts[first.line.index] = numbers[turns[0].key]
    _slogans_over(headings, starts, seen)
    starts.update(_over_turns(headings, starts, seen))
    return Outline(headings, starts, False)


def _begins_earlier(headings: list[Heading], turn: Heading, texts: list[Look]) -> Look | None:
    """The first paragraph over the first turn that names its body and none of the others: the section begins there."""
    others = [heading.subject.rstrip(_GRADES) for heading in headings if heading is not turn]
    for look in texts:
        if look is turn.look:
            return None
        if turn.subject in look.words and not any(other in look.words for other in others):
            return None if itineraries.row([look]) else look
    return None


def _over_turns(headings: list[Heading], starts: dict[int, int], seen: list[Look]) -> dict[int, int]:
    """The crossheads under which the text turns to another body (the indices of their lines), with the number of the section
    that each opens; one under which lines still name the body above stays with it."""
    opens: dict[int, int] = {}
    above = ""
    part: Look | None = None
    between: list[Look] = []
    for look in seen:
        number = starts.get(look.line.index)
        if number is None:
            part, between = (look, []) if look.crosshead else (part, [*between, look])
            continue
        if part and not any(above and above in each.words for each in between):
            opens[part.line.index] = number
        above, part = headings[number].subject, None
    return opens


def _slogans_over(headings: list[Heading], starts: dict[int, int], seen: list[Look]) -> None:
    """Short lines right over the paragraphs with which sections open are their slogans, where most sections have one."""
    above = {
        number: seen[heading.look.line.index - 1]
        for number, heading in enumerate(headings)
        if heading.look.line.index and seen[heading.look.line.index - 1].crosshead
    }
    if len(above) > 1 and 2 * len(above) > len(headings):
        for number, look in above.items():
            headings[number].slogan = look.words
            starts[look.line.index] = number


def _is_quotation(look: Look) -> bool:
    """Whether a line is nothing but somebody's words; over the first paragraph they are its speaker's."""
    return look.words.startswith("“") and look.words.endswith("”") and look.words.count("“") == 1
