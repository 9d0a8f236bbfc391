"""What Luoshi says when something goes wrong, in the reader's language; the words are data (messages.toml)."""

import re
import tomllib
from functools import cache
from importlib.resources import files

_VALUE = "{}"


def told(words: str, lang: str) -> str:
    """An error's words in a language ("en" or "zh"); words without a translation stay as they are."""
    if lang == "en" or not words:
        return words
    for pattern, chinese in _messages():
        if found := pattern.fullmatch(words):
            return chinese.format(*(told(value, lang) for value in found.groups()))
    return words


@cache
def _messages() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Patterns of the English messages with the Chinese ones, those with most words of their own first."""
    tables = tomllib.loads(files("luoshi").joinpath("messages.toml").read_text(encoding="utf-8"))
    pairs = [pair for table in tables.values() for pair in table.items()]
    pairs.sort(key=lambda pair: -len(pair[0].replace(_VALUE, "")))
    return tuple((_pattern(english), chinese) for english, chinese in pairs)


def _pattern(english: str) -> re.Pattern[str]:
    return re.compile("(.+?)".join(map(re.escape, english.split(_VALUE))), re.DOTALL)
