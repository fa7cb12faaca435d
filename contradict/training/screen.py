"""Training of the pair head: it foresees what the cross-encoder will say."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt

from contradict.candidates.pairing import Candidates
from contradict.candidates.screen import PairHead, pair_inputs
from contradict.errors import InvalidInput, MissingExtra
from contradict.protocols import FloatArray

THRESHOLDS = (0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6, 0.7, 0.8, 0.9)
KEPT = 0.995
FEWEST = 100
"""Pairs above a threshold without which no cut is drawn for it."""
FOLDS = 4
WIDTH, EPOCHS, BATCH, RATE, DECAY = 64, 12, 256, 1e-3, 1e-2


def train_head(
    rows: FloatArray,
    candidates: Candidates,
    probability: npt.NDArray[np.float64],
    models: tuple[str, ...],
    *,
    seed: int = 13,
) -> PairHead:
    """Fit a head to the ``probability`` ``(n,)`` of ``candidates`` among unit ``rows``.

    The cuts are drawn from all candidates by cross-fitting: each is scored by a head that
    has not seen its left text. Of those that reach a threshold, at least `KEPT` have to be
    kept, with a binomial standard error to spare. Raises `InvalidInput` if fewer than
    `FEWEST` reach the lowest of the `THRESHOLDS`.
    """
    over = int((probability >= min(THRESHOLDS)).sum())
    if over < FEWEST:
        raise InvalidInput(
            f"a pair head needs {FEWEST} candidate pairs with a probability of "
            f"{min(THRESHOLDS)} or more; of {len(candidates):,} candidate pairs {over} have it: "
            "give more texts, or a larger top_k"
        )
    inputs = pair_inputs(rows[candidates.left], rows[candidates.right], candidates.similarity)
    fold = np.random.default_rng(seed).integers(0, FOLDS, len(rows))
    left, right = fold[candidates.left], fold[candidates.right]
    scores = np.empty(len(candidates), np.float32)
    for held_out in range(FOLDS):
        apart = (left == held_out) | (right == held_out)
        head = _fit(inputs[~apart], probability[~apart], models, seed)
        mine = left == held_out
        scores[mine] = head.score(rows, candidates.where(mine))
    head = _fit(inputs, probability, models, seed)
    return replace(head, cuts=tuple(_cuts(scores, probability)))


def _cuts(scores: FloatArray, probability: npt.NDArray[np.float64]) -> list[tuple[float, float]]:
    cuts = []
    for threshold in THRESHOLDS:
        above = np.sort(scores[probability >= threshold])
        if len(above) >= FEWEST:
            lost = (1 - KEPT) - (KEPT * (1 - KEPT) / len(above)) ** 0.5
            cuts.append((threshold, float(above[int(max(lost, 0) * len(above))])))
    return cuts


def _fit(
    inputs: FloatArray, probability: npt.NDArray[np.float64], models: tuple[str, ...], seed: int
) -> PairHead:
    try:
        import torch
    except ImportError:
        raise MissingExtra("train", "training") from None

    torch.manual_seed(seed)
    x, y = torch.from_numpy(inputs), torch.from_numpy(probability).float()
    first, last = torch.nn.Linear(inputs.shape[1], WIDTH), torch.nn.Linear(WIDTH, 1)
    network = torch.nn.Sequential(first, torch.nn.ReLU(), last)
    steps = EPOCHS * -(-len(x) // BATCH)
    optimizer = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=DECAY)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=steps)
    loss_of = torch.nn.BCEWithLogitsLoss()
    for _ in range(EPOCHS):
        for batch in torch.split(torch.randperm(len(x)), BATCH):
            optimizer.zero_grad()
            loss_of(network(x[batch]).squeeze(1), y[batch]).backward()
            optimizer.step()
            schedule.step()
    weights = [p.detach().numpy() for p in (first.weight.T, first.bias, last.weight[0])]
    hidden, bias, output = (np.ascontiguousarray(w, np.float32) for w in weights)
    return PairHead(hidden.astype(np.float16).astype(np.float32), bias, output, (), models)
