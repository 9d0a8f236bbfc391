"""The command line: one file a family of commands; each parses, calls the project, prints."""


def main() -> None:
    """The entry point of `luoshi`."""
    from luoshi.cli.app import run  # noqa: PLC0415  (typer is loaded when the command line is used)

    run()
