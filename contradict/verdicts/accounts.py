"""Two claims that tell one and the same thing, or that are said in one breath."""

from __future__ import annotations

import re

from contradict.claim import Claim
from contradict.sentences import sentence_spans
from contradict.verdicts.clashes import Clash
from contradict.verdicts.opposites import are_opposite, in_one_row
from contradict.verdicts.polarity import ONLY, negations
from contradict.verdicts.voice import same_speaker
from contradict.verdicts.words import content, has_kin

_SEVERAL = re.compile(r"[.!?]\W*\s")
"""What a text of several sentences has."""
_NOT = re.compile(r"not|never|\w+n['’]t", re.IGNORECASE)
SHARED = 2
"""Content words that two texts on one matter share at least."""


def same_account(left: Claim, right: Claim, clash: Clash | None) -> bool:
    """Tell whether one claim denies the opposite of what the other says.

    >>> stay = Claim("Velia's forces remain in Osk.")
    >>> same_account(stay, Claim("Velia has not withdrawn its forces."), None)
    True
    >>> same_account(stay, Claim("Velia's forces do not remain."), None)
    False
    >>> fell = Claim("Profits fell as costs rose.")
    >>> same_account(fell, Claim("Profits did not fall as costs did."), None)
    False
    """
    if clash is not None and clash.kind != "negation":
        return False
    cues = negations(left.text), negations(right.text)
    if bool(cues[0]) == bool(cues[1]):
        return False
    other, denying, denied = (left, right, cues[1]) if cues[1] else (right, left, cues[0])
    facing = content(other.text)
    opposed = any(
        _NOT.fullmatch(denying.text[slice(*cue.span)])
        and not denying.text[cue.span[1] : cue.scope[0].start].strip()
        and not has_kin(cue.scope[0], facing)
        and any(are_opposite(cue.scope[0], w) or in_one_row(cue.scope[0], w) for w in facing)
        for cue in denied
        if cue.scope
    )
    return opposed and sum(has_kin(word, facing) for word in content(denying.text)) >= SHARED


def one_sentence(left: Claim, right: Claim, clash: Clash | None) -> bool:
    """Tell whether a speaker says both in one sentence of one document, and no rule is sure.

    >>> a, b = (Claim(text, speaker="A", span=span, metadata={"sentence": "It is old and full."})
    ...     for text, span in (("It is old", (0, 9)), ("It is full", (10, 18))))
    >>> one_sentence(a, b, None)
    True
    >>> one_sentence(a, b, Clash("number", ((0, 1),), ((0, 1),)))
    False
    """
    if left.span is None or right.span is None or not same_speaker(left, right):
        return False
    where = [(c.source, c.url, c.metadata.get("sentence")) for c in (left, right)]
    return where[0] == where[1] and bool(where[0][2]) and (clash is None or clash.loose)


def without_shared(left: str, right: str) -> tuple[str, str]:
    """Return two texts without the sentences that both have; whole, if nothing would be left.

    >>> without_shared("It rained. Castor is a poet.", "It rained. Pollux is a painter.")
    ('Castor is a poet.', 'Pollux is a painter.')
    >>> without_shared("It rained.", "It rained. Pollux is a painter.")
    ('It rained.', 'It rained. Pollux is a painter.')
    """
    if not _SEVERAL.search(left) or not _SEVERAL.search(right):
        return left, right
    here, there = ([t[slice(*span)] for span in sentence_spans(t)] for t in (left, right))
    own, others = [s for s in here if s not in there], [s for s in there if s not in here]
    if not own or not others or len(own) == len(here):
        return left, right
    return " ".join(own), " ".join(others)


def one_voice(left: Claim, right: Claim, clash: Clash | None) -> bool:
    """Tell whether one speaker says both on one day, and no rule finds a clash.

    People change their mind, but seldom within one statement.

    >>> day = dict(speaker="Castor", date="2024-05-03")
    >>> a, b = Claim("Bags travel free.", **day), Claim("A trunk costs 30 crowns.", **day)
    >>> one_voice(a, b, None)
    True
    >>> one_voice(a, b, Clash("antonym", ((12, 16),), ((8, 13),)))
    False
    """
    if clash is not None or left.date is None or left.date != right.date:
        return False
    if any(ONLY.search(claim.text) for claim in (left, right)):
        return False
    return same_speaker(left, right) and (left.source, left.url) == (right.source, right.url)
