"""How a library lies in tables. The tables of findings are drawn from model.tables: same names, same columns.

Numbers: an article, a section and a passage have a number that begins with the day of publication, so that the order
of numbers is the order of time and "newest first" needs no index of its own: see rows.BLOCK.

    articles ──< sections ──< passages, responses, people, … (each row knows its section; section 0 is the whole article)
        └── contents: the reading and the way back to the file, packed; sources: every name the text came under
"""

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    Table,
    Text,
)

from luoshi.model.tables import COLUMNS

metadata = MetaData()

# Text is compared by code point in both stores, so that ids and ISO days sort alike.
Words = Text().with_variant(Text(collation="C"), "postgresql")
_TYPES: dict[str, Any] = {
    "text": Words,
    "int": Integer,
    "float": Float,
    "bool": Boolean,
    "texts": Words,
    "spans": Words,
}
_PARENTS = {"article", "uri", "title", "publisher", "published", "section", "subject", "zone", "date", "events"}


# In SQLite only a column that says INTEGER is the row's own number.
Number = BigInteger().with_variant(Integer, "sqlite")


def _number(name: str = "number") -> Column[int]:
    return Column(name, Number, primary_key=True, autoincrement=False)


def _of(parent: str, name: str) -> Column[int]:
    return Column(name, Number, ForeignKey(f"{parent}.number", ondelete="CASCADE"), nullable=False, index=True)


library = Table(
    "library",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("key", Words, nullable=False),
    Column("changes", BigInteger, nullable=False),
    Column("articles", BigInteger, nullable=False),
    Column("passages", BigInteger, nullable=False),
    Column("characters", BigInteger, nullable=False),
    Column("indexed", Integer, nullable=False),
)
"""One row: a key of its own, how often the library was changed, what it holds, and how it was indexed (indexed.VERSION)."""

days = Table("days", metadata, _number("day"), Column("used", BigInteger, nullable=False))
"""How many numbers of each day of publication are given away."""

articles = Table(
    "articles",
    metadata,
    _number(),
    Column("id", Words, nullable=False, unique=True),
    Column("uri", Words),
    Column("media_type", Words, nullable=False),
    Column("title", Words),
    Column("publisher", Words),
    Column("published", Words),
    Column("page", Words),
    Column("authors", Words, nullable=False),
    Column("characters", Integer, nullable=False),
    Column("zones", Words, nullable=False),
    Column("events", Words, nullable=False),
    Column("engine", Words, nullable=False),
    Column("registry", Words, nullable=False),
    Column("made_by", Words, nullable=False, index=True),
    Column("problems", Integer, nullable=False),
    Column("doubtful", Integer, nullable=False),
    Column("confidence", Float),
    Column("added", Words, nullable=False),
    Column("family", BigInteger, nullable=False, index=True),
    Column("changed", BigInteger, nullable=False, index=True),
)
"""`made_by` names the whole engine (a change makes the article stale); `doubtful` counts units of low confidence;
`family` is the same number for an article and its reprints; `changed` is the library's count of changes that wrote it."""

contents = Table(
    "contents",
    metadata,
    Column("article", Number, ForeignKey("articles.number", ondelete="CASCADE"), primary_key=True,
           autoincrement=False),
    Column("reading", LargeBinary, nullable=False),
    Column("document", LargeBinary, nullable=False),
)  # fmt: skip
"""The reading and the document (places, the source's own problems) as compressed JSON."""

sources = Table(
    "sources",
    metadata,
    Column("article_id", Words, nullable=False, primary_key=True),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("source", Words, nullable=False),
)
"""Provenances under which the same text was met again, as JSON, in the order of meeting; the first is in `contents`."""

prints = Table(
    "prints",
    metadata,
    Column("band", BigInteger, primary_key=True, autoincrement=False),
    Column("article", Number, ForeignKey("articles.number", ondelete="CASCADE"), primary_key=True,
           autoincrement=False, index=True),
    sqlite_with_rowid=False,
)  # fmt: skip
"""Pieces of each article's sketch (see reprints); articles with a piece in common are compared."""

