"""Train the weights that reader.units.themes puts beside the themes' words, and measure them leaving articles out.

    PYTHONPATH=src:.:tools python tools/train_themes.py [--also DIR]            measure
    PYTHONPATH=src:.:tools python tools/train_themes.py [--also DIR] --write    train on all but the held-out units and write

Needs what tools/train_modality.py needs, and takes --on-top as that does. For each theme: whether it is named, the
modality, and the wording.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import logit
import numpy as np
import train_modality
from scipy.sparse import csr_matrix, hstack, vstack

from luoshi.model import codebook
from luoshi.reader import coding
from luoshi.reader.stages import STAGES, Plan
from luoshi.reader.units import themes, wording
from luoshi.reader.units.modality import modalities
from luoshi.reader.units.themes import AT_MOST, by_name

STRENGTH = 1.0
# The probability from which a theme counts, and one that is named: most of them together agree best there.
ENOUGH, NAMED_ENOUGH = 0.35, 0.25
NAMED_WEIGHS = 1.5


class Row(NamedTuple):
    """A coded statement: its source and fold, its modality, the themes named in it, and the answer."""

    source: str
    fold: str
    modality: str
    named: tuple[str, ...]
    answer: tuple[str, ...]


def load(also: Path | None) -> tuple[list[Row], csr_matrix]:
    """Every coded statement and the wording of each."""
    rows, worded = [], []
    names = [stage.name for stage in STAGES]
    plan = Plan(
        STAGES[2 : names.index("hits") + 1], given=("source", "text", "clean", "clean_offsets", "lines", "sections")
    )
    for source, fold, case in train_modality.cases(also):
        plan.run(case.draft)
        reads = coding.reads_of(case.draft)
        if not reads:
            continue
        texts = [read.statement.text for read in reads]
        told = [modality for modality, _ in modalities(reads, wording.scores(texts).modality)]
        kept = []
        for at, (read, named) in enumerate(zip(reads, by_name(case.draft.flow.text, reads, told), strict=True)):
            codes = [case.units[unit] for unit, _ in read.statement.units if unit in case.units]
            if codes:
                rows.append(Row(source, train_modality.tenth(fold), told[at], named, codes[0].themes))
                kept.append(at)
        worded.append(train_modality.worded(reads, "themes")[kept])
    return rows, vstack(worded).tocsr()


THEMES = list(codebook.THEMES)
MODALITIES = list(codebook.MODALITIES)


class Known(NamedTuple):
    """What each theme weighs where it is named, in each modality, and by the wording: what ships, or nothing."""

    named: np.ndarray
    told: np.ndarray
    table: np.ndarray


def known(on_top: bool) -> Known:
    """The weights that ship, or none."""
    if not on_top:
        size = 1 << wording.TABLES["themes"].bits
        return Known(np.zeros(len(THEMES)), np.zeros((len(MODALITIES), len(THEMES))), np.zeros((size, len(THEMES))))
    ships = themes.weights()
    assert ships.themes == THEMES
    assert list(ships.modalities) == MODALITIES
    return Known(ships.named / 100 - EASIER, ships.told / 100, train_modality.shipped("themes"))


def _columns(rows: Sequence[Row]) -> tuple[np.ndarray, np.ndarray]:
    """Which themes are named in each row, and its modality."""
    named = np.array([[float(theme in row.named) for theme in THEMES] for row in rows])
    return named, np.array([[float(row.modality == each) for each in MODALITIES] for row in rows])


def _table(rows: Sequence[Row], worded: csr_matrix) -> csr_matrix:
    named, told = _columns(rows)
    return hstack([csr_matrix(NAMED_WEIGHS * named), csr_matrix(told), worded]).tocsr()


def _before(known: Known, rows: Sequence[Row], worded: csr_matrix) -> np.ndarray:
    """The scores that are known already."""
    named, told = _columns(rows)
    scores: np.ndarray = named * known.named + told @ known.told + worded @ known.table
    return scores


def fit(known: Known, rows: Sequence[Row], worded: csr_matrix, seen: np.ndarray) -> logit.Added:
    """What is added to the scores of the themes; that a theme is named speaks for that theme alone."""
    table = _table(rows, worded[:, seen])
    answers = np.array([[float(theme in row.answer) for theme in THEMES] for row in rows])
    may = np.vstack([np.eye(len(THEMES)), np.ones((table.shape[1] - len(THEMES), len(THEMES)))])
    coded = logit.Coded(table, _before(known, rows, worded), answers, train_modality.counts(rows))
    return logit.fit(coded, 1 / STRENGTH, "each", may)


def measure(known: Known, rows: list[Row], worded: csr_matrix) -> None:
    """Leave each fold out; print F1 by source, of the words alone and of the weights."""
    folds = np.array([row.fold for row in rows])
    held = np.array([row.source == train_modality.HELD_OUT for row in rows])
    scores = np.zeros((len(rows), len(THEMES)))
    for fold in sorted(set(folds)):
        test, train = np.flatnonzero(folds == fold), np.flatnonzero((folds != fold) & ~held)
        seen = train_modality.spoken_for(worded[train])
        added = fit(known, [rows[i] for i in train], worded[train], seen)
        left = [rows[i] for i in test]
        scores[test] = added.to(_before(known, left, worded[test]), _table(left, worded[test][:, seen]))
    best = np.sort(scores, axis=1)[:, -AT_MOST]
    named = np.array([[theme in row.named for theme in THEMES] for row in rows])
    enough = np.where(named, odds(NAMED_ENOUGH), odds(ENOUGH))
    chosen = (scores >= enough) & (scores >= best[:, None])
    for source in [*sorted({row.source for row in rows}), "also", ""]:
        inside = [i for i, row in enumerate(rows) if row.source.startswith(source)]
        if inside:
            learned = [{theme for theme, yes in zip(THEMES, chosen[i], strict=True) if yes} for i in inside]
            answers = [set(rows[i].answer) for i in inside]
            words = [set(rows[i].named) for i in inside]
            print(
                f"{source or 'all':16s} {len(inside):4d} words {f1(answers, words):.3f}  weighed {f1(answers, learned):.3f}"
            )


def odds(probability: float) -> float:
    """The logarithm of the odds."""
    return float(np.log(probability / (1 - probability)))


# A theme that is named counts from fewer odds; its weight tells so where the weights are written.
EASIER = odds(ENOUGH) - odds(NAMED_ENOUGH)


def f1(answers: Sequence[set[str]], found: Sequence[set[str]]) -> float:
    """F1 of the themes of all statements together."""
    both = sum(len(a & b) for a, b in zip(answers, found, strict=True))
    return 2 * both / max(1, sum(map(len, answers)) + sum(map(len, found)))


def write(known: Known, rows: list[Row], worded: csr_matrix) -> None:
    """Train on all but the held-out units; write the weights and the wording's table."""
    train = [i for i, row in enumerate(rows) if row.source != train_modality.HELD_OUT]
    seen = train_modality.spoken_for(worded[train])
    added = fit(known, [rows[i] for i in train], worded[train], seen)
    count = len(THEMES)
    named = known.named + NAMED_WEIGHS * added.weights[:count].diagonal() + EASIER
    told = known.told + added.weights[count : count + len(MODALITIES)] + added.bias
    table = known.table.copy()
    table[seen] += added.weights[count + len(MODALITIES) :]
    record = {
        "themes": THEMES,
        "named": {theme: round(100 * float(weight)) for theme, weight in zip(THEMES, named, strict=True)},
        "told": {
            modality: [round(100 * float(each)) for each in row] for modality, row in zip(MODALITIES, told, strict=True)
        },
        "enough": round(100 * odds(ENOUGH)),
    }
    lines = ",\n".join(f" {json.dumps(key)}: {json.dumps(value)}" for key, value in record.items())
    (train_modality.DATA / "themes_weights.json").write_text(f"{{\n{lines}\n}}\n", encoding="utf-8")
    train_modality.save("themes", table)


def main() -> None:
    """Measure, or train and write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--also", type=Path)
    parser.add_argument("--on-top", action="store_true", help="add to the weights that ship")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    rows, worded = load(options.also)
    (write if options.write else measure)(known(options.on_top), rows, worded)


if __name__ == "__main__":
    main()
