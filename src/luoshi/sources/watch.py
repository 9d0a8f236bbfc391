"""Watching a folder: its files as they arrive and change, each once it is written to the end.

The folder is looked at every few seconds, which works on every system and on shared drives, where notices of
changes do not arrive.
"""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

from luoshi.errors import UsageError
from luoshi.model.failure import Failure
from luoshi.sources import folders
from luoshi.sources.contract import printable

_State = tuple[int, int]


def changes(
    folder: Path, *, every: float = 2.0, pause: Callable[[float], None] = time.sleep
) -> Iterator[Path | Failure | None]:
    """Every file that is there, and then every new or changed one, without end; None after each look.

    A file is given once two looks in a row find the same size and time. A link out of the folder is a Failure, once.
    """
    if not folder.is_dir():
        raise UsageError(f"{printable(folder)} is no folder.", hint="Give the folder to watch.")
    settled: dict[Path, _State] = {}
    before: dict[Path, _State] = {}
    told: set[Failure] = set()
    while True:
        now: dict[Path, _State] = {}
        for found in folders.walk(folder):
            if isinstance(found, Failure):
                if found not in told:
                    told.add(found)
                    yield found
            elif state := _state(found):
                now[found] = state
        for path, state in now.items():
            if before.get(path) == state and settled.get(path) != state:
                settled[path] = state
                yield path
        settled = {path: state for path, state in settled.items() if path in now}
        before = now
        yield None
        pause(every)


def _state(path: Path) -> _State | None:
    """Size and time of a file; None where it is gone again."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns
