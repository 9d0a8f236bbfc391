"""Whether two sentences are about the same undertaking: a score, the route by which it was reached, and the words that carry it.

Precision first. Three routes: the wording as a whole; one clause of a long sentence, where it is rich enough to speak
for itself; or the same words but for the numbers.
"""

from typing import Literal, NamedTuple

from luoshi.analysis.wording import Grams, latin_key, latin_words, pair_key

Route = Literal["whole", "clause", "verbatim"]

THRESHOLD = 0.66
"""A link needs this score: the geometric mean of how much of the shorter, and of both, is shared."""

ENOUGH = 20.0
"""Bits that the shared wording must weigh as a whole: two or three pairs of characters that the genre hardly has."""

CLAUSE_BITS = 40.0
"""Bits that a clause must share to speak for its sentence."""

SCENE_WEIGHT = 0.4
"""What a clause that only sets the scene for the next keeps of its weight."""

# Below this many characters the same words but for the numbers may be chance.
SENTENCE = 8
_SHOWN = 6
_TELLING = 5.0


class Clause(NamedTuple):
    """A clause that is rich enough to speak for its sentence, and whether it only sets a scene."""

    grams: Grams
    scene: bool


class Sentence(NamedTuple):
    """A sentence made ready for matching."""

    clean: str
    bare: str
    whole: Grams
    clauses: tuple[Clause, ...]
    weight: float
    objects: frozenset[str]


class Match(NamedTuple):
    """A link between two sentences: score in [0, 1], the route, and the shared words with their bits, heaviest first."""

    score: float
    route: Route
    shared: tuple[tuple[str, float], ...]


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
    if elsewhere(a, b):
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


def elsewhere(a: Sentence, b: Sentence) -> bool:
    """Whether both sentences name industries and none of one has anything to do with one of the other."""
    return bool(a.objects and b.objects) and not any(
        one in other or other in one for one in a.objects for other in b.objects
    )


def _same_words(a: Sentence, b: Sentence) -> bool:
    return a.bare == b.bare and len(a.bare) >= SENTENCE


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
        bits = both.get(pair_key(pair)) if len(pair) > 1 else None
        if bits is not None and a.clean[start : at + 2] in b.clean:
            weight += bits
            continue
        runs[a.clean[start : at + 1]] = weight
        start, weight = (at, bits) if bits is not None else (at + 1, 0.0)
    runs.update({word.upper(): both[key] for word in latin_words(a.clean) if (key := latin_key(word)) in both})
    told = sorted(((words, round(bits, 1)) for words, bits in runs.items() if bits >= _TELLING), key=lambda w: -w[1])
    return tuple(told[:_SHOWN])
