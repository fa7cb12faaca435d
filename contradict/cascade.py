"""The steps that save passes before one is spent: which candidates are worth it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

import numpy as np

from contradict.candidates.pairing import Candidates
from contradict.candidates.screen import PairHead
from contradict.errors import InvalidInput
from contradict.judged import DECIMALS
from contradict.protocols import FloatArray
from contradict.scoring.calibration import Calibration

Step: TypeAlias = Literal["reach", "head", "direction"]
STEPS: tuple[Step, ...] = get_args(Step)

SCREEN_FROM = 2000
"""Candidates up to which all are judged, since that is soon done."""
SAMPLE_SHARE, SMALLEST_SAMPLE, LARGEST_SAMPLE = 0.02, 50, 500


@dataclass(frozen=True, slots=True)
class Pruned:
    """The candidates that are ``worth`` a pass, and how many are not.

    ``out_of_reach`` cannot reach the threshold; the pair head ``screened`` others, of
    which ``sample`` holds some.
    """

    worth: Candidates
    sample: Candidates
    out_of_reach: int
    screened: int


def check_cascade(cascade: Collection[Step]) -> None:
    """Raise `InvalidInput` unless ``cascade`` holds names of steps and nothing else."""
    known = isinstance(cascade, Collection) and not isinstance(cascade, str)
    if not known or not all(step in STEPS for step in cascade):
        raise InvalidInput(
            f"cascade must be a collection of {', '.join(map(repr, STEPS))}, or empty; "
            f"got {cascade!r}"
        )


def prune(
    candidates: Candidates,
    rows: FloatArray,
    threshold: float,
    calibration: Calibration,
    head: PairHead | None,
    cascade: Collection[Step],
) -> Pruned:
    """Return which ``candidates`` among unit ``rows`` are worth a pass, by the ``cascade``."""
    within = candidates
    if "reach" in cascade:
        most = np.round(calibration.ceiling(candidates.similarity), DECIMALS)
        within = candidates.where(most >= threshold)
    keep = np.ones(len(within), bool)
    if head is not None and "head" in cascade and len(within) > SCREEN_FROM:
        keep = head.score(rows, within) >= head.cut(threshold)
    others = np.flatnonzero(~keep)
    wanted = min(max(SMALLEST_SAMPLE, int(SAMPLE_SHARE * len(others))), LARGEST_SAMPLE)
    chosen = np.random.default_rng(0).permutation(others)[:wanted]
    return Pruned(
        worth=within.where(keep),
        sample=within.take(np.sort(chosen)),
        out_of_reach=len(candidates) - len(within),
        screened=len(others),
    )
