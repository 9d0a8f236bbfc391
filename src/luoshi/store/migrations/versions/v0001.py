"""Version 1: articles, their sections, passages and findings, and the search index."""

from uuid import uuid4

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
FTS5 = "content='', columnsize=0, detail=none, tokenize=\"ascii tokenchars '-:.'\""


def upgrade() -> None:
    """Make the tables, the one row of `library` and the search index of the database at hand."""
    op.create_table(
        "articles",
        sa.Column("number", NUMBER, autoincrement=False, nullable=False),
        sa.Column("id", WORDS, nullable=False),
        sa.Column("uri", WORDS, nullable=True),
        sa.Column("media_type", WORDS, nullable=False),
        sa.Column("title", WORDS, nullable=True),
        sa.Column("publisher", WORDS, nullable=True),
        sa.Column("published", WORDS, nullable=True),
        sa.Column("page", WORDS, nullable=True),
        sa.Column("authors", WORDS, nullable=False),
        sa.Column("characters", sa.Integer(), nullable=False),
        sa.Column("zones", WORDS, nullable=False),
        sa.Column("events", WORDS, nullable=False),
        sa.Column("engine", WORDS, nullable=False),
        sa.Column("registry", WORDS, nullable=False),
        sa.Column("made_by", WORDS, nullable=False),
        sa.Column("problems", sa.Integer(), nullable=False),
        sa.Column("doubtful", sa.Integer(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=True),
        sa.Column("added", WORDS, nullable=False),
        sa.Column("family", sa.BigInteger(), nullable=False),
        sa.Column("changed", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("id"),
    )
    op.create_index("ix_articles_changed", "articles", ["changed"], unique=False)
    op.create_index("ix_articles_family", "articles", ["family"], unique=False)
    op.create_index("ix_articles_made_by", "articles", ["made_by"], unique=False)
    op.create_table(
        "days",
        sa.Column("day", NUMBER, autoincrement=False, nullable=False),
        sa.Column("used", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("day"),
    )
    op.create_table(
        "library",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("key", WORDS, nullable=False),
        sa.Column("changes", sa.BigInteger(), nullable=False),
        sa.Column("articles", sa.BigInteger(), nullable=False),
        sa.Column("passages", sa.BigInteger(), nullable=False),
        sa.Column("characters", sa.BigInteger(), nullable=False),
        sa.Column("indexed", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "sources",
        sa.Column("article_id", WORDS, nullable=False),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("source", WORDS, nullable=False),
        sa.PrimaryKeyConstraint("article_id", "place"),
    )
    op.create_table(
        "contents",
        sa.Column("article", NUMBER, autoincrement=False, nullable=False),
        sa.Column("reading", sa.LargeBinary(), nullable=False),
        sa.Column("document", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.number"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("article"),
    )
    op.create_table(
        "prints",
        sa.Column("band", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("article", NUMBER, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.number"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("band", "article"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_prints_article", "prints", ["article"], unique=False)
    op.create_table(
        "sections",
        sa.Column("number", NUMBER, autoincrement=False, nullable=False),
        sa.Column("article", NUMBER, nullable=False),
        sa.Column("section", WORDS, nullable=True),
        sa.Column("subject", WORDS, nullable=True),
        sa.Column("zone", WORDS, nullable=True),
        sa.Column("date", WORDS, nullable=True),
        sa.Column("events", WORDS, nullable=False),
        sa.Column("slogan", WORDS, nullable=True),
        sa.Column("speaker", WORDS, nullable=True),
        sa.Column("speaker_title", WORDS, nullable=True),
        sa.Column("byline", WORDS, nullable=True),
        sa.ForeignKeyConstraint(["article"], ["articles.number"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index("ix_sections_article", "sections", ["article"], unique=False)
    op.create_index(
        "ix_sections_subject",
        "sections",
        ["subject"],
        unique=False,
        sqlite_where=sa.text("zone IS NULL AND subject IS NOT NULL"),
        postgresql_where=sa.text("zone IS NULL AND subject IS NOT NULL"),
    )
    op.create_index(
        "ix_sections_zone_date",
        "sections",
        ["zone", "date"],
        unique=False,
        sqlite_where=sa.text("zone IS NOT NULL"),
        postgresql_where=sa.text("zone IS NOT NULL"),
    )
    op.create_table(
        "events",
        sa.Column("number", NUMBER, autoincrement=False, nullable=False),
        sa.Column("in_section", NUMBER, nullable=False),
        sa.Column("text", WORDS, nullable=True),
        sa.Column("event", WORDS, nullable=True),
        sa.Column("spans", WORDS, nullable=False),
        sa.Column("quote", WORDS, nullable=True),
        sa.ForeignKeyConstraint(["in_section"], ["sections.number"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index("ix_events_event", "events", ["event"], unique=False)
    op.create_index("ix_events_in_section", "events", ["in_section"], unique=False)
    op.create_table(
        "formulations",
        sa.Column("number", NUMBER, autoincrement=False, nullable=False),
        sa.Column("in_section", NUMBER, nullable=False),
        sa.Column("paragraph", WORDS, nullable=True),
        sa.Column("text", WORDS, nullable=True),
        sa.Column("count", sa.Integer(), nullable=True),
        sa.Column("members", WORDS, nullable=True),
        sa.Column("formulation", WORDS, nullable=True),
        sa.Column("spans", WORDS, nullable=False),
        sa.Column("quote", WORDS, nullable=True),
        sa.ForeignKeyConstraint(["in_section"], ["sections.number"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index("ix_formulations_in_section", "formulations", ["in_section"], unique=False)
    op.create_index("ix_formulations_text", "formulations", ["text"], unique=False)
    op.create_table(
        "industries",
        sa.Column("number", NUMBER, autoincrement=False, nullable=False),
        sa.Column("in_section", NUMBER, nullable=False),
        sa.Column("paragraph", WORDS, nullable=True),
        sa.Column("name", WORDS, nullable=True),
        sa.Column("code", WORDS, nullable=True),
        sa.Column("spans", WORDS, nullable=False),
        sa.Column("quote", WORDS, nullable=True),
        sa.ForeignKeyConstraint(["in_section"], ["sections.number"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index("ix_industries_in_section", "industries", ["in_section"], unique=False)
    op.create_index("ix_industries_name", "industries", ["name"], unique=False)
    op.create_table(
        "organisations",
        sa.Column("number", NUMBER, autoincrement=False, nullable=False),
        sa.Column("in_section", NUMBER, nullable=False),
        sa.Column("paragraph", WORDS, nullable=True),
        sa.Column("name", WORDS, nullable=True),
        sa.Column("kind", WORDS, nullable=True),
        sa.Column("spans", WORDS, nullable=False),
        sa.Column("quote", WORDS, nullable=True),
        sa.ForeignKeyConstraint(["in_section"], ["sections.number"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index("ix_organisations_in_section", "organisations", ["in_section"], unique=False)
    op.create_index("ix_organisations_name", "organisations", ["name"], unique=False)
    op.create_table(
        "passages",
        sa.Column("number", NUMBER, autoincrement=False, nullable=False),
        sa.Column("in_section", NUMBER, nullable=False),
        sa.Column("paragraph", WORDS, nullable=True),
        sa.Column("unit", WORDS, nullable=True),
        sa.Column("continues", WORDS, nullable=True),
        sa.Column("role", sa.SmallInteger(), nullable=True),
        sa.Column("modality", sa.SmallInteger(), nullable=True),
        sa.Column("checkable", sa.Boolean(), nullable=True),
        sa.Column("themes", sa.Integer(), nullable=False),
        sa.Column("confidence", sa.SmallInteger(), nullable=True),
        sa.Column("spans", WORDS, nullable=False),
        sa.Column("quote", WORDS, nullable=False),
        sa.ForeignKeyConstraint(["in_section"], ["sections.number"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index("ix_passages_in_section", "passages", ["in_section"], unique=False)
    op.create_table(
        "people",
        sa.Column("number", NUMBER, autoincrement=False, nullable=False),
        sa.Column("in_section", NUMBER, nullable=False),
        sa.Column("paragraph", WORDS, nullable=True),
        sa.Column("name", WORDS, nullable=True),
        sa.Column("office", WORDS, nullable=True),
        sa.Column("org", WORDS, nullable=True),
        sa.Column("spans", WORDS, nullable=False),
        sa.Column("quote", WORDS, nullable=True),
        sa.ForeignKeyConstraint(["in_section"], ["sections.number"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index("ix_people_in_section", "people", ["in_section"], unique=False)
    op.create_index("ix_people_name", "people", ["name"], unique=False)
    op.create_table(
        "problems",
        sa.Column("number", NUMBER, autoincrement=False, nullable=False),
        sa.Column("in_section", NUMBER, nullable=False),
        sa.Column("stage", WORDS, nullable=True),
        sa.Column("what", WORDS, nullable=True),
        sa.Column("spans", WORDS, nullable=False),
        sa.Column("quote", WORDS, nullable=True),
        sa.ForeignKeyConstraint(["in_section"], ["sections.number"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index("ix_problems_in_section", "problems", ["in_section"], unique=False)
    op.create_table(
        "quantities",
        sa.Column("number", NUMBER, autoincrement=False, nullable=False),
        sa.Column("in_section", NUMBER, nullable=False),
        sa.Column("paragraph", WORDS, nullable=True),
        sa.Column("value", sa.Float(), nullable=True),
        sa.Column("unit", WORDS, nullable=True),
        sa.Column("comparator", WORDS, nullable=True),
        sa.Column("indicator", WORDS, nullable=True),
        sa.Column("kind", WORDS, nullable=True),
        sa.Column("period", WORDS, nullable=True),
        sa.Column("spans", WORDS, nullable=False),
        sa.Column("quote", WORDS, nullable=True),
        sa.ForeignKeyConstraint(["in_section"], ["sections.number"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index("ix_quantities_in_section", "quantities", ["in_section"], unique=False)
    op.create_index("ix_quantities_indicator", "quantities", ["indicator"], unique=False)
    op.create_table(
        "responses",
        sa.Column("number", NUMBER, autoincrement=False, nullable=False),
        sa.Column("in_section", NUMBER, nullable=False),
        sa.Column("response", WORDS, nullable=False),
        sa.Column("paragraph", WORDS, nullable=True),
        sa.Column("subject", WORDS, nullable=True),
        sa.Column("zone", WORDS, nullable=True),
        sa.Column("date", WORDS, nullable=True),
        sa.Column("events", WORDS, nullable=False),
        sa.Column("event_texts", WORDS, nullable=False),
        sa.Column("date_text", WORDS, nullable=True),
        sa.Column("kind", WORDS, nullable=False),
        sa.Column("body", WORDS, nullable=True),
        sa.Column("lag_days", sa.Integer(), nullable=True),
        sa.Column("spans", WORDS, nullable=False),
        sa.Column("quote", WORDS, nullable=True),
        sa.ForeignKeyConstraint(["in_section"], ["sections.number"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index("ix_responses_in_section", "responses", ["in_section"], unique=False)
    op.create_index("ix_responses_zone_date", "responses", ["zone", "date"], unique=False)
    op.create_table(
        "section_events",
        sa.Column("event", WORDS, nullable=False),
        sa.Column("section", NUMBER, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["section"], ["sections.number"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("event", "section"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_section_events_section", "section_events", ["section"], unique=False)
    op.create_table(
        "response_events",
        sa.Column("event", WORDS, nullable=False),
        sa.Column("response", NUMBER, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["response"], ["responses.number"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("event", "response"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_response_events_response", "response_events", ["response"], unique=False)
    op.execute(f"INSERT INTO library VALUES (1, '{uuid4().hex}', 0, 0, 0, 0, 1)")
    for index in ("passage_words", "term_words"):
        if op.get_bind().dialect.name == "sqlite":
            op.execute(f"CREATE VIRTUAL TABLE {index} USING fts5(tokens, {FTS5})")
        else:
            op.execute(f"CREATE TABLE {index} (number BIGINT PRIMARY KEY, tokens tsvector NOT NULL)")
            op.execute(f"CREATE INDEX ix_{index} ON {index} USING gin (tokens)")
