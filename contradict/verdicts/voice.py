"""Whose words a claim is: its speaker's own, another's that it reports, or a supposition."""

from __future__ import annotations

import re
from functools import lru_cache

from contradict.claim import Claim
from contradict.verdicts.numerals import CARDINALS
from contradict.verdicts.polarity import AUXILIARIES, SUBORDINATE
from contradict.verdicts.sorts import is_past
from contradict.verdicts.words import KEPT, Span, base, content, has_kin, listed, words

_SAID = listed(
    "says said claims claimed alleges alleged suspects suspected fears feared believes believed "
    "thinks thought assumes assumed "
    "argues argued insists insisted asserts asserted warns warned suggests suggested accuses "
    "accused denies denied speculates speculated maintains maintained reports reported"
)
_SAY = listed(
    "say claim allege suspect fear believe think assume argue insist assert warn suggest accuse "
    "deny speculate maintain report"
)
"""Forms that many use: those of one are nouns as often ("his claim")."""
_REPORTS = re.compile(
    r"^(?P<who>(?!I\b|We\b|Our\b|My\b)"
    r"(?:[^,;:.]|(?<=\b[A-Z])\.|(?<=\b[DM]r)\.|(?<=\bMrs)\.){2,60}?) "
    r"(?:(?:has|have|had) (?:\w+ly )?)?"
    rf"(?P<verb>{'|'.join((*_SAID, *_SAY))})\b(?! (?:yes|no)\b)(?: that\b| to\b|(?= \w))"
)
_ACTS = re.compile(
    r"warn(?:s|ed)? (?!that\b|of\b|against\b)"
    r"|claim(?:s|ed)? (?:[\w,]+ ){0,4}(?:life|lives|victims?|credit)\b"
    r"|(?:suspected|alleged|feared|accused|reported|believed|thought|assumed) (?:of|by)\b"
)
"""What is done to somebody, or to something: no words that say a thing."""
_OF_A_THING = re.compile(r"(?:claim|maintain|assume)(?:s|ed)?", re.IGNORECASE)
"""Verbs that say something only before a clause: "claimed gold", "maintained its dividend"."""
_NOUN_OR_VERB = re.compile(r"claims|fears|reports|says|suspects", re.IGNORECASE)
_NOT_WHO = frozenset(
    listed(
        "is are was were be been has have had will would can could may might did does do not to "
        "first what whether never whoever nobody none one"
    )
)
"""What no phrase that names a voice has: a verb stands before."""
_LEADS = frozenset(
    listed(
        "for on in at after before during since until from by with under also despite when as to"
    )
)
_MANY = frozenset(
    listed(
        "people police some many most others several critics media men women those few officials"
    )
)
_EVIDENCE = re.compile(
    r"\b(?:logs?|log files|reports?|estimates?|surveys?|lists?|regist(?:er|ers|ry)|records?|"
    r"images?|data|figures|statistics|documents?|files|minutes|books?|ledgers?|analys[ei]s|counts?|census|"
    r"certificates?|tests?|measurements|statements?|networks?|photographs|recordings?|timetable|"
    r"meters?|metering|gauges?|sensors?|radar|invoices?|receipts?|diar(?:y|ies)|archives?|"
    r"stud(?:y|ies)|readings?|maps?|charts?|clocks?|calendars?|polls?)\b",
    re.IGNORECASE,
)
"""Who cites these asserts what they say."""
_RESEARCH = frozenset(
    map(
        base,
        listed("research evidence findings results experiment trial models simulation projection"),
    )
)
"""So does who cites these; others may run a trial, and others criticise it."""
_OF = re.compile(r" (?:of|at|from|on|in|by|for|with) ")
_ACCORDING = re.compile(
    r"\b(?:according to (?!(?:\w+ )?(?:plan|plans|schedule|rules?|law|size|age|custom|need)\b)"
    r"(?P<who>[^,;.]{2,60})|(?P<vague>reportedly|allegedly|"
    r"rumours? (?:say|has it)|"
    r"it (?:is|was) (?:said|alleged|rumoured) that|"
    r"(?:is|are|was|were) (?:convinced|persuaded|certain|sure) that))",
    re.IGNORECASE,
)
_NOUNS = re.compile(r"^(?:the |this |that |any |all )?(?:report|claim|story|allegation|accusation)")
_IF = re.compile(
    r"\b(?:if(?! (?:anything|true)\b)|unless|provided that|in the event (?:of|that))\b"
    r"|\bshould (?=\w+ (?:be|fail|not)\b)",
    re.IGNORECASE,
)
_OPENS = re.compile(
    r"^(?:but |and |so )?(?:if|unless|provided that|in the event (?:of|that)|should|were|had)\b"
    r"(?! (?:one|you|anything|true)\b)",
    re.IGNORECASE,
)
_WOULD = re.compile(r"\bwould (?:be|have|lose|face|mean|lead|become|go|cost)\b", re.IGNORECASE)
_UNDER = re.compile(r"^(?:with|without|but for|had|were|in that case)\b[^,;:.]*, ", re.IGNORECASE)
_OPEN_PLAN = re.compile(
    r"\b(?:will|shall|may|can|could|must|going to|is to|are to|plans?|planned|announced|promised|"
    r"threatens?|ready|prepared)\b",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"\b(?:told|said|threatened|asked|wondered|knows?|knew|decid\w+|rul(?:e|es|ed|ing)|see|determin\w+|"
    r"check\w*|doubt\w*|find out|clear|consider\w*|examin\w+|test\w*)\b",
    re.IGNORECASE,
)
"""After these "if" asks whether."""
_PAST_YEAR = re.compile(r"\b(?:in|since|until|by) (?:1\d|20)\d\d\b")
_OWN_CONDITIONS = re.compile(
    r"\b(?:even if|as if|asked if|know if|wonder if|and if)\b", re.IGNORECASE
)


