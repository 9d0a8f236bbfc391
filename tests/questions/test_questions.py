"""Python users ask a library what the commands ask; every answer says what it rests on and leads to its words."""

from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest

import luoshi
from luoshi.errors import UsageError
from luoshi.registry.world import registry
from tests.cli.library import make


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[luoshi.Library]:
    """A library of three articles."""
    path: Path = make(tmp_path_factory.mktemp("questions"))
    with luoshi.open(path) as opened:
        yield opened


def test_every_question_is_asked_of_a_library(library: luoshi.Library) -> None:
    """Each public question gives an answer with coverage, from the library alone."""
    place = library.table("responses")["zone"].drop_nulls()[0]
    phrase = library.table("formulations")["text"][0]
    answers = [
        luoshi.questions.timeline(library),
        luoshi.questions.compare(library),
        luoshi.questions.followup(library, place),
        luoshi.questions.formulation(library, phrase),
        luoshi.questions.people(library),
        luoshi.questions.industries(library),
        luoshi.questions.chain(library),
        luoshi.questions.targets(library),
        luoshi.questions.reuse(library),
    ]

    assert all(answer.coverage.articles >= 1 for answer in answers)


def test_cells_lead_to_their_sentences(library: luoshi.Library) -> None:
    """Behind a cell stand as many sentences as it counts, each at its words in its article."""
    answer = luoshi.questions.compare(library)
    cell = answer.table.sort("count", descending=True).row(0, named=True)
    told = luoshi.questions.quotations(library, answer, row=cell["row"], column=cell["column"])

    assert told.height == cell["count"]
    for row in told.iter_rows(named=True):
        text = library.article(row["article"]).text
        assert "".join(text[start:end] for start, end in row["spans"]) == row["quote"]


def test_silent_are_only_places_that_were_asked_for(library: luoshi.Library) -> None:
    """A timeline of one place does not call all others silent."""
    place = library.table("responses")["zone"].drop_nulls()[0]
    told = luoshi.questions.timeline(library, place)

    assert set(told.table["place"]) == {place}
    assert told.parts["silent"].filter(pl.col("place") != place).is_empty()


def test_a_place_without_findings_is_named(library: luoshi.Library) -> None:
    """A registered place of which the library has nothing is said to have nothing, not the library."""
    held = set(library.table("sections")["zone"])
    absent = next(zone.id for zone in registry().zones if zone.id not in held)
    with pytest.raises(UsageError, match=absent):
        luoshi.questions.people(library, absent)
