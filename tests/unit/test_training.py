"""How training data is made."""

from __future__ import annotations

import doctest
import json
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from safetensors.numpy import load_file, save_file

from contradict import InvalidInput
from contradict.models.labels import Outputs
from contradict.protocols import FloatArray
from contradict.readers.labelled import UNLABELLED, LabelledPair
from contradict.training import mining, mixing, rules
from contradict.training.averaging import average
from contradict.training.batches import MEGABATCH, batches
from contradict.training.embedder import triplets
from contradict.training.loss import UNKNOWN, RelatedNLILoss, folded
from contradict.training.mining import re_paired
from contradict.training.mixing import at_most, swapped_contradictions
from contradict.training.nli import OUTPUTS
from contradict.training.recipe import Recipe, describe
from contradict.training.rules import made_pairs, negated_hypotheses, scoped, with_negations
from contradict.training.stories import story_pairs
from contradict.training.teaching import Judgements
from tests.stand_ins import WordEmbedder


@pytest.mark.parametrize("module", [rules, mining, mixing])
def test_examples_in_docstrings(module: object) -> None:
    """What the docstrings show is what happens."""
    result = doctest.testmod(module)  # type: ignore[arg-type]
    assert result.attempted > 0
    assert result.failed == 0


def pair(premise: str, hypothesis: str, label: str = "contradiction") -> LabelledPair:
    return LabelledPair(premise, hypothesis, label)


def test_at_most_keeps_labels_even() -> None:
    """A rare label is taken whole, the others share the rest."""
    pairs = [pair("a", str(i), "entailment") for i in range(50)]
    pairs += [pair("b", str(i), "contradiction") for i in range(50)]
    pairs += [pair("c", str(i), "neutral") for i in range(4)]
    labels = describe(at_most(pairs, 30, seed=0))["labels"]
    assert labels == {"neutral": 4, "entailment": 13, "contradiction": 13}
    assert len(at_most(pairs, 1000, seed=0)) == 104


def test_swapped_pairs_are_contradictions_turned_round() -> None:
    """Entailment has a direction and is left alone; so are long premises."""
    pairs = [pair("a", "b"), pair("c", "d", "entailment"), pair("x" * 200, "e")]
    assert [(p.premise, p.hypothesis) for p in swapped_contradictions(pairs, 9, 0)] == [("b", "a")]


def test_triplets_pull_contradictions_near() -> None:
    """Both texts of a pair that is not neutral, and one of another pair."""
    pairs = [
        pair("Ann Lee left Paris", "Ann Lee stayed in Paris"),
        pair("Bob Ray left Lima", "Bob Ray went away from Lima", "entailment"),
        pair("Cy Poe left Oslo", "Cy Poe likes trains", "neutral"),
    ]
    made = triplets(pairs, WordEmbedder(), seed=0)
    assert len(made) == 2
    for (anchor, positive, negative), origin in zip(made, pairs, strict=False):
        assert {anchor, positive} == {origin.premise, origin.hypothesis}
        assert negative not in (anchor, positive)


def test_made_pairs_follow_their_rules() -> None:
    """Each pair holds the sentence and what its rule makes of it."""
    texts = [
        f"The {thing} was closed on day {i} of the year." for i, thing in enumerate("abcdefgh")
    ]
    made = made_pairs(texts, 99, seed=3)
    assert {p.label for p in made} <= {"entailment", "contradiction", "unrelated"}
    assert {p.label for p in made} >= {"entailment", "contradiction"}
    assert all(p.premise != p.hypothesis for p in made)


def test_scope_decides() -> None:
    """In one scope a pair keeps its label, in two it is unrelated; a year is a scope already."""
    chooser = random.Random(4)
    seen = {scoped(pair("The mill made 30 tons.", "The mill made 9."), chooser) for _ in range(99)}
    assert {p.label for p in seen} == {"contradiction", "unrelated"}
    dated = pair("In 1999 it made 30 tons.", "In 1999 it made 9 tons.")
    assert scoped(dated, chooser) == dated


