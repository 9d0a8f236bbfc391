"""Dates as reports write them: what is read, and which day it stands for."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.reader.days.calendar import Known, full_day, resolve, written

DAYS = st.dates(date(2008, 1, 1), date(2029, 12, 31))
PLENUM = date(2025, 10, 20)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("11月3日,某高新区召开会议", "2025-11-03"),
        ("24日下午召开", "2025-10-24"),
        ("今天(10月30日)在京召开", "2025-10-30"),
        ("10月27日至28日举行", "2025-10-27"),
        ("2026年3月13日", "2026-03-13"),
        ("2025-11-05 08:39", "2025-11-05"),
        ("2025- 11- 05 18: 52", "2025-11-05"),
        ("1月6日上午", "2026-01-06"),
        ("11月中旬", "2025-11"),
        ("近日", None),
        ("连日来", None),
        ("今天", None),
        ("上午", None),
    ],
)
def test_the_event_gives_the_year(words: str, expected: str | None) -> None:
    """Without the article's day a date is the first such day on or after the event's start; vague words have none."""
    found = written(words)
    assert expected == (resolve(found[0], Known(floor=PLENUM)) if found else None)


@pytest.mark.parametrize("words", ["主题党日", "30日内办结", "第21个", "100日攻坚", "1.5", "13月40日", "日均3万吨"])
def test_what_is_no_date_is_left_alone(words: str) -> None:
    """Spans of time, ordinals and impossible days are no dates of an act."""
    assert not [day for day in written(words) if day.exact]


def test_the_articles_day_counts_back() -> None:
    """With the article's day, 昨日 is the day before it, a bare day the last such day, a month and day the last year's."""
    known = Known(published=date(2025, 11, 2))
    assert resolve(written("昨日")[0], known) == "2025-11-01"
    assert resolve(written("30日")[0], known) == "2025-10-30"
    assert resolve(written("12月20日")[0], known) == "2024-12-20"
    assert resolve(written("去年3月5日")[0], known) == "2024-03-05"


def test_a_neighbour_tells_the_month_of_a_bare_day() -> None:
    """A bare day is the one nearest to the date beside it that the event's start allows."""
    assert resolve(written("5日")[0], Known(floor=PLENUM, near=date(2025, 11, 3))) == "2025-11-05"
    assert resolve(written("24日")[0], Known(floor=PLENUM, near=date(2025, 11, 3))) == "2025-10-24"
    assert resolve(written("15日")[0], Known(floor=PLENUM, near=date(2025, 10, 23))) == "2025-11-15"


@given(DAYS, DAYS)
def test_a_day_with_its_year_needs_nothing(day: date, other: date) -> None:
    """A full date stands for itself whatever is known around it, and its words cover it."""
    words = f"{day.year}年{day.month}月{day.day}日"
    (found,) = written(f"在{words}召开")
    assert found.text == words
    assert resolve(found, Known(other, other, other)) == day.isoformat()
    assert full_day(words) == day


@given(DAYS, st.integers(0, 300))
def test_a_day_after_the_event_is_found_again(floor: date, later: int) -> None:
    """Month and day of any date less than a year after the event lead back to that date."""
    day = floor + timedelta(days=later)
    if (day.month, day.day) != (2, 29):
        (found,) = written(f"{day.month}月{day.day}日")
        assert resolve(found, Known(floor=floor)) == day.isoformat()


@given(DAYS, st.integers(0, 300))
def test_a_day_before_print_is_found_again(published: date, earlier: int) -> None:
    """Month and day of any date less than a year before the article's day lead back to that date."""
    day = published - timedelta(days=earlier)
    (found,) = written(f"{day.month}月{day.day}日")
    assert resolve(found, Known(published=published)) == day.isoformat()


@given(DAYS, st.integers(0, 26))
def test_a_bare_day_before_print_is_found_again(published: date, earlier: int) -> None:
    """The number of a day within four weeks before the article's day leads back to it."""
    day = published - timedelta(days=earlier)
    (found,) = written(f"{day.day}日")
    assert resolve(found, Known(published=published)) == day.isoformat()
