"""Stage `flow`: the article in repaired reading order, cut into statements."""

from luoshi.model.codebook import CODED_ROLES
from luoshi.model.spans import Span
from luoshi.reader.draft import Block, Draft, DraftSection, Flow, Line, Statement
from luoshi.text.offsets import OffsetMap, Segment
from luoshi.text.units import cut, ended


def run(draft: Draft) -> None:
    """Add `flow`: matter of the whole article, then each section with its duplicates behind it."""
    pieces: list[str] = []
    segments: list[Segment] = []
    blocks: list[Block] = []
    statements: list[Statement] = []
    place = 0
    back = draft.clean_offsets.inverse()
    for section, lines in _paragraphs(draft):
        start = place
        for line in lines:
            size = len(line.text)
            if line.intact:
                segments.append((place, line.printed[0], size))
            else:
                segments += OffsetMap([(place, line.start, size)]).then(draft.clean_offsets).segments
            pieces.append(line.text)
            place += size
        block = Block(start, place, lines, section, lines[0].role)
        blocks.append(block)
        if block.role in CODED_ROLES:
            statements += _statements(draft, block, back)
        pieces.append("\n")
        place += 1
    text = "".join(pieces)
    for statement in statements:
        statement.text = text[statement.start : statement.end]
    draft.flow = Flow(text, OffsetMap(segments), blocks, statements)


def _paragraphs(draft: Draft) -> list[tuple[DraftSection | None, list[Line]]]:
    """The lines in reading order, those that run on grouped with the line that they continue."""
    groups: list[tuple[DraftSection | None, list[Line]]] = [
        (None, [line]) for line in draft.lines if line.section is None and line.duplicate_of is None
    ]
    repeats = [line for line in draft.lines if line.duplicate_of]
    for section in draft.sections:
        last: list[Line] | None = None
        for line in section.lines:
            if line.joins and last is not None:
                last.append(line)
            else:
                last = [line]
                groups.append((section, last))
        groups += [(section, [line]) for line in repeats if line.section is section]
    groups += [(None, [line]) for line in repeats if line.section is None]
    return groups


def _statements(draft: Draft, block: Block, back: OffsetMap) -> list[Statement]:
    """The block's units, the pieces of a unit that a broken line cut made one statement."""
    out: list[Statement] = []
    place = block.start
    last: Span | None = None
    for line in block.lines:
        label, intact = line.id, line.intact
        goes_on = last is not None and not ended(draft.text[slice(*last)])
        shift = place - (line.printed[0] if intact else line.start)
        for number, span in enumerate(cut(draft.text, *line.printed), 1):
            if intact:
                a, b = span
            elif spans := back.spans(*span):
                a, b = spans[0][0], spans[-1][1]
            else:  # nothing of the unit is left in the clean text
                continue
            unit = (f"{label}.{number}", span)
            if goes_on:
                out[-1].end = b + shift
                out[-1].units.append(unit)
                goes_on = False
            else:
                out.append(Statement(a + shift, b + shift, "", block, [unit]))
            last = span
        place += len(line.text)
    return out
