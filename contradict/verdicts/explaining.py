"""Why two claims that look opposed can both be true: scope, time, voice, a condition.

Every rule asks for positive evidence, in both texts where each tells of its own thing: to
explain away a true contradiction is worse than to leave a false one.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from contradict.claim import Claim
from contradict.verdicts.accounts import one_sentence, one_voice, same_account
from contradict.verdicts.charges import same_charge, same_denial
from contradict.verdicts.clashes import Clash, find_clash
from contradict.verdicts.comparing import agreements, loose_clashes
from contradict.verdicts.events import other_course, other_event
from contradict.verdicts.names import names
from contradict.verdicts.numerals import CARDINALS
from contradict.verdicts.opposites import antonym_clash
from contradict.verdicts.polarity import ONLY, is_negative
from contradict.verdicts.quantities import quantities
from contradict.verdicts.sorts import is_past
from contradict.verdicts.subjects import other_entity
from contradict.verdicts.timing import other_time
from contradict.verdicts.voice import condition, reported, same_speaker, teller, told
from contradict.verdicts.words import (
    akin,
    base,
    content,
    has_kin,
    lead_of,
    listed,
    outside,
    words,
)

GROUPS = tuple(
    tuple(frozenset(side.split()) for side in group.split(" | "))
    for group in (
        "child pupil teenager baby infant | adult | teacher | parent | elderly",
        "woman | man",
        "worker | manager",
        "soldier officer | civilian",
        "driver | conductor | passenger",
        "winner | loser",
        "deficit | debt",
        "surplus | debt",
        "export | import",
        "upper | lower",
        "northern | southern | eastern | western",
        "northbound | southbound | eastbound | westbound",
        "upstream | downstream",
        "bow | stern",
    )
)
"""What is true of one side of a group need not be of another."""
SIDES = frozenset(
    listed("north south east west northern southern eastern western upstream downstream")
)
"""Words for one of two sides of a thing."""
AGES = re.compile(
    r"\b(?:(?:people|those|adults|women|men|patients) "
    rf"(?P<years>(?:over|under|aged) (?:\d+|{'|'.join(CARDINALS)}))"
    r"|(?P<word>children|adolescents|teenagers|babies|infants|pensioners))\b",
    re.IGNORECASE,
)
ALSO = re.compile(
    r"\b(?:also(?! (?:known as|called|spelt|spelled|written)\b)|as well(?! as)|too(?=[,.;]|$)|"
    r"in addition|besides)(?!\w)",
    re.IGNORECASE,
)
BREAK = re.compile(r"[,;:]|\b(?:who|which|that)\b", re.IGNORECASE)
"""What ends the part of a sentence to which "also" belongs."""
EXTREME = re.compile(
    r"\b(?:highest|lowest|largest|smallest|longest|shortest|maximum|minimum|limit)\b", re.IGNORECASE
)
"""What makes a number the end of a range, which is then no part of it."""
EVERY = re.compile(r"\b(?:all|every|each|everyone|everybody|only|no|none|entire)\b", re.IGNORECASE)
"""What leaves no room for a part."""


DENYING = re.compile(r"den(?:y|ies|ied)", re.IGNORECASE)
"""Who denies what he is said to have done speaks for himself."""
_RESULT = re.compile(r"\breport(?:s|ed)? (?!that\b)", re.IGNORECASE)
"""Who reports a thing, and not that something is so, tells of himself as a rule."""
_WHERE = re.compile(r"\b(?:of|in|on|at|from|near|around|who)\b")
SUBJECT = 2
"""Content words at the start of a text among which is what it is about."""


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
    >>> _reported(Claim("Nurses warned of it."), Claim("No nurse ever warned of it."), None)
    False
    >>> _reported(Claim("Castor reported a loss."), Claim("There was a profit."), None)
    False
    >>> _reported(Claim("Castor denies it did."), Claim("It was done by Castor."), None)
    False
    >>> _reported(Claim("Castor argues that it works."), Claim("It fails, in Castor's view."), None)
    False
    """
    if bool(reported(left)) == bool(reported(right)):
        return False
    reporting, other = (left, right) if reported(left) else (right, left)
    verb, who = told(reporting.text), teller(reporting.text)
    if verb is None or who is None:
        return True
    head = content(_WHERE.split(who)[0])
    facing = content(other.text) if DENYING.match(verb) else content(other.text)[:SUBJECT]
    if {word.base for word in head} & {word.base for word in facing}:
        return False
    spans = [name.span for name in names(reporting.text)]
    named = [word for word in head if any(a <= word.start < b for a, b in spans)]
    if any(has_kin(word, content(other.text)) for word in named):
        return False  # what somebody thinks, or says, is itself in dispute
    if _RESULT.search(reporting.text):
        return False
    # Whether something was said at all can be in dispute.
    return not any(akin(base(verb), word.base) for word in words(other.text))


def _conditional(left: Claim, right: Claim, clash: Clash | None) -> bool:
    """Tell whether one claim holds under a condition only.

    >>> _conditional(Claim("If it rains, we lose."), Claim("We will not lose."), None)
    True
    >>> _conditional(Claim("We will lose."), Claim("We will not lose."), None)
    False
    """
    return (condition(left.text) is None) != (condition(right.text) is None)


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
    ages = [_ages(claim.text) for claim in (left, right)]
    told_in_years = any(" " in age for side in ages for age in side)
    if all(ages) and told_in_years and not ages[0] & ages[1]:
        return True
    sides = ((left.text, clash.left), (right.text, clash.right))
    here, there = ({w.base for w in outside(*side)} for side in sides)
    if any(_of_other_sides(here, there, group) for group in GROUPS):
        return True
    return _two_sides(left, right, clash) or _one_breath(left, right, clash)


