"""A scorer on labelled pairs, and a detector on a pool of claims."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from contradict.candidates.embedding import embed_texts
from contradict.candidates.search import Points, nearest
from contradict.claim import normalise
from contradict.evaluation.measures import (
    average_precision,
    expected_calibration_error,
    f1_per_class,
    precision_recall,
)
from contradict.pairs import Pairs
from contradict.protocols import LABELS, UNRELATED, Embedder, Scorer
from contradict.readers.labelled import LabelledPair
from contradict.scoring.directions import score_each

CONTRADICTION = LABELS.index("contradiction")


@dataclass(frozen=True, slots=True)
class PairsReport:
    """How well a scorer labels pairs.

    ``accuracy`` and the F1s are of three labels; ``ap`` and ``ece`` are of the
    probability of contradiction against the two others.
    """

    pairs: int
    accuracy: float
    macro_f1: float
    entailment_f1: float
    neutral_f1: float
    contradiction_f1: float
    ap: float
    ece: float

    def to_dict(self) -> dict[str, Any]:
        """Return the figures by name."""
        return asdict(self)


def report_pairs(scorer: Scorer, pairs: Sequence[LabelledPair]) -> PairsReport:
    """Score ``pairs`` in the direction in which they are labelled; unrelated is neutral."""
    premises, hypotheses = [p.premise for p in pairs], [p.hypothesis for p in pairs]
    scores = score_each(scorer, premises, hypotheses).astype(np.float64)
    labels = ["neutral" if pair.label == UNRELATED else pair.label for pair in pairs]
    truth = np.array([LABELS.index(label) for label in labels], np.int64)
    predicted = scores.argmax(axis=1)
    f1 = f1_per_class(predicted, truth, len(LABELS))
    clash, contradiction = scores[:, CONTRADICTION], truth == CONTRADICTION
    return PairsReport(
        pairs=len(pairs),
        accuracy=float((predicted == truth).mean()) if pairs else 0.0,
        macro_f1=float(f1.mean()),
        entailment_f1=float(f1[LABELS.index("entailment")]),
        neutral_f1=float(f1[LABELS.index("neutral")]),
        contradiction_f1=float(f1[CONTRADICTION]),
        ap=average_precision(clash, contradiction),
        ece=expected_calibration_error(clash, contradiction),
    )


@dataclass(frozen=True, slots=True)
class PoolReport:
    """How well a detector finds the contradictions in a pool of claims.

    ``wanted`` pairs are labelled as contradictions, ``found`` reach the
    threshold. ``lost_by_pairing`` of the wanted are no candidates,
    ``lost_by_scoring`` are, but do not reach the threshold. ``false_alarms`` is
    found pairs that are not wanted, per 1,000 claims. ``ap`` is of contradictions,
    ``ece`` of the probability alone, whatever the verdict.
    """

    claims: int
    wanted: int
    found: int
    precision: float
    recall: float
    f1: float
    ap: float
    ece: float
    false_alarms: float
    lost_by_pairing: int
    lost_by_scoring: int

    def to_dict(self) -> dict[str, Any]:
        """Return the figures by name."""
        return asdict(self)


def report_pool(
    everything: Pairs, wanted: Collection[frozenset[str]], threshold: float, claims: int
) -> PoolReport:
    """Judge findings against the ``wanted`` pairs of normalised texts.

    ``everything`` are all candidates, found with a threshold of 0. What is superseded or
    explained away is not found, whatever its probability.
    """
    said = np.array([pair.probability for pair in everything], np.float64)
    probability = said * [pair.relation == "contradiction" for pair in everything]
    truth = np.array(
        [
            frozenset([normalise(p.left.text), normalise(p.right.text)]) in wanted
            for p in everything
        ],
        bool,
    )
    flagged = probability >= threshold
    precision, recall = precision_recall(flagged, truth, len(wanted))
    right = int((flagged & truth).sum())
    return PoolReport(
        claims=claims,
        wanted=len(wanted),
        found=int(flagged.sum()),
        precision=precision,
        recall=recall,
        f1=2 * precision * recall / (precision + recall) if right else 0.0,
        ap=average_precision(probability, truth, len(wanted)),
        ece=expected_calibration_error(said, truth),
        false_alarms=1000 * float((flagged & ~truth).sum()) / max(claims, 1),
        lost_by_pairing=len(wanted) - int(truth.sum()),
        lost_by_scoring=int(truth.sum()) - right,
    )


def candidate_recall(
    embedder: Embedder,
    texts: Sequence[str],
    wanted: Collection[frozenset[str]],
    ks: Sequence[int] = (1, 5, 10, 20),
) -> dict[int, float]:
    """Return, for each k, the share of ``wanted`` pairs of which either lists the other.

    ``texts`` are the normalised, distinct texts of the pool.
    """
    rows, _ = embed_texts(embedder, texts)
    points = Points.of(rows)
    found = nearest(points, points, max(ks))
    rank: dict[frozenset[str], int] = {}
    seen = np.zeros(len(texts), np.int64)
    order = np.lexsort((found.base, -found.similarity, found.query))
    for query, base in zip(found.query[order], found.base[order], strict=True):
        seen[query] += 1
        pair = frozenset([texts[query], texts[base]])
        rank[pair] = min(rank.get(pair, int(seen[query])), int(seen[query]))
    return {k: sum(rank.get(pair, k + 1) <= k for pair in wanted) / max(len(wanted), 1) for k in ks}
