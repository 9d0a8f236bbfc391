"""Set phrases of a library: one over time, those new in a period, and how the centre's rise and fall."""

import polars as pl

from luoshi.analysis import formulations as phrases
from luoshi.analysis.coverage import Answer
from luoshi.errors import UsageError
from luoshi.project import Library
from luoshi.questions.fetching import day, fetched, told


def formulation(
    library: Library, phrase: str, *, reprints: bool = False, since: str | None = None, until: str | None = None
) -> Answer:
    """Who said a set phrase first, how it spread by place and day, its uses, members and variants."""
    return phrases.formulation(told(_uses(library, reprints), "formulations", None, since, until), phrase)


def new_formulations(library: Library, since: str, until: str | None = None, *, reprints: bool = False) -> Answer:
    """The phrases that the library first has in a period."""
    if not since:
        raise UsageError("New since when?", hint="Give a year, month or day, such as 2025.")
    first, last = day(since, "the beginning"), day(until, "the end")
    return phrases.new(_uses(library, reprints), str(first), last)


def national_formulations(
    library: Library, *, reprints: bool = False, since: str | None = None, until: str | None = None
) -> Answer:
    """How the use of the centre's phrases rises and falls by year."""
    frame = told(_uses(library, reprints), "formulations", None, since, until)
    return phrases.national(frame, fetched(library, "articles", ("article", "published"), reprints=reprints))


def _uses(library: Library, reprints: bool) -> pl.DataFrame:
    return fetched(library, "formulations", phrases.COLUMNS, reprints=reprints)
