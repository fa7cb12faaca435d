"""Disputes: sides, voices, questions, and how the links for them are found."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from contradict import (
    Claim,
    ContradictionPair,
    Detector,
    InvalidInput,
    Link,
    MissingExtra,
    Pairs,
    Probabilities,
    disputes,
    find_between,
    find_pairs,
    iter_pairs,
)
from contradict.report.disputes import render_disputes
from contradict.report.page import render_page
from contradict.verdicts.clashes import find_clash
from tests.stand_ins import CALIBRATION, SubsetScorer, WordEmbedder

MODELS: dict[str, Any] = {
    "embedder": WordEmbedder(),
    "scorer": SubsetScorer(),
    "calibration": CALIBRATION,
}
NEUTRAL = Probabilities(0.1, 0.8, 0.1)


def said(text: str, speaker: str | None = None, day: int | None = None, **known: Any) -> Claim:
    """Return a claim of May 2024, with its voice and text as id."""
    identity = f"{speaker or known.get('source')}: {text}"
    when = None if day is None else date(2024, 5, day)
    return Claim(text, identity, speaker=speaker, date=when, **known)


def clash(left: Claim, right: Claim, probability: float = 0.5, **verdict: Any) -> ContradictionPair:
    """Return a pair with what the rules see in it, as a contradiction unless told otherwise."""
    found = find_clash(left, right)
    seen: dict[str, Any] = {}
    if found is not None:
        seen = {"kind": found.kind, "spans": (found.left, found.right)}
    return ContradictionPair(
        left=left,
        right=right,
        probability=probability,
        similarity=0.8,
        forward=NEUTRAL,
        backward=NEUTRAL,
        left_ids=(left.id or "",),
        right_ids=(right.id or "",),
        **seen | verdict,
    )


def link(left: Claim, right: Claim, entailment: float = 0.9) -> Link:
    surely = Probabilities(entailment, 1 - entailment, 0.0)
    return Link(left, right, 0.8, surely, NEUTRAL)


FOUR = said("Four people died in the fire.", "Fire Service", 1)
SEVEN = said("Seven people died in the fire.", "Ministry", 2)
NINE = said("Nine people died in the fire.", "Red Cross", 3)
TOLLS = (clash(FOUR, SEVEN, 0.6), clash(SEVEN, NINE, 0.5), clash(FOUR, NINE, 0.7))


def test_three_rival_tolls_are_three_sides_of_one_dispute() -> None:
    """The question leaves the number open; the strongest pair is the evidence."""
    (dispute,) = disputes(Pairs(TOLLS))
    assert dispute.question == "“… people died in the fire”: four, seven or nine?"
    assert [side.texts for side in dispute.sides] == [(c.text,) for c in (FOUR, SEVEN, NINE)]
    assert dispute.evidence is TOLLS[2]
    assert [pair.probability for pair in dispute.pairs] == [0.7, 0.6, 0.5]


def test_a_link_never_joins_what_contradicts() -> None:
    """Seven and nine both entail that people died; only the surer joins it."""
    some = said("People died in the fire.", "Nils Berg", 4)
    none = said("Nobody died in the fire.", "Owner", 5)
    pairs = Pairs(
        (clash(SEVEN, NINE, 0.6), clash(some, none, 0.9)),
        links=(link(SEVEN, some, 0.8), link(NINE, some, 0.9)),
    )
    (dispute,) = disputes(pairs)
    assert [side.texts for side in dispute.sides] == [
        (SEVEN.text,),
        (NINE.text, some.text),
        (none.text,),
    ]
    assert dispute.question == "Is it true that “People died in the fire”?"


def test_what_is_kept_apart_is_not_joined_and_makes_no_dispute() -> None:
    """A pair of one speaker, and a superseded one, hold two texts apart, no more."""
    links = (link(SEVEN, NINE),)
    assert disputes(Pairs(apart=(clash(SEVEN, NINE),), links=links)) == ()
    for kept in (
        Pairs(TOLLS[:1], links=links, apart=(clash(SEVEN, NINE),)),
        Pairs((*TOLLS[:1], clash(SEVEN, NINE, relation="superseded")), links=links),
    ):
        (dispute,) = disputes(kept)
        assert [side.texts for side in dispute.sides] == [(FOUR.text,), (SEVEN.text,)]
    (dispute,) = disputes(Pairs(TOLLS[:1], links=links))
    assert dispute.sides[1].texts == (SEVEN.text, NINE.text)


def test_forty_outlets_are_one_voice() -> None:
    """Copies without a speaker count as one voice, named by the earliest outlet."""
    copies = [
        said("four people died in the fire", None, 10 + i % 3, source=f"Paper {i:02d}")
        for i in range(40)
    ]
    pairs = Pairs(TOLLS[:1], claims=(*copies, FOUR, SEVEN, NINE))
    first, second = disputes(pairs)[0].sides
    assert [(voice.name, voice.claims) for voice in first.voices] == [
        ("Fire Service", 1),
        ("Paper 00", 40),
    ]
    assert (first.since, first.voices[1].since) == (date(2024, 5, 1), date(2024, 5, 10))
    assert len(first.voices[1].sources) == 40
    assert first.texts == (FOUR.text,)  # the copies differ in case and a mark
    assert [voice.name for voice in second.voices] == ["Ministry"]


def test_what_time_explains_is_on_no_side() -> None:
    """A claim with the same text that is only ever explained away is left out."""
    long_ago = Claim(SEVEN.text, "old", speaker="Archive", date="1999-05-01")
    explained = clash(FOUR, long_ago, relation="compatible", reason="other time")
    (dispute,) = disputes(Pairs((*TOLLS[:1], explained), claims=(FOUR, SEVEN, long_ago)))
    assert [claim.id for side in dispute.sides for claim in side.claims] == [FOUR.id, SEVEN.id]


def test_questions_name_the_place_or_ask_for_the_truth() -> None:
    """Opposite words fill a place; what is denied is asked for, in the words that assert it."""
    gate = clash(said("The gate is open.", "A"), said("The gate is closed.", "B"))
    assert disputes(Pairs((gate,)))[0].question == "“The gate is …”: open or closed?"
    mines = clash(said("Reports of mines are false.", "B"), said("They laid mines.", "C"))
    assert disputes(Pairs((mines,)))[0].question == "Is it true that “They laid mines”?"


def test_a_question_lists_the_answers_to_one_place() -> None:
    """A third party that clashes with one side over something else gives no answer to it."""
    five = said("The bridge cost five million euros.", "A")
    six = said("The bridge cost six million euros and has four lanes.", "B")
    two = said("The bridge has two lanes.", "C")
    (dispute,) = disputes(Pairs((clash(five, six, 0.9), clash(six, two, 0.5))))
    assert len(dispute.sides) == 3
    assert dispute.question == "“The bridge cost …”: five million euros or six million euros?"


def test_a_dispute_is_json_and_a_table() -> None:
    """Rows hold plain values; the table shows question, sides, voices and evidence."""
    pairs = Pairs(TOLLS)
    found = disputes(pairs)
    row = found[0].to_dict()
    assert json.loads(json.dumps(row)) == row
    assert row["sides"][0] == {
        "texts": [FOUR.text],
        "since": "2024-05-01",
        "voices": [{"name": "Fire Service", "since": "2024-05-01", "claims": 1, "sources": []}],
        "ids": [FOUR.id],
    }
    assert row["pairs"][0] == [FOUR.id, NINE.id]
    table = render_disputes(found, pairs)
    assert "1. “… people died in the fire”: four, seven or nine?" in table
    assert "Fire Service, since 1 May 2024" in table
    assert "Evidence (probability 0.70): Fire Service (1 May 2024): “Four”" in table
    assert "1 dispute over 3 contradictions among 0 claims" in table


def test_a_dispute_stands_in_the_page_above_the_pairs() -> None:
    """Question, sides, voices and evidence, with marks and escapes; nothing is loaded."""
    left = said("<b>Six</b> died in the fire.", "A & B", 1)
    right = said("Nine died in the fire.", "Ministry", 2)
    pairs = Pairs((clash(left, right),))
    page = render_page(pairs, disputes(pairs))
    assert "<title>1 dispute over 1 contradiction</title>" in page
    assert "1. “&lt;b&gt;…&lt;/b&gt; died in the fire”: Six or nine?" in page
    assert "A &amp; B, since 1 May 2024" in page
    assert "Ministry, since 2 May 2024" in page
    above, below = page.split("<h2>All pairs</h2>")
    for part in (above, below):  # as evidence, and as a pair
        assert (
            "<blockquote>&lt;b&gt;<mark>Six</mark>&lt;/b&gt; died in the fire.</blockquote>" in part
        )
        assert "<mark>Nine</mark> died in the fire." in part
    assert "http" not in page


def test_a_page_of_many_voices_and_wordings_is_short() -> None:
    """What is over five unfolds or is counted; no dispute, and none asked for, are told apart."""
    same = [said(f"Six died in fire {chr(97 + i)}.", f"V{i}", 1) for i in range(7)]
    right = said("Nine died in the fire.", "Ministry", 2)
    links = tuple(link(same[0], other) for other in same[1:])
    pairs = Pairs((clash(same[0], right),), links=links)
    page = render_page(pairs, disputes(pairs))
    assert "; and 2 more voices" in page
    assert "<summary>and 2 more wordings</summary>" in page
    assert "No disputes." in render_page(Pairs(), ())
    assert "disputes" not in render_page(Pairs())


def test_no_pairs_and_no_graph_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is no dispute; a missing extra is named."""
    assert disputes(Pairs()) == ()
    monkeypatch.setitem(__import__("sys").modules, "networkx", None)
    with pytest.raises(MissingExtra, match=r'pip install "contradict-claims\[disputes\]"'):
        disputes(Pairs(TOLLS))


