"""Batches of like length, in random order."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from typing import Any

from sentence_transformers.base.sampler import DefaultBatchSampler

MEGABATCH = 50
"""Batches that are sorted by length together: enough to be even, few enough to be random."""


def batches(lengths: Sequence[int], size: int, seed: int) -> list[list[int]]:
    """Return the positions of ``lengths`` in batches of ``size``, each position once.

    Batches hold positions of like length; their order, and which are together,
    is random by ``seed``.
    """
    chooser = random.Random(seed)
    order = chooser.sample(range(len(lengths)), len(lengths))
    found: list[list[int]] = []
    for start in range(0, len(order), size * MEGABATCH):
        chunk = sorted(order[start : start + size * MEGABATCH], key=lengths.__getitem__)
        some = [chunk[i : i + size] for i in range(0, len(chunk), size)]
        chooser.shuffle(some)
        found += some
    return found


class LengthBatches(DefaultBatchSampler):
    """A batch sampler for sentence-transformers' trainers: serves `batches`, others each epoch."""

    def __init__(self, dataset: Any, *arguments: Any, **options: Any) -> None:
        super().__init__(dataset, *arguments, **options)
        columns = [dataset[name] for name in dataset.column_names if name != "label"]
        self._lengths = [sum(map(len, texts)) for texts in zip(*columns, strict=True)]

    def __iter__(self) -> Iterator[list[int]]:
        return iter(batches(self._lengths, self.batch_size, self.seed + self.epoch))

    def __len__(self) -> int:
        return len(batches(self._lengths, self.batch_size, 0))
