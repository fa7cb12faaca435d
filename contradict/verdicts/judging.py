"""The verdict on two claims: what clashes, and whether both can be true after all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from contradict.claim import Claim
from contradict.verdicts.aliases import naming
from contradict.verdicts.clashes import Kind, Spans, find_clash
from contradict.verdicts.explaining import reason
from contradict.verdicts.superseding import Side, superseded
from contradict.verdicts.voice import attribution, same_speaker

Relation: TypeAlias = Literal["contradiction", "superseded", "compatible"]
RELATIONS: tuple[Relation, ...] = ("contradiction", "superseded", "compatible")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is made of two claims that the model sets against each other.

    ``spans`` are the clashing words of the left and of the right text, start and end
    in characters. ``stands`` is the side that holds where one supersedes the other;
    ``reason`` tells what moved, or why both can be true. ``attributions`` are the
    chains of those whose words either claim reports.
    """

    relation: Relation = "contradiction"
    kind: Kind = "other"
    spans: tuple[Spans, Spans] = ((), ())
    reason: str | None = None
    stands: Side | None = None
    same_speaker: bool = False
    attributions: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())


def judge(left: Claim, right: Claim, names: Mapping[str, str] | None = None) -> Verdict:
    """Return the verdict on two claims that seem to contradict each other.

    ``names`` are further names of one thing: each other name and the name it means.

    >>> judge(Claim("Emissions fell."), Claim("Emissions rose.")).kind
    'antonym'
    >>> judge(Claim("Critics say that it failed."), Claim("It did not fail.")).reason
    'reported speech'
    >>> sides = Claim("The Callow won the cup."), Claim("The cup was won by the Reds.")
    >>> judge(*sides).kind, judge(*sides, {"Reds": "Callow"}).kind
    ('entity', 'other')
    """
    with naming(names or {}):
        return _verdict(left, right)


def _verdict(left: Claim, right: Claim) -> Verdict:
    clash = find_clash(left, right)
    same = same_speaker(left, right)
    kind: Kind = clash.kind if clash else "other"
    spans = (clash.left, clash.right) if clash else ((), ())
    chains = attribution(left), attribution(right)
    update = superseded(left, right, clash)
    if update is not None:
        return Verdict("superseded", kind, spans, update.reason, update.stands, same, chains)
    why = reason(left, right, clash)
    relation: Relation = "contradiction" if why is None else "compatible"
    return Verdict(relation, kind, spans, why, None, same, chains)
