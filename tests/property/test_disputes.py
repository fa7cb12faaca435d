"""Laws of disputes that hold for any pairs and links."""

from __future__ import annotations

import itertools
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from contradict import (
    Claim,
    ContradictionPair,
    Dispute,
    Link,
    Pairs,
    Probabilities,
    disputes,
    find_pairs,
)
from contradict.claim import normalise
from contradict.verdicts.judging import RELATIONS
from tests.property.test_laws import claim_lists
from tests.stand_ins import SubsetScorer, WordEmbedder

TEXTS = [f"Claim {name}" for name in "abcdefgh"] + ["claim a.", "CLAIM b"]
NEUTRAL = Probabilities(0.1, 0.8, 0.1)
MODELS: dict[str, Any] = {"embedder": WordEmbedder(), "scorer": SubsetScorer()}


@st.composite
def found(draw: st.DrawFn) -> Pairs:
    """Draw claims, and pairs, pairs kept apart and links between any of them."""
    voices = st.tuples(st.sampled_from(TEXTS), st.sampled_from([None, "A", "B"]))
    claims = tuple(
        Claim(text, f"c{i}", speaker=speaker, source="S", date=f"2024-05-{1 + i % 5:02d}")
        for i, (text, speaker) in enumerate(draw(st.lists(voices, min_size=2, max_size=14)))
    )
    both = [
        (a, b)
        for a, b in itertools.combinations(claims, 2)
        if normalise(a.text) != normalise(b.text)
    ]
    if not both:
        return Pairs(claims=claims)
    some = st.lists(
        st.sampled_from(both), max_size=10, unique_by=lambda ends: (ends[0].id, ends[1].id)
    )
    shares = st.sampled_from([0.3, 0.5, 0.9])
    pairs, apart = (
        tuple(_pair(a, b, draw(shares), draw(st.sampled_from(RELATIONS))) for a, b in draw(some))
        for _ in range(2)
    )
    links = tuple(
        Link(a, b, 0.8, Probabilities(draw(shares), 0.05, 0.05), NEUTRAL) for a, b in draw(some)
    )
    return Pairs(pairs, links=links, apart=apart, claims=claims)


def _pair(a: Claim, b: Claim, probability: float, relation: Any) -> ContradictionPair:
    return ContradictionPair(
        left=a,
        right=b,
        probability=probability,
        similarity=0.8,
        forward=NEUTRAL,
        backward=NEUTRAL,
        relation=relation,
        left_ids=(a.id or "",),
        right_ids=(b.id or "",),
    )


def summary(clusters: tuple[Dispute, ...]) -> list[dict[str, Any]]:
    return [dispute.to_dict() for dispute in clusters]


@given(found(), st.randoms())
def test_order_changes_nothing(pairs: Pairs, chooser: Any) -> None:
    """Claims, pairs and links in any order give the same disputes."""

    def mixed(some: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(chooser.sample(some, len(some)))

    shuffled = Pairs(
        mixed(pairs.pairs),
        pairs.coverage,
        mixed(pairs.links),
        mixed(pairs.apart),
        mixed(pairs.claims),
    )
    assert summary(disputes(pairs)) == summary(disputes(shuffled))


@given(found())
def test_a_claim_is_on_one_side_at_most(pairs: Pairs) -> None:
    """Sides are disjoint, in texts and in claims, and voices share their claims out."""
    sides = [side for dispute in disputes(pairs) for side in dispute.sides]
    ids = [claim.id for side in sides for claim in side.claims]
    assert len(ids) == len(set(ids))
    assert all(sum(voice.claims for voice in side.voices) == len(side.claims) for side in sides)
    assert all(side.claims for side in sides)


@given(found())
def test_sides_are_consistent_and_opposed(pairs: Pairs) -> None:
    """Nothing on a side contradicts it; every contradiction runs between two of its sides."""
    clusters = disputes(pairs)
    place = {
        normalise(claim.text): (number, i)
        for number, dispute in enumerate(clusters)
        for i, side in enumerate(dispute.sides)
        for claim in side.claims
    }
    contradictions = [pair for pair in pairs if pair.relation == "contradiction"]
    assert sorted(map(id, contradictions)) == sorted(id(p) for d in clusters for p in d.pairs)
    opposed = set()
    for pair in contradictions:
        ends = [place[normalise(claim.text)] for claim in (pair.left, pair.right)]
        assert ends[0][0] == ends[1][0]
        assert ends[0] != ends[1]
        opposed |= set(ends)
    assert opposed == set(place.values())
    for pair in (*pairs, *pairs.apart):
        a, b = (place.get(normalise(claim.text)) for claim in (pair.left, pair.right))
        assert pair.relation == "compatible" or a is None or a != b


@given(claim_lists(), st.sampled_from([None, "speaker"]), st.randoms())
def test_links_leave_the_pairs_alone(claims: list[Claim], across: Any, chooser: Any) -> None:
    """With links the same pairs are found; links and disputes are the same in any order."""
    if across and not any(claim.speaker for claim in claims):
        return
    settings: dict[str, Any] = {"threshold": 0.3, "across": across, "top_k": 3, **MODELS}
    pairs = find_pairs(claims, links=True, **settings)
    assert pairs.pairs == find_pairs(claims, **settings).pairs
    shuffled = chooser.sample(claims, len(claims))
    other = find_pairs(shuffled, links=True, **settings)
    assert [(one.left, one.right) for one in pairs.links] == [
        (one.left, one.right) for one in other.links
    ]
    assert pairs.coverage == other.coverage

    def sides(some: Pairs) -> list[Any]:
        return [(d.question, [side.to_dict() for side in d.sides]) for d in disputes(some)]

    assert sides(pairs) == sides(other)
