"""Where a text that neither headings nor a row of places divide turns from one body to another.

Paragraph by paragraph the bodies that it names are weighed against staying with the body above it. What speaks for each is
told by the names of `evidence`, as for a whole page, and by what came before; the weights (data/turn_weights.json) are learned
from coded stories of several bodies (tools/train_turns.py).
"""

import re
from bisect import bisect
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from luoshi.model.records import Entity
from luoshi.reader.lines.headings import OFFICE, Heading
from luoshi.reader.lines.look import Look
from luoshi.reader.names import body_forms, place_chains, titles
from luoshi.reader.subjects import choice, itineraries, voices
from luoshi.reader.subjects.candidates import Candidate, candidates
from luoshi.reader.subjects.evidence import evidence, printed, says_so
from luoshi.reader.subjects.name_cuts import place_of, sort_of, told_as
from luoshi.reader.weighed import Names, Weights
from luoshi.registry import bodies
from luoshi.registry.lexicon import lexicon, one_of, words

WEIGHTS = Weights("turn_weights.json")
_SEVERAL, _OFTEN, _OFFICERS = 2, 4, 4
_STEPS = (-200, -100, 0, 100, 200, 300)
_FRONT = 3
_GRADES = ("市", "州", "盟")
SPEAKS = "officer speaks"
# What stands before a body whose officer is named.
_MARKS = {"。": "stop", "”": "quotation", ",": "comma"}


class Option(Entity):
    """A body to which a paragraph could turn, and the names of what speaks for it, in groups."""

    heading: Heading
    told: list[Names]


class Place(NamedTuple):
    """A paragraph, and the bodies to which it could turn."""

    look: Look
    options: list[Option]

    @property
    def spoken(self) -> bool:
        """Whether an officer of one of the bodies speaks."""
        return any(SPEAKS in told for option in self.options for told in option.told)


class State:
    """Which body the text is about so far, and which it was about before."""

    def __init__(self) -> None:
        self.now: Heading | None = None
        self.before: set[str] = set()

    def turn(self, heading: Heading) -> None:
        """Go on with another body."""
        self.now = heading
        self.before.add(heading.key)

    def holds(self, option: Option) -> bool:
        """Whether the text is about this body already, or about one of whose name this is a part."""
        return self.now is not None and (
            option.heading.key == self.now.key or option.heading.subject in self.now.subject
        )

    def of(self, option: Option) -> Names:
        """What came before, as far as it speaks for turning to a body."""
        return (
            *(("returned to",) if option.heading.key in self.before else ()),
            *(("first turn",) if self.now is None else ()),
        )

    def stays(self, look: Look) -> Names:
        """What came before, as far as it speaks for staying."""
        if self.now is None:
            return ("nobody yet",)
        return ("own body named" if self.now.subject in look.words else "own body not named",)


class Turned(NamedTuple):
    """The paragraphs at which a text turns to another body, by how much more speaks for each than for staying, and what was
    looked at: the paragraphs and what title and lead say of the whole."""

    headings: list[Heading]
    gains: list[int]
    places: list[Place]
    layout: Names


def told(front: list[Look], texts: list[Look]) -> Turned | None:
    """Where the text turns to another body; None where it turns to one at most."""
    if len(texts) < _SEVERAL:
        return None
    layout = laid_out(front, texts)
    state = State()
    found = Turned([], [], places(texts), layout)
    for number, (look, options) in enumerate(found.places):
        stay = WEIGHTS.of((*staying(number, look, layout), *state.stays(look)))
        best, gain = None, 0
        for option in options:
            if not state.holds(option):
                more = sum(map(WEIGHTS.of, option.told)) + WEIGHTS.of(state.of(option)) - stay
                if more > gain:
                    best, gain = option, more
        if best:
            state.turn(best.heading)
            found.headings.append(best.heading)
            found.gains.append(gain)
    return found if len({heading.key for heading in found.headings}) >= _SEVERAL else None


def laid_out(front: list[Look], texts: list[Look]) -> Names:
    """What title and first paragraphs say of the whole: that it gathers voices, goes through many places, lists some."""
    flags = {
        "gathers": voices.gathers([*front, *texts[:_FRONT]]),
        "many": itineraries.says_many(front),
        "row": bool(itineraries.row(front) or itineraries.row(texts[:1])),
    }
    return tuple(flag for flag, holding in flags.items() if holding)


