"""What lies just beyond the neighbours that were looked at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from contradict.candidates.pairing import Candidates
from contradict.candidates.sample import SEED, Sample
from contradict.candidates.search import Points, nearest
from contradict.protocols import FloatArray, IntArray

TEXTS, PAIRS = 100, 100
"""How many texts of a stratum are searched further, and how many pairs are drawn in all."""

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Lists:
    """Lists of the ``k`` nearest points of ``base`` over ``floor`` to each of ``queries``.

    ``full`` tells which were longer, shape ``(len(queries),)``; ``candidates`` are the
    pairs that came of them all.
    """

    queries: Points
    base: Points
    full: Flags
    k: int
    floor: float | None
    candidates: Candidates

    def beyond(self, reach: Callable[[FloatArray], Flags]) -> Sample | None:
        """Draw pairs that longer lists or a lower floor would have made candidates.

        Of texts with full lists, these are the next ``k``; of the others, where there is
        a floor, those of the ``k`` nearest that are under it. Both are strata, whose sizes
        are estimated from at most `TEXTS` of their texts. ``reach`` tells of cosines
        whether a pair can reach the threshold; the others are no loss. Returns None where
        nothing is missed.
        """
        chooser = np.random.default_rng(SEED)
        strata = [self.full] if self.floor is None else [self.full, ~self.full]
        parts, sizes = [], []
        for places in map(np.flatnonzero, strata):
            some = np.sort(chooser.permutation(places)[:TEXTS])
            missed = self._missed(some)
            missed = missed.where(reach(missed.similarity))
            drawn = missed.take(np.sort(chooser.permutation(len(missed))[: PAIRS // len(strata)]))
            counted = self._counted(drawn)
            parts.append(drawn.where(counted))
            share = len(missed) * counted.mean() / len(some) if len(missed) else 0.0
            sizes.append(max(len(parts[-1]), round(share * len(places))))
        if not any(map(len, parts)):
            return None
        left, right, similarity = (
            np.concatenate([getattr(part, name) for part in parts])
            for name in ("left", "right", "similarity")
        )
        drawn = Candidates(np.minimum(left, right), np.maximum(left, right), similarity)
        stratum = np.repeat(np.arange(len(parts)), list(map(len, parts)))
        return Sample(drawn, stratum, tuple(sizes))

    def _missed(self, places: IntArray) -> Candidates:
        """Return what longer lists of the queries at ``places`` hold that is no candidate.

        The query is on the left; a pair that is in the lists of both its texts is there twice.
        """
        full = self.full[places]
        searches = [(places[full], 2 * self.k, self.floor)]
        if self.floor is not None:
            searches.append((places[~full], self.k, None))
        parts = []
        for some, k, floor in searches:
            found = nearest(self.queries.take(some), self.base, k, floor=floor, index="exact")
            query = self.queries.identity[some[found.query]]
            parts.append((query, self.base.identity[found.base], found.similarity))
        left, right, similarity = map(np.concatenate, zip(*parts, strict=True))
        known = self._keys(self.candidates.left, self.candidates.right)
        new = ~np.isin(self._keys(np.minimum(left, right), np.maximum(left, right)), known)
        return Candidates(left, right, similarity).where(new)

    def _counted(self, missed: Candidates) -> Flags:
        """Tell which pairs count where they stand: those in two lists do in the lower text's."""
        lower = missed.right < missed.left
        others = np.flatnonzero(np.isin(self.queries.identity, missed.right[lower]))
        theirs = self._missed(others)
        again = np.isin(
            self._keys(missed.right, missed.left), self._keys(theirs.left, theirs.right)
        )
        return ~(lower & again)

    def _keys(self, left: IntArray, right: IntArray) -> IntArray:
        """Return a number for each pair of texts."""
        return (
            left * np.int64(1 + max(self.queries.identity.max(), self.base.identity.max())) + right
        )
