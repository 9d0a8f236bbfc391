"""The command line's root: finds a command in the catalogue, loads it, and turns errors into words."""

import os
import sys
from enum import StrEnum
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typer.main import get_command, get_group

from luoshi.cli.commands import COMMANDS
from luoshi.errors import LuoshiError
from luoshi.messages import told
from luoshi.version import __version__, compiled

WRONG_CALL = 2
STOPPED = 130


class Language(StrEnum):
    """The languages that the command line speaks."""

    zh = "zh"
    en = "en"


class Catalogue(TyperGroup):
    """The root group: its commands are those of the catalogue, imported one by one when they are needed."""

    def list_commands(self, ctx: Any) -> list[str]:
        return list(COMMANDS)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        super(Catalogue, _helping(self)).format_help(ctx, formatter)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        entry = COMMANDS.get(cmd_name)
        if entry is None:
            return None
        help_text = entry.chinese if chinese() else entry.english
        if ctx is not None and ctx.resilient_parsing is False and ctx.invoked_subcommand is None and _asks_for_help():
            return _shell(cmd_name, help_text)
        module, _, name = entry.target.partition(":")
        found = getattr(import_module(module), name)
        if isinstance(found, typer.Typer):
            group = get_group(found)
            group.name, group.help = cmd_name, group.help or help_text
            return _helping(group)
        single = typer.Typer(rich_markup_mode=None, add_completion=False)
        single.command(cmd_name, help=found.__doc__ or help_text, short_help=help_text)(found)
        return _helping(get_command(single))


def chinese() -> bool:
    """Whether the terminal speaks Chinese: LUOSHI_LANG, else the locale."""
    for name in ("LUOSHI_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        if os.environ.get(name):
            return os.environ[name].lower().startswith("zh")
    return False


def _helping(command: Any) -> Any:
    """The command, its help in the terminal's language where help is asked for."""
    if chinese() and not {"-h", "--help"}.isdisjoint(sys.argv):
        from luoshi.cli.help import in_chinese  # noqa: PLC0415  (only for help)

        return in_chinese(command)
    return command


def _asks_for_help() -> bool:
    """Whether the root's own list of commands is asked for, which needs none of them loaded."""
    return all(argument in ("--help", "-h") for argument in sys.argv[1:])


def _shell(name: str, help_text: str) -> Any:
    """A command that knows no more than its line in the list."""
    single = typer.Typer(rich_markup_mode=None, add_completion=False)
    single.command(name, help=help_text)(lambda: None)
    return get_command(single)


app = typer.Typer(
    cls=Catalogue,
    no_args_is_help=True,
    rich_markup_mode=None,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(show: bool) -> None:
    if show:
        typer.echo(f"luoshi {__version__}{' (compiled)' if compiled() else ''}")
        raise typer.Exit


def _speak(language: Language | None) -> None:
    if language:
        os.environ["LUOSHI_LANG"] = language


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
    lang: Annotated[
        Language | None,
        typer.Option(callback=_speak, is_eager=True, help="Language of what is said; else the terminal's."),
    ] = None,
) -> None:
    """Luoshi 落实: from what was said to what was done.

    Reads Chinese reporting on how places respond to central policy into findings that point at their exact words.
    """


def run() -> None:
    """Call the command line; an error of Luoshi's own is told in words, with what to try, and exit status 2."""
    try:
        app()
    except LuoshiError as error:
        colour = sys.stderr.isatty() and not os.environ.get("NO_COLOR")
        mark, language = ("错误：", "zh") if chinese() else ("error: ", "en")
        typer.secho(mark + told(error.what, language), err=True, fg="red" if colour else None)
        if error.hint:
            typer.echo(" " * 7 + told(error.hint, language), err=True)
        sys.exit(WRONG_CALL)
    except KeyboardInterrupt:
        typer.echo("stopped", err=True)
        sys.exit(STOPPED)
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115  (the reader of the pipe has gone)
        sys.exit(0)
