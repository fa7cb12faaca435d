"""A pair in one sentence: who says what, and what becomes of it."""

from __future__ import annotations

import textwrap

from contradict.claim import Claim
from contradict.pairs import ContradictionPair
from contradict.verdicts.clashes import Spans
from contradict.verdicts.voice import speaker_of

LONGEST = 60


def sentence(pair: ContradictionPair) -> str:
    """Return both voices with their clashing words, and the verdict.

    >>> from contradict.pairs import Probabilities
    >>> known = dict(kind="antonym", spans=(((8, 12),), ((8, 14),)))
    >>> sides = Claim("Gate is open.", speaker="Osk"), Claim("Gate is closed.", date="2024-05-03")
    >>> none = Probabilities(0, 0, 1)
    >>> sentence(ContradictionPair(*sides, 0.9, 0.8, none, none, **known))
    'Osk: “open”; unnamed (3 May 2024): “closed”. Antonym.'
    """
    left, right = (
        f"{_voice(claim, chain)}: “{_words(claim, spans)}”"
        for claim, chain, spans in zip(
            (pair.left, pair.right), pair.attributions, pair.spans, strict=True
        )
    )
    return f"{left}; {right}. {_verdict(pair)}."


def sentence_around(claim: Claim) -> str | None:
    """Return the sentence that a claim was taken from, if it says more than the claim."""
    around = claim.metadata.get("sentence")
    if claim.span is None or not isinstance(around, str):
        return None
    return None if around.strip(".") == " ".join(claim.text.split()) else around


def _voice(claim: Claim, chain: tuple[str, ...]) -> str:
    voice = ", quoting ".join(chain) if chain else speaker_of(claim) or "unnamed"
    if claim.date is None:
        return voice
    return f"{voice} ({claim.date.day} {claim.date:%b %Y})"


def _words(claim: Claim, spans: Spans) -> str:
    parts = [claim.text[start:end] for start, end in spans] or [claim.text]
    return textwrap.shorten(" … ".join(parts), LONGEST, placeholder=" …")


def _verdict(pair: ContradictionPair) -> str:
    if pair.relation == "contradiction":
        return pair.kind.capitalize()
    if pair.relation == "superseded":
        return f"Superseded ({pair.reason}): the {pair.stands} one stands"
    return f"Both can be true: {pair.reason}"
