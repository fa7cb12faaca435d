"""The neighbour search against NumPy's brute force."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import faiss
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from contradict.candidates.index import IndexOption
from contradict.candidates.search import Neighbours, Points, nearest
from contradict.detector import Detector
from contradict.protocols import FloatArray, IntArray
from tests.stand_ins import CALIBRATION, NotScorer, WordEmbedder

WORDS = [f"word{i}" for i in range(200)]


def unit_rows(count: int, width: int = 8, seed: int = 0, distinct: int | None = None) -> FloatArray:
    """Return random unit rows, of which only ``distinct`` differ."""
    random = np.random.default_rng(seed)
    rows = random.standard_normal((distinct or max(count, 1), width)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    return rows[random.integers(len(rows), size=count)] if distinct else rows[:count]


def brute_force(
    queries: FloatArray,
    base: FloatArray,
    k: int,
    query_labels: IntArray,
    base_labels: IntArray,
    floor: float,
) -> tuple[set[tuple[int, int, float]], list[bool]]:
    """Sort all cosines of each query by value, then position."""
    cosines = np.round(queries.astype(float) @ base.astype(float).T, 6).astype(np.float32)
    found, full = set(), []
    for i, row in enumerate(cosines):
        order = [
            j
            for j in sorted(range(len(row)), key=lambda j: (-row[j], j))
            if query_labels[i] != base_labels[j] and row[j] >= np.float32(floor)
        ]
        full.append(len(order) > k)
        found |= {(i, j, float(row[j])) for j in order[:k]}
    return found, full


def as_set(found: Neighbours) -> set[tuple[int, int, float]]:
    rows = zip(found.query, found.base, found.similarity, strict=True)
    return {(int(i), int(j), float(s)) for i, j, s in rows}


@pytest.mark.parametrize("count", [0, 1, 2, 3, 17, 100, 333])
@pytest.mark.parametrize("k", [1, 2, 5, 20, 500])
@pytest.mark.parametrize("distinct", [None, 1, 5])
def test_search_is_brute_force(count: int, k: int, distinct: int | None) -> None:
    """Odd sizes, k beyond n and many ties give the neighbours that sorting gives."""
    rows = unit_rows(count, distinct=distinct)
    labels = np.arange(count)
    found = nearest(Points.of(rows), Points.of(rows), k)
    expected, full = brute_force(rows, rows, k, labels, labels, -2)
    assert as_set(found) == expected
    assert found.full.tolist() == full


@given(
    count=st.integers(0, 60),
    others=st.integers(0, 60),
    k=st.integers(1, 30),
    groups=st.integers(1, 6),
    distinct=st.one_of(st.none(), st.integers(1, 10)),
    floor=st.one_of(st.none(), st.floats(-1, 1)),
    seed=st.integers(0, 1000),
)
def test_search_respects_groups_and_floor(
    count: int,
    others: int,
    k: int,
    groups: int,
    distinct: int | None,
    floor: float | None,
    seed: int,
) -> None:
    """A list is filled from other groups, however many of the own group are nearer."""
    random = np.random.default_rng(seed)
    queries, base = unit_rows(count, 4, seed, distinct), unit_rows(others, 4, seed, distinct)
    query_labels = random.integers(groups, size=count)
    base_labels = random.integers(groups, size=others)
    query, other = np.full(count, -1), np.full(others, -2)  # no text is in both
    found = nearest(
        Points(queries, query, query_labels), Points(base, other, base_labels), k, floor=floor
    )
    expected, full = brute_force(
        queries, base, k, query_labels, base_labels, -2 if floor is None else floor
    )
    assert as_set(found) == expected
    assert found.full.tolist() == full


def test_search_does_not_depend_on_its_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """One query at a time finds what all at once find, to the bit."""
    rows = unit_rows(300, 384)
    points = Points(rows, np.arange(300), np.arange(300) // 3)
    whole = nearest(points, points, 7)
    monkeypatch.setattr("contradict.candidates.search.BLOCK", 1)
    assert as_set(nearest(points, points, 7)) == as_set(whole)


@pytest.mark.parametrize("crowd", [0, 10**9])
def test_crowds_change_nothing(crowd: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether a group is searched around or widened past, the neighbours are the same."""
    rows = unit_rows(200, 6)
    groups = np.minimum(np.arange(200), 150) // 50
    points = Points(rows, np.arange(200), groups)
    monkeypatch.setattr("contradict.candidates.search.CROWD", crowd)
    found = nearest(points, points, 5)
    expected, full = brute_force(rows, rows, 5, groups, groups, -2)
    assert as_set(found) == expected
    assert found.full.tolist() == full


