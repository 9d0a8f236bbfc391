"""Whom an article of one body is about."""

from collections import Counter

from luoshi.reader.lines.headings import Heading, read_interview
from luoshi.reader.lines.look import Look
from luoshi.reader.names import body_forms
from luoshi.reader.subjects import choice, governing, openers, own_place, stops, voices

_OWN_PART, _DELEGATION = 2, "代表团"
# A body that one paragraph in so many names, and more than once.
_OFTEN, _AGAIN = 3, 2
_VOICES = 2
_AT = frozenset("在来到赴进")


def sole(front: list[Look], texts: list[Look], page: list[Look]) -> Heading | None:
    """The one body that a whole article is about: whom an interview asks, who sends lecturers out, else the body for which
    most speaks."""
    told = next((found for look in front if (found := read_interview(look) or stops.sender(look))), None)
    return told or choice.best(front, texts, page) or _spoken_for(texts)


def _spoken_for(texts: list[Look]) -> Heading | None:
    """The body for which most people of a page speak, two at least, where its opening names none."""
    voiced = [voice for look in texts if (voice := voices.voice(look))]
    counted = Counter(voice.key for voice in voiced).most_common(1)
    if not counted or counted[0][1] < _VOICES:
        return None
    return next(voice for voice in voiced if voice.key == counted[0][0])


def holds_together(sole: Heading, front: list[Look], texts: list[Look]) -> bool:
    """Whether a body is the one that all voices speak for: the title's, or a delegation with whose session a page without a
    title begins, but no city or province, nor 我市; a zone that is named all
    along, whose firms and bureaus do; a district on whose own part the text dwells; or the place whose officer goes from stop
    to stop."""
    area = sole.named is not None and sole.named.sort in openers.AREAS
    titled = sole.look in front or (not front and sole.subject.endswith(_DELEGATION) and sole.look is texts[0])
    if titled and not area and not own_place.is_own(sole.subject):
        return True
    naming = sum(sole.subject in look.words for look in texts)
    often = _OFTEN * naming >= len(texts) and (naming >= _AGAIN or len(texts) <= _AGAIN)
    if (often and is_zone(sole)) or any(_lectured_at(sole, look) for look in front):
        return True
    return _dwelt_on(sole, texts) or governing.governed(texts) is not None


def _lectured_at(body: Heading, look: Look) -> bool:
    """Whether a headline says that lecturers speak at a body: 中央宣讲团在某省宣讲. Who else is named there hears them."""
    start = look.words.find(body.subject) if stops.TEAM in look.words else -1
    return start > 0 and stops.TEAM in look.words[:start] and look.words[start - 1] in _AT


def is_zone(body: Heading) -> bool:
    """Whether a body is a zone or park, by a list or by its name."""
    listed = body.named is not None and body.named.sort in openers.PARKS
    return listed or body.subject.endswith(body_forms.parks())


def _dwelt_on(district: Heading, texts: list[Look]) -> bool:
    """Whether half of the paragraphs name a district by its own part (南沙 of 广州市南沙区): its people speak, then, and
    not bodies of their own."""
    if district.named is None or district.named.sort != "city" or district.subject == district.named.words:
        return False
    own = district.subject[-_OWN_PART - 1 : -1]
    return 2 * sum(own in look.words for look in texts) >= len(texts)