def _of_other_sides(here: set[str], there: set[str], group: tuple[frozenset[str], ...]) -> bool:
    """Tell whether two sets of words name sides of a group, and none that both name.

    >>> young_and_old = (frozenset(["child", "pupil"]), frozenset(["adult"]))
    >>> _of_other_sides({"child"}, {"adult"}, young_and_old)
    True
    >>> _of_other_sides({"child"}, {"pupil"}, young_and_old)
    False
    """
    named = [{i for i, side in enumerate(group) if side & words} for words in (here, there)]
    return bool(named[0] and named[1]) and not named[0] & named[1]


def _two_sides(left: Claim, right: Claim, clash: Clash) -> bool:
    """Tell whether the claims are about two sides of a thing: something else clashes besides.

    >>> north, south = Claim("The north side is shut."), Claim("The south side is open.")
    >>> _two_sides(north, south, Clash("antonym", ((4, 9),), ((4, 9),)))
    True
    >>> south = Claim("The south side is shut.")
    >>> _two_sides(north, south, Clash("antonym", ((4, 9),), ((4, 9),)))
    False
    >>> _two_sides(Claim("North"), Claim("South"), Clash("antonym", ((0, 5),), ((0, 5),)))
    False
    """
    sides = ((left.text, clash.left), (right.text, clash.right))
    named = [{w.base for w in words(t) for a, b in s if a <= w.start < b} & SIDES for t, s in sides]
    if clash.kind != "antonym" or not all(named):
        return False
    rest = [text[: spans[0][0]] + text[spans[-1][1] :] for text, spans in sides]
    if not all(map(content, rest)):
        return False
    other = find_clash(*map(Claim, rest))
    return other is not None and not other.loose


def _ages(text: str) -> frozenset[str]:
    """Return the ages of those whom a text is about.

    >>> sorted(_ages("It helps children and people over 65."))
    ['children', 'over 65']
    """
    return frozenset((m["years"] or m["word"]).lower() for m in AGES.finditer(text))


def _one_breath(left: Claim, right: Claim, clash: Clash) -> bool:
    """Tell whether one speaker says both on one day, each of what the other does not mention.

    Two things in one place of the sentence are told apart, or two things of which different
    verbs are told.

    >>> arm = Claim("The robot's arm passed the test.", speaker="Osk Lab", date="2024-05-03")
    >>> hand = Claim("The robot's hand failed the test.", speaker="Osk Lab", date="2024-05-03")
    >>> _one_breath(arm, hand, Clash("antonym", ((16, 22),), ((17, 23),)))
    True
    >>> other = Claim("The robot failed the test.", speaker="Osk Lab", date="2024-05-03")
    >>> _one_breath(arm, other, Clash("antonym", ((16, 22),), ((10, 16),)))
    False
    """
    if left.speaker is None or left.date is None or left.date != right.date:
        return False
    if right.speaker is None or not same_speaker(left, right):
        return False
    here, there = outside(left.text, clash.left), outside(right.text, clash.right)
    own = [w for w in here if not has_kin(w, there)]
    others = [w for w in there if not has_kin(w, here)]
    if len(own) == len(others) == 1:
        return lead_of(left.text, own[0]) == lead_of(right.text, others[0])
    if clash.kind == "negation" or any(is_past(w) and has_kin(w, there) for w in here):
        return False
    if clash.kind == "antonym":  # what it is said of comes before
        own = [w for w in own if w.start < clash.left[0][0]]
        others = [w for w in others if w.start < clash.right[0][0]]
    return bool(own and others)


def _list_valued(left: Claim, right: Claim, clash: Clash | None) -> bool:
    """Tell whether both claims name members of one list: "also" stands where they name them.

    >>> clash = Clash("entity", ((16, 19),), ((21, 25),))
    >>> _list_valued(Claim("It was shot in Osk."), Claim("It was also shot in Arad."), clash)
    True
    >>> _list_valued(Claim("It is only sold in Osk."), Claim("It is also sold in Arad."), clash)
    False
    >>> won = Claim("Marz won, who also leads the party.")
    >>> _list_valued(won, Claim("Callow won."), Clash("entity", ((0, 4),), ((0, 6),)))
    False
    """
    texts = left.text, right.text
    if any(map(is_negative, texts)) or any(map(ONLY.search, texts)):
        return False
    if clash is None or clash.kind != "entity":
        return False
    spans = clash.left[0], clash.right[0]
    return any(
        not BREAK.search(text[min(span[1], also.start()) : max(span[0], also.end())])
        for text, span in zip(texts, spans, strict=True)
        for also in ALSO.finditer(text)
    )


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
    if bool(EXTREME.search(left.text)) != bool(EXTREME.search(right.text)):
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
        some.part
        and some.noun
        and some.high <= all_of.high
        and (akin(some.noun, all_of.noun) or "people" in (some.noun, all_of.noun))
        for some in quantities(part)
        for all_of in wholes
    )


Rule = Callable[[Claim, Claim, "Clash | None"], bool]
REASONS: tuple[tuple[str, Rule], ...] = (
    ("same charge", same_charge),
    ("reported speech", _reported),
    ("conditional", _conditional),
    ("other entity", other_entity),
    ("other event", other_event),
    ("other event", other_course),
    ("other scope", _other_scope),
    ("other time", other_time),
    ("list valued", _list_valued),
    ("refinement", _refinement),
    ("same account", same_account),
    ("one voice", one_voice),
    ("one sentence", one_sentence),
    ("same denial", same_denial),
)
"""In the order in which they are asked."""
