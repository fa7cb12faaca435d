"""Nearest neighbours by cosine, with ties settled by position."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from contradict.candidates.index import IndexKind, IndexOption, build
from contradict.candidates.memory import taken
from contradict.candidates.planning import BLOCK, CELLS, IndexPlan, Work, choose
from contradict.protocols import FloatArray, IntArray, StageProgress

CROWD = 4  # times k: from this size on a group is left out of its own queries' base
CROWD_SHARE = 0.1  # the same for an approximate index, which is dear to build
SPARE, WIDEST = 2, 64  # times k: how much of an approximate list is fetched, first and at most
DECIMALS = 6
_NOISE = 4e-6  # how far a float32 product may stand from the rounded exact one
_NOTHING = (np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0, np.float32))


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Neighbour lists as parallel arrays: ``base[i]`` is a neighbour of ``query[i]``.

    ``similarity`` is the cosine, rounded to 1e-6. ``full`` tells of each query
    whether another neighbour would have followed had ``k`` been larger. ``index``
    is the kind of index that was searched, and ``recall`` the share of the ten
    nearest that it found for a sample.
    """

    query: IntArray
    base: IntArray
    similarity: FloatArray
    full: npt.NDArray[np.bool_]
    index: IndexKind = "exact"
    recall: float = 1.0


@dataclass(frozen=True, slots=True)
class Points:
    """Unit float32 ``rows`` of shape ``(n, d)``, and what tells them apart.

    A row is no neighbour of one with the same ``identity`` (the same text) or
    the same ``group`` (the same speaker, say). Both have the shape ``(n,)``.
    """

    rows: FloatArray
    identity: IntArray
    group: IntArray

    @classmethod
    def of(cls, rows: FloatArray) -> Points:
        """Return ``rows`` as points that differ from each other in everything."""
        return cls(rows, np.arange(len(rows)), np.arange(len(rows)))

    def __len__(self) -> int:
        return len(self.rows)

    def take(self, places: IntArray) -> Points:
        """Return the points at ``places``."""
        return Points(taken(self.rows, places), self.identity[places], self.group[places])


def nearest(
    queries: Points,
    base: Points,
    k: int,
    *,
    floor: float | None = None,
    index: IndexOption | IndexPlan = "auto",
    progress: StageProgress = lambda done, total: None,
) -> Neighbours:
    """Return the ``k`` nearest points of ``base`` to each of ``queries``.

    A point with a cosine under ``floor`` is no neighbour. Those with equal cosine
    are taken in the order of ``base``.

    FAISS finds the neighbours in float32; their cosines are computed again in
    float64 and rounded, so that neither blocks nor threads can change them. The
    search widens until the k-th place is certain, or with an approximate ``index``
    until there are k. The queries of a large group search a base without that
    group, so that a crowd costs nothing.

    Raises `NotEnoughMemory` before the search, unless a plan of it is given as ``index``.
    """
    if not isinstance(index, IndexPlan):
        index = choose(index, Work(len(queries), len(base), base.rows.shape[1], k))
    kind = index.kind
    crowd = CROWD * k if kind == "exact" else max(CROWD * k, int(CROWD_SHARE * len(base)))
    parts: list[Neighbours] = []
    full = np.zeros(len(queries), bool)
    alone = np.ones(len(queries), bool)
    settled = 0
    for group, size in zip(*np.unique(base.group, return_counts=True), strict=True):
        members = np.flatnonzero(queries.group == group)
        if size > crowd and len(members):
            alone[members] = False
            others = np.flatnonzero(base.group != group)
            part = _nearest(
                queries.take(members), base.take(others), k, floor, kind, lambda done: None
            )
            full[members] = part.full
            parts.append(replace(part, query=members[part.query], base=others[part.base]))
            settled += len(members)
            progress(settled, len(queries))
    rest = np.flatnonzero(alone)
    part = _nearest(
        queries.take(rest),
        base,
        k,
        floor,
        kind,
        lambda done: progress(settled + done, len(queries)),
    )
    full[rest] = part.full
    parts.append(replace(part, query=rest[part.query]))
    query, neighbour, similarity = (
        np.concatenate([getattr(part, name) for part in parts])
        for name in ("query", "base", "similarity")
    )
    return Neighbours(query, neighbour, similarity, full, kind, min(part.recall for part in parts))


def _nearest(
    queries: Points,
    base: Points,
    k: int,
    floor: float | None,
    kind: IndexKind,
    settle: Callable[[int], None],
) -> Neighbours:
    """Search ``base``, wider and wider; ``settle`` is told how many queries are done."""
    lowest = np.float32(-2 if floor is None else floor)
    found: list[tuple[IntArray, IntArray, FloatArray]] = [_NOTHING]
    full = np.zeros(len(queries), bool)
    pending = np.arange(len(queries) if len(base) else 0)
    index = build(base.rows, kind if len(pending) else "exact")
    certain = index.kind == "exact"
    width, settled = k + 2, 0  # itself, and one to see whether the list is full
    if not certain:
        width *= SPARE
    while len(pending):
        width = min(width, len(base))
        size = max(1, min(BLOCK, CELLS // width))
        unsure: list[IntArray] = []
        for start in range(0, len(pending), size):
            places = pending[start : start + size]
            block = queries.take(places)
            rough, ids = index.search(block.rows, width)
            exact = _cosines(block.rows, base.rows, ids)
            # Nothing that was not fetched is nearer, or nothing is known of it.
            unseen = rough[:, -1] + _NOISE if certain else np.full(len(block), -np.inf, np.float32)
            allowed = (exact >= lowest) & (ids >= 0)
            allowed &= base.identity[ids] != block.identity[:, None]
            allowed &= base.group[ids] != block.group[:, None]
            done = (allowed & (exact > unseen[:, None])).sum(axis=1) > k
            done |= width == len(base)
            done |= unseen < lowest if certain else width > WIDEST * k
            order = np.lexsort((ids, -exact, ~allowed), axis=1)[:, : k + 1]
            kept = np.take_along_axis(allowed, order, axis=1) & done[:, None]
            full[places] = kept.sum(axis=1) > k
            rows, columns = np.nonzero(kept[:, :k])
            picked = order[rows, columns]
            found.append((places[rows], ids[rows, picked], exact[rows, picked]))
            unsure.append(places[~done])
            settled += int(done.sum())
            settle(settled)
        pending = np.concatenate(unsure)
        width *= 4
    query, neighbour, similarity = (np.concatenate(parts) for parts in zip(*found, strict=True))
    return Neighbours(query, neighbour, similarity, full, index.kind, index.recall)


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
