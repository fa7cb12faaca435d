"""Whether quantities are of the same thing, and whether they can be one.

Units of measure are converted by Pint.
"""

from __future__ import annotations

import math
from dataclasses import replace
from functools import lru_cache
from typing import Any

from contradict.verdicts.bounds import OPEN
from contradict.verdicts.numerals import CURRENCIES, SIGNS, UNITS
from contradict.verdicts.quantities import Quantity, quantities
from contradict.verdicts.words import akin

TOLERANCE = 0.005
"""Share of a value by which another may differ and be the same, rounded."""

LARGE = 1000
"""From where a number of nothing may be a sum of money."""


@lru_cache(maxsize=1)
def _registry() -> Any:
    import pint

    registry: Any = pint.UnitRegistry()
    registry.define("ten_years = 10 * year")  # its own "decade" is a ratio
    return registry


@lru_cache(maxsize=1024)
def factor(a: str, b: str) -> float | None:
    """Return how many ``b`` one ``a`` is, None where they measure different things.

    >>> factor("kilometre", "metre"), factor("dollar", "dollar")
    (1000.0, 1.0)
    >>> factor("ten_years", "year")
    10.0
    >>> factor("kilometre", "hour"), factor("dollar", "euro")
    (None, None)
    """
    if a == b:
        return 1.0
    if not all(unit.split(" **")[0] in UNITS.values() for unit in (a, b)) or "degC" in (a, b):
        return None
    registry = _registry()
    if not registry.is_compatible_with(a, b):
        return None
    return round(float(registry.Quantity(1, a).to(b).magnitude), 12)


def same_measure(a: Quantity, b: Quantity) -> bool:
    """Tell whether two quantities have units that convert, and count no parts of each other.

    >>> four, nine, metres = quantities("four dogs, nine cats, nine metres")
    >>> same_measure(four, nine), same_measure(four, metres)
    (True, False)
    """
    return a.part == b.part and factor(a.unit, b.unit) is not None


def comparable(a: Quantity, b: Quantity) -> bool:
    """Tell whether two quantities are of the same thing, with units that convert.

    >>> four, nine, cats, metres = quantities("four dogs, nine dogs, two cats, nine metres")
    >>> comparable(four, nine), comparable(four, cats), comparable(four, metres)
    (True, False, False)
    """
    if not same_measure(a, b):
        return False
    if a.noun and b.noun:
        return akin(a.noun, b.noun)
    if not a.topic or not b.topic:
        return True
    here, there = (filter(None, (*q.topic, q.noun)) for q in (a, b))
    facing = list(there)
    return any(akin(x, y) for x in here for y in facing)


def disjoint(a: Quantity, b: Quantity) -> bool:
    """Tell whether two comparable quantities cannot be one.

    >>> two, some, kilometres = quantities("two metres, about 2.1 metres, 3 kilometres")
    >>> disjoint(two, kilometres)
    True
    >>> disjoint(two, some)
    False
    """
    scale = factor(a.unit, b.unit)
    if scale is None:
        return False
    low, high = a.low * scale, a.high * scale
    gap = max(low - b.high, b.low - high)
    values = [abs(x) for x in (low, high, b.low, b.high) if math.isfinite(x)]
    if a.unit == "score":
        return gap > 0
    if _is_half_line(a) and _is_half_line(b):
        return gap > OPEN / 2 * max(values)
    return gap > TOLERANCE * max(values, default=0.0)


def _is_half_line(quantity: Quantity) -> bool:
    """Tell whether a quantity is told by one bound only, which is no rounded value."""
    return math.isinf(quantity.high) or (quantity.low <= 0 < quantity.high)


def clashes(left: str, right: str) -> list[tuple[Quantity, Quantity]]:
    """Return the comparable quantities of two texts that differ, the clearest first.

    A quantity that the other text has as well clashes with nothing.

    >>> [(a.low, b.low) for a, b in clashes("It cost 40 crowns.", "It cost at least 95 crowns.")]
    [(40.0, 95.0)]
    >>> clashes("It is 14 kilometres long.", "It has 14,000 metres.")
    []
    >>> clashes("At least five died.", "Seven died.")
    []
    """
    here, there = quantities(left), quantities(right)
    free = [a for a in here if not any(comparable(a, b) and not disjoint(a, b) for b in there)]
    rest = [b for b in there if not any(comparable(a, b) and not disjoint(a, b) for a in here)]
    found = [(a, b) for a in free for b in rest if comparable(a, b) and disjoint(a, b)]
    return sorted(found, key=lambda pair: -_surety(*pair))


def loose_clashes(left: str, right: str) -> list[tuple[Quantity, Quantity]]:
    """Return quantities that differ, though the texts count or name other things.

    A sum whose currency is left out is one of the other text's; a limit differs from another.

    >>> [(a.noun, b.noun) for a, b in loose_clashes("It has 84 pupils.", "It has 130 children.")]
    [('pupil', 'child')]
    >>> loose_clashes("It has 84 pupils.", "It cost 84 crowns.")
    []
    >>> len(loose_clashes("The fine was 14 million euros.", "They had to pay 41 million."))
    1
    """
    found = [
        (a, b)
        for a in quantities(left)
        for b in quantities(right)
        if (same_measure(a, b) and (disjoint(a, b) or _other_limit(a, b))) or _other_sum(a, b)
    ]
    return sorted(found, key=lambda pair: -_surety(*pair))


def _other_limit(a: Quantity, b: Quantity) -> bool:
    """Tell whether both are upper bounds of one thing, and differ.

    >>> two, three, cats = quantities("up to two dogs, at most three dogs, up to five cats")
    >>> _other_limit(two, three), _other_limit(two, cats)
    (True, False)
    """
    if a.low != 0 or b.low != 0 or math.isclose(a.high, b.high, rel_tol=TOLERANCE):
        return False
    return comparable(a, b) and a.noun == b.noun


def _other_sum(a: Quantity, b: Quantity) -> bool:
    """Tell whether one is a sum of money, and the other a large number of nothing, unlike it.

    >>> euros, bare, few = quantities("14 million euros, 41 million, 12")
    >>> _other_sum(euros, bare), _other_sum(euros, few)
    (True, False)
    """
    if bool(a.unit) == bool(b.unit):
        return False
    money, bare = (a, b) if a.unit else (b, a)
    if not is_money(money.unit) or bare.noun or bare.low < LARGE:
        return False
    return disjoint(money, replace(bare, unit=money.unit))


def is_money(unit: str) -> bool:
    """Tell whether a unit is a currency.

    >>> is_money("euro"), is_money("metre")
    (True, False)
    """
    return unit in CURRENCIES or unit in SIGNS.values()


def _surety(a: Quantity, b: Quantity) -> int:
    return 2 * bool(a.unit and a.unit == b.unit) + 2 * bool(a.noun and b.noun) + bool(a.unit)


def agreements(left: str, right: str) -> list[tuple[Quantity, Quantity]]:
    """Return the comparable quantities of two texts that can be one, though they look unlike.

    >>> [(a.unit, b.unit) for a, b in agreements("A cable of 2 kilometres.", "2,000 metres long.")]
    [('kilometre', 'metre')]
    >>> agreements("Two dogs.", "Two dogs.")
    []
    """
    return [
        (a, b)
        for a in quantities(left)
        for b in quantities(right)
        if comparable(a, b)
        and not disjoint(a, b)
        and left[slice(*a.span)].lower() != right[slice(*b.span)].lower()
    ]
