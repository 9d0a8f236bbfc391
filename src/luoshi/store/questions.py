"""A question to a library as one SQL statement: the columns of a table of model.tables, the filters, newest first."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import msgspec
from sqlalchemy import Column, ColumnElement, FromClause, Select, Table, and_, case, func, literal, or_, select
from sqlalchemy.sql import visitors

from luoshi.errors import UsageError
from luoshi.model.codebook import MODALITIES
from luoshi.model.tables import columns
from luoshi.store import tables as t
from luoshi.store.contract import ASKED, Filters
from luoshi.store.rows import holding, themes_of

_ARTICLE = {"article": "id", **{name: name for name in ("uri", "title", "publisher", "published")}}
_SECTION = ("section", "subject", "zone", "date", "events")


def home(table: str) -> Table:
    """Where the rows of a table lie."""
    if table not in ASKED:
        raise UsageError(f"There is no table {table!r} in a library.", hint=f"Tables: {', '.join(ASKED)}.")
    if table in ("articles", "sections"):
        return t.metadata.tables[table]
    return t.FINDINGS.get(table, t.passages)


def statement(
    table: str, filters: Filters, names: Sequence[str] = (), limit: int | None = None, below: int | None = None
) -> Select[Any]:
    """SELECT number and the named columns (all without names) of the rows that the filters leave, newest first.

    With a limit the rows are chosen by their numbers first, so that only theirs are fetched whole.
    """
    known = columns(table)
    for name in names:
        if name not in known:
            raise UsageError(f"The table {table} has no column {name!r}.", hint=f"Columns: {', '.join(known)}.")
    main = home(table)
    wanted = [column(table, name).label(name) for name in (names or known)]
    conditions = where(table, filters)
    if below is not None:
        conditions.append(main.c.number < below)
    number = main.c.number.label("number")
    if limit is not None:
        few = select(number).select_from(_joined(main, tables_of(conditions))).where(*conditions)
        chosen = few.order_by(main.c.number.desc()).limit(limit).subquery()
        source = _joined(main, tables_of(wanted)).join(chosen, chosen.c.number == main.c.number)
        return select(number, *wanted).select_from(source).order_by(main.c.number.desc())
    asked = select(number, *wanted).select_from(_joined(main, tables_of((*wanted, *conditions))))
    return asked.where(*conditions).order_by(main.c.number.desc())


def tables_of(parts: Iterable[Any]) -> set[Any]:
    """The tables of which columns or conditions speak."""
    return {item.table for part in parts for item in visitors.iterate(part) if isinstance(item, Column)}


def _joined(main: Table, needed: set[Any]) -> Any:
    """The table with its section and article where a column or filter speaks of them."""
    if main is t.articles:
        return main
    if main is t.sections:
        return main.join(t.articles, t.articles.c.number == t.sections.c.article) if t.articles in needed else main
    if t.articles in needed:
        return main.join(t.sections, t.sections.c.number == main.c.in_section).join(
            t.articles, t.articles.c.number == t.sections.c.article
        )
    return main.join(t.sections, t.sections.c.number == main.c.in_section) if t.sections in needed else main


def column(table: str, name: str) -> ColumnElement[Any]:
    """The SQL column behind a column of model.tables."""
    main = home(table)
    if main is t.articles:
        return t.articles.c["id" if name == "article" else name]  # also zones, events: the article's own lists
    if name in _ARTICLE:
        return t.articles.c[_ARTICLE[name]]
    made = MADE.get((main.name, name))
    if made is not None:
        return made
    return main.c[name] if name in main.c else t.sections.c[name]


def unit_id(passages: FromClause) -> ColumnElement[Any]:
    """A unit's whole id."""
    return case((passages.c.unit.startswith("."), passages.c.paragraph.concat(passages.c.unit)), else_=passages.c.unit)


