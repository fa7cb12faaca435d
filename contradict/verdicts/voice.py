"""Whose words a claim is: its speaker's own, another's that it reports, or a supposition."""

from __future__ import annotations

import re

from contradict.claim import Claim
from contradict.verdicts.words import Span, content, has_kin, words

_SAYS = (
    r"(?:say|says|said|claim|claims|claimed|allege|alleges|alleged|suspect|suspects|suspected|fear|"
    r"fears|feared|believe|believes|believed|argue|argues|argued|insist|insists|insisted|assert|"
    r"asserts|asserted|warn|warns|warned|suggest|suggests|suggested|accuse|accuses|accused|den(?:y|ies"
    r"|ied)|speculate|speculates|maintain|maintains|report|reports|reported)"
)
_REPORTS = re.compile(
    rf"^(?P<who>(?!I\b|We\b|Our\b|My\b)[^,;:.]{{2,60}}?)"
    rf"(?<! been)(?<! was)(?<! were)(?<! is)(?<! are) {_SAYS}(?P<that> that\b| to\b|(?= \w))",
)
_ACCORDING = re.compile(
    r"\b(?:according to (?P<who>[^,;.]{2,60})|(?P<vague>reportedly|allegedly|"
    r"rumours? (?:say|has it)|"
    r"it is (?:said|alleged|rumoured) that))",
    re.IGNORECASE,
)
_NOUNS = re.compile(r"^(?:the |this |that |any |all )?(?:report|claim|story|allegation|accusation)")
_CONDITIONS = re.compile(
    r"\b(?:if|unless|provided that|in case|in the event|as long as|should (?=\w+ (?:be|fail|not))|"
    r"would (?:be|have|lose|face|mean|lead|become|go|cost))\b",
    re.IGNORECASE,
)
_OWN_CONDITIONS = re.compile(r"\b(?:even if|as if|asked if|know if|wonder if)\b", re.IGNORECASE)


def attribution(claim: Claim) -> tuple[str, ...]:
    """Return the chain of those whose words a claim reports, outermost first.

    >>> attribution(Claim("Critics say that Nordbank will cut jobs.", speaker="Osk Tribune"))
    ('Osk Tribune', 'Critics')
    >>> attribution(Claim("Nordbank denies that it cut jobs.", speaker="Nordbank"))
    ()
    """
    if claim.attribution:
        return claim.attribution
    match = _REPORTS.match(claim.text)
    named = match["who"].strip() if match and not _NOUNS.match(claim.text.lower()) else None
    if named is None:
        told = _ACCORDING.search(claim.text)
        named = (told["who"] or told["vague"]).strip() if told else None
    if named is None or _is_speaker(named, claim.speaker):
        return ()
    return tuple(name for name in (claim.speaker or claim.source, named) if name)


def _is_speaker(named: str, speaker: str | None) -> bool:
    """Tell whether a body that is named speaks of itself."""
    if speaker is None:
        return False
    return any(has_kin(word, content(speaker)) for word in content(named) if word.text[0].isupper())


def condition(text: str) -> Span | None:
    """Return the words that make a text a supposition.

    >>> condition("If the pillars are damaged, the bridge will be demolished.")
    (0, 2)
    >>> condition("The bridge will be demolished, even if people protest.")
    """
    own = [match.span() for match in _OWN_CONDITIONS.finditer(text)]
    for match in _CONDITIONS.finditer(text):
        if not any(start <= match.start() < end for start, end in own):
            return match.span()
    return None


def speaker_of(claim: Claim) -> str | None:
    """Return who answers for a claim: its speaker, or else its source.

    >>> speaker_of(Claim("It rained.", source="Osk Tribune"))
    'Osk Tribune'
    >>> speaker_of(Claim("It rained."))
    """
    return claim.speaker or claim.source


def same_speaker(left: Claim, right: Claim) -> bool:
    """Tell whether one and the same voice answers for both claims.

    >>> same_speaker(Claim("a", speaker="Fire Service"), Claim("b", speaker="fire service"))
    True
    >>> same_speaker(Claim("a"), Claim("b"))
    False
    """
    here, there = speaker_of(left), speaker_of(right)
    if here is None or there is None:
        return False
    return [w.low for w in words(here)] == [w.low for w in words(there)]
