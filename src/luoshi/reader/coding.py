"""Stage `coding`: modality, checkability and themes of every statement. Not what they are about: see the findings."""

from operator import attrgetter

from luoshi.reader.draft import Draft
from luoshi.reader.units import wording
from luoshi.reader.units.checkable import checkable, names
from luoshi.reader.units.clauses import parts
from luoshi.reader.units.features import features
from luoshi.reader.units.frames import frames
from luoshi.reader.units.modality import Read, modalities
from luoshi.reader.units.themes import themes


def run(draft: Draft) -> None:
    """Set the codes of the statements."""
    reads = reads_of(draft)
    if not reads:
        return
    worded = wording.scores([read.statement.text for read in reads])
    decided = modalities(reads, worded.modality)
    found = themes(draft.flow.text, reads, [modality for modality, _ in decided], worded.themes)
    known = names(draft)
    for read, (modality, confidence), named, checks in zip(reads, decided, found, worded.checkable, strict=True):
        statement = read.statement
        statement.modality, statement.confidence = modality, confidence
        statement.checkable = checkable(draft, known, read, checks) if modality == "undertaking" else None
        statement.themes = named


def reads_of(draft: Draft) -> list[Read]:
    """Every statement with its frame, clauses and features, in reading order."""
    draft.flow.statements.sort(key=attrgetter("start"))
    framed = list(frames(draft))
    found = parts(draft, [(statement, frame.body) for statement, frame in framed])
    return [
        Read(statement, frame, own, features(statement, frame, own))
        for (statement, frame), own in zip(framed, found, strict=True)
    ]
