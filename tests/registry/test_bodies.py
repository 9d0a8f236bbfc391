"""Bodies named in a text are found whole, linked where the registry knows them, and told apart by kind."""

import pytest

from luoshi.registry import bodies
from luoshi.registry.world import registry


@pytest.mark.parametrize(
    ("text", "words", "sort", "entity"),
    [
        ("近日,天津滨海高新区召开会议。", "天津滨海高新区", "zone", "tianjin-binhai"),
        ("在杭州高新区(滨江)举行。", "杭州高新区(滨江)", "zone", "hangzhou"),
        ("湖南湘江新区(长沙高新区)印发方案。", "湖南湘江新区(长沙高新区)", "zone", "changsha"),
        ("光谷企业集聚。", "光谷", "zone", "wuhan-donghu"),
        ("4月2日,达州高新区召开会议。", "达州高新区", "zone", None),
        ("全国政协召开会议。", "全国政协", "organ", None),
        ("在国家卫生健康委宣讲。", "国家卫生健康委", "ministry", None),
        ("中关村创业大街成立。", "中关村创业大街", "park", "zgc-chuangye-dajie"),
    ],
)
def test_a_body_is_found_whole_and_linked(text: str, words: str, sort: str, entity: str | None) -> None:
    """The longest name wins, a bracketed half belongs to it, and a zone outside the registry is known by its form."""
    named = bodies.find(text)[0]
    assert (words, sort, entity) == (named.words, named.sort, named.entity)
    assert text[named.start : named.end] == words


@pytest.mark.parametrize(
    "text", ["各国家高新区纷纷行动。", "全国高新区工作会议。", "多家国家级高新区表示。", "我区将发力。"]
)
def test_general_words_name_no_zone(text: str) -> None:
    """高新区 without a place is nobody in particular."""
    assert [named for named in bodies.find(text) if named.sort == "zone"] == []


def test_the_city_of_a_zone_is_known() -> None:
    """A zone carries the short names of its city and province, so that 贵阳市 and 贵州省 can speak for it."""
    zone = bodies.find("贵阳高新区召开会议")[0]
    assert (zone.place, zone.province) == ("贵阳", "贵州")


@pytest.mark.parametrize("text", ["重大理论问题", "社会长治久安", "建设和谐安康的家园", "打通出海口"])
def test_words_that_hold_a_place_by_chance_name_none(text: str) -> None:
    """大理, 长治, 安康 and 海口 inside other words are not places."""
    assert bodies.find(text) == []


def test_a_dateline_is_no_part_of_a_name() -> None:
    """绵阳新闻网讯 before a zone tells who reports."""
    assert [named.words for named in bodies.find("绵阳新闻网讯经开区召开会议")] == ["绵阳"]


def test_every_body_has_a_usual_name() -> None:
    """A body for which people use its full name only is called by that."""
    held = registry().bodies
    assert ([b.id for b in held.values() if not b.short], held["zgc-chuangye-dajie"].short) == ([], "中关村创业大街")
