"""The words that a decision rests on, found by leaving words out."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from contradict import Claim, Detector, Pairs, find_between, find_pairs, iter_pairs
from contradict.protocols import FloatArray
from contradict.report.table import render_coverage
from contradict.scoring.journal import journalled
from contradict.verdicts.occlusion import attribute
from tests.stand_ins import CALIBRATION, NotScorer, WordEmbedder

LONG = "The " + " ".join(f"{word}ly" for word in "abcdefghijklmnopqrstuvwx") + " gate is not open"
SILENT = ["is it not so", "is it so"]
"""Of which no rule sees how they clash, and a decision of `NotScorer`."""
MODELS: dict[str, Any] = {"embedder": WordEmbedder(), "calibration": CALIBRATION}


class Recorder(NotScorer):
    """Keeps what it was asked."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[tuple[str, str]] = []

    def score(self, premises: Sequence[str], hypotheses: Sequence[str]) -> FloatArray:
        self.asked += zip(premises, hypotheses, strict=True)
        return super().score(premises, hypotheses)


def test_the_word_that_decides_is_found() -> None:
    """Without "not" the scorer sees no contradiction; the passes are told."""
    scorer = NotScorer()
    texts = "The very old gate is open", "Somebody is not here"
    found = attribute(scorer, {texts: 0.9})
    assert found.passes == scorer.passes == 4 + 3
    assert found.spans[texts][1] == ((12, 15),)
    assert all(found.spans[texts])
    assert attribute(scorer, {}).spans == {}


def test_of_a_long_text_runs_come_first() -> None:
    """Far fewer passes than words, and the same word is found."""
    scorer = NotScorer()
    texts = LONG, "It is open"
    start = LONG.index("not")
    found = attribute(scorer, {texts: 0.9})
    assert found.spans[texts][0] == ((start, start + 3),)
    assert found.passes == scorer.passes <= 14


def test_what_both_texts_have_is_left_in() -> None:
    """No pass is spent on it, unless there is nothing else."""
    scorer = Recorder()
    attribute(scorer, {("The old gate is open", "The new gate is open"): 0.9})
    assert scorer.asked == []
    attribute(scorer, {("Osk met Belm", "Belm met Osk"): 0.9})
    assert len(scorer.asked) == 6


def test_progress_ends_at_the_passes() -> None:
    """Done never falls, from runs to words."""
    told: list[tuple[int, int]] = []
    found = attribute(
        NotScorer(), {(LONG, "It is open"): 0.9}, lambda done, total: told.append((done, total))
    )
    assert told[-1] == (found.passes, found.passes)
    assert told == sorted(told)
    assert len(told) == 2


def every_way(**settings: Any) -> list[Pairs]:
    one, other = ([Claim(text, id=str(i))] for i, text in enumerate(SILENT))
    both = [*one, *other]
    return [
        find_pairs(both, scorer=NotScorer(), **MODELS, **settings),
        find_between(one, other, scorer=NotScorer(), **MODELS, **settings),
        Pairs(tuple(iter_pairs(both, scorer=NotScorer(), **MODELS, **settings))),
    ]


def test_it_can_be_switched_off() -> None:
    """Then no pass is spent on it and the spans are empty; the rest is the same."""
    for on, off in zip(every_way(), every_way(attribution=False), strict=True):
        assert (on[0].relation, on[0].kind) == ("contradiction", "other")
        assert all(on[0].spans)
        assert not any(off[0].spans)
        assert off[0].probability == on[0].probability
        assert off.coverage.occlusions == 0
        assert "is it not so" in off[0].sentence
    detector = Detector.load(scorer=NotScorer(), **MODELS, attribution=False)
    assert not any(detector.compare(*SILENT).spans)


def test_the_summary_tells_its_passes() -> None:
    """Beside those that judging took."""
    pairs = find_pairs(SILENT, scorer=NotScorer(), **MODELS)
    assert pairs.coverage.occlusions > 0
    told = render_coverage(pairs.coverage).splitlines()[0]
    passes = pairs.coverage.occlusions
    assert told.endswith(
        f"judged in 2 passes, and {passes} pass{'es' * (passes > 1)} to find words that clash."
    )
    assert "words that clash" not in render_coverage(Detector.load(**MODELS).pair(SILENT).coverage)


@pytest.mark.parametrize("texts", [["The gate is open.", "The gate is not open."], ["so", "it is"]])
def test_only_contradictions_without_spans_are_worth_it(texts: list[str]) -> None:
    """Where a rule found the clash, or the pair is under the default threshold, none is spent."""
    found = find_pairs(texts, threshold=0, scorer=NotScorer(), **MODELS)
    assert len(found) == 1
    assert found.coverage.occlusions == 0


def test_what_is_explained_away_is_not_looked_into() -> None:
    """A pair that is compatible after all has the spans of the rules, if any."""
    found = find_pairs(["if it rains is it not so", SILENT[1]], scorer=NotScorer(), **MODELS)
    assert [(pair.relation, any(pair.spans)) for pair in found] == [("compatible", False)]
    assert found[0].probability > 0.15
    assert found.coverage.occlusions == 0


def test_texts_are_looked_into_once_whoever_says_them() -> None:
    """Four voices are four pairs of one pair of texts."""
    once = find_pairs(SILENT, scorer=NotScorer(), **MODELS).coverage.occlusions
    voices = [
        Claim(text, id=f"{speaker}{i}", speaker=speaker)
        for i, text in enumerate(SILENT)
        for speaker in ("A", "B")
    ]
    pairs = find_pairs(voices, scorer=NotScorer(), **MODELS)
    assert len(pairs) == 4
    assert pairs.coverage.occlusions == once


def test_a_journal_keeps_its_scores(tmp_path: Path) -> None:
    """A second run spends nothing, and both report the stage to its end."""
    told: list[tuple[int, int]] = []
    scorers = NotScorer(), NotScorer()
    results = [
        find_pairs(
            SILENT,
            scorer=journalled(scorer, tmp_path / "scores"),
            **MODELS,
            progress=lambda stage, *report: told.append(report) if stage == "explain" else None,
        )
        for scorer in scorers
    ]
    spent = results[0].coverage.occlusions
    assert [scorer.passes for scorer in scorers] == [2 + spent, 0]
    assert results[0] == results[1]
    assert told.count((spent, spent)) == 2
    assert all(chain.from_iterable(told))
