"""The registry's entries (bodies, events, formulations) and how to look one up by id. Not for finding them in a text."""

from functools import cache
from importlib.resources import files
from typing import TypeVar

import msgspec

from luoshi.text.normalise import name_key

VERSION = "2026-11.2"
"""The month in which the registry's facts were last gathered; part of every reading."""

T = TypeVar("T")


class Body(msgspec.Struct, frozen=True):
    """A zone or another body that has a place: ids, names (`short`: the usual one, else the full one), province and city, WGS84
    position, year of approval."""

    id: str
    name: str
    short: str
    kind: str
    province: str
    city: str
    adcode: str
    lat: float
    lon: float
    approved: int
    aliases: tuple[str, ...] = ()
    district: str | None = None
    category: str | None = None
    members: tuple[str, ...] = ()
    note: str | None = None
    evidence: str | None = None
    check: bool = False

    def __post_init__(self) -> None:
        if not self.short:
            msgspec.structs.force_setattr(self, "short", self.name)

    @property
    def names(self) -> tuple[str, ...]:
        """Every name under which the body is known, the usual short one first."""
        return tuple(dict.fromkeys((self.short, self.name, *self.aliases)))


class PolicyEvent(msgspec.Struct, frozen=True):
    """A meeting, congress, campaign or document of the centre; start and end are ISO days (of the Two Sessions
    also the first day of each house)."""

    id: str
    name: str
    kind: str
    start: str
    end: str
    aliases: tuple[str, ...] = ()
    generic: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    part_of: str | None = None
    note: str | None = None
    check: bool = False
    npc_start: str | None = None
    cppcc_start: str | None = None


class KnownFormulation(msgspec.Struct, frozen=True):
    """A set phrase of the centre or of a province, with its items and the year of its first official use."""

    text: str
    category: str
    scope: str
    first_seen: int | None = None
    count: int | None = None
    members: tuple[str, ...] = ()
    region: str | None = None
    sense: str | None = None
    variants: tuple[str, ...] = ()
    bare: bool = False
    note: str | None = None
    check: bool = False

    @property
    def id(self) -> str:
        """The text, with the sense where the same words mean several things."""
        return f"{self.text}#{self.sense}" if self.sense else self.text

    @property
    def unmistakable(self) -> tuple[str, ...]:
        """The forms that name it without quotation marks: four characters or more that begin with a number, all of one
        that is marked as bare."""
        forms = (self.text, *self.variants)
        return tuple(form for form in forms if self.bare or (len(form) > 3 and form[0] in _NUMERALS))


_NUMERALS = "双两三四五六七八九十"


class AmbiguousAlias(msgspec.Struct, frozen=True):
    """A name that can mean several bodies; without a default it needs context."""

    alias: str
    ids: tuple[str, ...]
    default: str | None
    rule: str


class Registry:
    """All entries, by id and by name key (folded, without spaces)."""

    def __init__(
        self,
        zones: tuple[Body, ...],
        others: tuple[Body, ...],
        events: tuple[PolicyEvent, ...],
        formulations: tuple[KnownFormulation, ...],
        ambiguous: tuple[AmbiguousAlias, ...],
    ) -> None:
        self.zones = zones
        self.others = others
        self.events = events
        self.formulations = formulations
        self.ambiguous = {name_key(a.alias): a for a in ambiguous}
        self.bodies = {b.id: b for b in (*zones, *others)}
        self.event_ids = {e.id: e for e in events}
        self.by_name = self._names()

    def _names(self) -> dict[str, str]:
        """Name key -> body id; where a name belongs to several, the first in the files (zones come first)."""
        names: dict[str, str] = {}
        for body in (*self.zones, *self.others):
            for name in body.names:
                names.setdefault(name_key(name), body.id)
        for key, entry in self.ambiguous.items():
            if entry.default:
                names[key] = entry.default
            elif entry.ids:
                names.pop(key, None)
        return names

    def body(self, name: str) -> Body | None:
        """The body with this id or name, None where there is none."""
        return self.bodies.get(name) or self.bodies.get(self.by_name.get(name_key(name), ""))


def _load(name: str, kind: type[T]) -> tuple[T, ...]:
    content = files("luoshi.registry").joinpath("data", name).read_bytes()
    return msgspec.json.decode(content, type=tuple[kind, ...])  # type: ignore[valid-type]


@cache
def registry() -> Registry:
    """The registry that ships with the package."""
    return Registry(
        _load("zones.json", Body),
        _load("other_bodies.json", Body),
        _load("policy_events.json", PolicyEvent),
        _load("formulations.json", KnownFormulation),
        _load("ambiguous_aliases.json", AmbiguousAlias),
    )
