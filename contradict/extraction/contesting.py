"""Denials of what the same sentence has just reported: "…, but the mayor denied this"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from contradict.claim import Claim
from contradict.extraction.clauses import finite_verb, is_surely_finite, words
from contradict.extraction.nominals import NOMINAL
from contradict.extraction.quotes import HIDDEN
from contradict.extraction.words import NOT_SUBJECT, PRONOUNS

_FALSE = (
    r"(?:false|untrue|lies?|nonsense|invented|invention|fabricated|fabrications?|baseless|"
    r"unfounded|fake|fiction|made[- ]up)"
)
_REPORT = (
    r"(?:the|that|this|those|these|such|all) (?:\w+ )?"
    r"(?:claims?|reports?|allegations?|accusations?|accounts?|versions?)"
)
_THIS = rf"(?:this|it|{_REPORT}|(?:the|that|this|these) (?:statements?|figures?|information))"
CONTESTING = re.compile(
    rf"\b(?:(?:call(?:s|ed)?|describe[sd]?|brand(?:s|ed)|dismiss(?:es|ed)?) {_THIS} "
    rf"(?:as )?(?:an? )?(?:\w+ )?{_FALSE}"
    rf"|(?:den(?:y|ies|ied)|refute[sd]?|dispute[sd]?|contradict(?:s|ed)?) {_THIS}"
    rf"|(?:reject(?:s|ed)?|dismiss(?:es|ed)?) {_REPORT})"
    r"(?=\s*(?:[,;.]|$|\s(?:and|but|as|on|in|at|yesterday|today)\b))"
)
"""Verbs with what they deny: the statement of another, in words that only point back to it."""
CONTESTED = re.compile(
    r",\s+(?:which|(?:an? )?(?:claim|report|allegation|accusation|charge|account|version|figure)s? "
    r"(?:that|which))\s+(?P<who>[^,;:]{2,60}?)\s+(?:(?:has|have|had) )?"
    r"(?P<verb>den(?:y|ies|ied)|dispute[sd]?|reject(?:s|ed)?|dismiss(?:es|ed)?|refute[sd]?)"
    r"(?=\s*(?:[,;.]|$))"
)
"""The same in a relative clause: "…, which the mayor denies"."""
_LYING = re.compile(
    rf"(?:lying|lies|\w+ing (?:[\w-]+ ){{0,3}}?(?:{_FALSE} (?:claims?|reports?|news|"
    r"information|statements?|accusations?|rumou?rs?)|lies|disinformation|misinformation|"
    r"(?:information|reports?|news|statements?|claims?|accusations?|data) (?:that|which) "
    r"(?:(?:does|do|did) not correspond to (?:reality|the facts|the truth)|"
    r"(?:is|are|was|were) (?:not true|false|untrue|invented))))"
)
_CALLED_FALSE = re.compile(
    rf"{_THIS} (?:is|are|was|were|had been) (?:(?:an? )?(?:\w+ )?{_FALSE}|not true|not the case)",
    re.IGNORECASE,
)
REPORT = r"(?:claim|report|allegation|accusation|suggestion|charge)"
_DENIED = re.compile(
    rf"\s+(?:as (?:\w+ )?{_FALSE} )?(?:(?:(?:the|all|any|an?|this|these|his|her|its|their|"
    rf"(?:the )?[A-Z][\w-]*(?: [A-Z][\w-]*)*['’]s?) )?(?:\w+ )?{REPORT}s? "
    rf"(?:[^,;:{HIDDEN}]{{1,40}} )??(?:that|of)|that|having|\w+ing|{NOMINAL}|an?y?)\b"
)
_DENIED_CLAUSE = re.compile(
    r"\s+(?=(?:the|any|it|he|she|they|his|her|its|their|there|[A-Z][\w'’-]*)\s)(?P<clause>"
    r"(?:(?!\s(?:and|but|or|after|before|when|while|as)\s)[^,;:])+)"
)
_COUNTS = frozenset("two three four five six seven eight nine ten several many".split())
NEGATED = "It is not true that "


def what_is_denied(verb: str, after: str) -> int | None:
    """Return where what is denied begins in the words after the verb; None if none is.

    >>> what_is_denied("denied", " a report that it leaked"), what_is_denied("denied", " it leaked")
    (14, 1)
    >>> what_is_denied("denied", " her request"), what_is_denied("denied", " them food")
    (None, None)
    """
    clause = _DENIED_CLAUSE.match(after) if verb.startswith("den") else None
    tokens = words(clause["clause"]) if clause else []
    place = finite_verb(tokens)
    if clause and place and is_surely_finite(tokens[place]):
        return clause.start("clause")
    denied = _DENIED.match(after)
    return denied.end() if denied else None


def accused_of_lying(words: str) -> str | None:
    """Return who is accused of spreading what is false, in "Osk of spreading false reports".

    >>> accused_of_lying("the port of publishing figures")
    >>> accused_of_lying("the port of giving information that does not correspond to reality")
    'the port'
    """
    for of in re.finditer(r"\s+of\s+", words):
        if _LYING.fullmatch(words, of.end()):
            return words[: of.start()]
    return None


def calls_false(words: str) -> bool:
    """Tell whether a clause does nothing but call false what was said before it.

    >>> calls_false("the report was false"), calls_false("the report on the dam was false")
    (True, False)
    """
    return _CALLED_FALSE.fullmatch(words) is not None


def denial_of(said: Sequence[Claim]) -> str | None:
    """Return the denial of the one claim that was ``said``; None if it is not clear which.

    >>> denial_of([Claim("The dam held")])
    'It is not true that the dam held'
    >>> denial_of([Claim("the dam held"), Claim("the road was open")])
    """
    if len(said) != 1 or not said[0].checkable or said[0].text.startswith(NEGATED):
        return None
    text = said[0].text
    first = text.split()[0].casefold()
    if first in PRONOUNS or first in ("this", "that", "these", "those", "its", "their"):
        return None
    counted = first in NOT_SUBJECT or first in _COUNTS
    return NEGATED + (text[0].lower() + text[1:] if counted else text)
