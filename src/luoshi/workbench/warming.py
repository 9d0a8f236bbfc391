"""Answers prepared before anybody asks: after a start or a change of a large library, once it is at rest, the costly
answers are computed in the background, one after the other."""

from collections.abc import Callable
from threading import Event, Thread

from luoshi.errors import LuoshiError
from luoshi.workbench import compare, home, lists, search
from luoshi.workbench.desk import Desk

LARGE = 2_000
"""Articles from which on answers are costly enough to be prepared."""
REST = 4.0
"""Seconds without a change: somebody who adds a thousand articles is not slowed down by answers that nobody reads."""
COSTLY: tuple[Callable[[Desk], object], ...] = (
    home.uptake, lambda desk: compare.names_of(desk, "zones"), *lists.COSTLY, search.whole,
)  # fmt: skip


class Warmer:
    """A thread beside the server that keeps the costly answers at hand."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._ended = Event()

    def start(self) -> None:
        """Begin to watch the library."""
        self._ended.clear()
        Thread(target=self._run, name="warmer", daemon=True).start()

    def end(self) -> None:
        """Stop after the answer at hand."""
        self._ended.set()

    def _run(self) -> None:
        warm = seen = -1
        while not self._ended.wait(REST):
            holdings = self.desk.library.store.holdings()
            if holdings.changes == seen != warm and holdings.articles >= LARGE:
                self.warm()
                warm = seen
            seen = holdings.changes

    def warm(self) -> None:
        """Compute the costly answers; one that the library cannot give is told to whoever asks."""
        for answer in COSTLY:
            if self._ended.is_set():
                return
            try:
                answer(self.desk)
            except LuoshiError:
                continue
