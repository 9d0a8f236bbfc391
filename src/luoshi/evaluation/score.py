"""Scoring readings against gold, field by field: structure, units, responses, named things."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from luoshi.evaluation.gold import Gold, reading_of
from luoshi.evaluation.measures import Tally
from luoshi.model.reading import Reading
from luoshi.model.spans import Span, Spans
from luoshi.text.units import cut

HALF = 0.5
"""A reading's unit or paragraph stands for the gold's where it covers at least this share of it."""


class Placed(Protocol):
    """Anything with spans."""

    @property
    def spans(self) -> Spans: ...


def score(golds: Iterable[Gold], readings: Sequence[Reading]) -> tuple[Tally, list[str]]:
    """The tally over all gold codings, and the ids of those of which no reading was given."""
    tally, absent = Tally(), []
    for gold in golds:
        reading = reading_of(gold, readings)
        if reading is None:
            absent.append(gold.doc)
        else:
            _Scorer(tally, gold, reading).run()
    return tally, absent


def comparable(words: str | None) -> str:
    """Words without what print varies and meaning does not: width, spaces, quotation marks."""
    return re.sub(r'[\s“”"‘’「」『』]', "", unicodedata.normalize("NFKC", words or ""))


class _Scorer:
    """One article's gold beside its reading."""

    def __init__(self, tally: Tally, gold: Gold, reading: Reading) -> None:
        self.tally, self.gold, self.reading = tally, gold, reading
        self.lines = _lines(reading.text)
        self.units = {
            f"{name}.{number}": span
            for name, line in self.lines.items()
            for number, span in enumerate(cut(reading.text, *line), 1)
        }

    def run(self) -> None:
        self.structure()
        self.codes()
        self.responses()
        self.names()

    def structure(self) -> None:
        gold, reading, tally = self.gold, self.reading, self.tally
        subjects = {section.id: comparable(section.subject) for section in gold.sections}
        read_subjects: dict[str | None, str] = {s.id: comparable(s.subject.text) for s in reading.sections}
        read = {name: p for p in reading.paragraphs if p.spans for name in [_covered(self.lines, p.spans[0])] if name}
        for name in self.lines:
            coded, found = gold.paragraphs[name], read.get(name)
            subject, read_subject = (
                subjects.get(coded.section, ""),
                read_subjects.get(found.section if found else None, ""),
            )
            tally.pair("role", coded.role, found and found.role)
            tally.pair("section", subject, read_subject)
            if coded.section and not coded.duplicate_of:
                place = (read_subject, found and found.order, bool(found and found.joins))
                tally.pair("place", (subject, coded.order, coded.joins), place)
            if coded.duplicate_of or (found and found.duplicate_of):
                self.mark("duplicates", name, coded.duplicate_of, found and found.duplicate_of)
            if coded.joins or (found and found.joins):
                self.mark("joins", name, coded.joins, found and found.joins)
        tally.sets("sections", gold.doc, [(s,) for s in subjects.values()], [(s,) for s in read_subjects.values()])
        tally.sets(
            "slogans",
            gold.doc,
            [(comparable(s.slogan),) for s in gold.sections if s.slogan],
            [(comparable(s.slogan),) for s in reading.sections if s.slogan],
        )

    def mark(self, field: str, name: str, gold: Any, read: Any) -> None:
        """A paragraph that one of the two marks."""
        self.tally.sets(field, self.gold.doc, [(name,)] if gold else [], [(name,)] if read else [])

    def codes(self) -> None:
        tally = self.tally
        read = {
            name: u for u in self.reading.units for span in u.spans for name in [_covered(self.units, span)] if name
        }
        for name, coded in self.gold.units.items():
            found = read.get(name)
            modality = found and found.modality
            tally.pair("modality", coded.modality, modality)
            tally.pair("undertaking?", coded.modality == "undertaking", modality == "undertaking")
            if coded.modality == "undertaking":
                tally.pair("checkable", bool(coded.checkable), bool(found and found.checkable))
            themes = found.themes if found else ()
            tally.sets("themes", self.gold.doc, [(name, t) for t in coded.themes], [(name, t) for t in themes])

    def responses(self) -> None:
        golds = [(comparable(r.subject), r.date, r.kind) for r in self.gold.responses]
        reads = [(comparable(r.subject.text), r.date or "", str(r.kind)) for r in self.reading.responses]
        self.tally.sets("responses", self.gold.doc, [r[:2] for r in golds], [r[:2] for r in reads])
        self.tally.sets("responses+kind", self.gold.doc, golds, reads)

    def names(self) -> None:
        gold, reading, sets, doc = self.gold, self.reading, self.tally.sets, self.gold.doc
        for field in ("people", "organisations", "industries"):
            coded = {(comparable(n.name), n.para) for n in getattr(gold, field)}
            sets(field, doc, coded, {(comparable(n.name), self.home(n)) for n in getattr(reading, field)})
        coded = {(comparable(f.text), f.para) for f in gold.formulations}
        sets("formulations", doc, coded, {(comparable(f.text), self.home(f)) for f in reading.formulations})
        sets(
            "titles",
            doc,
            {(comparable(p.name), comparable(p.title)) for p in gold.people if p.title},
            {(comparable(p.name), comparable(p.title)) for p in reading.people if p.title},
        )
        sets(
            "members",
            doc,
            {(comparable(f.text), comparable(m)) for f in gold.formulations for m in f.members},
            {(comparable(f.text), comparable(m)) for f in reading.formulations for m in f.members},
        )
        sets(
            "quantities",
            doc,
            [(q.para, f"{q.value:g}", comparable(q.unit)) for q in gold.quantities],
            [(self.home(q), f"{q.value:g}", comparable(q.unit)) for q in reading.quantities],
        )

    def home(self, finding: Placed) -> str:
        """The paragraph or paragraphs in which a finding stands, as the gold names them."""
        names = [name for a, _ in finding.spans for name, (start, end) in self.lines.items() if start <= a < end]
        return "+".join(dict.fromkeys(names))


def _lines(text: str) -> dict[str, Span]:
    """Non-empty lines, without outer spaces, numbered P001 … in file order."""
    out: dict[str, Span] = {}
    place = 0
    for line in text.split("\n"):
        words = line.strip()
        if words:
            start = place + line.index(words)
            out[f"P{len(out) + 1:03d}"] = (start, start + len(words))
        place += len(line) + 1
    return out


def _covered(table: dict[str, Span], span: Span) -> str | None:
    """The entry that shares most with the span, where the span covers half of it."""
    shared = {name: min(span[1], end) - max(span[0], start) for name, (start, end) in table.items()}
    name = max(shared, key=lambda name: shared[name], default=None)
    if name is None or shared[name] <= 0:
        return None
    return name if shared[name] >= HALF * (table[name][1] - table[name][0]) else None
