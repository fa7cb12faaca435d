"""From scores to one probability."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from contradict import Claim, Detector, InvalidInput
from contradict.detector import load_calibration
from contradict.evaluation.calibrating import calibrate
from contradict.readers.labelled import Pool
from contradict.scoring.calibration import HIGHEST, LOWEST, Calibration, fit
from tests.stand_ins import NotScorer, WordEmbedder

KNOWN = Calibration(-1.0, 0.5, 0.25, 2.0, 0.1, 100, "words", "not")


def rows(*contradiction: float) -> np.ndarray:
    return np.array([[1 - c, 0, c] for c in contradiction], np.float32)


def test_the_log_odds_are_a_weighted_sum() -> None:
    """Checked by hand: odds of 1 and 4, cosine 0.5."""
    probability = KNOWN.probability(rows(0.5), rows(0.8), np.array([0.5], np.float32))
    odds = -1 + 0.5 * np.log(4) + 0.25 * 0 + 2 * 0.5
    np.testing.assert_allclose(probability, 1 / (1 + np.exp(-odds)), rtol=1e-6)


scores = st.floats(0, 1, width=32)


@given(scores, scores, st.floats(-1, 1, width=32))
def test_directions_may_be_swapped_and_the_ceiling_holds(a: float, b: float, c: float) -> None:
    """Symmetric; no pair of this cosine has a higher probability than the ceiling."""
    cosine = np.array([c], np.float32)
    probability = KNOWN.probability(rows(a), rows(b), cosine)
    assert probability == KNOWN.probability(rows(b), rows(a), cosine)
    assert 0 <= probability[0] <= KNOWN.ceiling(cosine)[0] <= 1


@given(scores, scores, scores)
def test_more_contradiction_never_lowers_the_bundled_probability(
    a: float, b: float, c: float
) -> None:
    """Neither does more similarity."""
    bundled = load_calibration()
    low, high = sorted((a, b))
    near = np.array([c], np.float32)
    assert bundled.probability(rows(low), rows(c), near) <= bundled.probability(
        rows(high), rows(c), near
    )
    assert bundled.ceiling(-near) <= bundled.ceiling(near)


def test_fitting_finds_the_map_that_made_the_labels() -> None:
    """Labels drawn from a known map give it back, about."""
    chooser = np.random.default_rng(5)
    odds = chooser.uniform(LOWEST, HIGHEST, (20_000, 2))
    inputs = np.column_stack([odds, chooser.random(20_000)])
    truth = chooser.random(20_000) < KNOWN.map(inputs)
    fitted = fit(inputs, truth, "words", "not")
    for name in ("intercept", "stronger", "weaker", "similarity"):
        assert getattr(fitted, name) == pytest.approx(getattr(KNOWN, name), abs=0.15)
    assert fitted.base_rate == pytest.approx(truth.mean())
    assert fitted.pairs == 20_000
    thresholds, precision, recall = np.array(fitted.curve).T
    assert np.all(np.diff(thresholds) > 0)
    assert np.all(np.diff(recall) <= 0)
    assert np.all(precision > thresholds - 0.1)
    order = chooser.permutation(20_000)
    assert fit(inputs[order], truth[order], "words", "not").name == fitted.name


def test_a_weight_is_never_negative() -> None:
    """Where labels go against a feature, it is left out."""
    chooser = np.random.default_rng(6)
    inputs = np.column_stack([chooser.uniform(-3, 3, (500, 2)), chooser.random(500)])
    truth = inputs[:, 0] - inputs[:, 2] > 0
    fitted = fit(inputs, truth, "", "")
    assert fitted.similarity == 0
    assert fitted.stronger > 0


@pytest.mark.parametrize("label", [True, False])
def test_one_kind_of_pair_is_not_enough(label: bool) -> None:
    """Without contradictions, or without others, there is nothing to fit."""
    with pytest.raises(InvalidInput, match="needs pairs that contradict each other and others"):
        fit(np.zeros((5, 3)), np.full(5, label), "", "")


def test_a_threshold_by_precision() -> None:
    """The lowest threshold over which findings had the precision."""
    curve = ((0.1, 0.5, 1.0), (0.2, 0.8, 0.9), (0.3, 0.75, 0.8), (0.4, 0.9, 0.5), (0.5, 0.95, 0.3))
    calibration = Calibration(0, 1, 0, 0, 0.1, 9, "words", "not", curve)
    assert calibration.threshold_for(0.78) == 0.2
    assert calibration.threshold_for(0.4) == 0.1
    with pytest.raises(InvalidInput, match="the best one measured is 0.95"):
        calibration.threshold_for(0.99)
    detector = Detector(WordEmbedder(), NotScorer(), calibration=calibration)
    assert detector.threshold("precision:0.9") == 0.4
    other = Detector(WordEmbedder(), NotScorer())
    with pytest.raises(InvalidInput, match="contradict calibrate"):
        other.threshold("precision:0.9")


@pytest.mark.parametrize("wish", ["precision", "precision:", "precision:2", "recall:0.5", "0.5"])
def test_a_threshold_that_is_no_wish(wish: str) -> None:
    """Anything else is refused with what it may be."""
    detector = Detector(WordEmbedder(), NotScorer())
    with pytest.raises(InvalidInput, match="like precision:0.9"):
        detector.threshold(wish)


def test_round_trip_and_bad_files(tmp_path: Path) -> None:
    """What was saved is loaded again; what is no calibration is refused."""
    path = tmp_path / "mine.json"
    calibration = Calibration(-1, 0.5, 0.25, 2.0, 0.1, 100, "words", "not", ((0.5, 0.9, 0.4),))
    calibration.save(path)
    assert load_calibration(path) == calibration
    for broken in ("", "[]", "{}", json.dumps({"intercept": "x"})):
        path.write_text(broken)
        with pytest.raises(InvalidInput, match=r"mine\.json: cannot be read as a calibration"):
            load_calibration(path)


def test_a_pool_is_fitted_and_used() -> None:
    """A pair counts once whoever says it; afterwards contradictions rank above the rest."""
    texts = [f"gate {i} is {word}" for i in range(6) for word in ("open", "not open", "red")]
    claims = [Claim(text, speaker=speaker) for text in texts for speaker in ("Ann", "Bob")]
    wanted = frozenset(frozenset([f"gate {i} is open", f"gate {i} is not open"]) for i in range(6))
    detector = Detector(WordEmbedder(), NotScorer(), top_k=4)
    everything = detector.judge(detector.pair(claims, threshold=0))
    distinct = {frozenset([pair.left.text, pair.right.text]) for pair in everything}
    fitted = calibrate([(everything, Pool(tuple(claims), wanted))], "words", "not")
    assert fitted.pairs == len(distinct) < len(everything)
    assert fitted.belongs_to("words", "not")
    tuned = Detector(WordEmbedder(), NotScorer(), top_k=4, calibration=fitted)
    assert tuned.is_calibrated
    assert not detector.is_calibrated
    again = tuned.judge(tuned.pair(claims, threshold=0))
    assert again.coverage.calibrated
    by_truth: dict[bool, list[float]] = {True: [], False: []}
    for pair in again:
        by_truth[frozenset([pair.left.text, pair.right.text]) in wanted].append(pair.probability)
    assert np.mean(by_truth[True]) > np.mean(by_truth[False])
