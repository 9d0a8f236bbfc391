"""The readings made from the gold point at their words."""

import pytest

from luoshi.model.codec import decode, encode
from luoshi.model.spans import placed, quote
from tests.readings import gold_reading
from tests.shared import STEMS, needs_shared


@needs_shared
@pytest.mark.parametrize("stem", STEMS)
def test_gold_readings_stand_in_their_text(stem: str) -> None:
    """Every finding of a gold-made reading has a place, and names stand where they point."""
    reading = gold_reading(stem)
    for kind in ("units", "responses", "people", "organisations", "industries", "formulations", "quantities"):
        assert all(placed(finding.spans, len(reading.text)) for finding in getattr(reading, kind)), kind
    assert [p.name for p in reading.people] == [quote(reading.text, p.spans) for p in reading.people]
    assert decode(encode(reading)) == reading
