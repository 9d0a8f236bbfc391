"""`luoshi serve` and `luoshi users`: the workbench in a browser, and who may use it."""

import gc
import tempfile
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Annotated

import typer

from luoshi.cli import terminal
from luoshi.errors import LuoshiError, MissingPart
from luoshi.workbench.serving import Serving, checked, help_texts
from luoshi.workbench.users import ROLES, Users

if TYPE_CHECKING:
    from luoshi.store.sql import SqlStore

Where = Annotated[str, typer.Option("--library", help="The library: a file, or postgresql://…")]


def serve(
    library: Where = "luoshi.db",
    host: Annotated[str, typer.Option(help=help_texts["host"])] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help=help_texts["port"])] = 8788,
    token: Annotated[str | None, typer.Option(envvar="LUOSHI_TOKEN", help=help_texts["token"])] = None,
    demo: Annotated[
        bool, typer.Option("--demo", help="Serve the sample articles from a library of their own.")
    ] = False,
    upload_megabytes: Annotated[int, typer.Option(min=1, help=help_texts["upload_megabytes"])] = 20,
) -> None:
    """Open a library in the browser."""
    gc.disable()  # what is loaded stays: looking through it again and again takes a tenth of the start
    from luoshi import project  # noqa: PLC0415

    with tempfile.TemporaryDirectory(prefix="luoshi-demo-") as folder:
        where = str(Path(folder) / "demo.db") if demo else library
        users = Users.beside(where)
        serving = checked(Serving(host, port, token, upload_megabytes), has_users=bool(users.all()))
        with project.open_library(where, create=True) as opened:
            if demo:
                from luoshi.model.reading import Reading  # noqa: PLC0415

                opened.keep(found for found in project.read_paths([project.samples()]) if isinstance(found, Reading))
            Thread(target=_ahead, args=(opened.store,), daemon=True).start()
            try:
                import uvicorn  # noqa: PLC0415  (the web parts are an extra)

                from luoshi.workbench.app import create_app  # noqa: PLC0415
            except ImportError as error:
                raise MissingPart(error.name or "The workbench", "web") from error
            app = create_app(opened, serving, users)
            gc.freeze()
            gc.enable()
            typer.echo(f"{terminal.tell('The workbench is at', '工作台地址：')} http://{host}:{port}/", err=True)
            uvicorn.run(app, host=host, port=port, log_level="warning")


def _ahead(store: "SqlStore") -> None:
    """What the first page tells of a large library is counted while the workbench is being loaded."""
    with suppress(LuoshiError):  # told to whoever opens the page
        store.uptake()


users = typer.Typer(rich_markup_mode=None, no_args_is_help=True)


@users.command("add")
def add_user(
    name: Annotated[str, typer.Argument(help="The user's name.")],
    role: Annotated[str, typer.Option(help=f"One of: {', '.join(ROLES)}.")] = "reader",
    password: Annotated[
        str,
        typer.Option(prompt=True, hide_input=True, confirmation_prompt=True, help="Asked for where it is not given."),
    ] = "",
    library: Where = "luoshi.db",
) -> None:
    """Add a user, or give one another role and password."""
    user = Users.beside(library).add(name, role, password)
    terminal.err().print(
        terminal.tell(f"{user.name} is a {user.role} of {library}.", f"{user.name} 是 {library} 的 {user.role}。")
    )


@users.command("list")
def list_users(library: Where = "luoshi.db") -> None:
    """List the users and their roles."""
    for user in Users.beside(library).all().values():
        terminal.out().print(f"{user.name}\t{user.role}")


@users.command("remove")
def remove_user(name: Annotated[str, typer.Argument(help="The user's name.")], library: Where = "luoshi.db") -> None:
    """Remove a user."""
    gone = Users.beside(library).remove(name)
    told = ("{} is gone.", "{} 已移除。") if gone else ("There is no user {}.", "没有用户 {}。")
    terminal.err().print(terminal.tell(*(words.format(name) for words in told)))
