"""Comparison, against counts and intervals worked out by hand or by another library's formula."""

import math

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.analysis.compare import compare
from luoshi.analysis.statistics import log_odds, wilson
from luoshi.errors import UsageError
from tests.analysis.frames import table

UNITS = table(
    "units",
    {"zone": "hefei", "themes": ["talent", "innovation"], "checkable": True, "quote": "一", "spans": [[0, 10]]},
    {"zone": "hefei", "themes": ["innovation"], "checkable": False, "quote": "二", "spans": [[10, 20]]},
    {"zone": "hefei", "themes": ["talent"], "continues": "P001.2", "quote": "二之后半", "spans": [[30, 40]]},
    {"zone": "hefei", "themes": [], "modality": "exhortation", "quote": "三", "spans": [[20, 30]]},
    {"zone": "wuxi", "themes": ["talent"], "checkable": True, "quote": "四", "article": "b", "spans": [[0, 9]]},
    {"zone": "wuxi", "themes": ["green"], "checkable": False, "quote": "五", "article": "b", "spans": [[9, 20]]},
    {"zone": None, "themes": ["green"], "quote": "六", "article": "c"},
    article="a",
    date="2025-10-25",
    modality="undertaking",
)  # fmt: skip


def cells(frame: pl.DataFrame) -> dict[tuple[str, str], tuple[int, int]]:
    return {(r["row"], r["column"]): (r["count"], r["of"]) for r in frame.iter_rows(named=True)}


def test_undertakings_are_counted_once_of_the_rows_undertakings() -> None:
    """A sentence with two themes counts in both; the second piece of a cut sentence and other modalities don't count."""
    assert cells(compare(UNITS).table) == {
        ("hefei", "talent"): (1, 2),
        ("hefei", "innovation"): (2, 2),
        ("hefei", "green"): (0, 2),
        ("wuxi", "talent"): (1, 2),
        ("wuxi", "innovation"): (0, 2),
        ("wuxi", "green"): (1, 2),
    }


def test_checkable_is_a_share_of_the_cells_own_undertakings() -> None:
    """An empty cell has no share, rather than a share of nought."""
    frame = compare(UNITS, measure="checkable").table

    assert cells(frame)["hefei", "innovation"] == (1, 2)
    assert cells(frame)["hefei", "green"] == (0, 0)
    assert frame.filter((pl.col("row") == "hefei") & (pl.col("column") == "green"))["share"][0] is None


def test_share_is_of_all_sentences() -> None:
    """By modality, every whole sentence of the place counts."""
    told = cells(compare(UNITS, columns="modality", measure="share").table)

    assert told["hefei", "exhortation"] == (1, 3)
    assert told["hefei", "undertaking"] == (2, 3)


def test_industries_fall_into_the_sentence_in_which_they_stand() -> None:
    """An industry counts for the sentence whose spans hold it, in the same article."""
    industries = table(
        "industries",
        {"name": "光电子", "spans": [[12, 15]]},
        {"name": "光电子", "spans": [[16, 19]]},
        {"name": "储能", "spans": [[45, 47]]},
        {"name": "储能", "spans": [[3, 5]], "article": "b"},
        article="a",
    )

    told = compare(UNITS, columns="industries", industries=industries)

    assert cells(told.table) == {
        ("hefei", "光电子"): (1, 2),
        ("hefei", "储能"): (0, 2),
        ("wuxi", "光电子"): (0, 2),
        ("wuxi", "储能"): (1, 2),
    }


def test_every_counted_sentence_stands_behind_its_cell() -> None:
    """The quotations of a cell are as many as its count."""
    for measure in ("undertakings", "checkable", "share"):
        told = compare(UNITS, measure=measure)
        behind = told.parts["quotations"].group_by("row", "column").len()
        counted = {(r, c): n for r, c, n in behind.iter_rows()}
        assert counted == {cell: n for cell, (n, _) in cells(told.table).items() if n}


def test_only_keeps_rows_but_not_the_rest_they_are_held_against() -> None:
    """The scores of the chosen rows are those of the whole comparison, in the order asked for."""
    whole, chosen = compare(UNITS).table, compare(UNITS, only=["wuxi"]).table

    assert chosen.to_dicts() == whole.filter(pl.col("row") == "wuxi").to_dicts()
    with pytest.raises(UsageError, match="hefei"):
        compare(UNITS, only=["xian"])


def test_wrong_axes_are_named() -> None:
    """Axes that do not exist, or that say nothing together, are errors that name the choice."""
    with pytest.raises(UsageError, match="themes, industries"):
        compare(UNITS, columns="colours")  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="share"):
        compare(UNITS, columns="modality")


def test_wilson_of_a_known_case() -> None:
    """8 of 10: 0.490 to 0.943 (Wilson 1927, as statsmodels and R's prop.test without correction give it)."""
    low, high = wilson()
    told = pl.DataFrame({"count": [8], "of": [10]}).select(low, high).row(0)

    assert told == pytest.approx((0.4901625, 0.9433178), abs=1e-6)


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_holds_the_share_and_mirrors(case: tuple[int, int]) -> None:
    """The interval holds the share, stays in [0, 1], and that of the misses is its mirror image."""
    count, of = case
    frame = pl.DataFrame({"count": [count, of - count], "of": [of, of]})
    (low, high), (low_of_misses, high_of_misses) = frame.select(*wilson()).rows()

    assert -1e-9 <= low <= count / of + 1e-9
    assert count / of - 1e-9 <= high <= 1 + 1e-9
    assert (low, high) == pytest.approx((1 - high_of_misses, 1 - low_of_misses), abs=1e-9)


def test_log_odds_of_a_case_worked_by_hand() -> None:
    """6 of 10 against 4 of 30 with a prior of 10 sentences split 10:30."""
    frame = pl.DataFrame({"k": [6], "n": [10], "K": [10], "N": [40]})
    expected = (math.log(8.5 / 11.5) - math.log(6.5 / 33.5)) / math.sqrt(1 / 8.5 + 1 / 6.5)

    assert frame.select(log_odds("k", "n", "K", "N", prior=10)).item() == pytest.approx(expected)


def test_log_odds_of_two_equal_rows_is_nought() -> None:
    """What the rest does as often does not stand out."""
    frame = pl.DataFrame({"k": [5, 5], "n": [20, 20], "K": [10, 10], "N": [40, 40]})

    assert frame.select(log_odds("k", "n", "K", "N")).to_series().to_list() == pytest.approx([0, 0])
