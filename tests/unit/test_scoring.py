"""Both directions, windows, and the rule that makes them one probability."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from contradict import ModelError
from contradict.candidates.embedding import embed_texts
from contradict.candidates.pairing import Candidates
from contradict.models.labels import Outputs
from contradict.protocols import FloatArray
from contradict.scoring.directions import plan_passes, score_both_ways, score_each
from tests.stand_ins import Broken, NotScorer, ShortSighted, ShortSightedEmbedder, WordEmbedder


def candidates(*pairs: tuple[int, int]) -> Candidates:
    left, right = (np.array(side, np.int64) for side in zip(*pairs, strict=True))
    return Candidates(left, right, np.ones(len(left), np.float32))


def test_both_directions_are_scored_in_place() -> None:
    """Row i of either direction belongs to candidate i, though texts are scored by length."""
    texts = ["a considerably longer text is here", "it is", "it is not", "it is so"]
    scorer = NotScorer()
    plan = plan_passes(scorer, texts, candidates((0, 2), (1, 2), (1, 3)))
    found = score_both_ways(scorer, plan)
    assert plan.passes == scorer.passes == 6
    for i, (a, b) in enumerate([(0, 2), (1, 2), (1, 3)]):
        assert found.forward[i].tolist() == scorer.score([texts[a]], [texts[b]])[0].tolist()
        assert found.backward[i].tolist() == scorer.score([texts[b]], [texts[a]])[0].tolist()
    assert not found.windowed.any()


def test_the_second_direction_is_left_out_where_it_is_not_asked_for() -> None:
    """Passes are spent for what is worthwhile; the rest keeps its first direction."""
    texts = ["a considerably longer text is here", "it is", "it is not", "it is so"]
    scorer = NotScorer()
    plan = plan_passes(scorer, texts, candidates((0, 2), (1, 2), (1, 3)))
    whole = score_both_ways(NotScorer(), plan)
    some = score_both_ways(scorer, plan, lambda forward: forward[:, 2] > 0.5)
    assert some.both.tolist() == [True, True, False]
    assert some.passes == scorer.passes == 5
    np.testing.assert_array_equal(some.forward, whole.forward)
    np.testing.assert_array_equal(some.backward[:2], whole.backward[:2])


@pytest.mark.parametrize(
    ("kind", "first"), [(ShortSighted, "uncharacteristically"), (NotScorer, "a b c")]
)
def test_those_of_like_length_are_scored_together(
    kind: type[NotScorer], first: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By tokens if the scorer counts them, else by characters; each row keeps its place."""
    monkeypatch.setattr("contradict.scoring.directions.CHUNK", 2)
    calls: list[list[str]] = []

    class Recording(kind):  # type: ignore[misc, valid-type]
        def score(self, premises: Sequence[str], hypotheses: Sequence[str]) -> FloatArray:
            calls.append(list(premises))
            rows: FloatArray = super().score(premises, hypotheses)
            return rows

    premises = ["uncharacteristically", "a not c", "unexceptionally", "a b c"]
    found = score_each(Recording(), premises, ["it is"] * 4)
    assert first in calls[0]
    assert [len(call) for call in calls] == [2, 2]
    assert {len(premise.split()) for premise in calls[0]} in ({1}, {3})
    np.testing.assert_array_equal(found, kind().score(premises, ["it is"] * 4))


def test_a_long_pair_is_scored_in_windows_and_marked() -> None:
    """The most contradicting window speaks for the text; short pairs stay whole."""
    long = "One two three four. Five is not six. Seven eight nine ten."
    texts = [long, "five is six", "it is not"]
    scorer = ShortSighted()
    plan = plan_passes(scorer, texts, candidates((0, 1), (1, 2)))
    found = score_both_ways(scorer, plan)
    assert found.windowed.tolist() == [True, False]
    assert plan.windowed == 1
    assert plan.passes == 2 * (3 + 1)
    assert found.forward[0, 2] > 0.8


