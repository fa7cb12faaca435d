"""Passes a claim.

What the cross-encoder has to do for each claim with the default settings, from 1,000 to
100,000 distinct texts of training sets (newprot, lingnli, mnli_20k, fever_gold): no others
are as many, and the models have seen them. A claim comes with all others on its matter that
there are, the statements about one premise, as a collection grows by whole stories: what is
added makes no story denser, but brings strangers nearer. *Out of reach* and *screened* are
shares of the candidates; *nothing pruned* is what both directions of all of them would take,
and *passes a claim* what is spent on scores and on the words of a clash. At 1,000 claims all
is judged; at larger sizes a seeded sample of 2,000 of the candidates that are left, and the
passes are extrapolated from it: marked ~. The dashed line is a power of the number of claims,
fitted to the logarithms of all sizes by least squares.

![Passes a claim against claims](scale_passes.svg)
"""

from __future__ import annotations

import argparse
import sys
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.plots import ABOUT, number, power_law
from benchmarks.pools import mixed
from benchmarks.record import SHARED, Row, save
from benchmarks.sampled import judge
from benchmarks.scale import RUNS
from contradict import load_embedder
from contradict.candidates.embedding import embed_texts
from contradict.detector import Detector
from contradict.protocols import Embedder, FloatArray
from contradict.readers.labelled import read_labelled

SEED = 23
SETS = ("newprot", "lingnli", "mnli_20k", "fever_gold")
SIZES = (1_000, 3_000, 10_000, 30_000, 100_000)
FULL, SAMPLE = 1_000, 2_000
"""Claims up to which all is judged, and the candidates that are judged beyond."""


@dataclass(frozen=True, slots=True)
class Remembered:
    """An embedder that knows the rows ``(n, d)`` of its texts already."""

    name: str
    rows: FloatArray
    places: dict[str, int]

    @classmethod
    def of(cls, embedder: Embedder, texts: Sequence[str]) -> Remembered:
        """Embed ``texts``, or read their rows from an earlier run."""
        digest = zlib.crc32("\n".join(texts).encode())
        cache = RUNS / f"{embedder.name}-{len(texts)}-{digest:08x}.npy"
        if not cache.exists():
            cache.parent.mkdir(parents=True, exist_ok=True)
            np.save(cache, embed_texts(embedder, texts)[0])
        return cls(embedder.name, np.load(cache), {text: i for i, text in enumerate(texts)})

    def embed(self, texts: Sequence[str]) -> FloatArray:
        """Return the rows of ``texts``."""
        return self.rows[[self.places[text] for text in texts]]


def by_premise(files: Sequence[Path], texts: Sequence[str]) -> list[str]:
    """Return ``texts`` in an order in which those that pairs join to one premise are together."""
    first = {text: place for place, text in enumerate(texts)}
    premise = {text: text for text in texts}
    for pair in (pair for file in files for pair in read_labelled(file)):
        alone = premise.get(pair.hypothesis) == pair.hypothesis
        if alone and pair.premise in premise:
            premise[pair.hypothesis] = premise[pair.premise]
    return sorted(texts, key=lambda text: (first[premise[text]], first[text]))


def measure(files: Sequence[Path], sizes: Sequence[int]) -> list[Row]:
    """Return a row a size."""
    texts = mixed(files, max(sizes), SEED)
    detector = Detector.load(embedder=Remembered.of(load_embedder(), texts))
    texts = by_premise(files, texts)
    rows: list[Row] = []
    for size in sizes:
        rows.append(_row(detector, texts[:size]))
        print(rows[-1], file=sys.stderr)
    return rows


def _row(detector: Detector, texts: Sequence[str]) -> Row:
    pairing = detector.pair(texts)
    judged = judge(detector, pairing, None if len(texts) <= FULL else SAMPLE, SEED)
    coverage = pairing.coverage
    about = ABOUT if judged.extrapolated else ""
    return {
        "claims": len(texts),
        "candidates a claim": coverage.candidates / len(texts),
        "out of reach": coverage.out_of_reach / coverage.candidates,
        "screened": coverage.screened / coverage.candidates,
        "nothing pruned": 2 * coverage.candidates / len(texts),
        "passes a claim": f"{about}{judged.passes / len(texts):.2f}",
    }


def growth(rows: Sequence[Row]) -> str:
    """Return how the passes a claim grow with the claims."""
    claims = [row["claims"] for row in rows]
    exponent, _ = power_law(claims, [number(row["passes a claim"]) for row in rows])
    return (
        f"From {claims[0]:,} to {claims[-1]:,} claims the passes a claim grow with the "
        f"power {exponent:.2f}."
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=SHARED / "data")
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    options = parser.parse_args()
    files = [options.data / "train" / f"{name}.jsonl.gz" for name in SETS]
    rows = measure(files, options.sizes)
    save("scale_passes", rows, data=files, seed=SEED, notes=[growth(rows)])
