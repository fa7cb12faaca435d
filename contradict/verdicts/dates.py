"""Points in time that a text names, with the claim's own date as reference.

Days are counted as ordinals of the Gregorian calendar; a time of day is in minutes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import MAXYEAR, MINYEAR
from datetime import date as Date
from functools import lru_cache

from contradict.verdicts.numerals import CARDINALS, MONTHS, SHORT_MONTHS
from contradict.verdicts.quantities import quantities
from contradict.verdicts.words import KEPT, Span, listed

WEEKDAYS = listed("monday tuesday wednesday thursday friday saturday sunday")
ORDINALS = listed(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
    "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)
_MONTH = "|".join(MONTHS)
_SHORT = "|".join(sorted(SHORT_MONTHS, reverse=True))
_FAR_PAST, _FAR_FUTURE = Date(1, 1, 1).toordinal(), Date(9999, 12, 31).toordinal()
_NUMBERS = "|".join(CARDINALS)
_YEAR = r"(?P<year>1\d{3}|20\d\d)"
_CALENDAR = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?"
    rf"(?P<m1>{_MONTH}|(?:{_SHORT})\b)\.?(?:,? {_YEAR})?"
    rf"|(?P<m2>{_MONTH}|(?:{_SHORT})\b)\.? (?P<day2>\d{{1,2}})(?:st|nd|rd|th)?"
    r"(?:,? (?P<year2>1\d{3}|20\d\d))?(?!\d)"
    rf"|(?:early |mid-|late )?(?P<m3>{_MONTH}|(?:{_SHORT})\b(?=\.? [12]\d{{3}}))\.?"
    r"(?: (?P<year3>1\d{3}|20\d\d))?)(?!\w)",
    re.IGNORECASE,
)
_ISO = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)\b")
_ORDINAL = re.compile(
    rf"\bthe (?:(?P<word>{'|'.join(ORDINALS)})|(?P<digits>\d{{1,2}})(?:st|nd|rd|th))"
    rf"(?: of (?P<month>{_MONTH})(?:,? {_YEAR})?\b|(?= ?[,.;]|$| (?:and|when|in the (?:morning|"
    r"evening|afternoon))\b))",
    re.IGNORECASE,
)
_BARE_YEAR = re.compile(
    r"(?<![\d.,])(?:mid-)?\b(1[5-9]\d\d|20\d\d|"
    r"(?:(?<=\bin )|(?<=\bby )|(?<=\bsince )|(?<=\buntil ))1[0-4]\d\d)(s)?\b"
)
_WEEKDAY = re.compile(rf"\b({'|'.join(WEEKDAYS)})\b", re.IGNORECASE)
_RELATIVE = re.compile(
    r"\b(yesterday|today|tomorrow|(?:last|this|next) (?:year|month|week))\b", re.IGNORECASE
)
_CENTURY = re.compile(
    rf"(?<!-)\b(?:(?P<twenty>twenty-)?(?P<word>{'|'.join(ORDINALS)})"
    r"|(?P<digits>[1-9]\d?)(?:st|nd|rd|th))[ -]century\b",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    rf"\b(?P<noon>noon|midday)\b|\b(?P<hour>\d{{1,2}}|{_NUMBERS})(?:[.:](?P<minute>\d\d))?"
    r"(?: ?(?P<half>[ap])\.?m\b\.?| o['’]clock(?: in the (?P<part2>morning|afternoon|evening))?"
    r"| in the (?P<part>morning|afternoon|evening)| at night)"
    r"|(?<![\d:])(?P<hours>[01]?\d|2[0-3]):(?P<minutes>[0-5]\d)(?![\d:])",
    re.IGNORECASE,
)
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
NOON = 12 * 60
UNDATED = Date(2024, 6, 30)
"""The day on which two claims without a date are taken to be made, both."""
LATEST = ("before", "until", "till")
"""Words that, denied, make the end of a time its beginning."""
_NOT = re.compile(r"\b(?:no|not|never|nobody|none|nothing|\w+n['’]t)\b[^,;:.]*$", re.IGNORECASE)
_FUTURE = re.compile(r"\b(will|shall|next|to be|going to)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Point:
    """First and last day (or minute) that a text may mean, and where it says so.

    A time of day by the ``clock`` may be of either ``half`` of the day: "at 5:10". ``year``
    tells that the year is named.
    """

    first: int
    last: int
    span: Span
    clock: bool = False
    year: bool = False
    half: bool = False


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
    for point in (
        *_clock(text),
        *_iso(text),
        *_calendar(text, reference),
        *_ordinals(text, reference),
        *_centuries(text),
        *_years(text, counted),
        *_weekdays(text, reference),
        *_relative(text, reference),
    ):
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
        return Point(point.first, _FAR_FUTURE, (before.start(1), point.span[1]), point.clock)
    if before and before[1].lower() not in ("until", "till"):
        return Point(_FAR_PAST, point.last, (before.start(1), point.span[1]), point.clock)
    if after and not point.clock and after[1].lower() != "from":
        return Point(point.first, _FAR_FUTURE, (after.start(1), point.span[1]), point.clock)
    return point


def _clock(text: str) -> Iterator[Point]:
    for match in _CLOCK.finditer(text):
        if match["noon"]:
            yield Point(NOON, NOON, match.span(), clock=True)
            continue
        if match["hours"]:
            hour, minute = int(match["hours"]), int(match["minutes"])
            bare = 0 < hour <= 12
            time = (hour % 12 if bare else hour) * 60 + minute
            yield Point(time, time, match.span(), clock=True, half=bare)
            continue
        name = match["hour"].casefold()
        value = int(name) if name.isdecimal() else int(CARDINALS[name])
        part = (match["part"] or match["part2"] or "").lower()
        late = (match["half"] or "").lower() == "p" or part in ("afternoon", "evening")
        minutes = (value % 12 + 12 * late) * 60 + int(match["minute"] or 0)
        yield Point(minutes, minutes, match.span(), clock=True)


def _iso(text: str) -> Iterator[Point]:
    for match in _ISO.finditer(text):
        try:
            day = Date(*map(int, match.groups())).toordinal()
        except ValueError:
            continue
        yield Point(day, day, match.span(), year=True)


def _calendar(text: str, reference: Date | None) -> Iterator[Point]:
    for match in _CALENDAR.finditer(text):
        name = match["m1"] or match["m2"] or match["m3"]
        may = name.lower() in ("may", "march", "mar")
        if may and (name[0].islower() or (match["m3"] and not match.start())):
            continue
        month = _month(name)
        year = match["year"] or match["year2"] or match["year3"]
        if year is None and reference is None:
            continue
        day = match["day"] or match["day2"]
        try:
            first = Date(int(year or _nearest(reference, month)), month, int(day or 1))
        except ValueError:
            continue
        last = first.toordinal() if day else _begin(first.year, month + 1) - 1
        yield Point(first.toordinal(), last, match.span(), year=bool(year))


def _ordinals(text: str, reference: Date | None) -> Iterator[Point]:
    """Yield days that are told by an ordinal: "the fourth of September", "on the 17th".

    >>> [p.span for p in _ordinals("The ninth of May; the ninth ship.", Date(2024, 5, 12))]
    [(0, 16)]
    """
    if reference is None:
        return
    for match in _ORDINAL.finditer(text):
        word = match["word"]
        day = ORDINALS.index(word.casefold()) + 1 if word else int(match["digits"])
        bare = match["month"] is None
        if bare and not re.search(r"\b(?:on|until|till|of|by|since) $", text[: match.start()]):
            continue
        month = reference.month if bare else _month(match["month"])
        year = reference.year if bare else int(match["year"] or _nearest(reference, month))
        if bare and day > reference.day:  # of the month before
            year, month = (year, month - 1) if month > 1 else (year - 1, 12)
        try:
            first = Date(year, month, day).toordinal()
        except ValueError:
            continue
        yield Point(first, first, match.span(), year=match["year"] is not None)


def _month(name: str) -> int:
    return [month[:3] for month in MONTHS].index(name[:3].casefold()) + 1


def _nearest(reference: Date | None, month: int) -> int:
    if reference is None:
        return 1
    middle = reference.toordinal()
    years = (reference.year, reference.year - 1, reference.year + 1)
    return min(years, key=lambda year: abs(_begin(year, month) + 14 - middle))


def _begin(year: int, month: int) -> int:
    """Return the first day of a month, counted on over the years, within the calendar.

    >>> Date.fromordinal(_begin(2023, 13)).isoformat(), _begin(10_000, 1) == _FAR_FUTURE + 1
    ('2024-01-01', True)
    """
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    if year > MAXYEAR:
        return _FAR_FUTURE + 1
    return Date(year, month, 1).toordinal() if year >= MINYEAR else _FAR_PAST


def _centuries(text: str) -> Iterator[Point]:
    for match in _CENTURY.finditer(text):
        of_twenty = 20 if match["twenty"] else 0
        number = int(match["digits"] or 0)
        number = number or ORDINALS.index(match["word"].casefold()) + 1 + of_twenty
        start = 100 * (number - 1) + 1
        yield Point(_begin(start, 1), _begin(start + 100, 1) - 1, match.span())


def _years(text: str, counted: Sequence[Span]) -> Iterator[Point]:
    for match in _BARE_YEAR.finditer(text):
        if any(start < match.end() and match.start() < end for start, end in counted):
            continue
        first, last = int(match[1]), int(match[1]) + (9 if match[2] else 0)
        yield Point(
            Date(first, 1, 1).toordinal(), Date(last, 12, 31).toordinal(), match.span(), year=True
        )


def _weekdays(text: str, reference: Date | None) -> Iterator[Point]:
    if reference is None:
        return
    for match in _WEEKDAY.finditer(text):
        weekday = WEEKDAYS.index(match[1].casefold())
        back = (reference.weekday() - weekday) % 7
        ahead = (weekday - reference.weekday()) % 7
        shift = ahead if _FUTURE.search(text) else -back
        day = reference.toordinal() + shift
        yield Point(day, day, match.span())


def _relative(text: str, reference: Date | None) -> Iterator[Point]:
    if reference is None:
        return
    for match in _RELATIVE.finditer(text):
        words = match[1].casefold().split()
        if len(words) == 1:
            day = reference.toordinal() + ("yesterday", "today", "tomorrow").index(words[0]) - 1
            yield Point(day, day, match.span())
            continue
        shift = ("last", "this", "next").index(words[0]) - 1
        yield Point(*_period(reference, words[1], shift), match.span())


def _period(reference: Date, unit: str, shift: int) -> tuple[int, int]:
    if unit == "week":
        monday = reference.toordinal() - reference.weekday() + 7 * shift
        return monday, monday + 6
    year, month = reference.year, reference.month
    if unit == "year":
        return _begin(year + shift, 1), _begin(year + shift + 1, 1) - 1
    return _begin(year, month + shift), _begin(year, month + shift + 1) - 1


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
            if not undated or not _RELATIVE.match(text, point.span[0])
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
