"""Judging of candidates, of too many only a seeded sample."""

from __future__ import annotations

import random
import time
from dataclasses import dataclass, replace

import numpy as np

from contradict.detector import Detector
from contradict.pairing import Pairing
from contradict.pairs import Pairs
from contradict.protocols import IntArray

NONE = np.empty(0, np.int64)


@dataclass(frozen=True, slots=True)
class Judged:
    """What was found, and what it took; of all candidates where it is ``extrapolated``.

    ``passes`` are those for the scores and those for the words of a clash.
    """

    pairs: Pairs
    seconds: float
    passes: int
    extrapolated: bool = False


def judge(detector: Detector, pairing: Pairing, most: int | None, seed: int) -> Judged:
    """Judge all candidates, or a sample of ``most`` of them and extrapolate.

    What the detector itself samples of what it leaves out has a fixed size, so that it is
    judged apart and counted as it is.
    """
    total = len(pairing.plan.candidates)
    if most is None or total <= most:
        return _judged(detector, pairing)
    chosen = pairing.plan.part(sample(total, most, seed))
    part = _judged(detector, replace(pairing, plan=chosen, trials=()))
    below = _judged(detector, replace(pairing, plan=pairing.plan.part(NONE)))
    factor = total / most
    return Judged(
        part.pairs,
        part.seconds * factor + below.seconds,
        round(part.passes * factor) + below.passes,
        extrapolated=True,
    )


def sample(total: int, size: int, seed: int) -> IntArray:
    """Return ``size`` of ``total`` places, rising; all of them if there are no more."""
    chosen = random.Random(seed).sample(range(total), min(size, total))
    return np.array(sorted(chosen), np.int64)


def _judged(detector: Detector, pairing: Pairing) -> Judged:
    start = time.perf_counter()
    pairs = detector.judge(pairing)
    seconds = time.perf_counter() - start
    return Judged(pairs, seconds, pairs.coverage.passes + pairs.coverage.occlusions)
