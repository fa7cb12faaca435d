"""Labelled pairs mixed from files, evenly and without give-aways."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import replace

from contradict.protocols import LABELS, UNRELATED
from contradict.readers.labelled import LabelledPair

_SPACED = (
    (re.compile(r"\s+([.,;:!?%)\]}])"), r"\1"),
    (re.compile(r"([(\[{$£€])\s+"), r"\1"),
    (re.compile(r"\s+('(?:s|re|ve|d|ll|m|t)\b|n't\b)", re.IGNORECASE), r"\1"),
    (re.compile(r"(?:``|'')\s*|\s*''"), '"'),
    (re.compile(r"\b([Cc])an not\b"), r"\1annot"),
    (re.compile(r"-LRB-\s*"), "("),
    (re.compile(r"\s*-RRB-"), ")"),
    (re.compile(r'"\s+([^"]*?)\s+"'), r'"\1"'),
)


def detokenise(text: str) -> str:
    """Undo the spacing of tokenised corpora, so that it does not betray a pair's origin.

    >>> detokenise("He did n't know -LRB- yet -RRB- .")
    "He didn't know (yet)."
    """
    for pattern, replacement in _SPACED:
        text = pattern.sub(replacement, text)
    return text.strip()


def plain(pairs: Sequence[LabelledPair]) -> list[LabelledPair]:
    """Return ``pairs`` with their texts detokenised."""
    return [
        replace(pair, premise=detokenise(pair.premise), hypothesis=detokenise(pair.hypothesis))
        for pair in pairs
    ]


def at_most(pairs: Sequence[LabelledPair], limit: int, seed: int) -> list[LabelledPair]:
    """Return ``limit`` random pairs, the labels as even as the data lets them be."""
    chooser = random.Random(seed)
    groups = [[pair for pair in pairs if pair.label == label] for label in (*LABELS, UNRELATED)]
    chosen: list[LabelledPair] = []
    for place, group in enumerate(sorted(groups, key=len)):
        share = (limit - len(chosen)) // (len(groups) - place)
        chosen += chooser.sample(group, min(share, len(group)))
    return chosen


def swapped_contradictions(
    pairs: Sequence[LabelledPair], count: int, seed: int, longest: int = 160
) -> list[LabelledPair]:
    """Return contradictions with premise and hypothesis exchanged: they have no direction.

    Only pairs whose premise is at most ``longest`` characters long are used, since
    a long text seldom stands as a hypothesis.
    """
    turned = [
        LabelledPair(pair.hypothesis, pair.premise, pair.label, "swapped")
        for pair in pairs
        if pair.contradicts and len(pair.premise) <= longest
    ]
    return random.Random(seed).sample(turned, min(count, len(turned)))
