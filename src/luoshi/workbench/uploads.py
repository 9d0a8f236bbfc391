"""Reading uploads: bytes in, readings or failures out, each file within bounds (see bounded)."""

from pathlib import PurePosixPath, PureWindowsPath

import msgspec
from msgspec.structs import replace

from luoshi.errors import UnreadableSource
from luoshi.model.failure import Failure
from luoshi.store.contract import Kept
from luoshi.workbench.bounded import Worker
from luoshi.workbench.shelf import address


class Upload(msgspec.Struct, frozen=True):
    """A file as it came: its name (never a path) and its bytes."""

    name: str
    content: bytes


def read_uploads(uploads: list[Upload], *, seconds: int) -> list[tuple[str, Kept | Failure]]:
    """The articles of every upload with its name; one that takes too long or too much is a Failure, the rest goes on."""
    out: list[tuple[str, Kept | Failure]] = []
    with Worker(seconds=seconds) as worker:
        for upload in uploads:
            name = plain_name(upload.name)
            try:
                out += [(name, found) for found in worker.run(_read, name, upload.content)]
            except UnreadableSource as error:
                out.append((name, Failure(name, "upload", error.what, error.hint)))
    return out


def plain_name(name: str) -> str:
    """The last part of a name as the browser gave it, printable and short; `#` stands between an archive and its members."""
    last = PureWindowsPath(PurePosixPath(name or "upload").name).name or "upload"
    return "".join(char for char in last if char.isprintable()).replace("#", "_")[:200] or "upload"


def on_pages(kept: Kept) -> bool:
    """Whether an article stands on pages of its file."""
    return any(place.page for place in kept.document.places)


def _read(name: str, content: bytes) -> list[Kept | Failure]:
    from luoshi import project  # noqa: PLC0415  (in the worker)
    from luoshi.sources import catalogue  # noqa: PLC0415

    out: list[Kept | Failure] = []
    for document in catalogue.documents_of(content, name):
        if isinstance(document, Failure):
            out.append(document)
            continue
        reading = project.read_document(document)
        out.append(reading if isinstance(reading, Failure) else _addressed(Kept(document, reading), content))
    return out


def _addressed(kept: Kept, content: bytes) -> Kept:
    """An article whose pages can be shown, under the address that leads to its file on the shelf."""
    if not on_pages(kept):
        return kept
    source = replace(kept.document.source, uri=address(content, kept.document.source.uri or ""))
    return Kept(replace(kept.document, source=source), replace(kept.reading, source=source))
