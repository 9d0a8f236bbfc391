"""Districts and counties by name."""

import pytest

from luoshi.registry import counties


@pytest.mark.parametrize(
    ("text", "end", "name"),
    [
        ("昨天,潍坊市寒亭区", 9, "寒亭区"),
        ("融水苗族自治县", 7, "融水苗族自治县"),
        ("全区", 2, None),
        ("产业园区", 4, None),
    ],
)
def test_a_name_is_known_by_where_it_ends(text: str, end: int, name: str | None) -> None:
    """The longest full name that ends at a position counts; 全区 and 园区 are no places."""
    assert counties.ending_at(text, end) == name


def test_a_short_name_that_is_a_word_names_no_county() -> None:
    """和平 and 平安 are words, 镇雄 is one county."""
    assert counties.of_short("镇雄") == "镇雄县"
    assert counties.of_short("和平") is None


def test_names_are_weighed_by_how_often_and_how_fully_they_stand() -> None:
    """A full name weighs twice a short one; a place of another grade does not count."""
    assert counties.weigh(["双阳区召开会议,双阳的发展", "来源:开州区融媒体中心", "嘉兴日报"], "区") == {
        "双阳区": 3,
        "开州区": 2,
    }
    assert counties.weigh(["嘉兴日报", "长治久安"], "市") == {"嘉兴市": 1}


def test_every_county_stands_under_a_known_province() -> None:
    """A name ends in its grade, and its province is one that the registry of places holds."""
    for name, where in counties.counties().items():
        assert name.endswith(tuple(counties.GRADES))
        assert all(place.province in counties.places() for place in where)


def test_a_name_over_the_seam_of_two_words_is_none() -> None:
    """和县 and 任县 count behind the city above them, not inside 人大和县政协 and 担任县委书记."""
    assert counties.weigh(["人大和县政协一起学习。", "他担任县委书记。"], "县") == {}
    assert counties.weigh(["马鞍山市和县召开会议。"], "县")["和县"] > 0