def test_negated_hypotheses_turn_the_label() -> None:
    """What contradicts entails the negation; what is open stays open; quantifiers are left."""
    pairs = [
        pair("Nobody can enter the house.", "The door of the house is open."),
        pair("The door stands ajar.", "The door of the house is open.", "entailment"),
        pair("The house is old.", "The door of the house is open.", "neutral"),
        pair("The house is old.", "Some of the doors there are open.", "neutral"),
    ]
    made = negated_hypotheses(pairs, 9, seed=0)
    assert {(p.premise, p.label) for p in made} == {
        ("Nobody can enter the house.", "entailment"),
        ("The door stands ajar.", "contradiction"),
        ("The house is old.", "neutral"),
    }
    assert all("not" in p.hypothesis or "false" in p.hypothesis for p in made)


@pytest.fixture
def stories(tmp_path: Path) -> Path:
    """Two twin stories of three claims."""
    claims = [
        {"id": f"{story}-{i}", "text": f"The {story} {said}.", "story": story, "twin": twin}
        for story, twin in (("pit", "mine"), ("mine", "pit"))
        for i, said in enumerate(["is open", "is closed", "has new owners", "had 9 dead"])
    ]
    pairs = [
        {"left": f"{story}-0", "right": f"{story}-1", "relation": "contradiction"}
        for story in ("pit", "mine")
    ]
    pairs.append({"left": "pit-0", "right": "pit-3", "relation": "superseded"})
    for name, rows in (("claims", claims), ("pairs", pairs)):
        (tmp_path / f"{name}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    return tmp_path


def test_every_pair_of_a_story_has_a_label(stories: Path) -> None:
    """Listed pairs both ways, the others neutral, across twins unrelated, superseded left out."""
    made = story_pairs(stories / "claims.jsonl", stories / "pairs.jsonl", seed=0)
    assert {p.label: describe(made)["labels"][p.label] for p in made} == {
        "contradiction": 4,
        "neutral": 5 + 4,
        "unrelated": 30,
    }
    for p in made:
        subjects = {text.split()[1] for text in (p.premise, p.hypothesis)}
        assert (len(subjects) == 2) == (p.label == "unrelated")
        assert {p.premise, p.hypothesis} != {"The pit is open.", "The pit had 9 dead."}


def test_a_story_with_an_unknown_claim_is_refused(stories: Path) -> None:
    """The error names the line."""
    (stories / "pairs.jsonl").write_text('{"left": "pit-0", "right": "x", "relation": "neutral"}')
    with pytest.raises(InvalidInput, match=r"pairs\.jsonl, line 1: names a claim that is not"):
        story_pairs(stories / "claims.jsonl", stories / "pairs.jsonl", seed=0)


def test_negating_an_unrelated_pair_keeps_it_unrelated() -> None:
    """About the asked share is changed, and no label."""
    pairs = [
        pair("x", f"The gate number {i} was closed yesterday.", "unrelated") for i in range(200)
    ]
    changed = with_negations(pairs, 0.5, seed=0)
    assert all(p.label == "unrelated" for p in changed)
    assert 70 < sum(a != b for a, b in zip(pairs, changed, strict=True)) < 130


@given(st.lists(st.integers(1, 300), max_size=400), st.integers(1, 9), st.integers(0, 99))
def test_batches_hold_everything_once(lengths: list[int], size: int, seed: int) -> None:
    """Each position is in one batch, the same ones for the same seed."""
    found = batches(lengths, size, seed)
    assert sorted(i for batch in found for i in batch) == list(range(len(lengths)))
    assert all(len(batch) <= size for batch in found)
    assert found == batches(lengths, size, seed)


def test_batches_are_of_like_length() -> None:
    """Within a megabatch, no batch reaches into the lengths of another."""
    lengths = random.Random(0).sample(range(10_000), 8 * MEGABATCH)
    found = sorted(batches(lengths, 8, 0), key=lambda batch: lengths[batch[0]])
    spread = [max(lengths[i] for i in b) - min(lengths[i] for i in b) for b in found]
    assert sum(spread) < 10_000


def test_a_recipe_is_reproducible(tmp_path: Path) -> None:
    """The same recipe gives the same pairs; a number behind a file limits it."""
    file = tmp_path / "pairs.jsonl"
    rows = [
        {"premise": f"Gate {i} is open .", "hypothesis": f"Gate {i} is shut .", "label": label}
        for i, label in enumerate(["contradiction", "neutral", "entailment"] * 20)
    ]
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))
    recipe = Recipe((f"{file}:12",), mined=5, siblings=2, made=4, negated=3, swapped=3)
    pairs = recipe.mix(WordEmbedder())
    assert pairs == recipe.mix(WordEmbedder())
    assert describe(pairs)["sources"]["pairs"] == 12
    assert all(" ." not in p.premise for p in pairs)
    assert len(Recipe((str(file),)).mix(WordEmbedder())) == 60
    with pytest.raises(InvalidInput, match="near_facts needs facts"):
        Recipe((str(file),), near_facts=3).mix(WordEmbedder())


