"""Speed.

The same claims, the same weights (dequantised for the others), the same number of
neighbours and the same calibration, each contestant in a process of its own:

*find_pairs*: this library as it comes; *without words*: the same without the passes that
find the words of a clash; *without head*: without these and without the pair head; *nothing
pruned*: without these and with every candidate scored in both directions; *by hand*:
`SentenceTransformer.encode`, a flat FAISS index, and `CrossEncoder.predict` in both
directions, with the best of three batch sizes; *every pair*: `CrossEncoder.predict` over
all pairs in both directions, as small detectors do; *paraphrase mining* and *pairing*:
candidates alone, by `sentence_transformers.util.paraphrase_mining` and by this library.

Loading is not counted. Passes are all that were spent, also those for the words of a clash.
Up to 2,000 claims all is run in full but *every pair*, which is at 100 only: at 500 it takes
249,500 passes, at 2,000 4 million. Beyond, a contestant scores a seeded sample of 1,500 of
its own pairs, and its seconds and passes are extrapolated from them: marked ~; its memory is
that of what was run. *Agreed* is the share of the
contradictions found by hand that a contestant finds too, *extra* counts those that it
finds and the other does not, and *farthest* is the largest difference of probability on
those that both find. The run fails unless *nothing pruned* finds what is found by hand,
within 0.001 of probability.

The texts are of development sets (newprot, fever_eval, xnli_en, check_covid); the pair
head is trained on texts of training sets.

![Seconds against claims](speed.svg)
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.plots import ABOUT
from benchmarks.pools import mixed
from benchmarks.record import ROOT, SHARED, Row, peak_memory, save
from benchmarks.sampled import judge, sample
from contradict import load_embedder
from contradict.candidates.embedding import embed_texts
from contradict.detector import TOP_K, Detector, load_calibration
from contradict.judge import THRESHOLD
from contradict.judged import DECIMALS
from contradict.models import bundled_path
from contradict.models.labels import Outputs
from contradict.protocols import FloatArray, IntArray

SEED = 17
SETS = ("newprot", "fever_eval", "xnli_en", "check_covid")
SIZES = (100, 500, 2_000, 10_000)
FULL, FULL_EVERY_PAIR = 2_000, 100
"""Claims up to which nothing is extrapolated."""
SAMPLE = 1_500
TRIAL, BATCHES = 256, (16, 32, 64)
TOLERANCE = 1e-3
Found = dict[str, float]


@dataclass(frozen=True, slots=True)
class Task:
    """Claims, the folder of the weights for others, and how many pairs are scored at most."""

    texts: Sequence[str]
    models: Path
    most: int | None


@dataclass(frozen=True, slots=True)
class Run:
    """What one contestant did: seconds, passes, findings by their texts, peak memory in MB."""

    seconds: float
    passes: int = 0
    found: Found = field(default_factory=dict)
    extrapolated: bool = False
    peak: float = field(default_factory=peak_memory)


def find_pairs(task: Task, **settings: Any) -> Run:
    """Run this library with ``settings`` of a `Detector`."""
    detector = Detector.load(**settings)
    detector.judge(detector.pair(task.texts[:4], threshold=0))
    start = time.perf_counter()
    pairing = detector.pair(task.texts)
    paired = time.perf_counter() - start
    judged = judge(detector, pairing, task.most, SEED)
    found = {_key(p.left.text, p.right.text): p.probability for p in judged.pairs}
    return Run(paired + judged.seconds, judged.passes, found, judged.extrapolated)


def pairing(task: Task) -> Run:
    """Find candidates with this library."""
    detector = Detector.load()
    detector.pair(task.texts[:4])
    return Run(_seconds(partial(detector.pair, task.texts, threshold=0)))


def paraphrase_mining(task: Task) -> Run:
    """Find candidates with sentence-transformers."""
    from sentence_transformers import SentenceTransformer, util

    model = SentenceTransformer(str(task.models / "embedder"))
    texts = list(task.texts)
    model.encode(texts[:4])
    most = TOP_K * len(texts)
    return Run(_seconds(lambda: util.paraphrase_mining(model, texts, top_k=TOP_K, max_pairs=most)))


def by_hand(task: Task) -> Run:
    """Encode, search a flat index, predict in both directions."""
    import faiss
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(task.models / "embedder"))
    texts = list(task.texts)
    model.encode(texts[:4])
    start = time.perf_counter()
    rows = model.encode(texts, batch_size=64, normalize_embeddings=True)
    index = faiss.IndexFlatIP(rows.shape[1])
    index.add(rows)
    _, neighbours = index.search(rows, TOP_K + 1)
    pairs = np.array(
        sorted(
            {
                (min(i, int(j)), max(i, int(j)))
                for i, row in enumerate(neighbours)
                for j in [n for n in row if n != i][:TOP_K]
            }
        )
    )
    paired = time.perf_counter() - start
    return _predict(task, len(pairs), pairs.__getitem__, lambda: rows, paired)


def every_pair(task: Task) -> Run:
    """Predict all pairs in both directions; the cosine is the bundled embedder's, not timed."""
    count = len(task.texts)
    return _predict(
        task,
        count * (count - 1) // 2,
        partial(nth_pairs, count),
        lambda: embed_texts(load_embedder(), task.texts)[0],
    )


