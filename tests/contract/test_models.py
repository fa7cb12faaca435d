"""What every embedder and every scorer must do: the bundled ones and sentence-transformers'."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from pathlib import Path

import numpy as np
import onnxruntime
import pytest
from safetensors.numpy import load_file, save_file
from tokenizers import Encoding, Tokenizer

from contradict import (
    Claim,
    Detector,
    Embedder,
    InvalidInput,
    ModelError,
    Scorer,
    TokenLimited,
    find_pairs,
    load_embedder,
    load_scorer,
)
from contradict.models import bundled_path
from contradict.models.onnx_bert import OnnxBert, OnnxEmbedder, OnnxScorer
from contradict.models.transformer import TransformerEmbedder, TransformerScorer, versioned

TEXTS = [
    "The bridge is open.",
    "The bridge has been closed since Tuesday because of the storm that came in from the sea.",
    "Prices rose by 3.5 % in May.",
    "The bridge is open.",
    "x",
]
ORDER = [3, 1, 4, 0, 2]


@pytest.fixture(params=["bundled", "sentence-transformers"])
def embedder(request: pytest.FixtureRequest, checkpoints: dict[str, str]) -> Embedder:
    """Each embedder in turn."""
    return _embedder("bundled" if request.param == "bundled" else checkpoints["embedder"])


@pytest.fixture(params=["bundled", "sentence-transformers"])
def scorer(request: pytest.FixtureRequest, checkpoints: dict[str, str]) -> Scorer:
    """Each scorer in turn."""
    return _scorer("bundled" if request.param == "bundled" else checkpoints["scorer"])


_embedder: Callable[[str], Embedder] = cache(load_embedder)
_scorer: Callable[[str], Scorer] = cache(load_scorer)


@pytest.mark.parametrize("built", [[], ["CUDAExecutionProvider"]])
def test_a_gpu_is_used_where_the_runtime_knows_one(
    built: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What this build cannot run is not asked for, which would be a warning at every start."""
    known = [*built, "AzureExecutionProvider", "CPUExecutionProvider"]
    asked: list[list[str]] = []
    session = onnxruntime.InferenceSession

    def spied(path: Path, options: object, providers: list[str]) -> object:
        asked.append(providers)
        return session(path, options, providers=["CPUExecutionProvider"])

    monkeypatch.setattr(onnxruntime, "get_available_providers", lambda: known)
    monkeypatch.setattr(onnxruntime, "InferenceSession", spied)
    OnnxEmbedder(bundled_path("embedder"))
    assert asked == [[*built, "CPUExecutionProvider"]]


def test_embeddings_are_unit_rows(embedder: Embedder) -> None:
    """Float32, one row a text, length one, equal texts alike; none for none."""
    rows = embedder.embed(TEXTS)
    assert rows.dtype == np.float32
    assert rows.shape == (5, 384)
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
    np.testing.assert_allclose(rows[0], rows[3], atol=1e-6)
    assert embedder.embed([]).shape[0] == 0


def test_embeddings_do_not_depend_on_company(embedder: Embedder) -> None:
    """A text's row is the same in any order and alone."""
    rows = embedder.embed(TEXTS)
    np.testing.assert_allclose(embedder.embed([TEXTS[i] for i in ORDER]), rows[ORDER], atol=1e-5)
    for text, row in zip(TEXTS, rows, strict=True):
        np.testing.assert_allclose(embedder.embed([text])[0], row, atol=1e-5)


def test_scores_are_probabilities(scorer: Scorer) -> None:
    """Float32, three columns, rows that sum to one; none for none."""
    rows = scorer.score(TEXTS, TEXTS[::-1])
    assert rows.dtype == np.float32
    assert rows.shape == (5, 3)
    assert (rows >= 0).all()
    np.testing.assert_allclose(rows.sum(axis=1), 1, atol=1e-5)
    assert scorer.score([], []).shape == (0, 3)


