"""Questions to a library, for every face alike: fetch the columns that a question needs, ask it, with what it rests on.

    import luoshi
    with luoshi.open("luoshi.db") as library:
        answer = luoshi.questions.timeline(library, event="二十届四中全会")
        answer.table                      # a polars frame
        answer.coverage.sentences("en")   # what the figures rest on
        answer.parts["silent"]            # frames behind it

Places and events are given by name or id. `since` and `until` are years, months or days. Without `reprints`, articles that
repeat another one count once. Charts of the answers are in `luoshi.analysis.charts`.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from luoshi.questions.comparing import compare as compare
    from luoshi.questions.comparing import quotations as quotations
    from luoshi.questions.phrases import formulation as formulation
    from luoshi.questions.phrases import national_formulations as national_formulations
    from luoshi.questions.phrases import new_formulations as new_formulations
    from luoshi.questions.places import chain as chain
    from luoshi.questions.places import followup as followup
    from luoshi.questions.places import industries as industries
    from luoshi.questions.places import people as people
    from luoshi.questions.places import targets as targets
    from luoshi.questions.places import timeline as timeline
    from luoshi.questions.sharing import own_words as own_words
    from luoshi.questions.sharing import reuse as reuse

# Question -> the module that asks it, loaded when it is asked: one question needs a part of the analysis only.
_QUESTIONS = {
    "compare": "comparing", "quotations": "comparing", "formulation": "phrases", "national_formulations": "phrases",
    "new_formulations": "phrases", "chain": "places", "followup": "places", "industries": "places", "people": "places",
    "targets": "places", "timeline": "places", "own_words": "sharing", "reuse": "sharing",
}  # fmt: skip

__all__ = [*_QUESTIONS]  # noqa: PLE0604


def __getattr__(name: str) -> Any:
    """Load a question on first use."""
    if name not in _QUESTIONS:
        raise AttributeError(f"module 'luoshi.questions' has no attribute {name!r}")
    return getattr(import_module(f"luoshi.questions.{_QUESTIONS[name]}"), name)
