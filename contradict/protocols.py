"""The two seams where a model plugs in, and the shape of progress reports."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal, Protocol, TypeAlias, runtime_checkable

import numpy as np
import numpy.typing as npt

FloatArray: TypeAlias = npt.NDArray[np.float32]
IntArray: TypeAlias = npt.NDArray[np.int64]

Stage: TypeAlias = Literal["embed", "search", "score", "explain", "link"]
Progress: TypeAlias = Callable[[Stage, int, int], None]
"""Called as ``progress(stage, done, total)``; ``done`` never falls within a stage."""

StageProgress: TypeAlias = Callable[[int, int], None]
"""The same within one stage: ``progress(done, total)``."""

LABELS = ("entailment", "neutral", "contradiction")
"""The order of a scorer's columns."""

UNRELATED = "unrelated"
"""Label of two texts that speak of different things; among `LABELS` it is neutral."""


class Embedder(Protocol):
    """A bi-encoder."""

    @property
    def name(self) -> str:
        """Identifies the weights."""

    def embed(self, texts: Sequence[str]) -> FloatArray:
        """Return float32 rows of length one, shape ``(len(texts), d)``."""


class Scorer(Protocol):
    """An NLI cross-encoder."""

    @property
    def name(self) -> str:
        """Identifies the weights."""

    def score(self, premises: Sequence[str], hypotheses: Sequence[str]) -> FloatArray:
        """Return float32 probabilities of shape ``(len(premises), 3)``.

        The columns stand in the order of `LABELS`; a row sums to one. Row ``i``
        judges ``hypotheses[i]`` given ``premises[i]``.
        """


@runtime_checkable
class TokenLimited(Protocol):
    """What a model offers so that long texts can be cut into windows for it.

    Optional: a model without it is given every text whole.
    """

    @property
    def max_tokens(self) -> int:
        """Tokens of text that fit into one pass, special tokens not counted."""

    def count_tokens(self, texts: Sequence[str]) -> IntArray:
        """Tokens of each text, special tokens not counted, shape ``(len(texts),)``."""
