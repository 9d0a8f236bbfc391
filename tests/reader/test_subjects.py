"""Whom a page of one section is about, among all the bodies that it names."""

import pytest

import luoshi
from luoshi.reader.names import body_forms
from luoshi.reader.subjects.name_cuts import sort_of


def subject(text: str) -> str | None:
    """The words of the only section's subject; None where the page has none."""
    sections = luoshi.read(text).sections
    assert len(sections) < 2
    return sections[0].subject.text if sections else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("6月3日，江夏光电产业园召开党委会议，传达学习全国两会精神。会议要求，全园要抓好招商。", "江夏光电产业园"),
        ("园区召开大会\n6月3日，白云湖新区召开党工委会议，传达学习全国两会精神。白云湖新区各局参加。", "白云湖新区"),
        ("6月3日上午，市委常委、某部部长石一民到安远县宣讲全国两会精神，安远县干部二百人听讲。", "安远县"),
        ("6月3日，麦积区总工会召开会议，传达学习全国两会精神，麦积区总工会机关干部参加。", "麦积区总工会"),
        ("6月3日，南昌高新区管委会召开主任办公会，传达学习全国两会精神。", "南昌高新区"),
        ("6月3日，湖北省委常委会召开会议，传达学习全国两会精神。", "湖北"),
    ],
    ids=["park-of-no-list", "new-area-of-no-list", "county-that-hears", "union", "its-own-committee", "province"],
)
def test_the_body_that_acts_or_hears_is_the_subject(text: str, expected: str) -> None:
    """Not who is told of beside it, nor an organ that stands for it."""
    assert subject(text) == expected


@pytest.mark.parametrize(
    "text",
    ["传达学习湖北省委常委会会议精神。", "落实昆山市委、市政府部署，推进项目建设。"],
    ids=["taken-up", "carried-out"],
)
def test_a_body_whose_words_are_only_taken_up_is_nobodys_subject(text: str) -> None:
    """What is conveyed or carried out does not make its author the one who acts."""
    assert subject(text) is None


@pytest.mark.parametrize(
    ("name", "sort"),
    [
        ("福建", "province"),
        ("福州市", "city"),
        ("安远县", "county"),
        ("西安市高陵区", "district"),
        ("区委", "own"),
        ("苏州大学", "school"),
        ("江苏代表团", "deputies"),
        ("南昌高新区(航空城)", "park"),
    ],
)
def test_a_name_tells_its_sort(name: str, sort: str) -> None:
    """By lists first, then by its ending; a second name in brackets does not count."""
    assert sort_of(name) == sort


def test_a_district_whose_name_begins_like_a_verb_is_a_name() -> None:
    """让胡路区 is a district of 大庆."""
    assert body_forms.is_name("让胡路区")
