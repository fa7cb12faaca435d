"""Exact nearest neighbours by cosine, with ties settled by position."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from contradict.protocols import FloatArray, IntArray

BLOCK = 256
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

    found: list[tuple[IntArray, IntArray, FloatArray]] = []
    full = np.zeros(len(queries), bool)
    for start in range(0, len(queries), BLOCK):
        pending = np.arange(start, min(start + BLOCK, len(queries)))
        width = k + 2  # itself, and one to see whether the list is full
        while len(pending):
            width = min(width, len(base))
            rough, ids = faiss.knn(
                queries[pending], base, width, metric=faiss.METRIC_INNER_PRODUCT
            )
            exact = _cosines(queries[pending], base, ids)
            allowed = base_labels[ids] != query_labels[pending, None]
            if floor is not None:
                allowed &= exact >= floor
            certain = allowed & (exact > rough[:, -1:] + _NOISE)
            done = certain.sum(axis=1) > k
            if floor is not None:
                done |= rough[:, -1] < floor - _NOISE
            if width == len(base):
                done[:] = True
            order = np.lexsort((ids, -exact, ~allowed), axis=1)[:, : k + 1]
            kept = np.take_along_axis(allowed, order, axis=1) & done[:, None]
            full[pending] |= kept.sum(axis=1) > k
            rows, places = np.nonzero(kept[:, :k])
            picked = order[rows, places]
            found.append((pending[rows], ids[rows, picked], exact[rows, picked]))
            pending = pending[~done]
            width *= 4
        progress(min(start + BLOCK, len(queries)), len(queries))
    if not found:
        nothing = np.empty(0, np.int64)
        return Neighbours(nothing, nothing, np.empty(0, np.float32), full)
    query, neighbour, similarity = (np.concatenate(parts) for parts in zip(*found, strict=True))
    return Neighbours(query, neighbour, similarity, full)


def cosine(a: FloatArray, b: FloatArray) -> FloatArray:
    """Return the cosine of unit rows ``a`` with ``b``, rounded, the same whatever the block."""
    products = a.astype(np.float64) * b.astype(np.float64)
    return np.round(products.sum(axis=-1), DECIMALS).astype(np.float32)


def _cosines(queries: FloatArray, base: FloatArray, ids: IntArray) -> FloatArray:
    """Return the cosine of each query with its neighbours, shape as ``ids``."""
    cosines = np.empty(ids.shape, np.float32)
    for i, row in enumerate(ids):  # a query at a time, to keep memory small
        cosines[i] = cosine(base[row], queries[i])
    return cosines
