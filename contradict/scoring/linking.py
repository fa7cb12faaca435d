"""What is near some texts, in both directions: known scores first, then new ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from contradict.candidates.pairing import Candidates, unordered
from contradict.candidates.search import Points, nearest
from contradict.protocols import LABELS, FloatArray, IntArray, Scorer, StageProgress
from contradict.scoring.directions import Directions, plan_passes, score_both_ways

ENTAILMENT = LABELS.index("entailment")
LINK = 0.5
"""Entailment from which one text links to another: likelier than all else together."""


@dataclass(frozen=True, slots=True)
class Scored:
    """Candidates with what the scorer says of them, those that were ``new`` to it counted."""

    candidates: Candidates
    directions: Directions
    new: int = 0

    def entailing(self) -> npt.NDArray[np.bool_]:
        """Tell which candidates are links, shape ``(n,)``; those in windows never are."""
        either = np.maximum(
            self.directions.forward[:, ENTAILMENT], self.directions.backward[:, ENTAILMENT]
        )
        return (either >= LINK) & ~self.directions.windowed


def around(rows: FloatArray, centre: IntArray, k: int, floor: float | None) -> Candidates:
    """Return the pairs of the texts at ``centre`` with their ``k`` nearest among unit ``rows``.

    The search is exact: it is made for few of the texts.
    """
    everything = Points.of(rows)
    found = nearest(everything.take(centre), everything, k, floor=floor, index="exact")
    return unordered(replace(found, query=centre[found.query]))


def among(candidates: Candidates, texts: IntArray) -> Candidates:
    """Return the candidates both of whose texts are in ``texts``."""
    return candidates.where(np.isin(candidates.left, texts) & np.isin(candidates.right, texts))


def complete(
    scorer: Scorer,
    texts: Sequence[str],
    wanted: Candidates,
    known: Sequence[Scored],
    progress: StageProgress = lambda done, total: None,
) -> Scored:
    """Return ``wanted`` with both directions, scoring only those that are not ``known``.

    ``passes`` of the result are those that it took.
    """
    count = len(wanted)
    forward, backward = (np.zeros((count, len(LABELS)), np.float32) for _ in range(2))
    seen, both, windowed = (np.zeros(count, bool) for _ in range(3))
    keys = _keys(wanted, len(texts))
    for part in known:
        given = _keys(part.candidates, len(texts))
        at = np.searchsorted(keys, given)
        hit = np.flatnonzero(np.isin(given, keys))
        place = at[hit]
        seen[place] = True
        for mine, theirs in (
            (forward, part.directions.forward),
            (backward, part.directions.backward),
            (both, part.directions.both),
            (windowed, part.directions.windowed),
        ):
            mine[place] = theirs[hit]
    fresh, half = np.flatnonzero(~seen), np.flatnonzero(seen & ~both)
    back = Candidates(wanted.right[half], wanted.left[half], wanted.similarity[half])
    plans = plan_passes(scorer, texts, wanted.take(fresh)), plan_passes(scorer, texts, back)
    total = plans[0].passes + plans[1].passes // 2
    there = score_both_ways(scorer, plans[0], progress=lambda done, _: progress(done, total))
    turned = score_both_ways(
        scorer,
        plans[1],
        lambda scores: np.zeros(len(scores), bool),
        lambda done, _: progress(plans[0].passes + done, total),
    )
    forward[fresh], backward[fresh], windowed[fresh] = there.forward, there.backward, there.windowed
    backward[half] = turned.forward
    whole = np.ones(count, bool)
    passes = there.passes + turned.passes
    return Scored(wanted, Directions(forward, backward, whole, windowed, passes), len(fresh))


def _keys(candidates: Candidates, count: int) -> IntArray:
    """Return one number a candidate, rising as the candidates do."""
    return candidates.left * np.int64(count) + candidates.right
