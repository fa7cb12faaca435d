"""Numbers as quantities: a value or bounds, a unit, and what is counted.

Words and digits, scales, percentages, currencies, ranges and bounds ("at least") become
an interval. Years, times, ids and section numbers are no quantities.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from contradict.verdicts.bounds import bounded
from contradict.verdicts.numerals import (
    ABOUT,
    ADJECTIVES,
    BELOW,
    CARDINALS,
    CURRENCIES,
    FRACTIONS,
    LOWER,
    MONTHS,
    NEGATIVE,
    NO_QUANTITY,
    OVER,
    PEOPLE,
    POWERS,
    SCALES,
    SHORT_SCALES,
    SIGNS,
    TENS,
    UNITS,
    UPPER,
    WHOLE,
    WHOLES,
)
from contradict.verdicts.words import ARTICLES, FUNCTION, KEPT, Span, Word, listed, words

ENDINGS = ("ly", "ing", "ed")
_SINGLE = ("mile", "kilometre", "metre", "tonne", "litre", "hectare", "decade", "fortnight")
_BEFORE_ONE = frozenset(listed("than least most over under within nearly almost"))
"""Words after which "an hour" is a bound."""
_HAVING = frozenset(listed("has have had are were"))
_COUNTING = frozenset(phrase.split()[-1] for phrase in (*OVER, *BELOW, *LOWER, *UPPER, *ABOUT))
"""What stands before a number that counts: a year has none of these but "about" and "around"."""
_YEAR = re.compile(r"(1[0-9]|20)\d\d$")
_SCORE = re.compile(r"(?<![\d.,-])(\d{1,2})(?:[-–](\d{1,2})|:(\d))(?![\d-])")
_POINT_IN_TIME = re.compile(
    r"\b(?:\d{1,2}:\d\d(?::\d\d)?|\d{4}-\d\d-\d\d|\d{1,2}/\d{1,2}/(?:\d\d){1,2})\b"
)
_MINUS = re.compile(r"(?:^|(?<=[\s(]))[-−]$|\bminus $", re.IGNORECASE)
_TIME = re.compile(r"\s*(a\.?m\b|p\.?m\b|o['’]clock|in the (morning|afternoon|evening)|at night)")


@dataclass(frozen=True, slots=True)
class Quantity:
    """An interval of values, its unit, the base form of what is counted, and its place.

    ``part`` tells that it counts a part of a known whole ("two of the patients"), and
    ``topic`` holds the words before it, which tell what has the quantity.
    """

    low: float
    high: float
    unit: str
    noun: str
    span: Span
    part: bool = False
    topic: tuple[str, ...] = ()


@lru_cache(maxsize=KEPT)
def quantities(text: str) -> tuple[Quantity, ...]:
    """Return the quantities of a text in their order.

    >>> [(q.low, q.unit, q.noun) for q in quantities("Sixty-two patients paid $1.5m each.")]
    [(62.0, '', 'patient'), (1500000.0, 'dollar', '')]
    >>> [(q.low, q.high) for q in quantities("At least five, fewer than 10 and two to four men.")]
    [(5.0, inf), (0.0, 9.0), (2.0, 4.0)]
    >>> [(q.low, q.high) for q in quantities("Between 5 and 8 men, 10-15 cows, -3 degrees.")]
    [(5.0, 8.0), (10.0, 15.0), (-3.0, -3.0)]
    >>> quantities("In 1962 flight 803 of section 4 landed at 6.40 in the morning on 3 May.")
    ()
    """
    found = list(_scores(text))
    taken = [quantity.span for quantity in found]
    taken += [match.span() for match in _POINT_IN_TIME.finditer(text)]
    found += [
        quantity
        for quantity in _numbers(text, words(text))
        if not any(start < quantity.span[1] and quantity.span[0] < end for start, end in taken)
    ]
    return tuple(sorted(found, key=lambda quantity: quantity.span))


def _scores(text: str) -> Iterator[Quantity]:
    for match in _SCORE.finditer(text):
        first, second = (float(part) for part in match.groups() if part)
        if first < second and _is_counted(words(text[match.end() :])):  # "10-15 cows"
            continue
        a, b = sorted((first, second))
        yield Quantity(a * 1000 + b, a * 1000 + b, "score", "", match.span())


def _is_counted(following: Sequence[Word]) -> bool:
    """Tell whether words begin with a unit, or with a plural that a number may count."""
    if not following or following[0].low in FUNCTION:
        return False
    return bool(_unit(following, 0)[0]) or _is_plural(following)


def _is_plural(following: Sequence[Word]) -> bool:
    noun = next((word for word in following[:3] if word.low not in ADJECTIVES), None)
    if noun is None or noun.low in FUNCTION or not noun.text.islower():
        return False
    return bool({noun.low, noun.base} & PEOPLE) or (noun.low != noun.base and noun.low[-1] == "s")


def _numbers(text: str, found: Sequence[Word]) -> Iterator[Quantity]:
    i = 0
    while i < len(found):
        reading = _read(text, found, i)
        if reading is None:
            i += 1
            continue
        value, after = reading
        unit, following = _unit(found, after)
        fraction = _fraction(found, after)
        if fraction is not None:
            value, unit, following = value * fraction[0], "percent", fraction[1]
        if not math.isfinite(value):  # hundreds of digits
            i = max(after, i + 1)
            continue
        share = None if unit else _share(text, found, value, after)
        if share is not None:
            value, unit, following = share[0], "percent", share[1]
        if following == i or (_named(text, found, i, after) and not unit):
            i = max(after, i + 1)
            continue
        if unit != "percent" and following < len(found):
            value, following = _and_a_half(found, following, value)
        first = i - 1 if i and found[i - 1].low in SIGNS else i
        if first < i:
            unit = SIGNS[found[first].low]
        low, high, end = _to(text, found, (first, following), value)
        if end > following and not unit:
            unit, end = _unit(found, end)
        following = end
        minus = _MINUS.search(text[: found[first].start])
        if minus:
            low, high = -high, -low
            first -= minus.group()[0] in "mM"
        low, high, begin = bounded(text, found, first, (low, high), counted=not unit)
        noun = "" if unit else _noun(text, found, following)
        part = following < len(found) and found[following].low == "of" and unit != "percent"
        start = found[begin].start - (minus is not None and begin == i and minus.group() in "-−")
        span = (start, found[following - 1].end)
        topic = tuple(word.base for word in found[:begin] if word.is_content)
        yield Quantity(low, high, unit, noun, span, part and not unit, topic)
        i = following


def _read(text: str, found: Sequence[Word], i: int) -> tuple[float, int] | None:
    """Return the value of the number at ``i`` and the place after it."""
    word = found[i].low
    if word[0].isdecimal():
        value, after = float(word.replace(",", "").rstrip(".")), i + 1
    elif word in CARDINALS:
        value, after = CARDINALS[word], i + 1
        if word in TENS and after < len(found) and 0 < CARDINALS.get(found[after].low, 0) < 10:
            value, after = value + CARDINALS[found[after].low], after + 1
    elif word in FRACTIONS and word not in ("quarters", "thirds"):
        if i and found[i - 1].low in ("first", "second", "final", "last", "the"):
            return None
        return 1.0, i
    elif word in SCALES:
        if not i or found[i - 1].low != "a":
            return None
        part = found[i - 2].low if i > 1 else ""  # "half a million"
        value, after = FRACTIONS[part] / 100 if part in FRACTIONS else 1.0, i
    elif word in ("single", "a", "an") and _countable(found, i):
        return 1.0, i + 1
    else:
        return None
    while after < len(found):
        scale = SCALES.get(found[after].low)
        if scale is None and word[0].isdecimal():
            close = found[after].start == found[after - 1].end
            scale = (
                SHORT_SCALES.get(found[after].low) if close or found[after].low == "bn" else None
            )
        if scale is None:
            break
        value, after = value * scale, after + 1
        if scale == 100 and after < len(found):
            rest = after + (found[after].low == "and")
            more = _read(text, found, rest) if rest < len(found) else None
            if more is not None and found[rest].low in CARDINALS and more[0] < 100:
                value, after = value + more[0], more[1]
    return value, after


def _countable(found: Sequence[Word], i: int) -> bool:
    """Tell whether "a" counts here: "a single flat", "a mile", "more than an hour"."""
    if found[i].low == "single":
        return not any(w.low in NEGATIVE or w.low == "any" for w in found[max(0, i - 4) : i])
    after = found[i + 1].low if i + 1 < len(found) else ""
    if [word.low for word in found[i + 2 : i + 5]] == ["and", "a", "half"]:
        return after in UNITS
    return after in _SINGLE or (i > 0 and after in UNITS and found[i - 1].low in _BEFORE_ONE)


def _unit(found: Sequence[Word], i: int) -> tuple[str, int]:
    """Return the unit that stands at ``i``, and the place after it."""
    start = i
    i += i < len(found) and found[i].low in WHOLE
    if i >= len(found):
        return "", start
    word = found[i]
    if word.low in ("%", "percent"):
        return "percent", i + 1
    if word.low == "per" and i + 1 < len(found) and found[i + 1].low == "cent":
        return "percent", i + 2
    if word.low in POWERS and i + 1 < len(found) and found[i + 1].base in UNITS:
        return f"{UNITS[found[i + 1].base]} {POWERS[word.low]}", i + 2
    if word.low in SIGNS:
        return SIGNS[word.low], i + 1
    for name in (word.low, word.base):
        if name in CURRENCIES:
            return ("pound sterling" if name == "pound" else name), i + 1
        if name in UNITS:
            return UNITS[name], i + 1
    return "", start


def _fraction(found: Sequence[Word], i: int) -> tuple[float, int] | None:
    """Return what a fraction is worth in per cent, and the place after it."""
    if i >= len(found) or found[i].low not in FRACTIONS:
        return None
    of_a_unit = [word.base for word in found[i + 1 : i + 3]]
    if of_a_unit[:1] in (["a"], ["an"]) and of_a_unit[-1] in UNITS:
        return None
    return FRACTIONS[found[i].low], i + 1


def _share(text: str, found: Sequence[Word], value: float, i: int) -> tuple[float, int] | None:
    """Return the percentage that "four out of five" and "nine in ten" are."""
    joint = [word.low for word in found[i : i + 2]]
    start = i + 2 if joint == ["out", "of"] else i + 1 if joint[:1] == ["in"] else None
    whole = _read(text, found, start) if start is not None and start < len(found) else None
    if whole is None or whole[0] < value or whole[0] not in WHOLES:
        return None
    if joint[0] == "in" and _unit(found, whole[1])[0]:
        return None
    return 100 * value / whole[0], whole[1]


def _and_a_half(found: Sequence[Word], i: int, value: float) -> tuple[float, int]:
    tail = [word.low for word in found[i : i + 3]]
    return (value + 0.5, i + 3) if tail == ["and", "a", "half"] else (value, i)


def _to(
    text: str, found: Sequence[Word], place: tuple[int, int], value: float
) -> tuple[float, float, int]:
    """Return the ends of a range that begins at ``place``: "two to four", "10-15 cows"."""
    first, i = place
    if i >= len(found):
        return value, value, i
    before, gap = found[first - 1].low if first else "", text[found[i - 1].end : found[i].start]
    if found[i].low == "to" or (found[i].low == "and" and before == "between"):
        other = _read(text, found, i + 1) if i + 1 < len(found) else None
    elif gap in ("-", "–") and not text[: found[first].start].endswith(("-", "–")):
        other = _read(text, found, i)
        if other is not None and not _is_counted(found[other[1] :]):
            other = None
    else:
        other = None
    if other is None or other[0] <= value:
        return value, value, i
    scale = SCALES.get(found[other[1] - 1].low, 1.0)  # "5 to 8 million"
    return value * scale if value * scale < other[0] else value, other[0], other[1]


def _named(text: str, found: Sequence[Word], i: int, after: int) -> bool:
    """Tell whether the number at ``i`` is a year, a time, a day or part of a name."""
    word, before = found[i], found[i - 1] if i else None
    following = found[after].low if after < len(found) else ""
    if _TIME.match(text[found[after - 1].end :]) or following in MONTHS:
        return True
    if before is not None and before.low in NO_QUANTITY:
        return True
    if not word.text[0].isdecimal():
        return word.low == "one" and before is not None and before.low in NEGATIVE
    if text[: word.start][-1:].isalpha():
        return True
    if before is not None and before.low in SIGNS:
        return False
    if _YEAR.match(word.text) and after == i + 1:
        return not _counts(found, i)
    if before is None or not before.text[0].isupper() or before.low in FUNCTION:
        return False
    return text[before.end : word.start] == " "


def _counts(found: Sequence[Word], i: int) -> bool:
    """Tell whether four digits count the plural after them, and are no year.

    >>> _counts(words("It employs 2000 workers."), 2), _counts(words("It had 2000 votes."), 2)
    (True, True)
    >>> _counts(words("It fell in 2000 workers said."), 3), _counts(words("The 2000 games."), 1)
    (False, False)
    """
    following = found[i + 1 : i + 4]
    if not _is_plural(following) or following[0].start > found[i].end + 1:  # "(born 1950) sings"
        return False
    before = found[max(0, i - 2) : i]
    if not before or before[0].low in ARTICLES:  # "the disputed 2019 elections"
        return False
    last = before[-1]
    counting = last.low in _COUNTING or last.low in _HAVING
    return counting or (last.is_content and last.base not in ("year", *MONTHS))


def _noun(text: str, found: Sequence[Word], i: int) -> str:
    """Return the base form of what is counted, or nothing: the first plural, or the first noun.

    >>> text = "All 211 of Pavel Brod's telephone calls were heard."
    >>> _noun(text, words(text), 2)
    'call'
    """
    if i < len(found) and found[i].low == "of":
        i += 1
    first = ""
    for word in found[i : i + 5]:
        if word.low in ("the", "its", "their", "more"):
            continue
        if word.low in FUNCTION or word.text[0].isdecimal():
            break
        if word.low in ADJECTIVES or word.low.endswith(ENDINGS):
            continue
        if text[word.end : word.end + 2] in ("'s", "’s"):  # whose they are
            first = ""
            continue
        if {word.low, word.base} & PEOPLE:
            return "people"
        if word.low != word.base and word.low.endswith("s"):
            return word.base
        first = first or word.base
    return first
