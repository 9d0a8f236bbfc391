"""Which of the bodies that a page names it is about: the candidate for which most speaks.

What each piece of evidence weighs (data/subject_weights.json) is learned from coded pages of one section
(tools/train_subjects.py); of equals the first named is taken.
"""

from operator import itemgetter

from luoshi.reader.lines.headings import Heading
from luoshi.reader.lines.look import Look
from luoshi.reader.subjects import openers
from luoshi.reader.subjects.candidates import Candidate, candidates
from luoshi.reader.subjects.evidence import evidence, printed, says_so
from luoshi.reader.subjects.name_cuts import told_as
from luoshi.reader.subjects.own_grade import own_grade
from luoshi.reader.weighed import Weights

# By how much more must speak for a body that is only named, and how much at least.
_FAR_MORE, _MUCH = 50, 100

WEIGHTS = Weights("subject_weights.json")


def best(front: list[Look], texts: list[Look], page: list[Look]) -> Heading | None:
    """The body that a page is about; None where none is more than named. A listed one that is only named is taken where far
    more speaks for it than for any that acts."""
    words = printed(front, texts, page, own_grade(front, texts))
    every = candidates(front, texts, page, words.grade)
    told: list[tuple[int, Candidate]] = []
    named: list[tuple[int, Candidate]] = []
    for each in every:
        groups = list(evidence(each, every, words))
        weighed = sum(map(WEIGHTS.of, groups))
        if says_so(groups):
            told.append((weighed, each))
        elif each.named:
            named.append((weighed, each))
    if not told:
        return None
    most, chosen = max(told, key=itemgetter(0))
    more, other = max(named, key=itemgetter(0), default=(0, chosen))
    chosen = other if more > max(most + _FAR_MORE, _MUCH) else chosen
    if chosen.name == openers.LECTURERS and (hears := _heard_by([*told, *named])):
        return hears
    return Heading(chosen.look, told_as(chosen.name), chosen.named)


def _heard_by(weighed: list[tuple[int, Candidate]]) -> Heading | None:
    """The place that hears the centre's team, which speaks to provinces: the province that is named, else that of a city."""
    places = [(weight, each, each.named) for weight, each in weighed if each.named and each.named.sort in openers.AREAS]
    if not places:
        return None
    _, most, city = max(places, key=itemgetter(0))
    provinces = ((each, named) for _, each, named in places if named.sort == "province")
    chosen = next((each for each, named in provinces if named.province == city.province), most)
    return Heading(chosen.look, chosen.name, chosen.named)
