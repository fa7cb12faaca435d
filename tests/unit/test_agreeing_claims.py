"""Pairs that only look opposed: one charge, one denial, one sentence, and the next event."""

from __future__ import annotations

from dataclasses import replace

import pytest

from contradict import Claim, extract_claims
from contradict.verdicts.agreeing import agree
from contradict.verdicts.judging import Verdict, judge


def verdict(left: str, right: str, *speakers: str) -> Verdict:
    here, there = speakers or ("Osk", "Arad")
    return judge(
        Claim(left, speaker=here, attribution=(here,)),
        Claim(right, speaker=there, attribution=(there,)),
    )


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (
            "Velia is unleashing another aggression against the people of Osk.",
            "Velia continues its persecution of Osk by driving people from their homes.",
        ),
        (
            "Osk has repeatedly warned of Velia's aggressive acts.",
            "The silence of the world has given a signal for Velia to launch an attack.",
        ),
        (
            "Osk has warned of propaganda that calls for ethnic cleansing.",
            "Velia continues its ethnic cleansing of Arad.",
        ),
    ],
)
def test_two_charges_against_one_party_agree(left: str, right: str) -> None:
    """Either way round, whoever brings them."""
    assert verdict(left, right).reason == verdict(right, left).reason == "same charge"


def test_a_place_of_its_own_does_not_keep_two_charges_apart() -> None:
    """Only another target does."""
    act = "This was a signal for Velia to launch an attack on people in Osk."
    assert verdict("Velia is responsible for its aggression.", act).reason == "same charge"


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Velia began anti-terrorism drills.", "Velia is unleashing an aggression against Osk."),
        ("Velia stopped its aggression against Osk.", "Velia continues its aggression."),
        ("Velia's offensive has captured the port.", "Velia's offensive stalled outside the port."),
        ("Velia launched its attack from the sea.", "Velia launched its attack from the hills."),
        ("Velia carried out no persecution.", "Velia is guilty of persecution."),
        ("Velia is guilty of aggression.", "Castor is guilty of aggression."),
        ("Velia's use of force was lawful.", "Velia's use of force broke every rule."),
        ("Velia's massacre killed 40 men.", "Velia killed 12 men in a massacre."),
        ("Osk suffered an aggression.", "Osk continues its aggression."),
        ("Velia is committing massacres in Osk.", "Velia is making a raid on Red Valley bases."),
    ],
)
def test_what_is_not_charged_to_one_party_stays(left: str, right: str) -> None:
    """Another name for the act, its course, another party, a number: nothing is explained away."""
    assert verdict(left, right).reason != "same charge"


def test_two_denials_of_one_thing_agree() -> None:
    """A denial and what it denies do not, and neither do denials of opposite things."""
    news = "All news of poisoned wells and dead sheep is invented."
    lie = "The council spread false reports of poisoned wells and of sheep."
    assert verdict(news, lie).reason == "same denial"
    assert verdict(news, "Castor poisoned the wells, and sheep died.").relation == "contradiction"
    assert verdict(news, "Reports of mines and shots are false.").reason is None
    wells = "Reports that the wells burst are false.", "Reports that the wells held are false."
    assert verdict(*wells).reason is None
    opened = "It is not true that the road to the mill is open."
    shut = "It is not true that the road to the mill is shut."
    assert verdict(opened, shut).reason != "same denial"


def test_what_does_not_cease_goes_on() -> None:
    """The negation of an opposite is no clash; of the same verb it is one."""
    stay = "Velia's divers remain in Osk."
    assert verdict(stay, "Velia has not withdrawn its divers from Osk.").reason == "same account"
    assert verdict(stay, "Velia's divers do not remain in Osk.").relation == "contradiction"
    assert verdict(stay, "Velia has not withdrawn its claim.").reason is None


