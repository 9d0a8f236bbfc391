"""Whose words: the index of reuse beside a library, brought up to date from it, and what it answers."""

from collections.abc import Iterator

import polars as pl

from luoshi.analysis.coverage import Answer
from luoshi.analysis.reuse import Article, Index, article_of
from luoshi.analysis.reuse.index import Updated
from luoshi.errors import UsageError
from luoshi.project import Library
from luoshi.questions.fetching import Places, place_key
from luoshi.store.contract import Filters

_BATCH = 1000


def index_of(library: Library) -> Index:
    """The index beside a library; central texts are added to it."""
    return Index.beside(library.store.url)


def reuse(library: Library, zones: Places = None, *, kind: str | None = None, limit: int | None = None) -> Answer:
    """Passages that articles share with each other ("article") and with central texts ("central"), the heaviest first.

    `parts["shares"]`: whose words each section is made of. The index is brought up to date first. A large library has
    millions of passages: `limit` gives the heaviest; `parts["counted"]` says how many there are.
    """
    index = index_of(library)
    bring_up_to_date(library, index)
    asked = [zones] if isinstance(zones, str) else zones or ()
    return index.answer([place_key(library, name) for name in asked], kind=kind, most=limit)


def own_words(library: Library, zone: str) -> pl.DataFrame:
    """A place's own sentences, neither the centre's nor shared with others, those with the rarest wording first."""
    index = index_of(library)
    bring_up_to_date(library, index)
    return index.own(place_key(library, zone))


def unindexed(library: Library, index: Index) -> set[str]:
    """The articles of the library that its index of reuse does not know yet."""
    return set(_held(library)) - index.known()


def bring_up_to_date(library: Library, index: Index) -> Updated:
    """Compare what the index does not know yet, the earliest first, and drop what the library no longer holds."""
    ids = _held(library)
    known = index.known()
    new = [id for id in reversed(ids) if id not in known]
    return index.update(compared(library, new), set(ids))


def _held(library: Library) -> list[str]:
    """The ids of the library's articles, the newest first; UsageError where there are none."""
    ids = library.table("articles", columns=["article"])["article"].to_list()
    if not ids:
        raise UsageError("The library holds no articles.", hint="Add articles first: luoshi add FILES.")
    return ids


def compared(library: Library, ids: list[str]) -> Iterator[Article]:
    """The articles with these ids as they are compared."""
    for at in range(0, len(ids), _BATCH):
        for kept in library.store.readings(Filters(articles=tuple(ids[at : at + _BATCH]))):
            yield article_of(kept.reading)
