"""The pair head: what it sets aside, what that costs, and for which models it is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from threadpoolctl import threadpool_limits

from contradict import Coverage, InvalidInput, find_pairs
from contradict.candidates.pairing import Candidates
from contradict.candidates.sample import under_cut
from contradict.candidates.screen import PairHead, pair_inputs
from contradict.candidates.search import cosine
from contradict.cascade import _sample_size
from contradict.coverage import Stratum, summed
from contradict.detector import Detector
from contradict.pairing import Trial
from contradict.protocols import FloatArray
from contradict.scoring.directions import plan_passes
from contradict.training.screen import THRESHOLDS, train_head
from tests.stand_ins import WIDTH, NotScorer, WordEmbedder

CUT = 0.6
TEXTS = sorted(
    f"{place} {thing} is {state}"
    for place in ("the", "our", "his", "my")
    for thing in ("gate", "hall", "lake")
    for state in ("open", "not open", "shut")
)


def detector(**settings: Any) -> Detector:
    return Detector.load(WordEmbedder(), NotScorer(), **settings)


def by_cosine(cut: float = CUT) -> PairHead:
    """A head whose score is the cosine."""
    hidden = np.zeros((2 * WIDTH + 1, 1), np.float32)
    hidden[-1] = 1
    one = np.ones(1, np.float32)
    return PairHead(hidden, np.zeros(1, np.float32), one, ((0.2, cut),), detector().models)


@pytest.fixture(autouse=True)
def always(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small pools are screened too, and a few of the others are sampled."""
    monkeypatch.setattr("contradict.cascade.SCREEN_FROM", 0)
    monkeypatch.setattr("contradict.cascade.ALWAYS", 7)
    monkeypatch.setattr("contradict.cascade.WORTH_SHARE", 0)


def test_what_is_under_the_cut_is_not_judged() -> None:
    """What remains is what is over it and what the sample turned up, scored as before."""
    whole = detector(screen=None, top_k=40)
    everything = whole.judge(whole.pair(TEXTS, threshold=0.2))
    screened = detector(screen=by_cosine(), top_k=40)
    pairs = screened.judge(screened.pair(TEXTS, threshold=0.2))
    coverage = pairs.coverage
    over = [pair for pair in everything if pair.similarity >= CUT]
    under = [pair for pair in pairs if pair.similarity < CUT]
    assert set(map(repr, over)) <= set(map(repr, pairs)) <= set(map(repr, everything))
    assert coverage.screened > coverage.sampled == 7
    assert len(under) == sum(stratum.found for stratum in coverage.screen_sample)
    assert sum(stratum.size for stratum in coverage.screen_sample) == coverage.screened
    assert len(pairs) == len(over) + len(under)
    assert coverage.unjudged == 0
    assert coverage.passes < everything.coverage.passes


def test_below_its_lowest_threshold_nothing_is_set_aside() -> None:
    """A threshold of 0 returns every candidate, whatever the head thinks."""
    screened = detector(screen=by_cosine(), top_k=40)
    assert screened.pair(TEXTS, threshold=0.1).coverage.screened == 0
    assert screened.pair(TEXTS, threshold=0.2).coverage.screened > 0


def test_a_head_of_other_models_is_refused() -> None:
    """A head that was named is never silently left out."""
    other = replace(by_cosine(), models=("a", "b", "c"))
    with pytest.raises(InvalidInput, match="screen was trained for a, b, c; the models are words"):
        find_pairs(["a b"], embedder=WordEmbedder(), scorer=NotScorer(), screen=other)