class Fixed(torch.nn.Module):
    """A cross-encoder whose four logits are what they are."""

    device = torch.device("cpu")

    def __init__(self, logits: list[list[float]]) -> None:
        super().__init__()
        self.logits = torch.tensor(logits, requires_grad=True)

    def preprocess(self, pairs: object, **options: object) -> dict[str, torch.Tensor]:
        return {}

    def forward(self, tokens: object) -> dict[str, torch.Tensor]:
        return {"scores": self.logits}


def loss_of(model: Fixed, labels: list[list[float]]) -> Any:
    texts = [["premise"] * len(labels), ["hypothesis"] * len(labels)]
    return RelatedNLILoss(model)(texts, [*torch.tensor(labels)])  # type: ignore[arg-type]


def test_unrelated_pairs_teach_nothing_of_nli() -> None:
    """Their loss is that of the fourth output alone; that of the others is both."""
    model = Fixed([[1.0, 2.0, 3.0, 0.5], [1.0, 2.0, 3.0, 0.5]])
    loss = loss_of(model, [[2, 0, 0, 0], [3, 0, 0, 0]])
    loss.backward()
    slope = model.logits.grad
    assert slope is not None
    assert torch.all(slope[0] != 0)
    assert torch.all(slope[1, :3] == 0)
    assert slope[0, 3] > 0 > slope[1, 3]
    nli = -torch.log_softmax(torch.tensor([1.0, 2.0, 3.0]), 0)[2]
    related = torch.nn.functional.softplus(torch.tensor([0.5, -0.5]))
    assert loss.item() == pytest.approx(float(nli / 2 + related.mean()), abs=1e-6)


LOGITS = st.lists(st.floats(-9, 9, width=32), min_size=4, max_size=4)


@given(LOGITS)
def test_what_is_learnt_is_what_a_scorer_says(logits: list[float]) -> None:
    """The folded log-probabilities of training are those of `Outputs.probabilities`."""
    outputs = Outputs.of(dict(enumerate(OUTPUTS)), "any")
    said = outputs.probabilities(np.array([logits], np.float32))
    assert folded(torch.tensor([logits])).exp().numpy() == pytest.approx(said, abs=1e-6)


def test_a_teacher_counts_half_beside_a_label_and_alone_without_one() -> None:
    """Its cross-entropy is least where the model says the same."""
    row, soft = [1.0, 2.0, 3.0, 0.5], [0.2, 0.3, 0.5]
    told = loss_of(Fixed([row]), [[2, 0, 0, 0]])
    taught = loss_of(Fixed([row]), [[UNKNOWN, *soft]])
    both = loss_of(Fixed([row]), [[2, *soft]])
    assert both.item() == pytest.approx((told.item() + taught.item()) / 2)
    agreed = Fixed([row])
    same = folded(torch.tensor([row])).exp()[0].tolist()
    loss_of(agreed, [[UNKNOWN, *same]]).backward()
    assert agreed.logits.grad is not None
    assert agreed.logits.grad.abs().max() < 1e-6


