"""What is paired and planned, before a pass is spent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, TypeAlias

import numpy as np
import numpy.typing as npt

from contradict.candidates.sample import Sample
from contradict.candidates.texts import DistinctText
from contradict.claim import Claim
from contradict.coverage import Coverage, Stratum
from contradict.judged import DECIMALS
from contradict.pairs import Pairs
from contradict.protocols import FloatArray, IntArray
from contradict.scoring.calibration import Floats
from contradict.scoring.directions import Directions, Plan

Flags: TypeAlias = "npt.NDArray[np.bool_]"

TrialName: TypeAlias = Literal["screen_sample", "beyond_sample"]

SMALLEST_PART, LARGEST_PART, GROWTH = 64, 4096, 4
"""Candidates that are judged together: the first ones soon, the others in full batches."""


@dataclass(frozen=True, slots=True)
class Trial:
    """A ``sample`` of what is left out, which is judged to estimate what that costs.

    ``name`` is the field of `Coverage` that tells of it.
    """

    name: TrialName
    sample: Sample
    plan: Plan

    def strata(self, found: IntArray) -> tuple[Stratum, ...]:
        """Return what is known of each stratum when the pairs at ``found`` were over."""
        count = len(self.sample.sizes)
        drawn = np.bincount(self.sample.stratum, minlength=count)
        over = np.bincount(self.sample.stratum[found], minlength=count)
        return tuple(
            Stratum(size, int(n), int(x))
            for size, n, x in zip(self.sample.sizes, drawn, over, strict=True)
        )


@dataclass(frozen=True, slots=True)
class Pairing:
    """Claims whose candidates are found and whose passes are planned, but not spent.

    ``plan`` holds the candidates that can reach ``threshold``, ``trials`` samples of pairs
    that were put aside. ``sides`` tells new claims from known ones, where only
    pairs of one and the other are wanted. ``rows`` are the embeddings of the texts, kept
    if links are wanted.
    """

    claims: tuple[Claim, ...]
    sides: Sequence[int] | None
    texts: Sequence[DistinctText]
    threshold: float
    plan: Plan
    trials: tuple[Trial, ...]
    coverage: Coverage
    rows: FloatArray | None = None

    @property
    def unjudged(self) -> Pairs:
        """What is found before a pass is spent: nothing."""
        coverage = replace(self.coverage, passes=0, unjudged=len(self.plan.candidates))
        return Pairs((), coverage, claims=self.claims)

    def parts(self) -> Iterator[Plan]:
        """Yield the plan in growing parts, the most similar candidates first, then the samples."""
        order = np.argsort(-self.plan.candidates.similarity, kind="stable")
        start, size = 0, SMALLEST_PART
        while start < len(order):
            yield self.plan.part(order[start : start + size])
            start, size = start + size, min(GROWTH * size, LARGEST_PART)
        yield from (trial.plan for trial in self.trials)

    def asks_for(self, plan: Plan) -> bool:
        """Tell whether a part holds candidates: others are judged for an estimate alone."""
        others = (trial.plan for trial in self.trials if trial.name == "beyond_sample")
        return all(plan is not other for other in others)

    def told(
        self, coverage: Coverage, plan: Plan, directions: Directions, found: IntArray
    ) -> Coverage:
        """Return ``coverage`` with one part more, which had the pairs at ``found`` over."""
        coverage = replace(
            coverage,
            passes=coverage.passes + directions.passes,
            one_way=coverage.one_way + int((~directions.both).sum()) * self.asks_for(plan),
        )
        for trial in self.trials:
            if plan is trial.plan:
                strata: dict[str, Any] = {trial.name: trial.strata(found)}
                return replace(coverage, **strata)
        return replace(coverage, unjudged=coverage.unjudged - len(plan.rows))

    def reached(self, probability: Floats) -> Flags:
        """Tell which probabilities reach the threshold, as they will be shown."""
        return np.round(probability, DECIMALS) >= self.threshold
