"""Points in time that a text names, with the claim's own date as reference.

Days are counted as ordinals of the Gregorian calendar; a time of day is in minutes.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date as Date
from functools import lru_cache

from contradict.verdicts.date_forms import FAR_FUTURE, FAR_PAST, NOON, RELATIVE, Point, forms
from contradict.verdicts.quantities import quantities
from contradict.verdicts.words import KEPT, Span

_BEFORE = re.compile(
    r"\b(before|until|till|by the end of|by|up to)\s+(?:the )?(?:(?:\w+ ){1,3}(?:in|of|on) )?$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"\b(since|after|from)\s+(?:the )?(?:(?:\w+ ){1,3}(?:in|of|on) )?$", re.IGNORECASE
)
_BOUND = re.compile(r"\b(?:since|until|till|before|by|from|after|through)\W+(?:the )?$", re.I)
_TOLD = re.compile(
    r",[”\"’']? (?:[^,.;:]{2,60} )?(?:said|says|told [^,.;:]{2,40}|added|repeated|announced|"
    r"reported|confirmed|stated|declared|insisted|wrote|testified|explained) "
    r"(?:(?:late|early) )?(?:on |in )?(?:the )?$",
    re.IGNORECASE,
)
"""What comes before the day on which something was said, which is not when it happened."""
UNDATED = Date(2024, 6, 30)
"""The day on which two claims without a date are taken to be made, both."""
LATEST = ("before", "until", "till")
"""Words that, denied, make the end of a time its beginning."""
_NOT = re.compile(r"\b(?:no|not|never|nobody|none|nothing|\w+n['’]t)\b[^,;:.]*$", re.IGNORECASE)


@lru_cache(maxsize=KEPT)
def points(text: str, reference: Date | None = None) -> tuple[Point, ...]:
    """Return the points in time of a text in their order.

    >>> [p.first for p in points("It closed on 3 May 2024.")] == [Date(2024, 5, 3).toordinal()]
    True
    >>> monday = points("It closed on Monday.", Date(2024, 5, 8))
    >>> Date.fromordinal(monday[0].first).isoformat()
    '2024-05-06'
    >>> points("It may cost 1,962 crowns, or 1962 crowns, on Monday.")
    ()
    >>> points("It has closed, the owner said on 3 May 2024.")
    ()
    """
    found: list[Point] = []
    counted = [quantity.span for quantity in quantities(text)]
    for point in forms(text, reference, counted):
        if not any(p.span[0] < point.span[1] and point.span[0] < p.span[1] for p in found):
            found.append(_bounded(text, point))
    happened = (
        replace(point, span=_without_stop(text, point.span))
        for point in found
        if not _TOLD.search(text[: point.span[0]])
    )
    return tuple(sorted(happened, key=lambda point: point.span))


def _without_stop(text: str, span: Span) -> Span:
    """Return a place without the full stop of its sentence.

    >>> _without_stop("On 3 May.", (3, 9)), _without_stop("At 5 p.m.", (3, 9))
    ((3, 8), (3, 9))
    """
    start, end = span
    return (start, end - 1) if re.search(r"\w\w\.$", text[start:end]) else span


def is_bound(text: str, point: Point) -> bool:
    """Tell whether a point of ``text`` is the end of a time, not a time of its own.

    >>> text = "Open since 2019."
    >>> is_bound(text, points(text)[0])
    True
    >>> text = "Open in 2019."
    >>> is_bound(text, points(text)[0])
    False
    """
    start, end = point.span
    return bool(_BOUND.search(text[:start]) or _BOUND.search(f"{text[start:end].split()[0]} "))


def _bounded(text: str, point: Point) -> Point:
    """Return a point as the time that "before", "since" and the like make of it.

    "Not before May" begins in May, as "after May" does.
    """
    before = _BEFORE.search(text[: point.span[0]])
    after = _AFTER.search(text[: point.span[0]])
    if before and before[1].lower() in LATEST and _NOT.search(text[: before.start()]):
        return Point(point.first, FAR_FUTURE, (before.start(1), point.span[1]), point.clock)
    if before and before[1].lower() not in ("until", "till"):
        return Point(FAR_PAST, point.last, (before.start(1), point.span[1]), point.clock)
    if after and not point.clock and after[1].lower() != "from":
        return Point(point.first, FAR_FUTURE, (after.start(1), point.span[1]), point.clock)
    return point


def clashes(
    left: str, right: str, left_date: Date | None = None, right_date: Date | None = None
) -> list[tuple[Point, Point]]:
    """Return the points of two texts that cannot be the same.

    >>> [(a.span, b.span) for a, b in clashes("Built in 1962.", "It was completed in 1971.")]
    [((9, 13), (20, 24))]
    >>> clashes("Built in 1962.", "Built on 3 May 1962.")
    []
    >>> len(clashes("It opens on Monday.", "It opens on Tuesday."))
    1
    """
    undated = left_date is None and right_date is None
    here, there = (
        [
            point
            for point in points(text, UNDATED if undated else date)
            if not undated or not RELATIVE.match(text, point.span[0])
        ]
        for text, date in ((left, left_date), (right, right_date))
    )
    free = [a for a in here if not any(_meet(a, b) for b in there)]
    rest = [b for b in there if not any(_meet(a, b) for a in here)]
    return [(a, b) for a in free for b in rest if a.clock == b.clock]


def _meet(a: Point, b: Point) -> bool:
    if a.clock and b.clock and (a.half or b.half):
        return a.first % NOON == b.first % NOON
    return a.clock == b.clock and a.first <= b.last and b.first <= a.last
