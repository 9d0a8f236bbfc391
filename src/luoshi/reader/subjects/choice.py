"""Which of the bodies that a page names it is about: the candidate for which most speaks.

What each piece of evidence weighs (data/subject_weights.json) is learned from coded pages of one section
(tools/train_subjects.py). Weights are whole hundredths, so that the order of adding changes nothing; of equals the first
named is taken.
"""

import json
from functools import cache, lru_cache
from importlib.resources import files

from luoshi.reader.lines.headings import Heading
from luoshi.reader.lines.look import Look
from luoshi.reader.subjects.candidates import candidates
from luoshi.reader.subjects.evidence import Names, evidence, says_so


def best(front: list[Look], texts: list[Look], page: list[Look]) -> Heading | None:
    """The body that a page is about; None where none is more than named."""
    every = candidates(front, texts, page)
    told, most = None, 0
    for each in every:
        groups = list(evidence(each, every, front, texts, page))
        weighed = sum(map(weight, groups))
        if (told is None or weighed > most) and says_so(groups):
            told, most = each, weighed
    return Heading(told.look, told.name, told.named) if told else None


@lru_cache(maxsize=4096)
def weight(names: Names) -> int:
    """What a group of evidence weighs, in hundredths."""
    known = _weights()
    return sum(known.get(name, 0) for name in names)


@cache
def _weights() -> dict[str, int]:
    content = files("luoshi.registry").joinpath("data", "subject_weights.json").read_text(encoding="utf-8")
    weights: dict[str, int] = json.loads(content)
    return weights
