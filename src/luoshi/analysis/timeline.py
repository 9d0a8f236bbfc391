"""Responses in time: for each event the lag of each place in days, their order, and the places silent in this library.

Lags count from the last day of the event. A response without an exact day keeps the bounds of what is known: from the
first day on which it can have happened to the last (the end of its month, or the day on which it was printed).
"""

import polars as pl

from luoshi.analysis.coverage import Answer, coverage, held, place
from luoshi.analysis.places import events, named
from luoshi.errors import UsageError

_SHOWN = (
    "event", "event_name", "event_short", "event_end", "rank", "place", "name", "province", "date", "lag_days", "lag_earliest",
    "lag_latest", "kind", "body", "responses", "articles", "article", "section", "response", "spans", "quote", "title",
    "publisher", "published", "uri",
)  # fmt: skip


def timeline(
    responses: pl.DataFrame,
    sections: pl.DataFrame,
    *,
    event: str | None = None,
) -> Answer:
    """Each place's first response to each event (or one event, by id), in order; one row an event and place.

    `table`: event, place, rank, date, lag_days and its bounds, kind, body, how many responses and articles, and the
    quotation of the first. `parts`: `responses` (all of them, with lags) and `silent` (places of the library without
    a response to an event, and how many of its articles on them were published after it).
    """
    every = _lags(held(responses, "responses"))
    if event is not None:
        every = every.filter(pl.col("event") == event)
        if every.is_empty():
            raise UsageError(f"No response to {event} in this library.", hint=_events_held(responses))
    ordered = every.sort("event_end", "event", "lag_days", "lag_latest", "place", nulls_last=True)
    first = ordered.group_by("event", "place", maintain_order=True).agg(
        pl.all().exclude("event", "place").first(),
        pl.len().alias("responses"),
        pl.col("article").n_unique().alias("articles"),
    )
    ranked = first.with_columns(pl.col("lag_days").rank("min").over("event").cast(pl.Int64).alias("rank"))
    table = named(ranked).select(_SHOWN)
    undated = every.filter(pl.col("lag_days").is_null()).height
    return Answer(
        table, coverage(every, undated=undated), {"responses": named(ordered), "silent": _silent(table, sections)}
    )


def _lags(responses: pl.DataFrame) -> pl.DataFrame:
    """One row a response and event that it takes up, with the lag in days and its bounds."""
    day = pl.col("date").str.to_date("%Y-%m-%d", strict=False)
    month = (pl.col("date").str.slice(0, 7) + "-01").str.to_date("%Y-%m-%d", strict=False)
    printed = pl.col("published").str.slice(0, 10).str.to_date("%Y-%m-%d", strict=False)
    earliest = pl.coalesce(day, pl.max_horizontal(month, "event_start"), "event_start")
    latest = pl.coalesce(day, pl.min_horizontal(month.dt.month_end(), printed))
    return (
        responses.explode("events")
        .rename({"events": "event"})
        .join(events(), on="event", how="inner", maintain_order="left")
        .with_columns(
            place(),
            (day - pl.col("event_end")).dt.total_days().alias("lag_days"),
            (earliest - pl.col("event_end")).dt.total_days().alias("lag_earliest"),
            (latest - pl.col("event_end")).dt.total_days().alias("lag_latest"),
        )
        .filter(pl.col("place").is_not_null())
    )


def _silent(table: pl.DataFrame, sections: pl.DataFrame) -> pl.DataFrame:
    """Event × registered place of the library without a response, with the articles on the place, all and since the event."""
    articles = (
        sections.filter(pl.col("zone").is_not_null())
        .select(
            pl.col("zone").alias("place"),
            "article",
            pl.col("published").str.slice(0, 10).str.to_date("%Y-%m-%d", strict=False).alias("day"),
        )
        .unique()
    )
    held_on = articles.group_by("place").agg(
        pl.len().alias("articles"), pl.col("day").min().alias("first"), pl.col("day").max().alias("last")
    )
    asked = table.select("event", "event_name", "event_end").unique(maintain_order=True)
    pairs = asked.join(held_on, how="cross").join(table, on=["event", "place"], how="anti")
    dated = articles.drop_nulls("day").sort("place", "day")
    dated = dated.select("place", "day", pl.int_range(pl.len()).over("place").alias("later") + 1)
    until = dated.with_columns(pl.col("later").max().over("place") - pl.col("later"))
    earlier = until.with_columns((pl.col("day") + pl.duration(days=1)).alias("day")).sort("day")
    counted = pairs.sort("event_end").join_asof(
        earlier, left_on="event_end", right_on="day", by="place", check_sortedness=False
    )
    in_all = until.group_by("place").agg(pl.len().alias("dated"))
    counted = counted.join(in_all, on="place", how="left").with_columns(
        pl.coalesce("later", "dated").fill_null(0).alias("articles_since")
    )
    shown = (
        "event",
        "event_name",
        "event_end",
        "place",
        "name",
        "province",
        "articles",
        "articles_since",
        "first",
        "last",
    )
    return (
        named(counted)
        .select(shown)
        .sort("event_end", "event", "articles_since", "place", descending=[True, False, True, False])
    )


def _events_held(responses: pl.DataFrame) -> str:
    counts = responses.explode("events").drop_nulls("events")["events"].value_counts(sort=True).head(5)
    told = [f"{row['events']} ({row['count']})" for row in counts.iter_rows(named=True)]
    return f"Events with responses here: {', '.join(told)}." if told else "No response here names an event."
