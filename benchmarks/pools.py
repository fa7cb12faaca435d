"""Pools of development data: what is chosen is chosen on them."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Sequence
from pathlib import Path

from benchmarks.record import ROOT, SHARED
from contradict.claim import Claim, normalise
from contradict.readers.files import read_claims
from contradict.readers.labelled import Pool, read_labelled, read_pool

NEWSROOM = ROOT / "datasets" / "newsroom"
STORIES = ROOT / "datasets" / "stories"
SEED = 1
COUNTED = 2_000
"""Unrelated sentences among which benchmarks.judgement counts what is flagged."""
STRANGERS = 1_000
"""Others, among which stories are searched."""
LONGEST = 250
"""Characters of a claim in `mixed`."""


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
    others = random.Random(SEED).sample(unrelated(data)[COUNTED:], STRANGERS)
    return Pool((*pool.claims, *map(Claim, others)), pool.wanted)


def unrelated(data: Path) -> list[str]:
    """Return the unrelated sentences of 40 to 250 characters, the longest first."""
    fitting = [text for text in encyclopedia(data) if 40 <= len(text) <= 250]
    return sorted(fitting, key=len, reverse=True)


def encyclopedia(data: Path) -> list[str]:
    """Return the distinct premises of fever_eval: unrelated encyclopedia sentences."""
    with gzip.open(data / "fever_eval.jsonl.gz", "rt", encoding="utf-8") as lines:
        return sorted({normalise(json.loads(line)["premise"]) for line in lines})


def mixed(files: Sequence[Path], count: int, seed: int) -> list[str]:
    """Return ``count`` distinct texts of labelled pairs, both of a pair together."""
    pairs = [pair for file in files for pair in read_labelled(file)]
    random.Random(seed).shuffle(pairs)
    texts: dict[str, None] = {}
    for pair in pairs:
        if max(len(pair.premise), len(pair.hypothesis)) < LONGEST and len(texts) < count:
            texts |= dict.fromkeys((pair.premise, pair.hypothesis))
    return list(texts)[:count]
