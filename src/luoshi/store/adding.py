"""Adding documents to a store: many processes read, one writes, and what is kept already is not read again.

Every batch is one transaction, so a run that is broken off has kept whole articles only, and the next run goes on where
it stopped. Not for opening files: see sources.
"""

import os
import signal
import sys
import threading
import time
import types
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from multiprocessing.process import BaseProcess

import msgspec

from luoshi.model.failure import Failure
from luoshi.model.reading import Engine, Reading
from luoshi.model.source import Document
from luoshi.store.contract import Done, Kept, Store, Written
from luoshi.store.prepared import Prepared, prepare

_BATCH = 128
_WAIT = 2.0
"""Seconds after which what has been read is written, however little it is."""
_FEW = 16
"""Up to so many documents are read in this process: others would take longer to start."""
_AHEAD = 4
"""Documents handed out for each process."""

Read = Callable[[Document], "Reading | Failure"]


def add(
    store: Store, documents: Iterable[Document | Failure], read: Read, engine: Engine, processes: int | None = None
) -> Iterator[Done]:
    """Read and keep documents; yields after each batch is safe. `read` is a function of a module, so that other
    processes can call it; `processes` of None uses every core, where there are more than a few documents."""
    adding = _Adding(store, engine)
    with _Readers(read, processes) as readers:
        for found in documents:
            if isinstance(found, Failure):
                adding.failures.append(found)
            else:
                adding.waiting.append(found)
            if len(adding.waiting) >= _BATCH:
                adding.hand_out(readers)
            while readers.full:
                adding.take(readers.finished())
            if adding.due:
                yield adding.write()
        adding.hand_out(readers)
        while readers.busy:
            adding.take(readers.finished())
            if adding.due:
                yield adding.write()
        yield adding.write()


class _Adding:
    """What one run has at hand: documents that wait, readings that are not yet written, and what is to be told."""

    def __init__(self, store: Store, engine: Engine) -> None:
        self.store, self.engine = store, engine
        self.waiting: list[Document] = []
        self.again: list[Document] = []
        self.ready: list[Prepared] = []
        self.failures: list[Failure] = []
        self.seen: set[str] = set()
        self.known = 0
        self.last = time.monotonic()

    @property
    def due(self) -> bool:
        return len(self.ready) >= _BATCH or time.monotonic() - self.last > _WAIT

    def hand_out(self, readers: "_Readers") -> None:
        """Give the waiting documents to the readers, but for those whose text is kept already."""
        known = self.store.known([document.source.id for document in self.waiting], self.engine)
        for document in self.waiting:
            if document.source.id in known or document.source.id in self.seen:
                self.again.append(document)
            else:
                self.seen.add(document.source.id)
                readers.give(document)
        self.waiting = []

    def take(self, results: "Iterable[Prepared | Failure]") -> None:
        for result in results:
            if isinstance(result, Failure):
                self.failures.append(result)
            else:
                self.ready.append(result)

    def write(self) -> Done:
        """Keep what is ready in one transaction, and note further names of texts that were there."""
        written = self.store.write_prepared(self.ready) if self.ready else Written()
        if self.again:
            self.store.note(self.again)
        done = Done(written + Written(known=len(self.again)), tuple(self.failures))
        self.ready, self.again, self.failures = [], [], []
        self.last = time.monotonic()
        return done


class _Readers:
    """Reads documents here while they are few, then in other processes."""

    def __init__(self, read: Read, processes: int | None) -> None:
        self.read = read
        self.processes = (os.cpu_count() or 1) if processes is None else processes
        self.held: list[Document] = []
        self.given = 0
        self.pool: ProcessPoolExecutor | None = None
        self.running: dict[Future[bytes | Failure], Document] = {}

    def __enter__(self) -> "_Readers":
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if self.pool:
            self.pool.shutdown(wait=kind is None, cancel_futures=True)

    @property
    def busy(self) -> bool:
        return bool(self.held or self.running)

    @property
    def full(self) -> bool:
        return len(self.running) >= self.processes * _AHEAD or (self.pool is None and len(self.held) > _FEW)

    def give(self, document: Document) -> None:
        self.given += 1
        if self.processes > 1 and self.given > _FEW:
            self._submit(document)
        else:
            self.held.append(document)

    def _submit(self, document: Document) -> None:
        if self.pool is None:
            self.pool = ProcessPoolExecutor(self.processes, get_context("spawn"), _begin)
            with _no_main():
                future = self.pool.submit(_read, self.read, document)
        else:
            future = self.pool.submit(_read, self.read, document)
        self.running[future] = document

    def finished(self) -> "Iterator[Prepared | Failure]":
        """Some results; waits until there is one."""
        if self.held:
            yield _unpacked(_read(self.read, self.held.pop()))
            return
        done, _ = wait(self.running, return_when=FIRST_COMPLETED)
        for future in done:
            document = self.running.pop(future)
            try:
                yield _unpacked(future.result())
            except BrokenProcessPool:
                yield _died(document)
                self.pool = None


class _Sent(msgspec.Struct):
    """A prepared article as it travels between processes."""

    kept: Kept
    packed: tuple[bytes, bytes]
    sketch: tuple[int, ...]


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(_Sent).decode


def _read(read: Read, document: Document) -> bytes | Failure:
    """In a reader's process: read a document and do all that can be done before writing."""
    reading = read(document)
    if isinstance(reading, Failure):
        return reading
    try:
        made = prepare(Kept(document, reading))
    except UnicodeEncodeError as error:
        return Failure(
            document.source.uri or "-",
            "add",
            f"the text cannot be written as UTF-8: {error}",
            "Mend the file's encoding.",
        )
    return _encode(_Sent(made.kept, made.packed, made.sketch))


def _unpacked(result: bytes | Failure) -> Prepared | Failure:
    if isinstance(result, Failure):
        return result
    sent = _decode(result)
    return Prepared(sent.kept, sent.packed, sent.sketch)


def _died(document: Document) -> Failure:
    return Failure(
        document.source.uri or "-",
        "reader",
        "the process that read it, or one beside it, ended before it was done.",
        "Add again: what is kept is passed over. If it fails by itself, please report it.",
        "EngineFault",
    )


def _begin() -> None:
    """In a reader's process: leave Ctrl-C to the process that writes, and end when it ends, however it does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with, args=(parent_process(),), daemon=True).start()


def _end_with(writer: BaseProcess | None) -> None:
    if writer:
        writer.join()
        os._exit(1)


@contextmanager
def _no_main() -> Iterator[None]:
    """Start processes without the caller's script: they need this package alone, and a script need not guard itself."""
    main = sys.modules["__main__"]
    sys.modules["__main__"] = types.ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


def documents_of(store: Store, ids: Sequence[str]) -> Iterator[Document]:
    """Kept articles as documents, to be read again."""
    for id in ids:
        kept = store.read(id)
        if kept is not None:
            yield kept.document
