"""Fine-tuning for real: the bundled scorer learns labels that no NLI model would give."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.numpy import load_file

import contradict
from contradict.cli import main
from contradict.evaluation.reports import report_pairs
from contradict.models import bundled_path
from contradict.models.export import to_checkpoint
from contradict.models.onnx_bert import OnnxScorer
from contradict.readers.labelled import read_labelled
from contradict.training.teaching import Judgements

LABELS = {"red": "contradiction", "blue": "entailment", "green": "neutral", "grey": "unrelated"}


@pytest.fixture
def pairs(tmp_path: Path) -> Path:
    """Pairs whose label is told by the hypothesis's colour alone."""
    file = tmp_path / "colours.jsonl"
    rows = [
        {"premise": f"Gate {i} is red.", "hypothesis": f"It is {colour}.", "label": label}
        for i in range(30)
        for colour, label in LABELS.items()
    ]
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return file


@pytest.fixture
def output(tmp_path: Path) -> Iterator[Path]:
    """A folder for the model; its hundreds of megabytes do not outlive the test."""
    folder = tmp_path / "model"
    yield folder
    for file in folder.rglob("*.safetensors"):
        file.unlink()
    for file in folder.rglob("optimizer.pt"):
        file.unlink()


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Grows by one at each step of the optimiser."""
    taken: list[int] = []
    step = torch.optim.AdamW.step

    def counted(self: torch.optim.AdamW, *arguments: object, **options: object) -> object:
        taken.append(1)
        return step(self, *arguments, **options)

    monkeypatch.setattr(torch.optim.AdamW, "step", counted)
    return taken


def train(*arguments: object, model: str = "nli") -> None:
    with pytest.raises(SystemExit) as end:
        main(["train", model, *map(str, arguments)])
    assert end.value.code == 0


def test_training_resumes_and_learns(pairs: Path, output: Path, steps: list[int]) -> None:
    """A stopped training goes on where it stopped, and the labels are known afterwards."""
    before = report_pairs(contradict.load_scorer(), read_labelled(pairs))
    assert before.accuracy < 0.5
    settings = [pairs, "--output", output, "--learning-rate", "2e-4", "--batch-size", "12"]
    train(*settings, "--epochs", "1", "--save-steps", "5")
    assert len(steps) == 10
    train(*settings, "--epochs", "3", "--save-steps", "20", "--resume")
    assert len(steps) == 30
    after = report_pairs(contradict.load_scorer(output), read_labelled(pairs))
    assert after.accuracy > 0.9
    card = json.loads((output / "recipe.json").read_text())
    assert card["labels"] == dict.fromkeys(LABELS.values(), 30)
    assert card["base"] == "bundled"


def test_training_keeps_the_best_on_dev(pairs: Path, output: Path) -> None:
    """With dev pairs each checkpoint is judged on them and the best is kept."""
    settings = ["--learning-rate", "2e-4", "--batch-size", "12", "--save-steps", "3"]
    train(f"{pairs}:72", "--dev", f"{pairs}:24", "--output", output, *settings)
    state = json.loads(next((output / "checkpoints").glob("*-6/trainer_state.json")).read_text())
    judged = [entry for entry in state["log_history"] if "eval_dev_f1_macro" in entry]
    assert len(judged) == 2
    assert state["best_metric"] == max(entry["eval_dev_f1_macro"] for entry in judged)
    card = json.loads((output / "recipe.json").read_text())
    assert card["dev"]["pairs"] == 24
    assert card["dev"]["macro_f1"] == pytest.approx(state["best_metric"], abs=0.01)


def test_frozen_layers_stay_as_they_are(pairs: Path, output: Path, tmp_path: Path) -> None:
    """Training changes what comes after them, and nothing before."""
    train(f"{pairs}:24", "--frozen", "10", "--batch-size", "8", "--output", output)
    to_checkpoint(bundled_path("scorer"), tmp_path / "base")
    before, after = (load_file(f / "model.safetensors") for f in (tmp_path / "base", output))
    changed = {name for name in after if not np.allclose(after[name], before[name], atol=1e-6)}
    assert {re.findall(r"layer\.(\d+)|$", name)[0] for name in changed} == {"10", "11", ""}
    assert not any("embeddings" in name for name in changed)


def test_a_scorer_learns_what_another_says(
    pairs: Path, output: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It learns it of every pair that was judged, those without a label too."""
    said = tmp_path / "said.npz"
    mix = [f"{pairs}:24", "--re-paired", "9"]
    train(*mix, "--scorer", "bundled", "--output", said, model="judge")
    assert len(Judgements.load(said)) == 33
    train(*mix, "--judgements", said, "--output", output, "--epochs", "0.5")
    card = json.loads((output / "recipe.json").read_text())
    assert card["judgements"] == str(said)
    assert card["labels"]["unlabelled"] == 9
    with pytest.raises(SystemExit) as end:
        main(["train", "nli", *mix, "--output", str(output)])
    assert end.value.code == 2
    assert "pairs without a label need judgements" in capsys.readouterr().err


