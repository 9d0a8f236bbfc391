"""The command line: one file a family of commands; each parses, calls the project, prints."""


def main() -> None:
    """The entry point of `luoshi`."""
    from luoshi.cli.app import app  # noqa: PLC0415  (the commands are loaded when one is called)

    app()
