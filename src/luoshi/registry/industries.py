"""The classes of industries on two levels and the names under which reports print them, from data/industries.toml."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

import msgspec

from luoshi.errors import UsageError


class IndustryClass(msgspec.Struct, frozen=True):
    """A division (`parent` is None) or a group of industries. `names` mean an industry wherever they stand, `weak`
    ones only in an industry's place."""

    code: str
    zh: str
    en: str
    parent: str | None = None
    names: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()

    def label(self, lang: str = "zh") -> str:
        return self.zh if lang == "zh" else self.en


@cache
def industries() -> Mapping[str, IndustryClass]:
    """Every class by code, divisions before their groups."""
    content = files("luoshi.registry").joinpath("data", "industries.toml").read_text(encoding="utf-8")
    entries = msgspec.convert(tomllib.loads(content)["class"], list[IndustryClass])
    return MappingProxyType({entry.code: entry for entry in entries})


def industry(code: str) -> IndustryClass:
    """The class with this code; UsageError where there is none."""
    if code not in industries():
        divisions = ", ".join(entry.code for entry in industries().values() if not entry.parent)
        raise UsageError(f"There is no class of industries {code!r}.", hint=f"Divisions: {divisions}; groups: 1.1 …")
    return industries()[code]


def division(code: str) -> IndustryClass:
    """The division to which a class belongs; a division is its own."""
    entry = industry(code)
    return industry(entry.parent) if entry.parent else entry