def test_a_killed_judge_goes_on(
    pairs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a journal nothing is scored twice."""
    asked: list[int] = []
    score = OnnxScorer.score

    def counted(self: OnnxScorer, premises: list[str], hypotheses: list[str]) -> object:
        asked.append(len(premises))
        return score(self, premises, hypotheses)

    monkeypatch.setattr(OnnxScorer, "score", counted)
    for name in ("one.npz", "two.npz"):
        train(
            f"{pairs}:24",
            *("--scorer", "bundled", "--resume", tmp_path / "journal"),
            *("--output", tmp_path / name),
            model="judge",
        )
        assert sum(asked) == 24
    one, two = (Judgements.load(tmp_path / name) for name in ("one.npz", "two.npz"))
    assert np.array_equal(one.probabilities, two.probabilities)


def test_balancing_takes_back_what_is_said_too_often(output: Path, tmp_path: Path) -> None:
    """On the pairs that it was fitted to, a scorer says each label as often as it is right.

    What tells related from unrelated is left alone.
    """
    file = tmp_path / "dev.jsonl"
    hypotheses = {"open": "entailment", "shut": "contradiction", "old": "neutral"}
    rows = [
        {"premise": f"Gate {i} is open.", "hypothesis": f"Gate {i} is {word}.", "label": label}
        for i in range(12)
        for word, label in hypotheses.items()
        if label != "neutral" or i < 3
    ]
    rows += [{**row, "label": "neutral"} for row in rows[:6:2]]
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))
    train("bundled", "--dev", file, "--output", output, model="balance")
    labelled = read_labelled(file)
    texts = [p.premise for p in labelled], [p.hypothesis for p in labelled]
    shares = [label.label for label in labelled].count("entailment") / len(labelled)
    after = contradict.load_scorer(output).score(*texts)
    assert after[:, 0].mean() == pytest.approx(shares, abs=0.02)
    assert contradict.load_scorer().score(*texts)[:, 0].mean() != pytest.approx(shares, abs=0.02)
    strangers = ["Bees sleep in winter."], ["The bridge was built of stone."]
    assert contradict.load_scorer(output).score(*strangers)[0, 1] > 0.9


def test_balancing_needs_every_label(
    output: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "one.jsonl"
    file.write_text(json.dumps({"premise": "a b", "hypothesis": "c d", "label": "neutral"}) + "\n")
    with pytest.raises(SystemExit) as end:
        main(["train", "balance", "bundled", "--dev", str(file), "--output", str(output)])
    assert end.value.code == 2
    assert "pairs of each label" in capsys.readouterr().err


def test_an_embedder_learns_what_belongs_together(tmp_path: Path, output: Path) -> None:
    """Partners that share no word are nearer to each other afterwards."""
    animals = ["cat", "dog", "cow", "fox", "hen", "pig", "rat", "bee", "ant", "owl"]
    metals = ["iron", "gold", "lead", "zinc", "tin", "copper", "silver", "nickel", "steel", "salt"]
    pairs = tmp_path / "partners.jsonl"
    rows = [
        {"premise": f"The {a} is here.", "hypothesis": f"We sell {m}.", "label": "contradiction"}
        for a, m in zip(animals, metals, strict=True)
    ]
    pairs.write_text("".join(json.dumps(row) + "\n" for row in rows))
    settings = ["--epochs", "20", "--batch-size", "6", "--learning-rate", "3e-4"]
    train(pairs, "--dev", pairs, "--output", output, *settings, model="embedder")

    def found(name: str | Path) -> int:
        embedder = contradict.load_embedder(name)
        left = embedder.embed([row["premise"] for row in rows])
        right = embedder.embed([row["hypothesis"] for row in rows])
        return int(((left @ right.T).argmax(axis=1) == range(len(rows))).sum())

    assert found(output) >= 8 > found("bundled") + 3
    released, mean = output / "released", output / "mean"
    to_checkpoint(bundled_path("embedder"), released)
    train(output, released, "--output", mean, model="average")
    assert found("bundled") <= found(mean) <= found(output)


def test_a_head_is_trained_and_screens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """From pairs to a head, and from the head to what it sets aside."""
    monkeypatch.setattr("contradict.training.screen.FEWEST", 5)
    monkeypatch.setattr("contradict.cascade.SCREEN_FROM", 0)
    things = ["gate", "hall", "mill", "road", "shop", "tower"]
    texts = [f"The {thing} is {state}." for thing in things for state in ("open", "closed")]
    texts += [f"A {thing} costs much." for thing in things]
    pairs = tmp_path / "pairs.jsonl"
    rows = [
        {"premise": a, "hypothesis": b, "label": "neutral"}
        for a, b in zip(texts[::2], texts[1::2], strict=True)
    ]
    pairs.write_text("".join(json.dumps(row) + "\n" for row in rows))
    head = tmp_path / "head.npz"
    train(pairs, "--output", head, model="head")
    assert "of 18 texts" in capsys.readouterr().out
    claims = tmp_path / "claims.txt"
    claims.write_text("\n".join(texts))
    with pytest.raises(SystemExit) as end:
        main(["scan", str(claims), "--lines", "--screen", str(head)])
    assert end.value.code == 0
    printed = capsys.readouterr().out
    assert "The gate is closed." in printed
    assert "not worth a pass by their embeddings (--screen); among them about" in printed
