"""What stands beside an article: lines and elements of a page that are not its text. The words are data."""

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

_SPACE = re.compile(r"\s+")
_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
# A line of furniture is short; longer lines are not looked at.
_LONGEST = 240


class _Words(NamedTuple):
    line: "re.Pattern[str]"
    last: "re.Pattern[str]"
    names: frozenset[str]
    platforms: frozenset[str]


@cache
def _words() -> _Words:
    data = tomllib.loads((files("luoshi.sources") / "data/furniture.toml").read_text(encoding="utf-8"))
    line, last = ("|".join(data[kind]) for kind in ("line", "last"))
    return _Words(re.compile(line), re.compile(last), frozenset(data["name"]), frozenset(data["platform"]))


def is_furniture(line: str) -> bool:
    """Whether a whole line is an editor's name, a counter, a link to the next page and the like."""
    if len(line) > _LONGEST:
        return False
    return _words().line.fullmatch(_SPACE.sub("", line)) is not None


def ends_article(line: str) -> bool:
    """Whether nothing of the article follows this line (相关阅读)."""
    return len(line) < 20 and _words().last.fullmatch(_SPACE.sub("", line)) is not None


@lru_cache(maxsize=20_000)
def names_furniture(names: str) -> bool:
    """Whether the class and id of an element say that it holds no article."""
    return any(word.lower() in _words().names for word in _WORDS.findall(names))


def is_platform(name: str) -> bool:
    """Whether a name is that of a platform on which others publish."""
    return name in _words().platforms
