"""The pair head: what it sets aside, what that costs, and for which models it is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from contradict import Coverage, InvalidInput, find_pairs
from contradict.candidates.pairing import Candidates
from contradict.candidates.screen import PairHead, pair_inputs
from contradict.detector import Detector
from contradict.training.screen import train_head
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
    monkeypatch.setattr("contradict.cascade.SMALLEST_SAMPLE", 7)


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
    assert len(under) == coverage.sample_found
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


def test_the_loss_is_estimated_with_an_interval() -> None:
    """Wilson's interval of the share, times what was not looked at."""
    found = Coverage(screened=1050, sampled=50, sample_found=5).lost
    assert found.value == pytest.approx(100)
    assert (found.low, found.high) == pytest.approx((43.5, 213.6), abs=0.1)
    assert Coverage(screened=1050, sampled=50).lost.low == 0
    assert Coverage().lost == (0, 0, 0)


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


def test_a_head_learns_what_it_is_shown() -> None:
    """Pairs of one half of the space are kept, others set aside, on rows it never saw."""
    chooser = np.random.default_rng(3)
    rows = chooser.normal(size=(400, 8)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    left, right = chooser.integers(0, 400, (2, 6000))
    cosine = (rows[left] * rows[right]).sum(axis=1)
    clash = np.abs(rows[left, 0] - rows[right, 0]) > 0.5
    held_out = (left < 100) | (right < 100)
    candidates = Candidates(left, right, cosine)
    models = ("words", "not", "map")
    head = train_head(rows, candidates, np.where(clash, 0.9, 0.1), held_out, models)
    kept = head.score(rows, candidates) >= head.cut(0.5)
    assert kept[held_out & clash].mean() >= 0.99
    assert kept[held_out & ~clash].mean() < 0.5
