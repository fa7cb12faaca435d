"""Why two claims that look opposed can both be true: scope, time, voice, a condition.

Every rule asks for positive evidence in both texts: to explain away a true contradiction
is worse than to leave a false one.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from contradict.claim import Claim
from contradict.verdicts import dates
from contradict.verdicts.accounts import one_sentence, same_account
from contradict.verdicts.charges import same_charge, same_denial
from contradict.verdicts.clashes import Clash
from contradict.verdicts.comparing import agreements
from contradict.verdicts.names import exclusive, names, other_subject
from contradict.verdicts.opposites import antonym_clash
from contradict.verdicts.polarity import is_negative
from contradict.verdicts.quantities import quantities
from contradict.verdicts.recurring import recurs
from contradict.verdicts.voice import attribution, condition, same_speaker
from contradict.verdicts.words import content, has_kin, words

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
ANOTHER = re.compile(r"\b(?:another|a (?:second|third|further|different)(?! of))\b", re.IGNORECASE)
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
    return bool(here and there) and (len(here), len(there)) == all_of


def _other_event(left: Claim, right: Claim, clash: Clash | None) -> bool:
    """Tell whether a speaker goes on from one thing to another of its kind.

    >>> first, then = Claim("Two died by a mine.", speaker="A"), "Four died by another mine."
    >>> _other_event(first, Claim(then, speaker="A"), None)
    True
    >>> _other_event(first, Claim(then, speaker="B"), None)
    False
    >>> _other_event(Claim("Six died by two mines.", speaker="A"), Claim(then, speaker="A"), None)
    False
    """
    texts = left.text, right.text
    if not same_speaker(left, right) or left.source != right.source or left.date != right.date:
        return False
    if any(map(is_negative, texts)) or all(map(ANOTHER.search, texts)):
        return False
    new, old = (left, right) if ANOTHER.search(left.text) else (right, left)
    if new.span is not None and old.span is not None and new.span < old.span:
        return False
    single = {word.low for word in content(old.text)}
    return any(
        word.low in single and not word.low.endswith("s")
        for match in ANOTHER.finditer(new.text)
        for word in [w for w in content(new.text) if w.start >= match.end()][:2]
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
    return _in_the_past(left, right) or _in_the_past(right, left) or _long_apart(left, right, clash)


def _is_period(point: dates.Point, text: str) -> bool:
    return not dates.is_bound(text, point) and point.last - point.first < 4000


def _years_apart(a: dates.Point, b: dates.Point) -> bool:
    return (a.year and b.year) or min(abs(a.first - b.last), abs(b.first - a.last)) > A_YEAR


def _in_the_past(old: Claim, new: Claim) -> bool:
    """Tell whether ``old`` names a year long before ``new`` was said, which names no time."""
    if new.date is None or dates.points(new.text, new.date):
        return False
    found = [p for p in dates.points(old.text, old.date) if p.year and _is_period(p, old.text)]
    return bool(found) and max(p.last for p in found) < new.date.toordinal() - FAR


def _long_apart(left: Claim, right: Claim, clash: Clash) -> bool:
    """Tell whether events of two years are told, each without its time."""
    if left.date is None or right.date is None or clash.kind == "negation":
        return False
    if dates.points(left.text, left.date) or dates.points(right.text, right.date):
        return False
    past = re.compile(r"\b(?:won|lost|beat|came|made|fell|rose|\w+ed)\b")
    events = all(past.search(c.text) and " will " not in c.text for c in (left, right))
    return events and abs(left.date.toordinal() - right.date.toordinal()) >= FAR


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
    here, there = quantities(left.text), quantities(right.text)
    parts = any(q.part for q in here) != any(q.part for q in there)
    whole = any(not q.part and q.noun for q in (*here, *there))
    return bool(agreements(left.text, right.text)) or (parts and whole)


Rule = Callable[[Claim, Claim, "Clash | None"], bool]
REASONS: tuple[tuple[str, Rule], ...] = (
    ("reported speech", _reported),
    ("conditional", _conditional),
    ("other entity", _other_entity),
    ("other event", _other_event),
    ("other scope", _other_scope),
    ("other time", _other_time),
    ("list valued", _list_valued),
    ("refinement", _refinement),
    ("same account", same_account),
    ("one sentence", one_sentence),
    ("same charge", same_charge),
    ("same denial", same_denial),
)
"""In the order in which they are asked."""
