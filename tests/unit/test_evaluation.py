"""Measures against scikit-learn, and reports against hand counts."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import average_precision_score, f1_score

from contradict import Claim, InvalidInput, find_pairs
from contradict.evaluation.measures import (
    average_precision,
    expected_calibration_error,
    f1_per_class,
    precision_recall,
)
from contradict.evaluation.reports import candidate_recall, report_pairs, report_pool
from contradict.readers.labelled import LabelledPair, read_labelled, read_pool
from tests.stand_ins import NotScorer, WordEmbedder

scored = st.lists(st.tuples(st.sampled_from([0.0, 0.1, 0.5, 0.9]), st.booleans()), min_size=1)


@given(scored)
def test_average_precision_is_scikit_learns(rows: list[tuple[float, bool]]) -> None:
    """Also with ties, which share a rank."""
    scores, truth = (np.array(column) for column in zip(*rows, strict=True))
    expected = average_precision_score(truth, scores) if truth.any() else 0
    assert average_precision(scores, truth) == pytest.approx(expected)


def test_pairs_that_were_never_scored_count() -> None:
    """Recall and average precision are over all that was wanted."""
    scores, truth = np.array([0.9, 0.4]), np.array([True, False])
    assert average_precision(scores, truth, total=4) == 0.25
    assert precision_recall(scores > 0.5, truth, total=4) == (1.0, 0.25)
    assert precision_recall(scores > 2, truth) == (0.0, 0.0)


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), min_size=1))
def test_f1_is_scikit_learns(rows: list[tuple[int, int]]) -> None:
    """One F1 a class."""
    predicted, truth = (np.array(column) for column in zip(*rows, strict=True))
    expected = f1_score(truth, predicted, labels=[0, 1, 2], average=None, zero_division=0)
    np.testing.assert_allclose(f1_per_class(predicted, truth, 3), expected)


def test_calibration_error_is_the_mean_gap() -> None:
    """Ten bins of equal width, weighted by what is in them."""
    probability = np.array([0.05, 0.05, 0.95, 1.0])
    truth = np.array([False, True, True, True])
    assert expected_calibration_error(probability, truth) == pytest.approx((0.9 + 0.05) / 4)
    assert expected_calibration_error(np.array([]), np.array([], bool)) == 0


def test_pairs_report_counts_labels() -> None:
    """The stand-in calls every pair with one "not" a contradiction and nothing else right."""
    pairs = [
        LabelledPair("it is", "it is not", "contradiction"),
        LabelledPair("it is", "it is so", "entailment"),
        LabelledPair("a gate", "not a door", "neutral"),
    ]
    report = report_pairs(NotScorer(), pairs)
    assert report.pairs == 3
    assert report.accuracy == pytest.approx(2 / 3)
    assert report.contradiction_f1 == pytest.approx(2 / 3)
    assert report_pairs(NotScorer(), []).accuracy == 0


def test_pool_report_tells_losses_apart() -> None:
    """One wanted pair is found, one is no candidate, one stays under the threshold."""
    texts = ["the gate is open", "the gate is not open", "the gate is shut", "a door is wide"]
    wanted = [(0, 1), (0, 2), (1, 3)]
    models = {"embedder": WordEmbedder(), "scorer": NotScorer()}
    everything = find_pairs(texts, threshold=0, top_k=1, **models)  # type: ignore[arg-type]  # a mix of types
    pairs = {frozenset([texts[i], texts[j]]) for i, j in wanted}
    report = report_pool(everything, pairs, 0.5, len(texts))
    found = {frozenset([p.left.text, p.right.text]) for p in everything}
    assert report.wanted == 3
    assert report.lost_by_pairing == len(pairs - found)
    assert report.recall == pytest.approx(1 / 3)
    assert report.lost_by_pairing + report.lost_by_scoring == 2
    assert report.false_alarms == 1000 * (report.found - 1) / 4
    truth = [frozenset([p.left.text, p.right.text]) in pairs for p in everything]
    said = [p.probability for p in everything]
    gap = expected_calibration_error(np.array(said), np.array(truth))
    explained = tuple(replace(pair, relation="compatible") for pair in everything)
    alone = report_pool(replace(everything, pairs=explained), pairs, 0.5, len(texts))
    assert (report.ece, alone.ece, alone.found) == (gap, gap, 0)


def test_candidate_recall_grows_with_k() -> None:
    """The nearest neighbour first; with room for all, everything is found."""
    texts = ["a b c", "a b d", "x y z", "a b c d"]
    wanted = {frozenset(["a b c", "a b d"]), frozenset(["x y z", "a b c"])}
    recall = candidate_recall(WordEmbedder(), texts, wanted, ks=(1, 2, 3))
    values = list(recall.values())
    assert values == sorted(values)
    assert recall[3] == 1


def test_labelled_files_of_both_kinds(tmp_path: Path) -> None:
    """Premise and hypothesis with labels, or two claims with a relation; gzipped or not."""
    rows = [
        {"premise": "It  is open.", "hypothesis": "It is shut.", "label": "contradiction"},
        {"a": "It is open.", "b": "It is wide open.", "relation": "paraphrase"},
        {"a": "It is open.", "b": "", "relation": "paraphrase"},
    ]
    file = tmp_path / "pairs.jsonl.gz"
    with gzip.open(file, "wt", encoding="utf-8") as stream:
        stream.writelines(json.dumps(row) + "\n" for row in rows)
    pairs = read_labelled(file)
    assert [(p.premise, p.label) for p in pairs] == [
        ("It is open.", "contradiction"),
        ("It is open.", "entailment"),
    ]
    pool = read_pool(file)
    assert {claim.text for claim in pool.claims} == {
        "It is open.",
        "It is shut.",
        "It is wide open.",
    }
    assert pool.wanted == {frozenset(["It is open.", "It is shut."])}


def test_pools_of_claims_name_ids(tmp_path: Path) -> None:
    """Pairs may name claims by id; an unknown id is told with its line."""
    claims = [Claim("It is open.", id="a"), Claim("It is shut.", id="b")]
    file = tmp_path / "pairs.jsonl"
    file.write_text('{"left": "a", "right": "b", "relation": "contradiction"}\n')
    assert read_pool(file, claims).wanted == {frozenset(["It is open.", "It is shut."])}
    file.write_text('\n{"left": "a", "right": "c", "relation": "contradiction"}\n')
    with pytest.raises(InvalidInput, match="line 2: names a claim that is not there"):
        read_pool(file, claims)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "line 1: is not JSON"),
        ("[]", "line 1: must be an object; got list"),
        (
            '{"premise": "a", "hypothesis": "b", "label": "yes"}',
            "label must be one of .*; got 'yes'",
        ),
        ('{"premise": "a", "label": "neutral"}', "hypothesis must be a string; got None"),
    ],
)
def test_bad_labelled_lines_are_told(tmp_path: Path, line: str, message: str) -> None:
    """The line and what is wrong with it."""
    file = tmp_path / "pairs.jsonl"
    file.write_text(line)
    with pytest.raises(InvalidInput, match=message):
        read_labelled(file)
    with pytest.raises(InvalidInput, match="no such file"):
        read_labelled(tmp_path / "none.jsonl")


def test_a_damaged_archive_is_told(tmp_path: Path) -> None:
    """A compressed file whose content was changed is no traceback."""
    row = json.dumps({"premise": "It rains.", "hypothesis": "It pours.", "label": "neutral"})
    data = bytearray(gzip.compress(f"{row}\n".encode() * 500))
    data[20:40] = bytes(20)
    (tmp_path / "pairs.jsonl.gz").write_bytes(data)
    with pytest.raises(InvalidInput, match="cannot be read|is not JSON"):
        read_labelled(tmp_path / "pairs.jsonl.gz")
