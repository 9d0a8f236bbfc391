"""Values: what cue words say (cues/modality.toml, themes.toml, checkable.toml), as bits, so that a clause's are one number."""

from functools import cache

from luoshi.registry.lexicon import lexicon

FAMILIES = ("theme", "effort", "object", "subject", "mood", "scene", "ground", "posture", "check")
THEME, EFFORT, OBJECT, SUBJECT = range(4)
"""Of these families the places of the words count, of the others only the values."""


def _numbered() -> dict[tuple[str, str], int]:
    tables = {**lexicon("modality"), **lexicon("themes"), **lexicon("checkable")}
    # What is asked for most often takes the lowest bits: small numbers are quicker.
    told = [(family, value) for family in reversed(FAMILIES) for value in tables[family] if value != "none"]
    return {name: 1 << number for number, name in enumerate(told)}


BITS = _numbered()
"""(family, value) -> its bit"""


def bits(family: str, *values: str) -> int:
    """The bits of some values of a family, of all of them where none is given."""
    return sum(bit for (of, value), bit in BITS.items() if of == family and (not values or value in values))


@cache
def named(family: str, mask: int) -> tuple[str, ...]:
    """The family's values among the bits."""
    return tuple(value for (of, value), bit in BITS.items() if of == family and mask & bit)
