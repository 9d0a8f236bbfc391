"""Who held which office at which place, from first to last mention; two holders at one time are shown, not resolved."""

import re

import numpy as np
import polars as pl
from numpy.typing import NDArray

from luoshi.analysis.coverage import Answer, coverage, held
from luoshi.analysis.places import named
from luoshi.analysis.spellings import folded
from luoshi.registry.world import registry

_BETWEEN = re.compile("[、,，;；/]|兼(?=.{2,})")
# Offices of which a body has several at a time; two of them are no conflict.
_SEVERAL = re.compile(
    "副|委员|成员|代表|专家|负责人|负责同志|教授|研究员|讲师|学者|博士|院士|理事|董事$|监事|助理|秘书$|参事|顾问|员$|干部|工程师|师$|家$|原|前"
)

# Offices of the centre: where no body stands beside them they are not the section's.
_CENTRAL = "^(?:总书记|国家(?:副)?主席|国务院|中央|中共中央|全国|中宣部|中组部)"
CENTRE = "中央"
_MOST = 10


def people(frame: pl.DataFrame) -> Answer:
    """The offices held, one row a body, office and person.

    `table`: place (the registry id of the body, else its name), office, name, first and last day of mention, mentions,
    articles, the first and the last mention's article, spans and words, and `conflicts`: others named in the same office of the
    same body at an overlapping time. A double office (书记、主任) counts as two; a place that is not named is the section's.
    `parts["mentions"]`: every mention with an office.
    """
    told = folded(_mentions(held(frame, "people")), "person", "office", "place")
    dated = told.filter(pl.col("day").is_not_null())
    holders = (
        dated.sort("day", "article")
        .group_by("place", "office", "person", maintain_order=True)
        .agg(
            pl.col("day").min().alias("first"),
            pl.col("day").max().alias("last"),
            pl.len().cast(pl.Int64).alias("mentions"),
            pl.col("article").n_unique().cast(pl.Int64).alias("articles"),
            *(pl.col(name).first().alias(f"first_{name}") for name in ("article", "spans", "printed", "publisher")),
            *(pl.col(name).last().alias(f"last_{name}") for name in ("article", "spans", "printed", "publisher")),
        )
        .sort("place", "office", "first", "person")
    )
    table = named(_conflicts(holders))
    order = ("place", "name", "province", "office", "person", "first", "last", "mentions", "articles", "conflicts")
    rest = [name for name in table.columns if name not in order]
    rests_on = told.drop("zone", "subject").with_columns(
        pl.col("place").alias("zone"), pl.lit(None, pl.String).alias("subject")
    )
    return Answer(
        table.select(*order, *rest),
        coverage(rests_on, undated=told.height - dated.height),
        {"mentions": told},
    )


def _mentions(frame: pl.DataFrame) -> pl.DataFrame:
    """One row a mention and single office, with the body it is held at and the day."""
    titled = frame.filter(pl.col("office").is_not_null() & (pl.col("office") != ""))
    offices = (
        titled.select("office")
        .unique()
        .with_columns(pl.col("office").map_elements(single_offices, pl.List(pl.String)).alias("single"))
    )
    orgs = (
        titled.select("org")
        .unique()
        .drop_nulls()
        .with_columns(pl.col("org").map_elements(_body, pl.String).alias("body"))
    )
    day = pl.coalesce("date", "published").str.slice(0, 10).str.to_date("%Y-%m-%d", strict=False)
    return (
        titled.join(offices, on="office", how="left", maintain_order="left")
        .join(orgs, on="org", how="left", maintain_order="left")
        .rename({"office": "printed", "name": "person"})
        .explode("single")
        .with_columns(day.alias("day"))
        .rename({"single": "office"})
        .with_columns(
            pl.when(pl.col("body").is_null() & pl.col("office").str.contains(_CENTRAL))
            .then(pl.lit(CENTRE))
            .otherwise(pl.coalesce("body", "zone", "subject"))
            .alias("place")
        )
        .filter(pl.col("place").is_not_null() & pl.col("office").is_not_null())
        .drop("body")
    )


def single_offices(printed: str) -> list[str]:
    """The offices of a title: 党工委书记、管委会主任 is two, and the second of 党工委副书记、主任 stays short."""
    return [part for part in (each.strip() for each in _BETWEEN.split(printed)) if part]


def _body(org: str) -> str:
    found = registry().body(org)
    return found.id if found else org


def _conflicts(holders: pl.DataFrame) -> pl.DataFrame:
    """The holders with others who are named in the same single office at an overlapping time; of a crowd, those nearest."""
    numbered = holders.with_row_index("row")
    several = pl.col("office").str.contains(_SEVERAL.pattern)
    single = numbered.filter(~several & (pl.len().over("place", "office") > 1))
    rows: list[NDArray[np.int64]] = [np.zeros(0, np.int64)]
    others: list[NDArray[np.int64]] = [np.zeros(0, np.int64)]
    for _, office in single.sort("first").group_by("place", "office", maintain_order=True):
        row = office["row"].to_numpy().astype(np.int64)
        # In the order of first mention, whoever is first mentioned before one's last mention overlaps.
        after = np.searchsorted(office["first"].to_numpy(), office["last"].to_numpy(), side="right")
        count = np.minimum(after - np.arange(len(row)) - 1, _MOST)
        at = np.repeat(np.arange(len(row)), count)
        other = at + 1 + np.arange(len(at)) - np.repeat(np.cumsum(count) - count, count)
        rows += [row[at], row[other]]
        others += [row[other], row[at]]
    pairs = pl.DataFrame({"row": np.concatenate(rows), "other": np.concatenate(others)})
    names = pairs.with_columns(numbered["person"].gather(pairs["other"]).alias("conflicts"))
    told = names.sort("row", "conflicts").group_by("row", maintain_order=True).agg("conflicts")
    return (
        numbered.join(told.with_columns(pl.col("row").cast(pl.UInt32)), on="row", how="left", maintain_order="left")
        .with_columns(pl.col("conflicts").fill_null(pl.lit([], dtype=pl.List(pl.String))))
        .drop("row")
    )
