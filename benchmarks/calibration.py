"""Calibration.

From both directions and the cosine to one probability. Three maps are compared: the
contradiction of the stronger direction alone; the same weighted by the cosine, the
rule of the first version; and a logistic map of the log-odds of both directions and
the cosine, which is the one in use. It is fitted on two pools of development data, the
dev half of datasets/newsroom, and that of datasets/stories among 1,000 unrelated
sentences, and measured on what it was not fitted to: on each of these
pools when fitted on the other, and on the test half of newsroom when fitted on both.
*ECE* is the expected calibration error, over ten bins of equal width.

![Reliability on the test half of newsroom](reliability.svg)
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks import plots
from benchmarks.pools import NEWSROOM, SEED, STORIES, newsroom, stories
from benchmarks.record import SHARED, Row, save
from contradict.claim import normalise
from contradict.detector import Detector
from contradict.evaluation.calibrating import calibrate, pair_features
from contradict.evaluation.measures import (
    Scores,
    Truth,
    average_precision,
    expected_calibration_error,
    precision_recall,
    reliability,
)
from contradict.judge import THRESHOLD
from contradict.models import bundled_path
from contradict.pairs import Pairs
from contradict.readers.labelled import Pool
from contradict.scoring.calibration import Calibration, Floats

Map = Callable[[Floats], Scores]


@dataclass(frozen=True)
class Judged:
    """A pool with every candidate judged."""

    name: str
    pool: Pool
    pairs: Pairs

    @property
    def features(self) -> Floats:
        """Log-odds of both directions and cosine, a row a pair."""
        return pair_features(list(self.pairs))

    @property
    def truth(self) -> Truth:
        """Which of the pairs contradict."""
        texts = [{normalise(p.left.text), normalise(p.right.text)} for p in self.pairs]
        return np.array([frozenset(both) in self.pool.wanted for both in texts], bool)


def stronger_direction(inputs: Floats) -> Scores:
    """Return the contradiction of the stronger direction."""
    probability: Scores = 1 / (1 + np.exp(-inputs[:, 0]))
    return probability


def weighted_by_cosine(inputs: Floats) -> Scores:
    """Return the same times a weight that rises from 0 at a cosine of 0.2 to 1 at 0.7."""
    return stronger_direction(inputs) * np.clip((inputs[:, 2] - 0.2) / 0.5, 0, 1)


def row(where: Judged, fitted_on: str, name: str, apply: Map) -> Row:
    """Return how a map does on a pool."""
    probability, truth = apply(where.features), where.truth
    total = len(where.pool.wanted)
    precision, recall = precision_recall(probability >= THRESHOLD, truth, total)
    return {
        "pool": where.name,
        "map": name,
        "fitted on": fitted_on,
        "AP": average_precision(probability, truth, total),
        "ECE": expected_calibration_error(probability, truth),
        "precision": precision,
        "recall": recall,
        "flagged": int((probability >= THRESHOLD).sum()),
    }


def plot(judged: Judged, calibration: Calibration) -> None:
    """Draw probability against frequency on one pool."""
    figure, axes = plots.axes(judged.name, "probability said", "share that contradicts")
    figure.set_size_inches(5, 5)
    axes.plot([0, 1], [0, 1], color="grey", linewidth=1)
    maps: dict[str, Map] = {
        "stronger direction": stronger_direction,
        "weighted by cosine": weighted_by_cosine,
        "logistic": calibration.map,
    }
    for name, apply in maps.items():
        said, seen, _ = reliability(apply(judged.features), judged.truth)
        axes.plot(said, seen, marker="o", label=name)
    axes.legend()
    plots.save(figure, "reliability")


def main(data: Path, scorer: str, write: bool) -> None:
    """Fit, measure, record."""
    detector = Detector.load(scorer=scorer)
    pools = {"newsroom dev": newsroom("dev"), "stories dev": stories("dev", data)}
    pools["newsroom test"] = newsroom("test")
    dev, other, test = (
        Judged(name, pool, detector.judge(detector.pair(pool.claims, threshold=0)))
        for name, pool in pools.items()
    )
    names = detector.embedder.name, detector.scorer.name
    rows = []
    for where, fitted in ((dev, [other]), (other, [dev]), (test, [dev, other])):
        calibration = calibrate([(some.pairs, some.pool) for some in fitted], *names)
        rows.append(row(where, "-", "stronger direction", stronger_direction))
        rows.append(row(where, "-", "weighted by cosine", weighted_by_cosine))
        known = " + ".join(some.name for some in fitted)
        rows.append(row(where, known, "logistic", calibration.map))
    plot(test, calibration)
    if write:
        calibration.save(bundled_path("calibration.json"))
    print(calibration)
    save(
        "calibration",
        rows,
        data=[data / "fever_eval.jsonl.gz"]
        + [STORIES / "dev" / f"{kind}.jsonl" for kind in ("claims", "pairs")]
        + [
            NEWSROOM / f"{kind}.{half}.jsonl"
            for half in ("dev", "test")
            for kind in ("claims", "pairs")
        ],
        seed=SEED,
        notes=[
            f"Fitted to {calibration.pairs:,} candidate pairs, {calibration.base_rate:.1%} of "
            "them contradictions: that is the base rate assumed."
        ],
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=SHARED / "data" / "dev")
    parser.add_argument("--scorer", default="bundled")
    parser.add_argument("--write", action="store_true", help="bundle what was fitted")
    options = parser.parse_args()
    main(options.data, options.scorer, options.write)
