"""A calibration fitted on pools of claims whose contradictions are known."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from contradict.claim import normalise
from contradict.pairs import ContradictionPair, Pairs
from contradict.readers.labelled import Pool
from contradict.scoring.calibration import Calibration, Floats, features, fit


def calibrate(judged: Iterable[tuple[Pairs, Pool]], embedder: str, scorer: str) -> Calibration:
    """Fit a calibration to every candidate of several pools.

    Each pool comes with all its pairs, found with a threshold of 0; two texts count
    once, whoever says them. ``embedder`` and ``scorer`` name the models that judged.
    Raises `InvalidInput` unless some of the pairs contradict and some do not.
    """
    inputs, truths = [np.empty((0, 3))], [np.empty(0, bool)]
    for pairs, pool in judged:
        texts = {
            frozenset([normalise(pair.left.text), normalise(pair.right.text)]): pair
            for pair in pairs
        }
        inputs.append(pair_features(list(texts.values())))
        truths.append(np.array([text in pool.wanted for text in texts], bool))
    return fit(np.concatenate(inputs), np.concatenate(truths), embedder, scorer)


def pair_features(pairs: list[ContradictionPair]) -> Floats:
    """Return the `features` of judged pairs, shape ``(n, 3)``."""
    return features(
        _array([pair.forward for pair in pairs]),
        _array([pair.backward for pair in pairs]),
        np.array([pair.similarity for pair in pairs], np.float32),
    )


def _array(rows: list[tuple[float, float, float]]) -> npt.NDArray[np.float32]:
    return np.array(rows, np.float32).reshape(-1, 3)
