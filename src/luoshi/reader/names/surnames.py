"""Which characters can be a person's name: family names, given names, and what stands behind a name.

Not for finding names (stage `people`): this module judges a place that something else has pointed at.
"""

import re
from functools import cache

from luoshi.model.records import Value
from luoshi.registry.bodies import places
from luoshi.registry.lexicon import lexicon

_HAN = "一-鿿"
_ONLY_HAN = re.compile(f"[{_HAN}]+")
_DOTTED = re.compile(rf"(?:[{_HAN}]{{1,7}}·)+(?=[{_HAN}])")
_LONGEST_DOTTED = 8
_LAST_PARTS = (2, 3, 4, 5, 6, 1)


class Follower(Value, frozen=True):
    """What stands behind a name: `pause` (punctuation, digit), `strong` (a verb of speaking), `word`, `adverb` or nothing."""

    kind: str
    size: int


_END, _NONE = Follower("pause", 0), Follower("", 0)


class _Names(Value, frozen=True):
    common: frozenset[str]
    rare: frozenset[str]
    compound: frozenset[str]
    double: frozenset[str]
    callings: frozenset[str]
    never: frozenset[str]
    not_last: frozenset[str]
    seldom_last: frozenset[str]
    blocked: frozenset[str]
    straddling: frozenset[str]
    also: frozenset[str]
    likely: frozenset[str]
    verb_first: frozenset[str]
    function: frozenset[str]
    leading: frozenset[str]
    followers: "dict[str, Follower]"
    follower_sizes: dict[str, tuple[int, ...]]


@cache
def names() -> _Names:
    """The lexicon of names, made ready for looking up."""
    surnames, speech = lexicon("surnames", "words"), lexicon("speech", "words")
    followers = {
        word: Follower("pause" if kind == "digit" else kind, len(word))
        for kind in ("word", "adverb", "digit", "pause", "strong")
        for word in speech["after_name"][kind]
    }
    sizes: dict[str, set[int]] = {}
    for word in followers:
        sizes.setdefault(word[0], set()).add(len(word))
    return _Names(
        common=_characters(surnames["surname"]["common"]),
        rare=_characters(surnames["surname"]["rare"]),
        compound=frozenset(surnames["surname_compound"]["compound"]),
        double=frozenset(surnames["surname_double"]["double"]),
        callings=frozenset(word for words in lexicon("titles")["office"].values() for word in words if len(word) == 2)
        | frozenset(surnames["kin"]["word"]),
        never=_characters(surnames["given"]["never"]),
        not_last=_characters(surnames["given"]["not_last"]),
        seldom_last=_characters(surnames["given"]["seldom_last"]),
        blocked=frozenset(surnames["not_name"]["word"]) | frozenset(word for word in places() if len(word) > 1),
        straddling=frozenset(surnames["not_name"]["straddling"]),
        also=frozenset(surnames["also_name"]["word"]),
        likely=_characters(surnames["given"]["likely"]),
        function=_characters(surnames["given"]["function"]),
        leading=_characters(surnames["given"]["leading"]),
        verb_first=_characters(surnames["given"]["verb_first"]),
        followers=followers,
        follower_sizes={char: tuple(sorted(found, reverse=True)) for char, found in sizes.items()},
    )


def follower(text: str, position: int) -> Follower:
    """What stands at a position behind a possible name; the longest word counts. The text's end is a pause."""
    if position >= len(text):
        return _END
    lexicon = names()
    for size in lexicon.follower_sizes.get(text[position], ()):
        found = lexicon.followers.get(text[position : position + size])
        if found:
            return found
    return _NONE


def may_begin(text: str, position: int) -> bool:
    """Whether a family name and a character that can be a given name stand at a position, not in the middle of a word."""
    return (
        _beginnings().match(text, position) is not None
        and text[max(0, position - 1) : position + 1] not in names().straddling
    )


def may_end(char: str) -> bool:
    """Whether a character can be the last of a name."""
    lexicon = names()
    return char not in lexicon.not_last and char not in lexicon.never


@cache
def openings() -> frozenset[str]:
    """The first characters of names without a dot: of family names, and those that transliterate."""
    return _families(rare=True) | _transliterating()


@cache
def beginnings(*, rare: bool) -> str:
    """A pattern of the first two characters of names, those with rare family names among them or not."""
    never = "".join(sorted(names().never))
    return f"[{''.join(sorted(_families(rare=rare)))}](?![{never}])[{_HAN}]"


def _families(*, rare: bool) -> frozenset[str]:
    """The first characters of family names, rare ones among them or not."""
    lexicon = names()
    first = lexicon.common | {word[0] for word in lexicon.compound}
    return first | lexicon.rare | {word[0] for word in lexicon.double} if rare else first


@cache
def _beginnings() -> "re.Pattern[str]":
    return re.compile(beginnings(rare=True))


def plausible(name: str, *, beside_office: bool, firm: bool = False) -> bool:
    """Whether characters can be a name: a family name and a given name, and no everyday word.

    Beside an office a rare family name will do. `firm` (an office before, a pause or verb behind) lets names pass that
    begin like a word (万里晴) or are one (安宁).
    """
    lexicon = names()
    opening, given, last = name[:2], name[1:], name[-1]
    double = (len(name) > 2 and opening in lexicon.compound) or (
        beside_office and len(name) != 3 and opening in lexicon.double
    )
    if not (double or name[0] in lexicon.common or (beside_office and name[0] in lexicon.rare)):
        return False
    if (
        last in lexicon.not_last
        or (last in lexicon.seldom_last and not (firm and beside_office and len(name) > 2))
        or given in lexicon.callings
        or not lexicon.never.isdisjoint(given)
        or not _ONLY_HAN.fullmatch(name)
    ):
        return False
    if double:
        return True
    if opening in lexicon.blocked or name in lexicon.blocked:
        return firm and (
            name in lexicon.also if len(name) == 2 else name not in lexicon.blocked and name[2] in lexicon.likely
        )
    return True


def dotted(text: str, position: int) -> int:
    """The length of the name with middle dots that begins at a position (阿不都·艾力), 0 where none does."""
    found = _DOTTED.match(text, position) if text.find("·", position, position + _LONGEST_DOTTED) > 0 else None
    if not found:
        return 0
    parts = [size for size in _LAST_PARTS if text[found.end() : found.end() + size].isalpha()]
    return next((found.end() + size - position for size in parts if follower(text, found.end() + size).kind), 0)


def transliterated(text: str, position: int) -> int:
    """The length of the run of three to six transliterating characters at a position with a follower behind it, else 0."""
    found = _transliteration().match(text, position)
    return len(found[0]) if found and follower(text, found.end()).kind else 0


@cache
def _transliteration() -> "re.Pattern[str]":
    return re.compile(f"[{''.join(_transliterating())}]{{3,6}}")


@cache
def _transliterating() -> frozenset[str]:
    return _characters(lexicon("surnames", "words")["transliterated"]["characters"])


def _characters(lists: list[str]) -> frozenset[str]:
    return frozenset("".join(lists))
