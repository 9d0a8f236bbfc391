"""Rows as they come out of SQL, back in the shapes of model.tables: lists from JSON, codes from numbers."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from luoshi.errors import UsageError
from luoshi.model.codebook import MODALITIES
from luoshi.model.tables import columns, schema
from luoshi.store.rows import themes_of

if TYPE_CHECKING:
    import polars

_NUMBERS = ("number", "article_number", "in_section")
"""Columns that a mirror has beside those of the model."""

_list = msgspec.json.Decoder(list[Any]).decode


def decoders(table: str, names: Sequence[str]) -> list[Callable[[Any], Any] | None]:
    """For each column, how a value is read; None where it is as it should be."""
    known = columns(table)
    return [_decoder(name, known[name]) for name in names]


def _decoder(name: str, kind: str) -> Callable[[Any], Any] | None:
    if name == "themes":
        return lambda number: list(themes_of(number))
    if name == "modality":
        return lambda place: MODALITIES[place]
    return _list if kind in ("texts", "spans") else None


def dicts(table: str, names: Sequence[str], rows: Sequence[Sequence[Any]]) -> list[dict[str, Any]]:
    """Rows of values as rows of model.tables."""
    hands = decoders(table, names)
    return [
        {
            name: hand(value) if hand and value is not None else value
            for name, hand, value in zip(names, hands, row, strict=True)
        }
        for row in rows
    ]


def frame(table: str, names: Sequence[str], rows: Sequence[Sequence[Any]]) -> "polars.DataFrame":
    """Rows of values as a polars frame with the types of model.tables."""
    import polars as pl  # noqa: PLC0415  (polars is loaded when a frame is asked for)

    types = {**dict.fromkeys(_NUMBERS, pl.Int64), **schema(table)}
    if not rows:
        return pl.DataFrame(schema={name: types[name] for name in names})
    known = {**dict.fromkeys(_NUMBERS, "int"), **columns(table)}
    values = zip(*rows, strict=True)
    return pl.DataFrame(
        [_series(name, known[name], types[name], column) for name, column in zip(names, values, strict=True)]
    )


def _series(name: str, kind: str, dtype: Any, values: Sequence[Any]) -> "polars.Series":
    import polars as pl  # noqa: PLC0415

    if name == "themes":
        numbers = pl.DataFrame({"number": pl.Series(values, dtype=pl.Int64)})
        told = numbers.unique()
        lists = pl.Series(name, [list(themes_of(number)) for number in told["number"]], dtype=dtype)
        return numbers.join(told.with_columns(lists), on="number", how="left", maintain_order="left")[name]
    if name == "modality":
        return pl.Series(name, values, dtype=pl.Int64).replace_strict(
            list(range(len(MODALITIES))), list(MODALITIES), return_dtype=pl.String
        )
    if kind in ("texts", "spans"):
        return pl.Series(name, values, dtype=pl.String).str.json_decode(dtype)
    if kind == "bool":
        return pl.Series(name, values, dtype=pl.Int64, strict=False).cast(pl.Boolean)
    return pl.Series(name, values, dtype=dtype)


COUNTABLE = ("zone", "subject", "events", "themes", "modality", "checkable", "date")
"""The columns of units behind the facets."""


def counted(units: "polars.DataFrame", names: Sequence[str]) -> dict[str, list[tuple[Any, int]]]:
    """How often each value of some facets stands in a frame of units, the most frequent first."""
    import polars as pl  # noqa: PLC0415  (whoever has a frame has loaded it)

    columns = {
        "event": pl.col("events").explode(),
        "theme": pl.col("themes").explode(),
        "year": pl.col("date").str.head(4),
    }
    out = {}
    for name in names:
        if name not in columns and name not in COUNTABLE:
            known = ", ".join([*columns, *COUNTABLE])
            raise UsageError(f"There is no facet {name!r}.", hint=f"Facets: {known}.")
        values = units.select(columns.get(name, pl.col(name)).alias(name)).drop_nulls()
        counts = values.group_by(name).len().rows()
        out[name] = sorted(counts, key=lambda pair: (-pair[1], str(pair[0])))
    return out
