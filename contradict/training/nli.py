"""Fine-tuning of the NLI cross-encoder, with sentence-transformers' trainer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from contradict.errors import InvalidInput, MissingExtra
from contradict.models.labels import Outputs
from contradict.protocols import LABELS, UNRELATED
from contradict.readers.labelled import LabelledPair
from contradict.training.balancing import last_layer
from contradict.training.settings import Settings
from contradict.training.teaching import Judgements

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

OUTPUTS = (*LABELS, UNRELATED)


def train_nli(
    base: str,
    pairs: Sequence[LabelledPair],
    dev: Sequence[LabelledPair],
    output: Path,
    settings: Settings,
    *,
    resume: bool = False,
    judgements: Judgements | None = None,
) -> None:
    """Fine-tune the cross-encoder in the folder ``base`` and save it to ``output``.

    The outputs are entailment, neutral and contradiction, and whether the texts are
    unrelated; a base without the fourth is given it. Word embeddings are frozen and
    dropout is off: on a CPU that is a sixth faster at no cost in accuracy. Batches hold
    pairs of like length. ``judgements`` of a larger scorer are learnt too; pairs without a label
    that it has not judged are left out. Every ``save_steps`` steps there is a checkpoint in
    ``output/checkpoints``; with ``resume`` training goes on from the last one. With
    ``dev`` pairs each checkpoint is judged on them, the best is kept and training stops
    early when they stop getting better.
    """
    try:
        from sentence_transformers.cross_encoder import (
            CrossEncoderTrainer,
            CrossEncoderTrainingArguments,
        )
        from transformers import EarlyStoppingCallback

        from contradict.training.batches import LengthBatches
        from contradict.training.dev import DevScores
        from contradict.training.loss import RelatedNLILoss
        from datasets import Dataset
    except ImportError:
        raise MissingExtra("train", "training") from None

    pairs = [p for p in pairs if len(p.premise) + len(p.hypothesis) <= settings.longest]
    model = _model(base, settings.max_tokens, settings.frozen)
    arguments = CrossEncoderTrainingArguments(
        **settings.arguments(output, "eval_dev_f1_macro" if dev else None),
        batch_sampler=LengthBatches,
    )
    trainer = CrossEncoderTrainer(
        model=model,
        args=arguments,
        train_dataset=Dataset.from_dict(_columns(pairs, judgements)),
        loss=RelatedNLILoss(model, label_smoothing=settings.label_smoothing),
        evaluator=DevScores(dev) if dev else None,
        callbacks=[EarlyStoppingCallback(settings.patience)] if dev else [],
    )
    trainer.train(resume_from_checkpoint=resume)
    assert model.config is not None
    model.max_seq_length = int(model.config.max_position_embeddings)
    model.save_pretrained(str(output))


def _model(base: str, max_tokens: int, frozen: int) -> CrossEncoder:
    from sentence_transformers import CrossEncoder

    model: CrossEncoder = CrossEncoder(
        base,
        max_length=max_tokens,
        # The fused attention of CPUs is slow backwards: half of the time in half precision.
        model_kwargs={"dtype": "float32", "attn_implementation": "eager"},
        config_kwargs={"hidden_dropout_prob": 0.0, "attention_probs_dropout_prob": 0.0},
    )
    _give_outputs(model, base)
    for name, parameter in model.named_parameters():
        parameter.requires_grad = not _feeds(name, frozen)
    return model


def _feeds(parameter: str, layers: int) -> bool:
    """Whether what the first ``layers`` layers say depends on this parameter.

    >>> _feeds("encoder.layer.3.output.dense.weight", 4)
    True
    >>> _feeds("encoder.layer.4.output.dense.weight", 4)
    False
    """
    if numbered := re.search(r"\blayers?\.(\d+)\.", parameter):
        return int(numbered[1]) < layers
    shared = "relative_attention_bias" in parameter
    return "embeddings" in parameter or (layers > 0 and shared)


def _give_outputs(model: CrossEncoder, base: str) -> None:
    """Give the classifier the outputs of `OUTPUTS`, keeping those that it has.

    A fourth one starts from "related", which is what NLI takes for granted. A base that is no
    NLI model starts with all four at random.
    """
    import torch

    transformer: Any = model[0]
    transformer = transformer.model
    config = transformer.config
    layer = last_layer(model)
    new = torch.nn.Linear(layer.in_features, len(OUTPUTS))
    if UNRELATED in config.label2id or len(config.id2label) == len(LABELS):
        known = Outputs.of(config.id2label, base)
        with torch.no_grad():
            new.weight[-1], new.bias[-1] = 0.0, -2.0
            kept = [*known.labels] + ([] if known.unrelated is None else [known.unrelated])
            for place, column in enumerate(kept):
                new.weight[place], new.bias[place] = layer.weight[column], layer.bias[column]
    layer.weight, layer.bias, layer.out_features = new.weight, new.bias, new.out_features
    transformer.num_labels = config.num_labels = len(OUTPUTS)
    config.id2label = dict(enumerate(OUTPUTS))
    config.label2id = {label: i for i, label in config.id2label.items()}


def _columns(pairs: Sequence[LabelledPair], judgements: Judgements | None) -> dict[str, list[Any]]:
    from contradict.training.loss import UNKNOWN

    labels = np.zeros((len(pairs), 1 + len(LABELS)), np.float32)
    labels[:, 0] = [OUTPUTS.index(p.label) if p.label else UNKNOWN for p in pairs]
    if judgements is not None:
        labels[:, 1:] = judgements.of_pairs(pairs)
    elif UNKNOWN in labels[:, 0]:
        raise InvalidInput("pairs without a label need judgements")
    known = np.flatnonzero((labels[:, 0] != UNKNOWN) | labels[:, 1:].any(axis=1)).tolist()
    return {
        "premise": [pairs[place].premise for place in known],
        "hypothesis": [pairs[place].hypothesis for place in known],
        "label": labels[known].tolist(),
    }
