"""Reading uploads: bytes in, readings or failures out, in a process of its own with bounds of time and memory."""

import multiprocessing
import resource
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures import TimeoutError as Late
from concurrent.futures.process import BrokenProcessPool
from pathlib import PurePosixPath, PureWindowsPath

import msgspec

from luoshi.model.failure import Failure
from luoshi.model.reading import Reading

MEMORY = 2 * 1024**3


class Upload(msgspec.Struct, frozen=True):
    """A file as it came: its name (never a path) and its bytes."""

    name: str
    content: bytes


def read_uploads(uploads: list[Upload], *, seconds: int) -> list[tuple[str, Reading | Failure]]:
    """The articles of every upload with its name; one that takes too long or too much is a Failure, the rest goes on."""
    out: list[tuple[str, Reading | Failure]] = []
    pool = _pool()
    try:
        for upload in uploads:
            name = plain_name(upload.name)
            try:
                out += [(name, found) for found in pool.submit(_read, name, upload.content).result(timeout=seconds)]
            except (Late, BrokenProcessPool) as error:
                _stop(pool)
                pool = _pool()
                what = (
                    f"Reading took more than {seconds} seconds."
                    if isinstance(error, Late)
                    else "Reading took too much memory."
                )
                out.append((name, Failure(name, "upload", what, "Add a smaller part of the file.")))
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
    return out


def plain_name(name: str) -> str:
    """The last part of a name as the browser gave it, printable and short."""
    last = PureWindowsPath(PurePosixPath(name or "upload").name).name or "upload"
    return "".join(char for char in last if char.isprintable())[:200] or "upload"


def _pool() -> ProcessPoolExecutor:
    return ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn"), initializer=_bound)


def _bound() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _stop(pool: ProcessPoolExecutor) -> None:
    """End a pool whose worker does not answer."""
    for process in list((pool._processes or {}).values()):
        process.kill()
    pool.shutdown(wait=False, cancel_futures=True)


def _read(name: str, content: bytes) -> list[Reading | Failure]:
    from luoshi import project  # noqa: PLC0415  (in the worker)

    return list(project.read_bytes(content, name))
