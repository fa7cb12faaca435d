"""The rule.

From both directions and the cosine to one probability: rules compared on a pool of
development data. The pool holds the texts of labelled pairs from four sets and 150
unrelated encyclopedia sentences; candidates are each text's six nearest neighbours
and the labelled pairs. Contradictions are the pairs labelled so; all others count as
compatible, though some unlabelled neighbours may contradict each other.

*Directions*: the contradiction of both as their mean, minimum, maximum or geometric
mean. *Weight*: by the cosine c. *Unrelated flagged*: unlabelled candidates over 0.5.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from collections.abc import Callable
from pathlib import Path

import numpy as np

from benchmarks.record import SHARED, Row, save
from contradict import load_embedder, load_scorer
from contradict.candidates.embedding import embed_texts
from contradict.candidates.search import Points, cosine, nearest
from contradict.claim import normalise
from contradict.evaluation.measures import Scores, average_precision, precision_recall
from contradict.scoring.directions import CONTRADICTION
from contradict.scoring.probability import SAME_TOPIC, UNRELATED, ceiling

SEED = 1
PER_LABEL = {"newprot": 80, "check_covid": 45, "fever_eval": 80, "xnli_en": 60}
LONGEST = 300
STRANGERS = 150
NEIGHBOURS = 6

DIRECTIONS: dict[str, Callable[[Scores, Scores], Scores]] = {
    "mean": lambda a, b: (a + b) / 2,
    "minimum": np.minimum,
    "geometric mean": lambda a, b: np.sqrt(a * b),
    "maximum": np.maximum,
}
WEIGHTS: dict[str, Callable[[Scores], Scores]] = {
    "1": np.ones_like,
    "c": lambda c: np.clip(c, 0, 1),
    "c²": lambda c: np.clip(c, 0, 1) ** 2,
    "1 / (1 + exp(5 - 10 c))": lambda c: 1 / (1 + np.exp(5 - 10 * c)),
    f"rising from c = {UNRELATED} to {SAME_TOPIC}": lambda c: ceiling(c.astype(np.float32)),
}


def measure(data: Path) -> list[Row]:
    """Return a row per rule."""
    texts, truth, labelled = pool(data)
    embeddings, _ = embed_texts(load_embedder(), texts)
    position = {text: i for i, text in enumerate(texts)}
    points = Points.of(embeddings)
    found = nearest(points, points, NEIGHBOURS)
    near = {tuple(sorted(p)) for p in zip(found.query.tolist(), found.base.tolist(), strict=True)}
    near |= {tuple(sorted(position[text] for text in pair)) for pair in labelled}
    pairs = sorted(near)
    left, right = [texts[i] for i, _ in pairs], [texts[j] for _, j in pairs]
    scorer = load_scorer()
    there = scorer.score(left, right)[:, CONTRADICTION].astype(float)
    back = scorer.score(right, left)[:, CONTRADICTION].astype(float)
    cosines: Scores = np.array([cosine(embeddings[i], embeddings[j]) for i, j in pairs], np.float64)
    true = np.array([frozenset([a, b]) in truth for a, b in zip(left, right, strict=True)])
    known = np.array([frozenset([a, b]) in labelled for a, b in zip(left, right, strict=True)])
    rows: list[Row] = []
    for direction, join in DIRECTIONS.items():
        for weight, weigh in WEIGHTS.items():
            scores = join(there, back) * weigh(cosines)
            precision, recall = precision_recall(scores >= 0.5, true)
            rows.append(
                {
                    "directions": direction,
                    "weight": weight,
                    "AP": average_precision(scores, true),
                    "precision": precision,
                    "recall": recall,
                    "unrelated flagged": int(((scores >= 0.5) & ~known).sum()),
                }
            )
    return rows


def pool(data: Path) -> tuple[list[str], set[frozenset[str]], set[frozenset[str]]]:
    """Return the texts, the contradicting pairs and all labelled pairs."""
    chooser = random.Random(SEED)
    texts: set[str] = set()
    truth: set[frozenset[str]] = set()
    labelled: set[frozenset[str]] = set()
    for name, count in PER_LABEL.items():
        rows = _rows(data / f"{name}.jsonl.gz")
        chooser.shuffle(rows)
        left = dict.fromkeys(("entailment", "neutral", "contradiction"), count)
        for premise, hypothesis, label in rows:
            if left[label] and premise != hypothesis:
                left[label] -= 1
                pair = frozenset([premise, hypothesis])
                texts |= pair
                labelled.add(pair)
                if label == "contradiction":
                    truth.add(pair)
    others = sorted({premise for premise, *_ in _rows(data / "fever_eval.jsonl.gz")})
    texts |= set(chooser.sample([text for text in others if 40 <= len(text) <= 250], STRANGERS))
    return sorted(texts), truth, labelled


def _rows(path: Path) -> list[tuple[str, str, str]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [
        (normalise(row["premise"]), normalise(row["hypothesis"]), row["label"])
        for row in rows
        if len(row["premise"]) < LONGEST and len(row["hypothesis"]) < LONGEST
    ]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=SHARED / "data" / "dev")
    options = parser.parse_args()
    save(
        "rule",
        measure(options.data),
        data=[options.data / f"{name}.jsonl.gz" for name in PER_LABEL],
        seed=SEED,
        notes=["Development data: the rule with the highest AP was chosen here."],
    )
