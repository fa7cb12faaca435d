"""One probability from both directions and the similarity, fitted on labelled pools."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from pathlib import Path

import numpy as np
import numpy.typing as npt

from contradict.errors import InvalidInput
from contradict.output import whole_file
from contradict.protocols import FloatArray
from contradict.scoring.directions import CONTRADICTION

Floats = npt.NDArray[np.float64]
Curve = tuple[tuple[float, float, float], ...]

LOWEST, HIGHEST = -7.0, 4.0
"""Log-odds beyond which a scorer's certainty counts no more; 4 is 0.98."""
RIDGE = 1e-3
STEPS = 100
FEWEST = 10
"""Findings without which a precision is not taken for one."""
GRID = tuple(round(i / 100, 2) for i in range(1, 100))
DECIMALS = 9


@dataclass(frozen=True, slots=True)
class Calibration:
    """A logistic map, fitted on candidates from pools of claims (Platt 1999).

    Contradiction has no direction, but a cross-encoder trained on long premises and
    short hypotheses often sees it in one only; and it was trained on pairs that
    speak of one scene, so that its judgement is worth more the nearer the two
    claims are. The log-odds of a pair are ``intercept`` + ``stronger`` and ``weaker`` times the
    log-odds of contradiction in the stronger and the weaker direction +
    ``similarity`` times the cosine. ``base_rate`` is the share of contradictions
    among the ``pairs`` that it was fitted on: where they are rarer or more frequent,
    so are true findings of the same probability. ``embedder`` and ``scorer`` name
    the weights that it belongs to. ``curve`` holds thresholds, and the precision
    and recall that each of them had on those pairs.
    """

    intercept: float
    stronger: float
    weaker: float
    similarity: float
    base_rate: float
    pairs: int
    embedder: str
    scorer: str
    curve: Curve = ()

    def probability(self, forward: FloatArray, backward: FloatArray, cosine: FloatArray) -> Floats:
        """Return the probability of contradiction, shape ``(n,)``.

        ``forward`` and ``backward`` are ``(n, 3)`` in the order of `LABELS`; swapping
        them changes nothing.
        """
        return self.map(features(forward, backward, cosine))

    def ceiling(self, cosine: FloatArray, forward: FloatArray | None = None) -> Floats:
        """Return the probability that a pair of this cosine can at most have.

        With ``forward``, ``(n, 3)``, the one that the other direction can leave it with.
        """
        most = np.full(len(cosine), HIGHEST)
        known = most if forward is None else _log_odds(forward[:, CONTRADICTION])
        return self.map(np.stack([most, known, cosine.astype(np.float64)], axis=1))

    def map(self, inputs: Floats) -> Floats:
        """Return the probability of contradiction for `features` ``(n, 3)``."""
        stronger, weaker, cosine = inputs.T
        odds = self.intercept + self.stronger * stronger + self.weaker * weaker
        result: Floats = 1 / (1 + np.exp(-(odds + self.similarity * cosine)))
        return result

    @property
    def name(self) -> str:
        """Identifies the map."""
        weights = [self.intercept, self.stronger, self.weaker, self.similarity]
        return f"calibration@{sha256(repr(weights).encode()).hexdigest()[:12]}"

    def belongs_to(self, embedder: str, scorer: str) -> bool:
        """Tell whether it was fitted for the models of these names."""
        return (embedder, scorer) == (self.embedder, self.scorer)

    def threshold_for(self, precision: float) -> float:
        """Return the lowest threshold over which findings had this ``precision``.

        Raises `InvalidInput` if the pairs it was fitted on back no such precision.
        """
        backed = [t for t, had, _ in self.curve if had >= precision]
        if not backed:
            best = max((had for _, had, _ in self.curve), default=0.0)
            raise InvalidInput(
                f"no threshold is known to keep a precision of {precision:g}: "
                f"the best one measured is {best:.2f}"
            )
        return min(backed)

    def save(self, path: str | Path) -> None:
        """Write the calibration as JSON, whole or not at all; raises `OutputError`."""
        with whole_file(path) as stream:
            stream.write((json.dumps(asdict(self), indent=1) + "\n").encode())

    @classmethod
    def load(cls, path: str | Path) -> Calibration:
        """Read a calibration; raises `InvalidInput` if the file is not one."""
        try:
            values = json.loads(Path(path).read_text("utf-8"))
            values["curve"] = tuple((float(t), float(p), float(r)) for t, p, r in values["curve"])
            for name in ("intercept", "stronger", "weaker", "similarity", "base_rate"):
                values[name] = float(values[name])
            return cls(**values)
        except (OSError, ValueError, TypeError, KeyError) as error:
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
    zero, so that more contradiction or similarity never lowers a probability. Weights are
    rounded, so that the order of the pairs does not show.
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
    intercept, stronger, weaker, similarity = map(float, np.round(weights, DECIMALS))
    fitted = Calibration(
        intercept,
        stronger,
        weaker,
        similarity,
        base_rate=float(truth.mean()),
        pairs=len(truth),
        embedder=embedder,
        scorer=scorer,
    )
    return replace(fitted, curve=_curve(fitted.map(inputs), truth))


def _curve(probability: Floats, truth: npt.NDArray[np.bool_]) -> Curve:
    """Return thresholds with the precision and recall of what reaches them."""
    points = []
    for threshold in GRID:
        flagged = probability >= threshold
        right = int((flagged & truth).sum())
        if flagged.sum() >= FEWEST:
            points.append((threshold, right / int(flagged.sum()), right / int(truth.sum())))
    return tuple(points)


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
    return np.clip(np.log(np.maximum(p, 1e-12) / np.maximum(1 - p, 1e-12)), LOWEST, HIGHEST)
