"""Figures from arrays of scores and labels."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.float64]
Truth = npt.NDArray[np.bool_]


def average_precision(scores: Scores, truth: Truth, total: int | None = None) -> float:
    """Return the mean precision at the rank of each true pair, ties in the given order.

    ``total`` counts the true pairs if some are not among the scored ones.
    """
    ranked = truth[np.argsort(-scores, kind="stable")]
    precision = np.cumsum(ranked) / np.arange(1, len(ranked) + 1)
    wanted = int(truth.sum()) if total is None else total
    return float(precision[ranked].sum() / wanted) if wanted else 0.0


def precision_recall(flagged: Truth, truth: Truth, total: int | None = None) -> tuple[float, float]:
    """Return precision and recall of ``flagged``; with nothing flagged the precision is 0."""
    right = int((flagged & truth).sum())
    wanted = int(truth.sum()) if total is None else total
    return right / max(int(flagged.sum()), 1), right / max(wanted, 1)
