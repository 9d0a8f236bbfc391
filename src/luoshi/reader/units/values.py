"""Values: what cue words say (cues/modality.toml, themes.toml, checkable.toml) and what clauses do, as bits, so that all that
is known of a clause is one number."""

from functools import cache

from luoshi.registry.lexicon import lexicon

FAMILIES = ("theme", "effort", "object", "subject", "mood", "scene", "ground", "posture", "check")
THEME, EFFORT, OBJECT, SUBJECT = range(4)
"""Of these families the places of the words count, of the others only the values."""
KINDS = ("form", "work", "learn", "party", "posture", "object", "act", "aim", "none")
"""What a clause does (family `kind`), what tells most first: form (a concrete form of study), work, learn, party, posture,
object, act (a verb of work whose object is no known one), aim (a purpose or manner)."""


def _numbered() -> dict[tuple[str, str], int]:
    tables = {**lexicon("modality"), **lexicon("themes"), **lexicon("checkable")}
    told = [(family, value) for family in FAMILIES for value in tables[family] if value != "none"]
    told += [("kind", kind) for kind in KINDS]
    # The last families take the lowest bits: they are asked for most often, and small numbers are quicker.
    return {name: 1 << number for number, name in enumerate(reversed(told))}


BITS = _numbered()
"""(family, value) -> its bit"""


def bits(family: str, *values: str) -> int:
    """The bits of some values of a family, of all of them where none is given."""
    return sum(bit for (of, value), bit in BITS.items() if of == family and (not values or value in values))


@cache
def named(family: str, mask: int) -> tuple[str, ...]:
    """The family's values among the bits."""
    return tuple(value for (of, value), bit in reversed(BITS.items()) if of == family and mask & bit)
