"""Characters that stand together in words of the genre. Not a word list to cut by: only evidence at a seam."""

import tomllib
from functools import cache
from importlib.resources import files

from luoshi.registry import bodies
from luoshi.registry.world import registry


@cache
def runs() -> frozenset[str]:
    """Every run of two to four characters inside a word of the vocabulary, a body's or event's name or a set phrase."""
    content = files("luoshi.registry").joinpath("data", "vocabulary.toml").read_text(encoding="utf-8")
    words = {word for group in tomllib.loads(content).values() for word in group.split()}
    known = registry()
    words.update(known.by_name, bodies.places())
    words.update(name for event in known.events for name in (event.name, *event.aliases))
    words.update(formulation.text for formulation in known.formulations)
    return frozenset(
        word[start : start + size] for word in words for size in (2, 3, 4) for start in range(len(word) - size + 1)
    )
