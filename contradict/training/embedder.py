"""Fine-tuning of the bi-encoder: a contradiction must be found near, not pushed away."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from contradict.errors import MissingExtra
from contradict.protocols import Embedder
from contradict.readers.labelled import LabelledPair
from contradict.training.mining import near_strangers
from contradict.training.settings import Settings

Triplet = tuple[str, str, str]

DEFAULTS = Settings(learning_rate=2e-5, batch_size=64, max_tokens=64)


def triplets(pairs: Sequence[LabelledPair], embedder: Embedder, seed: int) -> list[Triplet]:
    """Return anchor, positive and negative: what is on the topic, and what only looks so.

    Contradicting and entailed pairs alike are positives, either text the anchor.
    The negative is the text nearest to the anchor that is about something else
    (see `near_strangers`), a random one if there is none.
    """
    near = near_strangers(pairs, embedder)
    texts = sorted({text for pair in pairs for text in (pair.premise, pair.hypothesis)})
    chooser = random.Random(seed)
    chosen = []
    for pair in pairs:
        if pair.label != "neutral":
            anchor, positive = chooser.sample((pair.premise, pair.hypothesis), 2)
            chosen.append((anchor, positive, near.get(anchor, [chooser.choice(texts)])[0]))
    return chosen


def train_embedder(
    base: str,
    pairs: Sequence[LabelledPair],
    dev: Sequence[LabelledPair],
    output: Path,
    settings: Settings = DEFAULTS,
    *,
    miner: Embedder,
    resume: bool = False,
) -> None:
    """Fine-tune the bi-encoder in the folder ``base`` and save it to ``output``.

    The loss ranks the positive over the negative and over every other text of the
    batch (multiple negatives ranking, Henderson et al. 2017, arXiv 1705.00652);
    no text is twice in a batch. ``miner`` finds the negatives. Word embeddings are
    frozen. With ``dev`` pairs each checkpoint is judged by how often a
    contradicting partner is nearest, the best is kept and training stops early when
    they stop getting better.
    """
    try:
        from sentence_transformers import (
            SentenceTransformer,
            SentenceTransformerTrainer,
            SentenceTransformerTrainingArguments,
        )
        from sentence_transformers.sentence_transformer.evaluation import (
            InformationRetrievalEvaluator,
        )
        from sentence_transformers.sentence_transformer.losses import MultipleNegativesRankingLoss
        from transformers import EarlyStoppingCallback

        from datasets import Dataset
    except ImportError:
        raise MissingExtra("train", "training") from None

    model = SentenceTransformer(base)
    _drop_pooler(model)
    limit = model.max_seq_length
    model.max_seq_length = settings.max_tokens
    for name, parameter in model.named_parameters():
        parameter.requires_grad = "embeddings" not in name
    short = [p for p in pairs if len(p.premise) + len(p.hypothesis) <= settings.longest]
    anchors, positives, negatives = zip(*triplets(short, miner, settings.seed), strict=True)
    clashing = {f"pair {i}": pair for i, pair in enumerate(dev) if pair.contradicts}
    evaluator = InformationRetrievalEvaluator(
        {name: pair.premise for name, pair in clashing.items()},
        {f"pair {i}": pair.hypothesis for i, pair in enumerate(dev)},
        {name: {name} for name in clashing},
        accuracy_at_k=[1],
        name="dev",
        write_csv=False,
    )
    trainer = SentenceTransformerTrainer(
        model=model,
        args=SentenceTransformerTrainingArguments(
            **settings.arguments(output, "eval_dev_cosine_accuracy@1" if dev else None),
            batch_sampler="no_duplicates",
        ),
        train_dataset=Dataset.from_dict(
            {"anchor": anchors, "positive": positives, "negative": negatives}
        ),
        loss=MultipleNegativesRankingLoss(model),
        evaluator=evaluator if dev else None,
        callbacks=[EarlyStoppingCallback(settings.patience)] if dev else [],
    )
    trainer.train(resume_from_checkpoint=resume)
    model.max_seq_length = limit
    model.save_pretrained(str(output))


def _drop_pooler(model: Any) -> None:
    """Take out the layer after the first token, which sentence embeddings do not use.

    Many checkpoints are without it; one made at random must not be saved with the others.
    """
    if getattr(model[0].auto_model, "pooler", None) is not None:
        model[0].auto_model.pooler = None
