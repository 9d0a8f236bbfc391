"""Responses in time, against days counted by hand (the plenum of October 2025 ended on the 23rd)."""

import polars as pl
import pytest

from luoshi.analysis.places import find_event, find_place
from luoshi.analysis.timeline import timeline
from luoshi.errors import UsageError
from tests.analysis.frames import table

PLENUM = "cc20-plenum4"
RESPONSES = table(
    "responses",
    {"zone": "hefei", "date": "2025-10-27", "kind": "conveyance", "quote": "甲"},
    {"zone": "wuxi", "date": "2025-10-25", "kind": "study", "quote": "乙"},
    {"zone": "hefei", "date": "2025-10-25", "kind": "study", "quote": "丙"},
    {"zone": "chengdu", "date": "2025-10", "kind": "visit", "quote": "丁"},
    {"zone": "suzhou", "date": None, "kind": "other", "quote": "戊"},
    {"zone": "xian", "date": "2025-10-28", "events": [], "quote": "己"},
    {"subject": "某研究院", "date": "2025-11-02", "quote": "庚"},
    events=[PLENUM],
    published="2025-11-10",
)
SECTIONS = table(
    "sections",
    {"zone": "hefei", "published": "2025-11-10"},
    {"zone": "xian", "published": "2025-11-10"},
    {"zone": "xian", "published": "2025-10-23"},
    {"zone": "wuhan", "published": "2021-03-01"},
)


def row(frame: pl.DataFrame, place: str) -> dict[str, object]:
    return frame.row(by_predicate=pl.col("place") == place, named=True)


def test_a_places_lag_is_that_of_its_first_response() -> None:
    """Lags count from the event's last day to the first response, and every response of the place is counted."""
    told = row(timeline(RESPONSES, SECTIONS).table, "hefei")

    assert (told["lag_days"], told["quote"], told["responses"], told["articles"]) == (2, "丙", 2, 2)


def test_places_of_one_day_share_a_rank_and_the_next_rank_is_skipped() -> None:
    """Two places on the second day are both first; the next is third; those without an exact day have no rank."""
    ranks = dict(timeline(RESPONSES, SECTIONS).table.select("place", "rank").iter_rows())

    assert ranks == {"hefei": 1, "wuxi": 1, "某研究院": 3, "chengdu": None, "suzhou": None}


def test_a_month_or_no_day_leaves_bounds() -> None:
    """A response in October lies between the plenum's first day (the 20th) and the 31st; an undated one before printing."""
    frame = timeline(RESPONSES, SECTIONS).table

    assert (row(frame, "chengdu")["lag_earliest"], row(frame, "chengdu")["lag_latest"]) == (-3, 8)
    assert (row(frame, "suzhou")["lag_earliest"], row(frame, "suzhou")["lag_latest"]) == (-3, 18)
    assert row(frame, "suzhou")["lag_days"] is None


def test_silent_places_come_with_what_the_library_holds_on_them() -> None:
    """Places with sections and no response to the event, with the articles on them in all and since the event ended."""
    silent = timeline(RESPONSES, SECTIONS).parts["silent"]

    assert {r["place"]: (r["articles"], r["articles_since"]) for r in silent.iter_rows(named=True)} == {
        "xian": (2, 2),
        "wuhan": (1, 0),
    }


def test_coverage_counts_what_the_answer_rests_on() -> None:
    """Articles, places and dates of the responses to the event, the undated counted apart, and the caveat in words."""
    coverage = timeline(RESPONSES, SECTIONS).coverage

    assert (coverage.articles, coverage.places, coverage.undated, coverage.few) == (6, 5, 2, False)
    assert coverage.sentences()[-1].startswith("A report is not an act")


def test_unknown_names_get_the_nearest() -> None:
    """A misspelt zone or event is an error that names its neighbours."""
    assert find_place("合肥国家高新区") == "hefei"
    with pytest.raises(UsageError, match="hefei"):
        find_place("合肥高新技术园")
    with pytest.raises(UsageError, match=PLENUM):
        find_event("二十届四中会议")


def test_an_empty_library_says_what_is_missing() -> None:
    """No responses at all, and none to the event asked for, are two different errors."""
    with pytest.raises(UsageError, match="holds no responses"):
        timeline(RESPONSES.clear(), SECTIONS)
    with pytest.raises(UsageError, match=r"No response to npc-cppcc-2025.*cc20-plenum4 \(6\)"):
        timeline(RESPONSES, SECTIONS, event="npc-cppcc-2025")
