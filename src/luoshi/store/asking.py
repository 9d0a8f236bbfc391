"""What people ask for, as filters: names become ids, codes are checked, dates are read. Not for SQL: see questions."""

from collections.abc import Callable, Iterable
from typing import Any

from luoshi.errors import UsageError
from luoshi.model.codebook import KINDS, MODALITIES, QUANTITY_KINDS, THEMES
from luoshi.registry import lookup
from luoshi.store.contract import Filters

Asked = str | Iterable[str] | None

PARTS = (
    "zone", "event", "theme", "modality", "checkable", "kind", "industry", "publisher", "article", "since", "until",
    "reprints",
)  # fmt: skip
"""The filters by the names under which they are asked."""


def filters(subjects: Callable[[], list[str]], **asked: Any) -> Filters:
    """Filters from names; `subjects` gives the subjects that the library knows and is called only where needed.

    Every part takes one value or several. A name that is neither a filter nor None is held against the column of that
    name in the table asked.
    """
    places = [lookup.place(name, _Late(subjects)) for name in _values(asked.get("zone"))]
    since, until = asked.get("since"), asked.get("until")
    return Filters(
        zones=tuple(place.id for place in places if place.id),
        subjects=tuple(place.subject for place in places if place.subject),
        events=tuple(lookup.event(name) for name in _values(asked.get("event"))),
        themes=_codes("theme", asked.get("theme"), THEMES),
        modalities=_codes("modality", asked.get("modality"), MODALITIES),
        checkable=asked.get("checkable"),
        kinds=_codes("kind", asked.get("kind"), (*KINDS, *QUANTITY_KINDS)),
        industries=_values(asked.get("industry")),
        publishers=_values(asked.get("publisher")),
        articles=_values(asked.get("article")),
        since=lookup.day(str(since), "the beginning") if since else None,
        until=lookup.day(str(until), "the end") if until else None,
        equal=tuple((name, str(value)) for name, value in asked.items() if name not in PARTS and value is not None),
        reprints=asked.get("reprints") is not False,
    )


class _Late:
    """Subjects that are fetched when somebody looks at them."""

    def __init__(self, fetch: Callable[[], list[str]]) -> None:
        self._fetch = fetch

    def __iter__(self) -> Any:
        return iter(self._fetch())


def _values(asked: Asked) -> tuple[str, ...]:
    if asked is None:
        return ()
    values = (asked,) if isinstance(asked, str) else tuple(asked)
    if any(not value for value in values):
        raise UsageError("A filter is empty.", hint="Leave it out to ask for everything.")
    return values


def _codes(what: str, asked: Asked, known: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(lookup.code(what, value, known) for value in _values(asked))
