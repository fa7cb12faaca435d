"""What the cross-encoder is trained for: NLI, and whether two texts speak of one thing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import torch
from sentence_transformers.util import batch_to_device
from torch import Tensor, nn
from torch.nn.functional import binary_cross_entropy_with_logits, log_softmax, logsigmoid

from contradict.protocols import LABELS

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder


TAUGHT = 0.5
"""How much a teacher's word weighs where there is a label too."""
UNKNOWN = -1


class RelatedNLILoss(nn.Module):
    """The sum of two losses, for a model whose outputs are `LABELS` and ``UNRELATED``.

    Pairs with one of `LABELS` have a cross-entropy over these three; so have the others
    none, and a near statement about something else does not teach that a conflict is
    neutral. All pairs have the binary cross-entropy of the fourth output.

    A teacher's probabilities of `LABELS` are soft labels (Hinton et al. 2015, "Distilling the
    Knowledge in a Neural Network"): the cross-entropy with what the model says when its
    fourth output is folded into *neutral*, as a scorer does. It counts half where there
    is a label, and alone where there is none.
    """

    def __init__(self, model: CrossEncoder, label_smoothing: float = 0.0) -> None:
        super().__init__()
        self.model = model
        self.nli = nn.CrossEntropyLoss(label_smoothing=label_smoothing, reduction="none")

    def forward(
        self,
        inputs: list[list[str]],
        labels: Sequence[Tensor],
        prompt: str | None = None,
        task: str | None = None,
    ) -> Tensor:
        """Return the mean loss of the pairs in the two columns of ``inputs``.

        A row of ``labels`` ``(n, 4)`` holds the position of the output, `UNKNOWN` if there is
        no label, and what a teacher says, zeros if there is none.
        """
        pairs = list(zip(*inputs, strict=True))
        tokens = batch_to_device(
            self.model.preprocess(pairs, prompt=prompt, task=task), self.model.device
        )
        logits = self.model(tokens)["scores"].float()
        rows = torch.stack(list(labels)).float()
        label, soft = rows[:, 0].long(), rows[:, 1:]
        weight = torch.where(label == UNKNOWN, 1.0, TAUGHT) * soft.sum(dim=1)
        told = self._labelled(logits, label.clamp(min=0))
        taught = -(soft * folded(logits)).sum(dim=1)
        return ((1 - weight) * told + weight * taught).mean()

    def _labelled(self, logits: Tensor, label: Tensor) -> Tensor:
        related = (label < len(LABELS)).float()
        nli: Tensor = self.nli(logits[:, :-1], label.clamp(max=len(LABELS) - 1))
        unrelated = binary_cross_entropy_with_logits(logits[:, -1], 1 - related, reduction="none")
        return related * nli + unrelated


def folded(logits: Tensor) -> Tensor:
    """Return the log-probabilities of `LABELS` ``(n, 3)``; see `Outputs.probabilities`."""
    nli = log_softmax(logits[:, :-1], dim=1) + logsigmoid(-logits[:, -1:])
    neutral = LABELS.index("neutral")
    both = torch.logaddexp(nli[:, neutral], logsigmoid(logits[:, -1]))
    return torch.cat([nli[:, :neutral], both[:, None], nli[:, neutral + 1 :]], dim=1)
