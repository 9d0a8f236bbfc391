"""An indicator over the years: what was aimed at as a hollow diamond, what was reached as a full circle, a panel a place."""

import polars as pl

from luoshi.analysis.charts.style import GREY, INK, PAPER, Chart, altair_module, dressed
from luoshi.analysis.coverage import Answer
from luoshi.analysis.words import labels
from luoshi.errors import UsageError

_PLACES = 12
_KINDS = ("target", "achieved")


def targets(answer: Answer, *, lang: str = "en") -> Chart:
    """A targets answer about one indicator; with several, that of which most figures are told."""
    alt, words, figures = altair_module(), labels("chart", lang), labels("figure", lang)
    dated = answer.table.filter(pl.col("year").is_not_null())
    if dated.is_empty():
        raise UsageError("No figure here has a year.", hint="The table lists them, without --chart.")
    indicator, unit = (
        dated.group_by("indicator", "unit").len().sort("len", "indicator", descending=[True, False]).row(0)[:2]
    )
    own = dated.filter((pl.col("indicator") == indicator) & (pl.col("unit") == unit))
    most = own.group_by("name").len().sort("len", "name", descending=[True, False]).head(_PLACES)["name"].to_list()
    long = (
        own.filter(pl.col("name").is_in(most))
        .unpivot(_KINDS, index=["name", "year"], variable_name="kind", value_name="value")
        .drop_nulls("value")
        .with_columns(pl.col("kind").replace_strict(figures).alias("told"))
    )
    years = int(max(long["year"].to_list()) - min(long["year"].to_list())) + 1
    domain = [figures[kind] for kind in _KINDS]
    base = alt.Chart().encode(
        x=alt.X(
            "year:Q",
            title=None,
            scale=alt.Scale(zero=False, padding=16, nice=False),
            axis=alt.Axis(format="d", tickMinStep=1, tickCount=years, grid=False),
        ),
        y=alt.Y("value:Q", title=unit, scale=alt.Scale(zero=False, padding=18), axis=alt.Axis(tickCount=4)),
    )
    lines = base.mark_line(color=GREY, strokeWidth=1).encode(
        strokeDash=alt.StrokeDash("told:N", legend=None), detail="told:N"
    )
    points = base.mark_point(stroke=INK, strokeWidth=1.5, opacity=1).encode(
        shape=alt.Shape(
            "told:N", title=words["kind_of_figure"], scale=alt.Scale(domain=domain, range=["diamond", "circle"])
        ),
        fill=alt.Fill("told:N", title=words["kind_of_figure"], scale=alt.Scale(domain=domain, range=[PAPER, INK])),
        size=alt.Size("told:N", legend=None, scale=alt.Scale(domain=domain, range=[190, 60])),
        tooltip=["name", "year", "told", "value"],
    )
    number = alt.Text("value:Q", format=",.6~g")
    aimed = (
        base.transform_filter("datum.kind === 'target'").mark_text(dy=-15, fontSize=10, color=INK).encode(text=number)
    )
    reached = (
        base.transform_filter("datum.kind === 'achieved'").mark_text(dy=16, fontSize=10, color=INK).encode(text=number)
    )
    panels = (
        alt.layer(lines, points, aimed, reached, data=long)
        .properties(width=190, height=120)
        .facet(facet=alt.Facet("name:N", title=None, sort=most), columns=3)
    )
    return dressed(panels, words["targets"].format(indicator=indicator, unit=unit), answer.coverage, lang)
