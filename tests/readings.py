"""Readings with content: made from the gold codings, and made from our own small articles where the gold is absent.

The library, the analysis and the workbench are tested on these, so that they do not depend on what the engine finds.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from typing import Any

from luoshi.model.codebook import CODED_ROLES
from luoshi.model.findings import (
    EventMention,
    Formulation,
    Industry,
    Link,
    Organisation,
    Paragraph,
    Person,
    Quantity,
    Response,
    Section,
    Speaker,
    Unit,
)
from luoshi.model.reading import FORMAT, Reading
from luoshi.model.source import document
from luoshi.model.spans import Span, Spans, quote
from luoshi.reader.engine import ENGINE
from luoshi.registry.world import registry
from luoshi.text.normalise import name_key
from luoshi.text.units import cut
from tests.shared import STEMS, corpus_text, gold_path

# The gold does not say when its articles were printed: days on which they may have been.
_PUBLISHED = {"000": "2022-12-05", "002": "2021-11-22", "004": "2025-03-24"}
_BROADCAST = "2025-11-01"


def published(stem: str) -> str:
    """A day on which gold article `stem` may have been printed."""
    return _PUBLISHED.get(stem, _BROADCAST)


@cache
def gold_readings() -> tuple[Reading, ...]:
    """The readings of all gold articles, as the coders would have the engine read them; empty without the gold."""
    return tuple(gold_reading(stem) for stem in STEMS)


@cache
def gold_reading(stem: str) -> Reading:
    """The reading of one gold article, with every finding of its coding in its place."""
    gold = json.loads(gold_path(stem).read_text(encoding="utf-8"))
    return _Gold(gold, corpus_text(stem), f"{stem}.txt", published(stem)).reading()


def lines(text: str) -> dict[str, Span]:
    """The non-empty lines of a text without their outer spaces: paragraph id -> span."""
    out: dict[str, Span] = {}
    start = 0
    for line in text.split("\n"):
        if line.strip():
            at = start + line.index(line.strip())
            out[f"P{len(out) + 1:03d}"] = (at, at + len(line.strip()))
        start += len(line) + 1
    return out


def event_id(name: str, day: str) -> str | None:
    """The registry's event of this name, the last one to begin by `day` where several bear it."""
    key = name_key(name)
    found = []
    for event in registry().events:
        exact = any(name_key(n) in key for n in (event.name, *event.aliases))
        if event.start <= day and (exact or any(name_key(n) in key for n in event.generic)):
            found.append((exact, event.start, event.id))
    return max(found)[2] if found else None


def body_id(name: str) -> str | None:
    """The registry's zone or body of this name."""
    body = registry().body(name)
    return body.id if body else None


def lag(events: Iterable[Link], day: str | None) -> int | None:
    """Days from the end of the first linked event to a day."""
    linked = next((link.entity for link in events if link.entity), None)
    if linked is None or day is None or len(day) != 10:
        return None
    return (date.fromisoformat(day) - date.fromisoformat(registry().event_ids[linked].end)).days


