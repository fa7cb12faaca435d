"""Topics.

Bi-encoders side by side: how often a contradicting partner is among the k nearest of
a claim, from either side. Each pool holds every text of its labelled pairs; a pool
marked ×10 holds nine times as many unrelated sentences beside them. *lexical* is a
baseline without a model: the words of a text, the rare ones weighing more (tf-idf).
That of wikicontradict holds passages and what answers a question by them: the nearest
of an answer is often the passage that says the same.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from sklearn.feature_extraction.text import HashingVectorizer, TfidfTransformer
from sklearn.pipeline import make_pipeline

from benchmarks.pools import newsroom
from benchmarks.record import SHARED, Row, save
from contradict import load_embedder
from contradict.claim import Claim, normalise
from contradict.evaluation.reports import candidate_recall
from contradict.protocols import Embedder, FloatArray
from contradict.readers.labelled import Pool, read_labelled, read_pool

SEED = 5
PAIRS = 1000
KS = (1, 5, 10, 20)
DEV = ("newprot", "check_covid", "fever_eval")
TEST = ("chatprotect", "check_covid_claim_pairs", "wikicontradict")
OTHERS = ("lingnli", "mnli_mostly_mm_noisy", "conjnli", "xnli_en")


def pools(data: Path, half: str) -> dict[str, Pool]:
    """Return the pools of one half by their names."""
    found = {f"newsroom {half}": newsroom(half)}
    if half == "test":
        return found | {name: read_pool(data / "pool" / f"{name}.jsonl.gz") for name in TEST}
    for name in DEV:
        pairs = read_labelled(data / "dev" / f"{name}.jsonl.gz")
        chosen = random.Random(SEED).sample(pairs, min(PAIRS, len(pairs)))
        texts = {text for pair in chosen for text in (pair.premise, pair.hypothesis)}
        wanted = {frozenset([p.premise, p.hypothesis]) for p in chosen if p.contradicts}
        claims = tuple(Claim(text) for text in sorted(texts))
        found[name] = Pool(claims, frozenset(pair for pair in wanted if len(pair) == 2))
    return found


def unrelated(data: Path) -> list[str]:
    """Return sentences of other development sets, in random order."""
    texts: set[str] = set()
    for name in OTHERS:
        for pair in read_labelled(data / "dev" / f"{name}.jsonl.gz"):
            texts |= {pair.premise, pair.hypothesis}
    return random.Random(SEED).sample(sorted(texts), len(texts))


def measure(data: Path, half: str, embedders: dict[str, Embedder]) -> list[Row]:
    """Return a row per pool and size, a column per embedder and k."""
    strangers = unrelated(data)
    rows: list[Row] = []
    for name, pool in pools(data, half).items():
        texts = sorted({normalise(claim.text) for claim in pool.claims})
        for factor in (1, 10):
            others = strangers[: (factor - 1) * len(texts)]
            everything = sorted({*texts, *others})
            row: dict[str, object] = {
                "pool": name if factor == 1 else f"{name} ×{len(everything) / len(texts):.0f}",
                "texts": len(everything),
                "pairs": len(pool.wanted),
            }
            for model, embedder in {**embedders, Lexical.name: Lexical(everything)}.items():
                recall = candidate_recall(embedder, everything, pool.wanted, KS)
                row |= {f"{model} @{k}": value for k, value in recall.items()}
            rows.append(row)
    return rows


class Lexical:
    """Words weighted by how few texts have them: what is near without any model."""

    name = "lexical"

    def __init__(self, texts: Sequence[str]) -> None:
        words = HashingVectorizer(token_pattern=r"\w+", n_features=2**13, alternate_sign=False)
        self._tf_idf = make_pipeline(words, TfidfTransformer()).fit(texts)

    def embed(self, texts: Sequence[str]) -> FloatArray:
        """Return float32 rows of length one, shape ``(len(texts), 8192)``."""
        rows: FloatArray = self._tf_idf.transform(texts).toarray().astype(np.float32)
        return rows


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=SHARED / "data")
    parser.add_argument("--half", choices=["dev", "test"], default="dev")
    parser.add_argument("--embedder", action="append", metavar="NAME=MODEL", help="another one")
    options = parser.parse_args()
    others = dict(embedder.split("=", 1) for embedder in options.embedder or [])
    models = {name: load_embedder(path) for name, path in {"bundled": "bundled", **others}.items()}
    folder, names = ("pool", TEST) if options.half == "test" else ("dev", (*DEV, *OTHERS))
    save(
        f"topics_{options.half}",
        measure(options.data, options.half, models),
        data=[options.data / folder / f"{name}.jsonl.gz" for name in names],
        seed=SEED,
        notes=["The bi-encoder was chosen on the development pools only."],
    )
