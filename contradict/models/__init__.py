"""Models that fill the seams: bundled ones on ONNX Runtime, others through their library."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from os import PathLike, fspath
from pathlib import Path

from contradict.errors import InvalidInput
from contradict.protocols import Embedder, Scorer

BUNDLED = "bundled"


def bundled_path(name: str) -> Path:
    """Return the folder ``embedder`` or ``scorer``, or another of the bundled files."""
    return Path(str(files("contradict.models") / "weights" / name))


def load_embedder(name: str | PathLike[str] = BUNDLED, *, threads: int = 0) -> Embedder:
    """Return a bi-encoder.

    ``name`` is ``"bundled"``, a folder made by ``python -m contradict.models.export``,
    or the name or folder of a sentence-transformers model (the extra
    ``sentence-transformers``). It computes with ``threads``, 0 being all; a number for
    torch holds for the whole process. A bundled model is loaded once in a process, as long as
    ``threads`` is the same.

    Raises `ModelError` if there is no such model or it cannot be used,
    `MissingExtra` if its library is not installed, `InvalidInput` for a negative number.
    """
    name, threads = fspath(name), _checked(threads)
    if name == BUNDLED:
        return _bundled_embedder(threads)
    if _is_exported(name):
        from contradict.models.onnx_bert import OnnxEmbedder

        return OnnxEmbedder(Path(name), threads=threads)
    from contradict.models.transformer import TransformerEmbedder

    return TransformerEmbedder(name, threads=threads)


def load_scorer(name: str | PathLike[str] = BUNDLED, *, threads: int = 0) -> Scorer:
    """Return an NLI cross-encoder; ``name``, ``threads`` and errors as for `load_embedder`.

    A model whose ``id2label`` does not name entailment, neutral and contradiction
    is refused.
    """
    name, threads = fspath(name), _checked(threads)
    if name == BUNDLED:
        return _bundled_scorer(threads)
    if _is_exported(name):
        from contradict.models.onnx_bert import OnnxScorer

        return OnnxScorer(Path(name), threads=threads)
    from contradict.models.transformer import TransformerScorer

    return TransformerScorer(name, threads=threads)


def _checked(threads: int) -> int:
    if not isinstance(threads, int) or threads < 0:
        raise InvalidInput(f"threads must be a whole number from 0; got {threads!r}")
    return threads


def _is_exported(name: str) -> bool:
    return (Path(name) / "card.json").is_file()


@lru_cache(maxsize=1)
def _bundled_embedder(threads: int) -> Embedder:
    from contradict.models.onnx_bert import OnnxEmbedder

    return OnnxEmbedder(bundled_path("embedder"), threads=threads)


@lru_cache(maxsize=1)
def _bundled_scorer(threads: int) -> Scorer:
    from contradict.models.onnx_bert import OnnxScorer

    return OnnxScorer(bundled_path("scorer"), threads=threads)
