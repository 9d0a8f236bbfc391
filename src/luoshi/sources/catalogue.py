"""What can be read: the formats by dotted target, loaded when used, and the doorway `documents`.

Other packages add a format under the entry point group `luoshi.sources`; theirs are asked first.
"""

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from pathlib import Path

from luoshi.errors import LuoshiError, UnreadableSource
from luoshi.model.failure import Failure
from luoshi.model.source import Document
from luoshi.sources import apart, folders
from luoshi.sources.contract import Format, Given, Options, failure, printable

# In the order in which they are asked; plain text takes what no other format knows.
FORMATS = (
    "luoshi.sources.unread:UNREAD",
    "luoshi.sources.warc:WARC",
    "luoshi.sources.pdf:PDF",
    "luoshi.sources.image:IMAGE",
    "luoshi.sources.docx:DOCX",
    "luoshi.sources.tables:XLSX",
    "luoshi.sources.tables:PARQUET",
    "luoshi.sources.archives:ZIP",
    "luoshi.sources.archives:TAR",
    "luoshi.sources.archives:PACKED",
    "luoshi.sources.html:HTML",
    "luoshi.sources.tables:JSONL",
    "luoshi.sources.tables:CSV",
    "luoshi.sources.markdown:MARKDOWN",
    "luoshi.sources.plain:PLAIN",
)
GROUP = "luoshi.sources"
KINDS = "text, Markdown, HTML, PDF, DOCX, an image, WARC, JSONL, CSV, Parquet, xlsx, zip or tar"


@cache
def targets() -> tuple[str, ...]:
    """Every format's target, those of other packages first."""
    others = sorted(entry_points(group=GROUP), key=lambda entry: entry.name)
    return (*(entry.value for entry in others), *FORMATS)


@cache
def load(target: str) -> Format:
    """The format of a dotted target."""
    module, _, name = target.partition(":")
    found = getattr(import_module(module), name)
    assert isinstance(found, Format), target
    return found


def documents(path: Path, options: Options = Options()) -> Iterator[Document | Failure]:  # noqa: B008  (frozen)
    """Every article under a path (a file, or a folder with its folders), and a failure for each that cannot be read."""
    if not path.is_dir():
        yield from opened(Given(printable(path), path), options)
        return
    count = 0
    for found in folders.walk(path):
        count += 1
        if isinstance(found, Failure):
            yield found
        else:
            yield from opened(Given(printable(found), found), options)
    if not count:
        yield Failure(printable(path), "sources", "The folder holds no files.", f"Give a folder with files of {KINDS}.")


def documents_of(
    content: bytes,
    uri: str = "-",
    options: Options = Options(),  # noqa: B008  (frozen)
) -> Iterator[Document | Failure]:
    """Every article in some bytes (standard input, an upload); `uri` names them."""
    yield from opened(Given(uri, content=content), options)


def opened(given: Given, options: Options) -> Iterator[Document | Failure]:
    """The articles of one file, by the first format that knows it."""
    try:
        _refuse(given, options)
        target = find(given)
        known = load(target)
        yield from apart.read(target, given, options) if known.apart else known.open(given, options)
    except (LuoshiError, OSError) as error:
        yield failure(given.uri, error)


def find(given: Given) -> str:
    """The target of a file's format; UnreadableSource where none knows it."""
    head, name = given.head(), given.name
    for target in targets():
        if load(target).sniff(head, name):
            return target
    ending = Path(name).suffix
    what = f"The file is of no known kind (ending {ending})." if ending else "The file is of no known kind."
    raise UnreadableSource(what, hint=f"Expected: {KINDS}.")


def _refuse(given: Given, options: Options) -> None:
    """What is never opened: special files, empty files, files beyond the limit."""
    if given.path and given.path.exists() and not given.path.is_file():
        raise UnreadableSource("This is neither a file nor a folder.", hint=f"Expected: {KINDS}.")
    size = given.size()
    if not size:
        raise UnreadableSource("The file is empty.", hint="An article in Chinese is expected.")
    options.limits.hold("bytes", size, "The file is too large in bytes")
