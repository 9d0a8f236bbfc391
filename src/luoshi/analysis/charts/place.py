"""The timeline of one place: a row an event, each response at its days after the event, a shape a kind."""

import polars as pl

from luoshi.analysis.charts.style import GREY, INK, WIDTH, Chart, altair_module, code_label, dressed
from luoshi.analysis.coverage import Answer, coverage
from luoshi.analysis.words import labels
from luoshi.errors import UsageError

_SHAPES = {
    "conveyance": "circle", "study": "square", "publicity": "triangle-up", "statement": "diamond",
    "visit": "triangle-right", "signing": "cross", "campaign": "triangle-down", "other": "stroke",
}  # fmt: skip


def place(answer: Answer, key: str, *, lang: str = "en") -> Chart:
    """A timeline answer's responses of one place, those of a known day; the first to each event has its date beside it."""
    alt, words = altair_module(), labels("chart", lang)
    own = answer.parts["responses"].filter(pl.col("place") == key)
    shown = _shown(own, lang)
    if shown.is_empty():
        raise UsageError(
            f"No response of {key} on a known day.", hint="Its responses are in the table, without --chart."
        )
    kinds = shown["kind"].unique().sort().to_list()
    domain = [code_label("kind", kind, lang) for kind in kinds]
    rows = shown["event_short"].unique(maintain_order=True).to_list()
    y = alt.Y(
        "event_short:N", sort=rows, title=None, axis=alt.Axis(grid=True, ticks=False, domain=False, labelPadding=8)
    )
    x = alt.X("lag_days:Q", title=words["lag_x"], scale=alt.Scale(padding=12), axis=alt.Axis(tickMinStep=1, grid=False))
    base = alt.Chart(shown).encode(y=y)
    points = base.mark_point(filled=True, size=95, color=INK, opacity=1).encode(
        x=x,
        shape=alt.Shape(
            "told:N",
            title=words["kind"],
            scale=alt.Scale(domain=domain, range=[_SHAPES.get(kind, "circle") for kind in kinds]),
        ),
        tooltip=["date", "told", "lag_days", "quote"],
    )
    dates = base.transform_filter("datum.first").mark_text(dy=-13, fontSize=10, color=GREY).encode(x=x, text="date:N")
    zero = alt.Chart().mark_rule(color=GREY).encode(x=alt.XDatum(0))
    chart = alt.layer(zero, points, dates, data=shown).properties(width=WIDTH, height=36 * len(rows))
    return dressed(chart, words["place"].format(name=shown["name"][0]), coverage(own), lang)


def _shown(own: pl.DataFrame, lang: str) -> pl.DataFrame:
    """The responses of a known day, by event and lag, with the label of their kind."""
    dated = own.filter(pl.col("lag_days").is_not_null()).sort("event_end", "lag_days")
    return dated.select(
        "event_short",
        "date",
        "kind",
        "lag_days",
        "quote",
        "name",
        pl.col("kind").map_elements(lambda code: code_label("kind", code, lang), pl.String).alias("told"),
        (pl.int_range(pl.len()).over("event") == 0).alias("first"),
    )
