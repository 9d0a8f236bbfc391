"""What Luoshi says when something goes wrong, in the reader's language; the words are data (messages.toml)."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

_VALUE = "{}"


def told(words: str, lang: str) -> str:
    """An error's words in a language ("en" or "zh"); words without a translation stay as they are."""
    if lang == "en" or not words:
        return words
    return _messages().chinese(words)


class Wording:
    """English words with their Chinese ones; {} in both stands for a value, which is looked up in its turn."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        # Those with most words of their own first: "There is no file {}." before "There is no {}."
        ordered = sorted(pairs, key=lambda pair: -len(pair[0].replace(_VALUE, "")))
        self._pairs = [(_pattern(english), chinese) for english, chinese in ordered]

    def chinese(self, words: str) -> str:
        """The Chinese words; what has none stays as it is."""
        for pattern, chinese in self._pairs:
            if found := pattern.fullmatch(words):
                return chinese.format(*map(self.chinese, found.groups()))
        return words


@cache
def _messages() -> Wording:
    tables = tomllib.loads(files("luoshi").joinpath("messages.toml").read_text(encoding="utf-8"))
    return Wording(pair for table in tables.values() for pair in table.items())


def _pattern(english: str) -> re.Pattern[str]:
    return re.compile("(.+?)".join(map(re.escape, english.split(_VALUE))), re.DOTALL)
