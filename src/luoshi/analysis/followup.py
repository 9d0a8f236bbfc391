"""The same undertaking of one place over time, as chains: repeated, made more specific, weakened, reported done, or not
mentioned again. Never kept or broken: a report is not an act, and what was not printed may have been done.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from typing import Literal, NamedTuple, get_args

import numpy as np
import polars as pl

from luoshi.analysis.coverage import Answer, coverage, held, place
from luoshi.analysis.details import Details, details, difference
from luoshi.analysis.matching import Index, Match, Sentence, sentence
from luoshi.registry.world import registry

Relation = Literal["repeated", "more_specific", "weakened", "reported_done", "not_mentioned_again"]
RELATIONS: tuple[Relation, ...] = get_args(Relation)

GAP_DAYS = 14
"""Reports within two weeks are about one occasion: they repeat each other, and follow nothing up."""

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


class Statement(NamedTuple):
    """A whole sentence that undertakes, reports work under way or a result: its row, day, wording and details."""

    row: dict[str, object]
    day: date
    sentence: Sentence
    details: Details


class Link(NamedTuple):
    """One sentence takes up an earlier one; both are numbers of statements."""

    earlier: int
    later: int
    match: Match


def followup(units: pl.DataFrame, *, names: Sequence[pl.DataFrame] = (), gap_days: int = GAP_DAYS) -> Answer:
    """Chains of undertakings, place by place (filter `units` to one place for its own).

    `names` are tables of findings with a `name` (organisations, industries): names gained or lost make a sentence more
    or less specific. `table`: one row a link, with place, chain, relation, score, route, the shared words that carry the
    score and their bits, what was gained, lost and changed, and both sides as earlier_… and later_… (article, section,
    unit, date, modality, spans, quote …). Rows `not_mentioned_again` have no later side but the later articles on the
    place that they rest on. `parts["statements"]`: every sentence that was looked at, with its chain.
    """
    whole = sentences(held(units, "units"), names)
    dated = whole.filter(pl.col("day").is_not_null())
    rows: list[dict[str, object]] = []
    told: list[dict[str, object]] = []
    for (key,), of_place in dated.group_by("place", maintain_order=True):
        days = units.filter(place() == key).select("article", _day())
        found = _Place(str(key), of_place, days, gap_days)
        rows += found.rows(len(told))
        told += found.statements(len(told))
    side: _Schema = {f"{end}_{name}": kind for end in ("earlier", "later") for name, kind in _SIDE.items()}
    table = pl.DataFrame(rows, schema=_LINK | side, orient="row")
    statements = pl.DataFrame(told, schema=_STATEMENT, orient="row")
    undated = whole.height - dated.height
    return Answer(
        table.sort("place", "chain", "earlier_date", "later_date", nulls_last=True),
        coverage(units, undated=undated),
        {"statements": statements},
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
    inside = met.filter(pl.col("start") < pl.col("end")).group_by("root").agg(pl.col("name").unique().alias("names"))
    return whole.join(inside, on="root", how="left", maintain_order="left").with_columns(
        pl.col("names").fill_null(pl.lit([], dtype=pl.List(pl.String)))
    )


class _Place:
    """The statements of one place in order of time, and the links between them."""

    def __init__(self, key: str, frame: pl.DataFrame, days: pl.DataFrame, gap_days: int) -> None:
        body = registry().bodies.get(key)
        own = sorted(body.names if body else (key,), key=len, reverse=True)
        self.key = key
        self.gap = timedelta(days=gap_days)
        # Places repeat themselves to the letter: each wording is made ready once.
        ready = {words: sentence(words, own) for words in frame["quote"].unique()}
        told = frame.sort("day", "article", "root").iter_rows(named=True)
        specific = cache(details)
        self.told = [
            Statement(row, row["day"], ready[row["quote"]], specific(row["quote"], tuple(row["names"]))) for row in told
        ]
        self.days = sorted(days.drop_nulls().group_by("article").agg(pl.col("day").max())["day"])
        self.links = {link.later: link for link in self._links()}
        self.chain = self._chains()

    def _links(self) -> Iterator[Link]:
        """Each statement's link to the earlier one that it takes up; only undertakings start a chain."""
        index = Index([statement.sentence for statement in self.told])
        open_ones = np.array([statement.row["modality"] == "undertaking" for statement in self.told], dtype=bool)
        before = 0
        for later, statement in enumerate(self.told):
            while before < later and self.told[before].day + self.gap <= statement.day:
                before += 1
            found = index.best(later, before, open_ones)
            if found:
                open_ones[later] |= statement.row["modality"] == "underway"
                yield Link(found[0], later, found[1])

    def _chains(self) -> list[int]:
        chain: list[int] = []
        for at in range(len(self.told)):
            chain.append(chain[self.links[at].earlier] if at in self.links else at)
        return chain

    def rows(self, offset: int) -> Iterator[dict[str, object]]:
        """The links as rows, and the undertakings that later articles on the place do not mention again."""
        taken_up = {link.earlier for link in self.links.values()}
        for link in self.links.values():
            yield self._link_row(link, offset)
        for at, statement in enumerate(self.told):
            modality = statement.row["modality"]
            awaited = modality == "undertaking" or (modality == "underway" and at in self.links)
            first = bisect_left(self.days, statement.day + self.gap)
            if at not in taken_up and awaited and first < len(self.days):
                yield self._end_row(at, self.days[first:], offset)

    def _link_row(self, link: Link, offset: int) -> dict[str, object]:
        earlier, later = self.told[link.earlier], self.told[link.later]
        differs = difference(earlier.details, later.details)
        return {
            "place": self.key, "chain": self.chain[link.later] + offset,
            "relation": relation(str(later.row["modality"]), len(differs.gained), len(differs.lost)),
            "score": round(link.match.score, 3), "route": link.match.route,
            "shared": [words for words, _ in link.match.shared], "shared_bits": [bits for _, bits in link.match.shared],
            "gained": list(differs.gained), "lost": list(differs.lost), "changed": list(differs.changed),
            **_side("earlier", earlier), **_side("later", later),
        }  # fmt: skip

    def _end_row(self, at: int, after: list[date], offset: int) -> dict[str, object]:
        return {
            "place": self.key, "chain": self.chain[at] + offset, "relation": "not_mentioned_again",
            "later_articles": len(after), "later_first": str(after[0]), "later_last": str(after[-1]), **_side("earlier", self.told[at]),
        }  # fmt: skip

    def statements(self, offset: int) -> Iterator[dict[str, object]]:
        for chain, statement in zip(self.chain, self.told, strict=True):
            yield {"place": self.key, "chain": chain + offset, **{name: statement.row[name] for name in _SIDE}}


def relation(modality: str, gained: int, lost: int) -> Relation:
    """What the later sentence is to the earlier, from its modality and how many details came and went."""
    if modality == "result":
        return "reported_done"
    if gained != lost:
        return "more_specific" if gained > lost else "weakened"
    return "repeated"


def _side(end: str, statement: Statement) -> dict[str, object]:
    return {f"{end}_{name}": statement.row[name] for name in _SIDE}
