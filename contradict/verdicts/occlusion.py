"""Which words a cross-encoder's decision rests on, by leaving them out.

Occlusion (Zeiler and Fergus 2014; for text Li, Monroe and Jurafsky 2016): a word counts
for a decision as much as its probability falls when the word is taken out.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from contradict.protocols import LABELS, FloatArray, Scorer
from contradict.verdicts.clashes import Spans
from contradict.verdicts.polarity import AUXILIARIES
from contradict.verdicts.words import Span, joined, listed, words

CONTRADICTION = LABELS.index("contradiction")
MOST, SHARE = 24, 0.6
"""Pieces that a text is taken apart into, and the fall that counts beside the largest."""

LEFT_IN = AUXILIARIES | frozenset(listed("a an the am be been being"))
"""Words that decide nothing by themselves."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """The words of each side that the decisions rest on, and the passes it took."""

    spans: list[tuple[Spans, Spans]]
    passes: int


def attribute(scorer: Scorer, pairs: Sequence[tuple[str, str]]) -> Attribution:
    """Return the words that make a scorer see a contradiction, all pairs in one batch.

    The first text of a pair is taken as premise. The spans are never empty.
    """
    rows: list[tuple[str, str]] = []
    for left, right in pairs:
        rows += [(left, right)]
        rows += [(_without(left, piece), right) for piece in pieces(left)]
        rows += [(left, _without(right, piece)) for piece in pieces(right)]
    scores = scorer.score([a for a, _ in rows], [b for _, b in rows]) if rows else np.empty((0, 3))
    decided = np.asarray(scores, np.float32)[:, CONTRADICTION]
    return Attribution(list(_chosen(pairs, decided)), len(rows))


def _chosen(pairs: Sequence[tuple[str, str]], decided: FloatArray) -> Iterator[tuple[Spans, Spans]]:
    place = 0
    for left, right in pairs:
        here, there = pieces(left), pieces(right)
        whole, place = decided[place], place + 1
        fall = whole - decided[place : place + len(here) + len(there)]
        place += len(here) + len(there)
        yield _strongest(here, fall[: len(here)]), _strongest(there, fall[len(here) :])


def _strongest(found: Sequence[Span], fall: FloatArray) -> Spans:
    if not len(fall):
        return ()
    floor = max(float(fall.max()) * SHARE, 0.0)
    best = int(fall.argmax())
    return joined(
        [span for i, span in enumerate(found) if i == best or (floor > 0 and fall[i] >= floor)]
    )


def pieces(text: str) -> tuple[Span, ...]:
    """Return the words that can be left out; of a long text, runs of them.

    Articles and auxiliary verbs are left where they are.

    >>> pieces("The dam broke."), pieces("It is not.")
    (((4, 7), (8, 13)), ((0, 2), (6, 9)))
    >>> pieces("...")
    ((0, 3),)
    """
    found = tuple(word for word in words(text) if word.low not in LEFT_IN) or words(text)
    if not found:
        return ((0, len(text)),)
    run = math.ceil(len(found) / MOST)
    return tuple(
        (found[i].start, found[min(i + run, len(found)) - 1].end) for i in range(0, len(found), run)
    )


def _without(text: str, piece: Span) -> str:
    return " ".join(f"{text[: piece[0]]} {text[piece[1] :]}".split()) or text