def attribution(claim: Claim) -> tuple[str, ...]:
    """Return the chain of those whose words a claim reports, outermost first.

    >>> attribution(Claim("Critics say that Nordbank will cut jobs.", speaker="Osk Tribune"))
    ('Osk Tribune', 'Critics')
    >>> attribution(Claim("Nordbank denies that it cut jobs.", speaker="Nordbank"))
    ()
    """
    named = reported(claim)
    if named is None:
        return claim.attribution
    chain = claim.attribution or (claim.speaker or claim.source,)
    return tuple(name for name in (*chain, named) if name)


def reported(claim: Claim) -> str | None:
    """Return whose words a claim's text reports, if they are not the speaker's own.

    What was taken from an article as the claim of its speaker is asserted by him.

    >>> reported(Claim("Critics say that Nordbank will cut jobs."))
    'Critics'
    >>> reported(Claim("Nordbank will cut jobs.", speaker="Critics", attribution=("Critics",)))
    """
    named = teller(claim.text)
    if named is None:
        named = _according(claim.text)
    if named is None or _is_speaker(named, claim.speaker) or _is_evidence(named):
        return None
    return named


def _is_evidence(named: str) -> bool:
    """Tell whether what is named is no voice, but what one appeals to.

    >>> _is_evidence("New research from Osk"), _is_evidence("Critics of the research")
    (True, False)
    """
    head = words(_OF.split(named)[0])
    return bool(_EVIDENCE.search(named) or (head and head[-1].base in _RESEARCH))


@lru_cache(maxsize=KEPT)
def _according(text: str) -> str | None:
    """Return whom a text names as its source, or how it says that there is one.

    >>> _according("It burnt down, according to Ida Merrow."), _according("It burnt down.")
    ('Ida Merrow', None)
    """
    told = _ACCORDING.search(text)
    return (told["who"] or told["vague"]).strip() if told else None


