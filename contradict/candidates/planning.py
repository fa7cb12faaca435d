"""Which index a search takes, and what it needs, before any of it is spent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from contradict.candidates.index import IndexKind, IndexOption, index_bytes
from contradict.candidates.memory import available, in_words, mapped_rows
from contradict.errors import NotEnoughMemory
from contradict.protocols import FloatArray

EXACT_UP_TO = 200_000
"""Texts up to which ``auto`` searches exactly: minutes on two cores."""
BLOCK, CELLS = 4096, 2**22  # queries, and their results, of one call to FAISS
CELL_BYTES, PAIR_BYTES = 48, 150  # of a result while it is looked at, of a neighbour that is kept


@dataclass(frozen=True, slots=True)
class Work:
    """A search: ``queries`` among ``base`` rows of ``width`` numbers, ``k`` neighbours each.

    ``rows`` are those that must be held for it and are not yet.
    """

    queries: int
    base: int
    width: int
    k: int
    rows: int = 0


@dataclass(frozen=True, slots=True)
class IndexPlan:
    """The kind of an index, and the bytes that rows, index and search take.

    The rows of a ``mapped`` plan stand in a temporary file.
    """

    kind: IndexKind
    rows: int
    index: int
    search: int
    mapped: bool = False

    @classmethod
    def of(cls, kind: IndexKind, work: Work) -> IndexPlan:
        """Return what ``work`` takes with an index of ``kind``."""
        results = min(CELLS, work.queries * work.base)
        found = work.queries * min(work.k, work.base)
        return cls(
            kind,
            rows=4 * work.rows * work.width,
            index=index_bytes(kind, work.base, work.width),
            search=CELL_BYTES * results + PAIR_BYTES * found,
        )

    @property
    def memory(self) -> int:
        """Bytes of memory at most in use at a time."""
        return self.index + self.search + (0 if self.mapped else self.rows)

    @property
    def file(self) -> int:
        """Bytes of the temporary file."""
        return self.rows if self.mapped else 0

    def place(self, shape: tuple[int, int]) -> FloatArray:
        """Return float32 rows to be filled, in memory or in a file."""
        return mapped_rows(shape) if self.mapped else np.empty(shape, np.float32)


def choose(option: IndexOption, work: Work, memory: Callable[[], float] = available) -> IndexPlan:
    """Return the plan of what ``option`` stands for; rows that do not fit go into a file.

    ``auto`` stands for ``exact`` up to `EXACT_UP_TO` rows and for ``ivf8`` above, however
    much memory there is, so that this changes no finding. Raises `NotEnoughMemory`.
    """
    auto: IndexKind = "exact" if work.base <= EXACT_UP_TO else "ivf8"
    there = memory()
    plan = _plan(auto if option == "auto" else option, work, there)
    if plan.memory <= there:
        return plan
    other = _plan(auto, work, there)
    instead = (
        f"index='auto' would take {auto!r}, which needs {in_words(other.memory)}"
        if other.memory <= there
        else "pair fewer texts at a time, or lower top_k"
    )
    raise NotEnoughMemory(
        f"index={option!r} needs {in_words(plan.memory)} of memory for {work.base:,} texts, and "
        f"{in_words(there)} is free; {instead}"
    )


def _plan(kind: IndexKind, work: Work, there: float) -> IndexPlan:
    plan = IndexPlan.of(kind, work)
    return replace(plan, mapped=True) if work.rows and plan.memory > there else plan


class Planner:
    """Plans a search as soon as the width of its rows is known, and gives these their place.

    ``copies`` tells how often the rows are held besides.
    """

    def __init__(
        self, option: IndexOption, queries: int, base: int, k: int, copies: int = 0
    ) -> None:
        self._option = option
        self._queries, self._base, self._k, self._copies = queries, base, k, copies
        self.plan = IndexPlan("exact", 0, 0, 0)

    def place(self, shape: tuple[int, int]) -> FloatArray:
        """Return float32 rows of ``shape`` to be filled; raises `NotEnoughMemory`."""
        rows = shape[0] * (1 + self._copies)
        work = Work(self._queries, self._base, shape[1], self._k, rows)
        self.plan = choose(self._option, work, available)
        return self.plan.place(shape)