def test_search_reports_progress() -> None:
    """Progress never falls and ends at the number of queries."""
    rows = unit_rows(50)
    points = Points(rows, np.arange(50), np.arange(50) // 25)
    seen: list[tuple[int, int]] = []
    nearest(points, points, 3, progress=lambda done, total: seen.append((done, total)))
    assert seen == sorted(seen)
    assert seen[-1] == (50, 50)


def crowded_rows(count: int, width: int = 32) -> FloatArray:
    """Return unit rows in small clouds, as statements on the same topics are."""
    random = np.random.default_rng(3)
    centres = random.standard_normal((count // 20, width))
    rows = np.repeat(centres, 20, axis=0) + 0.5 * random.standard_normal((count, width))
    unit: FloatArray = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
    return unit


@pytest.mark.parametrize("kind", ["ivf", "ivf8", "hnsw"])
def test_an_approximate_index_finds_nearly_all(kind: IndexOption) -> None:
    """Most neighbours are the exact ones, with exact cosines, and the recall told is true."""
    points = Points.of(crowded_rows(4000))
    exact = as_set(nearest(points, points, 10))
    found = nearest(points, points, 10, index=kind)
    assert (found.index, len(as_set(found))) == (kind, 40_000)
    recall = len(as_set(found) & exact) / len(exact)
    assert recall > 0.97
    assert found.recall == pytest.approx(recall, abs=0.03)
    assert np.all(found.query != found.base)


@pytest.fixture
def threads() -> Iterator[Callable[[int], None]]:
    """Return what sets FAISS' number of threads, for the length of a test."""
    before = faiss.omp_get_max_threads()
    yield faiss.omp_set_num_threads
    faiss.omp_set_num_threads(before)


@pytest.mark.parametrize("kind", ["exact", "ivf", "ivf8", "hnsw"])
def test_threads_change_nothing(kind: IndexOption, threads: Callable[[int], None]) -> None:
    """One thread or two: the same neighbours, and the same recall."""
    points = Points.of(crowded_rows(3000))
    found = []
    for count in (1, 2):
        threads(count)
        found.append(nearest(points, points, 10, index=kind))
    assert as_set(found[0]) == as_set(found[1])
    assert found[0].recall == found[1].recall


@pytest.mark.parametrize("kind", ["exact", "ivf", "ivf8", "hnsw"])
def test_the_order_of_claims_changes_nothing(kind: IndexOption) -> None:
    """Candidates are those of the texts, in whatever order the claims come."""
    random = np.random.default_rng(1)
    claims = [" ".join(random.choice(WORDS, 6)) for _ in range(3000)]
    detector = Detector(WordEmbedder(), NotScorer(), index=kind, calibration=CALIBRATION)
    pairings = [detector.pair(some) for some in (claims, claims[::-1])]
    texts, others = ([text.text for text in p.texts] for p in pairings)
    assert texts == others
    ours, theirs = (list(p.plan.candidates) for p in pairings)
    assert ours == theirs
    assert all(c.left < c.right for c in ours)


@pytest.mark.parametrize("kind", ["ivf", "ivf8", "hnsw"])
def test_an_approximate_index_keeps_groups_apart(kind: IndexOption) -> None:
    """Large groups and small ones: nobody meets their own."""
    rows = crowded_rows(2000)
    groups = np.where(np.arange(2000) % 2, 0, np.arange(2000))
    points = Points(rows, np.arange(2000), groups)
    found = nearest(points, points, 5, index=kind)
    assert np.all(groups[found.query] != groups[found.base])
    assert np.bincount(found.query, minlength=2000).min() == 5


@pytest.mark.parametrize(("count", "kind"), [(0, "ivf"), (1, "hnsw"), (5, "ivf"), (50, "ivf")])
def test_few_points_need_no_index(count: int, kind: IndexOption) -> None:
    """Fewer points than an index could be made of are searched all the same."""
    rows = unit_rows(count)
    labels = np.arange(count)
    found = nearest(Points.of(rows), Points.of(rows), 60, index=kind)
    assert as_set(found) == brute_force(rows, rows, 60, labels, labels, -2)[0]
