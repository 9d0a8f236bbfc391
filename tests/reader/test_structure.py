"""The structure stage against the gold: roles, sections, repaired order, joins and duplicates."""

import json

import pytest

from luoshi.model.source import document
from luoshi.reader.draft import Draft
from luoshi.reader.stages import STAGES, Plan
from tests.shared import STEMS, corpus_text, gold_path, needs_shared


def structured(text: str) -> Draft:
    """A draft whose structure the engine has read."""
    found = document(text, uri="page.txt")
    return Plan(STAGES[:2]).run(Draft(found.source, found.text))


def places(draft: Draft) -> dict[str, tuple[object, ...]]:
    """Paragraph -> role, section's subject, order, joins, the paragraph that it repeats."""
    return {
        line.id: (
            line.role,
            line.section.subject if line.section else None,
            line.section.lines.index(line) + 1 if line.section and not line.duplicate_of else None,
            line.joins,
            line.duplicate_of.id if line.duplicate_of else None,
        )
        for line in draft.lines
    }


@needs_shared
@pytest.mark.parametrize("stem", STEMS)
def test_every_paragraph_stands_where_the_gold_puts_it(stem: str) -> None:
    """Role, section, order, joins and duplicate_of of each line are the gold's."""
    gold = json.loads(gold_path(stem).read_text(encoding="utf-8"))
    subjects = {section["id"]: section["subject"] for section in gold["sections"]}
    coded = {
        key: (p["role"], subjects.get(p["section"]), p["order"], bool(p["joins"]), p["duplicate_of"] or None)
        for key, p in gold["paragraphs"].items()
    }
    assert places(structured(corpus_text(stem))) == coded


@needs_shared
@pytest.mark.parametrize("stem", STEMS)
def test_speakers_and_titles_are_the_golds(stem: str) -> None:
    """A section whose heading names a person carries name and title as printed."""
    gold = json.loads(gold_path(stem).read_text(encoding="utf-8"))
    coded = [(s["speaker"]["name"], s["speaker"]["title"]) if s["speaker"] else None for s in gold["sections"]]
    speakers = [section.speaker for section in structured(corpus_text(stem)).sections]
    assert [(s.name, s.title) if s else None for s in speakers] == coded
