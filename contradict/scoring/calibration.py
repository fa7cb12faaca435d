"""From both directions and the similarity to a probability, fitted on labelled pools."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from contradict.errors import InvalidInput
from contradict.protocols import FloatArray
from contradict.scoring.directions import CONTRADICTION

Floats = npt.NDArray[np.float64]

LIMIT = 7.0
"""Log-odds beyond which a scorer's certainty counts no more."""
RIDGE = 1e-3
STEPS = 100


@dataclass(frozen=True, slots=True)
class Calibration:
    """A logistic map, fitted on candidates from pools of claims (Platt 1999).

    The log-odds of a pair are ``intercept`` + ``stronger`` and ``weaker`` times the
    log-odds of contradiction in the stronger and the weaker direction +
    ``similarity`` times the cosine. ``base_rate`` is the share of contradictions
    among the ``pairs`` that it was fitted on: where they are rarer or more frequent,
    so are true findings of the same probability. ``embedder`` and ``scorer`` name
    the weights that it belongs to.
    """

    intercept: float
    stronger: float
    weaker: float
    similarity: float
    base_rate: float
    pairs: int
    embedder: str
    scorer: str

    def probability(self, forward: FloatArray, backward: FloatArray, cosine: FloatArray) -> Floats:
        """Return the probability of contradiction, shape ``(n,)``.

        ``forward`` and ``backward`` are ``(n, 3)`` in the order of `LABELS`; swapping
        them changes nothing.
        """
        return self._map(*features(forward, backward, cosine).T)

    def ceiling(self, cosine: FloatArray) -> Floats:
        """Return the probability that a pair of this cosine can at most have."""
        most = np.full(len(cosine), LIMIT)
        return self._map(most, most, cosine.astype(np.float64))

    def _map(self, stronger: Floats, weaker: Floats, cosine: Floats) -> Floats:
        odds = self.intercept + self.stronger * stronger + self.weaker * weaker
        result: Floats = 1 / (1 + np.exp(-(odds + self.similarity * cosine)))
        return result

    def save(self, path: str | Path) -> None:
        """Write the calibration as JSON."""
        Path(path).write_text(json.dumps(asdict(self), indent=1) + "\n", "utf-8")

    @classmethod
    def load(cls, path: str | Path) -> Calibration:
        """Read a calibration; raises `InvalidInput` if the file is not one."""
        try:
            return cls(**json.loads(Path(path).read_text("utf-8")))
        except (OSError, ValueError, TypeError) as error:
            raise InvalidInput(f"{path}: cannot be read as a calibration ({error})") from None


def features(forward: FloatArray, backward: FloatArray, cosine: FloatArray) -> Floats:
    """Return log-odds of the stronger and the weaker direction and the cosine, ``(n, 3)``."""
    there, back = (_log_odds(direction[:, CONTRADICTION]) for direction in (forward, backward))
    return np.stack(
        [np.maximum(there, back), np.minimum(there, back), cosine.astype(np.float64)], axis=1
    )


def fit(inputs: Floats, truth: npt.NDArray[np.bool_], embedder: str, scorer: str) -> Calibration:
    """Fit the map to `features` ``(n, 3)`` and which of the pairs contradict.

    Newton's method with a small ridge. A weight that would be negative is set to
    zero, so that more contradiction or similarity never lowers a probability.
    Raises `InvalidInput` unless there are pairs of both kinds.
    """
    if not 0 < truth.sum() < len(truth):
        raise InvalidInput("a calibration needs pairs that contradict each other and others")
    used = [0, 1, 2]
    while True:
        weights = np.zeros(4)
        weights[[0, *(i + 1 for i in used)]] = _newton(inputs[:, used], truth)
        negative = [i for i in used if weights[i + 1] < 0]
        if not negative:
            break
        used = [i for i in used if i not in negative]
    names = ("intercept", "stronger", "weaker", "similarity")
    return Calibration(
        **{name: float(weight) for name, weight in zip(names, weights, strict=True)},
        base_rate=float(truth.mean()),
        pairs=len(truth),
        embedder=embedder,
        scorer=scorer,
    )


def _newton(inputs: Floats, truth: npt.NDArray[np.bool_]) -> Floats:
    columns = np.column_stack([np.ones(len(inputs)), inputs])
    weights = np.zeros(columns.shape[1])
    for _ in range(STEPS):
        probability = 1 / (1 + np.exp(-columns @ weights))
        slope = columns.T @ (truth - probability) - RIDGE * weights
        curve = (columns * (probability * (1 - probability))[:, None]).T @ columns
        step = np.linalg.solve(curve + RIDGE * np.eye(len(weights)), slope)
        weights += step
        if np.abs(step).max() < 1e-10:
            break
    return weights


def _log_odds(probability: FloatArray) -> Floats:
    p = probability.astype(np.float64)
    return np.clip(np.log(np.maximum(p, 1e-12) / np.maximum(1 - p, 1e-12)), -LIMIT, LIMIT)
