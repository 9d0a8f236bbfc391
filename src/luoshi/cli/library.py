"""The commands that keep a library: add, refresh, articles, article, remove, export, import."""

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import msgspec
import typer

from luoshi import output
from luoshi.cli import filters as f
from luoshi.cli import given, listing, terminal
from luoshi.model.failure import Failure
from luoshi.store.contract import Done, Written

SOME_NOT_READ = 1
_ARTICLES = ("id", "uri", "title", "published", "publisher", "page", "authors", "media_type", "characters", "zones",
             "events", "engine", "registry", "reprint_of")  # fmt: skip


Processes = Annotated[int | None, typer.Option("--processes", min=1, help="Processes that read; else every core.")]


class Shape(StrEnum):
    """How one article is written."""

    page = "page"
    json = "json"
    text = "text"


def add(
    paths: given.Paths,
    library: f.LibraryOption = f.DEFAULT,
    processes: Processes = None,
    failures_to: Annotated[
        Path | None, typer.Option("--failures", help="Write what could not be read as JSON Lines.")
    ] = None,
    limit: given.Limit = None,
    text_column: given.TextColumn = None,
    title_column: given.TitleColumn = None,
    date_column: given.DateColumn = None,
    publisher_column: given.PublisherColumn = None,
    address_column: given.AddressColumn = None,
) -> None:
    """Read articles and keep them in a library; what is kept already is passed over.

    May be broken off at any moment: what was written stays, and the next run goes on from there.
    Exit status: 0 all read, 1 some not, 2 wrong call.
    """
    options = given.options(limit, text_column, title_column, date_column, publisher_column, address_column)
    places = given.existing(paths)
    with f.opened(library, create=True) as opened:
        done = _followed(opened.add(places, options, processes=processes), terminal.tell("Adding", "入库"))
    if failures_to:
        with output.whole_file(failures_to) as file:
            file.writelines(msgspec.json.encode(failure) + b"\n" for failure in done.failures)
    _close(done, "added")


def refresh(
    library: f.LibraryOption = f.DEFAULT,
    processes: Processes = None,
) -> None:
    """Read again the articles that another engine or registry read, and only those."""
    with f.opened(library) as opened:
        _close(_followed(opened.refresh(processes=processes), terminal.tell("Reading again", "重新读取")), "read again")


def _followed(batches: Iterator[Done], what: str) -> Done:
    """What all batches did, with a count on the screen while they do it."""
    written = Written()
    failures: list[Failure] = []
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn  # noqa: PLC0415

    console = terminal.err()
    bar = Progress(SpinnerColumn(), TextColumn("{task.description} {task.completed}"), TimeElapsedColumn(),
                   console=console, transient=True, disable=not console.is_terminal)  # fmt: skip
    with bar:
        task = bar.add_task(what, total=None)
        for done in batches:
            written += done.written
            failures += done.failures
            bar.advance(task, done.documents)
    return Done(written, tuple(failures))


def _close(done: Done, what: str) -> None:
    written = done.written
    failures: list[Failure] = list(done.failures)
    new = written.added if what == "added" else written.reread
    told = {
        terminal.tell("read again", "重新读取"): written.reread if what == "added" else 0,
        terminal.tell("known already", "已在库中"): written.known,
        terminal.tell("reprints", "转载"): written.reprints,
    }
    more = "".join(f", {count} {name}" for name, count in told.items() if count)
    terminal.closing(new, terminal.tell(f"articles {what}{more}", f"已入库{more}"), failures)
    raise typer.Exit(SOME_NOT_READ if failures else 0)


def articles(
    library: f.LibraryOption = f.DEFAULT,
    with_text: Annotated[bool, typer.Option("--with-text", help="Give each article's text too.")] = False,
    zone: f.ZoneOption = None,
    event: f.EventOption = None,
    publisher: f.PublisherOption = None,
    since: f.FromOption = None,
    until: f.ToOption = None,
    reprints: f.ReprintsOption = True,
    limit: Annotated[int | None, typer.Option("--limit", min=1, help="Articles at most.")] = None,
    form: Annotated[listing.Format, typer.Option("--format", help="How they are listed.")] = listing.Format.table,
) -> None:
    """List the articles of a library, newest first."""
    asked = f.given(zone=zone, event=event, publisher=publisher, since=since, until=until,
                    reprints=None if reprints else False)  # fmt: skip
    names = [*_ARTICLES, *(["text"] if with_text else [])]
    with f.opened(library) as opened:
        found = opened.listed(with_text=with_text, limit=limit, **asked)
        if form is not listing.Format.table:
            listing.write_rows(found, form, names)
            return
        rows = [
            [row["id"][7:19], row["published"] or "", _title(row), str(row["characters"]), *_text(row, with_text)]
            for row in found
        ]
    heads = ("id", "published", "title", "characters", *(["text"] if with_text else []))
    listing.show(heads, rows, wide=4 if with_text else 2)


def _title(row: dict[str, Any]) -> str:
    title = row["title"] or row["uri"] or ""
    return f"{title} [dim]= {row['reprint_of'][7:19]}[/]" if row["reprint_of"] else title


def _text(row: dict[str, Any], wanted: bool) -> list[str]:
    return [row["text"]] if wanted else []


def article(
    id: Annotated[str, typer.Argument(metavar="ID", help="The article's id, or the beginning of it.")],
    library: f.LibraryOption = f.DEFAULT,
    form: Annotated[
        Shape, typer.Option("--format", help="page: with its codes; json: the reading; text: as printed.")
    ] = Shape.page,
) -> None:
    """Show one article with its findings, where it came from, and its reprints."""
    from luoshi.cli import show  # noqa: PLC0415
    from luoshi.model import codec  # noqa: PLC0415

    with f.opened(library) as opened:
        full = opened.id(id)
        reading = opened.article(full)
        sources, family = opened.store.sources(full), opened.store.family(full)
    if form is Shape.json:
        typer.echo(codec.encode(reading).decode())
    elif form is Shape.text:
        typer.echo(reading.text)
    else:
        console = terminal.out(show.PAGE)
        console.print(show.article(reading))
        for source in sources[1:]:
            console.print(
                terminal.tell("also", "另见"), source.uri or "-", source.publisher or "", source.published or ""
            )
        for other in family:
            if other != full:
                console.print(terminal.tell("reprint", "转载"), other[7:19])


def remove(
    ids: Annotated[list[str], typer.Argument(metavar="ID…", help="Ids of articles, or the beginnings of them.")],
    library: f.LibraryOption = f.DEFAULT,
) -> None:
    """Forget articles with all their findings."""
    with f.opened(library) as opened:
        for full in [opened.id(id) for id in ids]:
            opened.remove(full)
            terminal.err().print(terminal.tell(f"removed {full[7:19]}", f"已删除 {full[7:19]}"))


def export(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A new or empty folder.")],
    library: f.LibraryOption = f.DEFAULT,
) -> None:
    """Write a library to a folder: one Parquet file a table, a data package description, and the readings as JSONL."""
    with f.opened(library) as opened:
        count = opened.export(folder)
    terminal.err().print(terminal.tell(f"{count} articles exported to {folder}", f"已导出 {count} 篇到 {folder}"))


def import_(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="A folder that `luoshi export` wrote, or a file of readings.")
    ],
    library: f.LibraryOption = f.DEFAULT,
) -> None:
    """Bring an exported library back; articles that are there already stay as they are."""
    with f.opened(library, create=True) as opened:
        _close(_followed(opened.restore(folder), terminal.tell("Importing", "导入")), "added")
