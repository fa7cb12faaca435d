"""Which words of two texts clash, and how: the first rule that finds a clash names it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

from contradict.claim import Claim
from contradict.verdicts import comparing
from contradict.verdicts.bearers import exclusive
from contradict.verdicts.opposites import antonym_clash, denied_clash
from contradict.verdicts.owners import date_clashes
from contradict.verdicts.polarity import denial_clash, foremost, negation_clash
from contradict.verdicts.roles import singled_out, swapped
from contradict.verdicts.sorts import compound_clash, group_clash
from contradict.verdicts.words import (
    Span,
    content,
    has_kin,
    joined,
    lead_of,
    listed,
    outside,
    overlap,
)

Kind: TypeAlias = Literal["negation", "antonym", "number", "date", "entity", "denial", "other"]
KINDS: tuple[Kind, ...] = get_args(Kind)
Spans: TypeAlias = tuple[Span, ...]
LONG = 160
"""Characters from which a text says too much for a loose rule."""
FORGED = re.compile(r"fake|forge", re.IGNORECASE)
PREPOSITIONS = frozenset(
    listed("in from by at to of with near behind on under into through for over across")
)
WHERE = frozenset(listed("in at from near"))
SAME_PREDICATE, SAME_ROLE = 0.55, 0.45
"""Share of content words in common from which texts have one predicate, or one role."""


@dataclass(frozen=True, slots=True)
class Clash:
    """A kind of clash and the words that make it, of the left and of the right text.

    A ``loose`` one names the kind, but is too uncertain to conclude anything from.
    """

    kind: Kind
    left: Spans
    right: Spans
    loose: bool = False


def find_clash(left: Claim, right: Claim) -> Clash | None:
    """Return the clash of two claims that a rule finds.

    >>> find_clash(Claim("Six ships sank."), Claim("Nine ships sank.")).right
    ((0, 4),)
    >>> find_clash(Claim("The ship sank."), Claim("The ship was old."))
    """
    for rule in RULES:
        found = rule(left, right)
        if found is not None:
            return found
    return None


def _denial(left: Claim, right: Claim) -> Clash | None:
    """Find a text that calls the other's report false; a forgery is not a report.

    >>> _denial(Claim("The roof leaked."), Claim("The story of a leaking roof is a lie.")).kind
    'denial'
    >>> _denial(Claim("The painting is genuine."), Claim("The painting is a forgery."))
    """
    found = denial_clash(left.text, right.text)
    if found is None:
        return None
    opposite = antonym_clash(left.text, right.text)
    for text, word in zip((left.text, right.text), opposite or (), strict=False):
        if FORGED.match(text[slice(*word)]):
            return None
    return Clash("denial", joined(found[0]), joined(found[1]))


def _number(left: Claim, right: Claim) -> Clash | None:
    found = comparing.clashes(left.text, right.text)
    return Clash("number", (found[0][0].span,), (found[0][1].span,)) if found else None


def _loose_number(left: Claim, right: Claim) -> Clash | None:
    """Find numbers that differ in two short texts, whatever they count.

    >>> _loose_number(Claim("The school has 84 pupils."), Claim("It has 130 children.")).loose
    True
    >>> _loose_number(Claim("The school has 84 pupils."), Claim("It has 84 children."))
    """
    if _is_long(left, right):
        return None
    found = comparing.loose_clashes(left.text, right.text)
    return Clash("number", (found[0][0].span,), (found[0][1].span,), loose=True) if found else None


def _negation(left: Claim, right: Claim) -> Clash | None:
    found = negation_clash(left.text, right.text)
    if found is not None:
        return Clash("negation", joined(found[0]), joined(found[1]))
    words_denied = denied_clash(left.text, right.text)
    if words_denied is None:
        return None
    return Clash("negation", (words_denied[0],), (words_denied[1],))


def _date(left: Claim, right: Claim) -> Clash | None:
    found = date_clashes(left, right)
    return Clash("date", (found[0][0].span,), (found[0][1].span,)) if found else None


def _antonym(left: Claim, right: Claim) -> Clash | None:
    found = antonym_clash(left.text, right.text)
    return None if found is None else Clash("antonym", (found[0],), (found[1],))


def _loose_negation(left: Claim, right: Claim) -> Clash | None:
    """Find a negation in one of two texts on one matter, whose verbs differ.

    >>> found = _loose_negation(
    ...     Claim("Armenian forces are present in Karabakh."),
    ...     Claim("The forces of Armenia are not deployed in Karabakh."),
    ... )
    >>> found.left, found.right
    (((20, 27),), ((26, 38),))
    >>> _loose_negation(Claim("No player was sent off."), Claim("He saw a red card."))
    """
    if _is_long(left, right):
        return None
    texts = left.text, right.text
    cues = [foremost(text) for text in texts]
    if bool(cues[0]) == bool(cues[1]):
        return None
    negative = 0 if cues[0] else 1
    plain = content(texts[1 - negative])
    shared = [word for word in content(texts[negative]) if has_kin(word, plain)]
    cue = cues[negative][0]
    if not cue.scope or overlap(*map(content, texts)) < SAME_PREDICATE:
        return None
    denying = joined([cue.span, cue.scope[0].span])
    verbs = [word for word in plain if not has_kin(word, shared) and word.text[0].islower()]
    facing = ((verbs or plain)[0].span,)
    if negative == 0:
        return Clash("negation", denying, facing, loose=True)
    return Clash("negation", facing, denying, loose=True)


def _is_long(*claims: Claim) -> bool:
    return max(len(claim.text) for claim in claims) > LONG


def _roles(left: Claim, right: Claim) -> Clash | None:
    """Find names that have changed their roles.

    >>> _roles(Claim("Nordbank sued Castor Bank."), Claim("Castor Bank sued Nordbank.")).kind
    'entity'
    >>> _roles(Claim("Nordbank sued Castor Bank."), Claim("Castor Bank grew."))
    """
    found = swapped(left.text, right.text)
    if found is None:
        return None
    here, there = (joined([name.span for name in side]) for side in found)
    return Clash("entity", here, there)


def _entity(left: Claim, right: Claim) -> Clash | None:
    """Find another name in the same role: besides the names, the texts say much the same.

    >>> _entity(Claim("The dam was built by Castor."), Claim("Pollux built the dam.")).right
    ((0, 6),)
    >>> _entity(Claim("The dam was built by Castor."), Claim("Pollux owns a mine."))
    """
    here, there = exclusive(left.text, right.text)
    if not here or not there:
        return None
    sides = (left.text, here), (right.text, there)
    besides = [outside(text, [name.span for name in own]) for text, own in sides]
    if overlap(*besides) < SAME_ROLE:
        return None
    return Clash("entity", (here[0].span,), (there[0].span,))


def _singled_out(left: Claim, right: Claim) -> Clash | None:
    """Find who or what one text singles out, where the other has something else.

    >>> found = _singled_out(
    ...     Claim("It was Nora Quinn who led the strike."), Claim("Peggy Devlin led the strike.")
    ... )
    >>> found.kind, found.left, found.right
    ('entity', ((7, 17),), ((0, 12),))
    >>> _singled_out(Claim("It was Quinn who led the strike."), Claim("Quinn led the strike."))
    """
    for a, b, turned in ((left.text, right.text, False), (right.text, left.text, True)):
        chosen = singled_out(a)
        if chosen is None or singled_out(b) is not None:
            continue
        facing = content(b)
        said = [word for word in content(a) if chosen[0] <= word.start < chosen[1]]
        if not said or any(has_kin(word, facing) for word in said):
            continue
        _, others = exclusive(a, b)
        other = others[0].span if others else next((w.span for w in facing), (0, len(b)))
        sides = (other,), (chosen,)
        return Clash("entity", *(sides if turned else sides[::-1]), loose=True)
    return None


def _other_place(left: Claim, right: Claim) -> Clash | None:
    """Find another place, each named in one text only, after one preposition.

    >>> _other_place(Claim("He was held in Osk."), Claim("They picked him up in Arad.")).right
    ((22, 26),)
    >>> _other_place(Claim("He was held in Osk."), Claim("They came from Arad."))
    """
    here, there = exclusive(left.text, right.text)
    for a in here:
        for b in there:
            leads = {_before(left.text, a.span), _before(right.text, b.span)}
            if len(leads) == 1 and leads <= WHERE:
                return Clash("entity", (a.span,), (b.span,), loose=True)
    return None


def _before(text: str, span: Span) -> str:
    """Return the word before a name, in lower case, or nothing."""
    return text[: span[0]].rstrip().rpartition(" ")[2].lower()


def _other_thing(left: Claim, right: Claim) -> Clash | None:
    """Find one noun in place of another after the same preposition, all else being akin.

    >>> fire = Claim("The fire started in the kitchen.")
    >>> _other_thing(fire, Claim("The fire started in the garage.")).right
    ((24, 30),)
    >>> _other_thing(fire, Claim("A fire started in the old garage in Osk."))
    """
    if _is_long(left, right):
        return None
    here, there = content(left.text), content(right.text)
    own = [word for word in here if not has_kin(word, there)]
    others = [word for word in there if not has_kin(word, here)]
    if len(own) != 1 or len(others) != 1 or min(len(here), len(there)) <= 2:
        return None
    if not own[0].text.islower() or not others[0].text.islower():  # names are compared as such
        return None
    leads = {lead_of(left.text, own[0]), lead_of(right.text, others[0])}
    if len(leads) > 1 or not leads <= PREPOSITIONS:
        return None
    return Clash("entity", (own[0].span,), (others[0].span,), loose=True)


def _sort(left: Claim, right: Claim) -> Clash | None:
    """Find one thing told as of two sorts; whether it is one is not sure.

    >>> found = _sort(Claim("An anti-tank mine blew up."), Claim("Two anti-personnel mines did."))
    >>> found.kind, found.loose
    ('other', True)
    >>> _sort(Claim("Two clerks died."), Claim("Two soldiers died.")).kind
    'entity'
    """
    compound = compound_clash(left.text, right.text)
    if compound is not None:
        return Clash("other", (compound[0],), (compound[1],), loose=True)
    group = group_clash(left.text, right.text)
    return None if group is None else Clash("entity", (group[0],), (group[1],), loose=True)


RULES: tuple[Callable[[Claim, Claim], Clash | None], ...] = (
    _denial,
    _roles,
    _number,
    _date,
    _negation,
    _sort,
    _loose_number,
    _antonym,
    _loose_negation,
    _entity,
    _singled_out,
    _other_thing,
    _other_place,
)
"""In the order in which they are asked."""
