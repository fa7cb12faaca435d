"""Verdicts.

Labelled pairs of two sets that no rule was written for: the test half of datasets/newsroom
and datasets/verdicts, each claim with its speaker and date. One change was taken back when
figures of the latter fell with it. *Rules*: every labelled pair
is judged, whatever the model says of it. *Shown*: what a user of the default threshold
sees; a pair under it counts as compatible. The baseline knows speaker and date only: one
speaker on two dates supersedes himself, on one date is compatible, two speakers
contradict each other. Spans: F1 of the words of both texts, the mean over pairs with gold
spans. Cost: the rules' time in relation to scoring the same pairs both ways, the median of
five rounds.

*Elsewhere*: pairs that others have labelled contradictions, most without speaker or date, and
how many of them the rules explain away. Such labels take both texts for one scene, in which
what is reported is so, and "he" is whom the other text names.

`--rules` prints what the rules alone make of the sets that they were chosen with.
"""

from __future__ import annotations

import argparse
import importlib
import json
import pkgutil
import statistics
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

import contradict
from benchmarks.record import ROOT, SHARED, Row, render, save
from contradict import verdicts
from contradict.claim import Claim
from contradict.evaluation.measures import f1_per_class
from contradict.judge import THRESHOLD
from contradict.pairs import ContradictionPair
from contradict.readers.labelled import read_labelled
from contradict.verdicts.judging import RELATIONS, judge
from contradict.verdicts.voice import same_speaker
from contradict.verdicts.words import KEPT, Span, words

NEWSROOM, FRESH = ROOT / "datasets" / "newsroom", ROOT / "datasets" / "verdicts"
FILES = {
    "newsroom dev": (NEWSROOM / "claims.dev.jsonl", NEWSROOM / "pairs.dev.jsonl", None),
    "newsroom test": (
        NEWSROOM / "claims.test.jsonl",
        NEWSROOM / "pairs.test.jsonl",
        NEWSROOM / "spans.test.jsonl",
    ),
    "verdicts": (FRESH / "claims.jsonl", FRESH / "pairs.jsonl", None),
}
STORIES = ROOT / "datasets" / "stories"
CHOSEN_WITH = {
    "newsroom dev": FILES["newsroom dev"],
    "stories dev": (STORIES / "dev" / "claims.jsonl", STORIES / "dev" / "pairs.jsonl", None),
    "stories train": (STORIES / "train" / "claims.jsonl", STORIES / "train" / "pairs.jsonl", None),
}
"""Sets of which the rules may know."""
ROUNDS = 5
"""Times that the cost of the rules is measured."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """Two claims, what an editor says of them, and what was found."""

    left: Claim
    right: Claim
    gold: Mapping[str, Any]
    found: ContradictionPair

    @property
    def over(self) -> bool:
        """Whether the probability alone would report the pair."""
        return self.found.probability >= THRESHOLD

    @property
    def shown(self) -> str:
        """The relation that a user sees; what is not reported is compatible."""
        return self.found.relation if self.over else "compatible"

    @property
    def baseline(self) -> str:
        """The relation by speaker and date alone."""
        if not same_speaker(self.left, self.right):
            return "contradiction"
        return "compatible" if self.left.date == self.right.date else "superseded"


def load(name: str, detector: contradict.Detector) -> list[Labelled]:
    """Return the labelled pairs of a set with the detector's findings."""
    claims_file, pairs_file, spans_file = FILES[name]
    claims = {row["id"]: _claim(row) for row in _rows(claims_file)}
    spans = {(r["left"], r["right"]): r["spans"] for r in _rows(spans_file) if spans_file}
    result = []
    for gold in _rows(pairs_file):
        left, right = claims[gold["left"]], claims[gold["right"]]
        known = {"spans": spans.get((gold["left"], gold["right"]))} | gold
        result.append(Labelled(left, right, known, detector.compare(left, right)))
    return result


def _claim(row: Mapping[str, Any]) -> Claim:
    return Claim(row["text"], row["id"], row.get("source"), row["speaker"], row["date"])


