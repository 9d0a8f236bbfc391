"""Questions to a library: fetch the columns that a question of the analysis needs, ask it. For every face alike."""

from collections.abc import Iterator

from luoshi.analysis.reuse import Article, Index, articles
from luoshi.analysis.reuse.index import Updated
from luoshi.errors import UsageError
from luoshi.model.tables import frame
from luoshi.project import Library
from luoshi.store.contract import Filters

_BATCH = 2000
_AT_ONCE = 10_000


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
