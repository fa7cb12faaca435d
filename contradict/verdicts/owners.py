"""Whose date it is: what stands in brackets after a name belongs to that name."""

from __future__ import annotations

import re

from contradict.claim import Claim
from contradict.verdicts import dates
from contradict.verdicts.date_forms import Point
from contradict.verdicts.names import Name, names
from contradict.verdicts.words import Span

LIFE = re.compile(r"\b(?:born|birth|birthday|died|dies|death|dead|aged?)\b", re.IGNORECASE)
_BRACKETS = re.compile(r"\([^()]*\)")
_GAP = 3
"""Characters that may stand between a name and the brackets after it."""


def owner(text: str, place: Span) -> Name | None:
    """Return the name to which the brackets around ``place`` belong, if there are any.

    >>> owner("Ann Lee (born 1950) met Bob Ray (born 1970).", (38, 42)).words
    ('bob', 'ray')
    >>> owner("Ann Lee was born in 1950.", (20, 24))
    """
    for match in _BRACKETS.finditer(text):
        if match.start() <= place[0] < match.end():
            before = [n for n in names(text) if 0 <= match.start() - n.span[1] <= _GAP]
            return before[-1] if before else None
    return None


def date_clashes(left: Claim, right: Claim) -> list[tuple[Point, Point]]:
    """Return the dates of two claims that cannot be the same, each of one thing.

    >>> ann = Claim("Ann Lee (born 1950) is an actor.")
    >>> len(date_clashes(ann, Claim("Ann Lee (born 1951) sings.")))
    1
    >>> date_clashes(ann, Claim("Bob Ray (born 1951) sings."))
    []
    """
    return [pair for pair in _all(left, right) if not _of_two(left.text, right.text, pair)]


def other_owner(left: Claim, right: Claim) -> bool:
    """Tell whether the dates in which two claims differ all belong to different names.

    >>> ann = Claim("Ann Lee (born 1950) is an actor.")
    >>> other_owner(ann, Claim("Bob Ray (born 1951) sings."))
    True
    >>> other_owner(ann, Claim("Ann Lee (born 1951) sings."))
    False
    """
    return bool(_all(left, right)) and not date_clashes(left, right)


def _all(left: Claim, right: Claim) -> list[tuple[Point, Point]]:
    return dates.clashes(left.text, right.text, left.date, right.date)


def _of_two(left: str, right: str, pair: tuple[Point, Point]) -> bool:
    here, there = (owner(t, p.span) for t, p in zip((left, right), pair, strict=True))
    if here is not None and there is not None:
        return not here.same(there)
    name, text = (here, right) if here is not None else (there, left)
    if name is None:
        return False
    return not LIFE.search(text) or not any(name.same(other) for other in names(text))
