"""One thing told as of two sorts: an anti-tank or an anti-personnel mine, soldiers or clerks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from contradict.verdicts.numerals import PEOPLE
from contradict.verdicts.quantities import Quantity, quantities
from contradict.verdicts.words import Span, Word, akin, base, content, listed, words

_COMPOUND = re.compile(r"\b(?P<first>[^\W\d_]+)-(?P<second>[^\W\d_]+)\s+(?P<noun>[^\W\d_]+)\b")
PERSONS = PEOPLE | frozenset(
    listed(
        "soldier civilian officer member employee worker guard policeman fighter rebel militant "
        "gunman sailor pilot driver passenger tourist pupil student teacher child woman adult "
        "nurse doctor patient prisoner inmate resident villager protester firefighter miner clerk "
        "staff journalist official peacekeeper serviceman conscript volunteer engineer farmer"
    )
)
"""Nouns for those who are counted in an accident or an attack."""


def compound_clash(left: str, right: str) -> tuple[Span, Span] | None:
    """Return compounds that share one part and differ in the other, before one and the same noun.

    >>> compound_clash("A six-berth cabin burnt.", "Two four-berth cabins burnt.")
    ((2, 11), (4, 14))
    >>> compound_clash("A six-berth cabin burnt.", "Six-berth and four-berth cabins burnt.")
    >>> compound_clash("A six-berth cabin burnt.", "A six-man crew fled.")
    """
    here, there = list(_COMPOUND.finditer(left)), list(_COMPOUND.finditer(right))
    for a in here:
        for b in there:
            shared = [_part(a, name) == _part(b, name) for name in ("first", "second")]
            of_one = akin(base(a["noun"].lower()), base(b["noun"].lower()))
            told = _compound(a) in right.lower() or _compound(b) in left.lower()
            if of_one and sum(shared) == 1 and not told:
                return (a.start(), a.end("second")), (b.start(), b.end("second"))
    return None


def _part(match: re.Match[str], name: str) -> str:
    return match[name].lower()


def _compound(match: re.Match[str]) -> str:
    return f"{_part(match, 'first')}-{_part(match, 'second')}"


def group_clash(left: str, right: str) -> tuple[Span, Span] | None:
    """Return the same count of two groups of people, to whom the same happens.

    >>> group_clash("Four soldiers died.", "Four members of the staff died.")
    ((0, 13), (0, 12))
    >>> group_clash("Four soldiers died.", "Four clerks fled.")
    >>> group_clash("Four soldiers and four clerks died.", "Four clerks died.")
    """
    here, there = list(_groups(left)), list(_groups(right))
    fates = {w.base for w in content(left) if is_past(w)} & {
        w.base for w in content(right) if is_past(w)
    }
    for a, span in here:
        for b, facing in there:
            same = (a.low, a.high, a.unit) == (b.low, b.high, b.unit)
            known = any(akin(a.noun, q.noun) for q, _ in there) or any(
                akin(b.noun, q.noun) for q, _ in here
            )
            if same and fates and not known:
                return span, facing
    return None


def _groups(text: str) -> Iterator[tuple[Quantity, Span]]:
    """Yield the quantities of people with the places of number and noun."""
    for quantity in quantities(text):
        if quantity.noun not in PERSONS or quantity.low != quantity.high:
            continue
        noun = (w for w in words(text) if w.start >= quantity.span[1] and w.base == quantity.noun)
        word = next(noun, None)
        if word is not None:
            yield quantity, (quantity.span[0], word.end)


def is_past(word: Word) -> bool:
    """Tell whether a word is a verb that is told as past."""
    past = word.low != word.base or word.low.endswith("ed")
    return past and not word.low.endswith(("s", "ing"))
