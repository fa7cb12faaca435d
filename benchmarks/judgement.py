"""Judgement.

Scorers side by side, all with the bundled bi-encoder. *lexical* is a baseline without
a model: much the same words and a negation in one text only is a contradiction.
Labelled pairs: accuracy over three labels, and the F1 of contradiction. Newsroom:
the claims of one half of datasets/newsroom in one pool; average precision over all
candidates, precision and recall at the default threshold, of what is found to be a
contradiction; average precision and expected calibration error also without verdicts,
by the probability alone.
Unrelated: contradictions found at the default threshold among unrelated encyclopedia
sentences, the longest distinct premises of 40 to 250 characters of fever_eval. For these
two, every scorer but the bundled one is calibrated on the dev half of newsroom. The
bundled calibration was fitted among other sentences of fever_eval. Most of the longest
2,000 are also premises of training pairs of fever_gold, of which the scorer saw a part;
near ones were in the pool from which unrelated pairs were mined. The rules that tell two
things apart were made with a look at what was flagged among them: expect more elsewhere.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

import contradict
from benchmarks.pools import COUNTED, NEWSROOM, newsroom
from benchmarks.pools import unrelated as unrelated_sentences
from benchmarks.record import SHARED, Row, save
from contradict.evaluation.calibrating import calibrate
from contradict.evaluation.reports import report_pairs, report_pool
from contradict.judge import THRESHOLD
from contradict.protocols import LABELS, FloatArray
from contradict.readers.labelled import read_labelled

SETS = {
    "dev": ("xnli_en", "newprot", "lingnli", "check_covid", "conjnli"),
    "test": ("xnli_en", "snli", "negnli", "fever_symmetric", "healthver"),
}
SEED = 11


def measure(
    data: Path, half: str, scorers: dict[str, str], count: int | None, unrelated: int
) -> list[Row]:
    """Return a row per measure, a column per scorer."""
    columns = {name: _column(data, half, path, count, unrelated) for name, path in scorers.items()}
    names = next(iter(columns.values()))
    return [
        {"measure": measure} | {scorer: column[measure] for scorer, column in columns.items()}
        for measure in names
    ]


def _column(
    data: Path, half: str, path: str, count: int | None, unrelated: int
) -> dict[str, float | int]:
    scorer = Lexical() if path == Lexical.name else contradict.load_scorer(path)
    column: dict[str, float | int] = {}
    for name in SETS[half]:
        pairs = read_labelled(data / half / f"{name}.jsonl.gz")
        if count is not None:
            pairs = random.Random(SEED).sample(pairs, min(count, len(pairs)))
        report = report_pairs(scorer, pairs)
        column[f"{half}/{name} accuracy"] = report.accuracy
        column[f"{half}/{name} contradiction F1"] = report.contradiction_f1
    detector = _calibrated(contradict.Detector.load(scorer=scorer))
    pool = newsroom(half)
    everything = detector.judge(detector.pair(pool.claims, threshold=0))
    found = report_pool(everything, pool.wanted, THRESHOLD, len(pool.claims))
    alone = replace(
        everything, pairs=tuple(replace(p, relation="contradiction") for p in everything)
    )
    without = report_pool(alone, pool.wanted, THRESHOLD, len(pool.claims))
    for figure in ("ap", "ece"):
        column[f"newsroom {half} {figure}, without verdicts"] = without.to_dict()[figure]
    for figure in ("ap", "precision", "recall", "found"):
        column[f"newsroom {half} {figure}"] = found.to_dict()[figure]
    flagged = detector.judge(
        detector.pair(unrelated_sentences(data / "dev")[:unrelated], threshold=THRESHOLD)
    )
    column[f"flagged of {unrelated:,} unrelated"] = len(flagged.contradictions)
    return column


def _calibrated(detector: contradict.Detector) -> contradict.Detector:
    if detector.is_calibrated:
        return detector
    pool = newsroom("dev")
    everything = detector.judge(detector.pair(pool.claims, threshold=0))
    fitted = calibrate([(everything, pool)], detector.embedder.name, detector.scorer.name)
    return replace(detector, calibration=fitted)


class Lexical:
    """Shared words and negation: what is found without any model."""

    name = "lexical"
    negations = frozenset(
        ["no", "not", "never", "none", "nobody", "nothing", "neither", "nor", "without", "cannot"]
    )

    def score(self, premises: Sequence[str], hypotheses: Sequence[str]) -> FloatArray:
        """Return certain probabilities, float32 ``(n, 3)``."""
        rows = np.full((len(premises), len(LABELS)), 0.05, np.float32)
        for row, premise, hypothesis in zip(rows, premises, hypotheses, strict=True):
            row[LABELS.index(self._label(premise, hypothesis))] = 0.9
        return rows

    def _label(self, premise: str, hypothesis: str) -> str:
        there, here = (set(re.findall(r"\w+|n't", t.lower())) for t in (premise, hypothesis))
        denied = [bool(words & self.negations) or "n't" in words for words in (there, here)]
        shared = len(there & here) / max(len(here), 1)
        if shared < 0.6:
            return "neutral"
        return "contradiction" if denied[0] != denied[1] else "entailment"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=SHARED / "data")
    parser.add_argument("--half", choices=list(SETS), default="test")
    parser.add_argument("--count", type=int, help="pairs of each set (default: all)")
    parser.add_argument("--unrelated", type=int, default=COUNTED, help="unrelated sentences")
    parser.add_argument(
        "--scorer", action="append", metavar="NAME=MODEL", help="another scorer beside the bundled"
    )
    options = parser.parse_args()
    scorers = {"bundled": "bundled", "lexical": Lexical.name}
    scorers |= dict(scorer.split("=", 1) for scorer in options.scorer or [])
    save(
        f"judgement_{options.half}",
        measure(options.data, options.half, scorers, options.count, options.unrelated),
        data=[options.data / options.half / f"{name}.jsonl.gz" for name in SETS[options.half]]
        + [NEWSROOM / f"{kind}.{options.half}.jsonl" for kind in ("claims", "pairs")],
        seed=SEED,
        notes=[
            "Scorers and calibration were chosen on development data only, the threshold on that "
            "and on one pair of datasets/karabakh; the test "
            "half was written and committed before. The rules of verdicts were tuned on the dev "
            "half, by one who had read the test half to mark spans in it."
        ],
    )
