"""Stage `hits`: every lexicon word in the flow, found in one pass."""

from functools import cache

from luoshi.reader.draft import Draft, Hits
from luoshi.reader.units.values import FAMILIES
from luoshi.registry.bodies import ministries
from luoshi.registry.events import event_names
from luoshi.registry.industries import industries
from luoshi.registry.lexicon import Finder, lexicon
from luoshi.registry.world import registry

_CUES = ("acts", "checkable", "modality", "organisations", "themes", "titles")


def run(draft: Draft) -> None:
    """Add `hits`."""
    draft.hits = Hits(*finder().find(draft.flow.text))


@cache
def finder() -> Finder:
    """The finder of all words; those of the codes' families are swept by the stage `coding`."""
    families: dict[str, dict[str, list[str]]] = {
        "industry": {entry.code: list(entry.names) for entry in industries().values()},
        "industry_weak": {entry.code: list(entry.weak) for entry in industries().values()},
        "ministry": {"ministry": list(ministries())},
        "event": {"event": list(event_names().words)},
        "formulation": {known.id: list(known.unmistakable) for known in registry().formulations},
    }
    for name in _CUES:
        for family, table in lexicon(name).items():
            families.setdefault(family, {}).update(table)
    return Finder(families, FAMILIES)
