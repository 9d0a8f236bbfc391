"""A response as it is found, before it is dated, linked and numbered."""

from luoshi.model.codebook import Kind
from luoshi.model.findings import Link
from luoshi.model.records import Entity
from luoshi.model.spans import Span
from luoshi.reader.days.calendar import Written


class Found(Entity):
    """Kind, body, the place of its quotation in the flow, its date as written,
    and the places in which to look for the events that it takes up."""

    kind: Kind
    body: str | None
    start: int
    end: int
    day: Written | None
    places: list[Span]
    subject: Link | None = None
    """Another subject than the section's, where a paragraph tells of several places."""
