"""Events that come again: two dates of one kind of event need not clash.

A death, a birth, a founding, an opening or a sinking has one date; a council meets on
Monday and on Thursday. Only verbs that are known to come again are excused: which event a
noun with an article names ("the match", "the vote") is told by the text, and it is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from contradict.claim import Claim
from contradict.verdicts import dates
from contradict.verdicts.polarity import is_negative
from contradict.verdicts.words import Word, base, has_kin, listed, words

DONE = frozenset(
    map(
        base,
        listed(
            "meet visit speak talk phone telephone play train rehearse perform sing lecture "
            "teach protest march demonstrate debate discuss negotiate confer complain pray warn "
            "threaten apologise apologize rain snow patrol exercise drink dine travel"
        ),
    )
)
"""What somebody does again and again."""
SUFFERED = frozenset(
    map(
        base,
        listed("attack shell bomb bombard raid loot inspect question interrogate interview search"),
    )
)
"""What somebody does, and what is done to somebody, again and again within days.

Where both texts name a year, it is one event of history.
"""
ONCE = re.compile(
    r"\b(?:first|second|third|last|final|finally|only|once|single|inaugural|opening|founding|"
    r"closing|every|each|never)\b",
    re.IGNORECASE,
)
"""Words that make an event one of its kind, or a rule."""
_BE = frozenset(listed("is are was were be been being will shall"))


def recurs(left: Claim, right: Claim) -> bool:
    """Tell whether both claims tell of an event that comes again, on two days.

    >>> days = dict(date="2024-05-10")
    >>> recurs(Claim("The council met on Monday.", **days), Claim("It met on Thursday.", **days))
    True
    >>> recurs(Claim("The ship sank in 1912."), Claim("The ship sank in 1915."))
    False
    >>> recurs(Claim("Osk was shelled on 3 May 1941."), Claim("Osk was shelled in June 1941."))
    False
    >>> recurs(Claim("They met for the first time in 2019."), Claim("They met in 2021."))
    False
    """
    texts = left.text, right.text
    if any(map(is_negative, texts)) or any(map(ONCE.search, texts)):
        return False
    facing = list(_events(texts[1]))
    events = [event for event in _events(texts[0]) if has_kin(event, facing)]
    if not events:
        return False
    named = dates.points(texts[0], left.date), dates.points(texts[1], right.date)
    days = [
        [p for p in points if not p.clock and not dates.is_bound(text, p)]
        for text, points in zip(texts, named, strict=True)
    ]
    if all(_one_of(event, SUFFERED) for event in events) and all(
        any(day.year for day in side) for side in days
    ):
        return False
    apart = all(a.last < b.first or b.last < a.first for a in days[0] for b in days[1])
    return apart and all(days)


def _events(text: str) -> Iterator[Word]:
    """Yield the verbs, told as past, of events that come again.

    >>> [word.text for word in _events("They met and talked; the meeting was held.")]
    ['met', 'talked']
    >>> list(_events("The match was played; a visit is planned."))
    []
    """
    before = ""
    for word in words(text):
        past = word.low != word.base and not word.low.endswith(("s", "ing"))
        if past and (_one_of(word, SUFFERED) or (before not in _BE and _one_of(word, DONE))):
            yield word
        before = word.low


def _one_of(word: Word, verbs: frozenset[str]) -> bool:
    return word.base in verbs or f"{word.base}e" in verbs
