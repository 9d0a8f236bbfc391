"""The same undertaking of one place over time, as chains: repeated, made more specific, weakened, reported done, or not
mentioned again. Never kept or broken: a report is not an act, and what was not printed may have been done.
"""

from collections.abc import Sequence
from functools import cache
from typing import Literal, get_args

import polars as pl

from luoshi.analysis.chains import Chains
from luoshi.analysis.coverage import Answer, coverage, held, place
from luoshi.analysis.details import Difference, details, difference
from luoshi.registry.world import registry

Relation = Literal["repeated", "more_specific", "weakened", "reported_done", "not_mentioned_again"]
RELATIONS: tuple[Relation, ...] = get_args(Relation)

GAP_DAYS = 14
"""Reports within two weeks are about one occasion: they repeat each other, and follow nothing up."""

_SAME = Difference((), (), ())
_FOLLOWED = ("undertaking", "underway", "result")

_Schema = dict[str, pl.DataType | type[pl.DataType]]
_SIDE: _Schema = {"article": pl.String, "section": pl.String, "unit": pl.String, "date": pl.String, "modality": pl.String,
         "spans": pl.List(pl.List(pl.Int64)), "quote": pl.String, "title": pl.String, "publisher": pl.String,
         "uri": pl.String}  # fmt: skip
_LINK: _Schema = {"place": pl.String, "chain": pl.Int64, "relation": pl.String, "score": pl.Float64, "route": pl.String,
         "shared": pl.List(pl.String), "shared_bits": pl.List(pl.Float64), "gained": pl.List(pl.String),
         "lost": pl.List(pl.String), "changed": pl.List(pl.String), "later_articles": pl.Int64,
         "later_first": pl.String, "later_last": pl.String}  # fmt: skip
_STATEMENT: _Schema = {"place": pl.String, "chain": pl.Int64, **_SIDE}
_TABLE: _Schema = _LINK | {f"{end}_{name}": kind for end in ("earlier", "later") for name, kind in _SIDE.items()}


def followup(units: pl.DataFrame, *, names: Sequence[pl.DataFrame] = (), gap_days: int = GAP_DAYS) -> Answer:
    """Chains of undertakings, place by place (filter `units` to one place for its own).

    `names` are tables of findings with a `name` (organisations, industries): names gained or lost make a sentence more
    or less specific. `table`: one row a link, with place, chain, relation, score, route, the shared words that carry the
    score and their bits, what was gained, lost and changed, and both sides as earlier_… and later_… (article, section,
    unit, date, modality, spans, quote …). Rows `not_mentioned_again` have no later side but the later articles on the
    place that they rest on. `parts["statements"]`: every sentence that was looked at, with its chain.
    """
    whole = sentences(held(units, "units"), names)
    dated = whole.filter(pl.col("day").is_not_null()).sort("day", "article", "root")
    days = units.select("article", place(), _day()).drop_nulls().group_by("place", "article").agg(pl.col("day").max())
    told: list[pl.DataFrame] = [pl.DataFrame(schema=_STATEMENT)]
    rows: list[pl.DataFrame] = [pl.DataFrame(schema=_TABLE)]
    count = partly = 0
    for (key,), of_place in dated.group_by("place", maintain_order=True):
        own = registry().bodies.get(str(key))
        chains = Chains(
            of_place["quote"].to_list(), of_place["day"].to_list(), of_place["modality"].to_list(),
            sorted(own.names if own else (str(key),), key=len, reverse=True), gap_days,
        )  # fmt: skip
        numbered = of_place.with_columns(pl.Series("chain", chains.chain(), dtype=pl.Int64) + count)
        after = days.filter(pl.col("place") == key)["day"].sort()
        rows += [_links(numbered, chains), _ends(numbered, chains, after, gap_days)]
        told.append(numbered.select(pl.col(name).cast(kind) for name, kind in _STATEMENT.items()))
        count += numbered.height
        partly += chains.partly()
    table = pl.concat(rows)
    return Answer(
        table.sort("place", "chain", "earlier_date", "later_date", nulls_last=True, maintain_order=True),
        coverage(units, undated=whole.height - dated.height, partly=partly),
        {"statements": pl.concat(told)},
    )


def sentences(units: pl.DataFrame, names: Sequence[pl.DataFrame] = ()) -> pl.DataFrame:
    """Whole sentences (pieces of a cut one joined) that undertake, report work or a result, with place, day and names."""
    pieces = units.filter(pl.col("modality").is_in(_FOLLOWED)).with_row_index("piece")
    starts = pieces.select("article", pl.col("unit").alias("continues"), pl.col("piece").alias("start"))
    joined = pieces.join(starts, on=["article", "continues"], how="left", maintain_order="left")
    root: dict[int, int] = {}
    for piece, start in joined.select("piece", "start").iter_rows():
        root[piece] = root.get(start, start) if start is not None else piece
    whole = (
        pieces.with_columns(pl.Series("root", [root[piece] for piece in pieces["piece"]]), place(), _day())
        .group_by("root", maintain_order=True)
        .agg(
            pl.col("article", "section", "unit", "place", "day", "modality", "title", "publisher", "uri").first(),
            pl.coalesce("date", "published").first().alias("date"),
            pl.col("spans").explode(),
            pl.col("quote").str.join(""),
        )
        .filter(pl.col("place").is_not_null())
    )
    return _with_names(whole, names)


