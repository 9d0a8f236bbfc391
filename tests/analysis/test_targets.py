"""Indicators as series, with units converted by hand."""

import pytest

from luoshi.analysis.targets import indicator_of, targets, unit_of
from luoshi.errors import UsageError
from tests.analysis.frames import table

FIGURES = table(
    "quantities",
    {"value": 0.2, "unit": "万亿元", "indicator": "工业总产值", "kind": "target", "period": "2025", "date": "2023-03-01"},
    {"value": 1900, "unit": "亿元", "indicator": "全区工业总产值", "kind": "achieved", "period": "2025", "date": "2026-01-05"},
    {"value": 1700, "unit": "亿元", "indicator": "工业总产值", "kind": "achieved", "date": "2024-12-01"},
    {"value": 8, "unit": "%", "indicator": "工业总产值同比增长", "kind": "achieved", "period": "2025", "date": "2026-01-05"},
    {"value": 30, "unit": "人", "indicator": "参会人数", "kind": "descriptor", "date": "2024-12-01"},
    {"value": 50, "unit": "亿元", "indicator": None, "kind": "target", "date": "2024-12-01"},
    zone="hefei",
)  # fmt: skip


def test_target_and_result_of_one_year_stand_side_by_side() -> None:
    """0.2万亿元 aimed at and 1,900亿元 reached are one row of one series; growth in per cent is another series."""
    told = targets(FIGURES).table.select("indicator", "unit", "year", "target", "achieved").rows()

    assert told == [
        ("工业总产值", "亿元", 2024, None, 1700.0),
        ("工业总产值", "亿元", 2025, 2000.0, 1900.0),
        ("工业总产值增速", "%", 2025, None, 8.0),
    ]


def test_a_year_that_is_not_stated_is_that_of_the_report() -> None:
    """The table says where the year was stated and where the report's own year was taken."""
    told = targets(FIGURES, indicator="工业总产值").table

    assert told.filter(told["unit"] == "亿元").select("year", "achieved_year_stated").rows() == [
        (2024, False),
        (2025, True),
    ]


def test_figures_without_an_indicator_are_left_out_and_counted() -> None:
    """A number of nobody knows what belongs to no series."""
    assert targets(FIGURES).parts["left_out"]["value"].to_list() == [50]


@pytest.mark.parametrize(
    ("printed", "unit", "factor"),
    [
        ("万亿元", "亿元", 10_000), ("亿", "亿元", 1), ("万元", "亿元", 0.0001), ("亩", "平方公里", 1 / 1500),
        ("万吨", "吨", 10_000), ("户", "家", 1), ("亿美元", "亿美元", 1), ("％", "%", 1), ("标准箱", "标准箱", 1),
    ],
)  # fmt: skip
def test_units_are_converted_within_one_kind(printed: str, unit: str, factor: float) -> None:
    """Magnitudes and units of area become one; money of two currencies and unknown units stay apart."""
    assert unit_of(printed) == (unit, pytest.approx(factor))


def test_an_indicator_is_named_without_the_words_around_it() -> None:
    """全区, 力争 and 达到 are no part of what is measured; 全市 is, since a city is no zone."""
    assert indicator_of("全区规模以上工业总产值达到", "亿元") == "规模以上工业总产值"
    assert indicator_of("全市GDP", "亿元") == "全市GDP"


def test_an_unknown_indicator_gets_those_that_there_are() -> None:
    """The error names indicators of the library."""
    with pytest.raises(UsageError, match="工业总产值"):
        targets(FIGURES, indicator="总产值")