GATES = [
    Claim("the gate is open", "a", speaker="A"),
    Claim("the big gate is open", "b", speaker="A"),
    Claim("the gate is not open", "c", speaker="B"),
    Claim("a cat sat there", "d", speaker="A"),
    Claim("a fat cat sat there", "e", speaker="A"),
]


def test_links_are_looked_for_around_contradictions_only() -> None:
    """Of one speaker too; the cats, which contradict nothing, are left alone."""
    pairs = find_pairs(GATES, across="speaker", links=True, top_k=2, **MODELS)
    assert [(one.left_ids, one.right_ids) for one in pairs.links] == [(("b",), ("a",))]
    assert pairs.links[0].entailment == 0.9
    assert [[c.id for c in side.claims] for side in disputes(pairs)[0].sides] == [["b", "a"], ["c"]]
    assert find_pairs(GATES, across="speaker", **MODELS).links == ()


def test_links_cost_what_the_coverage_says() -> None:
    """Known scores are not paid twice; every further pass is counted."""
    scorer = SubsetScorer()
    detector = Detector(WordEmbedder(), scorer, calibration=CALIBRATION)
    pairs = detector.judge(detector.pair(GATES, threshold=0, links=True))
    assert scorer.passes == pairs.coverage.passes == 20
    assert (pairs.coverage.linking, pairs.coverage.linked_candidates) == (0, 0)
    scorer.passes = 0
    apart = Detector(WordEmbedder(), scorer, across="speaker", calibration=CALIBRATION)
    pairs = apart.judge(apart.pair(GATES, links=True))
    assert scorer.passes == pairs.coverage.passes + pairs.coverage.linking
    assert pairs.coverage.linked_candidates > 0


