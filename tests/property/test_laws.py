"""Laws of find_pairs that hold for any input; the models are stand-ins with known answers."""

from __future__ import annotations

import itertools
import json
import random
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from contradict import Claim, Detector, Pairs, compare, find_between, find_pairs, iter_pairs
from contradict.claim import normalise
from contradict.verdicts.judging import RELATIONS
from tests.stand_ins import CALIBRATION, NotScorer, WordEmbedder

WORDS = ["it", "is", "not", "open", "Open", "shut", "the", "gate", "now"]
texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join)
speakers = st.sampled_from([None, "A", "B"])
DAYS = (None, "2024-05-01", "2024-05-05", "2024-05-05T10:00:00Z", "2024-05-05T09:00:00")


@st.composite
def claim_lists(draw: st.DrawFn, max_size: int = 14) -> list[Claim]:
    row = st.tuples(texts, speakers, speakers, st.sampled_from(DAYS))
    rows = draw(st.lists(row, max_size=max_size))
    return [
        Claim(text, id=f"c{i}", speaker=speaker, source=source, date=date)
        for i, (text, speaker, source, date) in enumerate(rows)
    ]


@pytest.fixture(autouse=True, params=[3, 256])
def chunk(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every law holds however the work is cut up."""
    monkeypatch.setattr("contradict.candidates.embedding.CHUNK", request.param)
    monkeypatch.setattr("contradict.scoring.directions.CHUNK", request.param)
    monkeypatch.setattr("contradict.pairing.SMALLEST_PART", request.param)


def detect(claims: list[Claim], threshold: float = 0, **settings: Any) -> Pairs:
    return find_pairs(
        claims, threshold=threshold, embedder=WordEmbedder(), scorer=NotScorer(), **settings
    )


def summary(pairs: Pairs) -> list[Any]:
    """What must not depend on the order of the input: all but which side is left."""
    return [
        (
            p.probability,
            p.similarity,
            frozenset([(frozenset(p.left_ids), p.forward), (frozenset(p.right_ids), p.backward)]),
            frozenset([(p.left.id, p.spans[0]), (p.right.id, p.spans[1])]),
            (p.relation, p.kind, p.reason),
            {"left": p.left.id, "right": p.right.id}.get(p.stands or ""),
        )
        for p in pairs
    ]


AGAIN = [
    Claim("the gate is open", id="a9", speaker="A", date="2024-05-09"),
    Claim("the gate is open", id="a1", speaker="A", date="2024-05-01"),
    Claim("the gate is now not open", id="c5", speaker="A", date="2024-05-05T10:00:00Z"),
]
TWINS = [Claim("it is", id=i) for i in "cb"] + [Claim("it is not", id="a"), Claim("is it", id="d")]


@given(claim_lists(), st.randoms(), st.integers(1, 20))
@example(TWINS, random.Random(0), 20)
@example(TWINS, random.Random(5), 20)
@example(AGAIN, random.Random(0), 20)
@example(AGAIN, random.Random(1), 20)
def test_order_of_the_input_changes_nothing(claims: list[Claim], chooser: Any, top_k: int) -> None:
    """Shuffled claims give the same pairs in the same order, ties and all."""
    shuffled = list(claims)
    chooser.shuffle(shuffled)
    first, second = detect(claims, top_k=top_k), detect(shuffled, top_k=top_k)
    assert summary(first) == summary(second)
    assert first.coverage == second.coverage


@given(claim_lists(), st.sampled_from([0, 0.3, 0.9]))
def test_a_stream_yields_what_find_pairs_returns(claims: list[Claim], threshold: float) -> None:
    """The pairs are the same, whatever part they were found in."""
    models: dict[str, Any] = {"embedder": WordEmbedder(), "scorer": NotScorer()}
    streamed = list(iter_pairs(claims, threshold=threshold, **models))
    pairs = detect(claims, threshold)
    assert sorted(map(repr, streamed)) == sorted(map(repr, pairs))
    assert pairs.coverage.unjudged == 0


@given(claim_lists(), st.integers(1, 20))
def test_no_self_pairs_and_no_pair_twice(claims: list[Claim], top_k: int) -> None:
    """A text never meets itself; two voices meet at most once; left came first."""
    pairs = detect(claims, top_k=top_k)
    position = {claim.id: i for i, claim in enumerate(claims)}
    seen = [frozenset([p.left.id, p.right.id]) for p in pairs]
    assert len(seen) == len(set(seen))
    for pair in pairs:
        assert normalise(pair.left.text) != normalise(pair.right.text)
        assert position[pair.left.id] < position[pair.right.id]


@given(claim_lists(), st.sampled_from([None, "speaker", "source"]))
def test_every_pair_of_voices_is_there_once(claims: list[Claim], across: Any) -> None:
    """With room for all neighbours, threshold 0 gives exactly the pairs that may be formed."""
    if across and not any(getattr(claim, across) for claim in claims):
        return
    voices: dict[Any, list[str | None]] = {}
    for claim in claims:
        voices.setdefault((normalise(claim.text), claim.speaker, claim.source), []).append(claim.id)
    expected = set()
    for (a, some), (b, others) in itertools.combinations(voices.items(), 2):
        field = {"speaker": 1, "source": 2}.get(across or "")
        if a[0] != b[0] and (field is None or a[field] != b[field]):
            expected.add(frozenset([tuple(some), tuple(others)]))
    found = [frozenset([p.left_ids, p.right_ids]) for p in detect(claims, top_k=99, across=across)]
    assert len(found) == len(expected)
    assert set(found) == expected


@given(claim_lists(), st.floats(0, 1), st.integers(1, 20))
def test_threshold_only_narrows(claims: list[Claim], threshold: float, top_k: int) -> None:
    """A pair's numbers do not depend on the threshold; nothing above it is missing."""
    everything = detect(claims, top_k=top_k)
    some = detect(claims, threshold, top_k=top_k)
    assert some.pairs == everything.above(threshold).pairs
    assert some.coverage.passes <= everything.coverage.passes
    assert everything.coverage.out_of_reach == 0


@given(claim_lists(), st.floats(0, 1), st.sets(st.sampled_from(["reach", "direction"])))
def test_the_cascade_changes_no_finding(
    claims: list[Claim], threshold: float, cascade: set[Any]
) -> None:
    """What is left out without loss is; the passes that it saves are told."""
    everything = detect(claims, threshold, calibration=CALIBRATION, cascade=())
    some = detect(claims, threshold, calibration=CALIBRATION, cascade=cascade)
    assert some.pairs == everything.pairs
    saved = everything.coverage.passes - some.coverage.passes
    assert saved == 2 * some.coverage.out_of_reach + some.coverage.one_way


@given(claim_lists())
def test_ranking(claims: list[Claim]) -> None:
    """By relation, the most probable first, equal ones by their ids."""
    keys = [
        (
            RELATIONS.index(p.relation),
            -p.probability,
            sorted([min(p.left_ids), min(p.right_ids)]),
        )
        for p in detect(claims)
    ]
    assert keys == sorted(keys)


@given(texts, texts)
def test_compare_agrees_with_find_pairs_and_is_symmetric(a: str, b: str) -> None:
    """Two texts are judged alike alone, in a list, and in either order."""
    models: dict[str, Any] = {"embedder": WordEmbedder(), "scorer": NotScorer()}
    there, back = compare(a, b, **models), compare(b, a, **models)
    assert (there.probability, there.forward) == (back.probability, back.backward)
    if normalise(a) != normalise(b):
        assert find_pairs([a, b], threshold=0, **models).pairs == (there,)


@given(claim_lists(8), claim_lists(8), st.integers(1, 20))
def test_between_pairs_only_new_with_known(
    new: list[Claim], known: list[Claim], top_k: int
) -> None:
    """Each pair has a new claim on the left and a known one on the right."""
    models: dict[str, Any] = {"embedder": WordEmbedder(), "scorer": NotScorer()}
    new = [Claim(c.text, id=f"n{i}", speaker=c.speaker) for i, c in enumerate(new)]
    pairs = find_between(new, known, threshold=0, top_k=top_k, **models)
    assert all(p.left in new and p.right in known for p in pairs)
    if top_k == 20:
        combinations = {
            (normalise(a.text), a.speaker, normalise(b.text), b.speaker, b.source)
            for a in new
            for b in known
            if normalise(a.text) != normalise(b.text)
        }
        assert len(pairs) == len(combinations)


@given(st.integers(2, 40), st.integers(1, 6), st.randoms())
def test_ties_at_the_last_place_are_settled_by_text(count: int, top_k: int, chooser: Any) -> None:
    """Of texts that embed alike, those that come first in the alphabet are neighbours."""
    names = [f"{i:02d}" for i in range(count)]
    chooser.shuffle(names)

    class Same(WordEmbedder):
        def embed(self, texts: Any) -> Any:
            return np.tile(np.array([1, 0], np.float32), (len(texts), 1))

    pairs = find_pairs(names, threshold=0, top_k=top_k, embedder=Same(), scorer=NotScorer())
    first = sorted(names)[: top_k + 1]
    expected = {frozenset([a, b]) for a in names for b in [n for n in first if n != a][:top_k]}
    assert {frozenset([p.left.text, p.right.text]) for p in pairs} == expected


@given(claim_lists())
def test_results_are_json(claims: list[Claim]) -> None:
    """Every result can be stored as JSON and says the same afterwards."""
    rows = detect(claims).to_dicts()
    assert json.loads(json.dumps(rows)) == rows


def test_nothing_and_one_claim_are_no_error() -> None:
    """Without a pair there is an empty result, whatever the options."""
    several: list[list[Any]] = [
        [],
        [Claim("It rains.", speaker="A")],
        ["It rains.", " It  rains. "],
    ]
    for claims in several:
        pairs = detect(claims)
        assert len(pairs) == 0
        assert pairs.coverage.claims == len(claims)
    assert len(detect([], across="speaker")) == 0
    assert len(find_between([], ["It rains."], embedder=WordEmbedder(), scorer=NotScorer())) == 0


@given(claim_lists(8), claim_lists(8), st.integers(1, 4), st.sampled_from(["speaker", "source"]))
def test_between_across_fills_every_list(
    new: list[Claim], known: list[Claim], top_k: int, across: Any
) -> None:
    """The k nearest known claims of other speakers are candidates, whoever else says the text."""
    if not any(getattr(claim, across) for claim in [*new, *known]):
        return
    models: dict[str, Any] = {"embedder": WordEmbedder(), "scorer": NotScorer()}
    pairs = find_between(new, known, threshold=0, top_k=top_k, across=across, **models)
    everything = find_between(new, known, threshold=0, top_k=99, across=across, **models)
    for text in {normalise(claim.text) for claim in new}:

        def others(found: Pairs, text: str = text) -> dict[str, float]:
            rows = [p for p in found if normalise(p.left.text) == text]
            return {normalise(p.right.text): p.similarity for p in rows}

        near = sorted(others(everything).items(), key=lambda item: (-item[1], item[0]))
        assert dict(near[:top_k]).items() <= others(pairs).items()


def test_across_finds_the_other_side_behind_a_crowd() -> None:
    """One's own many near claims do not use up the neighbours."""
    crowd = [Claim(f"the gate is open {i}", speaker="A") for i in range(60)]
    other = Claim("the gate is not open at all today", speaker="B")
    pairs = detect([*crowd, other], across="speaker", top_k=1)
    assert {p.right.speaker for p in pairs} == {"B"}
    assert len(pairs) == 60


@pytest.mark.parametrize("known", [False, True])
def test_detector_tells_its_cost_before_it_is_paid(known: bool) -> None:
    """The passes that pair() plans are the most that judge() spends; all at threshold 0."""
    scorer = NotScorer()
    detector = Detector(WordEmbedder(), scorer, top_k=2)
    claims = [
        Claim(f"the gate {i} is {w}", id=f"{i}{w}") for i in range(6) for w in ("open", "not open")
    ]
    others = claims[6:] if known else None
    for threshold in (0, 0.3):
        scorer.passes = 0
        pairing = detector.pair(claims[:6], others, threshold=threshold)
        assert scorer.passes == 0
        assert pairing.coverage.passes > 0
        spent = detector.judge(pairing).coverage
        assert scorer.passes == spent.passes
        assert pairing.coverage.passes - spent.passes == spent.one_way
        assert threshold or spent.one_way == 0
