"""Comparing places, events or years: what each undertakes, with intervals, what stands out, and the words behind a cell.

Every sentence counts once, also where a broken line cut it in two. A sentence with two themes counts in both columns.
"""

from collections.abc import Sequence
from typing import Literal, get_args

import polars as pl

from luoshi.analysis.coverage import FEW, Answer, coverage, held, place
from luoshi.analysis.places import events, places
from luoshi.analysis.statistics import Z95, log_odds, wilson
from luoshi.errors import UsageError

Rows = Literal["zones", "provinces", "events", "years", "publishers"]
Columns = Literal["themes", "industries", "modality", "events", "years"]
Measure = Literal["undertakings", "checkable", "share"]

ROWS: tuple[Rows, ...] = get_args(Rows)
COLUMNS: tuple[Columns, ...] = get_args(Columns)
MEASURES: tuple[Measure, ...] = get_args(Measure)

_CELL = ("row", "row_name", "column")
_QUOTED = ("article", "unit", "section", "place", "date", "modality", "checkable", "spans", "quote", "title", "publisher",
           "published", "uri")  # fmt: skip


def compare(  # noqa: PLR0913  (the axes of one table)
    units: pl.DataFrame,
    *,
    rows: Rows = "zones",
    columns: Columns = "themes",
    measure: Measure = "undertakings",
    only: Sequence[str] = (),
    industries: pl.DataFrame | None = None,
) -> Answer:
    """Rows × columns of a library; `only` keeps these rows, while the rest they are held against stays the whole library.

    What `count` and `of` mean: `undertakings` in the column, of the row's undertakings; `checkable` undertakings in the
    column, of the undertakings there; with `share` all sentences in the column, of the row's sentences.
    `table`: row, row_name, column, count, of, share, low, high (Wilson, 95 %), score (log-odds against the rest in standard
    errors), differs ("more", "less" or null), articles, few. `parts["quotations"]`: the sentences, by row and column, with
    their words where `units` has them (counting needs no words: a frame without them is fetched much faster).
    Columns `industries` need the table of industries.
    """
    _check(rows, columns, measure, industries)
    told = _sentences(held(units, "units"), measure)
    if told.is_empty():
        raise UsageError("There is no undertaking among these sentences.", hint="Try --measure share.")
    by_row = _by_row(told, rows)
    cells = _by_column(by_row, columns, industries)
    table = _table(by_row, cells, measure)
    if only:
        table, cells = _only(table, only), cells.filter(pl.col("row").is_in(list(only)))
        by_row = by_row.filter(pl.col("row").is_in(list(only)))
    quoted = cells.filter(pl.col("checkable")) if measure == "checkable" else cells
    return Answer(
        table,
        coverage(by_row),
        {"quotations": quoted.select(*_CELL, *(name for name in _QUOTED if name in quoted.columns))},
    )


def _check(rows: str, columns: str, measure: str, industries: pl.DataFrame | None) -> None:
    for name, value, known in (("rows", rows, ROWS), ("columns", columns, COLUMNS), ("measure", measure, MEASURES)):
        if value not in known:
            raise UsageError(f"There are no {name} {value!r} to compare.", hint=f"Choose one of: {', '.join(known)}.")
    if columns == "industries" and industries is None:
        raise UsageError("Columns by industry need the table of industries.", hint="Pass industries=….")
    if columns == "modality" and measure != "share":
        raise UsageError(f"By modality, {measure} says nothing.", hint="Use measure share with columns modality.")


def _sentences(units: pl.DataFrame, measure: str) -> pl.DataFrame:
    """The sentences that count, once each, numbered, with their place."""
    whole = units.filter(pl.col("continues").is_null())
    if measure != "share":
        whole = whole.filter(pl.col("modality") == "undertaking")
    return whole.with_columns(place(), pl.col("checkable").fill_null(False)).with_row_index("sentence")


def _by_row(told: pl.DataFrame, rows: Rows) -> pl.DataFrame:
    """One row a sentence and comparison row that it belongs to, with `row` and `row_name`."""
    if rows in ("zones", "provinces"):
        known = places().select("place", "name", "province")
        told = told.join(known, on="place", how="left", maintain_order="left")
        key, name = ("place", "name") if rows == "zones" else ("province", "province")
        named = told.with_columns(pl.col(key).alias("row"), pl.coalesce(name, key).alias("row_name"))
    elif rows == "events":
        exploded = told.with_columns(pl.col("events").alias("row")).explode("row")
        named = exploded.join(
            events().select(pl.col("event").alias("row"), pl.col("event_short").alias("row_name")),
            on="row",
            how="left",
            maintain_order="left",
        )
    else:
        key_of = pl.coalesce("date", "published").str.head(4) if rows == "years" else pl.col("publisher")
        named = told.with_columns(key_of.alias("row")).with_columns(pl.col("row").alias("row_name"))
    return named.filter(pl.col("row").is_not_null())


