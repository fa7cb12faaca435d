"""Bounds of numbers: "at least", "more than", "about", "between", and their negations."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from contradict.verdicts.numerals import ABOUT, BELOW, LOWER, NEGATIVE, OVER, UPPER
from contradict.verdicts.words import Word

_MOVED = (["gone"], ["went"], ["go"], ["going"])
VAGUE = 0.15
_SMALL = 20
"""Up to where "more than five" is at least six."""
_BOUNDS = sorted(
    (
        (phrase.split(), kind)
        for kind, phrases in (
            ("over", OVER),
            ("below", BELOW),
            ("lower", LOWER),
            ("upper", UPPER),
            ("about", ABOUT),
        )
        for phrase in phrases
    ),
    key=lambda bound: -len(bound[0]),
)
"""The longest first: "no less than" is not "less than"."""
_TURNED = {"over": "upper", "below": "lower"}
OPEN = 1e-9
"""Share of a value by which an open end of an interval lies beside it: "over 300"."""


def bounded(
    text: str, found: Sequence[Word], i: int, ends: tuple[float, float], *, counted: bool
) -> tuple[float, float, int]:
    """Return the interval that the words before ``i`` make of a value."""
    article = i - (i > 0 and found[i - 1].low == "a")
    before = [word.low for word in found[max(0, article - 8) : article]]
    if before[-1:] == ["between"]:
        return (*ends, i - 1)
    for parts, kind in _BOUNDS:
        if before[-len(parts) :] != parts:
            continue
        rest = before[: -len(parts)]
        if parts == ["up", "to"] and rest[-1:] in _MOVED:
            continue
        begin = article - len(parts)
        if kind in _TURNED and _negated(text, found, begin):
            kind = _TURNED[kind]
        return (*interval(kind, *ends, counted=counted), begin)
    return (*ends, i)


def _negated(text: str, found: Sequence[Word], i: int) -> bool:
    """Tell whether a negation in the same clause stands up to six words before ``i``."""
    near = found[max(0, i - 6) : i]
    return any(
        word.low in NEGATIVE and not re.search(r"[,;:.]", text[word.end : found[i].start])
        for word in near
    )


def interval(kind: str, low: float, high: float, *, counted: bool = True) -> tuple[float, float]:
    """Return what a bound makes of a value; of a small count, "more than five" is from six.

    >>> interval("over", 5, 5), interval("below", 9, 9), interval("lower", 30, 30)
    ((6, inf), (0.0, 8), (30.0, inf))
    >>> interval("below", 30, 30)[1] < 30
    True
    """
    if kind == "about":
        return low - VAGUE * abs(low), high + VAGUE * abs(high)
    if kind in ("over", "lower"):
        return low + (kind == "over") * _step(low, counted=counted), math.inf
    bound = high - (kind == "below") * _step(high, counted=counted)
    return (0.0 if bound >= 0 else -math.inf), bound


def _step(value: float, *, counted: bool) -> float:
    """Return how far above a value another begins: 1 of what is counted, if it is small."""
    return 1 if counted and value == int(value) and 0 < value <= _SMALL else OPEN * abs(value)
