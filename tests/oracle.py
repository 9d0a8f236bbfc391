"""Drafts whose structure comes from the gold, so that a later stage is tested without the faults of the earlier ones."""

import json
from typing import Any

from luoshi.model.findings import Speaker
from luoshi.model.reading import Reading
from luoshi.model.source import document
from luoshi.reader.draft import Draft, DraftSection
from luoshi.reader.engine import assemble
from luoshi.reader.stages import STAGES, Plan
from tests.shared import corpus_text, gold_path


def structured(stem: str) -> Draft:
    """The draft of a gold article with the gold's structure."""
    return structured_as(json.loads(gold_path(stem).read_text(encoding="utf-8")), corpus_text(stem), f"{stem}.txt")


def structured_as(gold: dict[str, Any], text: str, uri: str | None = None) -> Draft:
    """The draft of a text with the roles, sections, order, joins and duplicates of its coding."""
    found = document(text, uri=uri)
    draft = Draft(found.source, found.text)
    Plan(STAGES[:1]).run(draft)
    draft.sections = []
    for section in gold["sections"]:
        speaker = section["speaker"]
        draft.sections.append(
            DraftSection(
                section["id"],
                section["subject"],
                slogan=section["slogan"] or None,
                speaker=Speaker(speaker["name"], speaker["title"]) if speaker else None,
            )
        )
    by_id = {section.id: section for section in draft.sections}
    lines = {line.id: line for line in draft.lines}
    for line in draft.lines:
        coded = gold["paragraphs"][line.id]
        line.role, line.joins = coded["role"], coded["joins"]
        line.section = by_id.get(coded["section"] or "")
        line.duplicate_of = lines.get(coded["duplicate_of"] or "")
    for section in draft.sections:
        section.lines = sorted(
            (line for line in draft.lines if line.section is section and not line.duplicate_of),
            key=lambda line: gold["paragraphs"][line.id]["order"] or 0,
        )
    return draft


def read_structured(stem: str) -> Reading:
    """The reading of a gold article by the engine's stages after `structure`, on the gold's structure."""
    plan = Plan(
        [stage for stage in STAGES if stage.name not in ("normalise", "structure")],
        given=("source", "text", "clean", "clean_offsets", "variants", "lines", "sections"),
    )
    return assemble(plan.run(structured(stem)))
