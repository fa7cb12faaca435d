"""The steps that save passes before one is spent: which candidates are worth it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

import numpy as np
import numpy.typing as npt

from contradict.candidates.pairing import Candidates
from contradict.candidates.sample import Sample, under_cut
from contradict.candidates.screen import PairHead
from contradict.errors import InvalidInput
from contradict.judged import DECIMALS
from contradict.protocols import FloatArray
from contradict.scoring.calibration import Calibration

Step: TypeAlias = Literal["reach", "head", "direction"]
STEPS: tuple[Step, ...] = get_args(Step)

SCREEN_FROM = 2000
"""Candidates up to which all are judged, since that is soon done."""
SAMPLE_SHARE, WORTH_SHARE = 0.05, 0.1
"""How many of those set aside are judged nevertheless; at most this share of the others."""
ALWAYS, SMALLEST_SAMPLE, LARGEST_SAMPLE = 50, 200, 2000
"""So many are judged however few the others are; without that bound; and at most."""

FEW, LOW, OFF = "few candidates", "threshold under its lowest", "not in the cascade"
"""Why a pair head is not used."""


@dataclass(frozen=True, slots=True)
class Pruned:
    """The candidates that are ``worth`` a pass, and how many are not.

    ``out_of_reach`` cannot reach the threshold; the pair head ``screened`` others, of
    which ``sample`` holds some, or is idle for the reason ``head_idle``.
    """

    worth: Candidates
    sample: Sample | None
    out_of_reach: int
    screened: int = 0
    head_idle: str = ""


def check_cascade(cascade: Collection[Step]) -> None:
    """Raise `InvalidInput` unless ``cascade`` holds names of steps and nothing else."""
    known = isinstance(cascade, Collection) and not isinstance(cascade, str)
    if not known or not all(step in STEPS for step in cascade):
        raise InvalidInput(
            f"cascade must be a collection of {', '.join(map(repr, STEPS))}, or empty; "
            f"got {cascade!r}"
        )


def in_reach(
    similarity: FloatArray, calibration: Calibration, threshold: float
) -> npt.NDArray[np.bool_]:
    """Tell which pairs of this cosine ``(n,)`` can reach the threshold at all."""
    flags: npt.NDArray[np.bool_] = np.round(calibration.ceiling(similarity), DECIMALS) >= threshold
    return flags


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
        within = candidates.where(in_reach(candidates.similarity, calibration, threshold))
    out_of_reach = len(candidates) - len(within)
    if head is None:
        return Pruned(within, None, out_of_reach)
    cut, idle = head.cut(threshold), ""
    if "head" not in cascade:
        idle = OFF
    elif cut == -np.inf:
        idle = LOW
    elif len(within) <= SCREEN_FROM:
        idle = FEW
    if idle:
        return Pruned(within, None, out_of_reach, head_idle=idle)
    scores = head.score(rows, within)
    worth, others = within.where(scores >= cut), within.where(scores < cut)
    sample = under_cut(others, scores[scores < cut], _sample_size(len(others), len(worth)))
    return Pruned(worth, sample, out_of_reach, len(others))


def _sample_size(others: int, worth: int) -> int:
    """Return how many of those that were set aside are judged all the same."""
    wanted = min(max(SMALLEST_SAMPLE, int(SAMPLE_SHARE * others)), LARGEST_SAMPLE)
    return min(others, max(ALWAYS, min(wanted, int(WORTH_SHARE * worth))))
