"""The statements of one place in order of time, and which earlier one each takes up."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import numpy as np

from luoshi.analysis.candidates import NEVER, Candidate, Window, candidates
from luoshi.analysis.matching import SENTENCE, THRESHOLD, Match, Route, by_clause, elsewhere, explained
from luoshi.analysis.wordings import Wordings

_TRIED = 12
# Of several earlier sentences that score about as high, the latest is the one taken up.
_ABOUT_AS_HIGH = 0.9


class Link(NamedTuple):
    """One sentence takes up an earlier one; both are numbers of statements."""

    earlier: int
    later: int
    match: Match


class Chains:
    """Links between statements given in order of time by their words, days and modality.

    Only undertakings start a chain; work under way goes on with one, a result ends it.
    """

    def __init__(
        self, quotes: Sequence[str], days: Sequence[date], modalities: Sequence[str], own: Sequence[str], gap: int
    ) -> None:
        self.wordings = Wordings(quotes, own)
        self.modalities = modalities
        self.days = np.array([day.toordinal() for day in days], dtype=np.int64)
        self._before = self.days.searchsorted(self.days - gap, side="right")
        found = candidates(self.wordings, self._window(gap))
        self._candidates, self._partly = found
        self._by_clause: dict[tuple[int, int], float] = {}
        self._explained: dict[tuple[int, int], Match] = {}
        self._latest: dict[int, int] = {}
        self._same: dict[str, int] = {}
        self.links = self._linked()

    def chain(self) -> list[int]:
        """For each statement the number of the first one of its chain, its own where it starts one."""
        chain: list[int] = []
        for at in range(len(self.days)):
            chain.append(chain[self.links[at].earlier] if at in self.links else at)
        return chain

    def partly(self) -> int:
        """How many statements were compared in part only."""
        of = np.array(self.wordings.of)
        some = self.wordings.cut.copy()
        some[self._partly] = True
        return int(some[of].sum()) if self._before.any() else 0

    def taken_up(self) -> set[int]:
        """The statements that are taken up, and those that say the same on the same occasion or before."""
        latest: dict[int, int] = {}
        for link in self.links.values():
            wording = self.wordings.of[link.earlier]
            latest[wording] = max(latest.get(wording, -1), link.earlier)
        return {at for at, wording in enumerate(self.wordings.of) if at <= latest.get(wording, -1)}

    def _window(self, gap: int) -> Window:
        """When each wording can be taken up, and up to when it asks for earlier ones: later it takes up itself."""
        opens = np.full(len(self.wordings), NEVER)
        until = np.zeros(len(self.wordings), np.int64)
        undertaken = np.full(len(self.wordings), NEVER)
        for wording, day, modality in zip(self.wordings.of, self.days.tolist(), self.modalities, strict=True):
            if undertaken[wording] == NEVER or day < undertaken[wording] + gap:
                until[wording] = day - gap
            if modality != "result" and opens[wording] == NEVER:
                opens[wording] = day
            if modality == "undertaking" and undertaken[wording] == NEVER:
                undertaken[wording] = day
        return Window(opens, until)

    def _linked(self) -> dict[int, Link]:
        """Each statement's link to the one that it takes up, by its number."""
        links: dict[int, Link] = {}
        entered = 0
        for later, before in enumerate(self._before.tolist()):
            # Whatever lies a gap back has been linked already, so that it is known whether it is open.
            for at in range(entered, before):
                if self.modalities[at] == "undertaking" or (self.modalities[at] == "underway" and at in links):
                    self._latest[self.wordings.of[at]] = at
                    self._same[self.wordings.bare[self.wordings.of[at]]] = at
            entered = before
            found = self._best(self.wordings.of[later]) if entered else None
            if found:
                links[later] = Link(found[0], later, found[1])
        return links

    def _best(self, wording: int) -> tuple[int, Match] | None:
        """The open statement that a wording takes up, and why: the same words first, then the whole, then a clause."""
        bare = self.wordings.bare[wording]
        if bare in self._same and len(bare) >= SENTENCE:
            earlier = self._same[bare]
            return earlier, self._verbatim(self.wordings.of[earlier], wording)
        open_ones = [each for each in self._candidates.get(wording, ()) if each.wording in self._latest]
        whole = [each for each in open_ones if each.score and self._near(each.wording, wording)]
        if whole:
            chosen, score = self._latest_of([(each.wording, each.score) for each in whole])
            return self._latest[chosen], self._told(chosen, wording, score, "whole")
        scored = [(each.wording, self._clause(each, wording)) for each in open_ones[:_TRIED]]
        fit = [(other, score) for other, score in scored if score >= THRESHOLD]
        if not fit:
            return None
        chosen, score = self._latest_of(fit)
        return self._latest[chosen], self._told(chosen, wording, score, "clause")

    def _latest_of(self, scored: Sequence[tuple[int, float]]) -> tuple[int, float]:
        """Of the wordings that score about as high the one said last."""
        high = _ABOUT_AS_HIGH * max(score for _, score in scored)
        return max((each for each in scored if each[1] >= high), key=lambda each: self._latest[each[0]])

    def _near(self, earlier: int, later: int) -> bool:
        return not elsewhere(self.wordings.sentence(earlier), self.wordings.sentence(later))

    def _clause(self, earlier: Candidate, later: int) -> float:
        """The score of the best two clauses, worked out once for two wordings."""
        pair = (earlier.wording, later)
        if pair not in self._by_clause:
            a, b = self.wordings.sentence(earlier.wording), self.wordings.sentence(later)
            self._by_clause[pair] = 0.0 if elsewhere(a, b) else by_clause(a, b)
        return self._by_clause[pair]

    def _verbatim(self, earlier: int, later: int) -> Match:
        return self._told(earlier, later, 1.0, "verbatim")

    def _told(self, earlier: int, later: int, score: float, route: Route) -> Match:
        """A link explained, once for two wordings."""
        pair = (earlier, later)
        if pair not in self._explained:
            self._explained[pair] = explained(
                self.wordings.sentence(earlier), self.wordings.sentence(later), score, route
            )
        return self._explained[pair]
