"""The comparison as a matrix: the ink of a cell is its share, its number the count, ▲ and ▼ what stands out."""

import polars as pl

from luoshi.analysis.charts.style import GREY, INK, PAPER, RAMP, Chart, altair_module, code_label, dressed
from luoshi.analysis.coverage import Answer
from luoshi.analysis.words import labels
from luoshi.registry.world import registry

_ROWS, _COLUMNS, _CELL = 40, 20, 46


def compare(answer: Answer, *, lang: str = "en") -> Chart:
    """A compare answer: rows by how much they hold, columns by how much falls in them, the largest forty by twenty."""
    alt, words = altair_module(), labels("chart", lang)
    shown, rows, columns = _largest(answer.table)
    shown = shown.with_columns(
        pl.col("column").map_elements(lambda code: _label(code, lang), pl.String).alias("told"),
        pl.when(pl.col("differs") == "more")
        .then(pl.format("{} ▲", "count"))
        .when(pl.col("differs") == "less")
        .then(pl.format("{} ▼", "count"))
        .otherwise(pl.col("count").cast(pl.String))
        .alias("number"),
        (pl.col("share").fill_null(0) > pl.col("share").max() * 0.55).alias("dark"),
    )
    x = alt.X("told:N", sort=[_label(code, lang) for code in columns], title=None,
              axis=alt.Axis(orient="top", labelAngle=-40, ticks=False, domain=False))  # fmt: skip
    y = alt.Y("row_name:N", sort=rows, title=None, axis=alt.Axis(ticks=False, domain=False, labelPadding=6))
    base = alt.Chart(shown).encode(x=x, y=y)
    tooltip = ["row_name", "told", "count", "of", "share", "low", "high", "score", "articles"]
    cells = base.mark_rect(stroke=PAPER, strokeWidth=2).encode(
        color=alt.Color(
            "share:Q",
            title="%",
            scale=alt.Scale(range=list(RAMP), domainMin=0),
            legend=alt.Legend(format=".0%", gradientLength=140, direction="horizontal"),
        ),
        tooltip=tooltip,
    )
    numbers = (
        base.transform_filter("datum.of > 0")
        .mark_text(fontSize=11)
        .encode(
            text="number:N",
            color=alt.when("datum.dark")
            .then(alt.value(PAPER))
            .when("datum.count === 0")
            .then(alt.value(GREY))
            .otherwise(alt.value(INK)),
        )
    )
    none = base.transform_filter("datum.of == 0").mark_text(text="–", color=GREY)
    chart = alt.layer(cells, numbers, none).properties(width=_CELL * len(columns), height=26 * len(rows))
    return dressed(chart, words["compare"], answer.coverage, lang, f"{words['more']}  {words['less']}")


def _largest(table: pl.DataFrame) -> tuple[pl.DataFrame, list[str], list[str]]:
    """The rows and columns that hold most, in that order."""
    rows = table.group_by("row_name").agg(pl.col("of").max()).sort("of", "row_name", descending=[True, False])
    columns = table.group_by("column").agg(pl.col("count").sum()).sort("count", "column", descending=[True, False])
    own_rows, own_columns = rows["row_name"].head(_ROWS).to_list(), columns["column"].head(_COLUMNS).to_list()
    kept = table.filter(pl.col("row_name").is_in(own_rows) & pl.col("column").is_in(own_columns))
    return kept, own_rows, own_columns


def _label(code: str, lang: str) -> str:
    """A theme or modality by its label, an event by its short name, all else by itself."""
    for family in ("theme", "modality"):
        if (told := code_label(family, code, lang)) != code:
            return told
    event = registry().event_ids.get(code)
    return event.aliases[0] if event and event.aliases else code
