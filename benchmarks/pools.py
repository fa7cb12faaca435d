"""Pools of development data: what is chosen is chosen on them."""

from __future__ import annotations

import gzip
import json
import random
from pathlib import Path

from benchmarks.record import ROOT, SHARED
from contradict.claim import Claim, normalise
from contradict.readers.files import read_claims
from contradict.readers.labelled import Pool, read_labelled, read_pool

NEWSROOM = ROOT / "datasets" / "newsroom"
SEED = 1
PER_LABEL = {"newprot": 80, "check_covid": 45, "fever_eval": 80, "xnli_en": 60}
LONGEST = 300
STRANGERS = 400


def newsroom(half: str) -> Pool:
    """Return the ``dev`` or ``test`` half of datasets/newsroom as one pool."""
    claims = read_claims(NEWSROOM / f"claims.{half}.jsonl")
    return read_pool(NEWSROOM / f"pairs.{half}.jsonl", claims)


def mixed(data: Path = SHARED / "data" / "dev") -> Pool:
    """Return a pool of labelled pairs of four sets, even by label, and unrelated sentences.

    Pairs labelled as contradictions are wanted; all others count as compatible,
    though a few neighbours that nobody labelled may contradict each other.
    """
    chooser = random.Random(SEED)
    texts: set[str] = set()
    wanted: set[frozenset[str]] = set()
    for name, count in PER_LABEL.items():
        pairs = read_labelled(data / f"{name}.jsonl.gz")
        chooser.shuffle(pairs)
        left = dict.fromkeys(("entailment", "neutral", "contradiction"), count)
        for pair in pairs:
            long = max(len(pair.premise), len(pair.hypothesis)) >= LONGEST
            if left[pair.label] and pair.premise != pair.hypothesis and not long:
                left[pair.label] -= 1
                both = frozenset([pair.premise, pair.hypothesis])
                texts |= both
                if pair.contradicts:
                    wanted.add(both)
    others = [text for text in encyclopedia(data) if 40 <= len(text) <= 250]
    texts |= set(chooser.sample(others, STRANGERS))
    return Pool(tuple(Claim(text) for text in sorted(texts)), frozenset(wanted))


def encyclopedia(data: Path) -> list[str]:
    """Return the distinct premises of fever_eval: unrelated encyclopedia sentences."""
    with gzip.open(data / "fever_eval.jsonl.gz", "rt", encoding="utf-8") as lines:
        return sorted({normalise(json.loads(line)["premise"]) for line in lines})
