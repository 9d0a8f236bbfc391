"""Whether two sentences are about the same undertaking: a score, the route by which it was reached, and the words that carry it.

Precision first. Three routes: the wording as a whole; one clause of a long sentence, where it is rich enough to speak
for itself; or the same words but for the numbers.
"""

import re
from collections.abc import Iterable
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from luoshi.analysis.wording import Grams, grams_of, objects
from luoshi.text.normalise import clean

Route = Literal["whole", "clause", "verbatim"]

THRESHOLD = 0.66
"""A link needs this score: the geometric mean of how much of the shorter, and of both, is shared."""

ENOUGH = 20.0
"""Bits that the shared wording must weigh as a whole: two or three pairs of characters that the genre hardly has."""

CLAUSE_BITS = 40.0
"""Bits that a clause must share to speak for its sentence."""

# A clause that sets the scene for the one after it tells little of what is undertaken.
_SCENE = re.compile(
    "(?:下一步|同时|要|将|我们)*(?:围绕|聚焦|坚持|以.*[为契]|按照|立足|依托|用足用好|在.*[下中上]$|通过|把握|抢抓|根据|结合|锚定|对照)"
)
_SCENE_WEIGHT = 0.4
_CLAUSE = re.compile("[,。;:!?]")
_NUMERIC = re.compile("[0-9.,%]|[^\u3400-\u9fffA-Za-z]")
# Below this many characters the same words but for the numbers may be chance.
_SENTENCE = 8
_SHOWN = 6
_TRIED = 12
# Of several earlier sentences that score about as high, the latest is the one taken up.
_ABOUT_AS_HIGH = 0.9
_TELLING = 5.0


class Sentence(NamedTuple):
    """A sentence made ready for matching."""

    clean: str
    bare: str
    whole: Grams
    clauses: tuple[tuple[Grams, bool], ...]
    weight: float
    objects: frozenset[str]


class Match(NamedTuple):
    """A link between two sentences: score in [0, 1], the route, and the shared words with their bits, heaviest first."""

    score: float
    route: Route
    shared: tuple[tuple[str, float], ...]


def sentence(text: str, leave_out: Iterable[str] = ()) -> Sentence:
    """Make a sentence ready; `leave_out` are names that say nothing here (the place's own)."""
    folded = clean(text).text
    for name in leave_out:
        folded = folded.replace(name, "\n")
    parts = [part for part in _CLAUSE.split(folded) if part.strip()]
    clauses = tuple(
        (grams_of(part), at < len(parts) - 1 and _SCENE.match(part) is not None) for at, part in enumerate(parts)
    )
    whole: Grams = {}
    for clause, scene in clauses:
        for gram, weight in clause.items():
            whole[gram] = max(whole.get(gram, 0.0), weight * (_SCENE_WEIGHT if scene else 1.0))
    return Sentence(folded, _NUMERIC.sub("", folded), whole, clauses, sum(whole.values()), objects(folded))


def likeness(a: Grams, b: Grams) -> tuple[float, float]:
    """The score of two wordings, and the bits that they share."""
    shared = sum(min(a[gram], b[gram]) for gram in a.keys() & b.keys())
    if not shared:
        return 0.0, 0.0
    in_a, in_b = sum(a.values()), sum(b.values())
    return score(shared, in_a, in_b), shared


def score(shared: float, in_a: float, in_b: float) -> float:
    """The geometric mean of containment in the lighter and of Dice's coefficient."""
    return float((shared / min(in_a, in_b) * 2 * shared / (in_a + in_b)) ** 0.5)


def match(a: Sentence, b: Sentence) -> Match | None:
    """The link between two sentences, None where they are not about the same undertaking."""
    if _same_words(a, b):
        return explained(a, b, 1.0, "verbatim")
    if _elsewhere(a, b):
        return None
    whole, bits = likeness(a.whole, b.whole)
    if whole >= THRESHOLD and bits >= ENOUGH:
        return explained(a, b, whole, "whole")
    best = by_clause(a, b)
    return explained(a, b, best, "clause") if best >= THRESHOLD else None


def explained(a: Sentence, b: Sentence, told: float, route: Route) -> Match:
    """A link with the words that carry it."""
    return Match(told, route, _words(a, b))


def by_clause(a: Sentence, b: Sentence) -> float:
    """The best score of two clauses that share enough to speak for their sentences; 0 where none does."""
    return max(_clause_scores(a, b), default=0.0)


def _elsewhere(a: Sentence, b: Sentence) -> bool:
    """Whether both sentences name industries and none of one has anything to do with one of the other."""
    return bool(a.objects and b.objects) and not any(
        one in other or other in one for one in a.objects for other in b.objects
    )


def _same_words(a: Sentence, b: Sentence) -> bool:
    return a.bare == b.bare and len(a.bare) >= _SENTENCE


