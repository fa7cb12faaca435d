"""What longer lists or a lower floor would have found, estimated from a sample."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from contradict import Claim, Detector, Pairs
from contradict.candidates.beyond import Lists
from contradict.candidates.pairing import Candidates, unordered
from contradict.candidates.search import Points, nearest
from contradict.coverage import summed
from contradict.pairing import Trial
from contradict.report.table import render_coverage
from contradict.scoring.directions import plan_passes
from tests.stand_ins import CALIBRATION, NotScorer, WordEmbedder

CLAIMS = [
    Claim(f"{place} {thing} is {state} {when}", id=f"{i}", speaker="ABC"[i % 3])
    for i, (place, thing, state, when) in enumerate(
        (place, thing, state, when)
        for place in ("the", "our")
        for thing in ("gate", "hall", "lake")
        for state in ("open", "not open", "shut")
        for when in ("now", "today", "here again")
    )
]


@pytest.fixture(autouse=True)
def always(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("contradict.detector.BEYOND_FROM", 0)


def found(claims: list[Claim], known: list[Claim] | None, **settings: Any) -> Pairs:
    detector = Detector(WordEmbedder(), NotScorer(), calibration=CALIBRATION, **settings)
    return detector.judge(detector.pair(claims, known, threshold=0.3))


def texts(pairs: Pairs) -> set[frozenset[str]]:
    return {frozenset([pair.left.text, pair.right.text]) for pair in pairs}


@pytest.mark.parametrize("top_k", [1, 3, 60])
@pytest.mark.parametrize("floor", [None, 0.6, 0.9])
@pytest.mark.parametrize("across", [None, "speaker"])
@pytest.mark.parametrize("cut", [None, 20])
def test_with_room_for_all_nothing_is_estimated(
    monkeypatch: pytest.MonkeyPatch,
    top_k: int,
    floor: float | None,
    across: str | None,
    cut: int | None,
) -> None:
    """A sample of everything counts what twice the lists and no floor find besides."""
    monkeypatch.setattr("contradict.candidates.beyond.PAIRS", 10_000)
    claims, known = (CLAIMS, None) if cut is None else (CLAIMS[:cut], CLAIMS[cut:])
    pairs = found(claims, known, top_k=top_k, min_similarity=floor, across=across)
    wider = found(claims, known, top_k=2 * top_k, min_similarity=floor, across=across)
    lower = found(claims, known, top_k=top_k, across=across)
    missed = texts(wider) | texts(lower)
    missed -= texts(pairs)
    value = float(len(missed))
    assert (pairs.coverage.beyond or (0, 0, 0)) == (value, value, value)


def test_what_is_sampled_is_paid_and_not_reported() -> None:
    """The passes are counted; the pairs are those that were asked for."""
    scorer = NotScorer()
    detector = Detector(WordEmbedder(), scorer, calibration=CALIBRATION, top_k=2)
    pairing = detector.pair(CLAIMS, threshold=0.3)
    pairs = detector.judge(pairing)
    coverage = pairs.coverage
    assert scorer.passes == coverage.passes + coverage.occlusions
    assert coverage.passes <= pairing.coverage.passes
    assert coverage.unjudged == 0
    sampled = sum(stratum.sampled for stratum in coverage.beyond_sample)
    assert 0 < sampled <= 100
    assert f"by a sample of {sampled}." in render_coverage(coverage)
    near = detector.pair(CLAIMS, threshold=0)
    assert near.coverage.beyond is None
    every = detector.judge(near)
    assert texts(pairs) == texts(every.above(0.3))


def test_the_interval_holds_the_truth(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of samples drawn with many seeds, nine in ten or more, and their mean is near it."""
    chooser = np.random.default_rng(2)
    rows = chooser.normal(size=(600, 8)).astype(np.float32)
    points = Points.of(rows / np.linalg.norm(rows, axis=1, keepdims=True))
    near, far = (unordered(nearest(points, points, k)) for k in (5, 10))
    full = np.ones(len(points), bool)
    lists = Lists(points, points, full, 5, None, near)

    def over(pairs: Candidates) -> Any:
        return (pairs.left * 7 + pairs.right * 11) % 6 == 0

    truth = int(over(far).sum() - over(near).sum())
    held, values = 0, []
    for seed in range(100):
        monkeypatch.setattr("contradict.candidates.beyond.SEED", seed)
        sample = lists.beyond(lambda cosine: np.ones(len(cosine), bool))
        assert sample is not None
        trial = Trial("beyond_sample", sample, plan_passes(NotScorer(), [], sample.candidates))
        strata = trial.strata(np.flatnonzero(over(sample.candidates)))
        estimate = summed(strata)
        turned_up = sum(stratum.found for stratum in strata)
        held += estimate.low <= truth - turned_up <= estimate.high
        values.append(estimate.value + turned_up)
    assert held >= 90
    assert np.mean(values) == pytest.approx(truth, rel=0.1)
