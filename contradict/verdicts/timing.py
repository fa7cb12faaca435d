"""Whether two claims that look opposed are about two times, of what has more than one."""

from __future__ import annotations

import re

from contradict.claim import Claim
from contradict.verdicts import dates
from contradict.verdicts.clashes import Clash
from contradict.verdicts.date_forms import Point
from contradict.verdicts.names import Name, names
from contradict.verdicts.opposites import antonym_clash
from contradict.verdicts.recurring import recurs
from contradict.verdicts.sorts import PERSONS, is_past
from contradict.verdicts.voice import same_speaker
from contradict.verdicts.words import base, content, has_kin, listed

ALL_TIME = re.compile(
    r"\b(?:never|ever|always|in all|in total|altogether|each of the past|all the years|to date|"
    r"at no time|at any time|only once|first)\b",
    re.IGNORECASE,
)
EVENTS = frozenset(
    base(word)
    for word in listed(
        "storm hurricane typhoon cyclone flood fire earthquake drought winter summer season "
        "harvest election vote referendum match final cup championship race tournament festival "
        "summit conference census strike derail collision explosion outbreak epidemic crash "
        "accident attack war battle budget report"
    )
)
"""Events of which there are more than one."""
FREQUENT = frozenset(
    base(word)
    for word in listed("match game concert session meeting performance show sitting sale tour")
)
"""Events of which there may be one a week."""
RESULTS = re.compile(
    r"\b(?:won|lost|beat|finished|scored|rose|fell|grew|shrank|dropped|climbed|earned|sold|made|"
    r"collected|took in|produced|exported|imported|increased|decreased|declined|reached|totalled|"
    r"averaged|employed|attracted|exceeded|slowed|jumped|surged|plunged|doubled|halved|spent)\b"
)
"""Verbs of what is counted or decided every year."""
TURN = re.compile(
    r"\b(?:in|during|over|after) (?:the|its|his|her|their|our) "
    r"(?P<turn>first|second|third|fourth|fifth|sixth) "
    r"(?P<of>year|season|winter|spring|summer|autumn|half|quarter|month|week|day|round|leg|set|"
    r"term|session|test|trial|ballot|vote|hearing|appeal|attempt)\b",
    re.IGNORECASE,
)
"""One of several times that follow each other."""
A_YEAR, FAR, A_WEEK = 365, 300, 6


def other_time(left: Claim, right: Claim, clash: Clash | None) -> bool:
    """Tell whether the claims are about two times: with a clash besides, or of what recurs.

    >>> clash = Clash("number", ((0, 1),), ((0, 1),))
    >>> other_time(Claim("It took in 8 crowns in 2023."), Claim("It took in 6 in 2022."), clash)
    True
    >>> other_time(Claim("It took in 8 crowns in 2023."), Claim("It took in 6 in 2023."), clash)
    False
    >>> days = Clash("date", ((0, 1),), ((0, 1),))
    >>> other_time(Claim("The council met in 2019."), Claim("The council met in 2021."), days)
    True
    >>> other_time(Claim("The ship sank in 1912."), Claim("The ship sank in 1915."), days)
    False
    """
    if clash is not None and clash.kind in ("date", "number") and recurs(left, right):
        return True
    opposed = clash is not None and clash.kind == "date" and antonym_clash(left.text, right.text)
    if clash is None or not (clash.kind in ("number", "antonym", "negation") or opposed):
        return False
    apart = dates.clashes(left.text, right.text, left.date, right.date)
    if _is_of_many(left.text, right.text) and any(
        a.year and b.year and _is_period(a, left.text) and _is_period(b, right.text)
        for a, b in apart
    ):
        return True
    if _other_turn(left.text, right.text):
        return True
    if opposed:
        return False
    if _spans_all_time(left.text) or _spans_all_time(right.text):
        return False
    return (
        _in_the_past(left, right)
        or _in_the_past(right, left)
        or _then(left, right, clash)
        or _then(right, left, clash)
        or _long_apart(left, right, clash)
        or _next_one(left, right)
    )


def _other_turn(left: str, right: str) -> bool:
    """Tell whether two texts are about two of several times that follow each other.

    >>> _other_turn("Sales rose in the first year.", "In its second year sales fell.")
    True
    >>> _other_turn("Sales rose in the first year.", "In its second week sales fell.")
    False
    """
    here, there = (
        {(m["turn"].lower(), m["of"].lower()) for m in TURN.finditer(text)}
        for text in (left, right)
    )
    return (
        bool(here and there)
        and not here & there
        and {of for _, of in here} == {of for _, of in there}
    )


def _spans_all_time(text: str) -> bool:
    """Tell whether a text is about all of a time, another of which it includes.

    >>> _spans_all_time("It never received any money."), _spans_all_time("It received money.")
    (True, False)
    """
    return bool(ALL_TIME.search(text))


def _is_period(point: Point, text: str) -> bool:
    return not dates.is_bound(text, point) and point.last - point.first < 4000


