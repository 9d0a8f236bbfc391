"""Whom an article of one body is about."""

from luoshi.reader.lines.headings import Heading, read_interview
from luoshi.reader.lines.look import Look
from luoshi.reader.subjects import choice, stops

_OWN_PART = 2


def sole(front: list[Look], texts: list[Look], page: list[Look]) -> Heading | None:
    """The one body that a whole article is about: whom an interview asks, who sends lecturers out, else the body for which
    most speaks."""
    told = next((found for look in front if (found := read_interview(look) or stops.sender(look))), None)
    return told or choice.best(front, texts, page)


def dwelt_on(district: Heading, texts: list[Look]) -> bool:
    """Whether half of the paragraphs name a district by its own part (南沙 of 广州市南沙区): its people speak, then, and
    not bodies of their own."""
    if district.named is None or district.named.sort != "city" or district.subject == district.named.words:
        return False
    own = district.subject[-_OWN_PART - 1 : -1]
    return 2 * sum(own in look.words for look in texts) >= len(texts)
