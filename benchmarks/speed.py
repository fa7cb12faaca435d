"""Speed.

The same claims, the same weights (dequantised for the others), the same number of
neighbours and the same calibration, each contestant in a process of its own:

*find_pairs*: this library as it comes; *nothing pruned*: the same with every candidate
scored in both directions; *by hand*: `SentenceTransformer.encode`, a flat FAISS index,
and `CrossEncoder.predict` in both directions, with the best of three batch sizes;
*every pair*: `CrossEncoder.predict` over all pairs in both directions, as small
detectors do; *paraphrase mining* and *pairing*: candidates alone, by
`sentence_transformers.util.paraphrase_mining` and by this library. Loading is not
counted. Above `FULL` passes a contestant scores a seeded sample of its own pairs, and its
seconds are extrapolated from it: marked ~. *Agreed* is the share of the contradictions
found by hand that a contestant finds too.

![Seconds against claims](speed.svg)
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.record import ROOT, SHARED, Row, save
from contradict.detector import TOP_K, Detector
from contradict.judge import THRESHOLD
from contradict.models import bundled_path
from contradict.models.labels import Outputs
from contradict.protocols import FloatArray
from contradict.readers.labelled import read_labelled

SEED = 17
SETS = ("newprot", "fever_eval", "xnli_en", "check_covid")
SIZES = (100, 500, 2_000, 10_000)
FULL = 80_000
SAMPLE = 4_000
BATCHES = (16, 32, 64)
Found = dict[str, float]


@dataclass
class Run:
    """What one contestant did: seconds, passes, and findings by their texts."""

    seconds: float
    passes: int
    found: Found
    extrapolated: bool = False


def claims(data: Path, count: int) -> list[str]:
    """Return distinct texts of labelled pairs, both of a pair together."""
    pairs = [pair for name in SETS for pair in read_labelled(data / "dev" / f"{name}.jsonl.gz")]
    random.Random(SEED).shuffle(pairs)
    texts: dict[str, None] = {}
    for pair in pairs:
        if max(len(pair.premise), len(pair.hypothesis)) < 250 and len(texts) < count:
            texts |= dict.fromkeys((pair.premise, pair.hypothesis))
    return list(texts)[:count]


def find_pairs(texts: Sequence[str], models: Path, threshold: float = THRESHOLD) -> Run:
    """Run this library; of too many passes only a sample."""
    detector = Detector.load()
    detector.judge(detector.pair(texts[:4], threshold=0))
    start = time.perf_counter()
    pairing = detector.pair(texts, threshold=threshold)
    paired = time.perf_counter() - start
    total = len(pairing.plan.candidates)
    sampled = pairing.coverage.passes > FULL
    if sampled:
        places = sorted(random.Random(SEED).sample(range(total), SAMPLE))
        pairing = replace(pairing, plan=pairing.plan.part(np.array(places)), trials=())
    start = time.perf_counter()
    pairs = detector.judge(pairing)
    scored = time.perf_counter() - start
    factor = total / SAMPLE if sampled else 1.0
    found = {_key(p.left.text, p.right.text): p.probability for p in pairs.above(THRESHOLD)}
    return Run(paired + scored * factor, round(pairs.coverage.passes * factor), found, sampled)


def nothing_pruned(texts: Sequence[str], models: Path) -> Run:
    """Run this library with every shortcut off."""
    return find_pairs(texts, models, threshold=0)


def pairing(texts: Sequence[str], models: Path) -> Run:
    """Find candidates with this library."""
    detector = Detector.load()
    detector.pair(texts[:4])
    start = time.perf_counter()
    detector.pair(texts, threshold=0)
    return Run(time.perf_counter() - start, 0, {})


def paraphrase_mining(texts: Sequence[str], models: Path) -> Run:
    """Find candidates with sentence-transformers."""
    from sentence_transformers import SentenceTransformer, util

    model = SentenceTransformer(str(models / "embedder"))
    model.encode(list(texts[:4]))
    start = time.perf_counter()
    util.paraphrase_mining(model, list(texts), top_k=TOP_K, max_pairs=TOP_K * len(texts))
    return Run(time.perf_counter() - start, 0, {})


def by_hand(texts: Sequence[str], models: Path) -> Run:
    """Encode, search a flat index, predict in both directions."""
    import faiss
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(models / "embedder"))
    model.encode(list(texts[:4]))
    start = time.perf_counter()
    rows = model.encode(list(texts), batch_size=64, normalize_embeddings=True)
    index = faiss.IndexFlatIP(rows.shape[1])
    index.add(rows)
    _, neighbours = index.search(rows, TOP_K + 1)
    pairs = sorted(
        {
            (min(i, int(j)), max(i, int(j)))
            for i, row in enumerate(neighbours)
            for j in [n for n in row if n != i][:TOP_K]
        }
    )
    encoded = time.perf_counter() - start
    cosine = np.array([rows[i] @ rows[j] for i, j in pairs], np.float32)
    return _predict(texts, models, pairs, cosine, encoded)


def every_pair(texts: Sequence[str], models: Path) -> Run:
    """Predict all pairs in both directions."""
    pairs = list(itertools.combinations(range(len(texts)), 2))
    return _predict(texts, models, pairs, np.ones(len(pairs), np.float32), 0.0)


def _predict(
    texts: Sequence[str],
    models: Path,
    pairs: list[tuple[int, int]],
    cosine: FloatArray,
    spent: float,
) -> Run:
    """Score pairs with a CrossEncoder and the batch size that is best on some of them."""
    import torch
    from sentence_transformers import CrossEncoder

    model = CrossEncoder(str(models / "scorer"), max_length=512)
    outputs = Outputs.of(model.config.id2label, "scorer")

    def predict(rows: list[tuple[str, str]], batch: int) -> FloatArray:
        plain = torch.nn.Identity()
        logits = model.predict(rows, batch_size=batch, activation_fn=plain)
        return outputs.probabilities(np.asarray(logits, np.float32))

    both = [(texts[i], texts[j]) for i, j in pairs]
    trial = random.Random(SEED).sample(both, min(256, len(both)))
    speed = {batch: _seconds(partial(predict, trial, batch)) for batch in BATCHES}
    batch = min(speed, key=speed.__getitem__)
    sampled = 2 * len(both) > FULL
    factor = 1.0
    if sampled:
        chosen = sorted(random.Random(SEED).sample(range(len(both)), SAMPLE))
        factor = len(both) / SAMPLE
        both, cosine = [both[i] for i in chosen], cosine[chosen]
    start = time.perf_counter()
    there = predict(both, batch)
    back = predict([(b, a) for a, b in both], batch)
    seconds = spent + (time.perf_counter() - start) * factor
    probability = Detector.load().calibration.probability(there, back, cosine)
    found = {
        _key(a, b): float(p)
        for (a, b), p in zip(both, probability, strict=True)
        if round(float(p), 4) >= THRESHOLD
    }
    return Run(seconds, 2 * len(pairs), found, sampled)


CONTESTANTS: dict[str, Callable[[Sequence[str], Path], Run]] = {
    "find_pairs": find_pairs,
    "nothing pruned": nothing_pruned,
    "by hand": by_hand,
    "every pair": every_pair,
    "pairing": pairing,
    "paraphrase mining": paraphrase_mining,
}
SCORING = ("find_pairs", "nothing pruned", "by hand", "every pair")


def measure(data: Path, sizes: Sequence[int]) -> list[Row]:
    """Return a row per size and contestant."""
    from contradict.models.export import to_checkpoint

    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as folder:
        for role in ("embedder", "scorer"):
            to_checkpoint(bundled_path(role), Path(folder) / role)
        for size in sizes:
            runs = {name: _process(name, size, data, folder) for name in CONTESTANTS}
            reference = runs["by hand"]
            for name, run in runs.items():
                rows.append(_row(size, name, run, reference))
                print(rows[-1], file=sys.stderr)
    return rows


def _process(name: str, size: int, data: Path, folder: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.speed", "--one", name]
    command += ["--sizes", str(size), "--data", str(data), "--models", folder]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    run: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return run


def _row(size: int, name: str, run: dict[str, Any], reference: dict[str, Any]) -> Row:
    about = "~" if run["extrapolated"] else ""
    wanted = reference["found"].keys()
    agreed = len(wanted & run["found"].keys()) / max(len(wanted), 1)
    judged = name in SCORING and not run["extrapolated"] and not reference["extrapolated"]
    return {
        "claims": size,
        "contestant": name,
        "seconds": f"{about}{run['seconds']:.1f}",
        "claims/s": f"{about}{size / run['seconds']:.1f}",
        "passes": f"{about}{run['passes']:,}" if run["passes"] else "",
        "found": len(run["found"]) if judged else "",
        "agreed": f"{agreed:.3f}" if judged else "",
        "times by hand": f"{reference['seconds'] / run['seconds']:.2f}" if name in SCORING else "",
        "peak MB": round(run["peak"]),
    }


def _key(a: str, b: str) -> str:
    return json.dumps(sorted([a, b]))


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=SHARED / "data")
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--one", choices=list(CONTESTANTS), help=argparse.SUPPRESS)
    parser.add_argument("--models", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        texts = claims(options.data, options.sizes[0])
        run = CONTESTANTS[options.one](texts, options.models)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps(vars(run) | {"peak": peak}))
    else:
        save(
            "speed",
            measure(options.data, options.sizes),
            data=[options.data / "dev" / f"{name}.jsonl.gz" for name in SETS],
            seed=SEED,
        )
