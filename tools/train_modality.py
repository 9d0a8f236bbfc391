"""Train the weights of reader.units.modality from coded units, and measure them leaving articles out.

    PYTHONPATH=src:.:tools python tools/train_modality.py [--also DIR]            measure
    PYTHONPATH=src:.:tools python tools/train_modality.py [--also DIR] --write    train on all but the held-out units and write

With --on-top what is learned is added to the weights that ship, so that what they know from units that are no longer at
hand is kept. Needs scikit-learn (group `training`) and the shared corpus beside the checkout. DIR holds codings of one's own
in the gold's form beside their texts (NAME.json, NAME.txt), also in folders of it; each folder is measured by itself. The
two passes are trained as they run: the second sees the first's answers on units that the first was not trained on.
"""

import argparse
import collections
import json
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import logit
import numpy as np
from scipy.sparse import csr_matrix, hstack, vstack
from sklearn.feature_extraction import DictVectorizer
from tests import coded

from luoshi.reader import coding
from luoshi.reader.stages import STAGES, Plan
from luoshi.reader.units import wording
from luoshi.reader.units.modality import Read, around, settled
from luoshi.reader.units.weights import weights

DATA = Path(__file__).parents[1] / "src" / "luoshi" / "registry" / "data"
STRENGTH = 1.0
# How much of the fit is left to the lexicons' features, beside the wording.
NAMES_WEIGH = 0.5
FOLDS = 5
# A row of the table that one unit alone speaks for says nothing.
SEEN = 2
KEEP = 0.03
HELD_OUT = "held-out"
# The gold is agreed upon, the other codings are one coder's each.
COUNTS = {"gold": 5}


class Row(NamedTuple):
    """A coded statement: its source, fold, features, place among its article's statements, and the answer."""

    source: str
    fold: str
    names: list[str]
    article: int
    at: int
    answer: str
    units: int


class Coded(NamedTuple):
    """All coded statements, the statements of each article, and the wording of the coded ones."""

    rows: list[Row]
    articles: list[list[Read]]
    worded: csr_matrix


def cases(also: Path | None) -> Iterator[tuple[str, str, coded.Coded]]:
    """Every coded article with its source and fold. A round-up of the gold is a fold of its own."""
    for source, found in (
        ("gold", coded.gold()),
        ("silver", coded.silver()),
        ("training", coded.training()),
        (HELD_OUT, coded.own()),
    ):
        for case in found:
            round_up = case.name in ("000", "001", "002", "003", "004")
            kind = f"{source}-{'round-up' if round_up else 'broadcast'}" if source in ("gold", "silver") else source
            fold = case.name if round_up else HELD_OUT if source == HELD_OUT else tenth(case.name)
            yield kind, fold, case
    if also:
        for folder in sorted({path.parent for path in also.rglob("*.json")}):
            for case in coded.beside(folder):
                yield f"also-{folder.name}", tenth(case.name), case


def tenth(name: str) -> str:
    """The fold of an article that is none of its own."""
    return str(zlib.crc32(name.encode()) % FOLDS)


def load(also: Path | None) -> Coded:
    """Read every coded article as far as its features."""
    rows: list[Row] = []
    articles: list[list[Read]] = []
    places = []
    names = [stage.name for stage in STAGES]
    plan = Plan(
        STAGES[2 : names.index("hits") + 1], given=("source", "text", "clean", "clean_offsets", "lines", "sections")
    )
    for source, fold, case in cases(also):
        plan.run(case.draft)
        reads = coding.reads_of(case.draft)
        if not reads:
            continue
        articles.append(reads)
        kept = []
        for at, read in enumerate(reads):
            codes = [case.units[unit] for unit, _ in read.statement.units if unit in case.units]
            if codes:
                features = [name for group in read.features for name in group.names]
                rows.append(Row(source, fold, features, len(articles) - 1, at, codes[0].modality, len(codes)))
                kept.append(at)
        places.append(worded(reads)[kept])
    return Coded(rows, articles, vstack(places).tocsr())


def worded(reads: list[Read], name: str = "modality") -> csr_matrix:
    """For each statement the rows of its wording in a table with what each weighs."""
    table = wording.TABLES[name]
    total = csr_matrix((len(reads), 1 << table.bits))
    found = wording.zones([read.statement.text for read in reads])
    sizes = np.diff([*found.starts, found.rows.shape[1]])
    weights = np.repeat(found.weigh, sizes)
    if table.zones == 1:
        weights[found.starts[len(reads)] :] = 0
    place = np.repeat(np.arange(len(sizes)) % len(reads), sizes)
    for rows in found.rows >> np.uint32(wording.BITS - table.bits):
        total = total + csr_matrix((weights, (place, rows.astype(int))), shape=total.shape)
    total = total.tolil()
    total[:, 0] = 0
    return total.tocsr()


def spoken_for(worded: csr_matrix) -> np.ndarray:
    """The rows of the table for which enough units speak."""
    return np.flatnonzero(np.asarray((worded != 0).sum(axis=0)).ravel() >= SEEN)


