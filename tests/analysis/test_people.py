"""Offices over time, on mentions written for the purpose."""

from datetime import date

import polars as pl

from luoshi.analysis.people import people, single_offices
from tests.analysis.frames import table

MENTIONS = table(
    "people",
    {"name": "甲", "office": "党工委书记、管委会主任", "org": "合肥高新区", "date": "2021-03-01"},
    {"name": "甲", "office": "党工委书记", "org": None, "zone": "hefei", "date": "2022-06-01"},
    {"name": "乙", "office": "管委会主任", "org": "合肥国家高新区", "date": "2022-01-01"},
    {"name": "丙", "office": "党工委书记", "org": "合肥高新区", "date": "2022-05-01"},
    {"name": "丁", "office": "管委会副主任", "org": "合肥高新区", "date": "2022-05-01"},
    {"name": "戊", "office": "管委会副主任", "org": "合肥高新区", "date": "2022-05-01"},
    {"name": "己", "office": "董事长", "org": "远山公司", "zone": "hefei", "date": "2022-05-01"},
    {"name": "庚", "office": "总书记", "org": None, "zone": "hefei", "date": "2022-05-01"},
    {"name": "辛", "office": None, "org": "合肥高新区", "date": "2022-05-01"},
)


def holders(place: str) -> dict[tuple[str, str], dict[str, object]]:
    told = people(MENTIONS).table.filter(pl.col("place") == place)
    return {(row["office"], row["person"]): row for row in told.iter_rows(named=True)}


def test_an_office_runs_from_first_to_last_mention() -> None:
    """Mentions under other names of the body, or in its section, are the same office; a double office is two."""
    told = holders("hefei")["党工委书记", "甲"]

    assert (told["first"], told["last"], told["mentions"]) == (date(2021, 3, 1), date(2022, 6, 1), 2)
    assert ("管委会主任", "甲") in holders("hefei")


def test_two_at_one_time_are_a_conflict_and_one_after_the_other_are_not() -> None:
    """甲 and 丙 overlap as secretary; 甲 and 乙 follow each other as director; deputies are many."""
    told = holders("hefei")

    assert told["党工委书记", "甲"]["conflicts"] == ["丙"]
    assert told["党工委书记", "丙"]["conflicts"] == ["甲"]
    assert told["管委会主任", "乙"]["conflicts"] == []
    assert told["管委会副主任", "丁"]["conflicts"] == []


def test_a_firms_or_the_centres_office_is_not_the_zones() -> None:
    """The body that stands with the title holds the office; the general secretary is nobody's local official."""
    assert ("董事长", "己") in holders("远山公司")
    assert ("总书记", "庚") in holders("中央")
    assert {person for _, person in holders("hefei")} == {"甲", "乙", "丙", "丁", "戊"}


def test_traditional_print_is_the_same_person_and_office() -> None:
    """許勇, 黨工委書記 of one article is 许勇, 党工委书记 of another."""
    told = people(
        table(
            "people",
            {"name": "許勇", "office": "黨工委書記", "org": "珠海高新區", "date": "2022-05-01"},
            {"name": "许勇", "office": "党工委书记", "org": "珠海高新区", "date": "2023-05-01"},
        )
    ).table
    assert told.select("place", "office", "person", "mentions").rows() == [("zhuhai", "党工委书记", "许勇", 2)]


def test_titles_are_cut_into_offices() -> None:
    """A list of offices, or one held beside another, is several."""
    assert single_offices("党工委书记、管委会主任") == ["党工委书记", "管委会主任"]
    assert single_offices("副市长兼开发区党工委书记") == ["副市长", "开发区党工委书记"]
