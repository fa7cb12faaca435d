"""Which index is taken, and what is said when there is too little memory for it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from contradict import Detector, InvalidInput, NotEnoughMemory
from contradict.candidates.index import IndexKind, IndexOption
from contradict.candidates.memory import available, in_words, mapped_rows, taken
from contradict.candidates.planning import EXACT_UP_TO, IndexPlan, Work, choose
from contradict.coverage import Coverage
from contradict.report.table import render_coverage
from tests.stand_ins import CALIBRATION, NotScorer, WordEmbedder

GB = 10**9
MILLION = 1_000_000


def work(size: int, rows: int | None = None) -> Work:
    return Work(size, size, 384, 20, size if rows is None else rows)


@pytest.mark.parametrize(
    ("option", "size", "free", "kind", "mapped"),
    [
        ("auto", 10, GB, "exact", False),
        ("auto", EXACT_UP_TO, 24 * GB, "exact", False),
        ("auto", EXACT_UP_TO, GB, "exact", True),
        ("auto", EXACT_UP_TO + 1, 24 * GB, "ivf8", False),
        ("auto", MILLION, 6 * GB, "ivf8", False),
        ("auto", MILLION, 5 * GB, "ivf8", True),
        ("exact", MILLION, 5 * GB, "exact", False),
        ("ivf", MILLION, 24 * GB, "ivf", False),
        ("hnsw", MILLION, 6 * GB, "hnsw", True),
    ],
)
def test_size_and_memory_choose(
    option: IndexOption, size: int, free: float, kind: IndexKind, mapped: bool
) -> None:
    """The size chooses the index; memory only where the embeddings stand."""
    plan = choose(option, work(size), lambda: free)
    assert (plan.kind, plan.mapped) == (kind, mapped)
    assert plan.memory <= free
    assert plan.file == (4 * 384 * size if mapped else 0)


def test_compressed_rows_take_less() -> None:
    """8 bits a number instead of 32, but for what the cells are learned from."""
    plain, small = (IndexPlan.of(kind, work(MILLION)).index for kind in ("ivf", "ivf8"))
    assert plain / small > 2


@pytest.mark.parametrize(
    ("option", "free", "message"),
    [
        ("hnsw", 4.5, r"'hnsw' needs 5\.\d GB .* 4\.5 GB is free; .*'auto'.*'ivf8'.* 4\.\d GB"),
        ("ivf", 1, r"'ivf' needs 5\.\d GB .* 1\.0 GB is free; pair fewer texts"),
        ("auto", 1, r"'auto' needs 4\.\d GB .* 1\.0 GB is free; pair fewer texts"),
    ],
)
def test_too_little_memory_is_told(option: IndexOption, free: float, message: str) -> None:
    """How much is needed, how much there is, and what to choose instead."""
    with pytest.raises(NotEnoughMemory, match=message):
        choose(option, work(MILLION), lambda: free * GB)


def test_rows_in_a_file_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same candidates, whether embeddings stand in memory or not; said in the coverage."""
    claims = [
        {"text": f"the {thing} is {'not ' * (i % 2)}at {i}", "speaker": f"s{i % 3}"}
        for i, thing in enumerate(["ship", "bridge", "gate"] * 10)
    ]
    detector = Detector(WordEmbedder(), NotScorer(), across="speaker", calibration=CALIBRATION)
    wanted = detector.pair(claims)
    free = wanted.coverage.index_memory - 1
    monkeypatch.setattr("contradict.candidates.planning.available", lambda: free)
    monkeypatch.setattr("contradict.candidates.memory.BLOCK", 4)
    found = detector.pair(claims, links=True)
    assert isinstance(found.rows, np.memmap)
    assert found.coverage.index_file > 0
    assert found.coverage.index_memory <= free
    assert list(found.plan.candidates) == list(wanted.plan.candidates)


def test_nothing_is_embedded_in_vain(monkeypatch: pytest.MonkeyPatch) -> None:
    """Too little memory is told before more than the first texts are embedded."""
    monkeypatch.setattr("contradict.candidates.planning.available", lambda: 1000)
    steps: list[str] = []
    detector = Detector(WordEmbedder(), NotScorer(), calibration=CALIBRATION)
    with pytest.raises(NotEnoughMemory, match="is free"):
        detector.pair(
            [f"claim {i}" for i in range(600)], progress=lambda stage, *_: steps.append(stage)
        )
    assert steps == []


def test_copies_of_rows_in_a_file_stand_in_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Block by block, and all rows are no copy."""
    monkeypatch.setattr("contradict.candidates.memory.BLOCK", 3)
    rows = mapped_rows((10, 4))
    rows[:] = np.random.default_rng(0).standard_normal((10, 4))
    places = np.array([9, 0, 3, 4, 7])
    copy = taken(rows, places)
    assert isinstance(copy, np.memmap)
    assert np.array_equal(copy, np.array(rows)[places])
    assert taken(rows, np.arange(10)) is rows


@pytest.mark.parametrize(
    ("groups", "files", "wanted"),
    [
        ("", {}, 8_000_000),
        ("0::/a/b\n", {"a/memory.max": "3000000", "a/memory.current": "1000000"}, 2_000_000),
        (
            "0::/\n",
            {
                "memory.max": "3000000",
                "memory.current": "2000000",
                "memory.stat": "anon 5\nactive_file 300000\ninactive_file 200000\n",
            },
            1_500_000,
        ),
        ("0::/a\n", {"a/memory.max": "max", "a/memory.current": "5"}, 8_000_000),
        (
            "4:memory:/a\n",
            {"memory/memory.limit_in_bytes": "900", "memory/memory.usage_in_bytes": "500"},
            400,
        ),
    ],
)
def test_memory_is_what_the_groups_leave(
    tmp_path: Path, groups: str, files: dict[str, str], wanted: float
) -> None:
    """``MemAvailable``, or a limit of either version of control groups, wherever it is set."""
    (tmp_path / "proc" / "self").mkdir(parents=True)
    (tmp_path / "proc" / "meminfo").write_text("MemTotal: 9 kB\nMemAvailable: 7813 kB\n")
    (tmp_path / "proc" / "self" / "cgroup").write_text(groups)
    for name, text in files.items():
        path = tmp_path / "sys" / "fs" / "cgroup" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    assert available(tmp_path) == pytest.approx(wanted, abs=1000 if wanted > 10**6 else 0)


def test_this_machine_has_memory() -> None:
    assert available() > 10**6


@pytest.mark.parametrize(
    ("size", "words"),
    [(12, "12 bytes"), (1234, "1.23 kB"), (5e8, "500 MB"), (1.5e12, "1,500.0 GB")],
)
def test_sizes_read_easily(size: float, words: str) -> None:
    assert in_words(size) == words


def test_the_index_is_said() -> None:
    """An approximate one always, an exact one in a plan."""
    exact = Coverage(index_memory=12_300_000)
    assert "12.3 MB of memory" in render_coverage(exact, planned=True)
    assert "memory" not in render_coverage(exact)
    rough = Coverage(index="ivf8", index_recall=0.987, index_memory=2 * GB, index_file=GB)
    assert (
        "approximate index (ivf8): 98.7% of the nearest in a sample, with about 2.0 GB of memory "
        "and 1.0 GB of a temporary file." in render_coverage(rough)
    )


def test_only_known_indexes() -> None:
    with pytest.raises(InvalidInput, match="'ivf8'"):
        Detector(WordEmbedder(), NotScorer(), index="flat")  # type: ignore[arg-type]
