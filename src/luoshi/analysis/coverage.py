"""What an answer rests on: articles, places and dates, printed beside every comparison, and the answer's own shape."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import polars as pl

from luoshi.analysis.words import labels, say
from luoshi.errors import UsageError

FEW = 5
"""Below this many articles a figure says so beside it."""


@dataclass(frozen=True)
class Coverage:
    """The articles, places and dates (ISO) that a figure rests on; `undated` counts what was left out for want of a date,
    `partly` the sentences that were compared in part only."""

    articles: int
    places: int
    first: str | None = None
    last: str | None = None
    undated: int = 0
    partly: int = 0

    @property
    def few(self) -> bool:
        """Whether there are too few articles for the figures to mean much."""
        return self.articles < FEW

    def sentences(self, lang: str = "en") -> tuple[str, ...]:
        """What to print beside the answer: what it rests on, its limits, and that a report is not an act."""
        known = {"articles": _number(self.articles, "article", lang), "places": _number(self.places, "place", lang)}
        out = [say("rests_on" if self.first else "rests_on_undated", lang, **known, first=self.first, last=self.last)]
        if self.undated:
            out.append(say("undated", lang, count=self.undated))
        if self.partly:
            out.append(say("partly", lang, count=f"{self.partly:,}"))
        if self.few:
            out.append(say("few", lang))
        return (*out, say("caveat", lang))


def _number(count: int, what: str, lang: str) -> str:
    return labels("number", lang)[what if count == 1 else f"{what}s"].format(count=f"{count:,}")


@dataclass(frozen=True)
class Answer:
    """What a question gives: its table, what it rests on, and in `parts` the frames behind it (quotations, silent places …)."""

    table: pl.DataFrame
    coverage: Coverage
    parts: Mapping[str, pl.DataFrame] = field(default_factory=lambda: MappingProxyType({}))


def place() -> pl.Expr:
    """The key of a row's place: the registry id, else the words that name it."""
    return pl.coalesce("zone", "subject").alias("place")


def coverage(frame: pl.DataFrame, *, undated: int = 0, partly: int = 0) -> Coverage:
    """The coverage of a frame that has `article`, `zone` and `subject`, with dates in `date` or `published`."""
    days = pl.coalesce([name for name in ("date", "published") if name in frame.columns])
    told = frame.select(
        pl.col("article").n_unique().alias("articles"),
        place().drop_nulls().n_unique().alias("places"),
        days.min().alias("first"),
        days.max().alias("last"),
    ).row(0, named=True)
    return Coverage(**told, undated=undated, partly=partly)


def within(frame: pl.DataFrame, since: str | None, until: str | None) -> pl.DataFrame:
    """The rows whose date (else the day of publication) lies between two ISO dates, both included; 2025 means the year."""
    day = pl.coalesce("date", "published")
    kept = frame
    if since:
        kept = kept.filter(day >= since)
    if until:
        kept = kept.filter(day.str.head(len(until)) <= until)
    return kept


def held(frame: pl.DataFrame, what: str, *, since: str | None = None, until: str | None = None) -> pl.DataFrame:
    """The frame in a period; UsageError says what is missing where the library or the period holds nothing of the kind."""
    if frame.is_empty():
        raise UsageError(say("empty_library", what=labels("what")[what]), hint=say("add_articles"))
    kept = within(frame, since, until)
    if kept.is_empty():
        all_of_it = coverage(frame)
        raise UsageError(
            say(
                "empty_period",
                what=labels("what")[what],
                period=labels("period")["both" if since and until else "since" if since else "until"].format(
                    since=since, until=until
                ),
                first=all_of_it.first,
                last=all_of_it.last,
            ),
            hint="Choose --since and --until inside these dates.",
        )
    return kept
