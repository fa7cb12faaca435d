"""The forms in which a text names a point in time: days, months, years, times of day.

Days are counted as ordinals of the Gregorian calendar; a time of day is in minutes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR
from datetime import date as Date

from contradict.verdicts.numerals import CARDINALS, MONTHS, SHORT_MONTHS
from contradict.verdicts.words import Span, listed

WEEKDAYS = listed("monday tuesday wednesday thursday friday saturday sunday")
ORDINALS = listed(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
    "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)
_MONTH = "|".join(MONTHS)
_SHORT = "|".join(sorted(SHORT_MONTHS, reverse=True))
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
RELATIVE = re.compile(
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
NOON = 12 * 60
FAR_PAST, FAR_FUTURE = Date(1, 1, 1).toordinal(), Date(9999, 12, 31).toordinal()
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


def forms(text: str, reference: Date | None, counted: Sequence[Span]) -> Iterator[Point]:
    """Yield the points of a text, form by form: of two that overlap the first is meant.

    ``reference`` is the day from which weekdays and the like are told; what is ``counted``
    is no year.

    >>> [p.first for p in forms("On 3 May 2024.", None, ())][0] == Date(2024, 5, 3).toordinal()
    True
    """
    yield from _clock(text)
    yield from _iso(text)
    yield from _calendar(text, reference)
    yield from _ordinals(text, reference)
    yield from _centuries(text)
    yield from _years(text, counted)
    yield from _weekdays(text, reference)
    yield from _relative(text, reference)


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

    >>> Date.fromordinal(_begin(2023, 13)).isoformat(), _begin(10_000, 1) == FAR_FUTURE + 1
    ('2024-01-01', True)
    """
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    if year > MAXYEAR:
        return FAR_FUTURE + 1
    return Date(year, month, 1).toordinal() if year >= MINYEAR else FAR_PAST


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
    for match in RELATIVE.finditer(text):
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
