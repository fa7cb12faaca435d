"""Texts that tell of what kind a thing is, and whether two introduce two things."""

from __future__ import annotations

import re

from contradict.verdicts.aliases import meanings
from contradict.verdicts.bearers import exclusive
from contradict.verdicts.names import ORDINALS
from contradict.verdicts.words import FUNCTION, akin, listed, words

_RANKS = "|".join([*(w for w in ORDINALS if set(w) - set("ivx.")), r"\d+(?:st|nd|rd|th)"])
_WORD = r"[\"“']?[A-ZÀ-Þ0-9][^\s()]*"
INTRODUCTION = re.compile(
    rf"(?P<title>{_WORD}(?: (?:{_WORD}|of|the|on|in|and|de|von|van|dos|a|for|to|&))*)"
    r"(?:\s*[(\[][^()\[\]]*[)\]]){0,2},?"
    r"(?: (?:better |also |officially |formerly )*(?:known|called|officially|born)\b[^.;]{2,60}?,)?"
    r"\s+(?:is|was|are|were)\s+"
    rf"(?:(?:an?|one of)\s(?:(?P<year>1[89]\d\d|20\d\d)\b)?|the (?P<rank>{_RANKS}|debut)\b)"
)
"""The start of a text that tells of what kind the bearer of a name is, as others may be too."""
HONORIFICS = frozenset(
    listed(
        "mr mrs ms dr sir dame lady lord prof professor president minister premier mayor captain "
        "general colonel judge senator king queen prince princess saint the"
    )
)
WORKS = {
    word: i
    for i, group in enumerate(
        (
            "film movie",
            "sitcom show series miniseries serial",
            "novel book novella",
            "song single ballad",
            "album",
            "play musical opera",
            "game",
            "character superhero supervillain",
            "band",
            "comic manga",
        )
    )
    for word in listed(group)
}
"""Kinds of work that may have one and the same title."""
_ROW = re.compile(
    rf"\b(?P<rank>{_RANKS})[ -](?!(?:most|least|best|worst|\w{{3,}}est)\b)(?P<noun>[a-z]+)\b",
    re.IGNORECASE,
)
"""A place in a row, and not in a list by size."""
_DESCRIBED = 9
"""Words after "is a" among which the kind stands."""


def two_introduced(left: str, right: str) -> bool:
    """Tell whether each text tells of what kind a thing is, and each of another thing.

    Each name has a word that the other lacks, besides titles and initials, and neither stands
    in the other text; or the two are works of two years, or of two kinds with other names.

    >>> two_introduced("Castor Hill (born 1950) is a poet.", "Pollux Hill was a painter.")
    True
    >>> two_introduced("Castor Hill is a poet.", "Mr Hill is a painter.")
    False
    >>> two_introduced("Castor Hill is the winner.", "Pollux Hill is the winner.")
    False
    >>> two_introduced("Castor is a 2013 film.", "Castor 2 is a 2016 film.")
    True
    >>> two_introduced("Castor is a 2013 film by Leo Marz.", "Castor is a novel by Ann Lee.")
    True
    """
    found = INTRODUCTION.match(left), INTRODUCTION.match(right)
    if found[0] is None or found[1] is None:
        return False
    here, there = (_parts(match["title"]) for match in found if match)
    told = left[found[0].end() :], right[found[1].end() :]
    if _of_two_kinds(*told) and (here != there or all(exclusive(*told))):
        return True
    if here == there:
        return False
    years = found[0]["year"], found[1]["year"]
    if all(years) and years[0] != years[1]:
        return True
    if not _each_its_own(found[0], found[1]):
        return False
    own, others = _besides(here, there), _besides(there, here)
    said = [{word.low for word in words(text)} for text in (left, right)]
    meant = [meanings([w.low for w in words(match["title"])]) for match in found if match]
    if meant[0] & meant[1]:
        return False
    return bool(own and others) and not here <= said[1] and not there <= said[0]


def _each_its_own(left: re.Match[str], right: re.Match[str]) -> bool:
    """Tell whether what is said of a thing may be said of another as well.

    Of one row, each has a place of its own; who is the first to do a thing is but one.

    >>> of = INTRODUCTION.match
    >>> first, other = of("Castor is the first episode."), of("Pollux is the third episode.")
    >>> _each_its_own(first, other), _each_its_own(first, of("Leo is the first episode."))
    (True, False)
    >>> _each_its_own(of("Leo is the debut of Marz."), of("Ann is the debut of Callow."))
    True
    """
    ranks = left["rank"], right["rank"]
    if ranks == (None, None):
        return True
    if all(ranks) and "debut" not in ranks and ranks[0] != ranks[1]:
        return True
    return all(exclusive(left.string[left.end() :], right.string[right.end() :]))


def _of_two_kinds(left: str, right: str) -> bool:
    """Tell whether two works are of two kinds.

    >>> _of_two_kinds("2002 film by Marz.", "comic published by Castor.")
    True
    >>> _of_two_kinds("2002 film by Marz.", "film published by Castor.")
    False
    """
    kinds = [_kind(text) for text in (left, right)]
    return None not in kinds and kinds[0] != kinds[1]


def _kind(text: str) -> int | None:
    """Return of what kind a work is: the last word before what it is told of it."""
    found = None
    for word in words(text)[:_DESCRIBED]:
        if not word.is_content and word.low != "and":
            break
        found = WORKS.get(word.low, WORKS.get(word.base, found))
    return found


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


def two_in_a_row(left: str, right: str) -> bool:
    """Tell whether two texts are each of another one in a row, and of none that both name.

    >>> two_in_a_row("The third season began in May.", "The fourth season began in June.")
    True
    >>> two_in_a_row("The third season began in May.", "The third season began in June.")
    False
    >>> two_in_a_row("It is the third largest city.", "It is the fourth largest city.")
    False
    """
    here, there = (
        [(m["rank"].lower(), m["noun"].lower()) for m in _ROW.finditer(text)]
        for text in (left, right)
    )
    both = [(a, b) for a, noun in here for b, other in there if akin(noun, other)]
    return bool(both) and not any(a == b for a, b in both)
