"""Verdicts on plain sentences as news, encyclopedias and reports have them."""

from __future__ import annotations

import pytest

from contradict.claim import Claim
from contradict.verdicts.judging import judge


@pytest.mark.parametrize(
    ("left", "right", "kind"),
    [
        ("The University of Leeds cut 40 jobs.", "The University of Leeds cut 90 jobs.", "number"),
        ("Guy's Hospital was closed in 2019.", "Guy's Hospital was not closed.", "negation"),
        ("Rebels killed 12 soldiers.", "Insurgents killed 30 soldiers.", "number"),
        ("Turnout reached 63 percent.", "Participation reached 44 percent.", "number"),
        ("The Prime Minister resigned.", "Boris Johnson did not resign.", "negation"),
        ("The CIA hired 12 agents.", "The Central Intelligence Agency hired 40 agents.", "number"),
        ("Washington imposed a 25% duty.", "The United States imposed a 10% duty.", "number"),
        ("Iran attacked Israel.", "Iran was attacked by Israel.", "entity"),
        ("The house passed the bill.", "The house nearly passed the bill.", "other"),
        ("Profits did not fall in 2023.", "Profits fell in 2023 as costs rose.", "negation"),
        ("Three suspected militants were killed.", "The raid killed five militants.", "number"),
        ("Norway claimed gold in the relay.", "Sweden won gold in the relay.", "entity"),
        ("Trains ran according to schedule.", "Trains did not run.", "negation"),
        ("The firm denies that it polluted it.", "It was polluted by the firm.", "denial"),
        ("He studied at Yale University.", "He studied at Lund University.", "entity"),
        ("Kyiv is a city of 3 million people.", "Kiev is a city of 2 million people.", "number"),
        ("Marz won, who also leads the party.", "Callow won.", "entity"),
        ("The crash killed 12 children.", "The crash killed 15 pupils.", "number"),
        ("The Osk War killed 500 in 1988.", "The Osk War killed 900 by 1980.", "number"),
        ("In the event, the bill passed.", "The bill was defeated.", "antonym"),
        ("On Monday, the court did not rule.", "The court ruled.", "negation"),
        ("The 1,200 workers were not paid.", "The 1,200 workers were paid.", "negation"),
        ("The vote is on Monday.", "The vote is on Tuesday.", "date"),
        ("Columbus landed in 1492.", "Columbus landed in 1498.", "date"),
        ("The town had 1700 inhabitants.", "The town had 1800 inhabitants.", "number"),
        ("The judge denied bail.", "The judge granted bail.", "negation"),
        ("It is a science fiction film of 1979.", "It is a film of 1986.", "date"),
        ("The council is made up of 12 members.", "The council has 15 members.", "number"),
        (
            "Osk Air also runs three daily flights.",
            "Osk Air also runs five daily flights.",
            "number",
        ),
        ("Models suggest that masks help.", "Masks do not help.", "negation"),
        ("The third season had ten episodes.", "The third season had six episodes.", "number"),
        ("He won the second prize in May.", "He won the third prize in May.", "other"),
        ("Marz won a Castor Prize in 1990.", "She won a Castor Prize in 1995.", "date"),
        ("Castor is the first mayor of Osk.", "Pollux is the first mayor of Osk.", "entity"),
    ],
)
def test_what_clashes_is_not_explained_away(left: str, right: str, kind: str) -> None:
    """One thing under two descriptions stays one thing, in either order."""
    for a, b in ((left, right), (right, left)):
        verdict = judge(Claim(a), Claim(b))
        assert (verdict.relation, verdict.kind) == ("contradiction", kind)