def _day() -> pl.Expr:
    """The day of a row: its date, a month's first day, else the day of publication."""
    told = pl.coalesce("date", "published").str.slice(0, 10)
    return pl.coalesce(
        told.str.to_date("%Y-%m-%d", strict=False), (told.str.slice(0, 7) + "-01").str.to_date("%Y-%m-%d", strict=False)
    ).alias("day")


def _with_names(whole: pl.DataFrame, names: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """The sentences with the names that stand inside them, as a list."""
    if not names or whole.is_empty():
        return whole.with_columns(pl.lit([], dtype=pl.List(pl.String)).alias("names"))
    parts = (
        whole.explode("spans")
        .select(
            "root",
            "article",
            pl.col("spans").list.get(0).alias("start"),
            pl.col("spans").list.get(1).alias("end"),
        )
        .sort("start")
    )
    named = pl.concat(
        frame.select("article", "name", pl.col("spans").list.first().list.get(0).alias("start")) for frame in names
    )
    met = named.sort("start").join_asof(parts, on="start", by="article", check_sortedness=False)
    inside = (
        met.filter(pl.col("start") < pl.col("end")).group_by("root").agg(pl.col("name").unique().sort().alias("names"))
    )
    return whole.join(inside, on="root", how="left", maintain_order="left").with_columns(
        pl.col("names").fill_null(pl.lit([], dtype=pl.List(pl.String)))
    )


def _links(numbered: pl.DataFrame, chains: Chains) -> pl.DataFrame:
    """The links of a place as rows, with what differs between both sides."""
    specific = cache(details)
    differing = cache(
        lambda earlier, later: _SAME if earlier == later else difference(specific(*earlier), specific(*later))
    )
    told = list(zip(numbered["quote"], (tuple(names) for names in numbered["names"].to_list()), strict=True))
    chain, modality = numbered["chain"].to_list(), numbered["modality"].to_list()
    rows = []
    for link in chains.links.values():
        differs = differing(told[link.earlier], told[link.later])
        rows.append(
            (
                chain[link.later], relation(modality[link.later], len(differs.gained), len(differs.lost)),
                round(link.match.score, 3), link.match.route, [words for words, _ in link.match.shared],
                [bits for _, bits in link.match.shared], list(differs.gained), list(differs.lost), list(differs.changed),
            )
        )  # fmt: skip
    given = [name for name in _LINK if name != "place" and not name.startswith("later")]
    # Column by column: of rows that hold lists polars makes a series for each list.
    columns = zip(*rows, strict=True) if rows else ((),) * len(given)
    table = pl.DataFrame([pl.Series(name, list(held), _LINK[name]) for name, held in zip(given, columns, strict=True)])
    sides = [
        _side(numbered[[getattr(link, end) for link in chains.links.values()]], end) for end in ("earlier", "later")
    ]
    return _filled(
        pl.concat([table, *sides], how="horizontal").with_columns(pl.lit(numbered["place"][0]).alias("place"))
    )


def _ends(numbered: pl.DataFrame, chains: Chains, after: pl.Series, gap_days: int) -> pl.DataFrame:
    """The undertakings that later articles on the place do not mention again; `after` are the articles' days, sorted."""
    taken_up = chains.taken_up()
    awaited = [
        at
        for at, modality in enumerate(numbered["modality"])
        if at not in taken_up and (modality == "undertaking" or (modality == "underway" and at in chains.links))
    ]
    ends = numbered[awaited]
    first = after.search_sorted(ends["day"].dt.offset_by(f"{gap_days}d"))
    told = _side(ends, "earlier").with_columns(
        ends["place"], ends["chain"], pl.lit("not_mentioned_again").alias("relation"),
        (after.len() - first).cast(pl.Int64).alias("later_articles"), after.gather(first, null_on_oob=True).cast(pl.String).alias("later_first"),
        pl.lit(str(after.max())).alias("later_last"),
    )  # fmt: skip
    return _filled(told.filter(pl.col("later_articles") > 0))


def _side(statements: pl.DataFrame, end: str) -> pl.DataFrame:
    return statements.select(pl.col(name).cast(kind).alias(f"{end}_{name}") for name, kind in _SIDE.items())


def _filled(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows with all columns of the table, those that they lack empty."""
    missing = [pl.lit(None, kind).alias(name) for name, kind in _TABLE.items() if name not in rows.columns]
    return rows.with_columns(missing).select(pl.col(name).cast(kind) for name, kind in _TABLE.items())


def relation(modality: str, gained: int, lost: int) -> Relation:
    """What the later sentence is to the earlier, from its modality and how many details came and went."""
    if modality == "result":
        return "reported_done"
    if gained != lost:
        return "more_specific" if gained > lost else "weakened"
    return "repeated"
