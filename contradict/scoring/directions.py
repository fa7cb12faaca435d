"""Both directions of every candidate, long texts in windows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from contradict.candidates.pairing import Candidates
from contradict.errors import ModelError
from contradict.protocols import (
    LABELS,
    FloatArray,
    IntArray,
    Scorer,
    StageProgress,
    TokenLimited,
)
from contradict.windows import windows

CHUNK = 256
CONTRADICTION = LABELS.index("contradiction")
_SUM_TOLERANCE = 1e-3


@dataclass(frozen=True, slots=True)
class Directions:
    """NLI probabilities of candidates, float32 ``(n, 3)`` in the order of `LABELS`.

    ``forward`` takes the left text as premise, ``backward`` the right one.
    ``windowed`` marks the candidates that were scored in windows.
    """

    forward: FloatArray
    backward: FloatArray
    windowed: npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Plan:
    """The passes that candidates take: one row a pair of windows, each scored both ways."""

    candidate: IntArray
    left: tuple[str, ...]
    right: tuple[str, ...]

    @property
    def passes(self) -> int:
        """Forward passes of the cross-encoder."""
        return 2 * len(self.left)

    @property
    def windowed(self) -> int:
        """Candidates that take more than one row."""
        return int(np.count_nonzero(np.bincount(self.candidate) > 1))


def plan_passes(scorer: Scorer, texts: Sequence[str], candidates: Candidates) -> Plan:
    """Lay out the passes for ``candidates`` among ``texts``.

    A pair that fits into the scorer is one row. Of a pair that does not, each
    text longer than half the room is cut into windows of whole sentences, and
    every window of one meets every window of the other.
    """
    half, lengths = 0, np.zeros(len(texts), np.int64)
    if isinstance(scorer, TokenLimited) and len(candidates):
        half, lengths = scorer.max_tokens // 2, scorer.count_tokens(texts)
    cut: dict[int, list[str]] = {}

    def parts(text: int) -> list[str]:
        if text not in cut:
            assert isinstance(scorer, TokenLimited)
            whole = lengths[text] <= half
            cut[text] = [texts[text]] if whole else windows(texts[text], half, scorer)
        return cut[text]

    rows: list[tuple[int, str, str]] = []
    for i, pair in enumerate(candidates):
        if lengths[pair.left] + lengths[pair.right] <= 2 * half:
            rows.append((i, texts[pair.left], texts[pair.right]))
        else:
            rows += [(i, a, b) for a in parts(pair.left) for b in parts(pair.right)]
    candidate, left, right = zip(*rows, strict=True) if rows else ((), (), ())
    return Plan(np.array(candidate, np.int64), left, right)


def score_both_ways(
    scorer: Scorer,
    plan: Plan,
    count: int,
    progress: StageProgress = lambda done, total: None,
) -> Directions:
    """Score the rows of ``plan``, made for ``count`` candidates, in both directions.

    A candidate in windows gets, in each direction, the probabilities of the
    pair of windows that contradict each other most. Raises `ModelError` if the
    scorer returns anything but probabilities.
    """
    rows = len(plan.left)
    scores = np.empty((2, rows, len(LABELS)), np.float32)
    order = sorted(range(rows), key=lambda r: len(plan.left[r]) + len(plan.right[r]))
    for start in range(0, rows, CHUNK):
        chunk = order[start : start + CHUNK]
        left, right = [plan.left[r] for r in chunk], [plan.right[r] for r in chunk]
        both = _checked(scorer, scorer.score(left + right, right + left), 2 * len(chunk))
        scores[0, chunk], scores[1, chunk] = both[: len(chunk)], both[len(chunk) :]
        progress(2 * min(start + CHUNK, rows), 2 * rows)
    forward, backward = (_strongest(direction, plan.candidate, count) for direction in scores)
    windowed = np.bincount(plan.candidate, minlength=count) > 1
    return Directions(forward, backward, windowed)


def _strongest(scores: FloatArray, candidate: IntArray, count: int) -> FloatArray:
    """Return of each candidate the row with the most contradiction, the first of equals."""
    order = np.lexsort((-scores[:, CONTRADICTION], candidate))
    first = np.searchsorted(candidate[order], np.arange(count))
    return scores[order[first]]


def _checked(scorer: Scorer, answer: npt.ArrayLike, count: int) -> FloatArray:
    try:
        scores = np.asarray(answer, np.float32)
    except (TypeError, ValueError) as error:
        raise ModelError(f"scorer {scorer.name!r} must return numbers ({error})") from None
    shape = np.shape(scores)
    if shape != (count, len(LABELS)):
        raise ModelError(
            f"scorer {scorer.name!r} must return an array of shape {(count, len(LABELS))}; "
            f"got {shape}"
        )
    if not np.all(np.isfinite(scores)):
        raise ModelError(f"scorer {scorer.name!r} must return finite numbers; got NaN or infinity")
    if np.any(scores < 0) or np.any(np.abs(scores.sum(axis=1) - 1) > _SUM_TOLERANCE):
        raise ModelError(
            f"scorer {scorer.name!r} must return probabilities; a row does not sum to 1"
        )
    return scores
