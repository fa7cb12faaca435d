"""Which output of a classifier means what, told by its own names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from contradict.errors import ModelError
from contradict.protocols import LABELS, UNRELATED, FloatArray, IntArray


@dataclass(frozen=True, slots=True)
class Outputs:
    """The columns of a classifier's logits: those of `LABELS`, and of `UNRELATED` or None.

    NLI takes for granted that both texts speak of one event, which is why its
    contradictions are only half of the question: two claims contradict each other if
    they are about the same event and cannot both be true (de Marneffe et al. 2008,
    "Finding Contradictions in Text"). A model may answer the other half with a fourth
    output, the log-odds that the texts speak of different things.
    """

    labels: IntArray
    unrelated: int | None = None

    @classmethod
    def of(cls, id2label: Mapping[int, str], model: str) -> Outputs:
        """Read the names; raises `ModelError` if they are not `LABELS`, with `UNRELATED` or not."""
        column = {str(label).strip().lower(): int(i) for i, label in id2label.items()}
        known = {*LABELS, UNRELATED} if UNRELATED in column else set(LABELS)
        if column.keys() != known or sorted(column.values()) != list(range(len(known))):
            raise ModelError(
                f"model {model!r} must label its outputs {', '.join(LABELS)}; "
                f"its id2label is {dict(id2label)}"
            )
        return cls(np.array([column[label] for label in LABELS]), column.get(UNRELATED))

    def probabilities(self, logits: FloatArray) -> FloatArray:
        """Return ``logits`` ``(n, outputs)`` as float32 probabilities ``(n, 3)`` of `LABELS`.

        What speaks of different things is neutral: with the probability ``u`` of that,
        the others are shared out among ``1 - u``.
        """
        nli = logits[:, self.labels].astype(np.float64)
        odds = np.exp(nli - nli.max(axis=1, keepdims=True))
        probabilities = odds / odds.sum(axis=1, keepdims=True)
        if self.unrelated is not None:
            related = 1 / (1 + np.exp(logits[:, self.unrelated].astype(np.float64)))
            probabilities *= related[:, None]
            probabilities[:, LABELS.index("neutral")] += 1 - related
        rounded: FloatArray = probabilities.astype(np.float32)
        return rounded