def staying(number: int, look: Look, layout: Names) -> Names:
    """What speaks for staying at a paragraph, by itself."""
    names = ("stays", "stays at the beginning" if number == 0 else "stays later", *(f"stays*{flag}" for flag in layout))
    return (*names, "stays over a voice") if voices.leads_over(look) else names


def places(texts: list[Look]) -> list[Place]:
    """The paragraphs with the bodies to which each could turn, and what speaks for each."""
    found = [Place(look, _options(look)) for look in texts]
    named = Counter(key for place in found for key in {option.heading.key for option in place.options})
    for place in found:
        for option in place.options:
            option.told.append(_turning(min(named[option.heading.key], _OFTEN)))
    return found


class Officer(NamedTuple):
    """The body of an officer whom a paragraph names, the words of his offices, and where and how he is named."""

    body: str
    offices: str
    told: Names


def _options(look: Look) -> list[Option]:
    officers = {officer.body: officer for officer in _officers(look)}
    every = [
        each for each in candidates([], [look], []) if not any(_runs_on(each.name, told) for told in officers.values())
    ]
    known = {told_as(each.name) for each in every}
    every += [_of_officer(name, look) for name in officers if name not in known]
    out, words_of = [], printed([], [look], [])
    for each in every:
        name = told_as(each.name)
        officer = officers.get(name)
        groups = list(evidence(each, every, words_of))
        weight = bisect(_STEPS, sum(map(choice.WEIGHTS.of, groups)))
        groups.append(_weighed(weight, says_so(groups)))
        groups.append(officer.told if officer else ())
        out.append(Option(Heading(look, name, each.named), groups))
    return out


def _runs_on(name: str, officer: Officer) -> bool:
    """Whether a name runs from a body into the offices of its officer: 某公司车间|主任, of 某公司."""
    return name != officer.body and name.startswith(officer.body) and name in officer.offices


def _of_officer(name: str, look: Look) -> Candidate:
    named = next(iter(bodies.find(name)), None)
    return Candidate(name, look, sort_of(name), named if named and named.words == name else None, {"officer"})


def _officers(look: Look) -> Iterator[Officer]:
    """The officers whom a paragraph names, the first few, one of each body."""
    words = look.words
    stop = words.find("。") + 1 or len(words)
    seen: set[str] = set()
    for office in _office().finditer(words):
        title = titles.before(words, 0, office.end())
        body = voices.speaks_for(title) if title else None
        name = _told_as(place_chains.below_province(_branch().sub("", _points().sub("", body)))) if body else ""
        if title and len(name) > 1 and name not in seen and name not in _leaders() and body_forms.is_name(name):
            seen.add(name)
            mark = _mark_before(words, words.find(name))
            told = _officer(mark, office.end() <= stop, voices.speaks(words, office.end()))
            yield Officer(name, words[title.start : office.end()], told)
            if len(seen) == _OFFICERS:
                return


def _told_as(body: str) -> str:
    """The name of an officer's body: the place for its committee, a place with the grade that his office has."""
    return body if body.endswith(_GRADES) else place_of(body)


def _mark_before(words: str, start: int) -> str:
    return "beginning" if start <= 0 else _MARKS.get(words[start - 1], "word")


@cache
def _turning(named: int) -> Names:
    return "turns", f"named in:{named}"


@cache
def _weighed(weight: int, says: bool) -> Names:
    return f"weight:{weight}", f"says so:{says}"


@cache
def _officer(mark: str, at_once: bool, speaks: bool) -> Names:
    names = "officer", f"officer after:{mark}", f"officer at once:{at_once}"
    return (*names, SPEAKS, f"{SPEAKS} after:{mark}") if speaks else names


@cache
def _office() -> "re.Pattern[str]":
    return re.compile(f"(?:{OFFICE}|{one_of(words('subjects')['speaks'])})(?=[一-鿿]{{2}})")


@cache
def _leaders() -> frozenset[str]:
    return frozenset(lexicon("speech", "words")["with_office"]["name"])


@cache
def _points() -> "re.Pattern[str]":
    return re.compile(f"^{one_of(words('subjects')['points'])}")


@cache
def _branch() -> "re.Pattern[str]":
    return re.compile(f"(?<=..){one_of(words('subjects')['branch'])}$")
