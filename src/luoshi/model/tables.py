"""Readings as tables: one table a kind of finding, one row a finding, each row with its article, place and quotation.

The same tables serve CSV and Parquet files, frames, the library's questions and the analysis. Not for storing: see store.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from luoshi.errors import UsageError
from luoshi.model.reading import Reading
from luoshi.model.spans import Spans, quote

if TYPE_CHECKING:
    import polars

Row = dict[str, Any]

# What may follow the mark that ends a unit, and the marks (the codebook's rule).
_CLOSING = "”’」』）)]】》 \n"
_ENDS = ("。", "；", "！", "？", ";")

# Column types: "text", "int", "float", "bool", "texts" (a list of texts), "spans" (a list of [start, end]).
_ARTICLE = {"article": "text", "uri": "text", "title": "text", "publisher": "text", "published": "text"}
_PLACE = {"paragraph": "text", "section": "text", "subject": "text", "zone": "text", "date": "text", "events": "texts"}
_WORDS = {"spans": "spans", "quote": "text"}

COLUMNS: dict[str, dict[str, str]] = {
    "articles": {**_ARTICLE, "page": "text", "authors": "texts", "media_type": "text", "characters": "int",
                 "zones": "texts", "events": "texts", "engine": "text", "registry": "text"},
    "paragraphs": {**_ARTICLE, "paragraph": "text", "role": "text", "section": "text", "order": "int",
                   "joins": "bool", "duplicate_of": "text", **_WORDS},
    "sections": {**_ARTICLE, "section": "text", "subject": "text", "zone": "text", "slogan": "text",
                 "speaker": "text", "speaker_title": "text", "byline": "text"},
    "events": {**_ARTICLE, "text": "text", "event": "text", **_WORDS},
    "responses": {**_ARTICLE, "response": "text", **_PLACE, "event_texts": "texts", "date_text": "text",
                  "kind": "text", "body": "text", "lag_days": "int", **_WORDS},
    "units": {**_ARTICLE, "unit": "text", "continues": "text", **_PLACE, "modality": "text", "checkable": "bool",
              "themes": "texts", "confidence": "float", **_WORDS},
    "people": {**_ARTICLE, **_PLACE, "name": "text", "office": "text", "org": "text", **_WORDS},
    "organisations": {**_ARTICLE, **_PLACE, "name": "text", "kind": "text", **_WORDS},
    "industries": {**_ARTICLE, **_PLACE, "name": "text", "code": "text", **_WORDS},
    "formulations": {**_ARTICLE, **_PLACE, "text": "text", "count": "int", "members": "texts", "formulation": "text",
                     **_WORDS},
    "quantities": {**_ARTICLE, **_PLACE, "value": "float", "unit": "text", "comparator": "text", "indicator": "text",
                   "kind": "text", "period": "text", **_WORDS},
    "problems": {**_ARTICLE, "stage": "text", "what": "text", **_WORDS},
}  # fmt: skip
COLUMNS["undertakings"] = COLUMNS["units"]
"""Table name -> column name -> type. `undertakings` are the units whose modality is undertaking; `continues` is the unit
whose words a broken line cut off before this one, so that each sentence can be counted once."""

TABLES = tuple(COLUMNS)


class _Context:
    """What every row of one reading repeats: its article, and section -> subject, zone, date and events.

    A section's date is that of its subject's first dated response, else the day on which the article was published; its
    events are those that its subject takes up.
    """

    def __init__(self, reading: Reading) -> None:
        source = reading.source
        self.reading = reading
        self.article: Row = {
            "article": source.id, "uri": source.uri, "title": source.title,
            "publisher": source.publisher, "published": source.published,
        }  # fmt: skip
        self._lines = sorted((p.spans[0][0], p.id) for p in reading.paragraphs if p.spans)
        self._starts = [start for start, _ in self._lines]
        subjects = {section.id: section.subject for section in reading.sections}
        dates: dict[str | None, str] = {}
        events: dict[str | None, list[str]] = {}
        for response in reading.responses:
            subject = subjects.get(response.section or "")
            if subject and response.subject != subject:
                continue  # a paragraph of several places: another place's act says nothing of this section
            if response.date:
                dates.setdefault(response.section, response.date)
            for link in response.policy_events:
                if link.entity and link.entity not in events.setdefault(response.section, []):
                    events[response.section].append(link.entity)
        self.places: dict[str | None, Row] = {}
        for section in [None, *subjects]:
            subject = subjects.get(section) if section else None
            self.places[section] = {
                "section": section, "subject": subject.text if subject else None,
                "zone": subject.entity if subject else None,
                "date": dates.get(section) or source.published, "events": events.get(section, []),
            }  # fmt: skip

    def continued(self) -> dict[str, str]:
        """Unit -> the unit that it goes on with, where a broken line cut one sentence into two paragraphs."""
        units: dict[str, list[str]] = {}
        words: dict[str, str] = {}
        for unit in self.reading.units:
            units.setdefault(unit.id.split(".")[0], []).append(unit.id)
            words[unit.id] = quote(self.reading.text, unit.spans)
        before: dict[str | None, str] = {}
        out: dict[str, str] = {}
        for paragraph in sorted(self.reading.paragraphs, key=lambda p: p.order or 0):
            if paragraph.duplicate_of or paragraph.id not in units:
                continue
            last = before.get(paragraph.section)
            if paragraph.joins and last and not words[last].rstrip(_CLOSING).endswith(_ENDS):
                out[units[paragraph.id][0]] = last
            before[paragraph.section] = units[paragraph.id][-1]
        return out

    def paragraph(self, spans: Spans) -> str | None:
        """The paragraph in which the first span starts."""
        place = bisect_right(self._starts, spans[0][0]) - 1 if spans else -1
        return self._lines[place][1] if place >= 0 else None

    def place(self, section: str | None, spans: Spans) -> Row:
        return {"paragraph": self.paragraph(spans), **self.places.get(section, self.places[None])}

    def words(self, spans: Spans) -> Row:
        return {"spans": [list(span) for span in spans], "quote": quote(self.reading.text, spans)}


def _articles(context: _Context) -> Iterator[Row]:
    reading = context.reading
    yield {
        **context.article, "page": reading.source.page, "authors": list(reading.source.authors),
        "media_type": reading.source.media_type, "characters": len(reading.text),
        "zones": list(dict.fromkeys(s.subject.entity for s in reading.sections if s.subject.entity)),
        "events": list(dict.fromkeys(e.entity for e in reading.policy_events if e.entity)),
        "engine": reading.engine.version, "registry": reading.engine.registry,
    }  # fmt: skip


def _paragraphs(context: _Context) -> Iterator[Row]:
    for p in context.reading.paragraphs:
        yield {
            **context.article, "paragraph": p.id, "role": p.role, "section": p.section, "order": p.order,
            "joins": p.joins, "duplicate_of": p.duplicate_of, **context.words(p.spans),
        }  # fmt: skip


def _sections(context: _Context) -> Iterator[Row]:
    for s in context.reading.sections:
        yield {
            **context.article, "section": s.id, "subject": s.subject.text, "zone": s.subject.entity,
            "slogan": s.slogan, "speaker": s.speaker.name if s.speaker else None,
            "speaker_title": s.speaker.title if s.speaker else None, "byline": s.byline,
        }  # fmt: skip


def _events(context: _Context) -> Iterator[Row]:
    for e in context.reading.policy_events:
        yield {**context.article, "text": e.text, "event": e.entity, **context.words(e.spans)}


def _responses(context: _Context) -> Iterator[Row]:
    for r in context.reading.responses:
        yield {
            **context.article, "response": r.id, **context.place(r.section, r.spans),
            "subject": r.subject.text, "zone": r.subject.entity, "date": r.date,
            "events": [e.entity for e in r.policy_events if e.entity],
            "event_texts": [e.text for e in r.policy_events], "date_text": r.date_text, "kind": r.kind, "body": r.body,
            "lag_days": r.lag_days, **context.words(r.spans),
        }  # fmt: skip


def _units(context: _Context) -> Iterator[Row]:
    continued = context.continued()
    for u in context.reading.units:
        yield {
            **context.article, "unit": u.id, "continues": continued.get(u.id), **context.place(u.section, u.spans), "modality": u.modality,
            "checkable": u.checkable, "themes": list(u.themes), "confidence": u.confidence, **context.words(u.spans),
        }  # fmt: skip


def _undertakings(context: _Context) -> Iterator[Row]:
    return (row for row in _units(context) if row["modality"] == "undertaking")


def _people(context: _Context) -> Iterator[Row]:
    for p in context.reading.people:
        yield {
            **context.article, **context.place(p.section, p.spans), "name": p.name, "office": p.title, "org": p.org,
            **context.words(p.spans),
        }  # fmt: skip


def _organisations(context: _Context) -> Iterator[Row]:
    for o in context.reading.organisations:
        yield {
            **context.article, **context.place(o.section, o.spans), "name": o.name, "kind": o.kind,
            **context.words(o.spans),
        }  # fmt: skip


def _industries(context: _Context) -> Iterator[Row]:
    for i in context.reading.industries:
        yield {
            **context.article, **context.place(i.section, i.spans), "name": i.name, "code": i.code,
            **context.words(i.spans),
        }  # fmt: skip


def _formulations(context: _Context) -> Iterator[Row]:
    for f in context.reading.formulations:
        yield {
            **context.article, **context.place(f.section, f.spans), "text": f.text, "count": f.count,
            "members": list(f.members), "formulation": f.entity, **context.words(f.spans),
        }  # fmt: skip


def _quantities(context: _Context) -> Iterator[Row]:
    for q in context.reading.quantities:
        yield {
            **context.article, **context.place(q.section, q.spans), "value": q.value, "unit": q.unit,
            "comparator": q.comparator, "indicator": q.indicator, "kind": q.kind, "period": q.period,
            **context.words(q.spans),
        }  # fmt: skip


def _problems(context: _Context) -> Iterator[Row]:
    for p in context.reading.problems:
        yield {**context.article, "stage": p.stage, "what": p.what, **context.words(p.spans)}


_ROWS: dict[str, Callable[[_Context], Iterator[Row]]] = {
    "articles": _articles, "paragraphs": _paragraphs, "sections": _sections, "events": _events,
    "responses": _responses, "units": _units, "undertakings": _undertakings, "people": _people,
    "organisations": _organisations, "industries": _industries, "formulations": _formulations,
    "quantities": _quantities, "problems": _problems,
}  # fmt: skip


def columns(table: str) -> dict[str, str]:
    """Column name -> type of one table; UsageError for an unknown table."""
    if table not in COLUMNS:
        raise UsageError(f"There is no table {table!r}.", hint=f"Tables: {', '.join(TABLES)}.")
    return COLUMNS[table]


def rows(table: str, reading: Reading) -> list[Row]:
    """The rows of one table that one reading gives, with the keys of `columns(table)` in their order."""
    names = columns(table)
    return [{name: row[name] for name in names} for row in _ROWS[table](_Context(reading))]


def all_rows(reading: Reading, names: Iterable[str] = TABLES) -> dict[str, list[Row]]:
    """The rows of several tables that one reading gives: table -> rows."""
    context = _Context(reading)
    return {table: [{name: row[name] for name in columns(table)} for row in _ROWS[table](context)] for table in names}


def places(reading: Reading) -> dict[str | None, Row]:
    """Section -> its subject, zone, date and events, as every row repeats them; None is the whole article."""
    return _Context(reading).places


def frame(table: str, readings: Iterable[Reading]) -> "polars.DataFrame":
    """One table over many readings as a polars frame; without readings, an empty frame with the same columns."""
    return to_frame(table, (row for reading in readings for row in rows(table, reading)))


def schema(table: str) -> dict[str, Any]:
    """Column name -> polars type of one table."""
    import polars as pl  # noqa: PLC0415  (polars is loaded when a frame is asked for)

    types = {
        "text": pl.String, "int": pl.Int64, "float": pl.Float64, "bool": pl.Boolean,
        "texts": pl.List(pl.String), "spans": pl.List(pl.List(pl.Int64)),
    }  # fmt: skip
    return {name: types[kind] for name, kind in columns(table).items()}


def to_frame(table: str, rows: Iterable[Row]) -> "polars.DataFrame":
    """Rows of one table as a polars frame with the table's types."""
    import polars as pl  # noqa: PLC0415  (polars is loaded when a frame is asked for)

    return pl.DataFrame(list(rows), schema=schema(table), orient="row")
