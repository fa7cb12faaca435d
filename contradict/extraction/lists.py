"""Long claims that list what one verb governs: "warned of a flood, of an epidemic"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from contradict.extraction.clauses import WORD, trim
from contradict.extraction.words import FINITE

LONG = 30
"""Words from which on a claim is taken apart: what holds much clashes with much."""
_PREPOSITIONS = frozenset("of against for from about with to in on at by".split())
_AND = re.compile(r",?\s+(?:and|or)$")


class Part(NamedTuple):
    """A part of a claim: where its own words are, and the text that stands alone."""

    start: int
    end: int
    text: str


def taken_apart(clause: str) -> Iterator[Part]:
    """Yield the clause, or if it is long and repeats a preposition after its verb, each part.

    >>> [part.text for part in taken_apart("She spoke of rain, of wind")]
    ['She spoke of rain, of wind']
    >>> much = " in the long and narrow valley of the Callow above the old town of Osk"
    >>> [part.text[:30] for part in taken_apart(f"She spoke of rain{much}, and of wind{much}")]
    ['She spoke of rain in the long ', 'She spoke of wind in the long ']
    """
    found = list(WORD.finditer(clause))
    governed = _governed(found) if len(found) > LONG else None
    cuts: list[int] = []
    if governed:
        again = re.compile(rf",\s+(?:and\s+|or\s+)?(?={governed.group()}\s)", re.IGNORECASE)
        cuts = [m.end() for m in again.finditer(clause, governed.end())]
    if governed is None or not cuts:
        yield Part(0, len(clause), clause)
        return
    stem = clause[: governed.start()]
    for start, end in pairwise([0, *cuts, len(clause)]):
        start, end = trim(clause, start, end)
        said = _AND.sub("", clause[start:end])
        end = start + len(said)
        yield Part(start, end, f"{stem}{said}" if start else said)


def _governed(found: list[re.Match[str]]) -> re.Match[str] | None:
    """Return the preposition that comes right after a verb."""
    for verb, word in pairwise(found):
        low = verb.group().casefold()
        if word.group().casefold() in _PREPOSITIONS and (low in FINITE or low.endswith("ed")):
            return word
    return None
