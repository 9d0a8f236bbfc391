"""To which section each paragraph belongs: the likeliest path through the file, between what the words say and where the line stands."""

from typing import NamedTuple

from luoshi.reader.layout.evidence import Votes

_Row = dict[int, tuple[float, int]]
"""section -> the best score of a path that ends there, and the section before"""

# What it costs to stand elsewhere than under the last heading.
_STAY_ACROSS = 3.0  # the section before the heading goes on after it
_RETURN = 0.7  # back to the section of the last heading
_EARLY = 2.0  # before the section's own heading
_ELSEWHERE = 3.0
_TORN = 50.0  # a sentence in two sections
_UNCALLED = 1.0  # to a section for which the paragraph itself says nothing


def path(defaults: list[int], votes: list[Votes], follows: dict[int, int], count: int) -> list[int]:
    """The section of each paragraph. `defaults` is the section of the last heading before it, -1 before the first."""
    tails = {tail: head for head, tail in follows.items()}
    beside = {tail: head for tail, head in tails.items() if head == tail - 1}
    first = _best(defaults, votes, beside, {}, count)
    fixed = {tail: first[_chain_head(tails, tail)] for tail in tails if tail not in beside}
    return _best(defaults, votes, beside, fixed, count) if fixed else first


def _chain_head(tails: dict[int, int], place: int) -> int:
    while place in tails:
        place = tails[place]
    return place


class _Step(NamedTuple):
    """Where a paragraph stands: under which heading, whether a heading lies before it, whether it goes on the line before."""

    default: int
    crossed: bool
    beside: bool

    def cost(self, last: int, section: int, called: bool) -> float:
        """What it costs that a paragraph of `section` follows one of `last`; `called` where its own words speak for it."""
        if self.beside:
            return 0.0 if section == last else _TORN
        if section == last:
            return _STAY_ACROSS if self.crossed and section != self.default else 0.0
        if section == self.default:
            return 0.0 if self.crossed else _RETURN
        return (_EARLY if section == self.default + 1 else _ELSEWHERE) + (0.0 if called else _UNCALLED)


def _best(
    defaults: list[int], votes: list[Votes], beside: dict[int, int], fixed: dict[int, int], count: int
) -> list[int]:
    """Viterbi over a handful of candidates a line."""
    table: list[_Row] = []
    recent: list[int] = []
    for number, default in enumerate(defaults):
        step = _Step(default, number > 0 and defaults[number - 1] != default, number in beside)
        recent = [section for section in (*votes[number], *recent) if section >= 0][:3]
        states = {default, *recent, *({default + 1} if default + 1 < count else ()), *votes[number]}
        if number in fixed:
            states = {fixed[number]}
        before = table[-1] if table else {default: (0.0, default)}
        table.append({section: _arrive(before, section, step, votes[number].get(section, 0.0)) for section in states})
    return _back(table)


def _arrive(before: _Row, section: int, step: _Step, gain: float) -> tuple[float, int]:
    return max((score + gain - step.cost(last, section, gain > 0), last) for last, (score, _) in before.items())


def _back(table: list[_Row]) -> list[int]:
    if not table:
        return []
    section = max(table[-1], key=lambda state: table[-1][state][0])
    out = [section]
    for row in reversed(table[1:]):
        section = row[section][1]
        out.append(section)
    return out[::-1]