@lru_cache(maxsize=KEPT)
def teller(text: str) -> str | None:
    """Return who is told to say something, at the start of a text.

    >>> teller("Some in the ministry suspect a second mole.")
    'Some in the ministry'
    >>> teller("Armenia has repeatedly warned of an attack.")
    'Armenia'
    >>> teller("Mr Pascoe's claim that he had leave is a lie.")
    >>> teller("Measles claimed a life."), teller("Police warned the residents.")
    (None, None)
    >>> teller("Two suspected spies were held."), teller("Osk claimed gold in the relay.")
    (None, None)
    >>> teller("Jobless claims fell."), teller("U.S. officials claim it fell.")
    (None, 'U.S. officials')
    """
    match = _REPORTS.match(text)
    if match is None or _NOUNS.match(text.lower()) or _ACTS.match(text, match.start("verb")):
        return None
    if not _says(match["verb"], text[match.end() :], clause=match.group().endswith(("that", "to"))):
        return None
    who = match["who"].strip()
    parts = [word.low for word in words(who)]
    if not content(who) and not _MANY & set(parts):
        return None
    if parts[0] in _LEADS or parts[-1] == "who" or ("those" not in parts and _NOT_WHO & set(parts)):
        return None
    if parts[-1] in CARDINALS or parts[-1].isdecimal() or is_past(words(who)[-1]):
        return None  # "two suspected spies", "police held suspected spies"
    genitive = who.endswith(("'s", "’s"))
    many = _MANY & set(parts) or (any(part.endswith("s") for part in parts) and not genitive)
    return None if genitive or (match["verb"] in _SAY and not many) else who


def _says(verb: str, rest: str, *, clause: bool) -> bool:
    """Tell whether a verb, or noun, says what follows it; "that" makes sure of a ``clause``.

    >>> _says("claimed", "it had won", clause=False), _says("claimed", "gold", clause=False)
    (True, False)
    >>> _says("fears", "grew", clause=False), _says("fears", "a strike", clause=False)
    (False, True)
    """
    following = words(rest)
    if clause or not following:
        return True
    finite = [w for w in following if w.low in AUXILIARIES or is_past(w)]
    if _NOUN_OR_VERB.fullmatch(verb) and finite[:1] == [following[0]]:
        return False
    return bool(finite) or _OF_A_THING.fullmatch(verb) is None


def told(text: str) -> str | None:
    """Return the verb by which a text reports another's words, in lower case.

    >>> told("Nurses warned of shortages."), told("There were shortages.")
    ('warned', None)
    """
    match = _REPORTS.match(text)
    return match["verb"].lower() if match and teller(text) is not None else None


def _is_speaker(named: str, speaker: str | None) -> bool:
    """Tell whether a body that is named speaks of itself.

    >>> _is_speaker("our registry", "Foreign ministry"), _is_speaker("the union", "Drivers' union")
    (True, True)
    >>> _is_speaker("critics", "Drivers' union")
    False
    """
    if re.match(r"(?:our|my|his|her|its)\b", named, re.IGNORECASE):
        return True
    return speaker is not None and any(has_kin(word, content(speaker)) for word in content(named))


@lru_cache(maxsize=KEPT)
def condition(text: str) -> Span | None:
    """Return the words that make what a text says a supposition.

    >>> condition("If the pillars are damaged, the bridge will be demolished.")
    (0, 2)
    >>> condition("The bridge will be demolished, even if people protest.")
    >>> condition("He came every day, if the sea let him.")
    >>> condition("The court will rule if the ban is lawful.")
    >>> condition("In the event, the bill passed.")
    """
    start = _OPENS.match(text)
    if start:
        return start.span()
    own = [match.span() for match in _OWN_CONDITIONS.finditer(text)]
    for match in _IF.finditer(text):
        before = text[: match.start()]
        inside = any(begin <= match.start() < end for begin, end in own)
        if not inside and not SUBORDINATE.search(before) and not _TOLD.search(before):
            return match.span() if _OPEN_PLAN.search(before) else None
    if _PAST_YEAR.search(text):
        return None
    would = _WOULD.search(text)
    under = _UNDER.match(text)
    if would is None or under is None or SUBORDINATE.search(text[under.end() : would.start()]):
        return None
    return would.span()


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
