"""Own-written cases in tests/articles, one trouble each: the findings listed beside the text are what the engine gives."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import msgspec
import pytest

import luoshi
from luoshi.model.spans import quote

CASES = sorted((Path(__file__).parent / "articles").glob("*.txt"))
LISTED = {"paragraphs", "units"}
"""Kinds of which a case names only the records it is about, by id; of other kinds it names all."""


def view(finding: dict[str, Any], keys: list[str]) -> str:
    """The keys that a case names, in one comparable text; `subject` is the subject's words, `entity` its id."""
    subject = finding.get("subject") or {}
    told: dict[str, Any] = {**finding, "subject": subject.get("text")}
    if subject:
        told["entity"] = subject.get("entity")
    return json.dumps({key: told[key] for key in keys}, ensure_ascii=False, sort_keys=True)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_engine_finds_what_stands_beside_the_case(path: Path) -> None:
    """A case's expected findings, on the keys it names, are the engine's, and every finding quotes its place."""
    case = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    reading = luoshi.read(path.read_text(encoding="utf-8"), **case.get("source", {}))
    told = msgspec.to_builtins(reading)
    for kind, expected in case["expected"].items():
        found = told[kind]
        if kind in LISTED:
            ids = {record["id"] for record in expected}
            found = [record for record in found if record["id"] in ids]
        keys = sorted({key for record in expected for key in record})
        wanted = Counter(json.dumps(record, ensure_ascii=False, sort_keys=True) for record in expected)
        assert wanted == Counter(view(record, keys) for record in found), f"{kind}: {case['trouble']}"
    for record in (*reading.responses, *reading.quantities):
        assert record.quote == quote(reading.text, record.spans)
