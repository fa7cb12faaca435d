"""Who says what."""

from __future__ import annotations

import pytest

from contradict import extract_claims
from contradict.extraction.speakers import Speakers
from tests.prose import said


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ada Lorne said that the dam was safe.", [("Ada Lorne", "the dam was safe")]),
        ("The dam is safe, said Ada Lorne.", [("Ada Lorne", "The dam is safe")]),
        ("“The dam is safe,” Ada Lorne insisted.", [("Ada Lorne", "The dam is safe")]),
        ("According to the police, the dam is safe.", [("police", "the dam is safe")]),
        ("The dam is safe, according to Ada Lorne.", [("Ada Lorne", "The dam is safe")]),
        ("Baku has said that it rains.", [("Baku", "it rains")]),
        ("The Azeri Ministry of Defense said that it rains.", [("Baku", "it rains")]),
        ("The Government of France said that it rains.", [("Paris", "it rains")]),
        (
            "Ada Lorne accused Paris of hiding the plan.",
            [("Ada Lorne", "Paris is hiding the plan")],
        ),
        (
            "Ada Lorne denied that the dam had failed.",
            [("Ada Lorne", "It is not true that the dam had failed")],
        ),
        ("ADA LORNE: The dam is safe.", [("Ada Lorne", "The dam is safe")]),
        ("The dam is safe.", [(None, "The dam is safe")]),
    ],
)
def test_who_says_what(text: str, expected: list[tuple[str | None, str]]) -> None:
    """Each way of reporting speech."""
    assert said(text) == expected


def test_running_attribution() -> None:
    """A pronoun goes on with the speaker, a surname and a description come back to a name."""
    text = (
        "Mayor Ilse Brandt said that the dam was safe. She added that it was old. "
        "The Ministry of Transport said that it was new.\n\n"
        "“The gate is open,” Brandt said. The ministry said that the gate was shut."
    )
    assert [speaker for speaker, _ in said(text)] == [
        "Ilse Brandt",
        "Ilse Brandt",
        "Ministry of Transport",
        "Ilse Brandt",
        "Ministry of Transport",
    ]


def test_disputes_of_a_report_are_pairs_of_claims() -> None:
    """Each side of a dispute is a claim of its own with the right speaker, slips included."""
    text = (
        "The Government of France announced on Tuesday the start of “policing activities” in "
        "Crimea after denouncing the death of two civilians and four soldiers due to the explosion "
        "of two road mines in the region.\n\n"
        "Following the announcement by Paris, the Government of Spain has accused France of "
        "“unleashing a large-scale aggression against the population.” “We declare once again that "
        "the forces of Spain are not deployed there and that all news about laying mines are "
        "invented,” he said.\n\n"
        "Shortly before, the French Foreign Ministry had indicated that two civilians had died due "
        "to the explosion of a sea mine and has stressed that it was placed “by a group of the "
        "Spanish forces”. Likewise, he noted that “four members of the ministry staff” died in a "
        "tunnel.\n\n"
        "On the other hand, the French Ministry of Defense has reported that two soldiers have "
        "been injured by shots fired by the Spanish Army, although the Spanish Ministry of "
        "Defense has accused Paris of giving information ” that is not true.”"
    )
    assert said(text) == [
        ("Paris", "The Government of France announces the start of policing activities in Crimea"),
        (
            "Paris",
            "two civilians and four soldiers died due to the explosion of two road mines in Crimea",
        ),
        ("Madrid", "France is unleashing a large-scale aggression against the population"),
        ("Madrid", "the forces of Spain are not deployed there"),
        ("Madrid", "all news about laying mines are invented"),
        ("Paris", "two civilians had died due to the explosion of a sea mine"),
        ("Paris", "the sea mine was placed by a group of the Spanish forces"),
        ("Paris", "four members of the ministry staff died in a tunnel"),
        ("Paris", "two soldiers have been injured by shots fired by the Spanish Army"),
        (
            "Madrid",
            "It is not true that two soldiers have been injured by shots fired by the Spanish Army",
        ),
    ]


