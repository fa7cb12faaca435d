"""Both directions of every candidate, long texts in windows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
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

CHUNK = 512
CONTRADICTION = LABELS.index("contradiction")
_SUM_TOLERANCE = 1e-3


@dataclass(frozen=True, slots=True)
class Directions:
    """NLI probabilities of candidates, float32 ``(n, 3)`` in the order of `LABELS`.

    ``forward`` takes the left text as premise, ``backward`` the right one, which is
    known where ``both`` is true and 0 elsewhere. ``windowed`` marks the candidates
    that were scored in windows. ``passes`` were spent.
    """

    forward: FloatArray
    backward: FloatArray
    both: npt.NDArray[np.bool_]
    windowed: npt.NDArray[np.bool_]
    passes: int


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
    worthwhile: Callable[[FloatArray], npt.NDArray[np.bool_]] | None = None,
    progress: StageProgress = lambda done, total: None,
) -> Directions:
    """Score the rows of ``plan``, made for ``count`` candidates, in both directions.

    ``worthwhile`` is given the forward direction ``(count, 3)`` and returns which
    candidates need the other one; without it all do. A candidate in windows gets,
    in each direction, the probabilities of the pair of windows that contradict each
    other most. Raises `ModelError` if the scorer returns anything but probabilities.
    """
    rows = len(plan.left)
    there = _score(scorer, plan.left, plan.right, lambda done: progress(done, 2 * rows))
    forward = _strongest(there, plan.candidate, count)
    both = np.ones(count, bool) if worthwhile is None else worthwhile(forward)
    again = np.flatnonzero(both[plan.candidate])
    left, right = [plan.left[r] for r in again], [plan.right[r] for r in again]
    passes = rows + len(again)
    back = _score(scorer, right, left, lambda done: progress(rows + done, passes))
    backward = np.zeros_like(forward)
    place = np.cumsum(both) - 1  # of a candidate among those with both directions
    backward[both] = _strongest(back, place[plan.candidate[again]], int(both.sum()))
    windowed = np.bincount(plan.candidate, minlength=count) > 1
    return Directions(forward, backward, both, windowed, passes)


def _score(
    scorer: Scorer,
    premises: Sequence[str],
    hypotheses: Sequence[str],
    settle: Callable[[int], None],
) -> FloatArray:
    """Score rows of like length together; ``settle`` is told how many are done."""
    scores = np.empty((len(premises), len(LABELS)), np.float32)
    order = sorted(range(len(premises)), key=lambda r: len(premises[r]) + len(hypotheses[r]))
    for start in range(0, len(order), CHUNK):
        chunk = order[start : start + CHUNK]
        answer = scorer.score([premises[r] for r in chunk], [hypotheses[r] for r in chunk])
        scores[chunk] = _checked(scorer, answer, len(chunk))
        settle(start + len(chunk))
    return scores


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
