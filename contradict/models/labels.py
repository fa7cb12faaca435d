"""Which output of a classifier means what, told by its own names."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from contradict.errors import ModelError
from contradict.protocols import LABELS, IntArray


def label_columns(id2label: Mapping[int, str], model: str) -> IntArray:
    """Return the columns of entailment, neutral and contradiction in a model's output.

    Raises `ModelError` naming the labels if they are not exactly those three.
    """
    column = {str(label).strip().lower(): int(i) for i, label in id2label.items()}
    if sorted(column) != sorted(LABELS) or sorted(column.values()) != [0, 1, 2]:
        raise ModelError(
            f"model {model!r} must label its outputs {', '.join(LABELS)}; "
            f"its id2label is {dict(id2label)}"
        )
    return np.array([column[label] for label in LABELS])
