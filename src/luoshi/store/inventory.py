"""What a library holds, as one connection sees it: counts, listings, provenances, and whether it is whole."""

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, func, select

from luoshi.model.source import Source
from luoshi.model.spans import Spans
from luoshi.model.tables import columns
from luoshi.store import frames, questions
from luoshi.store import tables as t
from luoshi.store.contract import Doubt, Filters, Holdings
from luoshi.store.packing import way_source

Row = dict[str, Any]

_source = msgspec.json.Decoder(Source).decode
_spans = msgspec.json.Decoder(Spans).decode
_AT_ONCE = 500
"""Values in one IN list."""


def pieces(values: Sequence[Any]) -> Iterator[list[Any]]:
    """Values in lists short enough for one IN."""
    for start in range(0, len(values), _AT_ONCE):
        yield list(values[start : start + _AT_ONCE])


def holdings(connection: Connection) -> Holdings:
    """What is held."""
    row = connection.execute(select(t.library)).one()
    return Holdings(row.articles, row.passages, row.characters, row.changes)


def provenances(connection: Connection, article: str) -> list[Source]:
    """Every name under which a kept text came, the first one first; none where it is not kept."""
    kept = t.contents.join(t.articles, t.articles.c.number == t.contents.c.article)
    first = select(t.contents.c.document).select_from(kept).where(t.articles.c.id == article)
    more = select(t.sources.c.source).where(t.sources.c.article_id == article).order_by(t.sources.c.place)
    told = [way_source(document) for document in connection.execute(first).scalars()]
    return told + [_source(source) for source in connection.execute(more).scalars()] if told else []


def named(source: Source) -> Source:
    """A provenance without the time of reading."""
    return msgspec.structs.replace(source, read_at=None)


def following(connection: Connection, numbers: Sequence[int]) -> dict[int, tuple[str, Spans]]:
    """The line with which each passage's sentence runs on: its words and its place in the article."""
    here, after = t.passages, t.passages.alias()
    asked = select(here.c.number, after.c.quote, after.c.spans).where(
        here.c.number.in_(numbers),
        after.c.in_section == here.c.in_section,
        after.c.continues == questions.unit_id(here),
    )
    rows = connection.execute(asked) if numbers else ()
    return {row.number: (row.quote, _spans(row.spans)) for row in rows}


def subjects(connection: Connection) -> list[str]:
    """The subjects of sections that the registry does not hold."""
    held = t.sections.c
    asked = select(held.subject).where(held.zone.is_(None), held.subject.is_not(None)).distinct()
    return sorted(connection.execute(asked).scalars())


def listed(connection: Connection, filters: Filters, limit: int | None = None) -> list[Row]:
    """Articles, newest first, each with the id of the earliest printing where it repeats one."""
    names = ["article", *(name for name in columns("articles") if name != "article")]
    found = connection.execute(questions.statement("articles", filters, names, limit)).all()
    first = _earliest(connection)
    out = []
    for row, told in zip(found, frames.dicts("articles", names, [row[1:] for row in found]), strict=True):
        id = told.pop("article")
        original = first.get(row.number)
        out.append({"id": id, **told, "reprint_of": original if original != id else None})
    return out


def _earliest(connection: Connection) -> dict[int, str]:
    """The number of every article that has reprints or is one -> the id of the earliest printing."""
    held = t.articles.c
    several = select(held.family).group_by(held.family).having(func.count() > 1)
    members = select(held.number, held.id, held.family).where(held.family.in_(several)).order_by(held.number)
    first: dict[int, str] = {}
    out = {}
    for number, id, family in connection.execute(members):
        out[number] = first.setdefault(family, id)
    return out


def reprints(connection: Connection) -> list[int]:
    """The numbers of the articles that repeat an earlier one."""
    held = t.articles.c
    first = select(held.family, func.min(held.number).label("number")).group_by(held.family).having(func.count() > 1)
    families = first.subquery()
    asked = select(held.number).join(families, held.family == families.c.family).where(held.number != families.c.number)
    return list(connection.execute(asked).scalars())


def doubts(connection: Connection, limit: int) -> list[Doubt]:
    """Articles that ask for a look, the newest first: those with problems, then those with doubtful units."""
    held = t.articles.c
    broken = select(t.sections.c.article).join(t.problems, t.problems.c.in_section == t.sections.c.number)
    out: list[Doubt] = []
    for condition in (held.number.in_(broken), (held.problems == 0) & (held.doubtful > 0)):
        asked = select(held.id, held.uri, held.title, held.problems, held.doubtful).where(condition)
        newest = asked.order_by(held.number.desc()).limit(limit - len(out))
        out += [Doubt(*row) for row in connection.execute(newest)]
    return out


def check(connection: Connection) -> list[str]:
    """Counts that do not fit together; empty where all is whole."""
    count = func.count
    noted = connection.execute(select(t.library)).one()
    characters = func.coalesce(func.sum(t.articles.c.characters), 0)
    asked = {
        "articles": select(count()).select_from(t.articles),
        "passages": select(count()).select_from(t.passages),
        "characters": select(characters),
    }
    found = {name: connection.execute(statement).scalar_one() for name, statement in asked.items()}
    bare = select(count()).select_from(t.articles.outerjoin(t.contents)).where(t.contents.c.article.is_(None))
    without = connection.execute(bare).scalar_one()
    out = [f"{name}: {n} there, {getattr(noted, name)} noted" for name, n in found.items() if n != getattr(noted, name)]
    return out + ([f"{without} articles without their text"] if without else [])
