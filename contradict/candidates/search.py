"""Exact nearest neighbours by cosine, with ties settled by position."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from contradict.protocols import FloatArray, IntArray

BLOCK, CELLS = 4096, 2**22  # queries, and their results, of one call to FAISS
DECIMALS = 6
_NOISE = 4e-6  # how far a float32 product may stand from the rounded exact one


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Neighbour lists as parallel arrays: ``base[i]`` is a neighbour of ``query[i]``.

    ``similarity`` is the cosine, rounded to 1e-6. ``full`` tells of each query
    whether another neighbour would have followed had ``k`` been larger.
    """

    query: IntArray
    base: IntArray
    similarity: FloatArray
    full: np.typing.NDArray[np.bool_]


def nearest(
    queries: FloatArray,
    base: FloatArray,
    k: int,
    *,
    query_labels: IntArray,
    base_labels: IntArray,
    floor: float | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Neighbours:
    """Return the ``k`` nearest rows of ``base`` to each of ``queries``.

    Both are float32 with unit rows, shapes ``(q, d)`` and ``(n, d)``. A row with
    the query's own label is no neighbour of it, nor is one with a cosine under
    ``floor``. Neighbours with equal cosine are taken in the order of ``base``.

    FAISS finds the neighbours in float32; their cosines are computed again in
    float64 and rounded, so that neither blocks nor threads can change them. The
    search widens until the k-th place is certain.
    """
    import faiss

    lowest = np.float32(-2 if floor is None else floor)
    found: list[tuple[IntArray, IntArray, FloatArray]] = []
    full = np.zeros(len(queries), bool)
    pending = np.arange(len(queries) if len(base) else 0)
    width, settled = k + 2, 0  # itself, and one to see whether the list is full
    while len(pending):
        width = min(width, len(base))
        size = max(1, min(BLOCK, CELLS // width))
        unsure: list[IntArray] = []
        for start in range(0, len(pending), size):
            block = pending[start : start + size]
            rough, ids = faiss.knn(queries[block], base, width, metric=faiss.METRIC_INNER_PRODUCT)
            exact = _cosines(queries[block], base, ids)
            unseen = rough[:, -1] + _NOISE  # nothing that was not fetched is nearer
            allowed = (base_labels[ids] != query_labels[block, None]) & (exact >= lowest)
            done = (allowed & (exact > unseen[:, None])).sum(axis=1) > k
            done |= (unseen < lowest) | (width == len(base))
            order = np.lexsort((ids, -exact, ~allowed), axis=1)[:, : k + 1]
            kept = np.take_along_axis(allowed, order, axis=1) & done[:, None]
            full[block] = kept.sum(axis=1) > k
            rows, places = np.nonzero(kept[:, :k])
            picked = order[rows, places]
            found.append((block[rows], ids[rows, picked], exact[rows, picked]))
            unsure.append(block[~done])
            settled += int(done.sum())
            progress(settled, len(queries))
        pending = np.concatenate(unsure)
        width *= 4
    if not found:
        nothing = np.empty(0, np.int64)
        return Neighbours(nothing, nothing, np.empty(0, np.float32), full)
    query, neighbour, similarity = (np.concatenate(parts) for parts in zip(*found, strict=True))
    return Neighbours(query, neighbour, similarity, full)


def cosine(a: FloatArray, b: FloatArray) -> FloatArray:
    """Return the cosine of unit rows ``a`` with ``b``, rounded, the same whatever the block."""
    products = a.astype(np.float64) * b.astype(np.float64)
    rounded: FloatArray = np.round(products.sum(axis=-1), DECIMALS).astype(np.float32)
    return rounded


def _cosines(queries: FloatArray, base: FloatArray, ids: IntArray) -> FloatArray:
    """Return the cosine of each query with its neighbours, shape as ``ids``."""
    cosines = np.empty(ids.shape, np.float32)
    for i, row in enumerate(ids):  # a query at a time, to keep memory small
        cosines[i] = cosine(base[row], queries[i])
    return cosines
