"""What a library says of places: responses in time, follow-up, people, industries, targets.

Each question loads its own part of the analysis, so that a command starts without the others.
"""

import polars as pl

from luoshi.analysis.coverage import Answer
from luoshi.analysis.places import find_event
from luoshi.project import Library
from luoshi.questions.fetching import PLACED, SECTION, Places, fetched, told

_RESPONSE = (*PLACED, "response", "paragraph", "events", "lag_days", "kind", "body", "spans", "quote")
_STATEMENT = (*PLACED, "unit", "modality", "continues", "spans", "quote")
_PERSON = (*PLACED, "name", "office", "org", "spans")
_INDUSTRY = (*PLACED, "paragraph", "name", "code", "spans", "quote")
_ORGANISATION = (*PLACED, "paragraph", "name", "kind")
_QUANTITY = (*PLACED, "value", "unit", "comparator", "indicator", "kind", "period", "spans", "quote")


def timeline(
    library: Library,
    zones: Places = None,
    *,
    event: str | None = None,
    since: str | None = None,
    until: str | None = None,
) -> Answer:
    """How many days after each event (or one) each place first responded, in order; `parts["silent"]`: who did not, here."""
    asked_for = find_event(event).id if event else None
    found = fetched(library, "responses", _RESPONSE, zone=zones, event=asked_for)
    if found.is_empty() and asked_for:
        # Without a response to this event, the answer names the events that have some.
        found = fetched(library, "responses", _RESPONSE, zone=zones)
    responses = told(found, "responses", zones, since, until)
    from luoshi.analysis import timeline as lags  # noqa: PLC0415

    return lags.timeline(responses, fetched(library, "sections", SECTION, zone=zones), event=asked_for)


def followup(
    library: Library, zone: str, *, reprints: bool = False, since: str | None = None, until: str | None = None
) -> Answer:
    """The same undertaking of one place over the years, as chains of sentences with what each link gained and lost."""
    units = fetched(library, "units", _STATEMENT, zone=zone, reprints=reprints)
    names = [
        fetched(library, table, ("article", "name", "spans"), zone=zone) for table in ("organisations", "industries")
    ]
    from luoshi.analysis import followup as chains  # noqa: PLC0415

    return chains.followup(told(units, "units", zone, since, until), names=names)


def people(library: Library, zones: Places = None, *, since: str | None = None, until: str | None = None) -> Answer:
    """Who held which office at which place, from first to last mention; conflicts are shown, not resolved."""
    from luoshi.analysis import people as offices  # noqa: PLC0415

    return offices.people(told(fetched(library, "people", _PERSON, zone=zones), "people", zones, since, until))


def industries(
    library: Library,
    zones: Places = None,
    *,
    reprints: bool = False,
    since: str | None = None,
    until: str | None = None,
) -> Answer:
    """Which industries each place names in which year, and what is new or gone."""
    frame = _industries(library, zones, reprints=reprints, since=since, until=until)
    from luoshi.analysis import industries as naming  # noqa: PLC0415

    return naming.industries(frame, fetched(library, "sections", SECTION, zone=zones))


def chain(
    library: Library,
    zones: Places = None,
    *,
    reprints: bool = False,
    since: str | None = None,
    until: str | None = None,
) -> Answer:
    """The industry chain as a graph: places, industries, firms and institutes; `parts["nodes"]` are its nodes."""
    frame = _industries(library, zones, reprints=reprints, since=since, until=until)
    from luoshi.analysis import industries as naming  # noqa: PLC0415

    return naming.chain(frame, fetched(library, "organisations", _ORGANISATION, zone=zones, reprints=reprints))


def _industries(
    library: Library, zones: Places, *, reprints: bool, since: str | None, until: str | None
) -> pl.DataFrame:
    frame = fetched(library, "industries", _INDUSTRY, zone=zones, reprints=reprints)
    return told(frame, "industries", zones, since, until)


def targets(  # noqa: PLR0913  (the filters that every question has)
    library: Library, zones: Places = None, *, indicator: str | None = None, reprints: bool = False,
    since: str | None = None, until: str | None = None,
) -> Answer:  # fmt: skip
    """Indicators by place and year, what was aimed at beside what was reached, in one unit; one indicator a series."""
    frame = fetched(library, "quantities", _QUANTITY, zone=zones, reprints=reprints)
    from luoshi.analysis import targets as series  # noqa: PLC0415

    return series.targets(told(frame, "quantities", zones, since, until), indicator=indicator)
