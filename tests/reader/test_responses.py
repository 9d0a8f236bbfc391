"""Responses on the gold's structure: subject, day and kind of every act that the gold codes."""

import json
from collections import Counter

import pytest

from tests.oracle import read_structured
from tests.shared import STEMS, gold_path, needs_shared


@needs_shared
@pytest.mark.parametrize("stem", STEMS)
def test_the_gold_responses_are_found(stem: str) -> None:
    """On the gold's sections every coded response is found with its day and kind, and nothing else."""
    gold = json.loads(gold_path(stem).read_text(encoding="utf-8"))["responses"]
    expected = Counter((r["subject"], r["date"], r["kind"]) for r in gold)
    found = Counter((r.subject.text, r.date or "", r.kind) for r in read_structured(stem).responses)
    assert expected == found
