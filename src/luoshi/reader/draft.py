"""The draft: an article while it is being read. Stages add layers to it; `assemble` turns it into a reading.

Three texts, each mapped to the one before:

    printed  the article as decoded; every finding's spans point here
    clean    normalised (text.normalise); lines correspond to the printed ones
    flow     the clean lines in repaired reading order: lines that run on are joined, others are separated by LF

Stages before `flow` work on lines of the clean text, stages after it on the flow.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import Any

from luoshi.errors import PlanError
from luoshi.model.codebook import Role
from luoshi.model.findings import (
    EventMention,
    Formulation,
    Industry,
    Link,
    Organisation,
    Person,
    Quantity,
    Response,
    Section,
    Speaker,
)
from luoshi.model.records import Entity, Value
from luoshi.model.source import Problem, Source
from luoshi.model.spans import Span, Spans
from luoshi.registry.lexicon import Hit, Match
from luoshi.text.offsets import OffsetMap


class Line(Entity):
    """A non-empty line: `text` is its clean text without outer spaces, [start, end) its place in the clean text,
    `printed` its place in the printed one."""

    index: int
    id: str
    start: int
    end: int
    text: str
    printed: Span
    role: Role = "body"
    section: "DraftSection | None" = None
    joins: bool = False
    duplicate_of: "Line | None" = None

    @property
    def intact(self) -> bool:
        """Whether normalising left nothing of the line out."""
        return self.end - self.start == self.printed[1] - self.printed[0]


@dataclass(slots=True, eq=False)
class DraftSection:
    """A section: `lines` in repaired order, duplicates left out; `entity` is the subject's registry id."""

    id: str
    subject: str
    entity: str | None = None
    slogan: str | None = None
    speaker: Speaker | None = None
    byline: str | None = None
    lines: list[Line] = field(default_factory=list)

    @property
    def link(self) -> Link:
        return Link(self.subject, self.entity)

    def finding(self) -> Section:
        """The section as the reading tells it."""
        return Section(self.id, self.link, self.slogan, self.speaker, self.byline)


class Block(Entity):
    """A paragraph of the flow: one line, or several that run on. [start, end) is its place in the flow."""

    start: int
    end: int
    lines: list[Line]
    section: DraftSection | None
    role: Role


class Statement(Entity):
    """A unit as it reads in the flow: one unit of the codebook, or the pieces of one that a broken line cut.

    `units` are (unit id, printed span). The codes are set by the coding stages.
    """

    start: int
    end: int
    text: str
    block: Block
    units: list[tuple[str, Span]]
    modality: str = "background"
    checkable: bool | None = None
    themes: tuple[str, ...] = ()
    confidence: float = 1.0


@dataclass(slots=True)
class Flow:
    """The article in repaired order: its text, blocks and statements, and the map back to the printed text."""

    text: str
    offsets: OffsetMap
    blocks: list[Block]
    statements: list[Statement]
    _line_ends: frozenset[int] = field(init=False, repr=False)
    _block_starts: list[int] = field(init=False, repr=False)
    _lines: list[Line] = field(init=False, repr=False)
    _line_starts: list[int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._block_starts = [block.start for block in self.blocks]
        self._lines = [line for block in self.blocks for line in block.lines]
        self._line_ends = frozenset(line.printed[1] for line in self._lines)
        self._line_starts = []
        for block in self.blocks:
            place = block.start
            for line in block.lines:
                self._line_starts.append(place)
                place += len(line.text)

    def spans(self, start: int, end: int) -> Spans:
        """The printed places of [start, end), exactly the characters that the flow holds."""
        return self.offsets.spans(start, end)

    def whole(self, start: int, end: int) -> Spans:
        """The same, with what normalising left out between two pieces put back where both stand in one line."""
        out: list[Span] = []
        for a, b in self.offsets.spans(start, end):
            if out and 0 <= a - out[-1][1] <= _DROPPED_AT_MOST and out[-1][1] not in self._line_ends:
                out[-1] = (out[-1][0], b)
            else:
                out.append((a, b))
        return tuple(out)

    def block_at(self, position: int) -> Block | None:
        """The block that holds a position of the flow."""
        place = bisect_right(self._block_starts, position) - 1
        return self.blocks[place] if place >= 0 and position < self.blocks[place].end else None

    def line_at(self, position: int) -> Line:
        """The printed line that holds a position of the flow: findings are counted once a line."""
        return self._lines[bisect_right(self._line_starts, position) - 1]

    def section_at(self, position: int) -> str | None:
        """The id of the section in which a position of the flow stands."""
        block = self.block_at(position)
        return block.section.id if block and block.section else None


_DROPPED_AT_MOST = 16


class EventName(Value, frozen=True):
    """A policy event named in the flow: its place, its words, its registry id.

    `taken`: whether the words stand as something that is taken up (X精神); None where they mark a time (X以来).
    """

    start: int
    end: int
    text: str
    entity: str | None
    taken: bool | None


class Hits:
    """Lexicon hits in the flow by family, in order; `matches` are those of all words, as the finder tells them."""

    def __init__(self, found: dict[str, list[Hit]], matches: list[Match]) -> None:
        self._found = found
        self.matches = matches
        self._starts: dict[str, list[int]] = {}

    def all(self, family: str) -> list[Hit]:
        """Every hit of a family."""
        return self._found.get(family, [])

    def within(self, family: str, start: int, end: int) -> list[Hit]:
        """The hits of a family that start in [start, end)."""
        starts = self._starts.get(family)
        if starts is None:
            starts = self._starts[family] = [hit.start for hit in self.all(family)]
        first = bisect_left(starts, start)
        if first == len(starts) or starts[first] >= end:
            return []
        return self._found[family][first : bisect_left(starts, end, first)]


class Draft:
    """An article on its way to a reading. A layer that no stage has added yet raises PlanError when it is used."""

    source: Source
    text: str
    clean: str
    clean_offsets: OffsetMap
    variants: frozenset[str]
    lines: list[Line]
    published: str | None
    sections: list[DraftSection]
    flow: Flow
    hits: Hits
    policy_events: list[EventMention]
    event_names: list[EventName]
    event_starts: list[int]
    main_event: EventName | None
    responses: list[Response]
    people: list[Person]
    organisations: list[Organisation]
    industries: list[Industry]
    formulations: list[Formulation]
    quantities: list[Quantity]

    def __init__(self, source: Source, text: str, problems: tuple[Problem, ...] = ()) -> None:
        self.source = source
        self.text = text
        self.problems = list(problems)

    def named_within(self, start: int, end: int) -> list[EventName]:
        """The names of policy events that start in [start, end) of the flow."""
        starts = self.event_starts
        first = bisect_left(starts, start)
        if first == len(starts) or starts[first] >= end:
            return []
        return self.event_names[first : bisect_left(starts, end, first)]

    def __getattr__(self, layer: str) -> Any:
        raise PlanError(
            f"The draft has no {layer!r} yet.", hint="Put the stage that adds it before the one that needs it."
        )
