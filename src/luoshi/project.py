"""The doorway: read text and files, open a library. It calls the rooms below and holds no logic of its own."""

import sys
import traceback
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from luoshi.errors import LuoshiError, UnreadableSource, UsageError
from luoshi.model.failure import Failure
from luoshi.model.reading import Reading
from luoshi.model.source import Document, document
from luoshi.sources.contract import Options
from luoshi.store import asking
from luoshi.store.contract import ASKED, Done, Filters, Hits, Kept, Kind, Page, Written

if TYPE_CHECKING:
    import polars
DEFAULTS = Options()


def read(text: str, **source: str | None) -> Reading:
    """Read one article in hand; `source` gives its provenance (uri, title, publisher, published as ISO date …)."""
    from luoshi.reader import engine  # noqa: PLC0415  (the reader is loaded with the first article)

    return engine.read(document(text, **source))


def read_file(path: str | PathLike[str]) -> Reading:
    """Read the first article of a file; UnreadableSource where there is none."""
    for result in read_paths([path]):
        if isinstance(result, Failure):
            raise UnreadableSource(f"{result.uri}: {result.what}", hint=result.hint)
        return result
    raise UnreadableSource(f"{path} holds no article.", hint="Give a file with an article in Chinese.")


def read_paths(paths: Iterable[str | PathLike[str]], options: Options = DEFAULTS) -> Iterator[Reading | Failure]:
    """Read every article under the paths; a document that cannot be read is a Failure, and the rest goes on."""
    for found in documents(paths, options):
        yield read_document(found) if isinstance(found, Document) else found


def read_bytes(content: bytes, name: str, options: Options = DEFAULTS) -> Iterator[Reading | Failure]:
    """Read every article in the bytes of a file called `name`."""
    from luoshi.sources import catalogue  # noqa: PLC0415  (the sources are loaded with the first file)

    for found in catalogue.documents_of(content, name, options):
        yield read_document(found) if isinstance(found, Document) else found


def documents(paths: Iterable[str | PathLike[str]], options: Options = DEFAULTS) -> Iterator[Document | Failure]:
    """Every article under the paths as its source gives it; `-` is standard input."""
    from luoshi.sources import catalogue  # noqa: PLC0415

    for path in paths:
        if str(path) == "-":
            yield from catalogue.documents_of(sys.stdin.buffer.read(), "-", options)
        else:
            yield from catalogue.documents(Path(path), options)


def samples() -> Path:
    """The folder of sample articles: inside an installed package, or beside the sources in a checkout."""
    here = Path(__file__).parent
    return next(folder for folder in (here / "samples", here.parents[1] / "samples") if folder.is_dir())


def read_document(document: Document) -> Reading | Failure:
    """Read one document of a batch: whatever goes wrong in it is a record, and the batch goes on."""
    from luoshi.reader import engine  # noqa: PLC0415

    where = document.source.uri or "-"
    try:
        return engine.read(document)
    except LuoshiError as error:
        return Failure(where, "reader", error.what, error.hint, type(error).__name__)
    except Exception as error:
        place = traceback.extract_tb(error.__traceback__)[-1]
        what = f"the engine failed: {type(error).__name__}: {error} ({Path(place.filename).name}, line {place.lineno})"
        return Failure(where, "reader", what, "Please report it with the article.", "EngineFault")


