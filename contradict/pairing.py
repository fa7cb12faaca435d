"""What is paired and planned, before a pass is spent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from contradict.candidates.texts import DistinctText
from contradict.claim import Claim
from contradict.coverage import Coverage
from contradict.judged import DECIMALS
from contradict.pairs import Pairs
from contradict.protocols import FloatArray
from contradict.scoring.calibration import Floats
from contradict.scoring.directions import Plan

Flags: TypeAlias = "npt.NDArray[np.bool_]"

SMALLEST_PART, LARGEST_PART, GROWTH = 64, 4096, 4
"""Candidates that are judged together: the first ones soon, the others in full batches."""


@dataclass(frozen=True, slots=True)
class Pairing:
    """Claims whose candidates are found and whose passes are planned, but not spent.

    ``plan`` holds the candidates that can reach ``threshold``, ``sample`` some of those
    that the pair head put aside. ``sides`` tells new claims from known ones, where only
    pairs of one and the other are wanted. ``rows`` are the embeddings of the texts, kept
    if links are wanted.
    """

    claims: tuple[Claim, ...]
    sides: Sequence[int] | None
    texts: Sequence[DistinctText]
    threshold: float
    plan: Plan
    sample: Plan
    coverage: Coverage
    rows: FloatArray | None = None

    @property
    def unjudged(self) -> Pairs:
        """What is found before a pass is spent: nothing."""
        coverage = replace(self.coverage, passes=0, unjudged=len(self.plan.candidates))
        return Pairs((), coverage, claims=self.claims)

    def parts(self) -> Iterator[Plan]:
        """Yield the plan in growing parts, the most similar candidates first, then the sample."""
        order = np.argsort(-self.plan.candidates.similarity, kind="stable")
        start, size = 0, SMALLEST_PART
        while start < len(order):
            yield self.plan.part(order[start : start + size])
            start, size = start + size, min(GROWTH * size, LARGEST_PART)
        if len(self.sample.candidates):
            yield self.sample

    def reached(self, probability: Floats) -> Flags:
        """Tell which probabilities reach the threshold, as they will be shown."""
        return np.round(probability, DECIMALS) >= self.threshold
