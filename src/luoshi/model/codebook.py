"""The codes of the codebook as types. Their labels and descriptions in both languages are data: see registry.codes."""

from typing import Literal, get_args

VERSION = "1"

Role = Literal[
    "kicker",
    "title",
    "subtitle",
    "byline",
    "lead",
    "heading",
    "subheading",
    "body",
    "caption",
    "conclusion",
    "furniture",
]
Modality = Literal["event", "background", "exhortation", "undertaking", "underway", "result"]
Theme = Literal[
    "study", "party", "planning", "innovation", "transfer", "industry", "enterprise", "talent", "investment",
    "service", "reform", "opening", "finance", "digital", "green", "livelihood", "safety", "economy",
]  # fmt: skip
Kind = Literal["conveyance", "study", "publicity", "statement", "visit", "signing", "campaign", "other"]
QuantityKind = Literal["achieved", "target", "descriptor"]
Comparator = Literal["at_least", "at_most", "about", "more_than", "less_than"]

ROLES: tuple[Role, ...] = get_args(Role)
MODALITIES: tuple[Modality, ...] = get_args(Modality)
THEMES: tuple[Theme, ...] = get_args(Theme)
KINDS: tuple[Kind, ...] = get_args(Kind)
QUANTITY_KINDS: tuple[QuantityKind, ...] = get_args(QuantityKind)
COMPARATORS: tuple[Comparator, ...] = get_args(Comparator)

CODED_ROLES: frozenset[Role] = frozenset({"body", "lead", "conclusion"})
"""Roles of the paragraphs that are cut into units and coded."""
