"""Findings: what a reading says of an article, each with the spans of its exact words (the reading format, version 1)."""

import msgspec

from luoshi.model.codebook import Comparator, Kind, Modality, QuantityKind, Role, Theme
from luoshi.model.spans import Spans

# A finding holds words, numbers and tuples of them, so no cycle can run through one: the garbage collector passes them over.


class Link(msgspec.Struct, frozen=True, gc=False):
    """Words and the registry id they stand for; `entity` is None where nothing in the registry matches."""

    text: str
    entity: str | None = None


class EventMention(msgspec.Struct, frozen=True, gc=False):
    """A policy event that the article names."""

    text: str
    entity: str | None
    spans: Spans


class Paragraph(msgspec.Struct, frozen=True, gc=False):
    """A non-empty line of the text, with its role and its place in the repaired reading order (`order` from 1)."""

    id: str
    spans: Spans
    role: Role
    section: str | None = None
    order: int | None = None
    joins: bool = False
    duplicate_of: str | None = None


class Speaker(msgspec.Struct, frozen=True, gc=False):
    """The person whose statement a section is."""

    name: str
    title: str | None = None


class Section(msgspec.Struct, frozen=True, gc=False):
    """The part of an article on one zone or body."""

    id: str
    subject: Link
    slogan: str | None = None
    speaker: Speaker | None = None
    byline: str | None = None


class Response(msgspec.Struct, frozen=True, gc=False):
    """An act by which a section's subject takes up policy events. `date` is an ISO day, month or None; `lag_days` counts
    from the end of the first linked event to the day."""

    id: str
    section: str | None
    subject: Link
    policy_events: tuple[Link, ...]
    date: str | None
    date_text: str | None
    kind: Kind
    body: str | None
    lag_days: int | None
    spans: Spans
    quote: str


class Unit(msgspec.Struct, frozen=True, gc=False):
    """A quasi-sentence and its codes. `checkable` is None unless the modality is undertaking; `confidence` is in [0, 1]."""

    id: str
    section: str | None
    spans: Spans
    modality: Modality
    checkable: bool | None = None
    themes: tuple[Theme, ...] = ()
    confidence: float = 1.0


class Person(msgspec.Struct, frozen=True, gc=False):
    """A person as named once, with the title and body that stand beside the name."""

    name: str
    title: str | None
    org: str | None
    section: str | None
    spans: Spans


class Organisation(msgspec.Struct, frozen=True, gc=False):
    """A firm, institute, university, ministry or committee with a proper name; `kind` as in the lexicon of name endings."""

    name: str
    kind: str | None
    section: str | None
    spans: Spans


class Industry(msgspec.Struct, frozen=True, gc=False):
    """An industry, technology or sector as printed; `code` is its class in the table of industries."""

    name: str
    code: str | None
    section: str | None
    spans: Spans


class Formulation(msgspec.Struct, frozen=True, gc=False):
    """A set phrase (提法): the count it announces and the members that the section lists."""

    text: str
    count: int | None
    members: tuple[str, ...]
    entity: str | None
    section: str | None
    spans: Spans


class Quantity(msgspec.Struct, frozen=True, gc=False):
    """An amount with a unit. `value` is in the unit given; `period` is ISO (a range as `from/to`) or words."""

    value: float
    unit: str
    comparator: Comparator | None
    indicator: str | None
    kind: QuantityKind
    period: str | None
    section: str | None
    spans: Spans
    quote: str
