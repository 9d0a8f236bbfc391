"""Phrases as they are compared, those that the registry holds, and the numbers in them."""

import re
from functools import lru_cache

from luoshi.model.records import Ordered
from luoshi.registry.world import KnownFormulation, registry
from luoshi.text.normalise import fold


class Phrase(Ordered, frozen=True):
    """A phrase: text[start:end] are its words, text[left:right] the same with their quotation marks."""

    left: int
    start: int
    end: int
    right: int


_REMEMBERED = 4096
_MARKS = re.compile(r"[\s“”\"‘’「」『』、,]")


@lru_cache(_REMEMBERED)
def key(text: str) -> str:
    """A phrase as it is compared: folded, without spaces, marks and commas."""
    return _MARKS.sub("", fold(text))


def _senses() -> dict[str, tuple[KnownFormulation, ...]]:
    """Phrase -> the registry's entries that it can mean."""
    senses: dict[str, tuple[KnownFormulation, ...]] = {}
    for known in registry().formulations:
        for name in {key(form) for form in (known.text, *known.variants)}:
            senses[name] = (*senses.get(name, ()), known)
    return senses


KNOWN = _senses()

UNMISTAKABLE = frozenset(form for known in registry().formulations for form in known.unmistakable)
EVENTS = frozenset(key(name) for event in registry().events for name in (*event.aliases, *event.generic))
NUMBERS = {char: n for n, char in enumerate("零一二三四五六七八九十")} | {"两": 2, "双": 2}
NUMBERS |= {str(n): n for n in range(10)}
NUMBER = r"(?:十[一二三四五六七八九]?|[两二三四五六七八九]|\d{1,2})"
