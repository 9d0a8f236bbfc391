"""The command line's root: the options of every command, and where each command lives."""

from typing import Annotated

import typer

from luoshi.version import __version__

app = typer.Typer(no_args_is_help=True, help="Luoshi 落实: from what was said to what was done.")


def _version(show: bool) -> None:
    if show:
        typer.echo(f"luoshi {__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Read Chinese reporting on how places respond to central policy."""
