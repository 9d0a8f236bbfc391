"""How a set phrase spread: a step for each place that the library has it of, with the place's name."""

from typing import Any

import polars as pl

from luoshi.analysis.charts.style import ACCENT, INK, WIDTH, Chart, altair_module, dressed
from luoshi.analysis.coverage import Answer
from luoshi.analysis.words import labels

_NAMED = 40
_FEW = 8


def spread(answer: Answer, phrase: str, *, lang: str = "en") -> Chart:
    """A formulation answer: the number of places over time; the first sayer is ringed."""
    alt, words = altair_module(), labels("chart", lang)
    dated = answer.table.filter(pl.col("day").is_not_null()).sort("day", "place")
    shown = dated.select("day", "name", "uses", "quote").with_row_index("reached", 1)
    base = alt.Chart(shown).encode(
        x=alt.X("day:T", title=None, axis=alt.Axis(format="%Y-%m", tickCount=6, grid=False)),
        y=alt.Y("reached:Q", title=words["spread_y"], axis=_whole(alt, shown.height), scale=alt.Scale(domainMin=0)),
    )
    steps = base.mark_line(interpolate="step-after", color=INK, strokeWidth=1.4)
    points = base.mark_point(filled=True, size=60, color=INK, opacity=1).encode(
        tooltip=["day", "name", "uses", "quote"]
    )
    first = base.transform_filter("datum.reached === 1").mark_point(size=200, color=ACCENT, strokeWidth=2, opacity=1)
    layers = [steps, points, first]
    if shown.height <= _NAMED:
        layers.append(base.mark_text(align="left", dx=7, dy=11, fontSize=11, color=INK).encode(text="name:N"))
    height = max(180, min(16 * shown.height, 520))
    chart = alt.layer(*layers).properties(width=WIDTH, height=height)
    return dressed(chart, words["spread"].format(phrase=phrase), answer.coverage, lang)


def _whole(alt: Any, most: int) -> Any:
    """An axis of whole numbers: of a few each, of many every so many."""
    return alt.Axis(values=list(range(most + 1)), format="d") if most <= _FEW else alt.Axis(tickMinStep=1)