def _rows(path: Path | None) -> list[dict[str, Any]]:
    return [] if path is None else [json.loads(line) for line in path.open(encoding="utf-8")]


def measure(name: str, pairs: Sequence[Labelled], scorer: contradict.Scorer) -> Row:
    """Return the figures of one set."""
    true = [pair for pair in pairs if pair.gold["relation"] == "contradiction"]
    harmless = [pair for pair in pairs if pair.gold["relation"] == "compatible"]
    replaced = [pair for pair in pairs if pair.gold["relation"] == "superseded"]
    located = [pair for pair in pairs if pair.gold.get("spans")]
    reported = [pair for pair in true if pair.over]
    return {
        "set": name,
        "pairs": len(pairs),
        "kind accuracy": _share(pair.found.kind == pair.gold["kind"] for pair in true),
        "relation macro-F1, rules": _macro_f1(pairs, [p.found.relation for p in pairs]),
        "relation macro-F1, shown": _macro_f1(pairs, [p.shown for p in pairs]),
        "relation macro-F1, baseline": _macro_f1(pairs, [p.baseline for p in pairs]),
        "span F1, all": _share(map(_span_f1, located)),
        "span F1, reported": _share(_span_f1(p) for p in located if p.over),
        "without spans, reported": sum(
            p.shown == "contradiction" and not all(p.found.spans) for p in pairs
        ),
        "stands right": _share(_stands(pair) for pair in replaced),
        "true contradictions": len(true),
        "lost by rules": sum(pair.found.relation != "contradiction" for pair in true),
        "reported": len(reported),
        "reported and lost": sum(pair.shown != "contradiction" for pair in reported),
        "compatible": len(harmless),
        "explained by rules": sum(pair.found.relation == "compatible" for pair in harmless),
        "false alarms before": sum(pair.over for pair in harmless),
        "false alarms after": sum(pair.shown == "contradiction" for pair in harmless),
        "rules / scoring": _cost(pairs, scorer),
    }


def confusion(pairs: Sequence[Labelled]) -> list[Row]:
    """Return a row a labelled relation: what the rules make of its pairs."""
    counts = Counter((pair.gold["relation"], pair.found.relation) for pair in pairs)
    return [
        {"labelled": gold} | {found: counts[gold, found] for found in RELATIONS}
        for gold in RELATIONS
    ]


def _share(values: Any) -> float:
    numbers = [float(value) for value in values]
    return float(np.mean(numbers)) if numbers else float("nan")


def _macro_f1(pairs: Sequence[Labelled], found: Sequence[str]) -> float:
    names: list[str] = list(RELATIONS)
    truth = np.array([names.index(pair.gold["relation"]) for pair in pairs])
    predicted = np.array([names.index(relation) for relation in found])
    return float(f1_per_class(predicted, truth, len(names)).mean())


def _stands(pair: Labelled) -> bool:
    side = {"left": pair.left.id, "right": pair.right.id}.get(pair.found.stands or "")
    return bool(side == pair.gold["stands"])


def _span_f1(pair: Labelled) -> float:
    texts = pair.left.text, pair.right.text
    gold, found = (
        {(side, start) for side in (0, 1) for start in _marked(texts[side], spans[side])}
        for spans in (pair.gold["spans"], pair.found.spans)
    )
    return 2 * len(gold & found) / max(len(gold) + len(found), 1)


def _marked(text: str, spans: Sequence[Span]) -> list[int]:
    return [w.start for w in words(text) if any(a < w.end and w.start < b for a, b in spans)]


def _cost(pairs: Sequence[Labelled], scorer: contradict.Scorer) -> float:
    """Return the rules' time divided by that of scoring both directions, the median of `ROUNDS`."""
    left, right = ([getattr(pair, side) for pair in pairs] for side in ("left", "right"))
    texts = [claim.text for claim in left], [claim.text for claim in right]
    ratios = []
    for _ in range(ROUNDS):
        forget()
        start = time.perf_counter()
        for a, b in zip(left, right, strict=True):
            judge(a, b)
        between = time.perf_counter()
        scorer.score([*texts[0], *texts[1]], [*texts[1], *texts[0]])
        ratios.append((between - start) / (time.perf_counter() - between))
    return statistics.median(ratios)


