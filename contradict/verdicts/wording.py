"""A verdict in one sentence: who says what, and what becomes of it."""

from __future__ import annotations

import textwrap

from contradict.claim import Claim
from contradict.verdicts.clashes import Spans
from contradict.verdicts.judging import Verdict
from contradict.verdicts.voice import speaker_of

LONGEST = 60


def sentence(left: Claim, right: Claim, verdict: Verdict) -> str:
    """Return both voices with their clashing words, and the verdict.

    >>> sides = Claim("Gate is open.", speaker="Osk"), Claim("Gate is closed.", date="2024-05-03")
    >>> sentence(*sides, Verdict(kind="antonym", spans=(((8, 12),), ((8, 14),))))
    'Osk: “open”; unnamed (3 May 2024): “closed”. Antonym.'
    """
    here, there = (
        f"{_voice(claim, chain)}: “{words_at(claim.text, spans)}”"
        for claim, chain, spans in zip(
            (left, right), verdict.attributions, verdict.spans, strict=True
        )
    )
    return f"{here}; {there}. {_outcome(verdict)}."


def words_at(text: str, spans: Spans) -> str:
    """Return the words at ``spans`` in one line, the whole text if there are none.

    >>> words_at("Six ships, not five, sank.", ((0, 3), (21, 25)))
    'Six … sank'
    >>> words_at("Six ships sank.", ())
    'Six ships sank'
    """
    parts = [text[start:end] for start, end in spans] or [text.rstrip(".")]
    return textwrap.shorten(" … ".join(parts), LONGEST, placeholder=" …")


def _voice(claim: Claim, chain: tuple[str, ...]) -> str:
    voice = ", quoting ".join(chain) if chain else speaker_of(claim) or "unnamed"
    if claim.date is None:
        return voice
    return f"{voice} ({claim.date.day} {claim.date:%b %Y})"


def _outcome(verdict: Verdict) -> str:
    if verdict.relation == "contradiction":
        return verdict.kind.capitalize()
    if verdict.relation == "superseded":
        return f"Superseded ({verdict.reason}): the {verdict.stands} one stands"
    return f"Both can be true: {verdict.reason}"
