"""Which of the bodies that a page names it is about: the candidate for which most speaks.

What each piece of evidence weighs (data/subject_weights.json) is learned from coded pages of one section
(tools/train_subjects.py); of equals the first named is taken.
"""

from luoshi.reader.lines.headings import Heading
from luoshi.reader.lines.look import Look
from luoshi.reader.subjects.candidates import candidates
from luoshi.reader.subjects.evidence import evidence, printed, says_so
from luoshi.reader.subjects.weights import Weights

WEIGHTS = Weights("subject_weights.json")


def best(front: list[Look], texts: list[Look], page: list[Look]) -> Heading | None:
    """The body that a page is about; None where none is more than named."""
    every, words = candidates(front, texts, page), printed(front, texts, page)
    told, most = None, 0
    for each in every:
        groups = list(evidence(each, every, words))
        weighed = sum(map(WEIGHTS.of, groups))
        if (told is None or weighed > most) and says_so(groups):
            told, most = each, weighed
    return Heading(told.look, told.name, told.named) if told else None
