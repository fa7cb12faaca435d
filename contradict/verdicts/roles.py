"""Roles: who does what to whom, and who is singled out as having done it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from contradict.verdicts.names import Name, names
from contradict.verdicts.opposites import terms
from contradict.verdicts.sorts import is_past
from contradict.verdicts.words import Span, akin, content, words

NEARBY = 12
"""Characters after a name in which its verb may end: "took Nordbank to court"."""
APART = re.compile(
    r"\b(?:and|or|with)\b|[,;:]|"
    r"\b(?:in|at|of|on|from|through|over|during|near|off|for|under) (?:the )?$"
)
"""What stands between two names of which the second is not what the verb is done to."""
CLEFT = re.compile(
    r"\b[Ii]t (?:was|is|were) (?!not\b)((?:[\w'’-]+,? ){0,9}?[\w'’-]+),? (?:who|that|which)\b"
)
NOT_BUT = re.compile(
    r"\b[Nn]ot (?:[\w'’-]+ ){1,4}but ((?:(?:by|from|in|to|at|with|the|a|an) )*[\w'’-]+)"
)
NO_ONE_ELSE = re.compile(
    r"\b((?:[A-ZÀ-Þ][\w'’-]+ )*[A-ZÀ-Þ][\w'’-]+)(?= alone\b| and (?:nobody|no one) else\b)"
)

_DONE_BY = re.compile(r"\b(?:was|were|is|are|been|being|be)((?: \w+){1,3})[^,;:.]*?\bby\b")


def swapped(left: str, right: str) -> tuple[Sequence[Name], Sequence[Name]] | None:
    """Return the names of two texts that have changed their roles.

    >>> swapped("Nordbank sued Kestrel Savings.", "Kestrel Savings sued Nordbank.") is not None
    True
    >>> swapped("Nordbank sued Kestrel.", "Kestrel took Nordbank to court.") is not None
    True
    >>> swapped("Nordbank sued Kestrel.", "Kestrel was sued by Nordbank.")
    >>> swapped("Nordbank sued Kestrel.", "Nordbank was sued by Kestrel.") is not None
    True
    """
    here, there = names(left), names(right)
    if len(here) < 2 or len(there) < 2:
        return None
    between = [text[n[0].span[1] : n[1].span[0]] for text, n in ((left, here), (right, there))]
    facing = there[1::-1] if passive(between[0]) == passive(between[1]) else there[:2]
    if any(a.same(b) != (i == j) for i, a in enumerate(here[:2]) for j, b in enumerate(facing)):
        return None
    if any(APART.search(part) for part in between):
        return None
    verbs = [content(part) for part in between]
    done = [_done(text, n[:2]) for text, n in ((left, here), (right, there))]
    if not done[0] & done[1] and not any(akin(x.base, y.base) for x in verbs[0] for y in verbs[1]):
        return None
    return here[:2], there[:2]


def _done(text: str, pair: Sequence[Name]) -> frozenset[int]:
    """Return the rows of what the first name does to the second, as far as the table knows."""
    start, end = pair[0].span[1], pair[1].span[1] + NEARBY
    return frozenset(term.row for term in terms(text) if start <= term.span[0] < end)


def singled_out(text: str) -> Span | None:
    """Return who or what a text stresses: "it was X who", "X, not Y", "not Y but X".

    >>> text = "It was the deputy mayor who signed."
    >>> text[slice(*singled_out(text))]
    'the deputy mayor'
    >>> singled_out("It was late when the deputy mayor signed.")
    """
    found = CLEFT.search(text) or NOT_BUT.search(text) or NO_ONE_ELSE.search(text)
    return found.span(1) if found else None


def passive(text: str) -> bool:
    """Tell whether something is done to somebody, by somebody.

    >>> passive("Kestrel was sued by Nordbank."), passive("Nordbank sued Kestrel.")
    (True, False)
    >>> passive("Kestrel is under attack by Nordbank.")
    False
    """
    return any(
        is_past(word) or word.low.endswith("en")
        for found in _DONE_BY.finditer(text)
        for word in words(found[1])
    )
