"""The options by which commands over a library say what is meant; the same words in every command."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from luoshi.project import Library

LibraryOption = Annotated[
    str,
    typer.Option(
        "--library",
        envvar="LUOSHI_LIBRARY",
        metavar="FILE_OR_URL",
        help="The library: a file, or postgresql://user@host/database.",
    ),
]
ZoneOption = Annotated[
    list[str] | None, typer.Option("--zone", help="Place: name, id or the beginning of its id; may be repeated.")
]
EventOption = Annotated[list[str] | None, typer.Option("--event", help="Policy event: name or id.")]
ThemeOption = Annotated[list[str] | None, typer.Option("--theme", help="Theme of the codebook.")]
ModalityOption = Annotated[list[str] | None, typer.Option("--modality", help="Modality of the codebook.")]
CheckableOption = Annotated[
    bool | None, typer.Option("--checkable/--not-checkable", help="Undertakings that can be checked, or that cannot.")
]
IndustryOption = Annotated[list[str] | None, typer.Option("--industry", help="Industry as printed.")]
PublisherOption = Annotated[list[str] | None, typer.Option("--publisher", help="Publisher as given by the source.")]
ArticleOption = Annotated[list[str] | None, typer.Option("--article", help="Article: the beginning of its id.")]
FromOption = Annotated[str | None, typer.Option("--from", metavar="DATE", help="From this year, month or day on.")]
ToOption = Annotated[str | None, typer.Option("--to", metavar="DATE", help="Up to this year, month or day.")]
ReprintsOption = Annotated[bool, typer.Option("--reprints/--no-reprints", help="Count articles that repeat another.")]

DEFAULT = "luoshi.db"


def opened(where: str, *, create: bool = False) -> "Library":
    """The library that a command means."""
    from luoshi import project  # noqa: PLC0415  (the library is loaded once the call is known to be right)

    return project.Library(os.path.expanduser(where) if "://" not in where else where, create=create)


def given(**options: Any) -> dict[str, Any]:
    """The options that were given, as filters."""
    return {name: value for name, value in options.items() if value not in (None, [], ())}


def path_of(output: Path | None) -> str:
    """What a message calls the place of output."""
    return str(output) if output else "standard output"
