"""What commands share when they print: consoles, progress, and the closing table of a batch."""

import os
import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TypeVar

from luoshi.cli.app import chinese
from luoshi.messages import told
from luoshi.model.failure import Failure

if TYPE_CHECKING:
    from rich.console import Console

T = TypeVar("T")
UNWRAPPED = 1000
SHOWN_FAILURES = 50


def out(piped: int = UNWRAPPED) -> "Console":
    """The console for answers: colours on a terminal; in a pipe none, and lines as wide as `piped` (COLUMNS says else)."""
    from rich.console import Console  # noqa: PLC0415  (loaded with the first thing printed in colours)

    return Console(highlight=False, width=None if sys.stdout.isatty() or os.environ.get("COLUMNS") else piped)


def err() -> "Console":
    """The console for everything that is no answer."""
    from rich.console import Console  # noqa: PLC0415

    return Console(stderr=True, highlight=False, width=None if sys.stderr.isatty() else UNWRAPPED)


def tell(english: str, chinese_words: str) -> str:
    """The words in the terminal's language."""
    return chinese_words if chinese() else english


def progress(items: Iterable[T], total: int | None, what: str) -> Iterator[T]:
    """The items, with a bar on a terminal and nothing in a pipe."""
    from rich.progress import (  # noqa: PLC0415
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    console = err()
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(what, total=total)
        for item in items:
            yield item
            bar.advance(task)


def closing(done: int, what: str, failures: list[Failure]) -> None:
    """How many were done, and a row for each that was not, with the reason and what to try."""
    console = err()
    if failures:
        from rich.table import Table  # noqa: PLC0415

        language = tell("en", "zh")
        table = Table(title=tell("Not read", "未能读取"), title_justify="left", show_edge=False, pad_edge=False)
        for head in (tell("path", "路径"), tell("reason", "原因"), tell("try", "建议")):
            table.add_column(head, overflow="fold")
        for failure in failures[:SHOWN_FAILURES]:
            table.add_row(failure.uri, *(told(words, language) for words in (failure.what, failure.hint)))
        console.print(table)
        if len(failures) > SHOWN_FAILURES:
            console.print(
                tell(f"… and {len(failures) - SHOWN_FAILURES} more", f"……另有 {len(failures) - SHOWN_FAILURES} 个")
            )
    what = what.replace("articles", "article", 1) if done == 1 else what
    counted = tell(f"{done} {what}, {len(failures)} not read", f"{what} {done} 篇，未能读取 {len(failures)} 个")
    console.print(f"[green]{counted}[/]" if not failures else f"[yellow]{counted}[/]")
