"""The interface's words in Chinese and English: every string is data (data/strings.toml), chosen for each request."""

import tomllib
from collections.abc import Callable
from functools import cache
from importlib.resources import files

from luoshi.registry import codes
from luoshi.registry.industries import industry

LANGUAGES: tuple[codes.Lang, ...] = ("zh", "en")


@cache
def strings() -> dict[str, dict[str, str]]:
    """Key -> language -> words."""
    content = files("luoshi.workbench").joinpath("data", "strings.toml").read_text(encoding="utf-8")
    return {f"{part}.{key}": entry for part, table in tomllib.loads(content).items() for key, entry in table.items()}


def chosen(cookie: str | None, accepted: str) -> codes.Lang:
    """The language of a request: the cookie's, else the first of the browser's that we speak, else Chinese."""
    if cookie in LANGUAGES:
        return "zh" if cookie == "zh" else "en"
    for part in accepted.lower().split(","):
        name = part.strip().partition(";")[0].partition("-")[0]
        if name in LANGUAGES:
            return "zh" if name == "zh" else "en"
    return "zh"


@cache
def translator(lang: codes.Lang) -> Callable[..., str]:
    """A function from key (and values to fill in) to words; an unknown key is an error, not an empty place."""

    def words(key: str, **values: object) -> str:
        return strings()[key][lang].format(**values)

    return words


@cache
def labeller(lang: codes.Lang) -> Callable[[str, str], str]:
    """A function from family and code to the code's label; classes of industries are a family, too."""

    def label(family: str, code: str) -> str:
        if family == "industry":
            return industry(code).label(lang)
        return codes.code(family, code).label(lang)

    return label
