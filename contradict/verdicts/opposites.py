"""Opposite words: WordNet's antonyms, and a few that news prose sets against each other."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from contradict.verdicts.polarity import negations
from contradict.verdicts.words import Span, Word, akin, listed, table, words

ALSO = (
    ("rise increase grow raise climb up gain", "fall decrease shrink drop decline lower down sink"),
    ("support favour", "oppose"),
    ("survive alive", "kill die dead"),
    ("open", "close shut"),
    ("remain stay still keep presence", "leave withdraw resign"),
    ("clean safe", "contaminated polluted poison cover dangerous"),
    ("success succeed", "failure fail"),
    ("guilty convict", "innocent acquit"),
    ("win", "lose"),
    ("start begin continue resume", "stop end halt suspend cancel"),
    ("allow permit", "ban forbid prohibit"),
    ("for", "against"),
    ("slow slowly permitted", "fast"),
    ("exempt free", "pay"),
    ("temporary", "permanent"),
    ("public", "secret"),
)
"""Groups of words whose members oppose those of the other group."""
UNLIKE = frozenset(
    listed(
        "man woman men women boy girl brother sister father mother husband wife son daughter "
        "north south east west day night left right come go here there this that now then first "
        "last in out give take buy sell person be have day home land sea child parent sunday can "
        "good well house have get before after over under on off up down big small old new young"
    )
)
"""Opposites that seldom oppose two statements."""


@lru_cache(maxsize=1)
def _antonyms() -> dict[str, frozenset[str]]:
    found = {word: set(others) for word, others in table("antonyms.tsv").items()}
    for these, those in ALSO:
        for a in these.split():
            for b in those.split():
                found.setdefault(a, set()).add(b)
                found.setdefault(b, set()).add(a)
    return {word: frozenset(others) for word, others in found.items() if word not in UNLIKE}


_SIDES = {"for", "against"}


def _same_matter(here: Sequence[Word], a: Word, there: Sequence[Word], b: Word) -> bool:
    """Tell whether one word akin stands before both ("voted for"), or the next that says something.

    >>> here, there = words("She voted for the plan"), words("She spoke against the plan")
    >>> _same_matter(here, here[2], there, there[2])
    True
    """
    (i, j), facing = (here.index(a), there.index(b)), (here, there)
    if i and j and akin(here[i - 1].base, there[j - 1].base):
        return True
    next_one = [
        next((word.base for word in side[k + 1 :] if word.is_content), "")
        for side, k in zip(facing, (i, j), strict=True)
    ]
    return all(next_one) and akin(*next_one)


def _forms(word: Word) -> set[str]:
    """Return the word and its possible base forms: "raising" may come from "raise"."""
    return {word.low, word.base, f"{word.base}e"}


def are_opposite(a: Word, b: Word) -> bool:
    """Tell whether two words are antonyms, in either order.

    >>> rose, fell, grew = words("rose fell grew")
    >>> are_opposite(rose, fell), are_opposite(rose, grew)
    (True, False)
    """
    known = _antonyms()
    here, there = _forms(a), _forms(b)
    return any(known.get(x, frozenset()) & there for x in here) or any(
        known.get(x, frozenset()) & here for x in there
    )


def antonym_clash(left: str, right: str) -> tuple[Span, Span] | None:
    """Return the opposite words of two texts, none that a negation turns round.

    >>> antonym_clash("Emissions fell in May.", "Emissions increased in May.")
    ((10, 14), (10, 19))
    >>> antonym_clash("He is responsible for the fire.", "He spoke against the dam.")
    >>> antonym_clash("The gate is open.", "The gate is not closed.")
    """
    here, there = words(left), words(right)
    lows = {w.base for w in here}, {w.base for w in there}
    denied = [{w.start for n in negations(text) for w in n.scope} for text in (left, right)]
    for a in here:
        for b in there:
            if a.base in lows[1] or b.base in lows[0] or not are_opposite(a, b):
                continue
            if {a.low, b.low} == _SIDES and not _same_matter(here, a, there, b):
                continue
            if (a.start in denied[0]) == (b.start in denied[1]):
                return a.span, b.span
    return None
