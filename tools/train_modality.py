"""Train the weights of reader.modality from coded units, and measure them leaving one article out.

    PYTHONPATH=src:. python tools/train_modality.py            measure (leave one article out)
    PYTHONPATH=src:. python tools/train_modality.py --write    train on all but the held-out units and write the weights

Needs scikit-learn (group `training`) and the shared corpus beside the checkout. The two passes are trained as they run:
the second sees the first's answers on units that the first was not trained on.
"""

import collections
import json
import sys
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from tests import coded

from luoshi.reader import coding
from luoshi.reader.stages import STAGES, Plan
from luoshi.reader.units.modality import Read, around, settled

TARGET = Path(__file__).parents[1] / "src" / "luoshi" / "registry" / "data" / "modality_weights.json"
STRENGTH = 0.3
FOLDS = 6
KEEP = 0.03


class Row(NamedTuple):
    """A coded statement: its source, fold, features, place among its article's statements, and the answer."""

    source: str
    fold: str
    names: list[str]
    article: int
    at: int
    answer: str
    units: int


def load() -> tuple[list[Row], list[list[Read]]]:
    """All coded statements, and the statements of each article."""
    rows: list[Row] = []
    articles: list[list[Read]] = []
    names = [stage.name for stage in STAGES]
    plan = Plan(
        STAGES[2 : names.index("hits") + 1], given=("source", "text", "clean", "clean_offsets", "lines", "sections")
    )
    for source, cases in (
        ("gold", coded.gold()),
        ("silver", coded.silver()),
        ("training", coded.training()),
        ("held-out", coded.own()),
    ):
        for case in cases:
            plan.run(case.draft)
            reads = coding.reads_of(case.draft)
            articles.append(reads)
            round_up = case.name in ("000", "001", "002", "003", "004")
            kind = f"{source}-{'round-up' if round_up else 'broadcast'}" if source in ("gold", "silver") else source
            fold = (
                case.name
                if round_up
                else source
                if source == "held-out"
                else f"{zlib.crc32(case.name.encode()) % FOLDS}"
            )
            for at, read in enumerate(reads):
                codes = [case.units[unit] for unit, _ in read.statement.units if unit in case.units]
                if codes:
                    rows.append(
                        Row(
                            kind,
                            fold,
                            [name for group in read.features for name in group.names],
                            len(articles) - 1,
                            at,
                            codes[0].modality,
                            len(codes),
                        )
                    )
    return rows, articles


class Fitted(NamedTuple):
    """A fitted model and what turns names into its columns."""

    vectoriser: Any
    model: Any

    def answers(self, features: Sequence[list[str]]) -> tuple[Any, Any]:
        odds = self.model.predict_proba(self.vectoriser.transform([dict.fromkeys(f, 1) for f in features]))
        return self.model.classes_[odds.argmax(1)], odds.max(1)


def fit(features: Sequence[list[str]], rows: Sequence[Row]) -> Fitted:
    """Fit one pass."""
    vectoriser = DictVectorizer()
    table = vectoriser.fit_transform([dict.fromkeys(f, 1) for f in features])
    model = LogisticRegression(C=STRENGTH, max_iter=3000)
    return Fitted(vectoriser, model.fit(table, [row.answer for row in rows]))


def second_features(rows: list[Row], articles: list[list[Read]], first: dict[int, str]) -> list[list[str]]:
    """Features with the neighbours' first answers."""
    guesses = [["None"] * len(reads) for reads in articles]
    for i, row in enumerate(rows):
        guesses[row.article][row.at] = first.get(i, "None")
    surroundings = [around(reads, first) for reads, first in zip(articles, guesses, strict=True)]
    return [[*row.names, *surroundings[row.article][row.at].names] for row in rows]


def out_of_fold(rows: list[Row], among: list[int]) -> dict[int, str]:
    """First-pass answers for `among`, each from a model that has not seen its fold."""
    out: dict[int, str] = {}
    for fold in sorted({rows[i].fold for i in among}):
        inside = [i for i in among if rows[i].fold == fold]
        outside = [i for i in among if rows[i].fold != fold]
        fitted = fit([rows[i].names for i in outside], [rows[i] for i in outside])
        out.update(zip(inside, fitted.answers([rows[i].names for i in inside])[0], strict=True))
    return out


