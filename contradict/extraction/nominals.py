"""Events and states that a noun names, as clauses: the death of two men says that they died."""

from __future__ import annotations

import re
from typing import NamedTuple

from contradict.extraction.clauses import WORD, finite_verb
from contradict.extraction.words import AUXILIARIES

UNPLANNED = {
    "death": "died",
    "deaths": "died",
    "collapse": "collapsed",
    "explosion": "exploded",
    "killing": "+killed",
    "capture": "+captured",
    "discovery": "+discovered",
    "arrest": "+arrested",
    "loss": "+lost",
}
"""What has happened when somebody speaks of it; a plus marks a passive."""
PLANNED = {
    "start": "started",
    "beginning": "began",
    "end": "ended",
    "resignation": "resigned",
    "launch": "+launched",
    "opening": "+opened",
    "closure": "+closed",
    "completion": "+completed",
    "suspension": "+suspended",
    "withdrawal": "+withdrawn",
    "release": "+released",
    "appointment": "+appointed",
    "purchase": "+bought",
    "sale": "+sold",
    "deployment": "+deployed",
    "signing": "+signed",
}
"""What may be still to come when it is announced."""

NOMINAL = rf"(?:the|an?) (?:\w+ )?(?:presence|{'|'.join([*UNPLANNED, *PLANNED])}) of"
_EVENT = re.compile(
    rf"(?:the|a|an) (?:(?P<how>\w+) )?(?P<noun>{'|'.join([*UNPLANNED, *PLANNED])}) of (?P<what>.+)",
    re.IGNORECASE | re.DOTALL,
)
_CIRCUMSTANCE = re.compile(
    r",?\s(?:due to|because of|following|after|before|during|when|while|in|on|at|near|by|as)\s"
)
_PROMISES = re.compile(r"\b(announc|confirm|declar|forecast|warn|estimat|expect|believ|insist)\w*")
_PERFORMATIVE = {"announc": "announces", "confirm": "confirms", "declar": "declares"}
_STATE = re.compile(
    r"(?:the|this|their|its|his|her) (?:(?P<how>\w+) )?presence of (?P<what>[^,;:]+?) "
    r"(?P<where>(?:in|at|on|near|along|inside|around|within|across) [^,;:]+)",
    re.IGNORECASE,
)
_DEFINITE = re.compile(
    rf"(?:the|this|their|its|his|her) (?:\w+ )?(?:presence|{'|'.join(UNPLANNED)}) of ",
    re.IGNORECASE,
)
_LASTING = frozenset("continued continuing ongoing lasting permanent persistent".split())
_SUPPOSED = frozenset(
    "would could might may should shall will can cannot must alleged supposed possible future "
    "planned reported rumoured potential feared expected imminent near attempted".split()
)
_UNREAL = re.compile(
    r"\b(?:denied|unlikely|ruled out|excluded|planned|expected|feared|unconfirmed|disputed|"
    r"postponed|prevented|averted|possible|impossible|not (?:true|confirmed|proved|proven))\b"
)
_PAST = frozenset("was were had did".split())
_RELATIVE = re.compile(r"\b(?:who|which|that|whose|where)\b")
_PEOPLE = frozenset("people children men women police troops staff".split())
_ONE = frozenset("asbestos gas news measles series".split())
_OF = re.compile(r"\s(?:of|from|with|for|who|which|that)\s")


class Presupposed(NamedTuple):
    """What a clause takes for granted: where its own words end, and the clause they amount to."""

    length: int
    text: str


