"""What a stream of pairs keeps in memory."""

from __future__ import annotations

import tracemalloc
from collections import deque

import pytest

from contradict import iter_pairs
from tests.stand_ins import NotScorer, WordEmbedder


def peak(count: int, keep: int | None) -> int:
    """Return the bytes that a stream over all pairs of ``count`` texts takes at most.

    It is read after its first pair, and the last ``keep`` pairs are kept; None keeps all.
    """
    texts = [f"gate {i} is {'not ' * (i % 2)}open" for i in range(count)]
    for measured in (False, True):  # the first time fills the caches
        stream = iter_pairs(
            texts, threshold=0, top_k=count, embedder=WordEmbedder(), scorer=NotScorer()
        )
        next(stream)
        if measured:
            tracemalloc.start()
        kept = deque(stream, keep)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(kept) == (count * (count - 1) // 2 - 1 if keep is None else keep)
    return most


def test_a_stream_stays_flat(monkeypatch: pytest.MonkeyPatch) -> None:
    """Four times the pairs take no more memory, unless they are kept."""
    monkeypatch.setattr("contradict.pairing.SMALLEST_PART", 32)
    monkeypatch.setattr("contradict.pairing.LARGEST_PART", 32)
    assert peak(64, keep=0) < 1.2 * peak(32, keep=0)
    assert peak(64, keep=None) > 2 * peak(32, keep=None)
