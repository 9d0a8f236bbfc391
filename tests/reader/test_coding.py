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
    assert kappa([(a.modality, b.modality) for a, b in own]) >= 0.85


def test_what_is_an_undertaking_in_our_own_words(own: list[tuple[coded.Codes, coded.Codes]]) -> None:
    """The hard line, exhortation or undertaking, is drawn as the coder drew it."""
    assert kappa([(a.modality == "undertaking", b.modality == "undertaking") for a, b in own]) >= 0.92


def test_which_undertakings_are_checkable_in_our_own_words(own: list[tuple[coded.Codes, coded.Codes]]) -> None:
    """Undertakings with something of their own that can be checked are told from those without."""
    taken = [(a, b) for a, b in own if a.modality == "undertaking"]
    assert kappa([(bool(a.checkable), bool(b.checkable)) for a, b in taken]) >= 0.85


def test_themes_of_units_in_our_own_words(own: list[tuple[coded.Codes, coded.Codes]]) -> None:
    """Themes agree with the coder's."""
    assert f1(own) >= 0.86


@needs_shared
def test_codes_of_the_gold() -> None:
    """On the gold articles, with their structure given, the figures stay over the bars."""
    pairs = compared(coded.gold())
    taken = [(a, b) for a, b in pairs if a.modality == "undertaking"]
    assert kappa([(a.modality, b.modality) for a, b in pairs]) >= 0.88
    assert kappa([(bool(a.checkable), bool(b.checkable)) for a, b in taken]) >= 0.8
    assert f1(pairs) >= 0.83


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


def test_the_centre_s_words_are_background() -> None:
    """What a plenum or a document says is no undertaking of the place, even where it reads like one."""
    draft = coded.paragraph("全会提出,要加快建设制造强国。我区将建设两个中试基地。")
    found = coded.coded_by_engine(draft)
    assert [codes.modality for codes in found.values()] == ["background", "undertaking"]


def test_who_spoke_is_event_without_themes() -> None:
    """Attribution alone is event and has no themes."""
    draft = coded.paragraph("“我们将加快产业链招商。”招商局局长林平说。")
    assert list(coded.coded_by_engine(draft).values())[1] == coded.Codes("event", None, ())


def test_next_plans_and_graded_states_are_checkable() -> None:
    """One's own next five-year plan that is drafted and a graded status that is applied for; to aim at either is not enough."""
    draft = coded.paragraph(
        "会议要求,要科学谋划高新区“十五五”发展蓝图。要加快国家级绿色园区创建步伐。要瞄准“十五五”服务企业。"
    )
    found = coded.coded_by_engine(draft)
    assert [codes.checkable for codes in found.values()] == [True, True, False]


def test_a_national_frame_makes_nothing_checkable() -> None:
    """两新 and the like are the nation's; a drive with a name is the place's own."""
    draft = coded.paragraph("会议要求,要用足“两新”政策扩大消费。要开展“千企上云”行动。")
    found = coded.coded_by_engine(draft)
    assert [codes.checkable for codes in found.values()] == [False, True]


def test_a_named_work_is_checkable_and_a_position_in_quotes_is_not() -> None:
    """A bridge by its name and the ninth fair can be gone and seen; a core area in quotation marks is positioning."""
    draft = coded.paragraph(
        "会议要求,要加快清溪大桥建设。要办好第九届茶博会。要推动建设“医药产业的核心区、开放的先行区”。"
    )
    found = coded.coded_by_engine(draft)
    assert [codes.checkable for codes in found.values()] == [True, True, False]


def test_a_founded_body_a_span_of_years_and_the_year_s_targets_are_checkable_and_a_pilot_alone_is_not() -> None:
    """Somebody can look whether a centre was founded, what three to five years brought and whether targets were met."""
    draft = coded.paragraph(
        "会议强调,要设立项目管理服务中心。要用3—5年时间建成现代产业体系。要完成今年的目标任务,抓好项目建设。要主动承接改革试点,推动产业发展。"
    )
    found = coded.coded_by_engine(draft)
    assert [codes.checkable for codes in found.values()] == [True, True, True, False]


def test_who_took_the_chair_has_no_theme() -> None:
    """That somebody chaired a meeting or spoke there is told of the meeting, not of what it took up."""
    draft = coded.paragraph("9月2日,党工委召开会议,传达学习全会精神。党工委书记林平主持会议并讲话。")
    found = coded.coded_by_engine(draft)
    assert [codes.themes for codes in found.values()] == [("study",), ()]


def test_a_meeting_is_about_what_it_is_named_for() -> None:
    """A meeting on the drafting of a plan has the plan as its first theme, though it also takes up a plenum."""
    draft = coded.paragraph("1月9日,管委会主任林平主持召开“十五五”规划编制专题会,深入学习领会全会精神。")
    found = coded.coded_by_engine(draft)
    assert [codes.themes[0] for codes in found.values()] == ["planning"]


def test_facts_are_told_in_a_frame_of_their_own() -> None:
    """X介绍 tells facts, which hold as told until another frame opens; X表示 promises as often."""
    draft = coded.paragraph("林平介绍,园区推行一链一策。链主企业带动上下游。林平表示,将建设两个中试基地。")
    coded.coded_by_engine(draft)
    assert [read.frame.kind for read in coding.reads_of(draft)] == ["tell", "tell", "say"]


def test_themes_stand_in_the_order_in_which_they_are_named() -> None:
    """Of more than three themes the three named first are kept."""
    draft = coded.paragraph("会议要求,要抓好招商引资、人才引进、营商环境优化和绿色转型。")
    assert next(iter(coded.coded_by_engine(draft).values())).themes == ("investment", "talent", "service")


def test_confidence_tells_sure_from_unsure() -> None:
    """Where the engine is surer it agrees more often with the coder."""
    rows = []
    for case in coded.own():
        found = coded.coded_by_engine(case.draft)
        sure = {unit: s.confidence for s in case.draft.flow.statements for unit, _ in s.units}
        rows += [(sure[unit], found[unit].modality == codes.modality) for unit, codes in case.units.items()]
    rows.sort()
    half = len(rows) // 2
    assert sum(right for _, right in rows[half:]) > sum(right for _, right in rows[:half])