def _clause_scores(a: Sentence, b: Sentence) -> list[float]:
    """The scores of pairs of clauses that share enough; two scenes make no undertaking."""
    pairs = [
        likeness(one, other)
        for one, one_scene in a.clauses
        for other, other_scene in b.clauses
        if not (one_scene and other_scene)
    ]
    return [told for told, bits in pairs if bits >= CLAUSE_BITS]


def _words(a: Sentence, b: Sentence) -> tuple[tuple[str, float], ...]:
    """The longest runs of words that both sentences have, heaviest first: what carries the score."""
    both = {gram: min(a.whole[gram], b.whole[gram]) for gram in a.whole.keys() & b.whole.keys()}
    runs: dict[str, float] = {}
    start, weight = 0, 0.0
    for at in range(len(a.clean)):
        pair = a.clean[at : at + 2]
        if pair in both and a.clean[start : at + 2] in b.clean:
            weight += both[pair]
            continue
        runs[a.clean[start : at + 1]] = weight
        start, weight = at + 1, 0.0
        if pair in both:
            start, weight = at, both[pair]
    runs.update({gram: weight for gram, weight in both.items() if gram.isascii()})
    told = sorted(((words, round(bits, 1)) for words, bits in runs.items() if bits >= _TELLING), key=lambda w: -w[1])
    return tuple(told[:_SHOWN])


class Index:
    """The wordings of many sentences by gram, to find those that share enough with another without comparing all."""

    def __init__(self, sentences: list[Sentence]) -> None:
        self.sentences = sentences
        self.weights = np.array([each.weight for each in sentences])
        places: dict[str, tuple[list[int], list[float]]] = {}
        for at, each in enumerate(sentences):
            for gram, weight in each.whole.items():
                if weight > 0:
                    found = places.setdefault(gram, ([], []))
                    found[0].append(at)
                    found[1].append(weight)
        self._places = {gram: (np.array(at), np.array(weight)) for gram, (at, weight) in places.items()}
        self._explained: dict[tuple[str, str], Match] = {}
        self._bare: dict[str, list[int]] = {}
        for at, each in enumerate(sentences):
            self._bare.setdefault(each.bare, []).append(at)

    def best(self, at: int, before: int, open_ones: NDArray[np.bool_]) -> tuple[int, Match] | None:
        """Of the sentences numbered below `before` that are open, the one that sentence `at` takes up, and why.

        The same words come first, then the whole wording, then a clause; of those that score about as high, the latest.
        """
        told = self.sentences[at]
        same = [other for other in self._bare.get(told.bare, ()) if other < before and open_ones[other]]
        if same and len(told.bare) >= _SENTENCE:
            return same[-1], self._verbatim(self.sentences[same[-1]], told)
        if before == 0 or told.weight == 0:
            return None
        shared = self._shared(told, before)
        usable = np.flatnonzero((shared >= min(ENOUGH, CLAUSE_BITS * _SCENE_WEIGHT)) & open_ones[:before])
        if not len(usable):
            return None
        bits, in_other = shared[usable], self.weights[usable]
        scores = np.sqrt(bits / np.minimum(in_other, told.weight) * 2 * bits / (in_other + told.weight))
        whole = (scores >= THRESHOLD) & (bits >= ENOUGH)
        whole[whole] = [not _elsewhere(self.sentences[other], told) for other in usable[whole]]
        if whole.any():
            return self._latest(usable[whole], scores[whole], told, "whole")
        likely = usable[np.argsort(-bits, kind="stable")[:_TRIED]]
        by_clauses = np.array(
            [
                0.0 if _elsewhere(self.sentences[other], told) else by_clause(self.sentences[other], told)
                for other in likely
            ]
        )
        fit = by_clauses >= THRESHOLD
        return self._latest(likely[fit], by_clauses[fit], told, "clause") if fit.any() else None

    def _verbatim(self, earlier: Sentence, told: Sentence) -> Match:
        """A link by the same words, explained once for each pair of wordings."""
        pair = (earlier.clean, told.clean)
        if pair not in self._explained:
            self._explained[pair] = explained(earlier, told, 1.0, "verbatim")
        return self._explained[pair]

    def _latest(
        self, found: NDArray[np.int64], scores: NDArray[np.float64], told: Sentence, route: Route
    ) -> tuple[int, Match]:
        about = np.flatnonzero(scores >= _ABOUT_AS_HIGH * scores.max())
        chosen = about[np.argmax(found[about])]
        other = int(found[chosen])
        return other, explained(self.sentences[other], told, float(scores[chosen]), route)

    def _shared(self, told: Sentence, before: int) -> NDArray[np.float64]:
        """Bits that each sentence numbered below `before` shares with one."""
        shared = np.zeros(before)
        for gram, weight in told.whole.items():
            if weight > 0:
                at, of = self._places[gram]
                cut = at.searchsorted(before) if at[-1] >= before else len(at)
                if cut:
                    shared[at[:cut]] += np.minimum(of[:cut], weight)
        return shared
