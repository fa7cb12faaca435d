"""Two claims, and what their finding rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

from contradict.claim import Claim
from contradict.verdicts.judging import Verdict
from contradict.verdicts.wording import sentence


class Probabilities(NamedTuple):
    """What the cross-encoder says of one direction; the three sum to one."""

    entailment: float
    neutral: float
    contradiction: float


@dataclass(frozen=True, slots=True)
class Link:
    """Two claims of which at least one entails the other.

    ``forward`` is the cross-encoder's judgement of ``right`` given ``left``, ``backward``
    that of ``left`` given ``right``, ``similarity`` the cosine of their embeddings, all
    rounded to 1e-4. ``left_ids`` and ``right_ids`` are all claims with the same text;
    ``left`` and ``right`` are the earliest of them, in the order of their texts.
    """

    left: Claim
    right: Claim
    similarity: float
    forward: Probabilities
    backward: Probabilities
    left_ids: tuple[str, ...] = ()
    right_ids: tuple[str, ...] = ()

    @property
    def entailment(self) -> float:
        """How likely one of the two follows from the other: the surer direction."""
        return max(self.forward.entailment, self.backward.entailment)

    def to_dict(self) -> dict[str, Any]:
        """Return the link as plain values, ready for JSON."""
        return {
            "entailment": self.entailment,
            "similarity": self.similarity,
            "left": self.left.to_dict(),
            "right": self.right.to_dict(),
            "forward": self.forward._asdict(),
            "backward": self.backward._asdict(),
            "left_ids": list(self.left_ids),
            "right_ids": list(self.right_ids),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class ContradictionPair(Verdict):
    """A verdict on two claims that seem to contradict each other, and what it rests on.

    ``left`` came before ``right`` in the input (of `find_between`: is the new
    one). ``left_ids`` and ``right_ids`` are all claims with the same text,
    speaker and source; ``left`` and ``right`` are the first of them.

    ``probability`` that the two cannot both be true and ``similarity``, the
    cosine of their embeddings, are rounded to 1e-4. ``forward`` is the
    cross-encoder's judgement of ``right`` given ``left``, ``backward`` that of
    ``left`` given ``right``. ``windowed`` tells that a text was longer than the
    cross-encoder takes, so that windows of it were judged.

    The rest is the `Verdict`: ``relation`` is ``"contradiction"``; ``"superseded"``,
    where ``stands`` names the side that updates or corrects the other; or
    ``"compatible"``, where ``reason`` tells how both can be true. ``kind`` is what
    clashes and ``spans`` the words of the left and the right text that do, as start and
    end in characters. ``same_speaker`` tells that one voice answers for both;
    ``attributions`` are the chains of those whose words either claim reports, outermost
    first.
    """

    left: Claim
    right: Claim
    probability: float
    similarity: float
    forward: Probabilities
    backward: Probabilities
    left_ids: tuple[str, ...] = ()
    right_ids: tuple[str, ...] = ()
    windowed: bool = False

    @property
    def sentence(self) -> str:
        """Who says which of the clashing words, and the verdict, in one sentence."""
        return sentence(self.left, self.right, self)

    def to_dict(self) -> dict[str, Any]:
        """Return the pair as plain values, ready for JSON."""
        return {
            "probability": self.probability,
            "relation": self.relation,
            "sentence": self.sentence,
            "similarity": self.similarity,
            "left": self.left.to_dict(),
            "right": self.right.to_dict(),
            "forward": self.forward._asdict(),
            "backward": self.backward._asdict(),
            "left_ids": list(self.left_ids),
            "right_ids": list(self.right_ids),
            "windowed": self.windowed,
            "kind": self.kind,
            "reason": self.reason,
            "stands": self.stands,
            "same_speaker": self.same_speaker,
            "spans": [[list(span) for span in side] for side in self.spans],
            "attributions": [list(chain) for chain in self.attributions],
        }
