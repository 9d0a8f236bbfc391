"""What people write for a zone, an event or a code, as its id; where nothing or too much fits, the nearest names.

Zones are known by id (hefei), by the beginning of their id (hef), by any name (合肥高新区, 合肥) or a part of one.
"""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from difflib import get_close_matches
from functools import cache
from typing import NamedTuple

from luoshi.errors import UsageError
from luoshi.registry.world import registry
from luoshi.text.normalise import name_key

_TOLD = 8


class Place(NamedTuple):
    """A place that a library knows: a registry id, or the words of a subject that the registry does not hold."""

    id: str | None
    subject: str | None = None


def place(name: str, subjects: Iterable[str] = ()) -> Place:
    """The place that is meant; `subjects` are names that the library itself uses."""
    held = registry()
    if name in held.bodies:
        return Place(name)
    body = held.body(name)
    if body is not None:
        return Place(body.id)
    own = {name_key(subject): subject for subject in subjects}
    key = name_key(name)
    if key in own:
        return Place(None, own[key])
    found = _beginning(name.lower()) if name.isascii() else _named(key)
    if len(found) == 1:
        return Place(found[0])
    if found:
        raise UsageError(f"{name!r} may be one of {len(found)} places.", hint=f"Choose one: {_listed(found)}.")
    parts = sorted({subject for subject_key, subject in own.items() if key and key in subject_key})
    if len(parts) == 1:
        return Place(None, parts[0])
    if parts:
        raise UsageError(
            f"{name!r} may be one of {len(parts)} subjects.", hint=f"Choose one: {', '.join(parts[:_TOLD])}."
        )
    raise UsageError(f"There is no place {name!r} in the registry or the library.", hint=_nearest(name, _place_names()))


def event(name: str) -> str:
    """The id of the event that is meant."""
    names = _event_names()
    found = names.get(name_key(name)) or names.get(name_key(name).lower())
    if found:
        return found
    key = name_key(name).lower()
    begun = sorted({id for id in registry().event_ids if key and id.startswith(key)})
    held = sorted({id for label, id in names.items() if key and key in label})
    fitting = begun or held
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        events = registry().event_ids
        told = ", ".join(f"{id} ({events[id].name})" for id in fitting[-_TOLD:])
        raise UsageError(f"{name!r} may be one of {len(fitting)} events.", hint=f"Choose one: {told}.")
    raise UsageError(f"There is no event {name!r} in the registry.", hint=_nearest(name, names))


def code(what: str, value: str, known: Sequence[str]) -> str:
    """A code of the codebook; UsageError with the codes there are."""
    if value in known:
        return value
    near = get_close_matches(value, known, 1, 0.5)
    first = f"Did you mean {near[0]}? " if near else ""
    raise UsageError(f"There is no {what} {value!r}.", hint=f"{first}Known: {', '.join(known)}.")


def day(value: str, what: str) -> str:
    """An ISO year, month or day; UsageError for anything else."""
    parts = value.split("-")
    lengths = [4, 2, 2][: len(parts)]
    if len(parts) <= 3 and [len(part) for part in parts] == lengths and all(p.isascii() and p.isdigit() for p in parts):
        with suppress(ValueError):
            date.fromisoformat("-".join([*parts, "01", "01"][:3]))
            return value
    raise UsageError(f"{value!r} is no date for {what}.", hint="Write 2025, 2025-10 or 2025-10-31.")


@cache
def _place_names() -> dict[str, str]:
    names: dict[str, str] = {}
    for body in registry().bodies.values():
        for label in (*body.names, body.id):
            names.setdefault(label, body.id)
    return names


@cache
def _event_names() -> dict[str, str]:
    names: dict[str, str] = {}
    for each in registry().events:
        for label in (each.id, each.name, *each.aliases):
            names.setdefault(name_key(label), each.id)
    return names


def _beginning(letters: str) -> list[str]:
    """Bodies whose id begins with these letters; zones alone where there are any."""
    zones = [body.id for body in registry().zones if body.id.startswith(letters)]
    return zones or [body.id for body in registry().others if body.id.startswith(letters)]


def _named(key: str) -> list[str]:
    """Bodies with a name that holds these characters; zones alone where there are any."""
    for bodies in (registry().zones, registry().others):
        found = [body.id for body in bodies if any(key in name_key(name) for name in body.names)]
        if found:
            return found
    return []


def _listed(ids: Sequence[str]) -> str:
    bodies = registry().bodies
    told = ", ".join(f"{id} ({bodies[id].short})" for id in ids[:_TOLD])
    return told if len(ids) <= _TOLD else f"{told} …"


def _nearest(name: str, names: Mapping[str, str]) -> str:
    """A hint with the names that look most like the one asked for."""
    shared = sorted(names, key=lambda label: -len(set(label) & set(name)) / (len(set(label) | set(name)) or 1))
    near = dict.fromkeys((*get_close_matches(name, names, _TOLD, 0.4), *shared[:3]))
    told = dict.fromkeys(f"{label} ({names[label]})" if label != names[label] else label for label in near)
    return f"Nearest names: {', '.join(list(told)[:5])}."
