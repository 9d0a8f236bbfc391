"""Work in a process of its own, within bounds of time and memory: what strangers' files make of it cannot hurt the server."""

import os
import resource
import signal
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING, Any, TypeVar

from luoshi.errors import UnreadableSource

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

T = TypeVar("T")
MEMORY = 2 * 1024**3


class Worker:
    """One child process at a time; one that is late or dies is ended, and the next piece of work gets a new one."""

    def __init__(self, *, seconds: int) -> None:
        self.seconds = seconds
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> "Worker":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def run(self, work: Callable[..., T], *arguments: Any) -> T:
        """The result of the work; UnreadableSource where it takes too long or too much memory."""
        import multiprocessing  # noqa: PLC0415  (processes are loaded with the first piece of work)
        from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415
        from concurrent.futures import TimeoutError as LateError  # noqa: PLC0415
        from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415

        if self._pool is None:
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(1, mp_context=context, initializer=_bound)
        try:
            return self._pool.submit(work, *arguments).result(timeout=self.seconds)
        except LateError as error:
            self._end()
            what = f"This took more than {self.seconds} seconds."
            raise UnreadableSource(what, hint="Try a smaller part of the file.") from error
        except (BrokenProcessPool, MemoryError) as error:
            self._end()
            raise UnreadableSource("This took too much memory.", hint="Try a smaller part of the file.") from error

    def _end(self) -> None:
        if self._pool is None:
            return
        for pid, process in list((self._pool._processes or {}).items()):
            try:
                os.killpg(pid, signal.SIGKILL)  # with the parsers that it has started
            except ProcessLookupError:  # ended, or not far enough to have a group of its own
                process.kill()
        self._pool.shutdown(wait=False, cancel_futures=True)
        self._pool = None


def _bound() -> None:
    """A group of its own, and the bound of memory: as the soft limit, since a parser of PDF or pictures, which runs in
    a process of its own, sets another for itself."""
    os.setsid()
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, most))
