"""Scale.

Pairing alone, from 1,000 to a million claims, with as many neighbours as a claim has by
default: seconds, peak memory, and the share of the ten nearest that an exact search finds
for a sample. *auto* is the index chosen by size; at 100,000 claims the approximate ones
stand beside it. Embeddings are
made from those of 20,000 real sentences: each is a real one plus a random difference
of two others, scaled to a fifth to a half, so that directions and densities stay those of
language and every text has a cloud of near ones. The dashed line is a power of the number
of claims, fitted to the logarithms of all sizes by least squares.

![Seconds against claims](scale.svg)
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from pathlib import Path
from typing import get_args

import numpy as np

from benchmarks.plots import power_law
from benchmarks.record import ROOT, SHARED, Row, peak_memory, save
from benchmarks.topics import OTHERS, SEED, unrelated
from contradict import load_embedder
from contradict.candidates.embedding import embed_texts
from contradict.candidates.index import IndexKind, IndexOption
from contradict.candidates.pairing import unordered
from contradict.candidates.search import Points, nearest
from contradict.detector import TOP_K
from contradict.protocols import FloatArray

REAL = 20_000
RECALL_AT = 10
SAMPLE = 500
SIZES = (1_000, 10_000, 100_000, 1_000_000)
BESIDE = 100_000
"""Claims at which the approximate indexes are measured too."""
RUNS = ROOT / "runs" / "scale"


def real_rows(data: Path) -> FloatArray:
    """Return the embeddings of real sentences, kept from run to run."""
    cache = RUNS / f"{load_embedder().name}.npy"
    if not cache.exists():
        cache.parent.mkdir(parents=True, exist_ok=True)
        np.save(cache, embed_texts(load_embedder(), unrelated(data)[:REAL])[0])
    rows: FloatArray = np.load(cache)
    return rows


def made_rows(real: FloatArray, count: int) -> FloatArray:
    """Return ``count`` unit rows around real ones."""
    chooser = np.random.default_rng(SEED)
    rows = np.empty((count, real.shape[1]), np.float32)
    for start in range(0, count, 50_000):
        block = rows[start : start + 50_000]
        centre, a, b = chooser.integers(len(real), size=(3, len(block)))
        strength = chooser.uniform(0.2, 0.5, (len(block), 1)).astype(np.float32)
        block[:] = real[centre] + strength * (real[a] - real[b])
        block /= np.linalg.norm(block, axis=1, keepdims=True)
    return rows


def pair(data: Path, count: int, index: IndexOption) -> Row:
    """Return the figures of one size, measured in this process."""
    rows = made_rows(real_rows(data), count)
    points = Points.of(rows)
    start = time.perf_counter()
    found = nearest(points, points, TOP_K, index=index)
    candidates = unordered(found)
    seconds = time.perf_counter() - start
    memory = peak_memory() / 1024
    places = np.linspace(0, count - 1, SAMPLE).astype(np.int64)
    exact = nearest(points.take(places), points, RECALL_AT, index="exact")
    wanted = {(int(places[q]), int(b)) for q, b in zip(exact.query, exact.base, strict=True)}
    sampled = np.isin(found.query, places)
    seen = set(zip(found.query[sampled].tolist(), found.base[sampled].tolist(), strict=True))
    return {
        "claims": count,
        "asked": index,
        "index": found.index,
        "seconds": seconds,
        "claims/s": count / seconds,
        "peak GB": memory,
        f"recall@{RECALL_AT}": len(wanted & seen) / len(wanted),
        "recall told": found.recall,
        "candidates a claim": len(candidates) / count,
    }


def measure(data: Path, sizes: list[int], beside: int) -> list[Row]:
    """Return a row per size and index, each measured in a process of its own."""
    real_rows(data)
    others = get_args(IndexKind)[1:]
    rows: list[Row] = []
    for size in sizes:
        for index in ("auto", *(others if size == beside else ())):
            command = [sys.executable, "-m", "benchmarks.scale", "--one", str(size)]
            command += ["--index", index, "--data", str(data)]
            done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
            rows.append(json.loads(done.stdout))
            print(rows[-1], file=sys.stderr)
    return rows


def growth(rows: list[Row]) -> str:
    """Return how time grows with the claims where the index is chosen by size."""
    chosen = [row for row in rows if row["asked"] == "auto"]
    exponent, _ = power_law([r["claims"] for r in chosen], [r["seconds"] for r in chosen])
    return (
        f"From {chosen[0]['claims']:,} to {chosen[-1]['claims']:,} claims time grows with the "
        f"power {exponent:.2f}."
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=SHARED / "data")
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--beside", type=int, default=BESIDE, help="size for all indexes")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--index", default="auto", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(pair(options.data, options.one, options.index)))
    else:
        rows = measure(options.data, options.sizes, options.beside)
        save(
            "scale",
            rows,
            data=[options.data / "dev" / f"{name}.jsonl.gz" for name in OTHERS],
            seed=SEED,
            notes=[growth(rows)],
        )
