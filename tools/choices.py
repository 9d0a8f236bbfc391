"""A choice among candidates that is learned from coded examples: conditional logit, small weights preferred."""

import argparse
import json
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

import numpy as np
from scipy.optimize import minimize

ITERATIONS = 300

Coded = TypeVar("Coded")


class Example(NamedTuple):
    """What speaks for each candidate of a choice, and which of them are right."""

    evidence: Sequence[Collection[str]]
    right: Sequence[int]


class Model(NamedTuple):
    """The pieces of evidence that are weighed, and what each weighs."""

    columns: dict[str, int]
    weights: np.ndarray

    def sums(self, evidence: Sequence[Collection[str]]) -> list[float]:
        """What speaks for each candidate, added up."""
        known = self.columns
        return [float(sum(self.weights[known[name]] for name in told if name in known)) for told in evidence]

    def best(self, evidence: Sequence[Collection[str]]) -> int:
        """The candidate for which most speaks."""
        return int(np.argmax(self.sums(evidence)))


def fit(examples: Sequence[Example], seen: int, strength: float) -> Model:
    """The weights under which the right candidates are the likeliest choices. Evidence that fewer than `seen` candidates
    have is left out; `strength` tells how much small weights are preferred."""
    times = Counter(name for example in examples for told in example.evidence for name in told)
    columns = {name: at for at, name in enumerate(sorted(name for name, count in times.items() if count >= seen))}
    tables = []
    for example in examples:
        table = np.zeros((len(example.evidence), len(columns)))
        for row, told in enumerate(example.evidence):
            table[row, [columns[name] for name in told if name in columns]] = 1
        tables.append((table, list(example.right)))

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        total, slope = strength * weights @ weights / 2, strength * weights
        for table, right in tables:
            sums = table @ weights
            odds = np.exp(sums - sums.max())
            odds /= odds.sum()
            wanted = np.zeros(len(odds))
            wanted[right] = odds[right] / odds[right].sum()
            total -= np.log(odds[right].sum())
            slope = slope - table.T @ (wanted - odds)
        return total, slope

    found = minimize(loss, np.zeros(len(columns)), jac=True, method="L-BFGS-B", options={"maxiter": ITERATIONS})
    return Model(columns, found.x)


def hundredths(model: Model) -> dict[str, int]:
    """The weights in whole hundredths, those that are none left out."""
    weights = {name: round(100 * float(model.weights[at])) for name, at in model.columns.items()}
    return {name: weight for name, weight in weights.items() if weight}


def write(model: Model, path: Path) -> int:
    """Write the weights; how many there are."""
    kept = hundredths(model)
    path.write_text(json.dumps(kept, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    return len(kept)


def main(
    told: str | None,
    load: Callable[[Path | None], list[Coded]],
    measure: Callable[[list[Coded]], None],
    write: Callable[[list[Coded]], None],
) -> None:
    """The command of a choice: measure on what is coded, or train on all of it and write; `told` is the module's docstring."""
    parser = argparse.ArgumentParser(description=(told or "").partition("\n")[0])
    parser.add_argument("--also", type=Path, help="codings of one's own beside their texts")
    parser.add_argument("--write", action="store_true", help="train on everything and write the weights")
    options = parser.parse_args()
    (write if options.write else measure)(load(options.also))