class _Gold:
    """One gold coding and its text; `reading` puts every record at its words."""

    def __init__(self, gold: dict[str, Any], text: str, uri: str, day: str) -> None:
        self.gold = gold
        self.document = document(text, uri=uri, published=day, title=None)
        self.text = self.document.text
        self.day = day
        self.lines = lines(self.text)
        self.used: set[tuple[str, int]] = set()
        self.home = {p: coded["section"] or None for p, coded in gold["paragraphs"].items()}

    def reading(self) -> Reading:
        gold = self.gold
        title = next((p for p, coded in gold["paragraphs"].items() if coded["role"] == "title"), None)
        source = document(
            self.text,
            uri=self.document.source.uri,
            published=self.day,
            title=self.text[slice(*self.lines[title])] if title else None,
        ).source
        return Reading(
            format=FORMAT,
            engine=ENGINE,
            source=source,
            text=self.text,
            policy_events=tuple(self._mentions()),
            paragraphs=tuple(self._paragraphs()),
            sections=tuple(self._section(record) for record in gold["sections"]),
            responses=tuple(self._response(n, record) for n, record in enumerate(gold["responses"], 1)),
            units=tuple(self._units()),
            people=tuple(self._person(record) for record in gold["people"]),
            organisations=tuple(self._organisation(record) for record in gold["organisations"]),
            industries=tuple(self._industry(record) for record in gold["industries"]),
            formulations=tuple(self._formulation(record) for record in gold["formulations"]),
            quantities=tuple(self._quantity(record) for record in gold["quantities"]),
        )

    def _place(self, where: str, words: str) -> Spans:
        """The first unused place of the words in the paragraph or paragraphs named; () where they do not stand there."""
        spans = [self.lines[p] for p in where.split("+")]
        joined = quote(self.text, spans)
        at = joined.find(words)
        while (where, at) in self.used and joined.find(words, at + 1) >= 0:
            at = joined.find(words, at + 1)
        if at < 0:
            return ()
        self.used.add((where, at))
        out, passed = [], 0
        for start, end in spans:
            a, b = max(at, passed), min(at + len(words), passed + end - start)
            if a < b:
                out.append((start + a - passed, start + b - passed))
            passed += end - start
        return tuple(out)

    def _section_of(self, where: str) -> str | None:
        return self.home[where.split("+", maxsplit=1)[0]]

    def _paragraphs(self) -> Iterator[Paragraph]:
        for p, coded in self.gold["paragraphs"].items():
            yield Paragraph(
                p,
                (self.lines[p],),
                coded["role"],
                coded["section"] or None,
                coded["order"],
                bool(coded["joins"]),
                coded["duplicate_of"] or None,
            )

    def _section(self, record: dict[str, Any]) -> Section:
        speaker = record["speaker"]
        return Section(
            record["id"],
            Link(record["subject"], body_id(record["subject"])),
            record["slogan"] or None,
            Speaker(speaker["name"], speaker["title"] or None) if speaker else None,
            record["byline"] or None,
        )

    def _response(self, number: int, record: dict[str, Any]) -> Response:
        links = tuple(Link(name, event_id(name, self.day)) for name in record["policy_events"])
        where = record["para"]
        spans = self._place(where, record["quote"]) or (self.lines[where.split("+", maxsplit=1)[0]],)
        day = record["date"] or None
        return Response(
            f"R{number:02d}",
            record["section"] or None,
            Link(record["subject"], body_id(record["subject"])),
            links,
            day,
            record["date_text"] or None,
            record["kind"],
            record["body"] or None,
            lag(links, day),
            spans,
            quote(self.text, spans),
        )

    def _mentions(self) -> Iterator[EventMention]:
        """Every place where an event that some response takes up is named."""
        names = {name for record in self.gold["responses"] for name in record["policy_events"]}
        found = [(self.text.find(name), name) for name in names]
        for start, name in sorted(pair for pair in found if pair[0] >= 0):
            yield EventMention(name, event_id(name, self.day), ((start, start + len(name)),))

    def _units(self) -> Iterator[Unit]:
        for p, coded in self.gold["paragraphs"].items():
            if coded["role"] not in CODED_ROLES:
                continue
            for k, span in enumerate(cut(self.text, *self.lines[p]), 1):
                unit = self.gold["units"].get(f"{p}.{k}")
                if unit:
                    yield Unit(
                        f"{p}.{k}",
                        self.home[p],
                        (span,),
                        unit["modality"],
                        bool(unit["checkable"]) if unit["modality"] == "undertaking" else None,
                        tuple(unit["themes"]),
                        0.95,
                    )

    def _person(self, record: dict[str, Any]) -> Person:
        where = record["para"]
        return Person(
            record["name"],
            record["title"] or None,
            record["org"] or None,
            self._section_of(where),
            self._place(where, record["name"]),
        )

    def _organisation(self, record: dict[str, Any]) -> Organisation:
        where = record["para"]
        return Organisation(record["name"], None, self._section_of(where), self._place(where, record["name"]))

    def _industry(self, record: dict[str, Any]) -> Industry:
        where = record["para"]
        return Industry(record["name"], None, self._section_of(where), self._place(where, record["name"]))

    def _formulation(self, record: dict[str, Any]) -> Formulation:
        where = record["para"]
        known = {entry.text: entry.id for entry in registry().formulations}
        return Formulation(
            record["text"],
            record["count"],
            tuple(record["members"]),
            known.get(record["text"]),
            self._section_of(where),
            self._place(where, record["text"]) or (self.lines[where.split("+", maxsplit=1)[0]],),
        )

    def _quantity(self, record: dict[str, Any]) -> Quantity:
        where = record["para"]
        spans = self._place(where, record["quote"])
        return Quantity(
            float(record["value"] or 0),
            record["unit"],
            None,
            record["indicator"] or None,
            record["kind"],
            record["period"] or None,
            self._section_of(where),
            spans,
            quote(self.text, spans),
        )
