"""Scores that outlast the process."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from contradict import OutputError, find_pairs
from contradict.protocols import FloatArray, TokenLimited
from contradict.scoring.journal import journalled
from tests.stand_ins import CALIBRATION, Broken, NotScorer, ShortSighted, WordEmbedder

TEXTS = ["it is open", "it is not open", "the gate is not shut", "the gate is shut"]


def test_nothing_is_scored_twice(tmp_path: Path) -> None:
    """A second run takes all scores from the file, to the last bit."""
    first, second = NotScorer(), NotScorer()
    models = [journalled(scorer, tmp_path / "scores") for scorer in (first, second)]
    settings: dict[str, Any] = {
        "threshold": 0,
        "embedder": WordEmbedder(),
        "calibration": CALIBRATION,
    }
    some = find_pairs(TEXTS[:3], scorer=models[0], **settings)
    assert len(some) == 3
    assert first.passes == 6
    every = find_pairs(TEXTS, scorer=models[1], **settings)
    assert second.passes == 12 - 6
    plain = find_pairs(TEXTS, scorer=NotScorer(), **settings)
    assert every.pairs == plain.pairs


def test_an_interrupt_loses_one_call_at_most(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Parts are large, but each call's scores are in the file when the next one begins."""
    monkeypatch.setattr("contradict.scoring.directions.CHUNK", 5)

    class Interrupted(NotScorer):
        def score(self, premises: Sequence[str], hypotheses: Sequence[str]) -> FloatArray:
            if self.passes >= 20:
                raise KeyboardInterrupt
            return super().score(premises, hypotheses)

    claims = [f"gate {i} is {state}" for i in range(5) for state in ("open", "not open")]
    settings: dict[str, Any] = {"embedder": WordEmbedder(), "calibration": CALIBRATION}
    with pytest.raises(KeyboardInterrupt):
        find_pairs(
            claims, threshold=0, scorer=journalled(Interrupted(), tmp_path / "s"), **settings
        )
    second = NotScorer()
    resumed = find_pairs(claims, threshold=0, scorer=journalled(second, tmp_path / "s"), **settings)
    assert resumed.coverage.passes == second.passes + 20
    assert resumed.pairs == find_pairs(claims, threshold=0, scorer=NotScorer(), **settings).pairs


def test_another_scorer_finds_nothing_of_the_first(tmp_path: Path) -> None:
    """Scores belong to the name of the weights."""
    journalled(NotScorer(), tmp_path / "scores").score(["a"], ["b"])
    other = ShortSighted()
    journalled(other, tmp_path / "scores").score(["a"], ["b"])
    assert other.passes == 1


def test_what_the_scorer_offers_is_offered(tmp_path: Path) -> None:
    """A scorer that limits tokens still does, and one that does not still does not."""
    limited = journalled(ShortSighted(), tmp_path / "scores")
    assert isinstance(limited, TokenLimited)
    assert limited.max_tokens == 8
    assert limited.count_tokens(["a b"]).tolist() == [2]
    assert not isinstance(journalled(NotScorer(), tmp_path / "scores"), TokenLimited)


@pytest.mark.parametrize("answer", [np.full((1, 3), np.nan, np.float32), np.ones((2, 2))])
def test_what_is_no_score_is_not_kept(tmp_path: Path, answer: np.ndarray) -> None:
    """NaN and wrong shapes go on to whoever asked, and not into the file."""
    broken = journalled(Broken(answer), tmp_path / "scores")
    np.testing.assert_array_equal(broken.score(["a"], ["b"]), answer)
    fine = Broken(np.full((1, 3), 1 / 3, np.float32))
    np.testing.assert_array_equal(
        journalled(fine, tmp_path / "scores").score(["a"], ["b"]), fine.answer
    )


def test_a_file_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    """A missing folder and a file of another kind are errors that name the file."""
    with pytest.raises(OutputError, match="cannot keep scores in .*missing/scores"):
        journalled(NotScorer(), tmp_path / "missing" / "scores")
