"""The child process that parses risky formats: tasks come on standard input, replies go out on standard output.

It bounds its own memory, and refuses every network connection that Python code asks for.
"""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import msgspec

from luoshi.errors import LuoshiError, UnreadableSource
from luoshi.model.failure import Failure
from luoshi.model.source import Document
from luoshi.sources.apart import _FRAME, Reply, Task
from luoshi.sources.catalogue import load
from luoshi.sources.contract import Given, failure

_FORBIDDEN = frozenset({"socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"})


def main() -> None:
    """Answer tasks until the host closes the pipe."""
    sys.addaudithook(_stay_offline)
    answers = _own_output()
    while head := sys.stdin.buffer.read(_FRAME.size):
        frame = sys.stdin.buffer.read(_FRAME.unpack(head)[0])
        for reply in _answer(msgspec.msgpack.decode(frame, type=Task)):
            encoded = msgspec.msgpack.encode(reply)
            answers.write(_FRAME.pack(len(encoded)) + encoded)
            answers.flush()


def _answer(task: Task) -> Iterator[Reply]:
    """The results of one file; whatever a parser raises is this file's failure."""
    path = Path(os.fsdecode(task.path)) if task.path is not None else None
    given = Given(task.uri, path, task.content, task.depth)
    _bound(task.options.limits.memory)
    try:
        for found in load(task.target).open(given, task.options):
            yield Reply(document=found) if isinstance(found, Document) else Reply(failure=found)
    except (LuoshiError, OSError) as error:
        yield Reply(failure=failure(given.uri, error))
    except MemoryError:
        yield Reply(failure=_too_large(given.uri, task))
    except Exception as error:
        if "alloc" in str(error).lower():
            yield Reply(failure=_too_large(given.uri, task))
        else:
            yield Reply(failure=failure(given.uri, _broken(error)))
    yield Reply(done=True)


def _too_large(uri: str, task: Task) -> Failure:
    memory = task.options.limits.memory
    what = f"Reading needs more memory than the limit of {memory} megabytes."
    return failure(uri, UnreadableSource(what, hint=f"Raise the limit with --limit memory={4 * memory}."))


def _broken(error: Exception) -> UnreadableSource:
    words = str(error).strip().split("\n")[0][:200]
    return UnreadableSource(
        f"The file is damaged or not what it seems: {type(error).__name__}{f' ({words})' if words else ''}.",
        hint="Check that the file opens elsewhere, and save it again.",
    )


def _bound(megabytes: int) -> None:
    """Bound what this process may take beyond what it has, where the system can."""
    try:
        import resource  # noqa: PLC0415  (absent on Windows)
    except ImportError:
        return
    try:
        taken = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    except OSError:
        taken = 0
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (taken + (megabytes << 20), most))


def _stay_offline(event: str, args: tuple[object, ...]) -> None:
    if event in _FORBIDDEN and (event != "socket.connect" or isinstance(args[1], tuple)):
        raise UnreadableSource("A parser asked for the network; sources are read offline.")


def _own_output() -> BinaryIO:
    """Standard output for replies alone: what a library prints goes nowhere."""
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    return answers


if __name__ == "__main__":
    main()
