"""Small hand-made tables for the analysis: rows name what matters and the rest is empty."""

from typing import Any

import polars as pl

from luoshi.model.tables import columns, to_frame


def table(name: str, *rows: dict[str, Any], **common: Any) -> pl.DataFrame:
    """A table of model.tables with these rows; `common` fills in what every row shares."""
    empty = {column: [] if kind in ("texts", "spans") else None for column, kind in columns(name).items()}
    return to_frame(name, [{**empty, "article": f"a{at}", **common, **row} for at, row in enumerate(rows)])
