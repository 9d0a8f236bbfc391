"""Places, events or years of a library side by side, and the sentences behind a cell."""

from collections.abc import Sequence

import polars as pl

from luoshi.analysis import compare as comparing
from luoshi.analysis.compare import Columns, Measure, Rows
from luoshi.analysis.coverage import Answer
from luoshi.analysis.places import find_event
from luoshi.project import Library
from luoshi.questions.fetching import fetched, place_key, told

_WORDS = ("article", "uri", "title", "publisher", "published", "section", "subject", "unit", "paragraph", "date", "spans",
          "quote")  # fmt: skip
_ARTICLES_OF_A_CELL = 400


def compare(  # noqa: PLR0913  (the axes of one table, and the filters that every question has)
    library: Library, *, rows: Rows = "zones", columns: Columns = "themes", measure: Measure = "undertakings",
    only: Sequence[str] = (), reprints: bool = False, since: str | None = None, until: str | None = None,
) -> Answer:  # fmt: skip
    """Counts and shares with intervals, and what stands out against the rest of the library.

    `only` keeps these rows, by name or id. `parts["quotations"]` says by article and unit which sentences stand behind
    each cell; `quotations` gives their words.
    """
    asked = {} if measure == "share" else {"modality": "undertaking"}
    units = told(
        fetched(library, "units", _needed(rows, columns), reprints=reprints, **asked), "units", None, since, until
    )
    named = fetched(library, "industries", ("article", "name", "spans")) if columns == "industries" else None
    keys = [_key(library, rows, name) for name in only]
    return comparing.compare(units, rows=rows, columns=columns, measure=measure, only=keys, industries=named)


def quotations(
    library: Library, answer: Answer, *, row: str | None = None, column: str | None = None, limit: int | None = None
) -> pl.DataFrame:
    """The sentences behind the cells of a comparison, newest first: of one row, one column, or one cell."""
    behind = answer.parts["quotations"]
    if row is not None:
        behind = behind.filter(pl.col("row") == row)
    if column is not None:
        behind = behind.filter(pl.col("column") == column)
    behind = behind.sort(
        pl.coalesce("date", "published"), "article", "unit", descending=[True, False, False], nulls_last=True
    )
    asked = behind.select("row", "row_name", "column", "article", "unit", "modality", "checkable").head(
        limit or behind.height
    )
    articles = asked["article"].unique().to_list()
    if len(articles) <= _ARTICLES_OF_A_CELL:
        words = (
            library.table("units", columns=_WORDS, article=articles)
            if articles
            else library.table("units", columns=_WORDS, limit=0)
        )
    else:
        words = fetched(library, "units", _WORDS)
    return asked.join(words, on=["article", "unit"], how="left", maintain_order="left")


def _needed(rows: str, columns: str) -> tuple[str, ...]:
    """The columns of sentences that a count needs: no more, since a large library has millions."""
    needed = ["article", "unit", "continues", "subject", "zone", "date", "published", "modality", "checkable"]
    needed += ["events"] * ("events" in (rows, columns)) + ["themes"] * (columns == "themes")
    return (*needed, *["publisher"] * (rows == "publishers"), *["spans"] * (columns == "industries"))


def _key(library: Library, rows: str, name: str) -> str:
    """The key of a row by the name that somebody writes."""
    if rows == "events":
        return find_event(name).id
    return place_key(library, name) if rows == "zones" else name
