"""The coding stage: frames, clauses, and the codes of units that people have coded."""

from collections import Counter
from collections.abc import Iterable

import pytest

from luoshi.reader import coding
from tests import coded
from tests.shared import needs_shared


def kappa(pairs: list[tuple[object, object]]) -> float:
    """Cohen's kappa."""
    n = len(pairs)
    a, b = Counter(x for x, _ in pairs), Counter(y for _, y in pairs)
    chance = sum(a[k] * b[k] for k in a) / n / n
    return (sum(x == y for x, y in pairs) / n - chance) / (1 - chance)


def compared(cases: Iterable[coded.Coded]) -> list[tuple[coded.Codes, coded.Codes]]:
    """(coded by people, coded by the engine) for every coded unit."""
    out = []
    for case in cases:
        found = coded.coded_by_engine(case.draft)
        out += [(codes, found[unit]) for unit, codes in case.units.items()]
    return out


def f1(pairs: list[tuple[coded.Codes, coded.Codes]]) -> float:
    both = sum(len(set(a.themes) & set(b.themes)) for a, b in pairs)
    return 2 * both / sum(len(a.themes) + len(b.themes) for a, b in pairs)


@pytest.fixture(scope="module")
def own() -> list[tuple[coded.Codes, coded.Codes]]:
    return compared(coded.own())


def test_the_modality_of_units_in_our_own_words(own: list[tuple[coded.Codes, coded.Codes]]) -> None:
    """On units that the weights were not trained on, the engine agrees with the coder well beyond chance."""
    assert kappa([(a.modality, b.modality) for a, b in own]) >= 0.72


def test_what_is_an_undertaking_in_our_own_words(own: list[tuple[coded.Codes, coded.Codes]]) -> None:
    """The hard line, exhortation or undertaking, is drawn as the coder drew it."""
    assert kappa([(a.modality == "undertaking", b.modality == "undertaking") for a, b in own]) >= 0.8


def test_which_undertakings_are_checkable_in_our_own_words(own: list[tuple[coded.Codes, coded.Codes]]) -> None:
    """Undertakings with something of their own that can be checked are told from those without."""
    taken = [(a, b) for a, b in own if a.modality == "undertaking"]
    assert kappa([(bool(a.checkable), bool(b.checkable)) for a, b in taken]) >= 0.7


def test_themes_of_units_in_our_own_words(own: list[tuple[coded.Codes, coded.Codes]]) -> None:
    """Themes agree with the coder's."""
    assert f1(own) >= 0.75


@needs_shared
def test_codes_of_the_gold() -> None:
    """On the gold articles, with their structure given, the figures stay over the bars."""
    pairs = compared(coded.gold())
    assert kappa([(a.modality, b.modality) for a, b in pairs]) >= 0.8
    assert f1(pairs) >= 0.8


def test_checkable_is_for_undertakings_alone() -> None:
    """Whatever else a unit is, it is not checkable or unchecked; themes are three at most and each once."""
    for case in coded.own():
        coding_of = coded.coded_by_engine(case.draft).values()
        assert all((codes.checkable is None) == (codes.modality != "undertaking") for codes in coding_of)
        assert all(len(codes.themes) <= 3 and len(set(codes.themes)) == len(codes.themes) for codes in coding_of)


def test_a_frame_carries_over_until_a_new_act() -> None:
    """会议要求 holds for the units that follow it, and ends where a new dated act is told."""
    text = "会议要求,要抓好项目建设。推动产业升级。11月3日,管委会召开座谈会。"
    draft = coded.paragraph(text)
    coded.coded_by_engine(draft)
    kinds = [read.frame.kind for read in coding.reads_of(draft)]
    assert kinds == ["ask", "ask", ""]
