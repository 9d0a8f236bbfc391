"""The codebook's codes with labels and descriptions in Chinese and English, from data/codes.toml.

Pages, command line and documents are drawn from here. Not for the codes as types: those are in model.codebook.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Literal

import msgspec

from luoshi.errors import UsageError

Lang = Literal["zh", "en"]


class Code(msgspec.Struct, frozen=True):
    """A code with its label (`zh`, `en`) and one sentence on what it means."""

    family: str
    code: str
    zh: str
    en: str
    zh_about: str = ""
    en_about: str = ""

    def label(self, lang: Lang = "zh") -> str:
        return self.zh if lang == "zh" else self.en

    def about(self, lang: Lang = "zh") -> str:
        return self.zh_about if lang == "zh" else self.en_about


class Family(msgspec.Struct, frozen=True):
    """A family of codes (role, modality, theme …) in the codebook's order."""

    name: str
    zh: str
    en: str
    codes: tuple[Code, ...]

    def label(self, lang: Lang = "zh") -> str:
        return self.zh if lang == "zh" else self.en


@cache
def families() -> Mapping[str, Family]:
    """Every family by name, in the order in which the codebook tells them."""
    content = files("luoshi.registry").joinpath("data", "codes.toml").read_text(encoding="utf-8")
    tables = tomllib.loads(content)
    return MappingProxyType(
        {
            name: Family(name, **labels, codes=tuple(Code(name, code, **entry) for code, entry in tables[name].items()))
            for name, labels in tables["families"].items()
        }
    )


def family(name: str) -> Family:
    """The family of this name; UsageError where there is none."""
    if name not in families():
        raise UsageError(f"There is no family of codes {name!r}.", hint=f"Families: {', '.join(families())}.")
    return families()[name]


def code(family_name: str, value: str) -> Code:
    """The code of a family; UsageError where there is none. Checkable is asked for as "true" or "false"."""
    found = family(family_name)
    for entry in found.codes:
        if entry.code == value:
            return entry
    known = ", ".join(entry.code for entry in found.codes)
    raise UsageError(f"{family_name} has no code {value!r}.", hint=f"Codes: {known}.")