@pytest.mark.parametrize(
    ("left", "right", "reason"),
    [
        ("The University of Leeds cut 40 jobs.", "York University cut 90 jobs.", "other entity"),
        ("Castor Hotel is open.", "Pollux Hotel is closed.", "other entity"),
        ("Exports rose in May.", "Imports fell in May.", "other scope"),
        ("It helps adults.", "It does not help infants.", "other scope"),
        ("U.S. officials say that it fell.", "It did not fall.", "reported speech"),
        ("Sales grew in its first year.", "Sales shrank in its second year.", "other time"),
        ("Exports increased in 2018.", "Exports decreased in 2019.", "other time"),
        (
            "The third season had ten episodes.",
            "The fourth season had six episodes.",
            "other entity",
        ),
        ("He has sold 100 million records.", "She has sold 30 million records.", "other entity"),
        ("Castor is a 2013 film.", "Castor 2: Home is a 2016 film.", "other entity"),
        ('"Osk" is the fourth episode.', '"Arad" is the first episode.', "other entity"),
    ],
)
def test_what_both_can_be_true_is_explained(left: str, right: str, reason: str) -> None:
    """Two things, two times, or two voices."""
    for a, b in ((left, right), (right, left)):
        assert judge(Claim(a), Claim(b)).reason == reason


@pytest.mark.parametrize(
    ("old", "new", "relation"),
    [
        ("Twelve people have died.", "The death toll rose to 41 people.", "superseded"),
        ("Our troops are not in Osk.", "Our troops are still in Osk.", "contradiction"),
        (
            "We spilled 40 tonnes of oil.",
            "We were wrongly fined: we spilled none.",
            "contradiction",
        ),
        ("He planned the attack in 2015.", "He planned the attack in 2017.", "contradiction"),
        ("We knew of it in 2015.", "We did not know, and never retracted that.", "contradiction"),
    ],
)
def test_one_voice_corrects_itself_or_turns(old: str, new: str, relation: str) -> None:
    """What says that it was so all along does not update anything."""
    first = Claim(old, speaker="Osk", date="2024-05-03")
    assert judge(first, Claim(new, speaker="Osk", date="2024-05-09")).relation == relation


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("The war began on 1st September 1939.", "The war began on 3rd September 1939."),
        ("The church is of the 12th century.", "The church is of the 14th century."),
        ("The third season had ten episodes.", "The 3rd season had eight episodes."),
        ("Marz came third in the race with 40 points.", "Marz came fifth in it with 30 points."),
        ("A fire on the third floor killed 12 people.", "A second floor fire killed 15 people."),
        ("It is a 2013 film.", "Castor is a 2015 film."),
        ("The Callow Bridge is a toll bridge.", "It is a bridge without tolls."),
        ("He said that the vaccine is safe.", "She said that the vaccine is not safe."),
        ("He married her in 1990.", "She married him in 1992."),
        ("His mother died in 1990.", "She died in 1992."),
        ("Castor is a 2009 film.", "Leo Marz's Castor is a 2010 film."),
        ("Twitter is a 2006 social network.", "X is a 2008 social network."),
        ("Marz is a film composer from Velia.", "Marz is a musical director from Arad."),
        ("Hamilton is a show by Leo Marz.", "Hamilton is a musical by Ann Callow."),
        ("Marz was the first in space, for Velia.", "Callow was the first in space, for Osk."),
        ("Ann Callow was the 35th president.", "Ann Elisabeth Callow was the 36th president."),
        ("JFK was the 35th president.", "John F. Kennedy was the 36th president."),
        ("Osk Arena is a 2000-seat hall.", "The Osk Arena in Arad is a 1800-seat hall."),
    ],
)
def test_what_may_be_one_thing_is_not_told_apart(left: str, right: str) -> None:
    """A date, a rank, a pronoun, a longer title: none of them makes two things."""
    for a, b in ((left, right), (right, left)):
        assert judge(Claim(a), Claim(b)).relation == "contradiction"


def test_a_voice_is_not_its_subject() -> None:
    """Critics of research have a voice, research has none."""
    sides = Claim("Critics of the trial say that it works."), Claim("It does not work.")
    assert judge(*sides).attributions[0] == ("Critics of the trial",)
    assert judge(Claim("New research suggests that it works."), sides[1]).attributions[0] == ()


def test_old_letters_are_read() -> None:
    """A long s is an s."""
    left = Claim("The mail left at ſix o'clock on ſunday.", date="1750-05-06")
    assert judge(left, Claim("It left at 7 o'clock.", date="1750-05-06")).kind == "date"