@pytest.mark.parametrize(
    ("settings", "threshold", "said"),
    [
        ({"top_k": 1}, 0.2, "few candidates"),
        ({}, 0.1, "threshold under its lowest"),
        ({"cascade": ("reach", "direction")}, 0.2, "not in the cascade"),
        ({}, 0.2, ""),
    ],
)
def test_a_head_that_is_idle_says_why(
    settings: dict[str, Any], threshold: float, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the coverage; where there is none, nothing is said."""
    monkeypatch.setattr("contradict.cascade.SCREEN_FROM", 100)
    screened = detector(screen=by_cosine(), **{"top_k": 40, **settings})
    coverage = screened.pair(TEXTS, threshold=threshold).coverage
    assert coverage.head_idle == said
    assert bool(coverage.screened) == (not said)
    assert not detector(**settings).pair(TEXTS, threshold=threshold).coverage.head_idle


def test_the_sample_is_densest_under_the_cut() -> None:
    """Half of it is drawn from the best quarter; nothing is drawn twice."""
    count = 1000
    candidates = Candidates(np.arange(count), np.arange(count) + 1, np.zeros(count, np.float32))
    scores = np.random.default_rng(1).normal(size=count).astype(np.float32)
    sample = under_cut(candidates, scores, 100)
    assert sample.sizes == (250, 750)
    drawn = sample.candidates.left
    best = scores >= np.sort(scores)[-250]
    assert best[drawn].tolist() == (sample.stratum == 0).tolist() == [True] * 50 + [False] * 50
    assert len(set(drawn.tolist())) == 100
    assert len(under_cut(candidates, scores, count).candidates) == count


def test_a_sample_costs_a_tenth_of_the_rest_at_most(monkeypatch: pytest.MonkeyPatch) -> None:
    """Five in a hundred of those set aside, from 200 to 2,000; but 50 whatever the rest is."""
    monkeypatch.undo()
    sizes = {
        (100_000, 100_000): 2000,
        (20_000, 100_000): 1000,
        (1_000, 100_000): 200,
        (20_000, 3_000): 300,
        (20_000, 10): 50,
        (5, 10): 5,
    }
    assert {given: _sample_size(*given) for given in sizes} == sizes


def test_the_loss_is_estimated_with_an_interval() -> None:
    """The strata are added up, and the distances of the ends as lengths at right angles."""
    near, far = Stratum(250, 50, 5), Stratum(800, 40, 0)
    assert near.rest.value == pytest.approx(20)
    assert (near.rest.low, near.rest.high) == pytest.approx((6.84, 44.74), abs=0.01)
    assert far.rest[:2] == (0, 0)
    lost = Coverage(screened=1050, screen_sample=(near, far)).lost
    assert lost.value == 20
    assert lost.low == pytest.approx(near.rest.low)
    assert lost.high == pytest.approx(20 + np.hypot(near.rest.high - 20, far.rest.high))
    assert Stratum(7, 7, 3).rest == (0, 0, 0)
    assert Coverage(screened=9).lost == (0, 0, 9)
    assert Coverage().lost == (0, 0, 0)


@pytest.mark.parametrize(
    ("near", "far", "wanted"), [(0.08, 0.002, 200), (0.01, 0.01, 200), (0.3, 0.02, 60)]
)
def test_the_interval_holds_the_truth(near: float, far: float, wanted: int) -> None:
    """Nine times in ten at least, whether or not the head puts the lost ones just under the cut."""
    count, chooser = 4000, np.random.default_rng(7)
    places = np.arange(count)
    candidates = Candidates(places, places + count, np.zeros(count, np.float32))
    scores = -places.astype(np.float32)
    sample = under_cut(candidates, scores, wanted)
    trial = Trial("screen_sample", sample, plan_passes(NotScorer(), [], sample.candidates))
    held = 0
    for _ in range(1000):
        over = chooser.random(count) < np.where(places < count // 4, near, far)
        strata = trial.strata(np.flatnonzero(over[sample.candidates.left]))
        lost = int(over.sum()) - sum(stratum.found for stratum in strata)
        held += summed(strata).low <= lost <= summed(strata).high
    assert held / 1000 >= 0.93


def test_a_head_is_saved_whole(tmp_path: Path) -> None:
    """What is loaded scores as what was saved; another file is refused by name."""
    by_cosine().save(tmp_path / "head.npz")
    loaded = PairHead.load(tmp_path / "head.npz")
    rows = WordEmbedder().embed(TEXTS[:4])
    pairs = Candidates(np.array([0, 1]), np.array([2, 3]), np.array([0.5, 0.25], np.float32))
    assert loaded.score(rows, pairs).tolist() == by_cosine().score(rows, pairs).tolist()
    assert (loaded.cuts, loaded.models) == (by_cosine().cuts, by_cosine().models)
    (tmp_path / "other.npz").write_text("no head")
    with pytest.raises(InvalidInput, match="other.npz: cannot be read as a pair head"):
        PairHead.load(tmp_path / "other.npz")


def test_sides_may_be_swapped() -> None:
    """A pair has no direction."""
    left, right = WordEmbedder().embed(TEXTS[:3]), WordEmbedder().embed(TEXTS[3:6])
    cosine = np.ones(3, np.float32)
    np.testing.assert_array_equal(
        pair_inputs(left, right, cosine), pair_inputs(right, left, cosine)
    )


@pytest.fixture(scope="module")
def many() -> tuple[PairHead, FloatArray, Candidates, FloatArray]:
    """A random head, rows and candidates, with the scores of one thread and one block."""
    chooser = np.random.default_rng(5)
    hidden, bias, output = (
        chooser.normal(size=shape).astype(np.float32) for shape in ((769, 64), 64, 64)
    )
    head = PairHead(hidden, bias, output, (), ())
    rows = chooser.normal(size=(300, 384)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    left, right = chooser.integers(0, 300, (2, 3000))
    candidates = Candidates(left, right, cosine(rows[left], rows[right]))
    with threadpool_limits(1):
        return head, rows, candidates, head.score(rows, candidates)


@settings(max_examples=20)
@given(st.integers(1, 3000), st.integers(1, 4))
def test_blocks_and_threads_change_no_score(
    many: tuple[PairHead, FloatArray, Candidates, FloatArray], block: int, threads: int
) -> None:
    """A head sets the same candidates aside on every machine."""
    head, rows, candidates, expected = many
    with pytest.MonkeyPatch.context() as patch, threadpool_limits(threads):
        patch.setattr("contradict.candidates.screen.BLOCK", block)
        np.testing.assert_array_equal(head.score(rows, candidates), expected)


def clashes(seed: int) -> tuple[FloatArray, Candidates, npt.NDArray[np.bool_]]:
    """Random unit rows, pairs of them, and which pairs lie apart on the first axis."""
    chooser = np.random.default_rng(seed)
    rows = chooser.normal(size=(400, 8)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    left, right = chooser.integers(0, 400, (2, 4000))
    candidates = Candidates(left, right, cosine(rows[left], rows[right]))
    return rows, candidates, np.abs(rows[left, 0] - rows[right, 0]) > 0.5


def test_a_head_learns_what_it_is_shown() -> None:
    """Pairs that lie apart are kept, most others set aside, on rows that it never saw."""
    rows, candidates, clash = clashes(3)
    head = train_head(rows, candidates, np.where(clash, 0.9, 0.1), ("words", "not", "map"))
    assert [threshold for threshold, _ in head.cuts] == list(THRESHOLDS)
    rows, candidates, clash = clashes(4)
    kept = head.score(rows, candidates) >= head.cut(0.5)
    assert kept[clash].mean() >= 0.97
    assert kept[~clash].mean() < 0.5


def test_a_head_of_too_little_says_what_it_needs() -> None:
    """How many pairs there are, how many it takes, and what to do."""
    rows, candidates, _ = clashes(3)
    few = np.where(np.arange(4000) < 7, 0.05, 0.01)
    with pytest.raises(
        InvalidInput,
        match="needs 100 candidate pairs with a probability of 0.05 or more; "
        "of 4,000 candidate pairs 7 have it: give more texts, or a larger top_k",
    ):
        train_head(rows, candidates, few, ("words", "not", "map"))
