"""What the cross-encoder is trained for: NLI, and whether two texts speak of one thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from sentence_transformers.util import batch_to_device
from torch import Tensor, nn

from contradict.protocols import LABELS

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder


class RelatedNLILoss(nn.Module):
    """The sum of two losses, for a model whose outputs are `LABELS` and ``UNRELATED``.

    Pairs with one of `LABELS` have a cross-entropy over these three; so have the others
    none, and a near statement about something else does not teach that a conflict is
    neutral. All pairs have the binary cross-entropy of the fourth output. A label is
    the position of an output.
    """

    def __init__(self, model: CrossEncoder, label_smoothing: float = 0.0) -> None:
        super().__init__()
        self.model = model
        self.nli = nn.CrossEntropyLoss(label_smoothing=label_smoothing, reduction="sum")
        self.unrelated = nn.BCEWithLogitsLoss()

    def forward(
        self,
        inputs: list[list[str]],
        labels: Tensor,
        prompt: str | None = None,
        task: str | None = None,
    ) -> Tensor:
        """Return the mean loss of the pairs in the two columns of ``inputs``."""
        pairs = list(zip(*inputs, strict=True))
        tokens = batch_to_device(
            self.model.preprocess(pairs, prompt=prompt, task=task), self.model.device
        )
        logits = self.model(tokens)["scores"].float()
        labels = labels.view(-1)
        related = labels < len(LABELS)
        loss: Tensor = self.unrelated(logits[:, -1], (~related).float())
        if torch.any(related):
            loss = loss + self.nli(logits[related, :-1], labels[related]) / len(labels)
        return loss
