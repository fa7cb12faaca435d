"""Rules of verdicts: their examples, the karabakh cases, and what the rules must not do."""

from __future__ import annotations

import doctest
import importlib
import json
import pkgutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import contradict.verdicts
from contradict import Claim, InvalidInput, Pairs, compare, find_pairs
from contradict.pair import ContradictionPair, Probabilities
from contradict.report import disputes, page
from contradict.report.page import render_page
from contradict.report.table import render
from contradict.verdicts.judging import Relation, judge
from tests.stand_ins import CALIBRATION, NotScorer, WordEmbedder

KARABAKH = Path(__file__).parents[2] / "datasets" / "karabakh" / "claims.jsonl"
MODULES = [
    importlib.import_module(f"contradict.verdicts.{module.name}")
    for module in pkgutil.iter_modules(contradict.verdicts.__path__)
]
EXAMPLES = [
    test
    for module in [*MODULES, disputes, page]
    for test in doctest.DocTestFinder(exclude_empty=True).find(module)
    if test.examples
]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_examples_hold(example: doctest.DocTest) -> None:
    """Every example in a docstring gives what it says."""
    assert doctest.DocTestRunner().run(example).failed == 0


def karabakh(identity: str) -> Claim:
    rows = map(json.loads, KARABAKH.read_text("utf-8").splitlines())
    return next(Claim(**row) for row in rows if row["id"] == identity)


def test_present_or_not_deployed() -> None:
    """Baku and Yerevan: forces are present, forces are not deployed."""
    left, right = karabakh("baku-presence"), karabakh("yerevan-not-deployed")
    verdict = judge(left, right)
    assert (verdict.relation, verdict.kind) == ("contradiction", "negation")
    assert not verdict.same_speaker
    start, end = verdict.spans[1][0]
    assert "not deployed" in right.text[start:end]


def test_mines_and_a_denial() -> None:
    """A sabotage group laid the mine; the reports are false and invented."""
    left, right = karabakh("baku-sabotage"), karabakh("yerevan-mines-false")
    verdict = judge(left, right)
    assert (verdict.relation, verdict.kind) == ("contradiction", "denial")
    start, end = verdict.spans[1][0]
    assert right.text[start:end] == "are false and invented"


def test_civilians_and_shelled_towns_stay_a_contradiction() -> None:
    """No rule explains away what only knowledge of the world sets against each other."""
    verdict = judge(karabakh("baku-civilians"), karabakh("yerevan-shelling"))
    assert verdict.relation == "contradiction"


def said(text: str, speaker: str, date: str) -> Claim:
    return Claim(text, speaker=speaker, date=date)


def test_a_moving_count_is_superseded_by_the_later() -> None:
    """The same body reports a later state; the order of the claims does not matter."""
    old = said("Nine people are missing.", "Coast Guard", "2024-05-01")
    new = said("Four people are still missing.", "Coast Guard", "2024-05-02")
    assert (judge(old, new).relation, judge(old, new).stands) == ("superseded", "right")
    assert judge(new, old).stands == "left"


ARTSAKH = (
    Claim("The summit was held in Artsakh."),
    Claim("The summit was held in Nagorno-Karabakh."),
)


def test_two_names_of_one_thing_do_not_clash() -> None:
    """The built-in table joins well-known names; other names clash."""
    assert judge(*ARTSAKH).kind == "other"
    posts = Claim("The ban was posted on X."), Claim("The ban was posted on Twitter.")
    assert judge(*posts).kind == "other"
    elsewhere = replace(ARTSAKH[1], text="The summit was held in Armenia.")
    assert judge(ARTSAKH[0], elsewhere).kind == "entity"


def test_names_of_a_users_own() -> None:
    """They hold for one judgement, written in any case; what is no name is an error."""
    sides = Claim("The cup went to the Reds."), Claim("The cup went to Callow.")
    assert judge(*sides).kind == "entity"
    assert judge(*sides, {"the REDS": "callow"}).kind == "other"
    assert judge(*sides).kind == "entity"
    models: dict[str, Any] = {
        "embedder": WordEmbedder(),
        "scorer": NotScorer(),
        "calibration": CALIBRATION,
    }
    assert compare(*sides, **models).kind == "entity"
    assert compare(*sides, names={"Reds": "Callow"}, **models).kind == "other"
    (pair,) = find_pairs(sides, threshold=0, names={"Reds": "Callow"}, **models)
    assert pair.kind == "other"
    with pytest.raises(InvalidInput, match="names must map each other name to the name it means"):
        compare(*sides, names={"Reds": ""}, **models)


