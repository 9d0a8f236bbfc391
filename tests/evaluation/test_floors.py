"""The engine on the gold codings: no figure below the floor committed beside this test."""

import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

import luoshi
from luoshi.evaluation import gold as golds
from luoshi.evaluation.measures import Found, Paired
from luoshi.evaluation.score import score
from luoshi.model.reading import Reading
from luoshi.model.spans import placed, quote
from tests.shared import CORPUS, GOLD, corpus_text, needs_shared

FLOORS = tomllib.loads(Path(__file__).with_name("floors.toml").read_text(encoding="utf-8"))
BY_KAPPA = {"modality", "undertaking?", "checkable"}


def figure(field: str, measured: Paired | Found) -> float:
    """The one number by which a field is judged."""
    if isinstance(measured, Found):
        return measured.f1 or 0.0
    return (measured.kappa if field in BY_KAPPA else measured.accuracy) or 0.0


@needs_shared
@pytest.mark.parametrize("folder", list(FLOORS))
def test_no_figure_falls_below_its_floor(folder: str) -> None:
    """Every field of every gold folder reaches its floor."""
    readings = [
        luoshi.read(corpus_text(path.stem), uri=f"{path.stem}.txt") for path in sorted((GOLD / folder).glob("*.json"))
    ]
    tally, absent = score(golds.load(GOLD / folder), readings)
    figures = tally.figures()
    below = {
        field: round(figure(field, figures[field]), 3)
        for field, floor in FLOORS[folder].items()
        if figure(field, figures[field]) < floor
    }
    assert (absent, below) == ([], {})


@needs_shared
@pytest.mark.parametrize("folder", list(FLOORS))
def test_the_workbench_promises_no_more_than_is_reached(folder: str) -> None:
    """The figures on the page about the method are not above what the engine reaches now."""
    told = tomllib.loads(files("luoshi.workbench").joinpath("data", "figures.toml").read_text(encoding="utf-8"))[folder]
    readings = [
        luoshi.read(corpus_text(path.stem), uri=f"{path.stem}.txt") for path in sorted((GOLD / folder).glob("*.json"))
    ]
    figures = score(golds.load(GOLD / folder), readings)[0].figures()
    reached = {field: round(figure(field, figures[field]), 3) for field in told}
    assert {field: value for field, value in told.items() if value > reached[field] + 0.01} == {}


@needs_shared
def test_every_quotation_equals_its_spans() -> None:
    """On the whole corpus every finding lies in its article, and what it quotes is what its spans point at."""
    found = [result for result in luoshi.read_paths([CORPUS]) if isinstance(result, Reading)]
    assert len(found) > 100
    for reading in found:
        kinds = (
            "paragraphs",
            "units",
            "people",
            "organisations",
            "industries",
            "formulations",
            "quantities",
            "policy_events",
        )
        for kind in kinds:
            assert all(placed(finding.spans, len(reading.text)) for finding in getattr(reading, kind))
        for finding in (*reading.responses, *reading.quantities):
            assert finding.quote == quote(reading.text, finding.spans)