def told_as_clause(phrase: str, verb: str, who: str) -> str | None:
    """Return the clause for an event that is the object of a reporting verb.

    What may be still to come is told as what ``who`` announces; None if nothing can
    be told with certainty.

    >>> told_as_clause("the death of two sailors off Osk", "denounced", "the union")
    'two sailors off Osk died'
    >>> told_as_clause("the closure of the mill", "announced", "Castor Foods")
    'Castor Foods announces the closure of the mill'
    """
    found = _EVENT.fullmatch(phrase)
    if not found or (found["how"] or "").casefold() in _SUPPOSED or _RELATIVE.search(phrase):
        return None
    promised = _PROMISES.search(verb)
    if promised and found["noun"].casefold() in PLANNED:
        performs = _PERFORMATIVE.get(promised[1])
        return f"{who} {performs} {phrase}" if performs and who else None
    return _happened(found["noun"].casefold(), found["what"])


def denied_as_clause(phrase: str) -> str | None:
    """Return the clause for a state or an event that somebody denies; no plan may be meant.

    >>> denied_as_clause("the presence of foreign troops in Osk")
    'foreign troops are present in Osk'
    >>> denied_as_clause("the killing of a guard on Monday")
    'a guard was killed on Monday'
    """
    state, event = _STATE.fullmatch(phrase), _EVENT.fullmatch(phrase)
    if _RELATIVE.search(phrase) or not (state or event):
        return None
    if state:
        return f"{state['what']} {_be(state['what'], past=False)} present {state['where']}"
    noun = event["noun"].casefold() if event else ""
    return _happened(noun, event["what"]) if event and noun in UNPLANNED else None


def presupposed(clause: str) -> Presupposed | None:
    """Return what the subject of a clause takes for granted, if it names a state or an event.

    >>> presupposed("The continued presence of foreign troops in Osk is a threat").text
    'foreign troops remain present in Osk'
    >>> presupposed("The presence of foreign troops in Osk would be a threat")
    """
    if not _DEFINITE.match(clause):
        return None
    found = list(WORD.finditer(clause))
    helping = (i for i, word in enumerate(found) if word.group().casefold() in AUXILIARIES)
    place = next(helping, None) or finite_verb(clause)
    if not place:
        return None
    verb, subject = found[place].group().casefold(), clause[: found[place - 1].end()]
    if verb in _SUPPOSED or _UNREAL.search(clause, len(subject)):
        return None
    state, event = _STATE.fullmatch(subject), _EVENT.fullmatch(subject)
    how = ((state or event) or {"how": ""})["how"] or ""
    if how.casefold() in _SUPPOSED or _RELATIVE.search(subject):
        return None
    if state:
        past = verb in _PAST or verb.endswith("ed")
        is_ = _be(state["what"], past)
        still = "remained" if past else ("remain" if is_ == "are" else "remains")
        holds = still if how.casefold() in _LASTING else is_
        return Presupposed(len(subject), f"{state['what']} {holds} present {state['where']}")
    if event and event["noun"].casefold() in UNPLANNED:
        told = _happened(event["noun"].casefold(), event["what"])
        return Presupposed(len(subject), told)
    return None


def _happened(noun: str, what: str) -> str:
    verb = (UNPLANNED | PLANNED)[noun]
    stop = _CIRCUMSTANCE.search(what)
    whom, rest = (what[: stop.start()], what[stop.start() :]) if stop else (what, "")
    if verb[0] == "+":
        verb = f"{_be(whom, past=True)} {verb[1:]}"
    return f"{whom} {verb}{rest}"


def is_plural(noun: str) -> bool:
    """Tell whether a noun, in lower case, stands for several.

    >>> is_plural("police"), is_plural("gas"), is_plural("bridges")
    (True, False, True)
    """
    ends = noun.endswith("s") and not noun.endswith(("ss", "us", "is"))
    return noun in _PEOPLE or (ends and noun not in _ONE)


def _be(phrase: str, past: bool) -> str:
    """Return the form of *be* that agrees with a noun phrase."""
    head = _OF.split(phrase, maxsplit=1)[0].casefold()
    last = head.split()[-1].strip("\"'”’")
    single = re.match(r"(?:a|an|one|this|that|its|his|her)\s", head) is not None
    plural = " and " in head or (is_plural(last) and not single)
    return ("were" if past else "are") if plural else ("was" if past else "is")
