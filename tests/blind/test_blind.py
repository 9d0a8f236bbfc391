"""The engine on articles coded before it was ever run on them: no figure below the floor beside this test."""

import json
import tomllib
from pathlib import Path

import luoshi
from luoshi.evaluation import gold as golds
from luoshi.evaluation.measures import Found
from luoshi.evaluation.score import score

HERE = Path(__file__).parent
FLOORS = tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))


def published(doc: str) -> str | None:
    """The day on which an article was printed, where its coding states it."""
    day: str | None = json.loads((HERE / f"{doc}.json").read_text(encoding="utf-8")).get("published")
    return day


def test_no_figure_on_blind_articles_falls_below_its_floor() -> None:
    """Every coded field of the blind articles reaches its floor."""
    codings = golds.load(HERE)
    readings = [
        luoshi.read(
            (HERE / f"{coding.doc}.txt").read_text(encoding="utf-8"),
            uri=f"{coding.doc}.txt",
            published=published(coding.doc),
        )
        for coding in codings
    ]
    tally, absent = score(codings, readings)
    figures = tally.figures()
    reached = {
        field: (measured.f1 if isinstance(measured, Found) else measured.accuracy) or 0.0
        for field, measured in figures.items()
    }
    below = {field: round(reached[field], 3) for field, floor in FLOORS.items() if reached[field] < floor}
    assert (absent, below) == ([], {})
