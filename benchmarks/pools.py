"""Pools of development data: what is chosen is chosen on them."""

from __future__ import annotations

import gzip
import json
import random
from pathlib import Path

from benchmarks.record import ROOT, SHARED
from contradict.claim import Claim, normalise
from contradict.readers.files import read_claims
from contradict.readers.labelled import Pool, read_pool

NEWSROOM = ROOT / "datasets" / "newsroom"
STORIES = ROOT / "datasets" / "stories"
SEED = 1
STRANGERS = 400


def newsroom(half: str) -> Pool:
    """Return the ``dev`` or ``test`` half of datasets/newsroom as one pool."""
    claims = read_claims(NEWSROOM / f"claims.{half}.jsonl")
    return read_pool(NEWSROOM / f"pairs.{half}.jsonl", claims)


def stories(half: str, data: Path = SHARED / "data" / "dev") -> Pool:
    """Return one half of datasets/stories as one pool, among unrelated sentences.

    The rarer contradictions are among candidates, the less a judgement is worth; a
    user's claims are seldom all of a few stories.
    """
    folder = STORIES / half
    claims = read_claims(folder / "claims.jsonl")
    pool = read_pool(folder / "pairs.jsonl", claims)
    others = [text for text in encyclopedia(data) if 40 <= len(text) <= 250]
    strangers = random.Random(SEED).sample(others, STRANGERS)
    return Pool((*pool.claims, *map(Claim, strangers)), pool.wanted)


def encyclopedia(data: Path) -> list[str]:
    """Return the distinct premises of fever_eval: unrelated encyclopedia sentences."""
    with gzip.open(data / "fever_eval.jsonl.gz", "rt", encoding="utf-8") as lines:
        return sorted({normalise(json.loads(line)["premise"]) for line in lines})
