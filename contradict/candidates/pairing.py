"""From neighbour lists to the unordered pairs that are worth judging."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from contradict.candidates.search import Neighbours
from contradict.protocols import FloatArray, IntArray


@dataclass(frozen=True, slots=True)
class Candidate:
    """An unordered pair of texts, by their positions: ``left < right``."""

    left: int
    right: int
    similarity: float


@dataclass(frozen=True, slots=True)
class Candidates:
    """Distinct candidates as parallel arrays, sorted by ``left``, then ``right``."""

    left: IntArray
    right: IntArray
    similarity: FloatArray

    def __len__(self) -> int:
        return len(self.left)

    def where(self, keep: npt.NDArray[np.bool_]) -> Candidates:
        """Return those at which ``keep`` is true."""
        return self.take(np.flatnonzero(keep))

    def take(self, places: IntArray) -> Candidates:
        """Return those at ``places``."""
        return Candidates(self.left[places], self.right[places], self.similarity[places])

    def __iter__(self) -> Iterator[Candidate]:
        rows = zip(self.left, self.right, self.similarity, strict=True)
        return (Candidate(int(i), int(j), float(s)) for i, j, s in rows)


def unordered(neighbours: Neighbours) -> Candidates:
    """Return each pair of which either names the other, once."""
    left = np.minimum(neighbours.query, neighbours.base)
    right = np.maximum(neighbours.query, neighbours.base)
    keys, first = np.unique(left << 32 | right, return_index=True)
    return Candidates(keys >> 32, keys & 0xFFFFFFFF, neighbours.similarity[first])
