"""Both directions of every candidate, long texts in windows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

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
"""Rows of one call to the scorer: what a killed process loses at most."""
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
    """What it takes to score ``candidates`` among ``texts``.

    ``rows`` counts the pairs of windows of each candidate, shape ``(n,)``: one where
    both texts fit into the scorer. ``windows`` are those of the texts that are cut
    where a pair does not fit.
    """

    texts: Sequence[str]
    candidates: Candidates
    rows: IntArray
    windows: Mapping[int, Sequence[str]]

    @property
    def passes(self) -> int:
        """Forward passes of the cross-encoder in both directions."""
        return 2 * int(self.rows.sum())

    @property
    def windowed(self) -> int:
        """Candidates that take more than one row."""
        return int(np.count_nonzero(self.rows > 1))

    def part(self, places: IntArray) -> Plan:
        """Return the plan for the candidates at ``places``."""
        return replace(self, candidates=self.candidates.take(places), rows=self.rows[places])

    def lay_out(self) -> tuple[IntArray, list[str], list[str]]:
        """Return of every row the place of its candidate, the left and the right text."""
        left: list[str] = []
        right: list[str] = []
        for pair, rows in zip(self.candidates, self.rows, strict=True):
            a, b = [self.texts[pair.left]], [self.texts[pair.right]]
            if rows > 1:
                a = list(self.windows.get(pair.left, a))
                b = list(self.windows.get(pair.right, b))
            left += [window for window in a for _ in b]
            right += b * len(a)
        return np.repeat(np.arange(len(self.rows)), self.rows), left, right


def plan_passes(scorer: Scorer, texts: Sequence[str], candidates: Candidates) -> Plan:
    """Lay out the passes for ``candidates`` among ``texts``.

    A pair that fits into the scorer is one row. Of a pair that does not, each
    text longer than half the room is cut into windows of whole sentences, and
    every window of one meets every window of the other.
    """
    rows = np.ones(len(candidates), np.int64)
    cut: dict[int, Sequence[str]] = {}
    if isinstance(scorer, TokenLimited) and len(candidates):
        half, lengths = scorer.max_tokens // 2, scorer.count_tokens(texts)
        left, right = candidates.left, candidates.right
        wide = np.flatnonzero(lengths[left] + lengths[right] > 2 * half)
        several = np.ones(len(texts), np.int64)
        for text in np.unique(np.concatenate([left[wide], right[wide]])):
            if lengths[text] > half:
                cut[int(text)] = windows(texts[text], half, scorer)
                several[text] = len(cut[int(text)])
        rows[wide] = several[left[wide]] * several[right[wide]]
    return Plan(texts, candidates, rows, cut)


def score_both_ways(
    scorer: Scorer,
    plan: Plan,
    worthwhile: Callable[[FloatArray], npt.NDArray[np.bool_]] | None = None,
    progress: StageProgress = lambda done, total: None,
) -> Directions:
    """Score the ``n`` candidates of ``plan`` in both directions.

    ``worthwhile`` is given the forward direction ``(n, 3)`` and returns which
    candidates need the other one; without it all do. A candidate in windows gets,
    in each direction, the probabilities of the pair of windows that contradict each
    other most. Raises `ModelError` if the scorer returns anything but probabilities.
    """
    count = len(plan.rows)
    candidate, left, right = plan.lay_out()
    there = score_each(scorer, left, right, lambda done: progress(done, plan.passes))
    forward = _strongest(there, candidate, count)
    both = np.ones(count, bool) if worthwhile is None else worthwhile(forward)
    again = np.flatnonzero(both[candidate])
    passes = len(left) + len(again)
    back = score_each(
        scorer,
        [right[r] for r in again],
        [left[r] for r in again],
        lambda done: progress(len(left) + done, passes),
    )
    backward = np.zeros_like(forward)
    place = np.cumsum(both) - 1  # of a candidate among those with both directions
    backward[both] = _strongest(back, place[candidate[again]], int(both.sum()))
    return Directions(forward, backward, both, plan.rows > 1, passes)


def score_each(
    scorer: Scorer,
    premises: Sequence[str],
    hypotheses: Sequence[str],
    settle: Callable[[int], None] = lambda done: None,
) -> FloatArray:
    """Return the probabilities of `LABELS`, float32 ``(n, 3)``, of each hypothesis.

    Those of like length are scored together; ``settle`` is told how many are done.
    Raises `ModelError` if the scorer returns anything but probabilities.
    """
    scores = np.empty((len(premises), len(LABELS)), np.float32)
    order = np.argsort(_lengths(scorer, premises) + _lengths(scorer, hypotheses), kind="stable")
    for start in range(0, len(order), CHUNK):
        chunk = order[start : start + CHUNK]
        answer = scorer.score([premises[r] for r in chunk], [hypotheses[r] for r in chunk])
        scores[chunk] = _checked(scorer, answer, len(chunk))
        settle(start + len(chunk))
    return scores


def _lengths(scorer: Scorer, texts: Sequence[str]) -> IntArray:
    """Return the tokens of each text if the scorer counts them, else its characters."""
    if isinstance(scorer, TokenLimited):
        return scorer.count_tokens(texts)
    return np.array([len(text) for text in texts], np.int64)


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
