"""Train the weights of reader.units.checkable from coded undertakings, and measure them leaving articles out.

    PYTHONPATH=src:.:tools python tools/train_checkable.py [--also DIR]            measure
    PYTHONPATH=src:.:tools python tools/train_checkable.py [--also DIR] --write    train on all but the held-out units and write

Needs what tools/train_modality.py needs. What is learned is written beside the wording of modality, so that modality is to
be trained before. Undertakings are those of the codings, whatever the engine takes for some.
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
from sklearn.feature_extraction import DictVectorizer

from luoshi.reader import coding
from luoshi.reader.stages import STAGES, Plan
from luoshi.reader.units import checkable, wording

STRENGTH, NAMES_WEIGH = 1.0, 0.7
_STRUCTURED = ("source", "text", "clean", "clean_offsets", "variants", "lines", "sections")


class Row(NamedTuple):
    """A coded undertaking: its source and fold, what is told of it, and the answer."""

    source: str
    fold: str
    told: list[str]
    answer: bool


def load(also: Path | None) -> tuple[list[Row], csr_matrix]:
    """Every coded undertaking and its wording."""
    rows, worded = [], []
    stages = [stage.name for stage in STAGES]
    plan = Plan(STAGES[2 : stages.index("coding")], given=_STRUCTURED)
    for source, fold, case in train_modality.cases(also):
        plan.run(case.draft)
        reads = coding.reads_of(case.draft)
        named, kept = checkable.names(case.draft), []
        for at, read in enumerate(reads):
            codes = [case.units[unit] for unit, _ in read.statement.units if unit in case.units]
            if codes and codes[0].modality == "undertaking":
                told = [name for group in checkable.told(case.draft, named, read) for name in group]
                rows.append(Row(source, train_modality.tenth(fold), told, bool(codes[0].checkable)))
                kept.append(at)
        if kept:
            worded.append(train_modality.worded(reads)[kept])
    return rows, vstack(worded).tocsr()


class Fitted(NamedTuple):
    """What turns that which is told into columns, the rows of wording that are weighed, and the weights of both."""

    vectoriser: DictVectorizer
    seen: np.ndarray
    added: logit.Added

    def scores(self, rows: Sequence[Row], worded: csr_matrix) -> np.ndarray:
        """What speaks for each undertaking to be checkable."""
        table = _table(self.vectoriser.transform([dict.fromkeys(row.told, 1) for row in rows]), worded[:, self.seen])
        scores: np.ndarray = self.added.to(np.zeros((len(rows), 1)), table)[:, 0]
        return scores


def _table(told: csr_matrix, worded: csr_matrix) -> csr_matrix:
    return hstack([told * NAMES_WEIGH, worded]).tocsr()


def fit(rows: Sequence[Row], worded: csr_matrix) -> Fitted:
    """The weights under which the answers are the likeliest."""
    vectoriser = DictVectorizer()
    told = vectoriser.fit_transform([dict.fromkeys(row.told, 1) for row in rows])
    seen = train_modality.spoken_for(worded)
    coded = logit.Coded(
        _table(told, worded[:, seen]),
        np.zeros((len(rows), 1)),
        np.array([[float(row.answer)] for row in rows]),
        train_modality.counts(rows),
    )
    return Fitted(vectoriser, seen, logit.fit(coded, 1 / STRENGTH, "each"))


def measure(rows: list[Row], worded: csr_matrix) -> None:
    """Leave each fold out; print kappa by source, of what is named alone and of the weights."""
    folds = np.array([row.fold for row in rows])
    held = np.array([row.source == train_modality.HELD_OUT for row in rows])
    scores = np.zeros(len(rows))
    for fold in sorted(set(folds)):
        test, train = np.flatnonzero(folds == fold), np.flatnonzero((folds != fold) & ~held)
        scores[test] = fit([rows[i] for i in train], worded[train]).scores([rows[i] for i in test], worded[test])
    for source in [*sorted({row.source for row in rows}), "also", ""]:
        inside = [i for i, row in enumerate(rows) if row.source.startswith(source)]
        named = train_modality.kappa([(rows[i].answer, "own:True" in rows[i].told) for i in inside])
        weighed = train_modality.kappa([(rows[i].answer, bool(scores[i] > 0)) for i in inside])
        print(f"{source or 'all':16s} {len(inside):4d} named {named:.3f}  weighed {weighed:.3f}")


def write(rows: list[Row], worded: csr_matrix) -> None:
    """Train on all but the held-out units; write the weights and their column of the table of modality."""
    train = [i for i, row in enumerate(rows) if row.source != train_modality.HELD_OUT]
    fitted = fit([rows[i] for i in train], worded[train])
    names = list(fitted.vectoriser.feature_names_)
    told = {name: round(100 * NAMES_WEIGH * float(fitted.added.weights[at, 0])) for at, name in enumerate(names)}
    told[checkable.BIAS] += round(100 * float(fitted.added.bias[0]))
    kept = {name: weight for name, weight in told.items() if weight}
    text = json.dumps(kept, ensure_ascii=False, indent=0) + "\n"
    (train_modality.DATA / "checkable_weights.json").write_text(text, encoding="utf-8")
    table = train_modality.shipped("modality")
    table[:, wording.CHECKABLE] = 0
    table[fitted.seen, wording.CHECKABLE] = fitted.added.weights[len(names) :, 0]
    train_modality.save("modality", table)


def main() -> None:
    """Measure, or train and write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--also", type=Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    (write if options.write else measure)(*load(options.also))


if __name__ == "__main__":
    main()
