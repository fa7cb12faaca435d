"""Random samples of pairs that no pass is spent on, drawn from strata."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from contradict.candidates.pairing import Candidates
from contradict.protocols import FloatArray, IntArray

SEED = 0
NEAR, NEAR_SHARE = 0.25, 0.5
"""The nearest quarter under a cut gets half of the sample: there most is lost."""


@dataclass(frozen=True, slots=True)
class Sample:
    """Pairs drawn without replacement from strata.

    ``stratum[i]`` is the stratum of pair ``i``, shape ``(n,)``; ``sizes`` tells how many
    pairs each stratum has.
    """

    candidates: Candidates
    stratum: IntArray
    sizes: tuple[int, ...]

    @classmethod
    def of(
        cls, candidates: Candidates, strata: Sequence[IntArray], wanted: Sequence[int]
    ) -> Sample:
        """Draw ``wanted[i]`` of the candidates at the places ``strata[i]``, or all there are."""
        chooser = np.random.default_rng(SEED)
        drawn = [
            np.sort(chooser.permutation(places)[:count])
            for places, count in zip(strata, wanted, strict=True)
        ]
        return cls(
            candidates.take(np.concatenate(drawn)),
            np.repeat(np.arange(len(drawn)), [len(places) for places in drawn]),
            tuple(len(places) for places in strata),
        )


def under_cut(candidates: Candidates, scores: FloatArray, wanted: int) -> Sample:
    """Draw about ``wanted`` candidates whose ``scores`` ``(n,)`` are under a cut.

    The strata are the `NEAR` share that is nearest to the cut, and the others.
    """
    order = np.argsort(-scores, kind="stable")
    near, far = np.split(order, [int(np.ceil(NEAR * len(order)))])
    first = min(len(near), round(NEAR_SHARE * wanted))
    return Sample.of(candidates, (near, far), (first, wanted - first))
