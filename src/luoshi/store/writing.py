"""One transaction that writes: articles in, articles out, numbers given, the library's counts kept."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

import msgspec
from sqlalchemy import Connection, delete, insert, select, update

from luoshi.errors import LibraryError
from luoshi.model.source import Document
from luoshi.store import reprints
from luoshi.store import tables as t
from luoshi.store.contract import Written
from luoshi.store.inventory import named, pieces, provenances
from luoshi.store.prepared import Prepared
from luoshi.store.rows import BLOCK, Row, Rows, day_of, made_by, text

_ORDER = ("articles", "contents", "sections", "section_events", "passages", *t.FINDINGS, "response_events")
"""The tables of one article, parents first."""


class Index(Protocol):
    """What a store's database does in its own way."""

    def insertable(self, rows: list[Row]) -> list[Row]: ...

    def index(self, connection: Connection, tables: dict[str, list[Row]]) -> None: ...

    def unindex(self, connection: Connection, tables: dict[str, list[Row]]) -> None: ...


class Writing:
    """One transaction that writes."""

    def __init__(self, index: Index, connection: Connection) -> None:
        self.index = index
        self.connection = connection
        self.now = connection.execute(select(t.library.c.changes)).scalar_one() + 1
        self.days: dict[int, int] = {}
        self.change = {"articles": 0, "passages": 0, "characters": 0}

    def keep(self, batch: Sequence[Prepared]) -> Written:
        """Keep a batch; the rows of many articles go in together, in the order of their numbers."""
        batch = list({made.kept.reading.source.id: made for made in batch}.values())
        held = self._held([made.kept.reading.source.id for made in batch])
        added = reread = reprinted = 0
        new: list[tuple[Prepared, int | None]] = []
        for made in sorted(batch, key=lambda made: day_of(made.kept.reading.source.published)):
            kept = made.kept
            number, engine, family = held.get(kept.reading.source.id, (None, None, None))
            if number is not None:
                self.note(kept.document)
            if engine == made_by(kept.reading.engine):
                continue
            if number is None:
                added += 1
            else:
                self.forget(number)
                reread += 1
            new.append((made, family))
        reprinted = self._insert(new)
        self.count()
        return Written(added, reread, len(batch) - added - reread, reprinted)

    def _held(self, ids: list[str]) -> dict[str, tuple[int, str, int]]:
        held = t.articles.c
        out = {}
        for some in pieces(ids):
            asked = select(held.id, held.number, held.made_by, held.family).where(held.id.in_(some))
            out.update({row.id: (row.number, row.made_by, row.family) for row in self.connection.execute(asked)})
        return out

    def _insert(self, new: list[tuple[Prepared, int | None]]) -> int:
        tables: dict[str, list[Row]] = {name: [] for name in _ORDER}
        prints: list[Row] = []
        families = reprints.Families(self.connection)
        reprinted = 0
        for prepared, given in new:
            kept, sketch = prepared.kept, prepared.sketch
            family = prepared.family if given is None else given
            found = family if family is not None else families.find(sketch, kept.reading.text)
            own = reprints.own_family(kept.reading.source.id)
            reprinted += family is None and found is not None
            made = Rows(prepared, self._take, own if found is None else found)
            families.add(sketch, kept.reading.text, made.article, own if found is None else found)
            prints += [{"band": band, "article": made.article} for band in sketch]
            made.tables["articles"][0]["changed"] = self.now
            for name, some in made.tables.items():
                tables[name] += some
            self.change["articles"] += 1
            self.change["passages"] += len(made.tables["passages"])
            self.change["characters"] += len(kept.reading.text)
        for name, some in tables.items():
            if some:
                rows = self.index.insertable(sorted(some, key=_numbered))
                self.connection.execute(insert(t.metadata.tables[name]), rows)
        if prints:
            self.connection.execute(insert(t.prints), prints)
        self.index.index(self.connection, tables)
        return reprinted

    def _take(self, day: int, size: int) -> int:
        """The first of so many numbers of a day, or of the next day with room."""
        if size > BLOCK:
            raise LibraryError(f"An article has {size} findings.", hint=f"Up to {BLOCK} are kept; cut it in two.")
        while True:
            if day not in self.days:
                used = self.connection.execute(select(t.days.c.used).where(t.days.c.day == day)).scalar()
                if used is None:
                    self.connection.execute(insert(t.days).values(day=day, used=0))
                self.days[day] = used or 0
            if day == 0 or self.days[day] + size <= BLOCK:
                break
            day += 1
        self.days[day] += size
        return day * BLOCK + self.days[day] - size

    def forget(self, number: int) -> None:
        """Delete an article's rows, children and search entries with it."""
        sections = select(t.sections.c.number).where(t.sections.c.article == number)
        gone: dict[str, list[Row]] = {}
        for table in (t.passages, *t.FINDINGS.values()):
            asked = select(table).where(table.c.in_section.in_(sections))
            gone[table.name] = [dict(row._mapping) for row in self.connection.execute(asked)]
        asked = select(t.sections).where(t.sections.c.article == number)
        gone["sections"] = [dict(row._mapping) for row in self.connection.execute(asked)]
        self.index.unindex(self.connection, gone)
        characters = select(t.articles.c.characters).where(t.articles.c.number == number)
        self.change["characters"] -= self.connection.execute(characters).scalar_one()
        self.change["passages"] -= len(gone["passages"])
        self.change["articles"] -= 1
        self.connection.execute(delete(t.articles).where(t.articles.c.number == number))

    def note(self, document: Document) -> None:
        """Note a further name under which a kept text came, once each."""
        id = document.source.id
        told = provenances(self.connection, id)
        if named(document.source) not in map(named, told):
            row = {"article_id": id, "place": len(told), "source": text(msgspec.to_builtins(document.source))}
            self.connection.execute(insert(t.sources), [row])

    def count(self) -> None:
        """Bring the library's own row up to date."""
        c = t.library.c
        grown = {name: c[name] + by for name, by in self.change.items()}
        self.connection.execute(update(t.library).values(changes=self.now, **grown))
        for day, used in self.days.items():
            self.connection.execute(update(t.days).where(t.days.c.day == day).values(used=used))


def _numbered(row: Mapping[str, Any]) -> int:
    return int(row.get("number", 0))
