"""Whose words: the index of reuse beside a library, brought up to date from it, and what it answers."""

from collections.abc import Iterator

import polars as pl

from luoshi.analysis.coverage import Answer
from luoshi.analysis.reuse import Article, Index, articles
from luoshi.analysis.reuse.index import Updated
from luoshi.errors import UsageError
from luoshi.model.tables import frame
from luoshi.project import Library
from luoshi.questions.fetching import Places, place_key
from luoshi.store.contract import Filters

_BATCH = 2000
_AT_ONCE = 10_000


def index_of(library: Library) -> Index:
    """The index beside a library; central texts are added to it."""
    return Index.beside(library.store.url)


def reuse(library: Library, zones: Places = None) -> Answer:
    """Passages that articles share with each other and with central texts; `parts["shares"]`: whose words each section has.

    The index is brought up to date first, which takes some seconds a thousand new articles.
    """
    index = index_of(library)
    bring_up_to_date(library, index)
    asked = [zones] if isinstance(zones, str) else zones or ()
    return index.answer([place_key(library, name) for name in asked])


def own_words(library: Library, zone: str) -> pl.DataFrame:
    """A place's own sentences, neither the centre's nor shared with others, those with the rarest wording first."""
    index = index_of(library)
    bring_up_to_date(library, index)
    return index.own(place_key(library, zone))


def unindexed(library: Library, index: Index) -> set[str]:
    """The articles of the library that its index of reuse does not know yet."""
    return held(library) - index.known()


def held(library: Library) -> set[str]:
    """The ids of the library's articles; UsageError where there are none."""
    ids = set(library.table("articles", columns=["article"])["article"])
    if not ids:
        raise UsageError("The library holds no articles.", hint="Add articles first: luoshi add FILES.")
    return ids


def bring_up_to_date(library: Library, index: Index) -> Updated:
    """Compare what the index does not know yet, and drop what the library no longer holds.

    Many articles are compared some thousands at a time, so that memory holds and a broken run loses one part only.
    """
    ids = held(library)
    new = sorted(ids - index.known())
    done = Updated(0, 0, 0)
    for at in range(0, max(len(new), 1), _AT_ONCE):
        part = index.update(_compared(library, set(new[at : at + _AT_ONCE])), ids)
        done = Updated(*(before + now for before, now in zip(done, part, strict=True)))
    return done


def _compared(library: Library, ids: set[str]) -> Iterator[Article]:
    """The articles with these ids as they are compared."""
    ordered = sorted(ids)
    for at in range(0, len(ordered), _BATCH):
        batch = [kept.reading for kept in library.store.readings(Filters(articles=tuple(ordered[at : at + _BATCH])))]
        yield from articles(frame("paragraphs", batch), frame("sections", batch))
