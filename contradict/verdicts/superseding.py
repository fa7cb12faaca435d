"""Which of two claims the later one replaces: corrections, and what moves by its nature.

A speaker's reversal and rival accounts of a fixed fact are contradictions whatever their
dates.
"""

from __future__ import annotations

import re
from datetime import date as Date
from datetime import datetime
from typing import Literal, NamedTuple, TypeAlias

from contradict.claim import Claim
from contradict.verdicts import dates
from contradict.verdicts.clashes import Clash
from contradict.verdicts.polarity import is_negative, negations
from contradict.verdicts.voice import condition, same_speaker, speaker_of
from contradict.verdicts.words import content, has_kin

Side: TypeAlias = Literal["left", "right"]

CORRECTION = re.compile(
    r"\b(?:correct(?:ion|s)?(?: our| the| ourselves|:)|(?:have|has) to correct|we were wrong\b|"
    r"our [^.;]{0,60}\b(?:was|were) (?:wrong|mistaken)|misstated|misread|erratum|"
    r"(?:we|our) [^.;]{0,60}\b(?:erroneously|in error|error in|an error|"
    r"wrongly (?:said|reported|stated|put|gave|counted|told|wrote)|"
    r"(?:said|reported|stated|put|given|gave|counted|told|wrote) [^.;]{0,40}"
    r"\b(?:by mistake|wrongly))|"
    r"(?:was|were) (?:incorrect|inaccurate)|amended to|earlier version|"
    r"(?:figures?|numbers?|reports?|counts?|estimates?) (?:\w+ ){0,6}(?:was|were) "
    r"(?:wrong|mistaken)|"
    r"statement was mistaken|withdraw our (?:finding|figure|statement)|"
    r"replac(?:es|ing) (?:our|the) (?:figure|number|statement)|"
    r"errors? (?:has |had |have )?(?:crept|slipped|found its way) in|misprint|should have read|"
    r"(?:figure|number|statement|report|finding)s? [^.;]{0,60}\b(?:is|are|was|were|has been|"
    r"have been) withdrawn|was (?:over|under)stated|"
    r"not \S+(?: \w+)? as (?:we|planned|reported|stated|first|announced)|"
    r"(?:has|have|had) (?:been )?corrected|retract(?:s|ed)?|"
    r"revis(?:e|es|ed) (?:our|its|the|up|down))",
    re.IGNORECASE,
)
MOVED = re.compile(
    r"\b(?:postponed|delayed|put off|pushed (?:back|forward)|mov(?:ed|ing) (?:to|back|the)|"
    r"slipped to|prolonged|extended|after all|earlier than planned|not, as (?:planned|announced)|"
    r"(?:reduced|lowered|cut|shrunk|doubled|raised|increased) (?:to|our)|"
    r"called off|cancelled|canceled|shelved|dropped|rescheduled|brought forward|scrapped|"
    r"abandoned|deferred|no longer|will now|withdrawn|"
    r"\w+ (?:minutes|hours|days|weeks|months|years) late|on hold|instead of|"
    r"now [^.;]{2,40}, not|(?:is|are) (?:injured|ill) and will)\b",
    re.IGNORECASE,
)
UPDATE = re.compile(
    r"\b(?:now|so far|still|already|meanwhile|risen|(?:rose|rises|jumped|climbed|grew) to|"
    r"gone up|climbed|has reached|have reached|"
    r"fallen to|slipped|dropped to|down to|up to|latest|new (?:model|figures|count|estimate)|"
    r"by the evening|by this morning|by now|has grown|have grown|in the meantime|again|"
    r"have returned|has returned|been (?:reduced|lowered|cut|doubled|raised|increased) to)\b",
    re.IGNORECASE,
)
ALL_ALONG = re.compile(r"still|already|up to", re.IGNORECASE)
"""What tells that it was so before, and not that it has changed."""
PLAN = re.compile(
    r"\b(?:will|shall|is to|are to|plans? to|planned (?:for|to)|intends?|expects?|expected to|"
    r"(?:is|are|been|be|was|were) (?:\w+ )?(?:planned|expected|scheduled)|going to|"
    r"(?:is|are) set (?:for|to)|forecast to|runs until|ends on|due to|scheduled|"
    r"(?:is|are) on (?:the )?(?:\d+|(?:mon|tues|wednes|thurs|fri|satur|sun)day)|"
    r"(?:begins?|opens?|starts?|ends?|goes|comes|flies|sails|closes?) (?:back )?"
    r"(?:in|on|until))\b",
    re.IGNORECASE,
)
PLAN_NOW = re.compile(
    r"\bnow (?:\w+ )?(?:expect\w*|forecast|plan\w*|due|scheduled|speaks? of|to be|comes?|goes|"
    r"starts?|begins?|ends?)\b|\bwill now\b|\bafter all\b",
    re.IGNORECASE,
)
"""What tells by itself that it was planned otherwise before."""
UNDONE = re.compile(
    r"\b(?:has|have) been (?:withdrawn|dropped|lifted|reinstated|restored|reversed|put back)\b",
    re.IGNORECASE,
)
CHANGED = re.compile(
    r"\b(?:has|have) (?:lowered|raised|reduced|increased|cut|doubled|halved) "
    r"(?:our|its|the|their)\b",
    re.IGNORECASE,
)
STOCK = re.compile(
    r"\b(?:stood|stands?) at\b|\bthe (?:level|number of)\b|\bhoused\b", re.IGNORECASE
)
"""Words for what has one value on every day."""
PERFECT = re.compile(r"\b(?:never|(?:has|have|had|did)(?:n['’]t)?)\b", re.IGNORECASE)
SO_FAR = re.compile(r"\b(?:yet|so far|still|today|currently)\b", re.IGNORECASE)
"""What leaves open that a thing comes later, though it has not happened."""
REVIEWED = re.compile(
    r"\b(?:after|following|having|on|with) [^.;]{0,60}\b(?:analys[ei]s|evaluation|review|recount|"
    r"checks?|checking|re-?examin\w+|verification|received?|stations|data|results|audit)\b",
    re.IGNORECASE,
)
"""What tells on which ground a figure is put anew."""
PROVISIONAL = re.compile(
    r"\b(?:provisional|preliminary|initial|early|first|interim) "
    r"(?:\w+ )?(?:figures?|counts?|estimates?|results?|reports?|readings?|tally|toll)\b",
    re.IGNORECASE,
)
FROM_TO = re.compile(
    r"\b(?:moved|changed|raised|lowered|cut|reduced|increased|upgraded|downgraded|extended|"
    r"shortened|switched|reclassified) from (?P<old>[^.;,]{2,60}?) to\b",
    re.IGNORECASE,
)
NO_LONGER = re.compile(r"\b(?:no longer|not any ?more)\b", re.IGNORECASE)
"""What says by itself that something was so before."""
OWN = re.compile(r"\b(?:I|my|me)\b")