class Library:
    """Readings kept in one place, to be searched and asked. Opened with `luoshi.open("luoshi.db")`.

    Every table is a method that gives a polars frame: `responses`, `undertakings`, `units`, `quantities`, `people`,
    `organisations`, `industries`, `formulations`, `events`, `sections`, `problems`. Filters: zone, event, theme,
    modality, checkable, kind, industry, publisher, article, since, until, reprints; or any column by its name.
    """

    def __init__(self, where: str | PathLike[str] = "luoshi.db", *, create: bool = False) -> None:
        from luoshi.store.catalogue import open_store  # noqa: PLC0415  (the database is loaded with the first library)

        self.store = open_store(where, create=create)

    def __enter__(self) -> "Library":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the library."""
        self.store.close()

    def __len__(self) -> int:
        return self.store.holdings().articles

    def add(
        self,
        paths: Iterable[str | PathLike[str]] | str | PathLike[str],
        options: Options = DEFAULTS,
        *,
        processes: int | None = None,
    ) -> Iterator[Done]:
        """Read and keep every article under the paths; yields after each batch that is safe. Nothing is read twice."""
        from luoshi.reader import engine  # noqa: PLC0415
        from luoshi.store import adding  # noqa: PLC0415  (the processes are loaded with the first addition)

        places = [paths] if isinstance(paths, str | PathLike) else paths
        return adding.add(self.store, documents(places, options), read_document, engine.ENGINE, processes)

    def stale(self) -> list[str]:
        """The articles that another engine or registry read."""
        from luoshi.reader import engine  # noqa: PLC0415

        return self.store.stale(engine.ENGINE)

    def refresh(self, *, processes: int | None = None) -> Iterator[Done]:
        """Read those articles again, and only those."""
        from luoshi.reader import engine  # noqa: PLC0415
        from luoshi.store import adding  # noqa: PLC0415

        stale = adding.documents_of(self.store, self.stale())
        return adding.add(self.store, stale, read_document, engine.ENGINE, processes)

    def keep(self, readings: Iterable[Reading]) -> Written:
        """Keep readings that were made elsewhere, in one transaction."""
        kept = (Kept(Document(reading.source, reading.text), reading) for reading in readings)
        return self.store.write(list(kept))

    def filters(self, **asked: Any) -> Filters:
        """Filters from what people write: names of zones and events, codes, dates."""
        if asked.get("article") is not None:
            ids = [asked["article"]] if isinstance(asked["article"], str) else asked["article"]
            asked["article"] = [self.id(beginning) for beginning in ids]
        return asking.filters(self.store.subjects, **asked)

    def table(
        self, name: str, *, columns: Sequence[str] = (), limit: int | None = None, **asked: Any
    ) -> "polars.DataFrame":
        """One table as a polars frame, newest article first; `columns` fetches only these, which is faster."""
        return self.store.frame(name, self.filters(**asked), names=columns, limit=limit)

    def page(self, name: str, *, limit: int = 50, cursor: str | None = None, **asked: Any) -> Page:
        """Some rows of one table as dictionaries, and the cursor of the page after them."""
        return self.store.query(name, self.filters(**asked), limit=limit, cursor=cursor)

    def cited(self, name: str, *, limit: int | None = None, **asked: Any) -> "polars.DataFrame":
        """A table with a citation in every row."""
        import polars as pl  # noqa: PLC0415  (polars is loaded when a frame is asked for)

        from luoshi.store.citing import citation  # noqa: PLC0415

        found = self.table(name, limit=limit, **asked)
        ids = found["article"].unique().to_list()
        pages = (
            {row["id"]: row["page"] for row in self.store.listed(Filters(articles=tuple(ids)))}
            if len(ids) <= 500
            else {}
        )
        cited = [citation({**row, "page": pages.get(row["article"])}) for row in found.iter_rows(named=True)]
        return found.with_columns(pl.Series("citation", cited, dtype=pl.String))

    def listed(self, *, with_text: bool = False, limit: int | None = None, **asked: Any) -> Iterator[dict[str, Any]]:
        """The articles as rows, newest first, each with the id of the earliest printing where it repeats one."""
        for row in self.store.listed(self.filters(**asked), limit):
            yield {**row, "text": self.article(row["id"]).text} if with_text else row

    def export(self, folder: str | PathLike[str]) -> int:
        """Write the library to a new folder; the number of articles."""
        from luoshi.store import exchange  # noqa: PLC0415

        return exchange.export(self.store, Path(folder))

    def restore(self, path: str | PathLike[str]) -> Iterator[Done]:
        """Bring back what `export` wrote, or keep a file of readings; yields after each batch that is safe."""
        from luoshi.store import exchange  # noqa: PLC0415

        return exchange.restore(self.store, Path(path))

    def search(self, query: str, *, kind: Kind = "units", limit: int = 20, offset: int = 0, **asked: Any) -> Hits:
        """The best hits for words, "phrases", OR and -words, with the words' places."""
        return self.store.search(query, self.filters(**asked), kind=kind, limit=limit, offset=offset)

    def facets(self, query: str, names: Sequence[str], **asked: Any) -> dict[str, list[tuple[Any, int]]]:
        """How often each value of zone, event, theme, modality, checkable, industry, subject or year stands among what a search
        finds (among its newest 20,000 passages)."""
        return self.store.facets(query, self.filters(**asked), names)

    def __getattr__(self, name: str) -> Any:
        if name not in (*ASKED, "paragraphs"):
            raise AttributeError(f"A library has no {name!r}.")
        return partial(self.table, name)

    def id(self, beginning: str) -> str:
        """The id of the one article whose id begins so."""
        found = self.store.find(beginning)
        if len(found) != 1:
            many = (
                f"{beginning!r} begins the ids of several articles." if found else f"There is no article {beginning!r}."
            )
            raise UsageError(many, hint=f"Give more of it: {', '.join(found)}." if found else "List: luoshi articles")
        return found[0]

    def article(self, id: str) -> Reading:
        """The reading of one article, by its id or the beginning of it."""
        return self.kept(id).reading

    def kept(self, id: str) -> Kept:
        """The article with its document: where it stands in its file, and every finding."""
        found = self.store.read(self.id(id))
        if found is None:
            raise UsageError(f"There is no article {id!r}.", hint="List them with: luoshi articles")
        return found

    def remove(self, id: str) -> None:
        """Forget one article."""
        self.store.remove(self.id(id))


def open_library(where: str | PathLike[str] = "luoshi.db", *, create: bool = False) -> Library:
    """Open a library: a path, or postgresql://user@host/database. With `create`, make it where there is none."""
    return Library(where, create=create)
