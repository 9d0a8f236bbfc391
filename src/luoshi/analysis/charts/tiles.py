"""A tile map: a square a province, about where it lies, its ink the number. No border is drawn."""

import tomllib
from functools import cache
from importlib.resources import files

import polars as pl

from luoshi.analysis.charts.style import FAINT, GREY, INK, PAPER, RAMP, Chart, altair_module, dressed
from luoshi.analysis.coverage import Coverage
from luoshi.analysis.words import labels

_SIDE = 58
_LONG = ("内蒙古", "黑龙江")


@cache
def positions() -> pl.DataFrame:
    """Province, label, column and row of every square."""
    told = tomllib.loads(files("luoshi.analysis.charts").joinpath("tiles.toml").read_text(encoding="utf-8"))["tiles"]
    rows = [(name, name[:3] if name.startswith(_LONG) else name[:2], *place) for name, place in told.items()]
    return pl.DataFrame(rows, schema=["province", "label", "column", "row"], orient="row")


def tiles(
    table: pl.DataFrame,
    coverage: Coverage | None = None,
    *,
    what: str = "responses",
    count: str = "count",
    lang: str = "en",
) -> Chart:
    """A number a province (columns `province` and `count`); `what` names it in the title. Provinces without are blank."""
    alt, words = altair_module(), labels("chart", lang)
    told = table.filter(pl.col("province").is_not_null()).group_by("province").agg(pl.col(count).sum().alias("count"))
    shown = (
        positions()
        .join(told, on="province", how="left")
        .with_columns((pl.col("count") > pl.col("count").max() * 0.5).fill_null(False).alias("dark"))
    )
    none = {"axis": None, "scale": alt.Scale(paddingInner=0.06, paddingOuter=0)}
    base = alt.Chart(shown).encode(x=alt.X("column:O", **none), y=alt.Y("row:O", **none))
    blank = base.mark_rect(color=PAPER, stroke=FAINT, strokeWidth=1)
    filled = (
        base.transform_filter("isValid(datum.count)")
        .mark_rect(stroke=GREY, strokeWidth=0.5)
        .encode(
            color=alt.Color("count:Q", scale=alt.Scale(range=list(RAMP), domainMin=0), legend=None),
            tooltip=["province", "count"],
        )
    )
    ink = alt.condition("datum.dark", alt.value(PAPER), alt.value(INK))
    name = base.mark_text(dy=-9, fontSize=12).encode(text="label:N", color=ink)
    number = (
        base.transform_filter("isValid(datum.count)")
        .mark_text(dy=10, fontSize=13, fontWeight=600)
        .encode(text="count:Q", color=ink)
    )
    columns, rows = shown["column"].n_unique(), shown["row"].n_unique()
    chart = alt.layer(blank, filled, name, number).properties(width=_SIDE * columns, height=_SIDE * rows)
    return dressed(chart, words["tiles"].format(what=words.get(what, what)), coverage, lang)
