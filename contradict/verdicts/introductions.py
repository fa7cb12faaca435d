"""Texts that tell of what kind a thing is, and whether two introduce two things."""

from __future__ import annotations

import re

from contradict.verdicts.aliases import meanings
from contradict.verdicts.names import ORDINALS, is_number
from contradict.verdicts.words import FUNCTION, listed, words

_RANKS = "|".join([*(w for w in ORDINALS if set(w) - set("ivx.")), r"\d+(?:st|nd|rd|th)"])
_OF_A_ROW = rf"(?P<rank>{_RANKS})[ -](?:(?:studio|solo|live) )?"
_OF_A_ROW += r"(?P<noun>season|series|episode|edition|instal+ment|album|book|volume)s?\b"
"""What comes one after the other, each another work."""
_ROW = re.compile(rf"(?<![\w-]){_OF_A_ROW}", re.IGNORECASE)
_PRONOUNS = r"(?:I|We|You|He|She|It|They|This|That|These|Those|There|Here|What|Who|Which)"
_WORD = r"[\"“']?[A-ZÀ-Þ0-9][^\s()]*"
INTRODUCTION = re.compile(
    rf"(?!{_PRONOUNS}\s+(?:is|was|are|were)\b)"
    rf"(?P<title>{_WORD}(?: (?:{_WORD}|of|the|on|in|and|de|von|van|dos|a|for|to|&))*)"
    r"(?:\s*(?:\([^()]*\)|\[[^\[\]]*\])){0,2},?"
    r"(?: (?:better |also |officially |formerly )*(?:known|called|officially|born)\b[^.;]{2,60}?,)?"
    r"\s+(?:is|was|are|were)\s+"
    rf"(?:(?:an?|one of)\s(?:(?P<year>1[89]\d\d|20\d\d)(?= ))?|the {_OF_A_ROW})"
)
"""The start of a text that tells of what kind the bearer of a name is, as others may be too."""
HONORIFICS = frozenset(
    listed(
        "mr mrs ms dr sir dame lady lord prof professor president minister premier mayor captain "
        "general colonel judge senator king queen prince princess saint the"
    )
)


def two_introduced(left: str, right: str) -> bool:
    """Tell whether each text tells of what kind a thing is, and each of another thing.

    Each name has a word that the other lacks, besides titles and initials, and neither stands
    in the other text; or one of two that are dated by year is numbered.

    >>> two_introduced("Castor Hill (born 1950) is a poet.", "Pollux Hill was a painter.")
    True
    >>> two_introduced("Castor Hill is a poet.", "Mr Hill is a painter.")
    False
    >>> two_introduced("Castor Hill is the winner.", "Pollux Hill is the winner.")
    False
    >>> two_introduced("Castor is a 2013 film.", "Castor 2 is a 2016 film.")
    True
    >>> two_introduced("Castor is a 2013 film.", "Leo Marz's Castor is a 2016 film.")
    False
    """
    found = INTRODUCTION.match(left), INTRODUCTION.match(right)
    if found[0] is None or found[1] is None:
        return False
    meant = [meanings([w.low for w in words(match["title"])]) for match in found if match]
    if meant[0] & meant[1]:
        return False
    here, there = (_parts(match["title"]) for match in found if match)
    years = found[0]["year"], found[1]["year"]
    if all(years) and years[0] != years[1] and any(map(is_number, here ^ there)):
        return True
    ranks = [match["rank"] for match in found if match]
    if any(ranks):
        apart = all(ranks) and _place(ranks[0]) != _place(ranks[1])
        if not apart or here & there:
            return False
    own, others = _besides(here, there), _besides(there, here)
    said = [{word.low for word in words(text)} for text in (left, right)]
    return bool(own and others) and not here <= said[1] and not there <= said[0]


def _parts(title: str) -> set[str]:
    """Return the words that tell a title from others; all, if it has no such word.

    >>> sorted(_parts("Mr Leo Marz")), _parts("The Who") == {"the", "who"}
    (['leo', 'marz'], True)
    """
    parts = {word.low for word in words(title)}
    telling = {part for part in parts if len(part) > 1 or part.isdecimal()}
    return telling - HONORIFICS - FUNCTION or parts


def _besides(some: set[str], others: set[str]) -> set[str]:
    """Return those of ``some`` that are no form of one of ``others``: "leo" is one of "leonard"."""
    return {w for w in some if not any(w.startswith(o) or o.startswith(w) for o in others)}


def _place(rank: str) -> int:
    """Return the place in a row: that of "third" and of "3rd" is 3."""
    return ORDINALS.get(rank.lower()) or int(re.sub(r"\D", "", rank))


def two_in_a_row(left: str, right: str) -> bool:
    """Tell whether two texts are each of another work of a row, and of none that both name.

    >>> two_in_a_row("The third season began in May.", "The fourth season began in June.")
    True
    >>> two_in_a_row("The third season began in May.", "The 3rd season began in June.")
    False
    >>> two_in_a_row("She came third in May.", "She came fourth in June.")
    False
    """
    here, there = _instalments(left), _instalments(right)
    nouns = {noun for _, noun in here} & {noun for _, noun in there}
    return bool(nouns) and here.isdisjoint(there)


def _instalments(text: str) -> set[tuple[int, str]]:
    return {(_place(match["rank"]), match["noun"].lower()) for match in _ROW.finditer(text)}
