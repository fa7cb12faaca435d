"""Subjects of clauses: before their verb, an apposition or a quotation; and who may speak."""

from __future__ import annotations

import re

from contradict.extraction.clauses import WORD, finite_verb, words
from contradict.extraction.mentions import ends_with_an_office
from contradict.extraction.names import NAME, bare
from contradict.extraction.nominals import is_plural
from contradict.extraction.reference_words import CALENDAR, TIMES
from contradict.extraction.words import AUXILIARIES, CONNECTIVES, NOUNS_OF_SAYING, TOLD, ZERO_THAT

_DETERMINERS = (
    "the|an?|his|her|its|their|our|my|this|these|those|all|any|some|both|no|"
    "it|he|she|they|we|i|there"
)
_SUBJECT = re.compile(
    rf"(?:^\s*|(?<!\bin)(?<!\bof)(?<!\bon)(?<!\bat)(?<!\bto)(?<!\bby)(?<!\bfor)(?<!\bwith)"
    rf"(?<!\bfrom)(?<!\bafter)(?<!\bduring)(?<!\babout)\s+)(?P<subject>(?:{_DETERMINERS})\b)",
    re.IGNORECASE,
)
"""Where a noun phrase begins that no preposition governs."""
_NAMED = re.compile(r"\s*(?P<subject>[A-Z][\w'’-]*\b)")
_CLOSE_TO = re.compile(r"\bclose to\b")
_NAMED_ONE = re.compile(r"[A-Z]\w+ [A-Z]")
_NEGATED = re.compile(
    r"\b(?:no(?! ?\d)|nobody|none|neither|nor|never|not (?:one|an?|any|even)|hardly|"
    r"(?<!\ba )few)\b",
    re.IGNORECASE,
)
_FREE_RELATIVES = frozenset("what whatever how why where whose".split())
_LONGEST = 14
"""Words of a speaker."""


def subject(clause: str) -> str:
    """Return the words before the first finite verb.

    >>> subject("The port has moved the gate")
    'The port'
    """
    place = finite_verb(clause)
    if not place:
        return ""
    found = list(WORD.finditer(clause))[place - 1]
    named = clause[: found.end()].strip(" ,\n")
    lead = CONNECTIVES.match(named)
    return named[lead.end() if lead else 0 :].strip()


def apposed(stretch: str) -> str:
    """Return the subject before an apposition: what stands up to the first comma, and the name."""
    head, _, rest = stretch.strip(" ,").partition(",")
    if not rest:
        return ""
    name = NAME.fullmatch(rest.split(",")[0].strip())
    unnamed = ends_with_an_office(head) or not _NAMED_ONE.search(head)
    return rest.split(",")[0].strip() if name and unnamed else head.strip()


def outer_subject(verb: str, lead: str) -> int | None:
    """Return where the subject begins that stands between a verb and a quotation, if one does.

    >>> outer_subject("said", " the plan "), outer_subject("said", " on the same day ")
    (1, None)
    >>> outer_subject("told", " the court the plan ")
    11
    """
    if lead.rstrip()[-1:] in ("", ",", ":") or re.search(r"\bthat\b\s*$", lead):
        return None
    last = lead.split()[-1].casefold()
    if last in TIMES or last in CALENDAR or verb not in ZERO_THAT | TOLD:
        return None
    told = re.match(r"\s+\S+", lead) if verb in TOLD else None
    found = _SUBJECT.search(lead, told.end()) if told else _SUBJECT.search(lead)
    if not found and not told:
        found = _NAMED.match(lead)
    return found.start("subject") if found else None


def negated(stretch: str) -> bool:
    """Tell whether a verb after these words is negated, or its subject nobody.

    >>> negated("Neither the mayor nor Reed"), negated("A few residents of No 10")
    (True, False)
    """
    return _NEGATED.search(stretch) is not None


def may_speak(who: str, verb: str) -> bool:
    """Tell whether words before a verb of saying are its subject, or there are none.

    >>> may_speak("The mayor of Osk", "said"), may_speak("a member", "state")
    (True, False)
    """
    heads = words(who)
    if not heads:
        return True
    if len(heads) > _LONGEST or heads[0] in AUXILIARIES or heads[0] in _FREE_RELATIVES:
        return False
    if finite_verb(_CLOSE_TO.sub("near", _without_names(who))) is not None:
        return False
    several = is_plural(heads[-1]) and "." not in heads[-1]
    plural = several or "and" in heads or heads[-1] in ("i", "we", "you", "they")
    return plural or verb not in NOUNS_OF_SAYING


def _without_names(who: str) -> str:
    """Return words with a letter for each name, which may look like a verb: "Osk Fire Service"."""
    return NAME.sub(lambda name: "X" if bare(name.group()) else name.group(), who)
