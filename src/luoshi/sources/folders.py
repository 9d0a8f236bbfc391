"""Walking a folder: its files in the order of their names. Links that lead out of it are refused, not followed."""

import os
from collections.abc import Iterator
from pathlib import Path

from luoshi.model.failure import Failure
from luoshi.sources.contract import failure, printable

# What systems put beside files of people.
_LITTER = frozenset({"__MACOSX", "Thumbs.db", "desktop.ini"})


def walk(folder: Path) -> Iterator[Path | Failure]:
    """Every file under a folder, hidden ones left out; a failure for a link out of it and a folder that is closed."""
    root = folder.resolve()
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        try:
            entries = sorted(os.scandir(here), key=lambda entry: entry.name)
        except OSError as error:
            yield failure(printable(here), error)
            continue
        folders = []
        for entry in entries:
            if hidden(entry.name):
                continue
            path = Path(entry.path)
            if entry.is_symlink():
                yield from _link(path, root)
            elif entry.is_dir(follow_symlinks=False):
                folders.append(path)
            else:
                yield path
        waiting += reversed(folders)


def hidden(name: str) -> bool:
    """Whether a name is hidden or litter: such files are no articles that people put there."""
    return name.startswith((".", "~$")) or name in _LITTER


def _link(path: Path, root: Path) -> Iterator[Failure]:
    """A link inside the folder says nothing (its target is read by its own name); one out of it is refused."""
    target = path.resolve()
    if not target.is_relative_to(root):
        yield Failure(
            printable(path),
            "sources",
            f"The link leads out of the folder, to {printable(target)}; it is not followed.",
            "Give the target itself.",
        )
    elif not target.exists():
        yield Failure(printable(path), "sources", "The link leads nowhere.")
