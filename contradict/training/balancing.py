"""The labels' share and sharpness, set right after training on a mix that is not like use."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from contradict.errors import InvalidInput, MissingExtra
from contradict.models.labels import Outputs
from contradict.protocols import LABELS, FloatArray
from contradict.readers.labelled import LabelledPair

STEPS = 100
RELATED = -30.0
"""Log-odds of *unrelated* for a model that has no such output."""


def balance(model: str, dev: Sequence[LabelledPair], output: Path) -> None:
    """Scale the logits of `LABELS` and shift them to fit ``dev`` pairs; save to ``output``.

    A model says *neutral* as often as its training pairs were. One temperature and
    one bias a label, by maximum likelihood, take that back: bias-corrected temperature
    scaling (Alexandari et al. 2020, arXiv 1901.06852). They go into the last layer; the output
    for *unrelated* stays as it is. ``model`` is a folder or name of a cross-encoder with
    `LABELS`. Raises `InvalidInput` if a label is not among the pairs.
    """
    try:
        import torch
        from sentence_transformers import CrossEncoder
    except ImportError:
        raise MissingExtra("train", "balancing") from None

    truth = np.array([LABELS.index(pair.label) for pair in dev if pair.label in LABELS], np.int64)
    if len(set(truth.tolist())) < len(LABELS):
        raise InvalidInput(f"balancing needs pairs of each label: {', '.join(LABELS)}")
    cross: Any = CrossEncoder(model, model_kwargs={"dtype": "float32"})
    outputs = Outputs.of(cross.config.id2label, model)
    logits = cross.predict(
        [(pair.premise, pair.hypothesis) for pair in dev if pair.label in LABELS],
        activation_fn=torch.nn.Identity(),
        show_progress_bar=True,
    )
    scale, shift = _fitted(np.asarray(logits, np.float32), outputs, truth)
    layer = last_layer(cross)
    with torch.no_grad():
        for label, column in enumerate(outputs.labels):
            layer.weight[column] *= scale
            layer.bias[column] = layer.bias[column] * scale + shift[label]
    cross.save_pretrained(str(output))


def last_layer(model: Any) -> Any:
    """Return the linear layer that ends a cross-encoder.

    BERT's classifier is one layer; that of RoBERTa and MPNet has another before it.
    """
    classifier = model[0].model.classifier
    return getattr(classifier, "out_proj", classifier)


def _fitted(logits: FloatArray, outputs: Outputs, truth: Any) -> tuple[float, list[float]]:
    """Return the scale, and the shift of each label, that make ``truth`` most likely."""
    import torch
    from torch.nn.functional import nll_loss

    from contradict.training.loss import folded

    nli = torch.tensor(logits[:, outputs.labels], dtype=torch.float64)
    unrelated = torch.full((len(nli), 1), RELATED, dtype=torch.float64)
    if outputs.unrelated is not None:
        unrelated[:, 0] = torch.tensor(logits[:, outputs.unrelated])
    label = torch.tensor(truth)
    sharpness = torch.zeros(1, dtype=torch.float64, requires_grad=True)
    shift = torch.zeros(len(LABELS), dtype=torch.float64, requires_grad=True)
    optimiser = torch.optim.LBFGS([sharpness, shift], max_iter=STEPS, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        optimiser.zero_grad()
        moved = torch.cat([nli * sharpness.exp() + shift, unrelated], dim=1)
        value = nll_loss(folded(moved), label)
        value.backward()  # type: ignore[no-untyped-call]  # torch's
        return value

    optimiser.step(loss)  # type: ignore[no-untyped-call]  # torch's
    return float(sharpness.detach().exp()), shift.tolist()
