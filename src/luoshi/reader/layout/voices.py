"""Reaction stories: each paragraph gives the words of somebody in office, and is about the body that he speaks for."""

import re

from luoshi.reader.layout.headings import Heading
from luoshi.reader.layout.look import Look
from luoshi.reader.names import titles
from luoshi.registry import bodies
from luoshi.registry.lexicon import either

# So many bodies must speak, and in so large a part of the paragraphs, before a story is told by its speakers.
_BODIES = 3
_SHARE = 0.3
_SHORTEST = 3
_SAYS = re.compile(either("acts", "spoke") + "(?=[,:。“!]|$)|看来[,:]|表示|说[,:。]")
_NAME_SIZES = (3, 2, 4)
_HAN = re.compile("[一-鿿]+")


def told_by(texts: list[Look]) -> list[Heading]:
    """Where a story turns to the body of another speaker; nothing where it is no such story."""
    turns = [turn for look in texts if (turn := voice(look))]
    if len({turn.key for turn in turns}) < _BODIES or len(turns) < _SHARE * len(texts):
        return []
    return turns


def voice(look: Look) -> Heading | None:
    """The body for which the first speaker of a paragraph speaks, by the office before the name."""
    for said in _SAYS.finditer(look.words):
        for size in _NAME_SIZES:
            start = said.start() - size
            if start < 0 or not _HAN.fullmatch(look.words, start, said.start()):
                continue
            title = titles.before(look.words, 0, start)
            if title and title.org and len(title.org) >= _SHORTEST:
                named = next((named for named in bodies.find(title.org)), None)
                return Heading(look, title.org, named if named and named.words == title.org else None)
    return None
