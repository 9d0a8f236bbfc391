"""The engine: a document in, a reading out. The reading is checked against its own text before it leaves."""

from operator import attrgetter
from typing import TypeVar

from msgspec.structs import replace

from luoshi.errors import UnreadableSource
from luoshi.model import codebook
from luoshi.model.findings import (
    EventMention,
    Formulation,
    Industry,
    Organisation,
    Paragraph,
    Person,
    Quantity,
    Response,
    Unit,
)
from luoshi.model.reading import FORMAT, Engine, Reading
from luoshi.model.source import Document, Problem
from luoshi.model.spans import placed
from luoshi.reader.draft import Draft, Line
from luoshi.reader.stages import Plan, standard
from luoshi.registry import world
from luoshi.version import __version__

ENGINE = Engine("luoshi", __version__, codebook.VERSION, world.VERSION)

F = TypeVar("F", EventMention, Formulation, Industry, Organisation, Person, Quantity, Response, Unit)


def read(document: Document, plan: Plan | None = None) -> Reading:
    """Read one document. UnreadableSource where it has no Chinese text."""
    if not any("㐀" <= char <= "鿿" for char in document.text):
        where = document.source.uri or "The text"
        what = "holds no text." if not document.text.strip() else "holds no Chinese text."
        raise UnreadableSource(f"{where} {what}", hint="An article in Chinese is expected.")
    draft = Draft(document.source, document.text, document.problems)
    reading = assemble((plan or standard()).run(draft))
    # A line knows its section: with that circle opened the draft goes at once, not when the garbage collector comes.
    for section in draft.sections:
        section.lines.clear()
    return reading


def assemble(draft: Draft) -> Reading:
    """The reading of a draft whose stages have run; findings that cannot be placed are refused and counted."""
    source = draft.source
    title = next((line.printed for line in draft.lines if line.role == "title"), None)
    source = replace(
        source,
        title=source.title or (draft.text[slice(*title)].lstrip("# ") if title else None),
        published=source.published or draft.published,
    )
    orders = {line.index: order for section in draft.sections for order, line in enumerate(section.lines, 1)}
    units = [
        Unit(
            unit,
            statement.block.section.id if statement.block.section else None,
            (span,),
            statement.modality,  # type: ignore[arg-type]
            statement.checkable,
            statement.themes,  # type: ignore[arg-type]
            statement.confidence,
        )
        for statement in draft.flow.statements
        for unit, span in statement.units
    ]
    units.sort(key=attrgetter("spans"))
    return Reading(
        format=FORMAT,
        engine=ENGINE,
        source=source,
        text=draft.text,
        policy_events=_placed(draft, draft.policy_events),
        paragraphs=tuple(_paragraph(line, orders.get(line.index)) for line in draft.lines),
        sections=tuple(section.finding() for section in draft.sections),
        responses=_placed(draft, draft.responses),
        units=_placed(draft, units),
        people=_placed(draft, draft.people),
        organisations=_placed(draft, draft.organisations),
        industries=_placed(draft, draft.industries),
        formulations=_placed(draft, draft.formulations),
        quantities=_placed(draft, draft.quantities),
        problems=tuple(draft.problems),
    )


def _paragraph(line: Line, order: int | None) -> Paragraph:
    """The paragraph of a line; `order` is its place in its section, if it has any."""
    section = line.section
    return Paragraph(
        id=line.id,
        spans=(line.printed,),
        role=line.role,
        section=section.id if section else None,
        order=order if section and not line.duplicate_of else None,
        joins=line.joins,
        duplicate_of=line.duplicate_of.id if line.duplicate_of else None,
    )


def _placed(draft: Draft, findings: "list[F] | tuple[F, ...]") -> tuple[F, ...]:
    """The findings whose spans lie in the text; the others become problems, so that nothing is lost silently."""
    length = len(draft.text)
    lost = [finding for finding in findings if not placed(finding.spans, length)]
    if not lost:
        return tuple(findings)
    draft.problems += [Problem("assemble", f"a finding has no place in the text: {finding}") for finding in lost]
    return tuple(finding for finding in findings if placed(finding.spans, length))
