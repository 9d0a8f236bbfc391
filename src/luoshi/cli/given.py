"""What every command that reads files takes: paths, limits for each file, and the columns of tables."""

from pathlib import Path
from typing import Annotated

import typer

from luoshi.errors import UsageError
from luoshi.sources.contract import Columns, Options
from luoshi.sources.limits import Limits

_LIMITS = "; ".join(f"{limit.name} ({limit.help}) {limit.default:,}" for limit in Limits.described())

Paths = Annotated[
    list[str], typer.Argument(metavar="PATH…", help="Files, folders (with their folders), or - for standard input.")
]
Limit = Annotated[
    list[str] | None,
    typer.Option(
        "--limit", metavar="NAME=NUMBER", help=f"A bound for each file, may be repeated. Defaults: {_LIMITS}."
    ),
]
TextColumn = Annotated[str | None, typer.Option("--text-column", help="Tables: the column that holds the text.")]
TitleColumn = Annotated[str | None, typer.Option("--title-column", help="Tables: the column of titles.")]
DateColumn = Annotated[str | None, typer.Option("--date-column", help="Tables: the column of days of publication.")]
PublisherColumn = Annotated[str | None, typer.Option("--publisher-column", help="Tables: the column of publishers.")]
AddressColumn = Annotated[str | None, typer.Option("--address-column", help="Tables: the column of addresses.")]


def options(
    limit: list[str] | None = None,
    text: str | None = None,
    title: str | None = None,
    date: str | None = None,
    publisher: str | None = None,
    address: str | None = None,
) -> Options:
    """The options of the sources from what was given on the command line."""
    columns = Columns(text=text, title=title, published=date, publisher=publisher, address=address)
    return Options(limits=Limits.parse(limit or []), columns=columns)


def existing(paths: list[str]) -> list[str]:
    """The same paths; UsageError where one of them does not exist."""
    for path in paths:
        if path != "-" and not Path(path).exists():
            raise UsageError(f"There is no {path}.", hint="Give files or folders that exist, or - for standard input.")
    return paths
