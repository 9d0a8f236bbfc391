"""The help of commands and options in Chinese; the words are data (help.toml)."""

import tomllib
from importlib.resources import files
from typing import Any

from luoshi.messages import Wording


def in_chinese(command: Any) -> Any:
    """The command with its help, its options' help and its subcommands' help in Chinese."""
    words = tomllib.loads(files("luoshi.cli").joinpath("help.toml").read_text(encoding="utf-8"))
    _tell(command, Wording(words.items()))
    return command


def _tell(command: Any, wording: Wording) -> None:
    for named in (command, *command.params):
        if getattr(named, "help", None):
            named.help = wording.chinese(named.help)
    for below in getattr(command, "commands", {}).values():
        _tell(below, wording)