def test_scores_do_not_depend_on_company(scorer: Scorer) -> None:
    """A pair's row is the same in any order and alone."""
    others = TEXTS[::-1]
    rows = scorer.score(TEXTS, others)
    shuffled = scorer.score([TEXTS[i] for i in ORDER], [others[i] for i in ORDER])
    np.testing.assert_allclose(shuffled, rows[ORDER], atol=1e-5)
    for premise, hypothesis, row in zip(TEXTS, others, rows, strict=True):
        np.testing.assert_allclose(scorer.score([premise], [hypothesis])[0], row, atol=1e-5)


def test_scorer_knows_a_contradiction(scorer: Scorer) -> None:
    """The columns are what they are called."""
    rows = scorer.score(
        ["The gate is open.", "A man is playing the violin on stage."],
        ["The gate is closed.", "A man is playing an instrument."],
    )
    assert rows.argmax(axis=1).tolist() == [2, 0]


def test_models_say_what_fits(embedder: Embedder, scorer: Scorer) -> None:
    """Both count tokens without special ones and take that many."""
    for model in (embedder, scorer):
        assert isinstance(model, TokenLimited)
        assert model.count_tokens(["the gate is open", "the"]).tolist() == [4, 1]
        assert model.count_tokens([]).shape == (0,)
        assert 100 < model.max_tokens < 600
    half = "gate " * (scorer.max_tokens // 2)  # type: ignore[attr-defined]  # asserted above
    assert scorer.score([half], [half]).shape == (1, 3)


def test_bundled_models_agree_with_sentence_transformers(checkpoints: dict[str, str]) -> None:
    """ONNX Runtime with dequantised weights computes what torch does with the same weights."""
    a, b = load_embedder(), load_embedder(checkpoints["embedder"])
    assert isinstance(a, OnnxEmbedder)
    assert isinstance(b, TransformerEmbedder)
    np.testing.assert_allclose(a.embed(TEXTS), b.embed(TEXTS), atol=1e-4)
    c, d = load_scorer(), load_scorer(checkpoints["scorer"])
    assert isinstance(c, OnnxScorer)
    assert isinstance(d, TransformerScorer)
    np.testing.assert_allclose(c.score(TEXTS, TEXTS[::-1]), d.score(TEXTS, TEXTS[::-1]), atol=1e-3)


@pytest.mark.parametrize("threads", [1, 2])
def test_threads_change_nothing(threads: int, karabakh: list[Claim]) -> None:
    """The bundled models give the same bits with any number of threads."""
    texts = [c.text for c in karabakh[:12]]
    embedder, scorer = load_embedder(), load_scorer()
    other = OnnxEmbedder(bundled_path("embedder"), threads=threads)
    assert np.array_equal(other.embed(texts), embedder.embed(texts))
    judge = OnnxScorer(bundled_path("scorer"), threads=threads)
    assert np.array_equal(judge.score(texts, texts[::-1]), scorer.score(texts, texts[::-1]))


def test_threads_are_handed_on(checkpoints: dict[str, str], tmp_path: Path) -> None:
    """To ONNX Runtime, to torch and to FAISS; a number that is none is refused."""
    import faiss
    import torch

    before = faiss.omp_get_max_threads(), torch.get_num_threads()
    try:
        detector = Detector.load(threads=1)
        folder = load_embedder(shutil.copytree(bundled_path("embedder"), tmp_path / "e"), threads=1)
        for model in (detector.embedder, detector.scorer, folder):
            assert isinstance(model, OnnxBert)
            assert model._session.get_session_options().intra_op_num_threads == 1
        assert faiss.omp_get_max_threads() == 1
        torch.set_num_threads(2)
        load_scorer(checkpoints["scorer"], threads=1)
        assert torch.get_num_threads() == 1
    finally:
        faiss.omp_set_num_threads(before[0])
        torch.set_num_threads(before[1])
    with pytest.raises(InvalidInput, match="threads must be a whole number from 0; got -1"):
        load_scorer(threads=-1)


@pytest.mark.parametrize("batch", [1, 60, 100_000])
def test_batch_size_changes_nothing(
    batch: int, karabakh: list[Claim], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The bundled scorer gives the same bits whatever shares its batch."""
    texts = [c.text for c in karabakh[:16]]
    expected = load_scorer().score(texts, texts[::-1])
    monkeypatch.setattr("contradict.models.onnx_bert.TOKENS_A_BATCH", batch)
    assert np.array_equal(load_scorer().score(texts, texts[::-1]), expected)


def test_bundled_models_are_loaded_once() -> None:
    """A second call costs nothing."""
    assert load_scorer() is load_scorer("bundled")
    assert load_embedder() is load_embedder("bundled")


class CountingTokenizer:
    """A tokenizer that keeps what it was given."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self.texts: list[str] = []
        self._tokenizer = tokenizer

    def encode_batch(self, texts: list[str], **settings: bool) -> list[Encoding]:
        self.texts += texts
        return self._tokenizer.encode_batch(texts, **settings)


def test_each_text_is_tokenised_once(
    karabakh: list[Claim], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Through a whole scan, in which it is planned, and scored with several both ways."""
    models = OnnxEmbedder(bundled_path("embedder")), OnnxScorer(bundled_path("scorer"))
    counters = [CountingTokenizer(model._tokenizer) for model in models]
    for model, counter in zip(models, counters, strict=True):
        monkeypatch.setattr(model, "_tokenizer", counter)
    texts = [claim.text for claim in karabakh[:6]]
    pairs = find_pairs([*texts, texts[0]], embedder=models[0], scorer=models[1], threshold=0)
    assert pairs.coverage.passes == 2 * 15
    for counter in counters:
        assert set(texts) <= set(counter.texts)
        assert len(counter.texts) == len(set(counter.texts))


@pytest.mark.parametrize("kept", [1, 3, 4, 100])
def test_the_memory_of_a_tokenizer_is_bounded(kept: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is forgotten, and what is too much to be kept, gives the same ids in the same order."""
    monkeypatch.setattr("contradict.models.onnx_bert.TEXTS_KEPT", kept)
    model = OnnxScorer(bundled_path("scorer"))
    plain = [model._tokenizer.encode(text, add_special_tokens=False).ids for text in TEXTS]
    for order in ([0, 3], [1, 2], [4], ORDER, [*ORDER, 0]):
        found = model.word_pieces([TEXTS[i] for i in order])
        assert [list(ids) for ids in found] == [plain[i] for i in order]
        assert len(model._known) <= kept


def test_a_pair_that_does_not_fit_is_an_error() -> None:
    """The engine never cuts silently."""
    with pytest.raises(ModelError, match="takes 512 tokens; got"):
        load_scorer().score(["gate " * 600], ["gate"])


def damaged(tmp_path: Path, role: str = "scorer") -> Path:
    folder = tmp_path / role
    folder.mkdir()
    for file in bundled_path(role).iterdir():
        (folder / file.name).write_bytes(file.read_bytes())
    return folder


def test_damaged_weights_are_refused(tmp_path: Path) -> None:
    """One wrong byte in the file is found by its hash."""
    folder = damaged(tmp_path)
    data = bytearray((folder / "model.onnx").read_bytes())
    data[len(data) // 2] ^= 1
    (folder / "model.onnx").write_bytes(data)
    with pytest.raises(ModelError, match=r"model.onnx: is damaged \(sha256"):
        load_scorer(str(folder))


def test_incomplete_folders_are_refused(tmp_path: Path) -> None:
    """A missing file, an unreadable card and the wrong role are told by name."""
    folder = damaged(tmp_path)
    with pytest.raises(ModelError, match="role 'scorer', not 'embedder'"):
        load_embedder(str(folder))
    (folder / "tokenizer.json").unlink()
    with pytest.raises(ModelError, match=r"tokenizer.json: cannot be read"):
        load_scorer(str(folder))
    card = json.loads((folder / "card.json").read_text())
    for content in ("{", "[]", "{}", json.dumps(card | {"sha256": {}})):
        (folder / "card.json").write_text(content)
        with pytest.raises(ModelError, match=r"card.json: cannot be read as a model's card"):
            load_scorer(str(folder))


def test_an_exported_folder_is_a_model(tmp_path: Path) -> None:
    """A folder like the bundled one loads by its path."""
    folder = damaged(tmp_path)
    expected = load_scorer().score(TEXTS, TEXTS[::-1])
    assert np.array_equal(load_scorer(folder).score(TEXTS, TEXTS[::-1]), expected)


def test_export_round_trip(checkpoints: dict[str, str], tmp_path: Path) -> None:
    """A checkpoint made of the bundled scorer exports to a folder with the same scores."""
    command = [sys.executable, "-m", "contradict.models.export", "scorer", checkpoints["scorer"]]
    words = ["--name", "again", "--origin", "a test", "--licence", "Apache-2.0"]
    done = subprocess.run([*command, str(tmp_path), *words], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    again = load_scorer(tmp_path)
    assert again.name.startswith("again@")
    np.testing.assert_allclose(
        again.score(TEXTS, TEXTS[::-1]), load_scorer().score(TEXTS, TEXTS[::-1]), atol=1e-4
    )
    done = subprocess.run(
        [*command[:-1], str(tmp_path), str(tmp_path), *words], capture_output=True, text=True
    )
    assert done.returncode == 1
    assert "must hold config.json" in done.stderr


def test_a_folder_is_named_by_its_weights(tmp_path: Path) -> None:
    """Weights in modules count, other files do not; the config does where there are none."""
    folder = str(tmp_path)
    assert versioned("cross-encoder/nli-MiniLM2-L6-H768") == "cross-encoder/nli-MiniLM2-L6-H768"
    (tmp_path / "2_Dense").mkdir()
    names = set()
    for file in ("config.json", "model.safetensors", "2_Dense/pytorch_model.bin"):
        for content in ("a", "b"):
            (tmp_path / file).write_text(f"{content} {file}")
            names.add(versioned(folder))
    assert len(names) == 6
    weights = b"b model.safetensorsb 2_Dense/pytorch_model.bin"
    assert versioned(folder) == f"{folder}@{sha256(weights).hexdigest()[:8]}"
    (tmp_path / "config.json").write_text("c")
    assert versioned(folder) in names


def test_a_retrained_model_has_another_name(checkpoints: dict[str, str], tmp_path: Path) -> None:
    """So that a journal does not answer for it, and a pair head is refused."""
    folder = tmp_path / "model"
    shutil.copytree(checkpoints["scorer"], folder)
    before = load_scorer(folder).name
    assert before.startswith(f"{folder}@")
    weights = load_file(folder / "model.safetensors")
    save_file({k: v * 1.01 for k, v in weights.items()}, folder / "model.safetensors")
    assert load_scorer(folder).name != before
    assert load_embedder(checkpoints["embedder"]).name.startswith(f"{checkpoints['embedder']}@")


@pytest.mark.parametrize("load", [load_embedder, load_scorer])
def test_an_unknown_model_is_told(load: Callable[[str], object], tmp_path: Path) -> None:
    """A name that is neither bundled nor loadable, and an empty folder, say what to give."""
    for name in ("no-such/model", str(tmp_path)):
        with pytest.raises(ModelError, match="cannot be loaded as a .*; give 'bundled'"):
            load(name)


def test_a_model_with_unknown_labels_is_refused(
    checkpoints: dict[str, str], tmp_path: Path
) -> None:
    """A cross-encoder whose config does not name the labels is refused by what it names."""
    folder = tmp_path / "nameless"
    shutil.copytree(checkpoints["scorer"], folder)
    config = json.loads((folder / "config.json").read_text())
    del config["id2label"], config["label2id"]
    (folder / "config.json").write_text(json.dumps(config | {"num_labels": 4}))
    with pytest.raises(ModelError, match="must label its outputs entailment.*LABEL_0"):
        load_scorer(str(folder))


def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without sentence-transformers another model's name says what to install."""
    from contradict import MissingExtra

    monkeypatch.setitem(__import__("sys").modules, "sentence_transformers", None)
    with pytest.raises(MissingExtra, match=r"contradict-claims\[sentence-transformers\]"):
        load_scorer("cross-encoder/nli-MiniLM2-L6-H768")
