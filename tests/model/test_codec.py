"""Readings as JSON: what goes out comes back, and what is no reading is refused with its line."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.errors import UsageError
from luoshi.model import codec
from luoshi.model.codebook import COMPARATORS, KINDS, MODALITIES, QUANTITY_KINDS, ROLES, THEMES
from luoshi.model.findings import (
    EventMention,
    Formulation,
    Industry,
    Link,
    Organisation,
    Paragraph,
    Person,
    Quantity,
    Response,
    Section,
    Speaker,
    Unit,
)
from luoshi.model.reading import FORMAT, Engine, Reading
from luoshi.model.source import Problem, Source

WORDS = st.text('高新区全会“”（）\n ,，。٣𠀀ab"\\', max_size=8)
MAYBE = st.none() | WORDS
SPANS = st.lists(st.tuples(st.integers(0, 99), st.integers(0, 99)), min_size=1, max_size=3).map(tuple)
LINKS = st.builds(Link, WORDS, MAYBE)
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)


def several(strategy: "st.SearchStrategy[object]") -> "st.SearchStrategy[tuple[object, ...]]":
    return st.lists(strategy, max_size=2).map(tuple)


READINGS = st.builds(
    Reading,
    format=st.just(FORMAT),
    engine=st.builds(Engine, WORDS, WORDS, WORDS, WORDS),
    source=st.builds(Source, WORDS, MAYBE, authors=several(WORDS), published=MAYBE),
    text=WORDS,
    policy_events=several(st.builds(EventMention, WORDS, MAYBE, SPANS)),
    paragraphs=several(
        st.builds(
            Paragraph, WORDS, SPANS, st.sampled_from(ROLES), MAYBE, st.none() | st.integers(), st.booleans(), MAYBE
        )
    ),
    sections=several(st.builds(Section, WORDS, LINKS, MAYBE, st.none() | st.builds(Speaker, WORDS, MAYBE), MAYBE)),
    responses=several(
        st.builds(
            Response,
            WORDS,
            MAYBE,
            LINKS,
            several(LINKS),
            MAYBE,
            MAYBE,
            st.sampled_from(KINDS),
            MAYBE,
            st.none() | st.integers(-999, 9999),
            SPANS,
            WORDS,
        )
    ),
    units=several(
        st.builds(
            Unit,
            WORDS,
            MAYBE,
            SPANS,
            st.sampled_from(MODALITIES),
            st.none() | st.booleans(),
            several(st.sampled_from(THEMES)),
            st.floats(0, 1),
        )
    ),
    people=several(st.builds(Person, WORDS, MAYBE, MAYBE, MAYBE, SPANS)),
    organisations=several(st.builds(Organisation, WORDS, MAYBE, MAYBE, SPANS)),
    industries=several(st.builds(Industry, WORDS, MAYBE, MAYBE, SPANS)),
    formulations=several(
        st.builds(Formulation, WORDS, st.none() | st.integers(0, 99), several(WORDS), MAYBE, MAYBE, SPANS)
    ),
    quantities=several(
        st.builds(
            Quantity,
            NUMBERS,
            WORDS,
            st.none() | st.sampled_from(COMPARATORS),
            MAYBE,
            st.sampled_from(QUANTITY_KINDS),
            MAYBE,
            MAYBE,
            SPANS,
            WORDS,
        )
    ),
    problems=several(st.builds(Problem, WORDS, WORDS, several(st.tuples(st.integers(0, 9), st.integers(0, 9))))),
)


@given(READINGS)
def test_a_reading_survives_its_line(reading: Reading) -> None:
    """A reading written and parsed again is the same, and it takes one line."""
    line = codec.encode(reading)
    assert codec.decode(line) == reading
    assert b"\n" not in line
    assert codec.encode(codec.decode(line)) == line


@given(READINGS)
def test_a_line_is_plain_json(reading: Reading) -> None:
    """Any JSON parser reads the line, and the keys are those of the reading format in its order."""
    told = json.loads(codec.encode(reading))
    assert list(told) == [
        "format", "engine", "source", "text", "policy_events", "paragraphs", "sections", "responses", "units", "people",
        "organisations", "industries", "formulations", "quantities", "problems",
    ]  # fmt: skip
    assert told["text"] == reading.text


def test_blank_lines_are_no_readings() -> None:
    """A stream's blank lines are skipped; a broken line is named with its number and file."""
    reading = Reading(FORMAT, Engine("luoshi", "0", "1", "x"), Source("sha256:0"), "全会")
    line = codec.encode(reading)
    assert list(codec.decode_lines([line, b"", b"  \n", line])) == [reading, reading]
    with pytest.raises(UsageError, match=r"a\.jsonl, line 2"):
        list(codec.decode_lines([line, b"{}"], "a.jsonl"))


@pytest.mark.parametrize("line", [b"", b"[]", b"{", b'{"format": "luoshi.reading/1"}', "全会", b"\xff\xfe"])
def test_what_is_no_reading_is_refused(line: bytes | str) -> None:
    """A line that holds no reading is an error that says what a line should be."""
    with pytest.raises(UsageError) as refused:
        codec.decode(line)
    assert FORMAT in str(refused.value)


def test_another_format_is_refused() -> None:
    """A reading of another version of the format is named with its version."""
    reading = Reading("luoshi.reading/9", Engine("luoshi", "0", "1", "x"), Source("sha256:0"), "全会")
    with pytest.raises(UsageError, match=r"luoshi\.reading/9"):
        codec.decode(codec.encode(reading))


def test_a_code_outside_the_codebook_is_refused() -> None:
    """A modality that the codebook does not have cannot enter by a file."""
    reading = Reading(
        FORMAT,
        Engine("luoshi", "0", "1", "x"),
        Source("sha256:0"),
        "全会",
        units=(Unit("P001.1", None, ((0, 2),), "event"),),
    )
    line = codec.encode(reading).replace(b'"event"', b'"promise"')
    with pytest.raises(UsageError, match="promise"):
        codec.decode(line)
