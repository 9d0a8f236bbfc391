"""The catalogue of stages, in the order in which they run, and the plan that checks and loads them."""

from collections.abc import Callable, Sequence
from functools import cache
from importlib import import_module
from typing import NamedTuple

from luoshi.errors import PlanError
from luoshi.reader.draft import Draft

Run = Callable[[Draft], None]


class Stage(NamedTuple):
    """A step of reading: `target` is `module:function`, loaded when a plan is made; layers are attributes of Draft."""

    name: str
    target: str
    needs: tuple[str, ...]
    adds: tuple[str, ...]


STAGES: tuple[Stage, ...] = (
    Stage("normalise", "luoshi.reader.normalise:run", ("text",), ("clean", "clean_offsets", "variants", "lines")),
    Stage("structure", "luoshi.reader.structure:run", ("lines",), ("sections",)),
    Stage("flow", "luoshi.reader.flow:run", ("lines", "sections", "clean_offsets"), ("flow",)),
    Stage("hits", "luoshi.reader.hits:run", ("flow",), ("hits",)),
    Stage(
        "dates",
        "luoshi.reader.dates:run",
        ("flow", "hits"),
        ("published", "policy_events", "event_names", "event_starts", "main_event"),
    ),
    Stage("quantities", "luoshi.reader.quantities:run", ("flow", "hits", "published"), ("quantities",)),
    Stage("people", "luoshi.reader.people:run", ("flow", "hits"), ("people",)),
    Stage("organisations", "luoshi.reader.organisations:run", ("flow", "hits", "people"), ("organisations",)),
    Stage("industries", "luoshi.reader.industries:run", ("flow", "hits", "organisations"), ("industries",)),
    Stage("formulations", "luoshi.reader.formulations:run", ("flow", "hits", "industries"), ("formulations",)),
    Stage("coding", "luoshi.reader.coding:run", ("flow", "hits", "industries", "organisations"), ()),
    Stage(
        "responses",
        "luoshi.reader.responses:run",
        ("flow", "hits", "event_names", "main_event", "published", "people"),
        ("responses",),
    ),
    Stage(
        "printing",
        "luoshi.reader.printing:run",
        (
            "variants",
            "policy_events",
            "quantities",
            "people",
            "organisations",
            "industries",
            "formulations",
            "responses",
        ),
        (),
    ),
)


class Plan:
    """Stages that fit together, loaded and ready to run."""

    def __init__(self, stages: Sequence[Stage] = STAGES, given: Sequence[str] = ("source", "text")) -> None:
        have = set(given)
        for stage in stages:
            missing = [layer for layer in stage.needs if layer not in have]
            if missing:
                raise PlanError(
                    f"Stage {stage.name!r} needs {', '.join(missing)}, which no earlier stage adds.",
                    hint=f"Layers at that point: {', '.join(sorted(have))}.",
                )
            have.update(stage.adds)
        self.stages = tuple(stages)
        self._runs = [(stage.name, _load(stage.target)) for stage in stages]

    def run(self, draft: Draft) -> Draft:
        """Run every stage on the draft and return it."""
        for _, run in self._runs:
            run(draft)
        return draft


@cache
def standard() -> Plan:
    """The plan of all stages, made once."""
    return Plan()


def _load(target: str) -> Run:
    module, _, name = target.partition(":")
    run: Run = getattr(import_module(module), name)
    return run
