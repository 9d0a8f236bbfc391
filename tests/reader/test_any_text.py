"""Whatever a page has become (lines of several articles mixed, cut, lost), it is read, and every finding stands in it."""

from pathlib import Path

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