class Superseded(NamedTuple):
    """Which side stands, and what moved."""

    stands: Side
    reason: str


def superseded(left: Claim, right: Claim, clash: Clash | None) -> Superseded | None:
    """Return which claim stands, where the later updates or corrects the earlier.

    >>> first = Claim("Four people died.", speaker="Fire Service", date="2024-03-02")
    >>> later = Claim("The toll has risen to seven.", speaker="Fire Service", date="2024-03-04")
    >>> superseded(first, later, Clash("number", ((0, 4),), ((22, 27),)))
    Superseded(stands='right', reason='count')
    >>> no = Claim("I will not resign.", speaker="A", date="2024-03-02")
    >>> superseded(no, Claim("I am resigning.", speaker="A", date="2024-03-04"), None)
    """
    if left.date is None or right.date is None:
        return None
    order = in_time(left.date, right.date)
    stands = _later(left.text, right.text, order)
    if stands is None:
        return None
    if clash is not None and clash.loose and not order:
        clash = None  # two figures of one statement
    old, new = (left, right) if stands == "right" else (right, left)
    if not same_speaker(left, right) and not (_corrects(new.text) and _one_body(old, new)):
        return None
    if condition(old.text) is not None:
        return None
    moved = _what_moved(old.text, new.text, clash)
    if moved is None and clash is not None and clash.kind == "number" and order:
        days = dates.clashes(old.text, new.text, old.date, new.date)
        moved = "count" if days and all(STOCK.search(c.text) for c in (old, new)) else None
    return None if moved is None else Superseded(stands, moved)


