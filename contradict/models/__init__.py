"""Models that fill the seams: bundled ones on ONNX Runtime, others through their library."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from os import PathLike, fspath
from pathlib import Path

from contradict.protocols import Embedder, Scorer

BUNDLED = "bundled"


def bundled_path(name: str) -> Path:
    """Return the folder ``embedder`` or ``scorer``, or another of the bundled files."""
    return Path(str(files("contradict.models") / "weights" / name))


def load_embedder(name: str | PathLike[str] = BUNDLED) -> Embedder:
    """Return a bi-encoder.

    ``name`` is ``"bundled"``, a folder made by ``python -m contradict.models.export``,
    or the name or folder of a sentence-transformers model (the extra
    ``sentence-transformers``). A bundled model is loaded once in a process.

    Raises `ModelError` if there is no such model or it cannot be used,
    `MissingExtra` if its library is not installed.
    """
    name = fspath(name)
    if name == BUNDLED:
        return _bundled_embedder()
    if _is_exported(name):
        from contradict.models.onnx_bert import OnnxEmbedder

        return OnnxEmbedder(Path(name))
    from contradict.models.transformer import TransformerEmbedder

    return TransformerEmbedder(name)


def load_scorer(name: str | PathLike[str] = BUNDLED) -> Scorer:
    """Return an NLI cross-encoder; ``name`` and errors as for `load_embedder`.

    A model whose ``id2label`` does not name entailment, neutral and contradiction
    is refused.
    """
    name = fspath(name)
    if name == BUNDLED:
        return _bundled_scorer()
    if _is_exported(name):
        from contradict.models.onnx_bert import OnnxScorer

        return OnnxScorer(Path(name))
    from contradict.models.transformer import TransformerScorer

    return TransformerScorer(name)


def _is_exported(name: str) -> bool:
    return (Path(name) / "card.json").is_file()


@lru_cache(maxsize=1)
def _bundled_embedder() -> Embedder:
    from contradict.models.onnx_bert import OnnxEmbedder

    return OnnxEmbedder(bundled_path("embedder"))


@lru_cache(maxsize=1)
def _bundled_scorer() -> Scorer:
    from contradict.models.onnx_bert import OnnxScorer

    return OnnxScorer(bundled_path("scorer"))