def _is_of_many(left: str, right: str) -> bool:
    """Tell whether the texts are about states, yearly results, or events that come again.

    >>> _is_of_many("It had nine members in 2019.", "It had six members in 2021.")
    True
    >>> _is_of_many("It sold nine mills in 2019.", "It sold six mills in 2021.")
    True
    >>> _is_of_many("It burnt with nine cows in 2019.", "It burnt with six cows in 2021.")
    False
    """
    events = [word for word in content(left) if word.base in EVENTS]
    if any(has_kin(word, content(right)) for word in events):
        return not _one_event(left, right)
    return all(
        RESULTS.match(text, word.start)
        for text in (left, right)
        for word in content(text)
        if is_past(word) and word.base not in PERSONS
    )


def _one_event(left: str, right: str) -> bool:
    """Tell whether both texts have one name for an event: "the Osk War", "the Osk accident".

    >>> _one_event("The Osk accident killed 31.", "The Osk accident killed nine.")
    True
    >>> _one_event("The Osk accident killed 31.", "The Arad accident killed nine.")
    False
    """
    here, there = _named_events(left), _named_events(right)
    return any(a.same(b) for a in here for b in there)


def _named_events(text: str) -> list[Name]:
    events = {word.start for word in content(text) if word.base in EVENTS}
    return [
        name
        for name in names(text)
        if name.span[1] + 1 in events
        or any(name.span[0] < start < name.span[1] for start in events)
    ]


def _in_the_past(old: Claim, new: Claim) -> bool:
    """Tell whether ``old`` looks back at another event of the kind that ``new`` tells of.

    It names a year long before, though it was said in the days of ``new``, which names none.

    >>> new = Claim("The storm killed nobody.", date="2024-10-21")
    >>> _in_the_past(Claim("Storm Hanno killed two in 2017.", date="2024-10-22"), new)
    True
    >>> _in_the_past(Claim("A storm killed two in 2017.", date="2017-10-22"), new)
    False
    """
    if old.date is None or new.date is None or dates.points(new.text, new.date):
        return False
    if abs(old.date.toordinal() - new.date.toordinal()) > A_YEAR:
        return False
    events = [word for word in content(old.text) if word.base in EVENTS]
    if not any(has_kin(word, content(new.text)) for word in events):
        return False
    if _one_event(old.text, new.text):
        return False
    found = [p for p in dates.points(old.text, old.date) if p.year and _is_period(p, old.text)]
    return bool(found) and max(p.last for p in found) < new.date.toordinal() - FAR


def _then(old: Claim, new: Claim, clash: Clash) -> bool:
    """Tell whether ``old`` tells what was so in a year before, and ``new`` what is so.

    >>> clash = Clash("number", ((0, 1),), ((0, 1),))
    >>> now = Claim("The club pays 40 crowns.", date="2024-05-03")
    >>> _then(Claim("In 2022 the club paid 25 crowns."), now, clash)
    True
    >>> _then(Claim("In 2024 the club paid 25 crowns."), now, clash)
    False
    """
    if new.date is None or clash.kind != "number" or dates.points(new.text, new.date):
        return False
    was = [word for word in content(old.text) if is_past(word)]
    if any(map(is_past, content(new.text))) or not any(has_kin(w, content(new.text)) for w in was):
        return False
    found = [p for p in dates.points(old.text, old.date) if p.year and _is_period(p, old.text)]
    return bool(found) and max(p.last for p in found) < new.date.toordinal() - FAR


def _next_one(left: Claim, right: Claim) -> bool:
    """Tell whether one voice tells of two of those events that come every week.

    >>> first = Claim("8,000 came to the match.", speaker="Osk", date="2024-05-03")
    >>> _next_one(first, Claim("9,000 saw the match.", speaker="Osk", date="2024-06-03"))
    True
    >>> _next_one(first, Claim("9,000 saw the match.", speaker="Osk", date="2024-05-04"))
    False
    """
    if left.date is None or right.date is None or not same_speaker(left, right):
        return False
    if dates.points(left.text, left.date) or dates.points(right.text, right.date):
        return False
    shared = [
        w for w in content(left.text) if w.base in FREQUENT and has_kin(w, content(right.text))
    ]
    return bool(shared) and abs(left.date.toordinal() - right.date.toordinal()) > A_WEEK


def _long_apart(left: Claim, right: Claim, clash: Clash) -> bool:
    """Tell whether results of two years are told by one voice, each without its time.

    >>> rose = Claim("Sales rose.", speaker="Osk", date="2023-01-09")
    >>> fell = Claim("Sales fell.", speaker="Osk", date="2024-01-09")
    >>> _long_apart(rose, fell, Clash("antonym", ((6, 10),), ((6, 10),)))
    True
    >>> _long_apart(rose, Claim("Sales fell.", date="2024-01-09"), Clash("antonym", (), ()))
    False
    """
    if left.date is None or right.date is None or clash.kind == "negation":
        return False
    if dates.points(left.text, left.date) or dates.points(right.text, right.date):
        return False
    if not same_speaker(left, right) or not all(RESULTS.search(c.text) for c in (left, right)):
        return False
    return abs(left.date.toordinal() - right.date.toordinal()) >= FAR
