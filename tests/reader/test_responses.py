"""Responses on the gold's structure: subject, day and kind of every act that the gold codes."""

import json
from collections import Counter
from datetime import date

import pytest

from luoshi.registry.world import registry
from luoshi.text.normalise import name_key
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


@needs_shared
@pytest.mark.parametrize("stem", STEMS)
def test_the_gold_events_are_linked_to_their_responses(stem: str) -> None:
    """Each response takes up the events that the gold names, and no others."""
    gold = json.loads(gold_path(stem).read_text(encoding="utf-8"))["responses"]
    expected = Counter((r["subject"], r["kind"], frozenset(map(name_key, r["policy_events"]))) for r in gold)
    found = Counter(
        (r.subject.text, r.kind, frozenset(name_key(event.text) for event in r.policy_events))
        for r in read_structured(stem).responses
    )
    assert expected == found


@needs_shared
@pytest.mark.parametrize("stem", STEMS)
def test_a_lag_counts_from_the_end_of_the_first_event(stem: str) -> None:
    """A lag is the days from the event's last day to the act, and there is one wherever both are known."""
    for response in read_structured(stem).responses:
        entity = next((event.entity for event in response.policy_events if event.entity), None)
        if entity is None or response.date is None:
            assert response.lag_days is None
        else:
            ended = date.fromisoformat(registry().event_ids[entity].end)
            assert response.lag_days == (date.fromisoformat(response.date) - ended).days
