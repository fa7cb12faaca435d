"""Any bi-encoder or cross-encoder that sentence-transformers can load."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from contradict.errors import MissingExtra, ModelError
from contradict.models.labels import Outputs
from contradict.protocols import FloatArray, IntArray

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder, SentenceTransformer

BATCH = 32
WEIGHTS, CONFIG = ("*.safetensors", "*.bin"), "config.json"
_UNLIMITED = 100_000  # some tokenizers say 10**30 for "no limit"


class TransformerEmbedder:
    """A sentence-transformers bi-encoder, by name or folder."""

    def __init__(self, name: str, *, batch_size: int = BATCH, threads: int = 0) -> None:
        self._batch_size = batch_size
        self._model: SentenceTransformer = _load("SentenceTransformer", name, threads)
        self.name = versioned(name)
        self.max_tokens = _room(self._model, pair=False)

    def count_tokens(self, texts: Sequence[str]) -> IntArray:
        """Return the number of tokens of each text, special tokens not counted."""
        return _count(self._model.tokenizer, texts)

    def embed(self, texts: Sequence[str]) -> FloatArray:
        """Return unit float32 rows, shape ``(len(texts), d)``."""
        if not texts:
            return self.embed(["width"])[:0]
        rows = self._model.encode(
            list(texts),
            batch_size=self._batch_size,
            normalize_embeddings=True,
            convert_to_numpy=True,
            show_progress_bar=False,
        )
        return np.asarray(rows, np.float32)


class TransformerScorer:
    """A sentence-transformers cross-encoder trained for NLI, by name or folder."""

    def __init__(self, name: str, *, batch_size: int = BATCH, threads: int = 0) -> None:
        self._batch_size = batch_size
        self._model: CrossEncoder = _load("CrossEncoder", name, threads)
        self.name = versioned(name)
        self._outputs = Outputs.of(self._model.config.id2label, name)
        self.max_tokens = _room(self._model, pair=True)

    def count_tokens(self, texts: Sequence[str]) -> IntArray:
        """Return the number of tokens of each text, special tokens not counted."""
        return _count(self._model.tokenizer, texts)

    def score(self, premises: Sequence[str], hypotheses: Sequence[str]) -> FloatArray:
        """Return float32 probabilities ``(n, 3)``: entailment, neutral, contradiction."""
        if not premises:
            return np.empty((0, 3), np.float32)
        import torch

        logits = self._model.predict(
            list(zip(premises, hypotheses, strict=True)),
            batch_size=self._batch_size,
            activation_fn=torch.nn.Identity(),
            convert_to_numpy=True,
            show_progress_bar=False,
        )
        return self._outputs.probabilities(np.asarray(logits, np.float32))


def versioned(name: str) -> str:
    """Return a folder's path with ``@`` and the first 8 digits of its weights' sha256.

    Another model trained into the same folder thus has another name. Where there are no
    weights, it is the hash of the config. A name on a hub is returned as it is.
    """
    folder = Path(name)
    if not folder.is_dir():
        return name
    weights = [
        file
        for pattern in WEIGHTS
        for place in (pattern, f"[0-9]*_*/{pattern}")  # modules of sentence-transformers
        for file in sorted(folder.glob(place))
    ]
    digest = hashlib.sha256()
    for file in weights or folder.glob(CONFIG):
        with file.open("rb") as stream:
            while block := stream.read(2**20):
                digest.update(block)
    return f"{name}@{digest.hexdigest()[:8]}"


def _load(kind: str, name: str, threads: int) -> Any:
    try:
        import sentence_transformers
    except ImportError:
        raise MissingExtra("sentence-transformers", f"loading {name!r}") from None
    if threads:
        import torch

        torch.set_num_threads(threads)
    try:
        # Half precision would tie a score to its batch mates, and is slow on a CPU.
        return getattr(sentence_transformers, kind)(name, model_kwargs={"dtype": "float32"})
    except Exception as error:  # whatever its many back ends raise
        reason = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        raise ModelError(
            f"{name!r} cannot be loaded as a {kind}; give 'bundled', a model's folder, "
            f"or a name on the hub ({reason})"
        ) from error


def _room(model: Any, *, pair: bool) -> int:
    limit = getattr(model, "max_seq_length", None) or getattr(model, "max_length", None)
    specials = model.tokenizer.num_special_tokens_to_add(pair=pair)
    return min(limit or _UNLIMITED, _UNLIMITED) - int(specials)


def _count(tokenizer: Any, texts: Sequence[str]) -> IntArray:
    if not texts:
        return np.empty(0, np.int64)
    encoded = tokenizer(list(texts), add_special_tokens=False, verbose=False)
    return np.array([len(ids) for ids in encoded["input_ids"]], np.int64)
