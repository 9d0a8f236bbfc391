"""A reading: what the engine makes of one article. Not for how it is written: see model.codec."""

from typing import TYPE_CHECKING

import msgspec

from luoshi.model.findings import (
    EventMention,
    Formulation,
    Industry,
    Organisation,
    Paragraph,
    Person,
    Quantity,
    Response,
    Section,
    Unit,
)
from luoshi.model.source import Problem, Source

if TYPE_CHECKING:
    import polars

FORMAT = "luoshi.reading/1"


class Engine(msgspec.Struct, frozen=True):
    """Which engine made a reading: a change of any field makes stored readings stale."""

    name: str
    version: str
    codebook: str
    registry: str


class Reading(msgspec.Struct, frozen=True):
    """The text of one article and all its findings; offsets are code points of `text`, half-open."""

    format: str
    engine: Engine
    source: Source
    text: str
    policy_events: tuple[EventMention, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    sections: tuple[Section, ...] = ()
    responses: tuple[Response, ...] = ()
    units: tuple[Unit, ...] = ()
    people: tuple[Person, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    industries: tuple[Industry, ...] = ()
    formulations: tuple[Formulation, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    problems: tuple[Problem, ...] = ()

    def frame(self, table: str) -> "polars.DataFrame":
        """One kind of finding as a polars frame: a row a finding, with article, spans and quotation (model.tables)."""
        from luoshi.model.tables import frame  # noqa: PLC0415  (polars is loaded when a frame is asked for)

        return frame(table, [self])

    def _repr_html_(self) -> str:
        from luoshi.model.notebook import page  # noqa: PLC0415

        return page(self)
