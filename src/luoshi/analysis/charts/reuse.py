"""Whose words: a bar a place, dark for the centre's, middling for what others print too, light for its own."""

import polars as pl

from luoshi.analysis.charts.style import GREY, INK, PAPER, STEPS, WIDTH, Chart, altair_module, dressed
from luoshi.analysis.coverage import Answer
from luoshi.analysis.places import named
from luoshi.analysis.words import labels

_WHOSE = ("central", "shared", "own")
_MOST = 40
_LEGIBLE = 0.05


def reuse(answer: Answer, *, lang: str = "en") -> Chart:
    """A reuse answer: the shares of all letters on each place, those with most of the centre's first."""
    alt, words, whose = altair_module(), labels("chart", lang), labels("whose", lang)
    shares = answer.parts["shares"].filter(pl.col("place").is_not_null())
    weighted = shares.group_by("place").agg(
        *((pl.col(name) * pl.col("letters")).sum() / pl.col("letters").sum() for name in _WHOSE),
        pl.col("letters").sum(),
    )
    ordered = named(weighted.sort("central", "shared", "place", descending=[True, True, False]).head(_MOST))
    long = ordered.unpivot(_WHOSE, index=["place", "name", "letters"], variable_name="whose", value_name="share")
    long = long.with_columns(
        pl.col("whose").replace_strict(whose).alias("told"),
        pl.col("whose").replace_strict({each: at for at, each in enumerate(_WHOSE)}).alias("order"),
    ).sort("place", "order")
    ends = pl.col("share").cum_sum().over("place")
    long = long.with_columns((ends - pl.col("share")).alias("low"), ends.alias("high"))
    long = long.with_columns(((pl.col("low") + pl.col("high")) / 2).alias("middle"))
    y = alt.Y("name:N", sort=ordered["name"].to_list(), title=None, axis=alt.Axis(ticks=False, domain=False))
    x = alt.X("low:Q", title=words["share_x"], scale=alt.Scale(domain=[0, 1]), axis=alt.Axis(format=".0%", grid=False))
    base = alt.Chart(long).encode(y=y)
    bars = base.mark_bar(stroke=GREY, strokeWidth=0.5).encode(
        x=x,
        x2="high:Q",
        color=alt.Color(
            "told:N", title=words["whose"], scale=alt.Scale(domain=[whose[w] for w in _WHOSE], range=list(STEPS))
        ),
        tooltip=["name", "told", alt.Tooltip("share:Q", format=".0%"), "letters"],
    )
    numbers = (
        base.transform_filter(f"datum.share >= {_LEGIBLE}")
        .mark_text(fontSize=10)
        .encode(
            x="middle:Q",
            text=alt.Text("share:Q", format=".0%"),
            color=alt.condition("datum.whose === 'own'", alt.value(INK), alt.value(PAPER)),
        )
    )
    chart = alt.layer(bars, numbers).properties(width=WIDTH, height=22 * ordered.height)
    return dressed(chart, words["reuse"], answer.coverage, lang)
