"""Mentions of speakers beside a place or a people: who is meant, and who is not."""

from __future__ import annotations

import re

from contradict.extraction.names import NAME, ORGANISATION, bare
from contradict.extraction.nominals import is_plural
from contradict.extraction.reference_words import MEN, NO_PERSONS, PERSONS, WOMEN, regions, states
from contradict.extraction.words import (
    HONORIFICS,
    INSTITUTIONS,
    LOCALS,
    NOT_FOR_A_STATE,
    PEOPLE,
    STATE_OFFICES,
)

_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)
_PERSON_OF = re.compile(
    r"(?P<who>[^,]*?\b(?P<noun>\w+)) (?P<by>of|in|from) (?:(?P<the>the) )?(?=[A-ZÀ-ÖØ-Þ])"
)
_OF_A_PEOPLE = re.compile(
    r"(?:[a-zA-Z]+ )??(?P<name>[A-ZÀ-ÖØ-Þ][\w'-]*) (?P<rest>(?:[a-z-]+ )*[a-z-]+)$"
)
"""An adjective or a place before nouns: "the Osk health ministry"."""
_PEOPLES = re.compile(
    r"[A-Z]\w+(?:ian|ean|ese|ish)|Arab|Basque|Catalan|Welsh|Republican|Democratic"
)
_MINISTRIES = frozenset("ministry government authorities".split())
_PLACE_WORDS = 2
"""Words up to which a name is a place's, and not a place and a person."""


def apposed_name(mention: str) -> str | None:
    """Return the full name that stands behind an office and a comma.

    >>> apposed_name("the Armenian prime minister, Nikol Pashinyan")
    'Nikol Pashinyan'
    >>> apposed_name("Ann Lee, Callow Dams")
    """
    head, _, last = mention.rpartition(", ")
    name = bare(last) if NAME.fullmatch(last) else ""
    named = len(name.split()) > 1 and not ORGANISATION.search(name)
    return name if named and ends_with_an_office(head) else None


def ends_with_an_office(head: str) -> bool:
    """Tell whether a phrase ends with a common noun or a title, and not with a name.

    >>> ends_with_an_office("the Callow Dams chief executive"), ends_with_an_office("Ann Lee")
    (True, False)
    """
    last = head.split()[-1] if head.split() else ""
    return last.islower() or last.casefold() in HONORIFICS or last == "Minister"


def resident_of(mention: str) -> str | None:
    """Return a person or a body of a place, which is not the place's state.

    >>> resident_of("The mayor of London"), resident_of("A court in Moscow")
    ('mayor of London', 'court in Moscow')
    >>> resident_of("The government of France")
    """
    found = _PERSON_OF.match(mention)
    name = NAME.match(mention, found.end()) if found else None
    if not found or not name:
        return None
    who, noun = set(found["who"].casefold().split()), found["noun"].casefold()
    if not found["noun"].islower() and not is_plural(noun):
        return None  # "the University of Paris"
    place = bare(name.group())
    too_long = len(place.split()) > _PLACE_WORDS and not _is_place(place)
    if who & (INSTITUTIONS | STATE_OFFICES) or too_long or ORGANISATION.search(place):
        return None
    local = noun in LOCALS or "police" in who
    known = not found["the"] and (found["by"] == "in" or _is_place(place))
    if not local and not (known and _speaks(noun)):
        return None
    phrase = _ARTICLE.sub("", f"{mention[: found.end()]}{place}", count=1)
    return phrase[0].lower() + phrase[1:]


def official_of(mention: str) -> str | None:
    """Return whom a name of a people means before nouns: the capital for those of a state.

    >>> official_of("The Turkish leader"), official_of("the Turkish farmers")
    ('Ankara', 'Turkish farmers')
    >>> official_of("The Gaza health ministry"), official_of("The Acme director")
    ('Gaza health ministry', None)
    """
    phrase = _ARTICLE.sub("", mention, count=1)
    state = states().get(phrase.casefold())
    if state:
        return state[0]
    found = _OF_A_PEOPLE.match(phrase)
    if not found:
        return None
    name, rest = found["name"].casefold(), found["rest"].split()
    state = states().get(name)
    if state and not NOT_FOR_A_STATE & set(rest) and STATE_OFFICES & set(rest):
        return state[0]
    people = state[1] if state else _PEOPLES.fullmatch(found["name"]) is not None
    if people or (rest[-1] in _MINISTRIES) or (_is_place(name) and rest[-1] in LOCALS):
        first = phrase[0].lower() if found.start("name") else phrase[0]
        return first + phrase[1:]
    return None


def _is_place(name: str) -> bool:
    folded = name.casefold()
    return folded in states() or folded in regions()


def _speaks(noun: str) -> bool:
    """Tell whether a common noun stands for those who speak."""
    single = noun.removesuffix("s")
    if PEOPLE.fullmatch(noun) or {noun, single} & (PERSONS | MEN | WOMEN | LOCALS):
        return True
    return single not in NO_PERSONS and single.endswith(("er", "or", "ist"))
