"""The two statistics of a comparison, as polars expressions: Wilson intervals, and log-odds with a prior. No tables here."""

import polars as pl

Z95 = 1.959964
"""The normal quantile of a two-sided 95 % interval."""

PRIOR = 10.0
"""Strength of the prior in sentences: a row with far fewer than ten of them can hardly stand out."""


def wilson(count: str = "count", of: str = "of", z: float = Z95) -> tuple[pl.Expr, pl.Expr]:
    """Lower and upper bound of Wilson's interval for the share count/of; null where `of` is 0."""
    k, n = pl.col(count).cast(pl.Float64), pl.col(of).cast(pl.Float64)
    share = k / n
    centre = share + z * z / (2 * n)
    half = z * (share * (1 - share) / n + z * z / (4 * n * n)).sqrt()
    scale = 1 + z * z / n
    known = pl.when(n > 0)
    low = known.then(((centre - half) / scale).clip(0, 1))
    return low.alias("low"), known.then(((centre + half) / scale).clip(0, 1)).alias("high")


def log_odds(count: str, of: str, all_count: str, all_of: str, prior: float = PRIOR) -> pl.Expr:
    """How far the odds count/of stand out from those of the rest, in standard errors (Monroe, Colaresi and Quinn 2008).

    `all_count`/`all_of` are the totals, this row included. The prior is informative: as much as `prior` sentences, split as
    all rows together split. Null where the row or the rest is empty, or all of it falls on one side.
    """
    k, n = pl.col(count).cast(pl.Float64), pl.col(of).cast(pl.Float64)
    total, whole = pl.col(all_count).cast(pl.Float64), pl.col(all_of).cast(pl.Float64)
    hit = prior * total / whole
    miss = prior - hit
    rest, rest_of = total - k, whole - n
    delta = ((k + hit) / (n - k + miss)).log() - ((rest + hit) / (rest_of - rest + miss)).log()
    variance = 1 / (k + hit) + 1 / (rest + hit)
    usable = (n > 0) & (rest_of > 0) & (total > 0) & (total < whole)
    return pl.when(usable).then(delta / variance.sqrt())