def forget() -> None:
    """Have the rules read every text anew: forget what they keep of texts."""
    for info in pkgutil.iter_modules(verdicts.__path__):
        for reading in vars(importlib.import_module(f"{verdicts.__name__}.{info.name}")).values():
            if hasattr(reading, "cache_clear") and reading.cache_parameters()["maxsize"] == KEPT:
                reading.cache_clear()


def by_rules(name: str) -> Row:
    """Return what the rules alone make of a set, in which no model has a say."""
    claims_file, pairs_file, _ = CHOSEN_WITH[name]
    claims = {row["id"]: _claim(row) for row in _rows(claims_file)}
    found: Counter[tuple[str, str]] = Counter()
    right = []
    for gold in _rows(pairs_file):
        verdict = judge(claims[gold["left"]], claims[gold["right"]])
        found[gold["relation"], verdict.relation] += 1
        if gold["relation"] == "contradiction":
            right.append(verdict.kind == gold["kind"])
    counts = {relation: sum(found[relation, r] for r in RELATIONS) for relation in RELATIONS}
    return {
        "set": name,
        "contradictions": counts["contradiction"],
        "kind accuracy": _share(right),
        "lost": counts["contradiction"] - found["contradiction", "contradiction"],
        "compatible": counts["compatible"],
        "explained": found["compatible", "compatible"],
        "superseded": counts["superseded"],
        "found superseded": found["superseded", "superseded"],
    }


def elsewhere(folder: Path) -> list[Row]:
    """Return how many contradictions the rules explain away in each file of a folder."""
    rows: list[Row] = []
    for path in sorted(folder.glob("*.jsonl.gz")):
        pairs = [pair for pair in read_labelled(path) if pair.contradicts]
        found = Counter(judge(Claim(p.premise), Claim(p.hypothesis)).relation for p in pairs)
        lost = len(pairs) - found["contradiction"]
        if pairs:
            name = path.name.partition(".")[0]
            counts = {"contradictions": len(pairs), "lost": lost, "share": lost / len(pairs)}
            rows.append({"labelled elsewhere": name, **counts})
    return rows


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--set", action="append", choices=list(FILES))
    parser.add_argument(
        "--rules",
        action="store_true",
        help="judge the sets that rules were chosen with, by the rules alone; save nothing",
    )
    parser.add_argument("--data", type=Path, default=SHARED / "data", help="labelled elsewhere")
    arguments = parser.parse_args()
    if arguments.rules:
        print(render([by_rules(name) for name in CHOSEN_WITH]))
        print(render(elsewhere(arguments.data / "dev")))
        raise SystemExit
    detector = contradict.Detector.load()
    chosen = arguments.set or ["newsroom test", "verdicts"]
    results = {name: load(name, detector) for name in chosen}
    rows = [measure(name, pairs, detector.scorer) for name, pairs in results.items()]
    figures = [
        {"figure": key} | {str(row["set"]): row[key] for row in rows}
        for key in rows[0]
        if key != "set"
    ]
    tables = {f"{name}, rules": confusion(pairs) for name, pairs in results.items()}
    tables["Elsewhere"] = elsewhere(arguments.data / "test")
    save(
        "verdicts",
        figures,
        data=[
            *(path for name in chosen for path in FILES[name] if path),
            *sorted((arguments.data / "test").glob("*.jsonl.gz")),
        ],
        notes=[f"\n\n{name}:\n\n{render(table)}\n" for name, table in tables.items()]
        + [
            "\nBoth sets were committed before the rules, which were chosen with the dev half of "
            "newsroom, with datasets/stories and with the development half of what is labelled "
            "elsewhere. One author wrote the set verdicts, the gold spans and the rules: expect "
            "less on strangers' texts."
        ],
    )
