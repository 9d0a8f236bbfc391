"""Reading risky formats apart: a child process with bounds of time and memory parses them, the host only waits.

One child serves many files and is started when the first one needs it. A child that runs late, dies or is left in the
middle of a file is ended, and the next file gets a new one. Not for parsing: see child.
"""

import atexit
import os
import select
import struct
import subprocess
import sys
import time
from collections.abc import Iterator

import msgspec

from luoshi.errors import UnreadableSource
from luoshi.model.failure import Failure
from luoshi.model.source import Document
from luoshi.sources.contract import Given, Options


class Task(msgspec.Struct, frozen=True):
    """One file to parse, as the child is told of it; the path as the bytes of the file system."""

    target: str
    uri: str
    path: bytes | None
    content: bytes
    depth: int
    options: Options


class Reply(msgspec.Struct, frozen=True, omit_defaults=True):
    """One result of a child; `done` closes a file's results."""

    document: Document | None = None
    failure: Failure | None = None
    done: bool = False


_FRAME = struct.Struct(">I")
_idle: "list[_Child]" = []


def read(target: str, given: Given, options: Options) -> Iterator[Document | Failure]:
    """The articles of one file, parsed by a child. UnreadableSource where it runs out of time or memory."""
    path = os.fsencode(given.path.absolute()) if given.path else None
    task = Task(target, given.uri, path, given.content, given.depth, options)
    child = _take()
    finished = False
    try:
        child.send(msgspec.msgpack.encode(task))
        until = time.monotonic() + options.limits.seconds
        while not (reply := msgspec.msgpack.decode(child.receive(until), type=Reply)).done:
            if found := reply.document or reply.failure:
                yield found
        finished = True
    except _LateError:
        raise UnreadableSource(
            f"Reading took longer than the limit of {options.limits.seconds} seconds.",
            hint=f"Raise the limit with --limit seconds={4 * options.limits.seconds}.",
        ) from None
    except (EOFError, BrokenPipeError):
        raise UnreadableSource(
            f"The parser broke down on this file, perhaps at the limit of {options.limits.memory} megabytes of memory.",
            hint=f"Check that the file opens elsewhere, or raise the limit with --limit memory={4 * options.limits.memory}.",
        ) from None
    finally:
        _idle.append(child) if finished else child.end()


def _take() -> "_Child":
    """An idle child of this process, or a new one."""
    for child in list(_idle):
        if child.host == os.getpid() and child.alive():
            try:
                _idle.remove(child)
            except ValueError:  # another thread was faster
                continue
            return child
    return _Child()


@atexit.register
def _end_all() -> None:
    while _idle:
        _idle.pop().end()


class _LateError(Exception):
    """No answer in time."""


class _Child:
    """A child process and the two pipes to it."""

    def __init__(self) -> None:
        self.host = os.getpid()
        paths = os.pathsep.join(path for path in sys.path if path)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "luoshi.sources.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": paths},
        )

    def alive(self) -> bool:
        return self.process.poll() is None

    def send(self, frame: bytes) -> None:
        assert self.process.stdin
        self.process.stdin.write(_FRAME.pack(len(frame)) + frame)
        self.process.stdin.flush()

    def receive(self, until: float) -> bytes:
        """The next frame; _LateError after `until`, EOFError where the child is gone."""
        (length,) = _FRAME.unpack(self._exactly(_FRAME.size, until))
        return self._exactly(length, until)

    def _exactly(self, count: int, until: float) -> bytes:
        assert self.process.stdout
        pipe, out = self.process.stdout.fileno(), bytearray()
        while len(out) < count:
            left = until - time.monotonic()
            if left <= 0 or not select.select([pipe], [], [], left)[0]:
                raise _LateError
            piece = os.read(pipe, count - len(out))
            if not piece:
                raise EOFError
            out += piece
        return bytes(out)

    def end(self) -> None:
        if self.host != os.getpid():
            return
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe:
                try:
                    pipe.close()
                except BrokenPipeError:  # what was not sent yet has nobody to go to
                    continue