@pytest.mark.parametrize(
    ("left", "right", "kind", "shown"),
    [
        ("Two died by an anti-tank mine.", "Six died by two anti-personnel mines.", "other",
         ("anti-tank", "anti-personnel")),
        ("Four soldiers died at the gate.", "Four members of the choir died at a gate.", "entity",
         ("Four soldiers", "Four members")),
        ("A six-berth cabin burnt.", "A six-man crew fled.", "other", None),
        ("An anti-tank mine fell.", "Anti-tank and anti-ship mines rusted.", "other", None),
        ("Four soldiers died.", "Four clerks fled.", "other", None),
    ],
)  # fmt: skip
def test_one_thing_told_as_of_two_sorts(
    left: str, right: str, kind: str, shown: tuple[str, str] | None
) -> None:
    """The spans are the words that tell the sorts."""
    found = verdict(left, right, "Osk", "Osk")
    spans = [
        text[slice(*side[0])] for text, side in zip((left, right), found.spans, strict=True) if side
    ]
    assert found.relation == "contradiction"
    assert (found.kind, tuple(spans) or None) == (kind, shown)


def test_another_is_not_the_one_before() -> None:
    """For one speaker, in the order of the document, and where the first was one."""
    text = (
        "The army reported that two clerks had died due to the explosion of a mine in Osk. It said "
        "that four guards had died due to the explosion of another mine in Arad."
    )
    first, then = extract_claims(text)
    assert judge(first, then).reason == judge(then, first).reason == "other event"
    both = replace(first, text="Two clerks and four guards died by the explosion of two mines.")
    assert judge(both, then).reason is None
    assert not agree(first, then)
    assert judge(replace(first, speaker="Osk"), then).reason != "other event"


def test_ordinals_tell_names_apart() -> None:
    """Two wars; a war and its own second name are one."""
    first = "The First Velian War ended in 1994 with a treaty."
    assert (
        verdict(first, "The Second Velian War ended in 2020 with a truce.").reason == "other entity"
    )
    assert verdict(first, "The First Velian War never ended with a treaty.").reason is None


def test_for_and_against_are_opposite_in_one_matter_only() -> None:
    """A side taken, not two prepositions."""
    assert verdict("She voted for the dam.", "She voted against the dam.").kind == "antonym"
    assert verdict("She spoke for the dam.", "She was against the dam.").kind == "antonym"
    assert verdict("Castor answers for the flood.", "Osk acted against Arad.").kind != "antonym"


def test_a_pretext_denies_its_purpose_and_not_the_act() -> None:
    """“Under the empty pretext of hunting, they shot at the farm” agrees that they shot."""
    act = "They shot at the farm under the empty pretext of hunting wolves."
    assert verdict(act, "They only hunted wolves near the farm.").kind == "denial"
    assert verdict(act, "They shot at the farm with rifles.").kind != "denial"


def test_parts_of_one_sentence_agree() -> None:
    """What one speaker says in one breath; figures that clash stay."""
    a, b = extract_claims("Osk said that the ice is thick and the road is icy.")
    assert judge(a, b).reason == "one sentence"
    a, b = extract_claims("Osk said that five men died and nine men died.")
    assert judge(a, b).relation == "contradiction"


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("The miller sued the carter.", "The carter sued the miller."),
        ("The ferry left and the barge stayed.", "The barge left and the ferry stayed."),
        ("Most clerks of Osk back the strike.", "Few clerks of Osk back the strike."),
        ("The mill shut before the flood came.", "The mill shut after the flood came."),
        ("All divers reached the shore.", "Not all divers reached the shore."),
        ("Every clerk must pay the new toll.", "Every clerk can pay the new toll."),
    ],
)
def test_the_same_words_can_say_another_thing(left: str, right: str) -> None:
    """Their order and the small words between them count."""
    sides = Claim(left), Claim(right)
    assert judge(*sides).relation == judge(*sides[::-1]).relation == "contradiction"


def test_not_all_is_a_negation_of_all() -> None:
    """Two such claims are not one position either."""
    sides = Claim("All divers reached the shore."), Claim("Not all divers reached the shore.")
    assert judge(*sides).kind == "negation"
    assert not agree(*sides)


def test_a_government_bears_the_name_of_its_state() -> None:
    """It is no name that the other text lacks."""
    left = "The Government of Velia announces a census."
    assert verdict(left, "Castor doubts the census of Velia.").kind != "entity"
    assert verdict(left, "The Government of Castoria announces a census.").kind == "entity"
