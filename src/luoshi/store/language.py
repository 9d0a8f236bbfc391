"""The language of searches: words that must all stand there, "phrases" in quotation marks, OR between words, -word.

    算力 低空经济            both
    算力 OR 低空 产业        产业, and one of the other two
    "先承诺 后审批" -试点    the phrase, not where 试点 stands

A search that means nothing is refused with what is wrong and where; nothing else is an error.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from luoshi.errors import UsageError
from luoshi.text.tokens import Word, word

_LONGEST = 500
_MOST_WORDS = 24
_QUOTES = {'"': '"', "“": "”", "「": "」", "『": "』", "＂": "＂"}
_OR = ("OR", "|", "或")
_NOT = "-－−"
_SPACE = re.compile(r"\s")


class Query(NamedTuple):
    """What is looked for: every clause must hold, in a clause any word; none of `without` may stand there."""

    clauses: tuple[tuple[Word, ...], ...]
    without: tuple[Word, ...] = ()

    @property
    def words(self) -> tuple[Word, ...]:
        """Every word that may be found, once each."""
        return tuple(dict.fromkeys(found for clause in self.clauses for found in clause))


class _Part(NamedTuple):
    text: str
    quoted: bool
    negative: bool
    place: int


def parse(text: str) -> Query:
    """The query that a search means; UsageError with what is wrong where it means none."""
    if len(text) > _LONGEST:
        raise UsageError(f"The search has {len(text)} characters.", hint=f"Up to {_LONGEST} are looked for.")
    clauses: list[list[Word]] = []
    without: list[Word] = []
    joining = False
    for part in _parts(text):
        if part.text in _OR and not part.quoted and not part.negative:
            if not clauses or joining:
                raise UsageError(f"OR at character {part.place + 1} has no word before it.", hint="Write: 算力 OR 低空")
            joining = True
            continue
        found = word(part.text)
        if found is None:
            continue
        if part.negative:
            without.append(found)
        elif joining:
            clauses[-1].append(found)
            joining = False
        else:
            clauses.append([found])
    if joining:
        raise UsageError("OR at the end has no word after it.", hint="Write: 算力 OR 低空")
    return _checked(text, clauses, without)


def _checked(text: str, clauses: list[list[Word]], without: list[Word]) -> Query:
    if not clauses:
        if without:
            raise UsageError("The search only says what must not stand there.", hint="Add a word to look for.")
        raise UsageError(f"The search {text!r} holds no word.", hint="Give a word, a name or a phrase, such as 算力.")
    count = sum(map(len, clauses)) + len(without)
    if count > _MOST_WORDS:
        raise UsageError(f"The search has {count} words.", hint=f"Up to {_MOST_WORDS} are looked for.")
    return Query(tuple(tuple(clause) for clause in clauses), tuple(without))


def _parts(text: str) -> Iterator[_Part]:
    place = 0
    while place < len(text):
        if text[place].isspace():
            place += 1
            continue
        negative = text[place] in _NOT and place + 1 < len(text) and not text[place + 1].isspace()
        start = place + negative
        if text[start] in _QUOTES:
            end = text.find(_QUOTES[text[start]], start + 1)
            if end < 0:
                raise UsageError(
                    f"The quotation mark {text[start]} at character {start + 1} is not closed.",
                    hint="Close it, or leave it out.",
                )
            yield _Part(text[start + 1 : end], True, negative, start)
            place = end + 1
        else:
            found = _SPACE.search(text, start)
            end = found.start() if found else len(text)
            quote = next((i for i in range(start, end) if text[i] in _QUOTES), end)
            yield _Part(text[start:quote], False, negative, start)
            place = quote