def _by_column(by_row: pl.DataFrame, columns: Columns, industries: pl.DataFrame | None) -> pl.DataFrame:
    """One row a sentence, comparison row and column that it falls in."""
    if columns == "modality":
        return by_row.with_columns(pl.col("modality").alias("column"))
    if columns == "years":
        cells = by_row.with_columns(pl.coalesce("date", "published").str.head(4).alias("column"))
    elif columns == "industries":
        assert industries is not None
        cells = by_row.join(industries_of(by_row, industries), on="sentence", how="inner", maintain_order="left")
    else:
        cells = by_row.with_columns(pl.col(columns).alias("column")).explode("column")
    return cells.filter(pl.col("column").is_not_null())


def industries_of(sentences: pl.DataFrame, industries: pl.DataFrame) -> pl.DataFrame:
    """Which industries each sentence names: `sentence` and `column` (the industry as printed), each pair once."""
    pieces = (
        sentences.select("article", "sentence", "spans")
        .unique("sentence", maintain_order=True)
        .explode("spans")
        .select(
            "article",
            "sentence",
            pl.col("spans").list.get(0).alias("start"),
            pl.col("spans").list.get(1).alias("end"),
        )
        .sort("start")
    )
    named = industries.select(
        "article", pl.col("name").alias("column"), pl.col("spans").list.first().list.get(0).alias("start")
    ).sort("start")
    met = named.join_asof(pieces, on="start", by="article", check_sortedness=False)
    return met.filter(pl.col("start") < pl.col("end")).select("sentence", "column").unique(maintain_order=True)


def _table(by_row: pl.DataFrame, cells: pl.DataFrame, measure: Measure) -> pl.DataFrame:
    """The full grid, zeros included, with shares, intervals and what stands out."""
    checkable = measure == "checkable"
    counted = cells.group_by("row", "column").agg(
        (pl.col("checkable").sum() if checkable else pl.len()).cast(pl.Int64).alias("count"),
        pl.len().cast(pl.Int64).alias("in_cell"),
        pl.col("article").n_unique().cast(pl.Int64).alias("articles"),
    )
    rows = by_row.group_by("row").agg(pl.col("row_name").first(), pl.len().cast(pl.Int64).alias("in_row"))
    grid = rows.join(cells.select("column").unique(), how="cross").join(counted, on=["row", "column"], how="left")
    grid = grid.with_columns(pl.col("count", "in_cell", "articles").fill_null(0)).with_columns(
        pl.col("in_cell" if checkable else "in_row").alias("of")
    )
    whole = pl.col("of").sum().over("column").alias("all_of")
    grid = grid.with_columns(pl.col("count").sum().over("column").alias("all_count"), whole)
    low, high = wilson()
    score = log_odds("count", "of", "all_count", "all_of").alias("score")
    scored = grid.with_columns((pl.col("count") / pl.col("of")).fill_nan(None).alias("share"), low, high, score)
    differs = (
        pl.when(pl.col("score") > Z95)
        .then(pl.lit("more"))
        .when(pl.col("score") < -Z95)
        .then(pl.lit("less"))
        .alias("differs")
    )
    few = (pl.col("articles") < FEW).alias("few")
    shown = (*_CELL, "count", "of", "share", "low", "high", "score", "differs", "articles", "few")
    return scored.with_columns(differs, few).select(shown).sort("row", "column")


def _only(table: pl.DataFrame, only: Sequence[str]) -> pl.DataFrame:
    missing = sorted(set(only) - set(table["row"]))
    if missing:
        held_rows = ", ".join(table.sort("of", descending=True)["row"].unique(maintain_order=True).head(8))
        raise UsageError(
            f"Nothing to compare of {', '.join(missing)} in this library.", hint=f"It holds: {held_rows} …"
        )
    order = pl.DataFrame({"row": list(only), "place_in_order": range(len(only))})
    return table.join(order, on="row").sort("place_in_order", "column").drop("place_in_order")
