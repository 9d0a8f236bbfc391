"""Whatever a page has become (lines of several articles mixed, cut, lost), it is read, and every finding stands in it."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import luoshi
from luoshi.model.reading import Reading
from luoshi.model.spans import quote

ARTICLES = Path(__file__).parents[1] / "articles"
LINES = [
    line
    for path in sorted(ARTICLES.glob("*.txt"))
    for line in path.read_text(encoding="utf-8").split("\n")
    if line.strip()
]


@st.composite
def pages(draw: st.DrawFn) -> str:
    """Lines of our own articles in any order, some of them cut at either end; the first one stays whole."""
    lines = draw(st.lists(st.sampled_from(LINES), min_size=2, max_size=14))
    out = [lines[0]]
    for line in lines[1:]:
        start = draw(st.integers(0, len(line))) if draw(st.booleans()) else 0
        end = draw(st.integers(start, len(line))) if draw(st.booleans()) else len(line)
        out.append(line[start:end])
    return "\n".join(out)


def placed(reading: Reading) -> bool:
    """Whether every response's quotation equals its spans and every paragraph has one place in its section."""
    quoted = all(quote(reading.text, each.spans) == each.quote for each in reading.responses)
    places = [(each.section, each.order) for each in reading.paragraphs if each.order is not None]
    return quoted and len(places) == len(set(places))


@settings(max_examples=60, deadline=None)
@given(pages())
def test_any_mixture_of_lines_is_read_the_same_twice(text: str) -> None:
    """No mixture breaks the reading; its quotations are its words; the same text gives the same reading."""
    reading = luoshi.read(text)
    assert placed(reading)
    assert luoshi.read(text) == reading


def test_a_quotation_that_lost_its_opening_mark_is_no_list() -> None:
    """…的”三大工程: the mark before was cut off with its line, so that the phrase has no members."""
    phrases = luoshi.read("常州高新区召开会议，落实产业强区、创新引领”三大工程，加快项目建设。").formulations
    assert all(phrase.members == () for phrase in phrases)


@pytest.mark.parametrize("day", ["13月40日", "3月0日", "11月00日电", "0月5日"])
def test_a_day_that_is_in_no_calendar_breaks_nothing(day: str) -> None:
    """A misprinted date dates nothing: not the article, not the event, not the act."""
    told = luoshi.read(
        f"本报绵阳{day}讯 党的十九届四中全会闭幕后，绵阳高新区{day}召开会议，传达学习四中全会精神，落实两会部署。"
    )
    assert all(each.date is None or len(each.date) < len("2019-11-01") for each in told.responses)