def _one_body(old: Claim, new: Claim) -> bool:
    """Tell whether all words of one speaker's name are in the other's.

    >>> body = Claim("It is one of ours.", speaker="Ardan ministry")
    >>> _one_body(body, Claim("It was.", speaker="Ardan minister Marz"))
    True
    >>> _one_body(body, Claim("It was.", speaker="Velian minister"))
    False
    """
    here, there = (content(speaker_of(claim) or "") for claim in (old, new))
    few, many = sorted((here, there), key=len)
    return bool(few) and all(has_kin(word, many) for word in few)


def in_time(left: Date, right: Date) -> int:
    """Return which of two dates comes first: under 0 the left, over 0 the right, 0 neither.

    Times of day count where both have one, and both or neither tell its zone.

    >>> day, noon = Date(2024, 5, 1), datetime(2024, 5, 1, 12)
    >>> in_time(day, noon), in_time(noon, noon.replace(hour=9)) > 0, in_time(day, Date(2024, 5, 2))
    (0, True, -1)
    """
    if (
        isinstance(left, datetime)
        and isinstance(right, datetime)
        and (left.utcoffset() is None) == (right.utcoffset() is None)
    ):
        return (left > right) - (left < right)
    days = left.toordinal(), right.toordinal()
    return (days[0] > days[1]) - (days[0] < days[1])


def _later(left: str, right: str, order: int) -> Side | None:
    """Return the side of the later claim; at one time, the one that says what has changed."""
    if order:
        return "right" if order < 0 else "left"
    cues = (CORRECTION, UPDATE, MOVED)
    marked = [any(cue.search(text) for cue in cues) for text in (left, right)]
    if marked[0] == marked[1]:
        return None
    return "left" if marked[0] else "right"


def _corrects(text: str) -> bool:
    """Tell whether a text corrects what was said before, and does not deny that it does.

    >>> _corrects("We have to correct the figure."), _corrects("We never retracted the figure.")
    (True, False)
    """
    return any(
        not any(
            cue.span[1] <= found.start() <= word.start < found.end()
            for cue in negations(text)
            for word in cue.scope
        )
        for found in CORRECTION.finditer(text)
    )


def _what_moved(old: str, new: str, clash: Clash | None) -> str | None:
    if _corrects(new) and any(has_kin(word, content(old)) for word in content(new)):
        return "correction"
    if any(has_kin(w, content(old)) for m in FROM_TO.finditer(new) for w in content(m["old"])):
        return "level"
    anew = PROVISIONAL.search(old) or REVIEWED.search(new)
    if anew and clash is not None and clash.kind == "number":
        return "correction"
    if OWN.search(old) or (is_negative(old) and PLAN.search(old)):
        return None
    if PLAN.search(old) and MOVED.search(new):
        return "schedule" if clash is not None and clash.kind == "date" else "plan"
    if PLAN_NOW.search(new) and (PLAN.search(old) or "after all" in new):
        return "schedule" if clash is not None and clash.kind == "date" else "forecast"
    if UNDONE.search(new) and any(has_kin(word, content(old)) for word in content(new)):
        return "level"
    if clash is None:
        return "level" if NO_LONGER.search(new) else None
    if PLAN.search(old) and (PLAN.search(new) or UPDATE.search(new)):
        return "schedule" if clash.kind == "date" else "forecast"
    if clash.kind == "number" and (UPDATE.search(new) or CHANGED.search(new)):
        return "count"
    if is_negative(old) and PERFECT.search(old) and not SO_FAR.search(old):
        return None  # it is about all of the past
    changed = any(not ALL_ALONG.fullmatch(update.group()) for update in UPDATE.finditer(new))
    if clash.kind in ("negation", "antonym") and (MOVED.search(new) or changed):
        return "level"
    return None
