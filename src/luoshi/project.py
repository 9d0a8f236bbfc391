"""The doorway: read text and files, open a library. It calls the rooms below and holds no logic of its own."""

import sys
import traceback
from collections.abc import Iterable, Iterator
from os import PathLike
from pathlib import Path

from luoshi.errors import LuoshiError, UnreadableSource
from luoshi.model.failure import Failure
from luoshi.model.reading import Reading
from luoshi.model.source import Document, document
from luoshi.reader import engine
from luoshi.sources import catalogue
from luoshi.sources.contract import Options

DEFAULTS = Options()


def read(text: str, **source: str | None) -> Reading:
    """Read one article in hand; `source` gives its provenance (uri, title, publisher, published as ISO date …)."""
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


def documents(paths: Iterable[str | PathLike[str]], options: Options = DEFAULTS) -> Iterator[Document | Failure]:
    """Every article under the paths as its source gives it; `-` is standard input."""
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
    where = document.source.uri or "-"
    try:
        return engine.read(document)
    except LuoshiError as error:
        return Failure(where, "reader", error.what, error.hint, type(error).__name__)
    except Exception as error:
        place = traceback.extract_tb(error.__traceback__)[-1]
        what = f"the engine failed: {type(error).__name__}: {error} ({Path(place.filename).name}, line {place.lineno})"
        return Failure(where, "reader", what, "Please report it with the article.", "EngineFault")
