"""Which words of two texts clash, and how: the first rule that finds a clash names it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

from contradict.claim import Claim
from contradict.verdicts import comparing, dates
from contradict.verdicts.names import exclusive, swapped
from contradict.verdicts.opposites import antonym_clash
from contradict.verdicts.polarity import denial_clash, negation_clash, negations
from contradict.verdicts.sorts import compound_clash, group_clash
from contradict.verdicts.words import Span, content, has_kin, joined

Kind: TypeAlias = Literal["negation", "antonym", "number", "date", "entity", "denial", "other"]
KINDS: tuple[Kind, ...] = get_args(Kind)
Spans: TypeAlias = tuple[Span, ...]
SHARED = 2
"""Content words that two texts on one matter share at least."""


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
    found = denial_clash(left.text, right.text)
    return None if found is None else Clash("denial", joined(found[0]), joined(found[1]))


def _number(left: Claim, right: Claim) -> Clash | None:
    found = comparing.clashes(left.text, right.text)
    return Clash("number", (found[0][0].span,), (found[0][1].span,)) if found else None


def _loose_number(left: Claim, right: Claim) -> Clash | None:
    found = comparing.loose_clashes(left.text, right.text)
    return Clash("number", (found[0][0].span,), (found[0][1].span,), loose=True) if found else None


def _negation(left: Claim, right: Claim) -> Clash | None:
    found = negation_clash(left.text, right.text)
    return None if found is None else Clash("negation", joined(found[0]), joined(found[1]))


def _date(left: Claim, right: Claim) -> Clash | None:
    found = dates.clashes(left.text, right.text, left.date, right.date)
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
    texts = left.text, right.text
    cues = [negations(text) for text in texts]
    if bool(cues[0]) == bool(cues[1]):
        return None
    negative = 0 if cues[0] else 1
    plain = content(texts[1 - negative])
    shared = [word for word in content(texts[negative]) if has_kin(word, plain)]
    cue = cues[negative][0]
    if len(shared) < SHARED or not cue.scope:
        return None
    denying = joined([cue.span, cue.scope[0].span])
    verbs = [word for word in plain if not has_kin(word, shared) and word.text[0].islower()]
    facing = ((verbs or plain)[0].span,)
    if negative == 0:
        return Clash("negation", denying, facing, loose=True)
    return Clash("negation", facing, denying, loose=True)


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
    """Find another name in the same role: the predicates are akin, one name differs.

    >>> _entity(Claim("The dam was built by Castor."), Claim("Pollux built the dam.")).right
    ((0, 6),)
    >>> _entity(Claim("The dam was built by Castor."), Claim("Pollux owns a mine."))
    """
    here, there = exclusive(left.text, right.text)
    if not here or not there:
        return None
    facing = content(right.text)
    own = [w for w in content(left.text) if not any(n.span[0] <= w.start < n.span[1] for n in here)]
    shared = [word for word in own if has_kin(word, facing)]
    return Clash("entity", (here[0].span,), (there[0].span,)) if shared else None


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
    _negation,
    _antonym,
    _date,
    _sort,
    _loose_number,
    _loose_negation,
    _entity,
)
"""In the order in which they are asked."""
