"""What an article's provenance may say: known fields, and days that are in the calendar."""

import pytest

import luoshi
from luoshi.errors import UsageError
from luoshi.sources.provenance import iso_date

TEXT = "合肥高新区11月3日召开会议，传达学习党的二十届四中全会精神。"


@pytest.mark.parametrize("day", ["2025-02-30", "2025-13-01", "去年", "20251105"])
def test_a_day_of_print_that_is_none_is_refused_with_its_value(day: str) -> None:
    """The message has the value and what would have been accepted."""
    with pytest.raises(UsageError, match=f"published='{day}'.*2025-11-03"):
        luoshi.read(TEXT, published=day)


@pytest.mark.parametrize("day", ["2025", "2025-11", "2025-11-05", "2025-11-05T08:00:00"])
def test_a_year_a_month_a_day_and_an_hour_are_days_of_print(day: str) -> None:
    """Each dates the act of the article."""
    assert [each.date for each in luoshi.read(TEXT, published=day).responses] == ["2025-11-03"]


def test_a_field_that_no_source_has_is_refused_by_name() -> None:
    """A misspelt field is not lost silently."""
    with pytest.raises(UsageError, match=r"no publishd.*published"):
        luoshi.read(TEXT, publishd="2025-11-05")


def test_a_printed_date_that_is_in_no_calendar_dates_nothing() -> None:
    """Sources leave it out."""
    assert [iso_date(words) for words in ("2025-02-30 09:12", "2025年2月28日")] == [None, "2025-02-28"]
