"""What numbers are written with: numerals, scales, units, bounds, and what a number may name."""

from __future__ import annotations

from contradict.verdicts.words import listed

_ONES = listed(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
TENS = listed("twenty thirty forty fifty sixty seventy eighty ninety")
CARDINALS = {word: float(i) for i, word in enumerate(_ONES)}
CARDINALS |= {word: 10.0 * i for i, word in enumerate(TENS, 2)} | {"dozen": 12.0}
SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
SHORT_SCALES = {"k": 1e3, "m": 1e6, "mn": 1e6, "b": 1e9, "bn": 1e9, "tn": 1e12, "trn": 1e12}
FRACTIONS = {
    "half": 50.0,
    "third": 100 / 3,
    "thirds": 100 / 3,
    "quarter": 25.0,
    "quarters": 25.0,
    "fifth": 20.0,
    "fifths": 20.0,
    "tenth": 10.0,
    "tenths": 10.0,
}
SIGNS = {"$": "dollar", "€": "euro", "£": "pound sterling", "¥": "yen"}
CURRENCIES = frozenset(
    listed("dollar euro pound yen franc crown rouble ruble krona krone rupee yuan zloty forint")
)
UNITS = {
    word: unit
    for unit, names in {
        "metre": "metre meter",
        "kilometre": "kilometre kilometer km",
        "centimetre": "centimetre centimeter cm",
        "millimetre": "millimetre millimeter mm",
        "mile": "mile",
        "foot": "foot feet ft",
        "mile_per_hour": "mph",
        "kilometre_per_hour": "kph",
        "yard": "yard",
        "inch": "inch",
        "gram": "gram gramme",
        "kilogram": "kilogram kilo kg",
        "metric_ton": "tonne",
        "litre": "litre liter",
        "hectare": "hectare",
        "acre": "acre",
        "megawatt": "megawatt mw",
        "gigawatt": "gigawatt gw",
        "second": "second",
        "minute": "minute",
        "hour": "hour",
        "day": "day",
        "week": "week",
        "month": "month",
        "year": "year",
        "fortnight": "fortnight",
        "ten_years": "decade",
        "degC": "degree",
    }.items()
    for word in names.split()
}
POWERS = {"square": "** 2", "cubic": "** 3"}
OVER = (
    *("more than", "over", "above", "exceeding", "exceed", "exceeds", "exceeded"),
    *("well over", "upwards of", "higher than", "longer than", "larger than"),
)
BELOW = ("fewer than", "less than", "under", "below", "well under", "lower than", "shorter than")
"""Bounds that a negation turns round: "cannot be more than"."""
LOWER = ("at least", "no fewer than", "no less than", "not fewer than", "not less than")
UPPER = ("at most", "no more than", "not more than", "up to", "barely", "hardly", "not even")
ABOUT = (
    *("about", "some", "around", "roughly", "almost", "nearly", "approximately", "close to"),
    *("just under", "just over", "just below", "just above", "a little over", "a little under"),
    *("slightly more than", "slightly less than", "slightly over", "slightly under"),
)
NEGATIVE = frozenset(
    listed(
        "no not never cannot nobody none neither without hardly couldn't can't don't doesn't "
        "didn't won't wasn't weren't isn't aren't hadn't haven't hasn't"
    )
)
WHOLES = frozenset([2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0, 20.0, 100.0, 1000.0])
"""What a share is counted out of: "four out of five", "nine in ten"."""
MONTHS = listed(
    "january february march april may june july august september october november december"
)
SHORT_MONTHS = frozenset(month[:3] for month in MONTHS) | {"sept"}
NO_QUANTITY = frozenset(
    listed(
        "section article clause no number line flight route page chapter paragraph rule room gate "
        "phase act version type class group platform channel figure table model unit"
    )
    + MONTHS
    + tuple(SHORT_MONTHS)
)
"""A number after one of these names something."""
PEOPLE = frozenset(["people", "person", "individual", "human", "man"])
WHOLE = frozenset(listed("whole full entire long"))
"""What may stand between a number and its unit: "two whole days"."""
ADJECTIVES = WHOLE | frozenset(
    listed(
        "new local infected injured dead missing stolen other remaining additional former sick "
        "armed civilian social serious civil young old different separate"
    )
)
