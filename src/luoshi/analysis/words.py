"""The analysis's own words in both languages, kept as data in words.toml. Not for the codebook's labels."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

LANGUAGES = ("en", "zh")


@cache
def _words() -> dict[str, dict[str, Any]]:
    return tomllib.loads(files("luoshi.analysis").joinpath("words.toml").read_text(encoding="utf-8"))


def say(key: str, lang: str = "en", **values: object) -> str:
    """The sentence `key` in a language ("en" or "zh"), with its {names} filled in."""
    text: str = _words()[key][lang]
    return text.format(**values)


def labels(key: str, lang: str = "en") -> dict[str, str]:
    """A table of labels (name -> label) in a language."""
    table: dict[str, str] = _words()[key][lang]
    return table
