"""Industries over the years as a matrix: the ink and the number of a cell are how many places name it, or for one place how
often it does."""

import polars as pl

from luoshi.analysis.charts.style import INK, PAPER, RAMP, Chart, altair_module, dressed
from luoshi.analysis.coverage import Answer
from luoshi.analysis.words import labels
from luoshi.errors import UsageError

_ROWS, _CELL = 24, 46


def industries(answer: Answer, *, lang: str = "en") -> Chart:
    """An industries answer: the twenty-four that most places name (for one place, that it names most)."""
    alt, words = altair_module(), labels("chart", lang)
    dated = answer.table.filter(pl.col("year").is_not_null())
    if dated.is_empty():
        raise UsageError("No industry here has a year.", hint="The table lists them, without --chart.")
    several = dated["place"].n_unique() > 1
    value = pl.col("place").n_unique() if several else pl.col("mentions").sum()
    order = dated.group_by("industry").agg(value.alias("n")).sort("n", "industry", descending=[True, False])
    shown = order["industry"].head(_ROWS).to_list()
    cells = dated.filter(pl.col("industry").is_in(shown)).group_by("industry", "year").agg(value.alias("n"))
    cells = cells.with_columns((pl.col("n") > pl.col("n").max() * 0.55).alias("dark"))
    base = alt.Chart(cells).encode(
        x=alt.X("year:O", title=None, axis=alt.Axis(orient="top", labelAngle=0, ticks=False, domain=False)),
        y=alt.Y("industry:N", sort=shown, title=None, axis=alt.Axis(ticks=False, domain=False, labelPadding=6)),
    )
    inked = base.mark_rect(stroke=PAPER, strokeWidth=2).encode(
        color=alt.Color("n:Q", scale=alt.Scale(range=list(RAMP), domainMin=0), legend=None),
        tooltip=["industry", "year", "n"],
    )
    numbers = base.mark_text(fontSize=11).encode(
        text="n:Q", color=alt.when("datum.dark").then(alt.value(PAPER)).otherwise(alt.value(INK))
    )
    chart = alt.layer(inked, numbers).properties(width=_CELL * cells["year"].n_unique(), height=24 * len(shown))
    title = words["industries"] if several else words["industries_of"].format(name=dated["name"][0])
    return dressed(chart, title, answer.coverage, lang)
