"""Set phrases (提法): who said one first in this library, how it spread, its members and variants; new ones; national ones."""

import re
from typing import Any

import polars as pl
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from luoshi.analysis.coverage import FEW, Answer, coverage, held, place
from luoshi.analysis.places import named
from luoshi.analysis.statistics import Z95, log_odds
from luoshi.errors import UsageError
from luoshi.registry.world import KnownFormulation, registry
from luoshi.text.normalise import name_key

_QUOTES = "“”‘’\"'「」『』《》"
_HALVES = re.compile("[、,，;；]")
_NUMERALS = frozenset("一二三四五六七八九十百千两双多零0123456789")
_FIRST = ("article", "section", "spans", "quote", "title", "publisher", "published", "uri")
COLUMNS = ("text", "members", "formulation", "zone", "subject", "date", *_FIRST)
"""The columns that the questions need."""

_VARIANTS: dict[str, Any] = {"key": pl.String, "why": pl.String, "distance": pl.Int64, "common": pl.List(pl.String)}
# Letters that may differ between two spellings, by the length of the phrase.
_SHORT, _CHANGED = 6, 2
_COMMON = 2


def key(text: str) -> str:
    """A set phrase as it is compared: folded, without spaces and quotation marks."""
    return name_key(text).translate({ord(mark): None for mark in _QUOTES})


def formulation(frame: pl.DataFrame, phrase: str) -> Answer:
    """One set phrase over time.

    `table`: a row a place, in the order in which the library first has it there: order, day, lag in days behind the first,
    uses, articles, and the first quotation. `parts`: `uses` (every one), `members` (what it lists, how often, since when),
    `variants` (other phrases that differ by a letter or two, hold it, or list the same members).
    """
    keyed = _keyed(held(frame, "formulations"))
    wanted = key(phrase)
    known = _known(wanted)
    alike = {wanted} | ({key(name) for name in (known.text, *known.variants)} if known else set())
    if not known and not (keyed["key"] == wanted).any():
        # One half of a phrase of two (车之两轮、鸟之两翼) stands for it.
        alike |= {each for each in keyed["key"].unique() if wanted in _HALVES.split(each)}
    uses = keyed.filter(pl.col("key").is_in(alike) | (pl.col("formulation") == (known.id if known else "")))
    if uses.is_empty():
        raise UsageError(f"No article here uses {phrase!r} as a set phrase.", hint=_nearest(wanted, keyed))
    variants = _variants(keyed, sorted(set(uses["key"]) | {wanted}))
    return Answer(
        _spread(uses),
        coverage(uses, undated=uses["day"].null_count()),
        {"uses": named(uses.sort("day", nulls_last=True)), "members": _members(uses), "variants": variants},
    )


def _keyed(frame: pl.DataFrame) -> pl.DataFrame:
    """The phrases with their key, place and day."""
    keys = frame.select("text").unique().with_columns(pl.col("text").map_elements(key, pl.String).alias("key"))
    day = pl.coalesce("date", "published").str.slice(0, 10).str.to_date("%Y-%m-%d", strict=False)
    return frame.join(keys, on="text", how="left", maintain_order="left").with_columns(place(), day.alias("day"))


def _known(wanted: str) -> KnownFormulation | None:
    """The registry's entry of this wording, with its variants."""
    return next((k for k in registry().formulations if wanted in {key(name) for name in (k.text, *k.variants)}), None)


def _spread(uses: pl.DataFrame) -> pl.DataFrame:
    """Place after place, as the phrase reaches it."""
    first = (
        uses.sort("day", "article", nulls_last=True)
        .group_by("place", maintain_order=True)
        .agg(
            pl.col("day", "text", *_FIRST).first(),
            pl.len().cast(pl.Int64).alias("uses"),
            pl.col("article").n_unique().cast(pl.Int64).alias("articles"),
        )
    )
    placed = named(first).with_columns(
        pl.col("day").rank("min").cast(pl.Int64).alias("order"),
        (pl.col("day") - pl.col("day").min()).dt.total_days().alias("lag_days"),
    )
    leading = ("order", "place", "name", "province", "day", "lag_days", "uses", "articles", "text")
    return placed.select(*leading, *_FIRST)


def _members(uses: pl.DataFrame) -> pl.DataFrame:
    """What the phrase lists, by how many articles list it so."""
    told = uses.explode("members").filter(pl.col("members").is_not_null())
    return (
        told.group_by(pl.col("members").alias("member"))
        .agg(
            pl.len().cast(pl.Int64).alias("uses"),
            pl.col("article").n_unique().cast(pl.Int64).alias("articles"),
            pl.col("day").min().alias("first"),
            pl.col("place").drop_nulls().unique().sort().alias("places"),
        )
        .sort("articles", "uses", "member", descending=[True, True, False])
    )