def test_nesting_is_kept_outermost_first() -> None:
    """Who cites whom."""
    [claim] = extract_claims("Yerevan cited Baku's statement that the road was open.")
    assert (claim.speaker, claim.attribution) == ("Baku", ("Yerevan", "Baku"))


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The shepherd said that it rained.", "shepherd"),
        ("Three tourists said that it rained.", "three tourists"),
        ("A guide told the court that it rained.", "guide"),
        ("It rained, according to a driver close to the firm.", "driver close to the firm"),
        ("The engineer, Lt. Ada Lorne, said that it rained.", "Ada Lorne"),
        ("Police said that it rained.", "police"),
        ("The mayor’s spokeswoman said that it rained.", "mayor"),
        ("Ada O’Hara said that it rained.", "Ada O'Hara"),
        ("General Mills said that it rained.", "General Mills"),
        ("General Lorne said that it rained.", "Lorne"),
        ("Three sources said that it rained.", "three sources"),
        ("An E.U. official said that it rained.", "E.U."),
        ("Callow Dams AG (OSK: CAL) today said that it rained.", "Callow Dams AG"),
        ("Engineer Dr Ada Lorne said that it rained.", "Ada Lorne"),
        ("Green MP Ada Lorne said that it rained.", "Ada Lorne"),
        ("Osk Fire and Rescue Service said that it rained.", "Osk Fire and Rescue Service"),
        (
            "The Ministry of Trade and Industry said that it rained.",
            "Ministry of Trade and Industry",
        ),
        ("The Jordan County officials said that it rained.", "Jordan County"),
        ("Air India officials said that it rained.", "Air India"),
        ("That said, it rained.", None),
    ],
)
def test_a_speaker_is_named_whole(text: str, speaker: str | None) -> None:
    """A speaker without a name is called by the words of the text, and one with, without titles."""
    assert [claim.speaker for claim in extract_claims(text)] == [speaker]


def test_the_names_of_the_document_come_before_states() -> None:
    """A last name that is a state's too is the person's whom the document named."""
    text = "Ada Jordan said that it rained. Jordan said that it snowed."
    assert [claim.speaker for claim in extract_claims(text)] == ["Ada Jordan"] * 2
    assert Speakers().resolve("Jordan") == "Amman"


def test_a_pronoun_of_another_gender_means_nobody_who_is_known() -> None:
    """The pronoun "he" is no woman, known by her given name or her title."""
    for name in ("Anna Lorne", "Mrs Lorne"):
        text = f"{name} said that the gate was shut. A man came. He said that it was open."
        assert said(text)[-1] == (None, "it was open")
        assert said(text.replace("He said", "She said"))[-1][0] == name.removeprefix("Mrs ")


def test_users_extend_the_names() -> None:
    """A table of names, in any case, comes first."""
    claims = extract_claims("The Castle said that it rains.", speakers={"the castle": "Prague"})
    assert claims[0].speaker == "Prague"
    assert Speakers({"Kremlin": "Putin"}).resolve("the Kremlin") == "Putin"


@pytest.mark.parametrize(
    ("mention", "speaker"),
    [
        ("The mayor of London", "mayor of London"),
        ("A resident of Kyiv", "resident of Kyiv"),
        ("Residents in Baku", "residents in Baku"),
        ("A court in Moscow", "court in Moscow"),
        ("The police chief of Osk", "police chief of Osk"),
        ("The bishop of Osk", "bishop of Osk"),
        ("Police in Moscow", "police in Moscow"),
        ("A driver from Armenia", "driver from Armenia"),
        ("The London mayor", "London mayor"),
        ("Kyiv residents", "Kyiv residents"),
        ("The mayor of London, Ada Lorne,", "Ada Lorne"),
        ("The president of France", "Paris"),
        ("The foreign minister of Spain", "Madrid"),
        ("The army of Spain", "Madrid"),
        ("Officials in Moscow", "Moscow"),
        ("The Foreign Ministry in Beijing", "Beijing"),
        ("The governor of the Bank of England", "Bank of England"),
        ("A director of Castor Foods", "Castor Foods"),
        ("The University of Paris", "University of Paris"),
    ],
)
def test_a_person_of_a_place_is_not_its_state(mention: str, speaker: str) -> None:
    """Who governs speaks for the state, who lives there does not."""
    assert said(f"{mention} said that it rained.") == [(speaker, "it rained")]


@pytest.mark.parametrize(
    ("mention", "speaker"),
    [
        ("The Armenian prime minister, Ada Lorne,", "Ada Lorne"),
        ("The Armenian Prime Minister, Ada Lorne,", "Ada Lorne"),
        ("The Callow Dams chief executive, Ada Lorne,", "Ada Lorne"),
        ("The Armenian defence minister, Ada Lorne,", "Ada Lorne"),
        ("Ada Lorne, Callow Dams chief executive,", "Ada Lorne"),
        ("The Armenian prime minister", "Yerevan"),
        ("The Turkish leader", "Ankara"),
        ("An Israeli official", "Jerusalem"),
        ("The Turkish opposition leader", "Turkish opposition leader"),
        ("French farmers", "French farmers"),
        ("Three Parisian lawyers", "three Parisian lawyers"),
        ("The Palestinian health ministry", "Palestinian health ministry"),
        ("The Gaza health ministry", "Gaza health ministry"),
        ("The Callow Dams chief executive", "Callow Dams"),
    ],
)
def test_an_adjective_is_no_speaker(mention: str, speaker: str) -> None:
    """A full name beside an office counts, else the state's capital, else the whole phrase."""
    assert said(f"{mention} said that it rained.") == [(speaker, "it rained")]
    if mention.endswith("Ada Lorne,"):
        mention = mention.rstrip(",").replace("The", "the")
        assert said(f"“It rained,” said {mention}.") == [(speaker, "It rained")]