def _response_quote() -> ColumnElement[Any]:
    """A response's words: its own, or those of the passage that it is."""
    passage, response = t.passages.c, t.responses.c
    same = select(passage.quote).where(passage.in_section == response.in_section, passage.spans == response.spans)
    return func.coalesce(response.quote, same.limit(1).correlate(t.responses).scalar_subquery())


MADE: dict[tuple[str, str], ColumnElement[Any]] = {
    ("passages", "unit"): unit_id(t.passages),
    ("passages", "confidence"): t.passages.c.confidence / literal(1000.0),
    ("responses", "quote"): _response_quote(),
}
"""Table and column -> how the column is made where it does not lie there as it is asked."""


def where(table: str, filters: Filters) -> list[ColumnElement[bool]]:
    """The filters as conditions on a table."""
    out: list[ColumnElement[bool]] = []
    if home(table) is t.passages:
        out.append(t.passages.c.unit.is_not(None))
    if home(table) is t.sections:
        out.append(t.sections.c.section.is_not(None))
    if table == "undertakings":
        out.append(t.passages.c.modality == MODALITIES.index("undertaking"))
    for value, condition in _PARTS:
        given = getattr(filters, value)
        if given not in ((), None):
            out.append(condition(table, given))
    if filters.zones or filters.subjects:
        out.append(_places(table, filters))
    if not filters.reprints:
        originals = select(func.min(t.articles.c.number)).group_by(t.articles.c.family)
        out.append(_article(table).in_(originals))
    return out


def _article(table: str) -> ColumnElement[Any]:
    """The number of a row's article."""
    return t.articles.c.number if home(table) is t.articles else t.sections.c.article


def _section(table: str) -> ColumnElement[Any]:
    """The number of a row's section."""
    main = home(table)
    return t.sections.c.number if main is t.sections else main.c.in_section


def _in_sections(table: str, condition: ColumnElement[bool]) -> ColumnElement[bool]:
    """Articles: that some section meets the condition; other tables: that the row's own section does."""
    if home(table) is not t.articles:
        return condition
    return t.articles.c.number.in_(select(t.sections.c.article).where(condition))


def _places(table: str, filters: Filters) -> ColumnElement[bool]:
    holder = t.responses if table == "responses" else t.sections
    parts = []
    if filters.zones:
        parts.append(holder.c.zone.in_(filters.zones))
    if filters.subjects:
        parts.append(holder.c.subject.in_(filters.subjects))
    return _in_sections(table, or_(*parts))


def _events(table: str, events: Sequence[str]) -> ColumnElement[bool]:
    if table == "responses":
        return t.responses.c.number.in_(
            select(t.response_events.c.response).where(t.response_events.c.event.in_(events))
        )
    if table == "events":
        return t.events.c.event.in_(events)
    sections = select(t.section_events.c.section).where(t.section_events.c.event.in_(events))
    if home(table) is t.articles:
        return _in_sections(table, t.sections.c.number.in_(sections))
    return _section(table).in_(sections)


def _industries(table: str, names: Sequence[str]) -> ColumnElement[bool]:
    if table == "industries":
        return t.industries.c.name.in_(names)
    sections = select(t.industries.c.in_section).where(t.industries.c.name.in_(names))
    if home(table) is t.articles:
        return _in_sections(table, t.sections.c.number.in_(sections))
    named = _section(table).in_(sections)
    if home(table) is t.passages:
        return and_(named, or_(*(t.passages.c.quote.contains(name, autoescape=True) for name in names)))
    return named


def _units_only(table: str, what: str) -> Table:
    if home(table) is not t.passages:
        raise UsageError(f"The table {table} has no {what}.", hint="Ask for units or undertakings.")
    return t.passages


def _themes(table: str, themes: Sequence[str]) -> ColumnElement[bool]:
    column = _units_only(table, "themes").c.themes
    return or_(*(column.bitwise_and(bits) == value for theme in themes for bits, value in holding(theme)))


