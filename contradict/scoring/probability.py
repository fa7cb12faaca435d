"""One probability from both directions and the similarity."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from contradict.protocols import FloatArray
from contradict.scoring.directions import CONTRADICTION

UNRELATED, SAME_TOPIC = 0.2, 0.7
"""Cosines between which the weight of a pair rises from 0 to 1."""


def contradiction_probability(
    forward: FloatArray, backward: FloatArray, similarity: FloatArray
) -> npt.NDArray[np.float64]:
    """Return the probability of contradiction, shape ``(n,)``, of each pair.

    The rule: the contradiction of the stronger direction, times a weight that
    rises linearly with the cosine, from 0 at `UNRELATED` to 1 at `SAME_TOPIC`.

    Contradiction has no direction, but a cross-encoder trained on long premises
    and short hypotheses often sees it in one only. And it was trained on pairs
    that speak of one scene, so that its judgement is worth as much as the two
    claims are about the same thing. Both were chosen on development data
    (``benchmarks/rule.py``), where this rule had the highest average precision.

    ``forward`` and ``backward`` are ``(n, 3)`` in the order of `LABELS`; swapping
    them changes nothing.
    """
    strongest = np.maximum(forward[:, CONTRADICTION], backward[:, CONTRADICTION])
    probability: npt.NDArray[np.float64] = strongest.astype(np.float64) * ceiling(similarity)
    return probability


def ceiling(similarity: FloatArray) -> npt.NDArray[np.float64]:
    """Return the probability that a pair of this similarity can at most have."""
    weight = (similarity.astype(np.float64) - UNRELATED) / (SAME_TOPIC - UNRELATED)
    return np.clip(weight, 0, 1)