def test_long_texts_are_embedded_in_windows() -> None:
    """A long text's row is the unit mean of its windows; the others are untouched."""
    texts = ["a b c d e. F g h i j k.", "a b"]
    rows, cut = embed_texts(ShortSightedEmbedder(), texts)
    plain = WordEmbedder().embed(["a b c d e.", "F g h i j k.", "a b"])
    mean = plain[:2].sum(axis=0) / np.linalg.norm(plain[:2].sum(axis=0))
    assert cut == 1
    np.testing.assert_allclose(rows, [mean, plain[2]], atol=1e-6)


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (np.full((1, 3), np.nan, np.float32), "finite numbers; got NaN"),
        (np.ones((1, 2), np.float32), r"shape \(1, 3\); got \(1, 2\)"),
        (np.array([[2, -1, 4]], np.float32), "must return probabilities"),
        (np.array([[-1, 1, 1]], np.float32), "must return probabilities"),
    ],
)
def test_a_scorer_is_not_trusted_blindly(answer: np.ndarray, message: str) -> None:
    """Logits, NaN and wrong shapes are told, with the scorer's name."""
    scorer = Broken(answer)
    plan = plan_passes(scorer, ["a", "b"], candidates((0, 1)))
    with pytest.raises(ModelError, match=f"scorer 'broken' .*{message}"):
        score_both_ways(scorer, plan)


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (np.full((2, 3), np.nan, np.float32), "finite numbers; got NaN"),
        (np.ones((2, 3), np.float32), "rows of length one; got one of length 1.73"),
        (np.ones((1, 1), np.float32), "2 rows; got shape"),
        (np.ones(2, np.float32), "2 rows; got shape"),
    ],
)
def test_an_embedder_is_not_trusted_blindly(answer: np.ndarray, message: str) -> None:
    """NaN, rows of other lengths and wrong shapes are told, with the embedder's name."""
    with pytest.raises(ModelError, match=f"embedder 'broken' .*{message}"):
        embed_texts(Broken(answer), ["a", "b"])


@pytest.mark.parametrize(
    ("labels", "columns"),
    [
        ({0: "entailment", 1: "neutral", 2: "contradiction"}, [0, 1, 2]),
        ({0: "CONTRADICTION", 1: "Entailment", 2: "neutral "}, [1, 2, 0]),
    ],
)
def test_labels_are_read_by_name(labels: dict[int, str], columns: list[int]) -> None:
    """Order and case are the model's own affair."""
    outputs = Outputs.of(labels, "m")
    assert outputs.labels.tolist() == columns
    assert outputs.unrelated is None


@given(arrays(np.float32, (3, 4), elements=st.floats(-9, 9, width=32)))
def test_what_is_unrelated_is_neutral(logits: np.ndarray) -> None:
    """A fourth output moves probability to neutral, by its share, and leaves the odds alone."""
    outputs = Outputs.of({0: "contradiction", 1: "unrelated", 2: "neutral", 3: "entailment"}, "m")
    nli = Outputs.of({0: "contradiction", 1: "neutral", 2: "entailment"}, "m")
    found = outputs.probabilities(logits)
    plain = nli.probabilities(logits[:, [0, 2, 3]])
    related = 1 / (1 + np.exp(logits[:, 1].astype(float)))
    assert found.dtype == np.float32
    np.testing.assert_allclose(found.sum(axis=1), 1, atol=1e-5)
    np.testing.assert_allclose(found[:, [0, 2]], plain[:, [0, 2]] * related[:, None], atol=1e-5)


@pytest.mark.parametrize(
    "labels",
    [
        {0: "LABEL_0", 1: "LABEL_1", 2: "LABEL_2"},
        {0: "entailment", 1: "not_entailment"},
        {0: "entailment", 1: "neutral", 2: "contradiction", 3: "other"},
        {},
    ],
)
def test_unreadable_labels_are_refused(labels: dict[int, str]) -> None:
    """A model that does not say what its outputs mean is refused by its labels."""
    with pytest.raises(ModelError, match="model 'm' must label its outputs entailment, neutral"):
        Outputs.of(labels, "m")
