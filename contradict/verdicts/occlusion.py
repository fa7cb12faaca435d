"""Which words a cross-encoder's decision rests on, by leaving them out.

Occlusion (Zeiler and Fergus 2014; for text Li, Monroe and Jurafsky 2016): a word counts
for a decision as much as its probability falls when the word is taken out. It is looked
for coarse to fine: of a long text first a few runs of words are left out, then the single
words of those runs that count.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise
from typing import TypeAlias

from contradict.progress import shifted
from contradict.protocols import LABELS, FloatArray, Scorer, StageProgress
from contradict.scoring.directions import score_each
from contradict.verdicts.clashes import Spans
from contradict.verdicts.polarity import AUXILIARIES
from contradict.verdicts.words import Span, joined, listed, words

Texts: TypeAlias = "tuple[str, str]"
"""A premise and a hypothesis."""

CONTRADICTION = LABELS.index("contradiction")
SHARE = 0.6
"""The fall that counts beside the largest."""
RUNS = 4
"""Runs of words that a text is taken apart into first, at least."""

LEFT_IN = AUXILIARIES | frozenset(listed("a an the am be been being"))
"""Words that decide nothing by themselves."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """The words of each side that the decisions rest on, and the passes it took."""

    spans: dict[Texts, tuple[Spans, Spans]]
    passes: int


def attribute(
    scorer: Scorer,
    decided: Mapping[Texts, float],
    progress: StageProgress = lambda done, total: None,
) -> Attribution:
    """Return the words that make a scorer see a contradiction, never none.

    ``decided`` holds the probability of a contradiction of each pair of texts.
    """
    sides = [side for texts, whole in decided.items() for side in _sides(texts, whole)]
    passes = 0
    for cut in (in_runs, singly):
        parts = [cut(side.pieces) for side in sides]
        rows = [row for pair in zip(sides, parts, strict=True) for row in _rows(*pair)]
        scores = score_each(
            scorer,
            [premise for premise, _ in rows],
            [hypothesis for _, hypothesis in rows],
            partial(_settle, shifted(progress, passes), len(rows)),
        )
        sides = list(_narrowed(sides, parts, scores[:, CONTRADICTION]))
        passes += len(rows)
    found = (joined(list(side.pieces)) for side in sides)
    return Attribution(dict(zip(decided, zip(found, found, strict=True), strict=True)), passes)


def _settle(report: StageProgress, total: int, done: int) -> None:
    report(done, total)


@dataclass(frozen=True, slots=True)
class _Side:
    """One text of a pair, and those of its words that may count."""

    texts: Texts
    place: int
    whole: float
    pieces: tuple[Span, ...]

    def without(self, part: Sequence[Span]) -> Texts:
        """Return the texts without all from the first to the last of ``part``."""
        text = self.texts[self.place]
        rest = " ".join(f"{text[: part[0][0]]} {text[part[-1][1] :]}".split()) or text
        return (self.texts[0], rest) if self.place else (rest, self.texts[1])


def _sides(texts: Texts, whole: float) -> Iterator[_Side]:
    for place, text in enumerate(texts):
        yield _Side(texts, place, whole, pieces(text, texts[1 - place]))


def _rows(side: _Side, parts: Sequence[tuple[Span, ...]]) -> list[Texts]:
    """Return what must be scored to choose among ``parts``: nothing where there is no choice."""
    return [side.without(part) for part in parts] if len(parts) > 1 else []


def _narrowed(
    sides: Sequence[_Side], parts: Sequence[Sequence[tuple[Span, ...]]], decided: FloatArray
) -> Iterator[_Side]:
    """Yield each side with the pieces of its strongest parts."""
    place = 0
    for side, some in zip(sides, parts, strict=True):
        if len(some) > 1:
            fall = side.whole - decided[place : place + len(some)]
            place += len(some)
            kept = [part for part, counts in zip(some, _strong(fall), strict=True) if counts]
            yield replace(side, pieces=tuple(piece for part in kept for piece in part))
        else:
            yield side


def _strong(fall: FloatArray) -> list[bool]:
    """Tell which falls count: the largest, and those that are nearly as large."""
    floor = float(fall.max()) * SHARE
    best = int(fall.argmax())
    return [i == best or (floor > 0 and value >= floor) for i, value in enumerate(fall)]


def in_runs(pieces: tuple[Span, ...]) -> list[tuple[Span, ...]]:
    """Return pieces in `RUNS` runs, or as many as are in each of them; few in one.

    >>> [len(run) for run in in_runs(((0, 1),) * 10)], len(in_runs(((0, 1),) * 7))
    ([2, 3, 3, 2], 1)
    """
    if len(pieces) < 2 * RUNS:
        return [pieces]
    runs = max(RUNS, math.isqrt(len(pieces)))
    ends = [round(i * len(pieces) / runs) for i in range(runs + 1)]
    return [pieces[start:end] for start, end in pairwise(ends)]


def singly(pieces: tuple[Span, ...]) -> list[tuple[Span, ...]]:
    """Return each piece by itself."""
    return [(piece,) for piece in pieces]


def pieces(text: str, other: str = "") -> tuple[Span, ...]:
    """Return the words of ``text`` that can be left out: those that ``other`` does not have.

    Articles and auxiliary verbs are left where they are; where nothing else is left, all
    words can be left out.

    >>> pieces("The dam broke."), pieces("The dam broke.", "The dam held.")
    (((4, 7), (8, 13)), ((8, 13),))
    >>> pieces("It is not."), pieces("...")
    (((0, 2), (6, 9)), ((0, 3),))
    """
    every = words(text)
    telling = tuple(word for word in every if word.low not in LEFT_IN)
    shared = {word.low for word in words(other)}
    own = tuple(word for word in telling if word.low not in shared)
    return tuple((word.start, word.end) for word in own or telling or every) or ((0, len(text)),)
