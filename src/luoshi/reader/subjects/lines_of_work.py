"""Round-ups of one line of work (courts, procuratorates, bureaus) that are headed by bare provinces: the section is about the
court or bureau of the province that acts in its first sentence, not about the province."""

from luoshi.reader.lines.headings import Heading
from luoshi.reader.lines.look import Look, is_text
from luoshi.reader.names import body_forms
from luoshi.reader.subjects import openers

_BELOW = 3


def name_bodies(headings: list[Heading], seen: list[Look]) -> None:
    """Name the sections by the provinces' own bodies, where all that are headed by a province tell of one, and the others are
    headed by bodies that no list holds."""
    areas = [heading for heading in headings if heading.named and heading.named.sort in openers.AREAS]
    if any(heading.named and heading not in areas for heading in headings):
        return
    bodies = [_own_body(heading, seen) for heading in areas]
    if all(bodies):
        for heading, body in zip(areas, bodies, strict=True):
            heading.subject = body or heading.subject


def _own_body(heading: Heading, seen: list[Look]) -> str | None:
    """The body of a heading's province that acts behind the province's name, or at the beginning of the text below."""
    if heading.named is None:
        return None
    if is_text(heading.look):
        return _acting(heading.look, heading.named.end, heading.named.name)
    first = heading.look.line.index + 1
    below = next((look for look in seen[first : first + _BELOW] if is_text(look)), None)
    return _acting(below, 0, heading.named.name) if below else None


def _acting(look: Look, start: int, place: str) -> str | None:
    date = openers.DATED.match(look.words, start + (look.words[start : start + 1] == " "))
    start = date.end() if date else start
    return body_forms.of_place(look.words, start) if look.words.startswith(place, start) else None
