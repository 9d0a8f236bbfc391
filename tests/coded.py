"""Units with their codes, from three places, as drafts whose structure is known: gold, silver (one coder) and our own words."""

import html
import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from luoshi.model.codebook import Role
from luoshi.model.findings import Speaker
from luoshi.model.source import document
from luoshi.reader.draft import Draft, DraftSection
from luoshi.reader.stages import STAGES, Plan
from tests.oracle import structured, structured_as
from tests.shared import CORPUS, STEMS, corpus_text, gold_path

HERE = Path(__file__).parent
OWN = HERE / "reader" / "units.toml"
TRAINING = HERE / "silver"
_AFTER_STRUCTURE = ("source", "text", "clean", "clean_offsets", "variants", "lines", "sections")
_MODALITIES = frozenset({"event", "background", "exhortation", "undertaking", "underway", "result"})


class Codes(NamedTuple):
    """The codes of a unit."""

    modality: str
    checkable: bool | None
    themes: tuple[str, ...]


class Coded(NamedTuple):
    """A draft and the codes of its units by id."""

    name: str
    draft: Draft
    units: dict[str, Codes]


def gold() -> Iterator[Coded]:
    """The gold articles."""
    for stem in STEMS:
        units = json.loads(gold_path(stem).read_text(encoding="utf-8"))["units"]
        yield Coded(stem, structured(stem), _codes(units))


def silver() -> Iterator[Coded]:
    """Corpus articles coded for development; ids and codes only, the words come from the corpus."""
    for path in sorted((HERE / "silver").glob("*.json")):
        record = json.loads(path.read_text(encoding="utf-8"))
        yield Coded(path.stem, _drafted(record), _codes(record["units"]))


def own() -> Iterator[Coded]:
    """Units in our own words, kept out of training."""
    yield from _told(OWN, "own")


def training() -> Iterator[Coded]:
    """Units in our own words, written to train on."""
    for path in sorted(TRAINING.glob("*.toml")):
        yield from _told(path, f"training-{path.stem}")


def beside(folder: Path) -> Iterator[Coded]:
    """Codings in the gold's form that stand beside their texts: NAME.json, NAME.txt."""
    for path in sorted(folder.glob("*.json")):
        words = path.with_suffix(".txt")
        if words.exists():
            record = json.loads(path.read_text(encoding="utf-8"))
            yield Coded(path.stem, structured_as(record, words.read_text(encoding="utf-8")), _codes(record["units"]))


def paragraph(text: str, role: Role = "body", subject: str = "本区", speaker: str = "") -> Draft:
    """A draft of one paragraph; `speaker` is "title name"."""
    found = document(text)
    draft = Draft(found.source, found.text)
    Plan(STAGES[:1]).run(draft)
    line = draft.lines[0]
    line.role = role
    title, _, name = speaker.rpartition(" ")
    section = DraftSection("S01", subject, speaker=Speaker(name, title) if name else None, lines=[line])
    draft.sections = [section] if role == "body" else []
    line.section = section if role == "body" else None
    return draft


def _told(path: Path, prefix: str) -> Iterator[Coded]:
    for number, case in enumerate(tomllib.loads(path.read_text(encoding="utf-8"))["paragraph"], 1):
        draft = paragraph(case["text"], case.get("role", "body"), case["subject"], case.get("speaker", ""))
        units = {f"P001.{k}": _own_codes(codes) for k, codes in enumerate(case["codes"], 1)}
        yield Coded(f"{prefix}-{number}", draft, units)


def coded_by_engine(draft: Draft, last: str = "coding") -> dict[str, Codes]:
    """The codes that the stages after `structure`, up to `last`, give to the draft's units."""
    names = [stage.name for stage in STAGES]
    plan = Plan(STAGES[2 : names.index(last) + 1], given=_AFTER_STRUCTURE)
    plan.run(draft)
    return {
        unit: Codes(statement.modality, statement.checkable, statement.themes)
        for statement in draft.flow.statements
        for unit, _ in statement.units
    }


def _codes(units: dict[str, dict[str, object]]) -> dict[str, Codes]:
    return {
        unit: Codes(str(codes["modality"]), codes["checkable"], tuple(codes["themes"]))  # type: ignore[arg-type]
        for unit, codes in units.items()
    }


def _own_codes(text: str) -> Codes:
    words = text.split()
    assert words[0] in _MODALITIES, text
    checkable = {"+": True, "-": False}[words.pop(1)] if words[0] == "undertaking" else None
    return Codes(words[0], checkable, tuple(words[1].split(",")) if len(words) > 1 else ())


def _drafted(record: dict[str, dict[str, dict[str, object]]]) -> Draft:
    found = document(_text(str(record["doc"])))
    draft = Draft(found.source, found.text)
    Plan(STAGES[:1]).run(draft)
    sections = {key: DraftSection(key, str(subject)) for key, subject in record["sections"].items()}
    draft.sections = list(sections.values())
    for line in draft.lines:
        coded = record["paragraphs"][line.id]
        line.role, line.joins = coded["role"], bool(coded["joins"])  # type: ignore[assignment]
        line.section = sections.get(str(coded["section"]))
        if line.section:
            line.section.lines.append(line)
    return draft


def _text(doc: str) -> str:
    """The text of a seed, or of the n-th item of a day's broadcast (its heading, then its paragraphs)."""
    if "-" not in doc:
        return corpus_text(doc)
    day, number = doc.split("-")
    transcript = (CORPUS / "broadcast" / f"{day}.md").read_text(encoding="utf-8")
    heading, _, body = re.split(r"^### ", transcript, flags=re.M)[int(number)].partition("\n")
    body = re.split(
        r"^## |^---", html.unescape(re.sub(r"<[^>]+>", "", re.sub(r"</p>|<br/?>", "\n", body))), flags=re.M
    )[0]
    return "\n".join([heading.strip(), *(line.strip() for line in body.split("\n") if line.strip())])