class Sourced(Protocol):
    """What is known by its source."""

    @property
    def source(self) -> str: ...


def counts(rows: Sequence[Sourced]) -> np.ndarray:
    """How often each row counts."""
    return np.array([float(COUNTS.get(row.source.partition("-")[0], 1)) for row in rows])


class Given(NamedTuple):
    """What is known before anything is learned: the rows of names and the table of wording, first pass and second beside each
    other, and the bias."""

    rows: dict[str, np.ndarray]
    table: np.ndarray
    bias: np.ndarray

    def scores(self, number: int, names: Sequence[list[str]], worded: csr_matrix) -> np.ndarray:
        """The scores of some statements in a pass."""
        columns = slice(number * len(CLASSES), (number + 1) * len(CLASSES))
        known, none = self.rows, np.zeros(2 * len(CLASSES))
        named = np.array([sum((known[name] for name in each if name in known), none) for each in names])
        scores: np.ndarray = named[:, columns] + worded @ self.table[:, columns] + self.bias[columns]
        return scores


CLASSES = weights().modalities


def given(on_top: bool) -> Given:
    """The weights that ship, or none."""
    size = 1 << wording.TABLES["modality"].bits
    if not on_top:
        return Given({}, np.zeros((size, 2 * len(CLASSES))), np.zeros(2 * len(CLASSES)))
    known = weights()
    rows = {name: np.array(row) / 100 for name, row in known.rows.items()}
    table = np.zeros((size, 2, len(CLASSES)))
    table[:, :, : wording.TOLD] = shipped("modality")[:, : wording.CHECKABLE].reshape(size, 2, wording.TOLD)
    return Given(rows, table.reshape(size, -1), np.array(known.bias) / 100)


def shipped(name: str) -> np.ndarray:
    """The table of wording that ships."""
    table: np.ndarray = np.load(DATA / f"{name}_wording.npy").astype(float) * wording.TABLES[name].step / 100
    return table


class Fitted(NamedTuple):
    """A fitted pass: what turns names and wording into columns, what is added to the given scores, and of which pass."""

    known: Given
    number: int
    vectoriser: Any
    seen: Any
    added: logit.Added

    def answers(self, names: Sequence[list[str]], worded: csr_matrix) -> tuple[Any, Any]:
        """The modality of each statement and how sure it is."""
        table = _table(self.vectoriser.transform([dict.fromkeys(each, 1) for each in names]), worded[:, self.seen])
        scores = self.added.to(self.known.scores(self.number, names, worded), table)
        odds = np.exp(scores - scores.max(axis=1, keepdims=True))
        odds /= odds.sum(axis=1, keepdims=True)
        return [CLASSES[best] for best in scores.argmax(axis=1)], odds.max(axis=1)


def _table(names: csr_matrix, worded: csr_matrix) -> csr_matrix:
    return hstack([names * NAMES_WEIGH, worded]).tocsr()


def fit(known: Given, number: int, names: Sequence[list[str]], worded: csr_matrix, rows: Sequence[Row]) -> Fitted:
    """Fit one pass."""
    vectoriser = DictVectorizer()
    named = vectoriser.fit_transform([dict.fromkeys(each, 1) for each in names])
    known_rows = spoken_for(worded)
    answers = np.array([[float(row.answer == each) for each in CLASSES] for row in rows])
    before = known.scores(number, names, worded)
    coded = logit.Coded(_table(named, worded[:, known_rows]), before, answers, counts(rows))
    return Fitted(known, number, vectoriser, known_rows, logit.fit(coded, 1 / STRENGTH, "one of"))


def with_neighbours(found: Coded, first: dict[int, str]) -> list[list[str]]:
    """Features with the neighbours' first answers."""
    guesses = [["None"] * len(reads) for reads in found.articles]
    for i, row in enumerate(found.rows):
        guesses[row.article][row.at] = first.get(i, "None")
    beside = [around(reads, first) for reads, first in zip(found.articles, guesses, strict=True)]
    return [[*row.names, *beside[row.article][row.at].names] for row in found.rows]


def out_of_fold(known: Given, found: Coded, among: list[int]) -> dict[int, str]:
    """First-pass answers for `among`, each from a model that has not seen its fold."""
    out: dict[int, str] = {}
    fold = {i: tenth(found.rows[i].fold) for i in among}
    for each in sorted(set(fold.values())):
        inside, outside = [i for i in among if fold[i] == each], [i for i in among if fold[i] != each]
        fitted = fit(known, 0, *_of(found, outside))
        out.update(
            zip(inside, fitted.answers([found.rows[i].names for i in inside], found.worded[inside])[0], strict=True)
        )
    return out


def _of(found: Coded, places: list[int]) -> tuple[list[list[str]], csr_matrix, list[Row]]:
    rows = [found.rows[i] for i in places]
    return [row.names for row in rows], found.worded[places], rows


