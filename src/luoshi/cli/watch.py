"""`luoshi watch`: the articles of a folder into a library, as its files arrive and change."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from luoshi.cli import given, terminal
from luoshi.model.failure import Failure
from luoshi.sources.contract import Options, printable
from luoshi.sources.watch import changes


def watch(
    folder: Annotated[Path, typer.Argument(help="The folder to watch, with its folders.")],
    library: Annotated[str, typer.Option("--library", help="The library: a file, or postgresql://…")] = "luoshi.db",
    every: Annotated[float, typer.Option(min=0.1, help="Seconds between two looks at the folder.")] = 2.0,
    once: Annotated[bool, typer.Option("--once", help="Take what is there and stop.")] = False,
    limit: given.Limit = None,
    text_column: given.TextColumn = None,
    title_column: given.TitleColumn = None,
    date_column: given.DateColumn = None,
    publisher_column: given.PublisherColumn = None,
    address_column: given.AddressColumn = None,
) -> None:
    """Add new and changed files of a folder to a library as they arrive. Stop with Ctrl-C.

    A file is read once two looks in a row find it unchanged, so that nothing is read half written.
    """
    options = given.options(limit, text_column, title_column, date_column, publisher_column, address_column)
    terminal.err().print(
        terminal.tell(f"Watching {printable(folder)}", f"正在监视 {printable(folder)}"), soft_wrap=True
    )
    for found in _looks(folder, every, 2 if once else None):
        paths = [each for each in found if isinstance(each, Path)]
        if found:
            _take(paths, [each for each in found if isinstance(each, Failure)], library, options)


def _looks(folder: Path, every: float, most: int | None) -> Iterator[list[Path | Failure]]:
    """What each look at the folder finds, `most` looks or without end."""
    found: list[Path | Failure] = []
    looks = 0
    for each in changes(folder, every=every):
        if each is not None:
            found.append(each)
            continue
        yield found
        found, looks = [], looks + 1
        if looks == most:
            return


def _take(paths: list[Path], failures: list[Failure], library: str, options: Options) -> None:
    """Add files to the library, and tell what came of it."""
    from luoshi import project  # noqa: PLC0415  (the reader is loaded with the first file)

    count = 0
    with project.open_library(library, create=True) as opened:
        for done in opened.add(paths, options):
            failures += done.failures
            count += done.written.added
    terminal.closing(count, terminal.tell("articles added", "已加入"), failures)