sections = Table(
    "sections",
    metadata,
    _number(),
    _of("articles", "article"),
    Column("section", Words),
    Column("subject", Words),
    Column("zone", Words),
    Column("date", Words),
    Column("events", Words, nullable=False),
    Column("slogan", Words),
    Column("speaker", Words),
    Column("speaker_title", Words),
    Column("byline", Words),
)
# Which rows these hold stands in the migration: a condition here loads the dialects of both databases at every start.
Index("ix_sections_zone_date", sections.c.zone, sections.c.date)
Index("ix_sections_subject", sections.c.subject)
"""`section` is null for the matter of the whole article; `events` is a JSON list. Zones of the registry and other subjects
have an index each."""

section_events = Table(
    "section_events",
    metadata,
    Column("event", Words, primary_key=True),
    Column("section", Number, ForeignKey("sections.number", ondelete="CASCADE"), primary_key=True,
           autoincrement=False, index=True),
    sqlite_with_rowid=False,
)  # fmt: skip

passages = Table(
    "passages",
    metadata,
    _number(),
    _of("sections", "in_section"),
    Column("paragraph", Words),
    Column("unit", Words),
    Column("continues", Words),
    Column("role", SmallInteger),
    Column("modality", SmallInteger),
    Column("checkable", Boolean),
    Column("themes", Integer, nullable=False),
    Column("confidence", SmallInteger),
    Column("spans", Words, nullable=False),
    Column("quote", Words, nullable=False),
)
"""What search finds: the units, and the paragraphs that are not cut into units (`unit` is null). `unit` is what
its id adds to its paragraph's; `role` and `modality` are places in the codebook's lists, `themes` is a number as
rows.packed makes it, `confidence` is in thousandths."""


def _findings(name: str, *indexes: Index) -> Table:
    """The table of one kind of finding, with the columns of model.tables that its section does not give."""
    own: list[Any] = [
        Column(column, _TYPES[kind], nullable=column != "spans")
        for column, kind in COLUMNS[name].items()
        if column not in _PARENTS
    ]
    return Table(name, metadata, _number(), _of("sections", "in_section"), *own, *indexes)


people = _findings("people", Index("ix_people_name", "name"))
organisations = _findings("organisations", Index("ix_organisations_name", "name"))
industries = _findings("industries", Index("ix_industries_name", "name"))
formulations = _findings("formulations", Index("ix_formulations_text", "text"))
quantities = _findings("quantities", Index("ix_quantities_indicator", "indicator"))
events = _findings("events", Index("ix_events_event", "event"))
problems = _findings("problems")

responses = Table(
    "responses",
    metadata,
    _number(),
    _of("sections", "in_section"),
    Column("response", Words, nullable=False),
    Column("paragraph", Words),
    Column("subject", Words),
    Column("zone", Words),
    Column("date", Words),
    Column("events", Words, nullable=False),
    Column("event_texts", Words, nullable=False),
    Column("date_text", Words),
    Column("kind", Words, nullable=False),
    Column("body", Words),
    Column("lag_days", Integer),
    Column("spans", Words, nullable=False),
    Column("quote", Words),
    Index("ix_responses_zone_date", "zone", "date"),
)

"""`quote` is null where the response's words are just those of a passage, from which they are then taken (see rows)."""

response_events = Table(
    "response_events",
    metadata,
    Column("event", Words, primary_key=True),
    Column("response", Number, ForeignKey("responses.number", ondelete="CASCADE"), primary_key=True,
           autoincrement=False, index=True),
    sqlite_with_rowid=False,
)  # fmt: skip

FINDINGS = {
    table.name: table
    for table in (responses, people, organisations, industries, formulations, quantities, events, problems)
}
"""The tables with one row a finding, each with a number and its section's number in `in_section`."""
