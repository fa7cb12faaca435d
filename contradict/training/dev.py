"""How checkpoints of a cross-encoder are judged while it is trained."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from sentence_transformers.base.evaluation import BaseEvaluator

from contradict.evaluation.measures import f1_per_class
from contradict.models.labels import Outputs
from contradict.protocols import LABELS, UNRELATED
from contradict.readers.labelled import LabelledPair


class DevScores(BaseEvaluator):
    """Macro-F1 over `LABELS` of the probabilities that a detector would be given."""

    def __init__(self, pairs: Sequence[LabelledPair]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # the library's
        self._texts = [(pair.premise, pair.hypothesis) for pair in pairs]
        labels = ["neutral" if p.label == UNRELATED else p.label for p in pairs]
        self._truth = np.array([LABELS.index(label) for label in labels], np.int64)
        self.primary_metric = "dev_f1_macro"

    def __call__(self, model: Any, *arguments: Any, **options: Any) -> dict[str, float]:
        """Return the figure by its name."""
        outputs = Outputs.of(model.config.id2label, "in training")
        logits = model.predict(
            self._texts, activation_fn=torch.nn.Identity(), show_progress_bar=False
        )
        predicted = outputs.probabilities(np.asarray(logits, np.float32)).argmax(axis=1)
        f1 = f1_per_class(predicted.astype(np.int64), self._truth, len(LABELS))
        accuracy = float((predicted == self._truth).mean())
        return {"dev_f1_macro": float(f1.mean()), "dev_accuracy": accuracy}