def _modalities(table: str, modalities: Sequence[str]) -> ColumnElement[bool]:
    places = [MODALITIES.index(modality) for modality in modalities]
    return _units_only(table, "modality").c.modality.in_(places)


def _checkable(table: str, value: bool) -> ColumnElement[bool]:
    return _units_only(table, "checkable undertakings").c.checkable.is_(value)


def _kinds(table: str, kinds: Sequence[str]) -> ColumnElement[bool]:
    if "kind" not in columns(table):
        raise UsageError(f"The table {table} has no kinds.", hint="Ask for responses, quantities or organisations.")
    return column(table, "kind").in_(kinds)


def _date(table: str) -> ColumnElement[Any]:
    if table == "responses":
        return func.coalesce(t.responses.c.date, t.sections.c.date)
    return t.articles.c.published if home(table) is t.articles else t.sections.c.date


def _since(table: str, since: str) -> ColumnElement[bool]:
    """From the first day on; a date known to the month only counts where that month reaches into the time."""
    date = _date(table)
    shorter = [since[:length] for length in (4, 7) if length < len(since)]
    return or_(date >= since, date.in_(shorter)) if shorter else date >= since


def _until(table: str, until: str) -> ColumnElement[bool]:
    """Up to the last day; "2026" ends with 2026-12-31, since "2026-~" sorts after every day of it."""
    return _date(table) <= until + "~"


def _equal(table: str, pairs: Sequence[tuple[str, str]]) -> ColumnElement[bool]:
    for name, _ in pairs:
        if name not in columns(table):
            raise UsageError(
                f"The table {table} has no column {name!r}.", hint=f"Columns: {', '.join(columns(table))}."
            )
    return and_(*(column(table, name) == value for name, value in pairs))


def _publishers(table: str, names: Sequence[str]) -> ColumnElement[bool]:
    return t.articles.c.publisher.in_(names)


def _articles(table: str, ids: Sequence[str]) -> ColumnElement[bool]:
    return t.articles.c.id.in_(ids)


_PARTS: tuple[tuple[str, Callable[[str, Any], ColumnElement[bool]]], ...] = (
    ("events", _events),
    ("themes", _themes),
    ("modalities", _modalities),
    ("checkable", _checkable),
    ("kinds", _kinds),
    ("industries", _industries),
    ("publishers", _publishers),
    ("articles", _articles),
    ("since", _since),
    ("until", _until),
    ("equal", _equal),
)
"""Part of the filters -> its condition; a `checkable` of False is given, None is not."""


def facet(table: str, name: str) -> ColumnElement[Any]:
    """The column by whose values rows are counted."""
    if name == "year":
        return func.substr(_date(table), 1, 4)
    known = {"zone": t.sections.c.zone, "subject": t.sections.c.subject, "event": t.sections.c.events}
    if home(table) is t.passages:
        passage = t.passages.c
        known |= {"theme": passage.themes, "modality": passage.modality, "checkable": passage.checkable}
    if name not in known:
        raise UsageError(f"There is no facet {name!r} of {table}.", hint=f"Facets: year, {', '.join(known)}.")
    return known[name]


def tallied(names: Sequence[str], rows: Iterable[Any]) -> dict[str, list[tuple[Any, int]]]:
    """Grouped rows (a value a facet, then a count) as counts by facet; lists count for each of their values."""
    counts: dict[str, Counter[Any]] = {name: Counter() for name in names}
    for *values, count in rows:
        for name, value in zip(names, values, strict=True):
            for each in _values(name, value):
                counts[name][each] += count
    return {name: sorted(found.items(), key=lambda pair: (-pair[1], str(pair[0]))) for name, found in counts.items()}


def _values(name: str, value: Any) -> Iterable[Any]:
    if value is None:
        return ()
    if name == "event":
        return msgspec.json.decode(value, type=list[str])
    if name == "theme":
        return themes_of(value)
    return (MODALITIES[value],) if name == "modality" else (value,)
