"""From scores to records: a pair of texts that is judged, and the voices that say it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace

from contradict.candidates.pairing import Candidates
from contradict.candidates.texts import Voice
from contradict.claim import Claim, when
from contradict.pair import ContradictionPair, Link, Probabilities
from contradict.protocols import FloatArray
from contradict.scoring.calibration import Floats
from contradict.scoring.directions import Directions
from contradict.verdicts.clashes import Spans
from contradict.verdicts.judging import Verdict, judge

DECIMALS = 4
VERDICT_FIELDS = tuple(field.name for field in fields(Verdict))


@dataclass(frozen=True, slots=True)
class Judged:
    """What is known of a pair of texts, whoever says them."""

    probability: float
    similarity: float
    forward: FloatArray
    backward: FloatArray
    windowed: bool

    @classmethod
    def at(
        cls, i: int, candidates: Candidates, directions: Directions, probability: Floats
    ) -> Judged:
        """Return what is known of candidate ``i``."""
        return cls(
            float(probability[i]),
            float(candidates.similarity[i]),
            directions.forward[i],
            directions.backward[i],
            bool(directions.windowed[i]),
        )

    def pair(
        self,
        claims: Sequence[Claim],
        a: Voice,
        b: Voice,
        names: Mapping[str, str] | None = None,
    ) -> ContradictionPair:
        """Return the record of two voices, with the claim that came first on the left.

        The earliest claim stands for each voice. ``names`` are further names of one thing,
        for the verdict.
        """
        forward, backward = self.forward, self.backward
        first, second = _earliest(claims, a), _earliest(claims, b)
        if second < first:
            a, b, first, second = b, a, second, first
            forward, backward = backward, forward
        left, right = claims[first], claims[second]
        verdict = judge(left, right, names)
        return ContradictionPair(
            left=left,
            right=right,
            probability=round(self.probability, DECIMALS),
            similarity=round(self.similarity, DECIMALS),
            forward=_rounded(forward),
            backward=_rounded(backward),
            left_ids=_ids(claims, a),
            right_ids=_ids(claims, b),
            windowed=self.windowed,
            **{name: getattr(verdict, name) for name in VERDICT_FIELDS},
        )

    def link(self, claims: Sequence[Claim], a: Voice, b: Voice) -> Link:
        """Return the link of two texts, ``a`` and ``b`` being all claims with either.

        The earliest claim stands for each.
        """
        left, right = (claims[_earliest(claims, all_of)] for all_of in (a, b))
        return Link(
            left=left,
            right=right,
            similarity=round(self.similarity, DECIMALS),
            forward=_rounded(self.forward),
            backward=_rounded(self.backward),
            left_ids=_ids(claims, a),
            right_ids=_ids(claims, b),
        )


def _rounded(direction: FloatArray) -> Probabilities:
    return Probabilities(*(round(float(p), DECIMALS) for p in direction))


def _earliest(claims: Sequence[Claim], some: Voice) -> int:
    """Return the position of the earliest claim, whatever the order of the input."""
    return min(some, key=lambda i: when(claims[i]))


def _ids(claims: Sequence[Claim], voice: Voice) -> tuple[str, ...]:
    return tuple(claims[i].id or "" for i in voice)


def by_premise(pair: ContradictionPair) -> tuple[str, str]:
    """Return the texts of a pair, the premise of the more decided direction first."""
    sides = (
        (-pair.forward.contradiction, pair.left.text, pair.right.text),
        (-pair.backward.contradiction, pair.right.text, pair.left.text),
    )
    return min(sides)[1:]


def with_spans(
    pair: ContradictionPair, found: Mapping[tuple[str, str], tuple[Spans, Spans]]
) -> ContradictionPair:
    """Return the pair with the spans that were ``found`` for its texts, or the whole texts."""
    texts = by_premise(pair)
    if pair.windowed:
        return replace(pair, spans=(((0, len(pair.left.text)),), ((0, len(pair.right.text)),)))
    first, second = found[texts]
    turned = texts[0] != pair.left.text
    return replace(pair, spans=(second, first) if turned else (first, second))
