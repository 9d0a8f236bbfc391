"""Scoring: equal to the referee on every gold folder, and right on hand-counted cases."""

import json
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

import luoshi
from luoshi.evaluation import gold as golds
from luoshi.evaluation.measures import found, paired
from luoshi.evaluation.score import score
from luoshi.model import codec
from tests.shared import CORPUS, GOLD, REFEREE, corpus_text, needs_shared


def test_kappa_of_a_hand_counted_table() -> None:
    """Two coders who agree on 7 of 10 with margins (6, 4) and (5, 5) have kappa (0.7 - 0.5) / 0.5 = 0.4."""
    pairs = [("a", "a")] * 4 + [("b", "b")] * 3 + [("a", "b")] * 2 + [("b", "a")]
    measured = paired(pairs)
    assert (measured.n, measured.accuracy) == (10, 0.7)
    assert measured.kappa == pytest.approx(0.4)


def test_a_field_that_nobody_coded_has_no_figure() -> None:
    """Nothing in gold and nothing found is not a score of 0 or 1 but none."""
    assert (found(0, 0, 0).precision, found(0, 0, 0).recall, found(0, 0, 0).f1) == (None, None, None)


@needs_shared
@pytest.mark.parametrize("folder", ["round-ups", "broadcast"])
def test_the_figures_are_the_referees(folder: str, tmp_path: Path) -> None:
    """On the engine's own readings our figures equal those that the referee prints."""
    readings = []
    for path in sorted((GOLD / folder).glob("*.json")):
        readings.append(luoshi.read(corpus_text(path.stem), uri=f"{path.stem}.txt"))
    lines = tmp_path / "readings.jsonl"
    lines.write_bytes(b"\n".join(codec.encode(reading) for reading in readings))
    command = [sys.executable, str(REFEREE / "score.py"), "--gold", str(GOLD / folder), "--text", str(CORPUS), "--json"]
    told = subprocess.run([*command, str(lines)], capture_output=True, text=True, check=True)
    tally, absent = score(golds.load(GOLD / folder), readings)
    assert absent == []
    assert json.loads(told.stdout) == msgspec.to_builtins(tally.figures())


@needs_shared
def test_a_reading_without_a_name_is_found_by_its_shape() -> None:
    """A reading whose address does not name the gold is matched by its paragraphs and units; another text is not."""
    coding = golds.load(GOLD / "round-ups")[0]
    same = luoshi.read(corpus_text(coding.doc), uri="renamed.txt")
    other = luoshi.read("一篇别的文章。", uri="other.txt")
    assert golds.reading_of(coding, [other, same]) is same
    assert golds.reading_of(coding, [other]) is None