class Asymmetric:
    """Tells by the premise."""

    name = "asymmetric"

    def score(self, premises: Sequence[str], hypotheses: Sequence[str]) -> FloatArray:
        return np.array([self.said(premise) for premise in premises], np.float32)

    @staticmethod
    def said(premise: str) -> list[float]:
        return [0.25, 0.5, 0.25] if "mill" in premise else [0.5, 0.0, 0.5]


def test_judgements_come_back_as_they_were_given(tmp_path: Path) -> None:
    """Of the same texts in the same order; of others nothing is known."""
    mill = [pair("The mill is open.", "It is shut."), pair("It is shut.", "The mill is open.")]
    given = Judgements.of(Asymmetric(), [*mill, mill[0]])
    assert len(given) == 2
    given.save(tmp_path / "said.npz")
    back = Judgements.load(tmp_path / "said.npz")
    assert back.scorer == Asymmetric.name
    other = pair("The mill is openI", "t is shut.")
    assert back.of_pairs([mill[1], other, mill[0]]).tolist() == [
        Asymmetric.said(mill[1].premise),
        [0, 0, 0],
        Asymmetric.said(mill[0].premise),
    ]
    assert back.of_pairs([]).shape == (0, 3)


@pytest.mark.parametrize("content", [b"", b"no archive", b"PK\x03\x04"])
def test_a_file_without_judgements_is_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "said.npz"
    file.write_bytes(content)
    with pytest.raises(InvalidInput, match="cannot be read as judgements"):
        Judgements.load(file)
    np.savez(file, hashes=np.zeros(0, np.uint64))
    with pytest.raises(InvalidInput, match="scorer.* is missing"):
        Judgements.load(file)
    np.savez(file, scorer="a", hashes=np.zeros(2, np.uint64), probabilities=np.zeros((1, 3)))
    with pytest.raises(InvalidInput, match="do not fit each other"):
        Judgements.load(file)


def test_re_paired_statements_have_no_label_and_no_pair_yet() -> None:
    """Near statements of different pairs, or of one premise; the same for the same seed."""
    pairs = [
        pair("The mill is open.", "The mill is shut."),
        pair("The mill is open.", "The mill is red."),
        pair("The old mill is shut.", "Bees are asleep.", "neutral"),
    ]
    made = re_paired(pairs, WordEmbedder(), 4, seed=0)
    assert made == re_paired(pairs, WordEmbedder(), 4, seed=0)
    assert len(made) == 4
    known = {frozenset((p.premise, p.hypothesis)) for p in pairs}
    texts = frozenset().union(*known)
    for p in made:
        assert p.label == UNLABELLED
        assert {p.premise, p.hypothesis} < texts
        assert frozenset((p.premise, p.hypothesis)) not in known


def test_the_mean_of_checkpoints(tmp_path: Path) -> None:
    """Weights are averaged by their shares; other files come from the last checkpoint."""
    for name, value in (("a", 1.0), ("b", 5.0), ("c", 5.0)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "config.json").write_text(name)
        width = 3 if name == "c" else 2
        weights = {"layer": np.full(width, value, np.float32)}
        save_file(weights, tmp_path / name / "model.safetensors")
    average([tmp_path / "a", tmp_path / "b"], [1, 3], tmp_path / "mean")
    assert load_file(tmp_path / "mean" / "model.safetensors")["layer"].tolist() == [4.0, 4.0]
    assert (tmp_path / "mean" / "config.json").read_text() == "b"
    with pytest.raises(InvalidInput, match="c: its weights have other names or shapes"):
        average([tmp_path / "a", tmp_path / "c"], [1, 1], tmp_path / "none")
    with pytest.raises(InvalidInput, match="mean-of-none: no model.safetensors in this folder"):
        average([tmp_path / "a", tmp_path / "mean-of-none"], [1, 1], tmp_path / "none")
    with pytest.raises(InvalidInput, match="shares must be as many as the checkpoints"):
        average([tmp_path / "a"], [1, 1], tmp_path / "none")
