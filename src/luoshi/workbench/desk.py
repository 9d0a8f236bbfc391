"""The desk: one library in hand for all pages, with what was computed kept until the library changes."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import partial
from threading import Lock
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
