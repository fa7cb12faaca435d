"""Why two claims that look opposed can both be true: scope, time, voice, a condition.

Every rule asks for positive evidence in both texts: to explain away a true contradiction
is worse than to leave a false one.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from contradict.claim import Claim
from contradict.verdicts import dates
from contradict.verdicts.clashes import Clash
from contradict.verdicts.comparing import agreements, loose_clashes
from contradict.verdicts.names import apart, exclusive, names, other_subject
from contradict.verdicts.opposites import antonym_clash
from contradict.verdicts.polarity import is_negative
from contradict.verdicts.quantities import quantities
from contradict.verdicts.recurring import recurs
from contradict.verdicts.voice import attribution, condition, same_speaker, speaker_of
from contradict.verdicts.words import akin, base, content, has_kin, listed, words

GROUPS = tuple(
    frozenset(group.split())
    for group in (
        "child adult pupil teenager baby teacher parent elderly",
        "woman man",
        "worker manager",
        "soldier civilian officer",
    )
)
"""What is true of one of a group need not be of another."""
PEOPLE = re.compile(r"\b(?:people|those|adults|women|men|patients) (?:over|under|aged) \w+", re.I)
ONLY = re.compile(r"\b(?:only|alone|sole|solely|exclusively|single)\b", re.IGNORECASE)
ALSO = re.compile(r"\b(?:also|as well|too|in addition|besides)\b", re.IGNORECASE)
OPEN_PREDICATES = re.compile(
    r"\b(?:includes?|including|offers?|among|one of|helping|testing|supports?|sells?|visited)\b",
    re.I,
)
EVERY = re.compile(r"\b(?:all|every|each|everyone|everybody|only|no|none|entire)\b", re.IGNORECASE)
"""What leaves no room for a part."""
ALL_TIME = re.compile(
    r"\b(?:never|ever|always|in all|in total|altogether|each of the past|all the years|to date|"
    r"at no time|at any time|only once|first)\b",
    re.IGNORECASE,
)
EVENTS = frozenset(
    base(word)
    for word in listed(
        "storm hurricane typhoon cyclone flood fire earthquake drought winter summer season harvest "
        "election vote referendum match final cup championship race tournament festival summit "
        "conference census strike outbreak epidemic crash accident attack war battle budget report"
    )
)
"""Events of which there are more than one."""
RESULTS = re.compile(
    r"\b(?:won|lost|beat|finished|scored|rose|fell|grew|shrank|dropped|climbed|earned|sold|made|"
    r"collected|took in|produced|exported|imported)\b"
)
"""Verbs of what is counted or decided every year."""
A_YEAR, FAR = 365, 300


def reason(left: Claim, right: Claim, clash: Clash | None) -> str | None:
    """Return why both claims can be true, or nothing.

    >>> reason(Claim("The Callow Bridge is shut."), Claim("The Marlow Bridge is open."), None)
    'other entity'
    >>> reason(Claim("The Callow Bridge is shut."), Claim("The Callow Bridge is open."), None)
    """
    return next((name for name, rule in REASONS if rule(left, right, clash)), None)


def _reported(left: Claim, right: Claim, clash: Clash | None) -> bool:
    """Tell whether one claim reports what the other's speaker says for himself.

    >>> _reported(Claim("Critics say that it failed."), Claim("It did not fail."), None)
    True
    >>> _reported(Claim("It failed."), Claim("It did not fail."), None)
    False
    """
    return bool(attribution(left)) != bool(attribution(right))


def _conditional(left: Claim, right: Claim, clash: Clash | None) -> bool:
    """Tell whether one claim holds under a condition only.

    >>> _conditional(Claim("If it rains, we lose."), Claim("We will not lose."), None)
    True
    >>> _conditional(Claim("We will lose."), Claim("We will not lose."), None)
    False
    """
    return (condition(left.text) is None) != (condition(right.text) is None)


MANY, NEARLY_ALL = 3, 0.75
"""Names of each text, and the share of them that the other lacks, that make two stories."""


def _other_entity(left: Claim, right: Claim, clash: Clash | None) -> bool:
    """Tell whether the claims are about two things: a clash, and no name in common.

    Where both name many, nearly all of them different, no clash is asked for.

    >>> clash = Clash("number", ((0, 1),), ((0, 1),))
    >>> _other_entity(Claim("Turnout in Osk was 63%."), Claim("Turnout in Arad was 44%."), clash)
    True
    >>> _other_entity(Claim("Turnout in Osk was 63%."), Claim("Turnout in Osk was 44%."), clash)
    False
    """
    if other_subject(left.text, right.text) is not None:
        return True
    here, there = exclusive(left.text, right.text)
    all_of = len(names(left.text)), len(names(right.text))
    if min(len(here), len(there)) >= MANY and len(here + there) >= NEARLY_ALL * sum(all_of):
        return True
    if clash is None or clash.loose or clash.kind in ("entity", "denial"):
        return False
    if not here or not there or (len(here), len(there)) != all_of:
        return False
    return apart(left.text, right.text) and not _names_speaker(left, right)


def _names_speaker(left: Claim, right: Claim) -> bool:
    """Tell whether one claim names the speaker of the other, who need not name himself.

    >>> _names_speaker(Claim("Lukic has gone."), Claim("I am here.", speaker="Zoran Lukic"))
    True
    >>> _names_speaker(Claim("Lukic has gone."), Claim("I am here.", speaker="Ida Merrow"))
    False
    """
    return any(
        has_kin(word, content(speaker))
        for claim, speaker in ((left, speaker_of(right)), (right, speaker_of(left)))
        if speaker is not None
        for name in names(claim.text)
        for word in content(claim.text[slice(*name.span)])
    )


def _other_time(left: Claim, right: Claim, clash: Clash | None) -> bool:
    """Tell whether the claims are about two times: with a clash besides, or of what recurs.

    >>> clash = Clash("number", ((0, 1),), ((0, 1),))
    >>> _other_time(Claim("It took in 8 crowns in 2023."), Claim("It took in 6 in 2022."), clash)
    True
    >>> _other_time(Claim("It took in 8 crowns in 2023."), Claim("It took in 6 in 2023."), clash)
    False
    >>> days = Clash("date", ((0, 1),), ((0, 1),))
    >>> _other_time(Claim("The council met in 2019."), Claim("The council met in 2021."), days)
    True
    >>> _other_time(Claim("The ship sank in 1912."), Claim("The ship sank in 1915."), days)
    False
    """
    if clash is not None and clash.kind in ("date", "number") and recurs(left, right):
        return True
    if clash is None or clash.kind not in ("number", "antonym", "negation"):
        return False
    apart = dates.clashes(left.text, right.text, left.date, right.date)
    if any(
        _is_period(a, left.text) and _is_period(b, right.text) and _years_apart(a, b)
        for a, b in apart
        if not a.clock
    ):
        return True
    if _spans_all_time(left.text) or _spans_all_time(right.text):
        return False
    return _in_the_past(left, right) or _in_the_past(right, left) or _long_apart(left, right, clash)


def _spans_all_time(text: str) -> bool:
    """Tell whether a text is about all of a time, another of which it includes.

    >>> _spans_all_time("It never received any money."), _spans_all_time("It received money.")
    (True, False)
    """
    return bool(ALL_TIME.search(text))


def _is_period(point: dates.Point, text: str) -> bool:
    return not dates.is_bound(text, point) and point.last - point.first < 4000


def _years_apart(a: dates.Point, b: dates.Point) -> bool:
    return (a.year and b.year) or min(abs(a.first - b.last), abs(b.first - a.last)) > A_YEAR


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
    found = [p for p in dates.points(old.text, old.date) if p.year and _is_period(p, old.text)]
    return bool(found) and max(p.last for p in found) < new.date.toordinal() - FAR


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


def _other_scope(left: Claim, right: Claim, clash: Clash | None) -> bool:
    """Tell whether each claim is about another group.

    >>> clash = Clash("negation", ((0, 1),), ((0, 1),))
    >>> _other_scope(Claim("It helps adults."), Claim("It does not help children."), clash)
    True
    >>> _other_scope(Claim("It helps adults."), Claim("It does not help adults."), clash)
    False
    """
    if clash is None or clash.kind in ("denial", "entity"):
        return False
    ages = [bool(PEOPLE.search(claim.text)) for claim in (left, right)]
    if ages[0] != ages[1]:
        return True
    here, there = ({w.base for w in words(claim.text)} for claim in (left, right))
    return any(here & group and there & group and not here & there & group for group in GROUPS)


def _list_valued(left: Claim, right: Claim, clash: Clash | None) -> bool:
    """Tell whether both claims name members of one list.

    >>> _list_valued(Claim("It was shot in Osk."), Claim("It was also shot in Arad."), None)
    True
    >>> _list_valued(Claim("It was only shot in Osk."), Claim("It was also shot in Arad."), None)
    False
    """
    texts = left.text, right.text
    if any(map(is_negative, texts)) or any(map(ONLY.search, texts)):
        return False
    if clash is not None and clash.kind != "entity":
        return False
    if any(map(ALSO.search, texts)) or all(map(OPEN_PREDICATES.search, texts)):
        return True
    here, there = content(texts[0]), content(texts[1])
    if clash is not None or not here or not there:
        return False
    return any(all(has_kin(word, b) for word in a) for a, b in ((here, there), (there, here)))


def _refinement(left: Claim, right: Claim, clash: Clash | None) -> bool:
    """Tell whether one number is a bound or a part of the other.

    >>> _refinement(Claim("At least five died."), Claim("Seven died."), None)
    True
    >>> _refinement(Claim("Five died."), Claim("Seven died."), None)
    False
    """
    if clash is not None or antonym_clash(left.text, right.text):
        return False
    if is_negative(left.text) != is_negative(right.text):
        return False
    if agreements(left.text, right.text):
        return not loose_clashes(left.text, right.text)
    return _part_of(left.text, right.text) or _part_of(right.text, left.text)


def _part_of(part: str, whole: str) -> bool:
    """Tell whether one text counts some of those whom the other counts, neither all of them.

    >>> _part_of("140 of the workers are electricians.", "More than 1,000 people work there.")
    True
    >>> _part_of("Two of the workers left.", "All 40 workers stayed.")
    False
    """
    if any(map(EVERY.search, (part, whole))):
        return False
    wholes = [q for q in quantities(whole) if not q.part and q.noun]
    return any(
        some.part and some.noun and some.high <= all_of.high
        and (akin(some.noun, all_of.noun) or "people" in (some.noun, all_of.noun))
        for some in quantities(part)
        for all_of in wholes
    )


Rule = Callable[[Claim, Claim, "Clash | None"], bool]
REASONS: tuple[tuple[str, Rule], ...] = (
    ("reported speech", _reported),
    ("conditional", _conditional),
    ("other entity", _other_entity),
    ("other scope", _other_scope),
    ("other time", _other_time),
    ("list valued", _list_valued),
    ("refinement", _refinement),
)
"""In the order in which they are asked."""
