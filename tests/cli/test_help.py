"""Help in both languages: no command or option is left without Chinese words."""

from collections.abc import Iterator
from typing import Any

import pytest
from typer.main import get_command

from luoshi.cli.app import app
from luoshi.cli.help import in_chinese
from tests.cli.calls import luoshi


def helps(command: Any) -> Iterator[tuple[str, str]]:
    """Each thing that has help, with its help, the command's own options first."""
    for named in (command, *command.params):
        if getattr(named, "help", None):
            yield f"{command.name} {named.name}", named.help
    for below in getattr(command, "commands", {}).values():
        yield from helps(below)


def chinese(words: str) -> bool:
    return any("一" <= char <= "鿿" for char in words)


def test_all_help_has_chinese_words() -> None:
    """Every help that the commands give in English has its Chinese words."""
    root = get_command(app)
    commands = [root, *(root.get_command(None, name) for name in root.list_commands(None))]  # type: ignore[attr-defined]
    told = [pair for command in commands for pair in helps(in_chinese(command))]
    assert (len(told) > 100, [pair for pair in told if not chinese(pair[1])]) == (True, [])


@pytest.mark.parametrize("call", [("--help",), ("read", "--help"), ("users", "add", "--help")])
def test_help_speaks_the_language_asked_for(call: tuple[str, ...]) -> None:
    english, other = luoshi(*call).stdout.decode(), luoshi("--lang", "zh", *call).stdout.decode()
    assert (chinese(english.replace("落实", "")), chinese(other.replace("落实", ""))) == (False, True)
