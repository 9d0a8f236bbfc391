"""Round-ups that are printed as a list: each item begins with another body, which is what it is about."""

from luoshi.reader.lines.headings import Heading
from luoshi.reader.lines.look import Look
from luoshi.reader.subjects.candidates import candidates

_SEVERAL, _SHARE = 3, 0.6


def told(texts: list[Look]) -> list[Heading]:
    """The turns of a list of which most items begin with a body; none where fewer do, or with too few bodies."""
    items = [look for look in texts if look.marked]
    if len(items) < _SEVERAL:
        return []
    turns = [turn for look in items if (turn := _begun_with(look))]
    bodies = len({turn.key for turn in turns})
    return turns if bodies >= _SEVERAL and len(turns) >= _SHARE * len(items) else []


def _begun_with(look: Look) -> Heading | None:
    """The longest name of a body with which an item begins."""
    named = [each for each in candidates([], [look], []) if look.words.startswith(each.name)]
    longest = max(named, key=lambda each: len(each.name), default=None)
    return Heading(look, longest.name, longest.named) if longest else None
