"""Stage `hits`: every lexicon word in the flow, found in one pass."""

from functools import cache
from importlib.resources import files

from luoshi.reader.draft import Draft, Hits
from luoshi.registry.industries import industries
from luoshi.registry.lexicon import Finder, lexicon
from luoshi.registry.world import registry


def run(draft: Draft) -> None:
    """Add `hits`."""
    draft.hits = Hits(_finder().find(draft.flow.text))


@cache
def _finder() -> Finder:
    families: dict[str, dict[str, list[str]]] = {
        "industry": {entry.code: list(entry.names) for entry in industries().values()},
        "industry_weak": {entry.code: list(entry.weak) for entry in industries().values()},
        "formulation": {known.id: list(known.unmistakable) for known in registry().formulations},
    }
    for path in sorted(files("luoshi.registry").joinpath("data", "cues").iterdir(), key=lambda path: path.name):
        if path.name.endswith(".toml"):
            for family, table in lexicon(path.name.removesuffix(".toml")).items():
                families.setdefault(family, {}).update(table)
    return Finder(families)
