"""Whose words: what the index of reuse says of an article, a place, an event. A page brings a small index up to date
itself; a large library's is brought up to date by `luoshi reuse`, and until then the page tells what is known."""

from typing import TYPE_CHECKING, Any

from luoshi.model.reading import Reading
from luoshi.workbench.desk import Desk, place_name

if TYPE_CHECKING:
    from luoshi.analysis.reuse import Index

AT_ONCE = 300
"""So many articles a page compares without letting its reader wait."""
OWN = 40
HALF = 0.5


def index(desk: Desk) -> "Index":
    """The library's index, as up to date as can be at once."""
    from luoshi.questions.sharing import (  # noqa: PLC0415  (loaded with the first page that tells whose words)
        bring_up_to_date,
        index_of,
        unindexed,
    )

    def fresh() -> "Index":
        found = index_of(desk.library)
        if 0 < len(unindexed(desk.library, found)) <= AT_ONCE:
            bring_up_to_date(desk.library, found)
        return found

    return desk.once("reuse", fresh)


def known(desk: Desk) -> bool:
    """Whether the index knows any article."""
    return bool(desk.once("reuse known", lambda: index(desk).known()))


def has_references(desk: Desk) -> bool:
    """Whether there is a central text to hold articles against."""
    return not index(desk).references().is_empty()


def central_units(desk: Desk, reading: Reading) -> frozenset[str]:
    """The units of an article that are mostly the centre's words."""
    if not has_references(desk):
        return frozenset()
    spans = index(desk).central_spans(reading.source.id)
    out = set()
    for unit in reading.units:
        start, end = unit.spans[0]
        shared = sum(max(0, min(end, b) - max(start, a)) for a, b in spans)
        if shared >= HALF * (end - start):
            out.add(unit.id)
    return frozenset(out)


def own_words(desk: Desk, zone: str) -> list[dict[str, Any]]:
    """A place's own sentences, those with the rarest wording first."""
    if not known(desk):
        return []
    told = desk.once(("own", zone), lambda: index(desk).own(zone))
    return [{"unit": None, "paragraph": None, "date": None, **row} for row in told.head(OWN).iter_rows(named=True)]


def shares(desk: Desk, sections: set[tuple[str, str]]) -> list[dict[str, Any]]:
    """For each of these (article, section) whose words it is made of, the most central first."""
    if not known(desk):
        return []
    made_of = desk.once("reuse shares", lambda: index(desk).shares())
    import polars as pl  # noqa: PLC0415  (loaded by the index)

    of_articles = made_of.filter(pl.col("article").is_in([article for article, _ in sections]))
    return [
        {**row, "subject": place_name(row["place"], row["place"])}
        for row in of_articles.sort("central", "shared", descending=True).iter_rows(named=True)
        if (row["article"], row["section"]) in sections
    ]
