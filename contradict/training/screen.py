"""Training of the pair head: it foresees what the cross-encoder will say."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from contradict.candidates.pairing import Candidates
from contradict.candidates.screen import PairHead, pair_inputs
from contradict.errors import InvalidInput, MissingExtra
from contradict.protocols import FloatArray

THRESHOLDS = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
KEPT = 0.99
FEWEST = 100
"""Pairs above a threshold without which no cut is drawn for it."""
WIDTH, EPOCHS, BATCH, RATE, DECAY = 64, 12, 256, 1e-3, 1e-2


def train_head(
    rows: FloatArray,
    candidates: Candidates,
    probability: npt.NDArray[np.float64],
    held_out: npt.NDArray[np.bool_],
    models: tuple[str, ...],
    *,
    seed: int = 13,
) -> PairHead:
    """Fit a head to the ``probability`` ``(n,)`` of ``candidates`` among unit ``rows``.

    Those at which ``held_out`` is true only serve to draw the cuts: of those that
    reach a threshold, at least `KEPT` have to be kept, with a binomial standard error to
    spare. Raises `InvalidInput` if there are too few of them.
    """
    inputs = pair_inputs(rows[candidates.left], rows[candidates.right], candidates.similarity)
    head = _fit(inputs[~held_out], probability[~held_out], models, seed)
    scores = head.score(rows, candidates)[held_out]
    cuts = tuple(_cuts(scores, probability[held_out]))
    if not cuts:
        raise InvalidInput(f"a pair head needs {FEWEST} held-out pairs that reach a threshold")
    return PairHead(head.hidden, head.bias, head.output, cuts, models)


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
