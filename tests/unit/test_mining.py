"""Pairs that do not contradict, found among labelled ones."""

from __future__ import annotations

from contradict.readers.labelled import LabelledPair
from contradict.training.facts import near_facts
from contradict.training.mining import (
    mined_strangers,
    names,
    near_strangers,
    renamed_twins,
    siblings,
)
from tests.stand_ins import WordEmbedder


def pair(premise: str, hypothesis: str, label: str = "contradiction") -> LabelledPair:
    return LabelledPair(premise, hypothesis, label)


def test_strangers_are_of_different_pairs() -> None:
    """Two texts of one pair, and two that a third links, are no strangers; names differ."""
    pairs = [
        pair("Ann Lee was born in Paris", "Ann Lee was born in Rome"),
        pair("Ann Lee was born in Paris", "Ann Lee was not born"),
        pair("Bob Ray was born in Lima", "Bob Ray was born in Oslo"),
    ]
    near = near_strangers(pairs, WordEmbedder(), closest=2)
    assert near
    for text, others in near.items():
        assert all(("Ann" in text) != ("Ann" in other) for other in others)


def test_mined_pairs_are_unrelated_and_no_pair_twice() -> None:
    """Near statements about different things, in either order."""
    towns = ["Paris", "Rome", "Lima", "Oslo", "Cairo", "Delhi", "Turin", "Leeds"]
    pairs = [
        pair(f"{town} Council met on a cold day {i}", f"{town} Council never met, said {i}")
        for i, town in enumerate(towns)
    ]
    mined = mined_strangers(pairs, WordEmbedder(), 99, 0)
    assert mined
    assert {p.label for p in mined} == {"unrelated"}
    assert len({frozenset([p.premise, p.hypothesis]) for p in mined}) == len(mined)


def test_renamed_twins_speak_of_someone_else() -> None:
    """The subject of the hypothesis is replaced wherever it stands."""
    pairs = [
        pair("Ann Lee was born in Paris.", "Ann Lee was born in Rome."),
        pair("Bob Ray left Lima.", "Bob Ray stayed in Lima."),
        pair("Dogs sleep on the sofa.", "Dogs run."),
    ]
    twins = renamed_twins(pairs, 9, seed=1)
    assert len(twins) == 2
    for twin in twins:
        assert twin.label == "unrelated"
        assert not names(twin.hypothesis) & names(twin.premise) - {"Lima", "Paris"}


def test_siblings_are_what_logic_makes_neutral() -> None:
    """Something entailed and something left open by one premise, never what it contradicts."""
    premise = "A man sleeps on a bench."
    pairs = [
        pair(premise, "A man sleeps.", "entailment"),
        pair(premise, "The man is tired.", "neutral"),
        pair(premise, "The man runs."),
        pair("A dog barks.", "The dog is old.", "neutral"),
    ]
    made = siblings(pairs, 9, seed=0)
    assert [(p.premise, p.hypothesis, p.label) for p in made] == [
        ("A man sleeps.", "The man is tired.", "neutral")
    ]


FACTS = [
    "He was nominated for three Academy Awards and won two of them.",
    "She was nominated for three Academy Awards and won none of them.",
    "Ann Lee of Lima was nominated for three Academy Awards in all.",
    "Ann Lee of Lima was awarded a medal for her work in Oslo in all.",
    "Short.",
]


def test_facts_never_contradict() -> None:
    """Near sentences are unrelated, or neutral if both name the same; no pair twice."""
    made = near_facts(FACTS, WordEmbedder(), 99, 0, closest=2)
    labels = {frozenset([p.premise, p.hypothesis]): p.label for p in made}
    assert labels[frozenset(FACTS[:2])] == "unrelated"
    assert labels[frozenset(FACTS[2:4])] == "neutral"
    assert all(text != "Short." for pair in labels for text in pair)
    assert made == near_facts(FACTS[::-1], WordEmbedder(), 99, 0, closest=2)


def test_half_of_the_facts_do_not_name_their_subject() -> None:
    """As far as there are such pairs."""
    unnamed = [f"He won {i} of the games that were played there" for i in range(20)]
    named = [f"Town{i} won some of the games that were played there" for i in range(20)]
    made = near_facts(unnamed + named, WordEmbedder(), 20, 0, closest=2)
    assert len(made) == 20
    assert sum(p.premise.startswith("He") and p.hypothesis.startswith("He") for p in made) >= 10
