"""Figures from scores and labels."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.float64]
Truth = npt.NDArray[np.bool_]
Labels = npt.NDArray[np.int64]

BINS = 10


def average_precision(scores: Scores, truth: Truth, total: int | None = None) -> float:
    """Return the mean of the precisions at the rank of each true pair.

    Pairs of equal score share a rank, so that the order of the input does not
    matter. ``total`` counts the true pairs if some of them have no score; with
    none the result is 0.
    """
    wanted = int(truth.sum()) if total is None else total
    if not wanted:
        return 0.0
    order = np.argsort(-scores, kind="stable")
    last = np.append(np.diff(scores[order]) != 0, True)  # the last of each run of equal scores
    right = np.cumsum(truth[order])[last]
    precision = right / (np.flatnonzero(last) + 1)
    return float((precision * np.diff(right, prepend=0)).sum() / wanted)


def precision_recall(flagged: Truth, truth: Truth, total: int | None = None) -> tuple[float, float]:
    """Return precision and recall of ``flagged``; of nothing flagged the precision is 0."""
    right = int((flagged & truth).sum())
    wanted = int(truth.sum()) if total is None else total
    return right / max(int(flagged.sum()), 1), right / max(wanted, 1)


def f1_per_class(predicted: Labels, truth: Labels, classes: int) -> Scores:
    """Return the F1 of each class, shape ``(classes,)``; 0 where a class is never right."""
    scores = np.zeros(classes)
    for label in range(classes):
        precision, recall = precision_recall(predicted == label, truth == label)
        if precision + recall:
            scores[label] = 2 * precision * recall / (precision + recall)
    return scores


def reliability(probability: Scores, truth: Truth) -> tuple[Scores, Scores, Labels]:
    """Return of each of ten bins of equal width the mean probability, frequency and count.

    Empty bins are left out.
    """
    bins = np.minimum((probability * BINS).astype(int), BINS - 1)
    count = np.bincount(bins, minlength=BINS)
    used = count > 0
    said = np.bincount(bins, weights=probability, minlength=BINS)[used] / count[used]
    seen = np.bincount(bins, weights=truth, minlength=BINS)[used] / count[used]
    return said, seen, count[used]


def expected_calibration_error(probability: Scores, truth: Truth) -> float:
    """Return the mean gap between probability and frequency over the bins of `reliability`.

    Guo et al. 2017, "On Calibration of Modern Neural Networks". 0 for no pairs.
    """
    if not len(probability):
        return 0.0
    said, seen, count = reliability(probability, truth)
    return float((np.abs(said - seen) * count).sum() / count.sum())
