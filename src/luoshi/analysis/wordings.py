"""The wordings of many sentences, made ready for matching all at once: each wording once, however often it is printed."""

import re
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from luoshi.analysis.matching import CLAUSE_BITS, SCENE_WEIGHT, Clause, Sentence
from luoshi.analysis.wording import Grams, Weighed, objects, weighed
from luoshi.text.normalise import clean

LONGEST = 600
"""Characters of a sentence that are compared: the genre's own end long before."""

# Stands for what is left out: no mark of the genre, so that no pair runs across it.
_GAP = "|"
# A clause that sets the scene for the one after it tells little of what is undertaken.
_SCENE = re.compile(
    "(?:下一步|同时|要|将|我们)*(?:围绕|聚焦|坚持|以.*[为契]|按照|立足|依托|用足用好|在.*[下中上]$|通过|把握|抢抓|根据|结合|锚定|对照)"
)
_CLAUSE = re.compile("[,。;:!?]")
_NUMERIC = re.compile("[0-9.,%]|[^\u3400-\u9fffA-Za-z]")


class Piece(NamedTuple):
    """A clause as a span of the wording, and whether it only sets a scene."""

    start: int
    end: int
    scene: bool


class Entries(NamedTuple):
    """The wordings gram by gram, ordered by wording: its number, the gram's number, the weight."""

    wording: NDArray[np.int64]
    gram: NDArray[np.int64]
    weight: NDArray[np.float64]


class Wordings:
    """The distinct wordings of some sentences, in the order in which they first stand; `of` numbers that of each sentence.

    `leave_out` are names that say nothing here (the place's own).
    """

    def __init__(self, quotes: Sequence[str], leave_out: Iterable[str] = ()) -> None:
        folded = clean("\n".join(quote.replace("\n", _GAP) for quote in quotes)).text
        for name in leave_out:
            folded = folded.replace(name, _GAP)
        numbers: dict[str, int] = {}
        self.of = [numbers.setdefault(line, len(numbers)) for line in folded.split("\n")]
        self.bare = [_NUMERIC.sub("", line) for line in numbers]
        self.cut = np.array([len(line) > LONGEST for line in numbers])
        self.texts = [line[:LONGEST] for line in numbers]
        self._sentences: dict[int, Sentence] = {}

    def __len__(self) -> int:
        return len(self.texts)

    def sentence(self, number: int) -> Sentence:
        """One wording made ready."""
        if number not in self._sentences:
            text, start = self.texts[number], int(self._starts[number])
            whole: Grams = {}
            clauses = []
            for piece in self._pieces[number]:
                grams = self._weighed.grams(start + piece.start, start + piece.end)
                share = SCENE_WEIGHT if piece.scene else 1.0
                for gram, weight in grams.items():
                    whole[gram] = max(whole.get(gram, 0.0), weight * share)
                # A lighter clause can share no more than it weighs.
                if sum(grams.values()) >= CLAUSE_BITS:
                    clauses.append(Clause(grams, piece.scene))
            self._sentences[number] = Sentence(
                text, self.bare[number], whole, tuple(clauses), sum(whole.values()), objects(text)
            )
        return self._sentences[number]

    @cached_property
    def scenes(self) -> NDArray[np.bool_]:
        """For each wording whether one of its clauses only sets a scene."""
        return np.array([any(piece.scene for piece in pieces) for pieces in self._pieces], dtype=bool)

    @cached_property
    def weights(self) -> NDArray[np.float64]:
        """For each wording what it weighs as a whole."""
        weights = np.zeros(len(self))
        np.add.at(weights, self.entries.wording, self.entries.weight)
        return weights

    @cached_property
    def entries(self) -> Entries:
        """Every wording's grams, each once, with a scene's counting less."""
        share = np.ones(len(self._weighed.keys))
        for start, pieces in zip(self._starts, self._pieces, strict=True):
            for piece in pieces:
                if piece.scene:
                    share[start + piece.start : start + piece.end] = SCENE_WEIGHT
        at = np.flatnonzero(self._weighed.weights)
        wording = np.searchsorted(self._starts, at, side="right") - 1
        grams, gram = np.unique(self._weighed.keys[at], return_inverse=True)
        if not len(at):
            return Entries(wording, gram, np.zeros(0))
        key = wording * len(grams) + gram
        order = np.argsort(key)
        first = np.flatnonzero(np.diff(key[order], prepend=-1))
        weight = np.maximum.reduceat((self._weighed.weights[at] * share[at])[order], first)
        chosen = order[first]
        return Entries(wording[chosen], gram[chosen], weight)

    @cached_property
    def _weighed(self) -> Weighed:
        return weighed("\n".join(self.texts))

    @cached_property
    def _starts(self) -> NDArray[np.int64]:
        """Where each wording begins in all of them joined."""
        lengths = np.array([len(text) + 1 for text in self.texts], dtype=np.int64)
        return np.cumsum(lengths) - lengths

    @cached_property
    def _pieces(self) -> list[list[Piece]]:
        return [_pieces(text) for text in self.texts]


def sentence(text: str, leave_out: Iterable[str] = ()) -> Sentence:
    """Make one sentence ready."""
    return Wordings([text], leave_out).sentence(0)


def _pieces(text: str) -> list[Piece]:
    """The clauses of a sentence; the last one sets no scene."""
    out, start = [], 0
    for clause in _CLAUSE.split(text):
        if clause.strip():
            out.append(Piece(start, start + len(clause), _SCENE.match(clause) is not None))
        start += len(clause) + 1
    if out:
        out[-1] = out[-1]._replace(scene=False)
    return out