def _variants(keyed: pl.DataFrame, own: list[str]) -> pl.DataFrame:
    """Other phrases that are this one differently worded, each with the reason and its first use."""
    told = keyed.group_by("key").agg(
        pl.col("text").first(),
        pl.len().cast(pl.Int64).alias("uses"),
        pl.col("day").min().alias("first"),
        pl.col("members").explode().unique().drop_nulls().alias("members"),
    )
    mine = {member for members in told.filter(pl.col("key").is_in(own))["members"] for member in members}
    rows = []
    for other, members in told.filter(~pl.col("key").is_in(own)).select("key", "members").iter_rows():
        distance = min(Levenshtein.distance(other, each, score_cutoff=_CHANGED) for each in own)
        common = sorted(mine & set(members))
        why = _why(other, own, distance, len(common))
        if why:
            rows.append((other, why, distance if distance <= _CHANGED else None, common))
    found = pl.DataFrame(rows, schema=_VARIANTS, orient="row")
    return (
        found.join(told.drop("members"), on="key", how="left")
        .drop("key")
        .sort("uses", "text", descending=[True, False])
    )


def _why(other: str, own: list[str], distance: int, common: int) -> str | None:
    """Why another phrase is a variant; "members", "wording", "part" or None. 三大高地 is no variant of 六大高地."""
    if common >= _COMMON:
        return "members"
    nearest = min(own, key=lambda each: Levenshtein.distance(other, each))
    allowed = _CHANGED if min(len(other), len(nearest)) >= _SHORT else 1
    changed = set(other) ^ set(nearest)
    if distance <= allowed and not changed & _NUMERALS:
        return "wording"
    if len(nearest) >= _SHORT and (nearest in other or (len(other) >= _SHORT and other in nearest)):
        return "part"
    return None


def _nearest(wanted: str, keyed: pl.DataFrame) -> str:
    names = keyed.group_by("key").len().sort("len", "key", descending=[True, False])["key"].to_list()
    best = process.extract(wanted, names, limit=5)
    return f"Nearest: {', '.join(name for name, _, _ in best)}." if best else "The library holds no set phrase."


def new(frame: pl.DataFrame, since: str, until: str | None = None) -> Answer:
    """The phrases that this library first has between two days: text, first day and place, uses, places, and where the
    registry knows the phrase since when it is known."""
    keyed = _keyed(held(frame, "formulations")).sort("day", "article", nulls_last=True)
    told = keyed.group_by("key", maintain_order=True).agg(
        pl.col("text", "day", "place", "formulation", *_FIRST).first(),
        pl.len().cast(pl.Int64).alias("uses"),
        pl.col("place").n_unique().cast(pl.Int64).alias("places"),
    )
    day = pl.col("day").cast(pl.String)
    inside = told.filter((day >= since) & (day.str.head(len(until)) <= until if until else True))
    if inside.is_empty():
        held(frame, "formulations", since=since, until=until)
        raise UsageError(f"No set phrase is new since {since}.", hint="All of the period's phrases stood here before.")
    years = {known.id: known.first_seen for known in registry().formulations}
    known_since = pl.col("formulation").replace_strict(years, default=None, return_dtype=pl.Int64)
    first = named(inside).with_columns(known_since.alias("known_since")).rename({"day": "first"})
    leading = ("text", "first", "place", "name", "uses", "places", "known_since")
    shown = first.select(*leading, *_FIRST).sort("places", "uses", "first", descending=[True, True, False])
    return Answer(shown, coverage(keyed, undated=keyed["day"].null_count()))


def national(frame: pl.DataFrame, articles: pl.DataFrame) -> Answer:
    """How the use of national phrases rises and falls, year by year.

    `table`: formulation, year, articles that use it, of how many (`articles` is the table of all), share, the score of this
    year against the year before in standard errors, change ("rising", "falling" or null), and few: fewer than five articles.
    """
    scope = {known.id for known in registry().formulations if known.scope == "national"}
    told = _keyed(held(frame, "formulations")).filter(pl.col("formulation").is_in(scope) & pl.col("day").is_not_null())
    if told.is_empty():
        raise UsageError("No dated national set phrase in this library.", hint="Try formulation --new instead.")
    year = pl.col("published").str.head(4).cast(pl.Int64, strict=False).alias("year")
    counted = told.group_by("formulation", pl.col("day").dt.year().cast(pl.Int64).alias("year")).agg(
        pl.col("article").n_unique().cast(pl.Int64).alias("articles")
    )
    held_in = articles.group_by(year).agg(pl.col("article").n_unique().cast(pl.Int64).alias("of")).drop_nulls("year")
    grid = counted.select("formulation").unique().join(held_in, how="cross")
    full = grid.join(counted, on=["formulation", "year"], how="left").with_columns(pl.col("articles").fill_null(0))
    # An article may be printed the year after the day that its section is dated by.
    full = full.with_columns(pl.max_horizontal("of", "articles").alias("of")).sort("formulation", "year")
    before = full.with_columns(
        (pl.col("articles") + pl.col("articles").shift(1).over("formulation")).alias("both"),
        (pl.col("of") + pl.col("of").shift(1).over("formulation")).alias("both_of"),
    )
    scored = before.with_columns(log_odds("articles", "of", "both", "both_of").alias("score"))
    change = pl.when(pl.col("score") > Z95).then(pl.lit("rising")).when(pl.col("score") < -Z95).then(pl.lit("falling"))
    share = (pl.col("articles") / pl.col("of")).alias("share")
    shown = scored.with_columns(share, change.alias("change"), (pl.col("of") < FEW).alias("few"))
    return Answer(
        shown.select("formulation", "year", "articles", "of", "share", "score", "change", "few"),
        coverage(told),
    )
