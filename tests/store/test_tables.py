"""The tables of a library give back what was kept."""

from pathlib import Path

import polars as pl
import pytest

import luoshi
from luoshi.model.tables import TABLES, frame
from tests.readings import gold_readings
from tests.shared import needs_shared


@needs_shared
@pytest.mark.parametrize("table", TABLES)
def test_a_kept_table_is_the_table_of_the_readings(table: str, tmp_path: Path) -> None:
    """Every table of the library holds the rows that the readings themselves give, with the same types."""
    with luoshi.open(tmp_path / "luoshi.db", create=True) as library:
        library.keep(gold_readings())
        kept = library.table(table)
    told = frame(table, gold_readings())
    texts = [name for name, kind in told.schema.items() if kind == pl.String]
    assert kept.schema == told.schema
    assert kept.sort(texts).equals(told.sort(texts))