def test_rivals_and_reversals_stay_contradictions() -> None:
    """Another speaker's count and a speaker's broken word are no updates."""
    toll = said("Nine people died.", "Coast Guard", "2024-05-01")
    rival = said("So far four people have died.", "Harbour Post", "2024-05-02")
    assert judge(toll, rival).relation == "contradiction"
    word = said("I will not resign.", "Ann Orr", "2024-05-01")
    broken = said("I am now resigning.", "Ann Orr", "2024-06-01")
    verdict = judge(word, broken)
    assert (verdict.relation, verdict.same_speaker) == ("contradiction", True)


@pytest.mark.parametrize(
    ("left", "right", "relation"),
    [
        ("The council met on Monday.", "The council met on Thursday.", "compatible"),
        ("The village was shelled on 3 May.", "The village was shelled on 5 May.", "compatible"),
        ("The minister visited Osk in 2019.", "The minister visited Osk in 2021.", "compatible"),
        ("The council met on Monday.", "The council will meet on Thursday.", "contradiction"),
        ("The council last met on Monday.", "The council met on Thursday.", "contradiction"),
        ("The match was played on Monday.", "The match was played on Thursday.", "contradiction"),
        ("The meeting was on Monday.", "The meeting was on Thursday.", "contradiction"),
        ("The council met until Monday.", "The council met until Thursday.", "contradiction"),
        ("The mayor died on Monday.", "The mayor died on Thursday.", "contradiction"),
        ("Antal was born in 1999.", "Antal was born in 2001.", "contradiction"),
        ("Nordbank was founded in 1901.", "Nordbank was founded in 1911.", "contradiction"),
        ("The bridge opened in March 2019.", "The bridge opened in May 2020.", "contradiction"),
        ("The Selma sank on 3 May.", "The Selma sank on 5 May.", "contradiction"),
    ],
)
def test_what_recurs_has_many_dates(left: str, right: str, relation: str) -> None:
    """A council meets again; a death, a plan, or one match with two dates is a clash."""
    sides = said(left, "A", "2024-05-10"), said(right, "B", "2024-05-10")
    for verdict in (judge(*sides), judge(sides[1], sides[0])):
        assert (verdict.relation, verdict.kind) == (relation, "date")
        assert verdict.reason == (None if relation == "contradiction" else "other time")


def pair(relation: Relation, probability: float) -> ContradictionPair:
    half = Probabilities(0.25, 0.25, 0.5)
    return ContradictionPair(
        left=Claim("Six came.", id="a"),
        right=Claim("Nine came.", id="b"),
        probability=probability,
        similarity=0.8,
        forward=half,
        backward=half,
        relation=relation,
        reason=None if relation == "contradiction" else "other time",
        left_ids=("a",),
        right_ids=("b",),
    )


def test_what_is_explained_away_is_kept_and_counted() -> None:
    """Three properties part the pairs; the table shows contradictions and counts the rest."""
    pairs = Pairs((pair("contradiction", 0.7), pair("superseded", 0.9), pair("compatible", 0.8)))
    parts = pairs.contradictions, pairs.superseded, pairs.explained_away
    assert [len(part) for part in parts] == [1, 1, 1]
    table = render(pairs)
    assert "1 contradiction among" in table
    assert "1 superseded and 1 explained away (--all)" in table
    assert "2." not in table.split("among")[0]
    assert "Both can be true: other time." in render(pairs, all=True)


def test_the_page_marks_the_clash_and_escapes() -> None:
    """Clashing words are marked, text is escaped, nothing is loaded from elsewhere."""
    clash = replace(
        pair("contradiction", 0.7),
        left=Claim("<b>Six</b> came."),
        spans=(((3, 6),), ((0, 4),)),
    )
    page = render_page(Pairs((clash, pair("compatible", 0.8))))
    assert "&lt;b&gt;<mark>Six</mark>&lt;/b&gt; came." in page
    assert "<mark>Nine</mark> came." in page
    assert "1 explained away" in page
    assert "http" not in page
