"""The lag chart: how many days after an event each place first responded."""

import polars as pl

from luoshi.analysis.charts.style import ACCENT, GREY, INK, STEP, WIDTH, Chart, altair_module, dressed
from luoshi.analysis.coverage import Answer
from luoshi.analysis.words import labels

_MOST = 60


def lag(answer: Answer, *, lang: str = "en") -> Chart:
    """A timeline answer, of the event with most places: a dot a place at its lag; a bar between the bounds where no exact day is printed."""
    alt, words = altair_module(), labels("chart", lang)
    event = answer.table["event"].value_counts(sort=True)["event"][0]
    shown = (
        answer.table.filter(pl.col("event") == event)
        .head(_MOST)
        .with_columns(
            pl.when(pl.col("lag_days").is_not_null())
            .then(pl.format("{}{}", pl.when(pl.col("lag_days") > 0).then(pl.lit("+")).otherwise(pl.lit("")), "lag_days"))
            .alias("told"),
        )
        .select("event", "event_short", "name", "rank", "date", "lag_days", "lag_earliest", "lag_latest", "kind", "body",
                "quote", "told")
    )  # fmt: skip
    y = alt.Y(
        "name:N",
        sort=shown["name"].to_list(),
        title=None,
        axis=alt.Axis(grid=True, ticks=False, domain=False, labelPadding=8),
    )
    x = alt.X("lag_days:Q", title=words["lag_x"], axis=alt.Axis(tickMinStep=1, orient="top", grid=False))
    base = alt.Chart(shown).encode(y=y, tooltip=["name", "date", "lag_days", "kind", "body", "quote"])
    exact = base.transform_filter("isValid(datum.lag_days)")
    known = exact.mark_point(filled=True, size=95, color=INK, opacity=1).encode(x=x)
    first = exact.transform_filter("datum.rank === 1").mark_point(
        size=220, filled=False, strokeWidth=2, color=ACCENT, opacity=1
    )
    number = exact.mark_text(align="left", dx=11, fontSize=11, color=INK).encode(x=x, text="told:N")
    open_ones = base.transform_filter("!isValid(datum.lag_days) && isValid(datum.lag_latest)")
    bounds = open_ones.mark_rule(strokeDash=[3, 3], color=GREY, strokeWidth=1.5).encode(
        x=alt.X("lag_earliest:Q", title=words["lag_x"]), x2="lag_latest:Q"
    )
    note = open_ones.mark_text(align="left", dx=6, fontSize=10, color=GREY, text=words["no_day"]).encode(
        x="lag_latest:Q"
    )
    zero = alt.Chart().mark_rule(color=GREY).encode(x=alt.XDatum(0))
    layers = alt.layer(zero, bounds, note, known, first.encode(x=x), number, data=shown)
    height = STEP * max(shown["name"].n_unique(), 3)
    title = f"{shown['event_short'][0]} · {words['lag']}"
    return dressed(layers.properties(width=WIDTH, height=height), title, answer.coverage, lang)
