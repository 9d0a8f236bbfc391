"""Gold codings: what people coded, as files that people edit, and which reading each of them codes."""

from collections.abc import Sequence
from pathlib import Path, PurePath

import msgspec

from luoshi.errors import UsageError
from luoshi.model.reading import Reading
from luoshi.text.units import cut


class GoldParagraph(msgspec.Struct, frozen=True):
    """A paragraph's codes; empty texts stand for none."""

    role: str
    section: str = ""
    order: int | None = None
    joins: bool = False
    duplicate_of: str = ""


class GoldUnit(msgspec.Struct, frozen=True):
    """A unit's codes."""

    modality: str
    checkable: bool | None = None
    themes: tuple[str, ...] = ()


class GoldSection(msgspec.Struct, frozen=True):
    """A section with the words of its subject and slogan."""

    id: str
    subject: str
    slogan: str | None = ""


class GoldResponse(msgspec.Struct, frozen=True):
    """A response; `para` names the paragraph of its words."""

    subject: str
    kind: str
    date: str = ""
    para: str = ""


class GoldName(msgspec.Struct, frozen=True):
    """A named thing: its words and the paragraph (`P006+P007` where a broken line cuts them)."""

    para: str
    name: str = ""
    text: str = ""
    title: str = ""
    members: tuple[str, ...] = ()


class GoldQuantity(msgspec.Struct, frozen=True):
    """A quantity in its unit."""

    para: str
    value: float
    unit: str


class Gold(msgspec.Struct, frozen=True):
    """The coding of one article; `doc` is the number in its file's name."""

    doc: str
    paragraphs: dict[str, GoldParagraph]
    sections: tuple[GoldSection, ...]
    responses: tuple[GoldResponse, ...]
    units: dict[str, GoldUnit]
    people: tuple[GoldName, ...] = ()
    organisations: tuple[GoldName, ...] = ()
    industries: tuple[GoldName, ...] = ()
    formulations: tuple[GoldName, ...] = ()
    quantities: tuple[GoldQuantity, ...] = ()

    def words(self) -> list[str]:
        """Words that the coded article holds."""
        names = (*self.people, *self.organisations, *self.industries, *self.formulations)
        return [name.name or name.text for name in names] + [section.subject for section in self.sections]


def load(folder: Path) -> list[Gold]:
    """The codings of a folder, in the order of their names; UsageError where there are none or one is malformed."""
    found = []
    for path in sorted(folder.glob("*.json")):
        try:
            found.append(msgspec.json.decode(path.read_bytes(), type=Gold))
        except msgspec.DecodeError as error:
            raise UsageError(
                f"{path} is not a gold coding: {error}.", hint="See the codebook for its fields."
            ) from error
    if not found:
        raise UsageError(f"There are no gold codings in {folder}.", hint="A folder of NNN.json files is expected.")
    return found


def reading_of(gold: Gold, readings: Sequence[Reading]) -> Reading | None:
    """The reading of the article that a gold codes: by its file's name (NNN.txt, NNN_….txt), else by its words."""
    for reading in readings:
        stem = PurePath(reading.source.uri or "").stem
        if stem == gold.doc or stem.startswith(f"{gold.doc}_"):
            return reading
    return next((reading for reading in readings if _codes(gold, reading.text)), None)


def _codes(gold: Gold, text: str) -> bool:
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) != len(gold.paragraphs):
        return False
    last: dict[str, int] = {}
    for unit in gold.units:
        paragraph, _, number = unit.partition(".")
        last[paragraph] = max(last.get(paragraph, 0), int(number))
    counts = {f"P{n:03d}": len(cut(line.strip(), 0, len(line.strip()))) for n, line in enumerate(lines, 1)}
    return all(counts.get(paragraph) == number for paragraph, number in last.items())
