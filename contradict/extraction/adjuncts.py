"""Statements without *that*: past whom they are told, and when and where they are made."""

from __future__ import annotations

import re

from contradict.extraction.clauses import REACH, finite_verb, is_surely_finite, words
from contradict.extraction.reference_words import PLAIN
from contradict.extraction.words import AUXILIARIES, RELATIVES

_DAY = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
_PART = r"(?:\s+(?:morning|afternoon|evening|night))?"
_PERIOD = r"(?:week|month|year)"
_NAME = r"[A-Z][\w.-]*(?:\s+[A-Z][\w.-]*)*(?!['’\w])"
_OCCASIONS = (
    r"(?:statement|interview|conference|briefing|letter|report|release|speech|address|tweet|post|"
    r"e-?mail|message|note|memo|filing|notice|hearing|trial|court|meeting|debate|summit|ceremony|"
    r"rally|visit|event|broadcast|call|website|television|radio)"
)
_BARE = (
    rf"(?:late\s+|early\s+)?{_DAY}{_PART}|(?:last|this)\s+(?:{_PERIOD}|night|morning|evening)|"
    rf"(?:yesterday|tomorrow){_PART}|today|tonight"
)
_TIME = (
    rf"(?:(?:late|early|earlier|later)\s+)?on\s+{_DAY}{_PART}(?:,?\s+\d{{1,2}}\s+{_MONTH},?)?|"
    rf"on\s+(?:\d{{1,2}}\s+{_MONTH}|{_MONTH}\s+\d{{1,2}})(?:,?\s+\d{{4}})?|"
    rf"in\s+{_MONTH}(?:\s+\d{{4}})?|"
    rf"(?:earlier|later)\s+(?:in\s+the\s+|that\s+)?(?:day|{_PERIOD})|"
    rf"(?:earlier|later)\s+(?:{_BARE})"
)
_PLACE = (
    rf"(?:in|at|on|during|after|via|by)\s+(?:an?|the|his|her|its|their|this)\s+"
    rf"(?:[a-z-]+\s+){{0,3}}?{_OCCASIONS}(?:\s+(?:with|to|from)\s+(?:{_NAME}|[a-z]+s))?|"
    rf"(?:after|during)\s+talks|by\s+(?:tele)?phone|by\s+e-?mail|(?:in|at|on|from)\s+{_NAME}"
)
_END = r"(?!['’\w-])"
_ADJUNCTS = re.compile(rf"(?:,?\s+(?:{_TIME}|{_PLACE}){_END})+,?\s+")
_TIMES = re.compile(rf"\s+(?:{_BARE}){_END}(?:,?\s+(?:{_TIME}|{_PLACE}){_END})*\s+")
_SURE = re.compile(
    r"(?:the|an?|his|her|its|their|our|my|this|these|those|all|some|many|both|no|nobody|most|"
    r"it|he|she|they|we|I|you|there|one|two|three|four|five|six|seven|eight|nine|ten)\b|\d|[A-Z]"
)
_CLAUSE_END = re.compile(r"[;:]|, (?:and|but|while|although) ")
_CAPITAL = re.compile(r"[A-Z]")
_AUDIENCE = re.compile(
    r"\s+(?:reporters|journalists|lawmakers|legislators|investors|analysts|delegates|deputies|"
    r"senators|MPs|viewers|listeners|parliament|me|him|us|them|you)\b"
)
"""Those who are told, and are a phrase of one word."""
_HEARER_WORD = re.compile(r"\s+(?P<word>[^\W\d_][\w.’'&-]*)")
_DETERMINERS = frozenset("the a an his her its their our my this".split())
_TALES = frozenset("story stories truth lie lies tale joke jokes".split())
_MOST = 7
"""Words of a hearer."""


def past_adjuncts(after: str) -> int:
    """Return where a statement begins after when and where it was made; 0 if nothing is before it.

    >>> past_adjuncts(" on Monday it had failed"), past_adjuncts(" Monday was dry")
    (11, 0)
    >>> past_adjuncts(" in a statement on Monday the bridge was safe")
    26
    """
    for adjuncts, unsure in ((_ADJUNCTS, True), (_TIMES, False)):
        found = adjuncts.match(after)
        if found and _states(after[found.end() :], unsure=unsure):
            return found.end()
    return 0


def past_hearer(after: str) -> int | None:
    """Return where a statement begins after those to whom it is told; None if none follows.

    >>> past_hearer(" the court the gate had no lock"), past_hearer(" the story of the gate")
    (11, None)
    """
    audience = _AUDIENCE.match(after)
    if audience:
        place = _statement(after, audience.end(), unsure=True)
        if place is not None:
            return place
    end, first, last = 0, "", ""
    for _ in range(_MOST):
        found = _HEARER_WORD.match(after, end)
        if not found:
            return None
        end, last = found.end(), found["word"]
        low = last.casefold()
        first = first or low
        if low in RELATIVES or low in AUXILIARIES or low in _TALES:
            return None
        if low in PLAIN and low != "of" and low not in _DETERMINERS:
            return None
        if low in _DETERMINERS or low == "of":
            continue
        runs_on = _CAPITAL.match(last) and _CAPITAL.match(after[end:].lstrip())
        place = None if runs_on else _statement(after, end, unsure=False)
        if place is not None:
            return place
    return None


def surely_states(after: str) -> bool:
    """Tell whether a subject with an auxiliary follows, which no object of the verb is.

    >>> surely_states(" the port had closed"), surely_states(" the report it had received")
    (True, False)
    """
    following = after.lstrip()
    tokens = words(following)
    place = finite_verb(tokens, REACH) if _SURE.match(following) else None
    if not place or tokens[place] not in AUXILIARIES:
        return False
    return not any(word in PLAIN and word not in ("of", "in", "and") for word in tokens[1:place])


def _statement(after: str, end: int, *, unsure: bool) -> int | None:
    """Return where a statement begins at or past ``end``, with adjuncts before it or without."""
    skipped = past_adjuncts(after[end:])
    if skipped:
        return end + skipped
    following = after[end:].lstrip()
    return len(after) - len(following) if _states(following, unsure=unsure) else None


def _states(following: str, *, unsure: bool) -> bool:
    """Tell whether a subject with a finite verb follows; ``unsure`` lets any noun begin it."""
    tokens = words(_CLAUSE_END.split(following, maxsplit=1)[0])
    place = finite_verb(tokens, REACH)
    if place is None:
        return False
    if _SURE.match(following):
        return True
    first = tokens[0]
    return unsure and first not in PLAIN | RELATIVES and not is_surely_finite(first)
