"""Train the weights that reader.units.themes puts beside the themes' words, and measure them leaving articles out.

    PYTHONPATH=src:.:tools python tools/train_themes.py [--also DIR]            measure
    PYTHONPATH=src:.:tools python tools/train_themes.py [--also DIR] --write    train on all but the held-out units and write

Needs what tools/train_modality.py needs. One model a theme: whether it is named, the modality, and the wording.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import train_modality
from scipy.sparse import csr_matrix, hstack, vstack
from sklearn.linear_model import LogisticRegression

from luoshi.model import codebook
from luoshi.reader import coding
from luoshi.reader.stages import STAGES, Plan
from luoshi.reader.units import wording
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
        told = [modality for modality, _ in modalities(reads, wording.scores(texts)[0])]
        kept = []
        for at, (read, named) in enumerate(zip(reads, by_name(case.draft.flow.text, reads, told), strict=True)):
            codes = [case.units[unit] for unit, _ in read.statement.units if unit in case.units]
            if codes:
                rows.append(Row(source, train_modality._fold(fold), told[at], named, codes[0].themes))
                kept.append(at)
        worded.append(train_modality.worded(reads, "themes")[kept])
    return rows, vstack(worded).tocsr()


def given(rows: Sequence[Row]) -> dict[str, csr_matrix]:
    """For each theme whether it is named, and the modality."""
    told = np.array([[float(row.modality == each) for each in MODALITIES] for row in rows])
    return {
        theme: csr_matrix(
            np.concatenate([np.array([[NAMED_WEIGHS * (theme in row.named)] for row in rows]), told], axis=1)
        )
        for theme in THEMES
    }


THEMES = list(codebook.THEMES)
MODALITIES = list(codebook.MODALITIES)


def fit(rows: Sequence[Row], worded: csr_matrix, train: np.ndarray) -> dict[str, LogisticRegression]:
    """A model for each theme."""
    known = given(rows)
    return {
        theme: LogisticRegression(C=STRENGTH, solver="liblinear").fit(
            hstack([known[theme], worded]).tocsr()[train], [theme in rows[i].answer for i in train]
        )
        for theme in THEMES
    }


def measure(rows: list[Row], worded: csr_matrix) -> None:
    """Leave each fold out; print F1 by source, of the words alone and of the weights."""
    folds = np.array([row.fold for row in rows])
    held = np.array([row.source == train_modality.HELD_OUT for row in rows])
    odds = np.zeros((len(rows), len(THEMES)))
    known = given(rows)
    for fold in sorted(set(folds)):
        test = np.flatnonzero(folds == fold)
        models = fit(rows, worded, np.flatnonzero((folds != fold) & ~held))
        for column, theme in enumerate(THEMES):
            odds[test, column] = models[theme].predict_proba(hstack([known[theme], worded]).tocsr()[test])[:, 1]
    best = np.sort(odds, axis=1)[:, -AT_MOST]
    named = np.array([[theme in row.named for theme in THEMES] for row in rows])
    chosen = np.where(named, odds >= NAMED_ENOUGH, odds >= ENOUGH) & (odds >= best[:, None])
    for source in [*sorted({row.source for row in rows}), "also", ""]:
        inside = [i for i, row in enumerate(rows) if row.source.startswith(source)]
        if inside:
            learned = [{theme for theme, yes in zip(THEMES, chosen[i], strict=True) if yes} for i in inside]
            answers = [set(rows[i].answer) for i in inside]
            words = [set(rows[i].named) for i in inside]
            print(
                f"{source or 'all':16s} {len(inside):4d} words {f1(answers, words):.3f}  weighed {f1(answers, learned):.3f}"
            )


def logit(probability: float) -> float:
    """The logarithm of the odds."""
    return float(np.log(probability / (1 - probability)))


def f1(answers: Sequence[set[str]], found: Sequence[set[str]]) -> float:
    """F1 of the themes of all statements together."""
    both = sum(len(a & b) for a, b in zip(answers, found, strict=True))
    return 2 * both / max(1, sum(map(len, answers)) + sum(map(len, found)))


def write(rows: list[Row], worded: csr_matrix) -> None:
    """Train on all but the held-out units; write the weights and the wording's table."""
    seen = np.flatnonzero(np.asarray((worded != 0).sum(axis=0)).ravel() >= train_modality.SEEN)
    train = np.array([i for i, row in enumerate(rows) if row.source != train_modality.HELD_OUT])
    models = fit(rows, worded[:, seen], train)
    table = np.zeros((1 << wording.TABLES["themes"].bits, len(THEMES)))
    told = {modality: [0] * len(THEMES) for modality in MODALITIES}
    named = {}
    for column, theme in enumerate(THEMES):
        first, *rest = models[theme].coef_[0]
        named[theme] = round(100 * (NAMED_WEIGHS * float(first) + logit(ENOUGH) - logit(NAMED_ENOUGH)))
        for modality, weight in zip(MODALITIES, rest, strict=False):
            told[modality][column] = round(100 * float(weight + models[theme].intercept_[0]))
        table[seen, column] = rest[len(MODALITIES) :]
    record = {"themes": THEMES, "named": named, "told": told, "enough": round(100 * logit(ENOUGH))}
    lines = ",\n".join(f" {json.dumps(key)}: {json.dumps(value)}" for key, value in record.items())
    (train_modality.DATA / "themes_weights.json").write_text(f"{{\n{lines}\n}}\n", encoding="utf-8")
    train_modality.save("themes", table)


def main() -> None:
    """Measure, or train and write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--also", type=Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    rows, worded = load(options.also)
    (write if options.write else measure)(rows, worded)


if __name__ == "__main__":
    main()