def test_a_speaker_against_himself_is_kept_apart() -> None:
    """Across speakers it is no finding, but it holds two texts apart."""
    claims = [*GATES[:3], Claim("the big gate is not open", "f", speaker="A")]
    pairs = find_pairs(claims, across="speaker", links=True, **MODELS)
    assert {frozenset((p.left.id, p.right.id)) for p in pairs.apart} == {
        frozenset("af"),
        frozenset("bf"),
    }
    assert all(p.left.speaker != p.right.speaker for p in pairs)
    assert [{c.id for c in side.claims} for side in disputes(pairs)[0].sides] == [
        {"c", "f"},
        {"a", "b"},
    ]


def test_between_links_both_sides() -> None:
    """New claims are linked with new ones too."""
    pairs = find_between(GATES[:2], GATES[2:3], links=True, **MODELS)
    assert len(pairs.links) == 1
    assert len(disputes(pairs)[0].sides) == 2


def test_a_stream_has_no_links() -> None:
    """Links are looked for when all is judged; a stream refuses the option."""
    with pytest.raises(InvalidInput, match=r"links must be left out .* find_pairs"):
        next(iter_pairs(GATES, links=True, **MODELS))
    assert next(iter_pairs(GATES, links=False, names=None, **MODELS)) in find_pairs(GATES, **MODELS)
