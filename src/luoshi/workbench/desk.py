"""The desk: one library in hand for all pages, with what was computed kept until the library changes."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from functools import partial
from threading import Lock, Semaphore, Thread
from typing import TYPE_CHECKING, Any, TypeVar, cast

from anyio import to_thread

from luoshi.project import Library
from luoshi.registry.world import registry
from luoshi.workbench.guard import Door
from luoshi.workbench.serving import Serving
from luoshi.workbench.shelf import Shelf

if TYPE_CHECKING:
    import polars

T = TypeVar("T")
KEPT = 512
ASIDE = 2
"""Answers on their way at the same time."""


class Desk:
    """The library, how it is served, and the answers computed since it last changed."""

    def __init__(self, library: Library, serving: Serving, door: Door) -> None:
        self.library = library
        self.serving = serving
        self.door = door
        self.shelf = Shelf.beside(library.store.url)
        self._answers: OrderedDict[Hashable, Any] = OrderedDict()
        self._computing: dict[Hashable, Lock] = {}
        self._changes = -1
        self._lock = Lock()
        self._aside = Semaphore(ASIDE)
        self._promised: dict[Hashable, Future[Any]] = {}

    @property
    def changes(self) -> int:
        """A number that grows with every change of the library."""
        return self.library.store.holdings().changes

    def once(self, key: Hashable, compute: Callable[[], T]) -> T:
        """The answer under this key, computed where there is none since the library last changed; who asks while it is
        being computed waits for it."""
        changes = self.changes
        with self._lock:
            if changes != self._changes:
                self._answers.clear()
                self._changes = changes
            if key in self._answers:
                self._answers.move_to_end(key)
                return cast(T, self._answers[key])
            computing = self._computing.setdefault(key, Lock())
        with computing:
            with self._lock:
                if changes == self._changes and key in self._answers:
                    return cast(T, self._answers[key])  # somebody else has computed it meanwhile
            try:
                answer = compute()
            finally:
                with self._lock:
                    self._computing.pop(key, None)
            with self._lock:
                if changes == self._changes:
                    self._answers[key] = answer
                    while len(self._answers) > KEPT:
                        self._answers.popitem(last=False)
        return answer

    def soon(self, key: Hashable, compute: Callable[[], T]) -> Future[T]:
        """The same answer, on its way: who asks need not wait for it, and several who ask share one. One that is kept is
        there at once."""
        changes = self.changes
        with self._lock:
            if changes == self._changes and key in self._answers:
                there: Future[T] = Future()
                there.set_result(self._answers[key])
                return there
            promise = self._promised.get(key)
            if promise is None:
                promise = self._promised[key] = Future()
                # A thread that ends with the server: nobody waits at its end for an answer that nobody reads.
                Thread(target=self._keep, args=(promise, key, compute), name="aside", daemon=True).start()
        return cast("Future[T]", promise)

    def _keep(self, promise: Future[Any], key: Hashable, compute: Callable[[], Any]) -> None:
        """Keep a promise: with the answer, or with the error for whoever asks."""
        try:
            with self._aside:
                promise.set_result(self.once(key, compute))
        except Exception as error:
            promise.set_exception(error)
        finally:
            with self._lock:
                del self._promised[key]

    def table(self, name: str, columns: tuple[str, ...] = (), **asked: Any) -> "polars.DataFrame":
        """A table of the library, kept until the library changes."""
        key = (name, columns, *sorted((k, str(v)) for k, v in asked.items() if v is not None))
        given = {name: value for name, value in asked.items() if value is not None}
        return self.once(key, lambda: self.library.table(name, columns=columns, **given))

    async def in_thread(self, work: Callable[..., T], *arguments: Any) -> T:
        """Slow work beside the server's own."""
        return await to_thread.run_sync(partial(work, *arguments))


def place_name(key: str | None, words: str | None = None) -> str:
    """A place as people call it: the registry's short name, else the article's words."""
    body = registry().bodies.get(key or "")
    return body.short if body else words or key or ""


def event_name(id: str) -> str:
    """An event as people call it: its shortest own name."""
    event = registry().event_ids.get(id)
    if event is None:
        return id
    return min((event.name, *event.aliases), key=len)
