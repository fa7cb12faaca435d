"""Sentences that are all true together, as a source of pairs that do not contradict."""

from __future__ import annotations

import random
from collections.abc import Sequence

from contradict.protocols import UNRELATED, Embedder
from contradict.readers.labelled import LabelledPair
from contradict.training.mining import names, near_pairs
from contradict.verdicts.subjects import unnamed

SHORTEST, LONGEST = 30, 250
ALIKE = 0.5


def near_facts(
    facts: Sequence[str], embedder: Embedder, count: int, seed: int, *, closest: float = 0.85
) -> list[LabelledPair]:
    """Return ``count`` pairs of near sentences among ``facts``, none of them contradicting.

    ``facts`` are sentences that hold together, such as those of one encyclopedia. They
    are searched in random pools (see `near_pairs`), so that neighbours are as near as a
    user's claims are. Half of the pairs are of two sentences that do not name what they
    are about ("He was nominated for two awards"), as far as there are so many: such
    sentences fit each other whatever they are taken from. Two that share most of their
    names may be about one thing, which makes them neutral; the others are unrelated.
    Texts nearer than ``closest`` are left out.
    """
    chooser = random.Random(seed)
    kept = sorted({fact for fact in facts if SHORTEST <= len(fact) <= LONGEST})
    without = [fact for fact in kept if unnamed(fact)]
    chosen: list[tuple[str, str]] = []
    for texts, share in ((without, 0.5), (kept, 1)):
        taken = set(chosen)
        found = [
            p
            for p in near_pairs(chooser.sample(texts, len(texts)), embedder, closest)
            if p not in taken
        ]
        chosen += chooser.sample(found, min(int(count * share) - len(chosen), len(found)))
    turned = [chooser.sample(pair, 2) for pair in chosen]
    return [LabelledPair(a, b, _label(a, b), "facts") for a, b in turned]


def _label(a: str, b: str) -> str:
    first, second = names(a), names(b)
    shared = len(first & second) / (min(len(first), len(second)) or 1)
    return UNRELATED if shared < ALIKE or (unnamed(a) and unnamed(b)) else "neutral"