def two_passes(
    known: Given, found: Coded, train: list[int], test: list[int]
) -> tuple[Fitted, Fitted, dict[int, tuple[str, float]]]:
    """Train both passes on `train`; the answers on `test`."""
    first = fit(known, 0, *_of(found, train))
    seen = with_neighbours(found, out_of_fold(known, found, train))
    second = fit(known, 1, [seen[i] for i in train], found.worded[train], [found.rows[i] for i in train])
    if not test:
        return first, second, {}
    answers = first.answers([found.rows[i].names for i in test], found.worded[test])[0]
    context = with_neighbours(found, dict(zip(test, answers, strict=True)))
    words, odds = second.answers([context[i] for i in test], found.worded[test])
    return first, second, {i: (word, odd) for i, word, odd in zip(test, words, odds, strict=True)}


def measure(known: Given, found: Coded) -> dict[int, tuple[str, float]]:
    """Leave one article (or fold of small ones) out; print kappas by source."""
    out: dict[int, tuple[str, float]] = {}
    for fold in sorted({row.fold for row in found.rows}):
        train = [i for i, row in enumerate(found.rows) if row.fold not in (fold, HELD_OUT)]
        out.update(two_passes(known, found, train, [i for i, row in enumerate(found.rows) if row.fold == fold])[2])
    for i, row in enumerate(found.rows):
        given = settled(found.articles[row.article][row.at].frame)
        if given:
            out[i] = (given, 1.0)
    for source in [*sorted({row.source for row in found.rows}), "also", ""]:
        pairs = [
            (row.answer, out[i][0])
            for i, row in enumerate(found.rows)
            if row.source.startswith(source)
            for _ in range(row.units)
        ]
        taken = [(a == "undertaking", b == "undertaking") for a, b in pairs]
        if pairs:
            print(f"{source or 'all':16s} {len(pairs):4d} modality {kappa(pairs):.3f}  undertaking? {kappa(taken):.3f}")
    return out


def kappa(pairs: Sequence[tuple[object, object]]) -> float:
    """Cohen's kappa."""
    n = len(pairs)
    a, b = collections.Counter(x for x, _ in pairs), collections.Counter(y for _, y in pairs)
    chance = sum(a[k] * b[k] for k in a) / n / n
    return (sum(x == y for x, y in pairs) / n - chance) / (1 - chance) if chance < 1 else 1.0


def write(known: Given, found: Coded) -> None:
    """Train on all but the held-out units; write the rows of first-pass then second-pass weights, and the wording's table."""
    train = [i for i, row in enumerate(found.rows) if row.fold != HELD_OUT]
    size = len(CLASSES)
    rows = {name: row.copy() for name, row in known.rows.items()}
    worded, bias = known.table.copy(), known.bias.copy()
    for fitted in two_passes(known, found, train, [])[:2]:
        columns = slice(fitted.number * size, (fitted.number + 1) * size)
        names = fitted.vectoriser.feature_names_
        for name, added in zip(names, fitted.added.weights, strict=False):
            rows.setdefault(name, np.zeros(2 * size))[columns] += added * NAMES_WEIGH
        worded[fitted.seen, columns] += fitted.added.weights[len(names) :]
        bias[columns] += fitted.added.bias
    kept = {name: row for name, row in sorted(rows.items()) if max(map(abs, row)) >= KEEP}
    lines = ",\n".join(
        f"  {json.dumps(name, ensure_ascii=False)}: {json.dumps([round(float(each), 2) for each in row])}"
        for name, row in kept.items()
    )
    (DATA / "modality_weights.json").write_text(
        f'{{\n "modalities": {json.dumps(CLASSES)},\n "bias": {json.dumps([round(float(each), 2) for each in bias])},\n "rows": {{\n{lines}\n }}\n}}\n',
        encoding="utf-8",
    )
    told = worded.reshape(len(worded), 2, len(CLASSES))
    table = shipped("modality")  # whether an undertaking is checkable stays
    table[:, : wording.CHECKABLE] = (told[:, :, :-1] - told[:, :, -1:]).reshape(len(worded), -1)
    save("modality", table)


def save(name: str, weights: np.ndarray) -> None:
    """Write a table of wording in the steps of its numbers."""
    steps = np.rint(100 * weights / wording.TABLES[name].step)
    np.save(DATA / f"{name}_wording.npy", np.clip(steps, -127, 127).astype(np.int8))
    print(f"{name}: largest {np.abs(weights).max():.2f}, {(np.abs(steps) > 127).mean():.6f} of the wording cut")


def main() -> None:
    """Measure, or train and write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--also", type=Path)
    parser.add_argument("--on-top", action="store_true", help="add to the weights that ship")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--errors", metavar="SOURCE", help="list the misses of sources that begin with this")
    options = parser.parse_args()
    known, found = given(options.on_top), load(options.also)
    if options.write:
        return write(known, found)
    answers = measure(known, found)
    for i, row in enumerate(found.rows):
        read = found.articles[row.article][row.at]
        if options.errors and answers[i][0] != row.answer and row.source.startswith(options.errors):
            told = f"{row.answer} -> {answers[i][0]} {answers[i][1]:.2f}"
            print(row.fold, read.statement.units[0][0], told, read.statement.text)
    return None


if __name__ == "__main__":
    main()
