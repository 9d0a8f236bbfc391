"""To which section each paragraph belongs: the likeliest path through the file, between what the words say and where the line stands.

A run of paragraphs away from the heading above them is settled where it begins like a section or with the rest of a cut
sentence: then what follows it goes on with it. A lone paragraph astray is not settled, and the next line goes back.
"""

from math import inf

from luoshi.model.records import Entity
from luoshi.reader.order.evidence import Votes

_STAY_ACROSS = 3.0  # the section before the heading goes on after it
_ACROSS_OWN = 1.5  # a heading inside a paragraph mostly is the paragraph's own
_RETURN = 0.7  # back to the section of the last heading
_RETURN_ASTRAY = 0.1  # the same after a lone paragraph
_LINGER = 1.0  # to go on with a lone paragraph's section
_EARLY = 2.0  # before the section's own heading
_ELSEWHERE = 3.0
_UNCALLED = 1.0  # to a section for which the paragraph itself says nothing
_OPENED = 1.2  # less, where the paragraph looks like a section's first one
_AGAIN = 0.8  # a second first paragraph in a section
_UNOPENED = 0.8  # a section that begins under its heading without a first paragraph
_TORN = 50.0  # a sentence in two sections


# The best path that ends in a section: its score, the section before, whether its last run is settled.
_Cell = tuple[float, int, bool]
_Row = dict[int, _Cell]


class _Step(Entity):
    """Where a paragraph stands: under which heading, whether a heading lies before it, what it looks like and goes on."""

    default: int
    crossed: bool
    opens: float
    beside: bool
    moved: bool
    fixed: bool = False

    def costs(self, section: int, called: bool) -> tuple[float, float, float, float]:
        """What it costs that a paragraph of a section stands here, by where the last one belonged and whether its run was
        settled: the same section (settled, not), another one (settled, not). `called`: the paragraph's words speak for it."""
        home = section == self.default
        if self.beside:
            stay = _ACROSS_OWN if self.crossed and not home else 0.0
            return stay, stay, _TORN, _TORN
        if self.fixed:
            return 0.0, 0.0, 0.0, 0.0
        if home:
            stay = 0.0 if self.crossed else _AGAIN * self.opens
            if self.crossed:
                come = _UNOPENED * (1 - self.opens)
                return stay, stay, come, come
            return stay, stay, _RETURN + (0.0 if called else _UNCALLED / 2), _RETURN_ASTRAY
        away = _EARLY - _OPENED * self.opens if section == self.default + 1 else _ELSEWHERE
        away += 0.0 if called or self.opens else _UNCALLED
        if self.crossed:
            return _STAY_ACROSS, _STAY_ACROSS, away, away
        stay = _AGAIN * self.opens
        return stay, stay + (0.0 if called else _LINGER), away, away

    def settles(self, last: int, section: int, settled: bool) -> bool:
        """Whether the run that the paragraph begins or goes on with is settled."""
        if section == self.default or self.opens > 0 or self.moved:
            return True
        return settled and section == last


def path(defaults: list[int], votes: list[Votes], opens: list[float], follows: dict[int, int], count: int) -> list[int]:
    """The section of each paragraph. `defaults` is the section of the last heading before it, -1 before the first;
    `opens` tells how much a paragraph looks like a section's first one."""
    tails = {tail: head for head, tail in follows.items()}
    beside = {tail for tail, head in tails.items() if head == tail - 1}
    steps = [
        _Step(default, place == 0 or defaults[place - 1] != default, opens[place], place in beside, place in tails)
        for place, default in enumerate(defaults)
    ]
    first = _best(steps, votes, {}, count)
    fixed = {tail: first[_chain_head(tails, tail)] for tail in tails if tail not in beside}
    for place in fixed:
        steps[place].fixed = True
    return _best(steps, votes, fixed, count) if fixed else first


def _chain_head(tails: dict[int, int], place: int) -> int:
    """The line at the head of a chain of cut lines; in a ring of lines that go on with each other, the one reached last."""
    passed: set[int] = set()
    while place in tails and place not in passed:
        passed.add(place)
        place = tails[place]
    return place


def _best(steps: list[_Step], votes: list[Votes], fixed: dict[int, int], count: int) -> list[int]:
    """Viterbi over a handful of candidates a line."""
    table: list[_Row] = []
    recent: list[int] = []
    before: _Row = {steps[0].default: (0.0, steps[0].default, True)} if steps else {}
    for place, step in enumerate(steps):
        recent = [section for section in (*votes[place], *recent) if section >= 0][:3]
        states = {step.default, *recent, *({step.default + 1} if step.default + 1 < count else ()), *votes[place]}
        if place in fixed:
            states = {fixed[place]}
        before = {section: _arrive(before, section, step, votes[place].get(section, 0.0)) for section in states}
        table.append(before)
    return _back(table)


def _arrive(before: _Row, section: int, step: _Step, gain: float) -> _Cell:
    stay, stay_unsettled, come, come_unsettled = step.costs(section, gain > 0)
    best, origin = -inf, section
    for last, (score, _, settled) in before.items():
        if last == section:
            reached = score - (stay if settled else stay_unsettled)
        else:
            reached = score - (come if settled else come_unsettled)
        if reached > best or (reached == best and last > origin):
            best, origin = reached, last
    return best + gain, origin, step.settles(origin, section, before[origin][2])


def _back(table: list[_Row]) -> list[int]:
    if not table:
        return []
    section = max(table[-1], key=lambda state: table[-1][state][0])
    out = [section]
    for row in reversed(table[1:]):
        section = row[section][1]
        out.append(section)
    return out[::-1]
