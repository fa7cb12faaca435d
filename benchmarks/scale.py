"""Scale.

Pairing alone, from 1,000 to a million claims: seconds, peak memory, and the share of
the ten nearest neighbours that an exact search finds for a sample. Embeddings are
made from those of 20,000 real sentences: each is a real one plus a random difference
of two others, scaled to a fifth to a half, so that directions and densities stay those of
language and every text has a cloud of near ones. *Passes a claim* are those that its
candidates would take.

![Seconds and passes a claim](scale.svg)
"""

from __future__ import annotations

import argparse
import itertools
import json
import math
import subprocess
import sys
import time
from pathlib import Path

import numpy as np

from benchmarks.record import ROOT, SHARED, Row, peak_memory, save
from benchmarks.topics import OTHERS, SEED, unrelated
from contradict import load_embedder
from contradict.candidates.embedding import embed_texts
from contradict.candidates.index import IndexOption
from contradict.candidates.pairing import unordered
from contradict.candidates.search import Points, nearest
from contradict.protocols import FloatArray

REAL = 20_000
K = 10
SAMPLE = 500
SIZES = (1_000, 10_000, 100_000, 1_000_000)
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
    found = nearest(points, points, K, index=index)
    candidates = unordered(found)
    seconds = time.perf_counter() - start
    memory = peak_memory() / 1024
    places = np.linspace(0, count - 1, SAMPLE).astype(np.int64)
    exact = nearest(points.take(places), points, K, index="exact")
    wanted = {(int(places[q]), int(b)) for q, b in zip(exact.query, exact.base, strict=True)}
    sampled = np.isin(found.query, places)
    seen = set(zip(found.query[sampled].tolist(), found.base[sampled].tolist(), strict=True))
    return {
        "claims": count,
        "index": found.index,
        "seconds": seconds,
        "claims/s": count / seconds,
        "peak GB": memory,
        f"recall@{K}": len(wanted & seen) / len(wanted),
        "recall told": found.recall,
        "passes a claim": 2 * len(candidates) / count,
    }


def measure(data: Path, sizes: list[int], index: str) -> list[Row]:
    """Return a row per size, each measured in a process of its own."""
    real_rows(data)
    rows: list[Row] = []
    for size in sizes:
        command = [sys.executable, "-m", "benchmarks.scale", "--one", str(size)]
        command += ["--index", index, "--data", str(data)]
        done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
        rows.append(json.loads(done.stdout))
        print(rows[-1], file=sys.stderr)
    return rows


def exponents(rows: list[Row]) -> list[str]:
    """Return how time grows from each size to the next: seconds ~ claims ** exponent."""
    notes = []
    for small, large in itertools.pairwise(rows):
        growth = math.log(large["seconds"] / small["seconds"])
        exponent = growth / math.log(large["claims"] / small["claims"])
        notes.append(
            f"From {small['claims']:,} to {large['claims']:,} claims time grows with the "
            f"power {exponent:.2f}."
        )
    return notes


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=SHARED / "data")
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--index", default="auto")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(pair(options.data, options.one, options.index)))
    else:
        rows = measure(options.data, options.sizes, options.index)
        save(
            "scale",
            rows,
            data=[options.data / "dev" / f"{name}.jsonl.gz" for name in OTHERS],
            seed=SEED,
            notes=exponents(rows),
        )
