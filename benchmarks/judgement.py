"""Judgement.

Cross-encoders side by side, all through the bundled bi-encoder and the same rule.
Labelled pairs: accuracy over three labels, and the F1 of contradiction. Newsroom:
the claims of one half of datasets/newsroom in one pool; average precision over all
candidates, precision and recall at the default threshold. Unrelated: pairs flagged
at the default threshold among 2,000 unrelated encyclopedia sentences, the longest
distinct premises of 40 to 250 characters of one development set.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

import contradict
from benchmarks.pools import NEWSROOM, encyclopedia, newsroom
from benchmarks.record import SHARED, Row, save
from contradict.detector import THRESHOLD
from contradict.evaluation.reports import report_pairs, report_pool
from contradict.readers.labelled import read_labelled

SETS = {
    "dev": ("xnli_en", "newprot", "lingnli", "check_covid", "conjnli"),
    "test": ("xnli_en", "snli", "negnli", "fever_symmetric", "healthver"),
}
SEED = 11
STRANGERS = 2000


def measure(data: Path, half: str, scorers: dict[str, str], count: int) -> list[Row]:
    """Return a row per measure, a column per scorer."""
    columns = {name: _column(data, half, path, count) for name, path in scorers.items()}
    names = next(iter(columns.values()))
    return [
        {"measure": measure} | {scorer: column[measure] for scorer, column in columns.items()}
        for measure in names
    ]


def _column(data: Path, half: str, path: str, count: int) -> dict[str, float | int]:
    scorer = contradict.load_scorer(path)
    column: dict[str, float | int] = {}
    for name in SETS[half]:
        pairs = read_labelled(data / half / f"{name}.jsonl.gz")
        pairs = random.Random(SEED).sample(pairs, min(count, len(pairs)))
        report = report_pairs(scorer, pairs)
        column[f"{half}/{name} accuracy"] = report.accuracy
        column[f"{half}/{name} contradiction F1"] = report.contradiction_f1
    pool = newsroom(half)
    everything = contradict.find_pairs(pool.claims, threshold=0, scorer=scorer)
    found = report_pool(everything, pool.wanted, THRESHOLD, len(pool.claims))
    for figure in ("ap", "precision", "recall", "found"):
        column[f"newsroom {half} {figure}"] = found.to_dict()[figure]
    column["unrelated flagged"] = len(contradict.find_pairs(strangers(data), scorer=scorer))
    return column


def strangers(data: Path) -> list[str]:
    """Return 2,000 unrelated sentences."""
    fitting = [text for text in encyclopedia(data / "dev") if 40 <= len(text) <= 250]
    return sorted(fitting, key=len, reverse=True)[:STRANGERS]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=SHARED / "data")
    parser.add_argument("--half", choices=list(SETS), default="test")
    parser.add_argument("--count", type=int, default=1500, help="pairs of each set")
    parser.add_argument(
        "--scorer", action="append", metavar="NAME=MODEL", help="another scorer beside the bundled"
    )
    options = parser.parse_args()
    others = dict(scorer.split("=", 1) for scorer in options.scorer or [])
    save(
        f"judgement_{options.half}",
        measure(options.data, options.half, {"bundled": "bundled", **others}, options.count),
        data=[options.data / options.half / f"{name}.jsonl.gz" for name in SETS[options.half]]
        + [NEWSROOM / f"{kind}.{options.half}.jsonl" for kind in ("claims", "pairs")],
        seed=SEED,
        notes=[
            "Scorers and the rule were chosen on development data only; the test half was "
            "written and committed before."
        ],
    )
