"""FAISS indexes by size: exact while that is quick, approximate beyond."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any, Literal, Protocol, TypeAlias, get_args

import numpy as np

from contradict.protocols import FloatArray, IntArray

IndexKind: TypeAlias = Literal["exact", "ivf", "ivf8", "hnsw"]
IndexOption: TypeAlias = Literal["auto", "exact", "ivf", "ivf8", "hnsw"]
INDEXES: tuple[str, ...] = get_args(IndexOption)

WANTED_RECALL = 0.99
SAMPLE, RECALL_AT = 200, 10
EFFORTS = tuple(2**i for i in range(3, 12))
SLACK = 1.5  # cells grow by doubling


class Index(Protocol):
    """Rows that can be searched."""

    kind: IndexKind
    recall: float
    """Share of the ten nearest that a search of a sample found; 1 if exact."""

    def search(self, rows: FloatArray, width: int) -> tuple[FloatArray, IntArray]:
        """Return about the ``width`` largest products with each of ``rows``, and whose they are.

        Where there is nothing more to return, the position is -1.
        """
        ...


def use_threads(threads: int) -> None:
    """Have FAISS search with so many threads in this process; 0 leaves them as they are."""
    if threads:
        import faiss

        faiss.omp_set_num_threads(threads)


def build(rows: FloatArray, kind: IndexKind) -> Index:
    """Return an index of unit ``rows``, the same for the same rows."""
    if kind == "exact" or len(rows) <= RECALL_AT:
        return _Exact(rows)
    return _Graph(rows) if kind == "hnsw" else _Inverted(rows, kind)


def index_bytes(kind: IndexKind, size: int, width: int) -> int:
    """Return about how many bytes `build` takes besides the rows, at most at a time."""
    if kind == "exact":
        return 0
    return _Graph.bytes(size, width) if kind == "hnsw" else _Inverted.bytes(kind, size, width)


class _Exact:
    """All products, in blocks."""

    kind: IndexKind = "exact"
    recall = 1.0

    def __init__(self, rows: FloatArray) -> None:
        self._rows = rows

    def search(self, rows: FloatArray, width: int) -> tuple[FloatArray, IntArray]:
        import faiss

        products, ids = faiss.knn(rows, self._rows, width, metric=faiss.METRIC_INNER_PRODUCT)
        return products, ids


class _Approximate(ABC):
    """An index that looks at a part; how large a part is settled on a sample.

    The smallest effort that finds `WANTED_RECALL` of a sample's neighbours is taken,
    and ``recall`` is measured on another sample.
    """

    kind: IndexKind
    recall: float
    _index: Any

    def search(self, rows: FloatArray, width: int) -> tuple[FloatArray, IntArray]:
        products, ids = self._index.search(rows, width)
        return products, ids

    def _settle(self, rows: FloatArray) -> None:
        places = np.linspace(0, len(rows) - 1, min(2 * SAMPLE, len(rows))).astype(np.int64)
        _, wanted = _Exact(rows).search(rows[places], RECALL_AT)
        for effort in EFFORTS:
            self._spend(effort)
            if self._recall(rows[places[::2]], wanted[::2]) >= WANTED_RECALL:
                break
        self.recall = self._recall(rows[places[1::2]], wanted[1::2])

    def _recall(self, sample: FloatArray, wanted: IntArray) -> float:
        _, found = self.search(sample, RECALL_AT)
        pairs = zip(wanted, found, strict=True)
        return float(np.mean([np.isin(true, seen).mean() for true, seen in pairs]))

    @abstractmethod
    def _spend(self, effort: int) -> None:
        """Set how large a part is looked at."""


class _Inverted(_Approximate):
    """Rows in cells around centroids, as they are or in 8 bits; the nearest cells are searched."""

    rows_to_learn_from = 64

    def __init__(self, rows: FloatArray, kind: IndexKind) -> None:
        import faiss

        self.kind = kind
        self._cells, step = self._layout(len(rows))
        name = f"IVF{self._cells},{'SQ8' if kind == 'ivf8' else 'Flat'}"
        self._index = faiss.index_factory(rows.shape[1], name, faiss.METRIC_INNER_PRODUCT)
        self._index.cp.min_points_per_centroid = self.rows_to_learn_from // 2
        self._index.train(rows[::step])
        self._index.add(rows)
        self._settle(rows)

    @classmethod
    def _layout(cls, size: int) -> tuple[int, int]:
        """Return the number of cells, and of how many rows one is learned from."""
        cells = max(1, min(int(4 * size**0.5), size // 39))
        return cells, max(1, -(-size // (cells * cls.rows_to_learn_from)))

    @classmethod
    def bytes(cls, kind: IndexKind, size: int, width: int) -> int:
        """Return the bytes of centroids and of what follows them: learning, then cells."""
        cells, step = cls._layout(size)
        learning = 2 * 4 * width * -(-size // step)
        stored = size * ((width if kind == "ivf8" else 4 * width) + 8)
        return 4 * width * cells + max(learning, int(SLACK * stored))

    def _spend(self, effort: int) -> None:
        self._index.nprobe = min(effort, self._cells)


class _Graph(_Approximate):
    """A navigable small world of rows; one thread builds it, so that it is always the same."""

    kind: IndexKind = "hnsw"
    links, care = 32, 80

    def __init__(self, rows: FloatArray) -> None:
        import faiss

        self._index = faiss.IndexHNSWFlat(rows.shape[1], self.links, faiss.METRIC_INNER_PRODUCT)
        self._index.hnsw.efConstruction = self.care
        threads = faiss.omp_get_max_threads()
        faiss.omp_set_num_threads(1)
        try:
            self._index.add(rows)
        finally:
            faiss.omp_set_num_threads(threads)
        self._settle(rows)

    @classmethod
    def bytes(cls, size: int, width: int) -> int:
        """Return the bytes of rows and links: twice as many on the ground as above it."""
        return size * (4 * width + 3 * 4 * cls.links + 16)

    def _spend(self, effort: int) -> None:
        self._index.hnsw.efSearch = effort

    def search(self, rows: FloatArray, width: int) -> tuple[FloatArray, IntArray]:
        effort = self._index.hnsw.efSearch
        self._index.hnsw.efSearch = max(effort, width)
        try:
            return super().search(rows, width)
        finally:
            self._index.hnsw.efSearch = effort