def two_passes(
    rows: list[Row], articles: list[list[Read]], train: list[int], test: list[int]
) -> tuple[Fitted, Fitted, dict[int, tuple[str, float]]]:
    """Train both passes on `train`; the answers on `test`."""
    first = fit([rows[i].names for i in train], [rows[i] for i in train])
    seen = second_features(rows, articles, out_of_fold(rows, train))
    second = fit([seen[i] for i in train], [rows[i] for i in train])
    if not test:
        return first, second, {}
    guesses = dict(zip(test, first.answers([rows[i].names for i in test])[0], strict=True))
    context = second_features(rows, articles, guesses)
    words, odds = second.answers([context[i] for i in test])
    return first, second, {i: (word, odd) for i, word, odd in zip(test, words, odds, strict=True)}


def measure(rows: list[Row], articles: list[list[Read]]) -> dict[int, tuple[str, float]]:
    """Leave one article (or fold of small ones) out; print kappas by source."""
    out: dict[int, tuple[str, float]] = {}
    for fold in sorted({row.fold for row in rows}):
        train = [i for i, row in enumerate(rows) if row.fold not in (fold, "held-out")]
        out.update(two_passes(rows, articles, train, [i for i, row in enumerate(rows) if row.fold == fold])[2])
    for i, row in enumerate(rows):
        given = settled(articles[row.article][row.at].frame)
        if given:
            out[i] = (given, 1.0)
    for source in [*sorted({row.source for row in rows}), ""]:
        pairs = [
            (row.answer, out[i][0])
            for i, row in enumerate(rows)
            if row.source == source or not source
            for _ in range(row.units)
        ]
        taken = [(a == "undertaking", b == "undertaking") for a, b in pairs]
        print(f"{source or 'all':16s} {len(pairs):4d} modality {kappa(pairs):.3f}  undertaking? {kappa(taken):.3f}")
    return out


def kappa(pairs: Sequence[tuple[object, object]]) -> float:
    """Cohen's kappa."""
    n = len(pairs)
    a, b = collections.Counter(x for x, _ in pairs), collections.Counter(y for _, y in pairs)
    chance = sum(a[k] * b[k] for k in a) / n / n
    return (sum(x == y for x, y in pairs) / n - chance) / (1 - chance) if chance < 1 else 1.0


def write(rows: list[Row], articles: list[list[Read]]) -> None:
    """Train on all but the held-out units; write rows of first-pass then second-pass weights."""
    first, second, _ = two_passes(rows, articles, [i for i, row in enumerate(rows) if row.fold != "held-out"], [])
    classes = list(first.model.classes_)
    assert classes == list(second.model.classes_)
    zero = [0.0] * len(classes)
    table: dict[str, list[float]] = {}
    for fitted, low in ((first, 0), (second, len(classes))):
        for name, column in zip(fitted.vectoriser.feature_names_, fitted.model.coef_.T, strict=True):
            row = table.setdefault(name, zero + zero)
            row[low : low + len(classes)] = [round(float(w), 2) for w in column]
    kept = {name: row for name, row in sorted(table.items()) if max(map(abs, row)) >= KEEP}
    bias = [round(float(b), 2) for b in [*first.model.intercept_, *second.model.intercept_]]
    lines = ",\n".join(f"  {json.dumps(name, ensure_ascii=False)}: {json.dumps(row)}" for name, row in kept.items())
    TARGET.write_text(
        f'{{\n "modalities": {json.dumps(classes)},\n "bias": {json.dumps(bias)},\n "rows": {{\n{lines}\n }}\n}}\n',
        encoding="utf-8",
    )
    print(f"{len(kept)} rows to {TARGET.name}")


if __name__ == "__main__":
    coded_rows, coded_articles = load()
    if "--write" in sys.argv:
        write(coded_rows, coded_articles)
    else:
        answers = measure(coded_rows, coded_articles)
        if "--errors" in sys.argv:
            for i, row in enumerate(coded_rows):
                read = coded_articles[row.article][row.at]
                if answers[i][0] != row.answer and row.source.startswith(sys.argv[sys.argv.index("--errors") + 1]):
                    print(
                        row.fold,
                        read.statement.units[0][0],
                        row.answer,
                        "->",
                        answers[i][0],
                        f"{answers[i][1]:.2f}",
                        read.statement.text,
                    )
