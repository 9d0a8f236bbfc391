"""Reading uploads: bytes in, readings or failures out, each file within bounds (see bounded)."""

from pathlib import PurePosixPath, PureWindowsPath

import msgspec

from luoshi.errors import UnreadableSource
from luoshi.model.failure import Failure
from luoshi.model.reading import Reading
from luoshi.workbench.bounded import Worker


class Upload(msgspec.Struct, frozen=True):
    """A file as it came: its name (never a path) and its bytes."""

    name: str
    content: bytes


def read_uploads(uploads: list[Upload], *, seconds: int) -> list[tuple[str, Reading | Failure]]:
    """The articles of every upload with its name; one that takes too long or too much is a Failure, the rest goes on."""
    out: list[tuple[str, Reading | Failure]] = []
    with Worker(seconds=seconds) as worker:
        for upload in uploads:
            name = plain_name(upload.name)
            try:
                out += [(name, found) for found in worker.run(_read, name, upload.content)]
            except UnreadableSource as error:
                out.append((name, Failure(name, "upload", error.what, error.hint)))
    return out


def plain_name(name: str) -> str:
    """The last part of a name as the browser gave it, printable and short."""
    last = PureWindowsPath(PurePosixPath(name or "upload").name).name or "upload"
    return "".join(char for char in last if char.isprintable())[:200] or "upload"


def _read(name: str, content: bytes) -> list[Reading | Failure]:
    from luoshi import project  # noqa: PLC0415  (in the worker)

    return list(project.read_bytes(content, name))
