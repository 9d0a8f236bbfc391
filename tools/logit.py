"""Logistic regression on top of what is known already: weights are learned that are added to a given score.

Where the given scores are nothing it is the common one; where they are those of the weights that ship, what is learned
corrects these and keeps what they tell.
"""

from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

Numbers = NDArray[np.float64]
ITERATIONS = 60


class Added(NamedTuple):
    """What is added to the scores: a row for each column of the table, and the bias."""

    weights: Numbers
    bias: Numbers

    def to(self, given: Numbers, table: csr_matrix) -> Numbers:
        """The scores with what is added."""
        scores: Numbers = given + table @ self.weights + self.bias
        return scores


class Coded(NamedTuple):
    """What is learned from: a table of what each row is known by, the scores given, the answers (0 and 1, a column each), and how
    often each row counts."""

    table: csr_matrix
    given: Numbers
    answers: Numbers
    counts: Numbers


def fit(coded: Coded, strength: float, link: Literal["one of", "each"], may: Numbers | float = 1.0) -> Added:
    """The weights under which the answers are the likeliest: one of the columns is right, or each for itself. `strength` tells how
    much small weights are preferred, `may` which are to be learned."""
    table, given, answers, counts = coded
    rows, columns = table.shape[1], answers.shape[1]

    def odds(scores: Numbers) -> Numbers:
        if link == "each":
            sure: Numbers = 1 / (1 + np.exp(-np.clip(scores, -30, 30)))
            return sure
        raised = np.exp(scores - scores.max(axis=1, keepdims=True))
        return raised / raised.sum(axis=1, keepdims=True)

    def loss(flat: Numbers) -> tuple[float, Numbers]:
        both = flat.reshape(rows + 1, columns)
        weights, bias = both[:-1], both[-1]
        sure = odds(given + table @ weights + bias)
        likely = answers * np.log(sure + 1e-12)
        if link == "each":
            likely = likely + (1 - answers) * np.log(1 - sure + 1e-12)
        off = (sure - answers) * counts[:, None]
        slope = (table.T @ off + strength * weights) * may
        total = -(likely * counts[:, None]).sum() + strength / 2 * (weights**2).sum()
        return float(total), np.vstack([slope, off.sum(axis=0)]).ravel()

    start = np.zeros((rows + 1) * columns)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": ITERATIONS}).x
    both = found.reshape(rows + 1, columns)
    return Added(both[:-1], both[-1])
