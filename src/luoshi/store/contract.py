"""What every store does: a few methods, the same for SQLite and PostgreSQL. Not for opening one: see catalogue."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Literal, Protocol, get_args

import msgspec

from luoshi.model.failure import Failure
from luoshi.model.reading import Engine, Reading
from luoshi.model.source import Document
from luoshi.model.spans import Spans
from luoshi.model.tables import TABLES

if TYPE_CHECKING:
    from luoshi.store.prepared import Prepared

Row = dict[str, Any]

ASKED = tuple(table for table in TABLES if table != "paragraphs")
"""The tables that a store is asked for; paragraphs are drawn from the readings."""


class Kept(msgspec.Struct, frozen=True):
    """An article as a library keeps it: the document as its source gave it, and the reading made of it."""

    document: Document
    reading: Reading


class Written(msgspec.Struct, frozen=True):
    """What became of the articles of one transaction: counts of articles."""

    added: int = 0
    reread: int = 0
    known: int = 0
    reprints: int = 0

    def __add__(self, other: "Written") -> "Written":
        return Written(
            self.added + other.added,
            self.reread + other.reread,
            self.known + other.known,
            self.reprints + other.reprints,
        )


class Done(msgspec.Struct, frozen=True):
    """What became of some documents: `written` counts articles, `failures` are the documents that could not be read."""

    written: Written
    failures: tuple[Failure, ...] = ()

    @property
    def documents(self) -> int:
        """How many documents this tells of."""
        return self.written.added + self.written.reread + self.written.known + len(self.failures)


class Filters(msgspec.Struct, frozen=True):
    """Which findings are meant; every part that is given must hold, and inside a part any of its values.

    Zones, events, themes and the rest are ids and codes; `names.filters` makes them from what people write. `since` and
    `until` are ISO years, months or days, both inclusive, and are held against the date of the finding's section.
    """

    zones: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    modalities: tuple[str, ...] = ()
    checkable: bool | None = None
    kinds: tuple[str, ...] = ()
    industries: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    equal: tuple[tuple[str, str], ...] = ()
    """Pairs of a column of the table asked and a text it must equal."""
    reprints: bool = True
    """Whether articles that repeat another one are counted."""


Kind = Literal["units", "articles", "formulations", "quantities"]
KINDS: tuple[Kind, ...] = get_args(Kind)
"""What a search may find."""


class Hit(msgspec.Struct, frozen=True):
    """A passage or finding that a search found: `text` is its words, `spans` where they stand in the article.

    `words` are the words looked for, as spans of the article (they may run on into the next line), `marks` the same as
    spans of `text`.
    """

    article: str
    uri: str | None
    title: str | None
    published: str | None
    paragraph: str | None
    unit: str | None
    spans: Spans
    text: str
    score: float
    kind: str = "units"
    zone: str | None = None
    subject: str | None = None
    section: str | None = None
    date: str | None = None
    modality: str | None = None
    checkable: bool | None = None
    themes: tuple[str, ...] = ()
    words: Spans = ()
    marks: Spans = ()


class Hits(msgspec.Struct, frozen=True):
    """The best hits, and how many there are in all; `more` says that there are at least so many."""

    hits: tuple[Hit, ...]
    total: int
    more: bool = False


class Page(msgspec.Struct, frozen=True):
    """Some rows in order, and the cursor of the page after them (None on the last)."""

    rows: list[Row]
    cursor: str | None


class Holdings(msgspec.Struct, frozen=True):
    """What a library holds. `changes` grows with every change, so that what was computed can be kept until then."""

    articles: int
    passages: int
    characters: int
    changes: int


class TakenUp(msgspec.Struct, frozen=True, array_like=True):
    """How often a zone's responses to one event are told, and the fastest of them in days."""

    zone: str
    event: str
    responses: int
    lag_days: int | None


class Uptake(msgspec.Struct, frozen=True):
    """What zones have taken up, and the first and last day of any response."""

    cells: tuple[TakenUp, ...]
    first: str | None
    last: str | None


class Doubt(msgspec.Struct, frozen=True):
    """An article that asks for a look: how many problems its reading met, and how many of its units it is unsure of."""

    article: str
    uri: str | None
    title: str | None
    problems: int
    doubtful: int


class Store(Protocol):
    """A library's store. Articles are known by their id (`sha256:…`)."""

    url: str

    def holdings(self) -> Holdings:
        """What the store holds."""
        ...

    def write(self, batch: Sequence[Kept]) -> Written:
        """Keep articles in one transaction: all of them or none. An article that is there is replaced if another engine
        read it, else left, with its new source noted."""
        ...

    def write_prepared(self, batch: "Sequence[Prepared]") -> Written:
        """The same for articles that were made ready beforehand."""
        ...

    def note(self, documents: Sequence[Document]) -> None:
        """Note further names under which kept texts came."""
        ...

    def known(self, ids: Sequence[str], engine: Engine) -> set[str]:
        """Which of the ids are kept as this engine reads them."""
        ...

    def stale(self, engine: Engine) -> list[str]:
        """The articles that another engine or registry read, oldest first."""
        ...

    def read(self, article: str) -> Kept | None:
        """One article, None where it is not kept."""
        ...

    def readings(self, filters: Filters | None = None) -> Iterator[Kept]:
        """Articles in the order of their ids' numbers."""
        ...

    def remove(self, article: str) -> bool:
        """Forget an article with all its findings; False where it was not kept."""
        ...

    def query(
        self,
        table: str,
        filters: Filters,
        *,
        names: Sequence[str] = (),
        limit: int | None = None,
        cursor: str | None = None,
    ) -> Page:
        """Rows of one table of model.tables, newest article first."""
        ...

    def uptake(self) -> Uptake:
        """What zones have taken up."""
        ...

    def doubts(self, limit: int) -> list[Doubt]:
        """Articles that ask for a look, the newest first: those with problems, then those with doubtful units."""
        ...

    def close(self) -> None:
        """Let go of the library."""
        ...