def nth_pairs(count: int, places: IntArray) -> IntArray:
    """Return the pairs at ``places`` among all of ``count`` in rising order, shape ``(n, 2)``.

    >>> nth_pairs(4, np.arange(6)).tolist()
    [[0, 1], [0, 2], [0, 3], [1, 2], [1, 3], [2, 3]]
    """
    first = np.cumsum(np.arange(count - 1, -1, -1)) - np.arange(count - 1, -1, -1)
    left = np.searchsorted(first[:-1], places, side="right") - 1
    return np.stack([left, places - first[left] + left + 1], axis=1)


def _predict(
    task: Task,
    total: int,
    pairs_at: Callable[[IntArray], IntArray],
    embeddings: Callable[[], FloatArray],
    spent: float = 0.0,
) -> Run:
    """Score pairs with a CrossEncoder and the batch size that is best on some of them."""
    import torch
    from sentence_transformers import CrossEncoder

    model = CrossEncoder(str(task.models / "scorer"), max_length=512)
    outputs = Outputs.of(model.config.id2label, "scorer")

    def wording(places: IntArray) -> list[tuple[str, str]]:
        return [(task.texts[i], task.texts[j]) for i, j in pairs_at(places)]

    def predict(rows: list[tuple[str, str]], batch: int) -> FloatArray:
        plain = torch.nn.Identity()
        logits = model.predict(rows, batch_size=batch, activation_fn=plain)
        return outputs.probabilities(np.asarray(logits, np.float32))

    trial = wording(sample(total, TRIAL, SEED))
    predict(trial[:16], 16)
    speed = {batch: _seconds(partial(predict, trial, batch)) for batch in BATCHES}
    batch = min(speed, key=speed.__getitem__)
    chosen = sample(total, total if task.most is None else task.most, SEED)
    pairs = wording(chosen)
    start = time.perf_counter()
    there = predict(pairs, batch)
    back = predict([(b, a) for a, b in pairs], batch)
    seconds = spent + (time.perf_counter() - start) * total / len(chosen)
    peak = peak_memory()
    rows, (left, right) = embeddings(), pairs_at(chosen).T
    cosine = (rows[left] * rows[right]).sum(axis=1)
    probability = np.round(load_calibration().probability(there, back, cosine), DECIMALS)
    found = {
        _key(*pair): float(p) for pair, p in zip(pairs, probability, strict=True) if p >= THRESHOLD
    }
    return Run(seconds, 2 * total, found, len(chosen) < total, peak)


HEADLESS = ("reach", "direction")
CONTESTANTS: dict[str, Callable[[Task], Run]] = {
    "find_pairs": find_pairs,
    "without words": partial(find_pairs, attribution=False),
    "without head": partial(find_pairs, attribution=False, cascade=HEADLESS),
    "nothing pruned": partial(find_pairs, attribution=False, cascade=()),
    "by hand": by_hand,
    "every pair": every_pair,
    "pairing": pairing,
    "paraphrase mining": paraphrase_mining,
}


def measure(data: Path, sizes: Sequence[int]) -> list[Row]:
    """Return a row per size and contestant.

    Raises `AssertionError` if this library with nothing pruned finds anything but what is
    found by hand.
    """
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
            _check_same(runs["nothing pruned"], reference)
    return rows


def _process(name: str, size: int, data: Path, folder: str) -> Run:
    command = [sys.executable, "-m", "benchmarks.speed", "--one", name]
    command += ["--sizes", str(size), "--data", str(data), "--models", folder]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    return Run(**json.loads(done.stdout.splitlines()[-1]))


def _row(size: int, name: str, run: Run, reference: Run) -> Row:
    about = ABOUT if run.extrapolated else ""
    scored = run.passes > 0
    judged = scored and not run.extrapolated and not reference.extrapolated
    common = run.found.keys() & reference.found.keys()
    return {
        "claims": size,
        "contestant": name,
        "seconds": f"{about}{run.seconds:.1f}",
        "claims/s": f"{about}{size / run.seconds:.1f}",
        "passes": f"{about}{run.passes:,}" if scored else "",
        "found": len(run.found) if judged else "",
        "agreed": f"{len(common) / max(len(reference.found), 1):.3f}" if judged else "",
        "extra": len(run.found) - len(common) if judged else "",
        "farthest": f"{_farthest(run, reference):.4f}" if judged else "",
        "times by hand": f"{reference.seconds / run.seconds:.2f}" if scored else "",
        "peak MB": round(run.peak),
    }


def _farthest(run: Run, reference: Run) -> float:
    """Return the largest difference of probability on what both find."""
    common = run.found.keys() & reference.found.keys()
    return max((abs(run.found[pair] - reference.found[pair]) for pair in common), default=0.0)


def _check_same(run: Run, reference: Run) -> None:
    if run.extrapolated or reference.extrapolated:
        return
    both = run.found | reference.found
    apart = [
        key
        for key in run.found.keys() ^ reference.found.keys()
        if both[key] - THRESHOLD >= TOLERANCE
    ]
    assert not apart, f"with nothing pruned {apart} differ from what is found by hand"
    farthest = _farthest(run, reference)
    assert farthest < TOLERANCE, f"with nothing pruned a probability differs by {farthest}"


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
    files = [options.data / "dev" / f"{name}.jsonl.gz" for name in SETS]
    if options.one:
        size = options.sizes[0]
        texts = mixed(files, size, SEED)
        full = FULL_EVERY_PAIR if options.one == "every pair" else FULL
        task = Task(texts, options.models, None if size <= full else SAMPLE)
        print(json.dumps(asdict(CONTESTANTS[options.one](task))))
    else:
        save("speed", measure(options.data, options.sizes), data=files, seed=SEED)
