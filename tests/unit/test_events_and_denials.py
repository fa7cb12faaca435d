"""Events that a noun names, and denials that only point back, told in full."""

from __future__ import annotations

import pytest

from contradict import extract_claims


def said(text: str) -> list[tuple[str | None, str]]:
    return [(c.speaker, c.text) for c in extract_claims(text) if c.checkable]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The union denounced the death of two welders in a tank.", "two welders died in a tank"),
        (
            "The army reported the killing of three officers by rebels near Arad.",
            "three officers were killed by rebels near Arad",
        ),
        ("The police reported the arrest of a clerk.", "a clerk was arrested"),
        (
            "Castor Foods announced the closure of the Osk mill in May.",
            "Castor Foods announces the closure of the Osk mill in May",
        ),
        (
            "The club announced on Friday the signing of a striker.",
            "The club announces the signing of a striker",
        ),
        (
            "The police reported the arrest of two men who had robbed a bank in Osk.",
            "the arrest of two men who had robbed a bank in Osk",
        ),
        (
            "The union denounced the closure of the mill on Monday.",
            "the mill was closed on Monday",
        ),
    ],
)
def test_an_event_that_is_reported_is_told_as_a_clause(text: str, expected: str) -> None:
    """What has happened is told as past; what may be to come as an announcement."""
    assert expected in [words for _, words in said(text)]


def test_what_a_clause_takes_for_granted_is_a_claim_beside_it() -> None:
    """The words of the second claim are those of the subject of the first."""
    text = "The mayor said that the continued presence of foreign divers in Osk Bay is a danger."
    whole, granted = extract_claims(text)
    assert whole.text == "the continued presence of foreign divers in Osk Bay is a danger"
    assert granted.text == "foreign divers remain present in Osk Bay"
    assert granted.original == "the continued presence of foreign divers in Osk Bay"
    assert granted.speaker == whole.speaker == "mayor"


@pytest.mark.parametrize(
    "text",
    [
        "The presence of lead in the wells would be a scandal.",
        "The alleged presence of lead in the wells is a matter for the court.",
        "The presence of lead in the wells was denied.",
        "The presence of lead in the wells is unlikely.",
        "The presence of a man who was in Osk is a fact.",
        "The death of the mayor is feared.",
        "The closure of the mill is a mistake of the board.",
        "The opening of the bridge was on Monday.",
    ],
)
def test_what_is_only_supposed_is_not_taken_for_granted(text: str) -> None:
    """A modal verb, a doubt or a plan leaves the clause alone."""
    assert len(extract_claims(text)) == 1


HURT = "two guards had been hurt at the gate of the mill"


@pytest.mark.parametrize(
    ("denial", "original"),
    [
        ("the union denied this", "denied this"),
        ("the union rejected the account", "rejected the account"),
        ("the union called the claim a lie", "called the claim a lie"),
        ("the union said that this was not true", "this was not true"),
        ("the union dismissed the report as false", "dismissed the report as false"),
        (
            "the union accused the police of spreading false information",
            "the police of spreading false information",
        ),
        (
            "the union accused the police of giving “information that does not correspond to "
            "reality”",
            "the police of giving “information that does not correspond to reality",
        ),
        ("the union has accused the police of lying", "the police of lying"),
    ],
)
@pytest.mark.parametrize("joint", [", but ", ", although ", "; "])
def test_a_denial_of_what_the_sentence_reports_says_what_it_denies(
    denial: str, original: str, joint: str
) -> None:
    """The text is the denial with its content, the span the words that deny."""
    text = f"The police reported that {HURT}{joint}{denial}."
    assert said(text) == [("police", HURT), ("union", f"It is not true that {HURT}")]
    assert extract_claims(text)[1].original == original


@pytest.mark.parametrize(
    ("text", "original"),
    [
        (f"The police reported that {HURT}, which the union denied.", "denied"),
        (f"The police reported that {HURT}, a claim that the union has rejected.", "rejected"),
        (
            f"“{HURT.capitalize()},” said the police, an account which the union disputes.",
            "disputes",
        ),
    ],
)
def test_a_denial_in_a_relative_clause(text: str, original: str) -> None:
    """What is denied is the clause before."""
    assert [(who, words.lower()) for who, words in said(text)] == [
        ("police", HURT),
        ("union", f"it is not true that {HURT}"),
    ]
    assert extract_claims(text)[1].original == original


@pytest.mark.parametrize(
    "text",
    [
        "The police said that the mill was open, but the union accused the mayor of lying.",
        "The police said that the mill was open, but the union accused the police of lying "
        "about wages.",
        "The firm said that it would pay 5%, but the union rejected it.",
        "The police said that the mill was open and the road was shut, but the union denied this.",
        "The police said that it had been shut, but the union denied this.",
        "The union denied this.",
        "Castor Foods denies the closure of the mill.",
        "The police said that the mill was open, and denied the report.",
        "The mill was open, but the union denied this.",
    ],
)
def test_what_may_mean_something_else_is_not_linked(text: str) -> None:
    """Another accused, another matter, several statements, or none that is reported."""
    assert not any(words.startswith("It is not true") for _, words in said(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The police denied the presence of tanks in Osk.", "tanks are present in Osk"),
        ("The army has denied the killing of a guard on Monday.", "a guard was killed on Monday"),
        ("Osk denies the collapse of the dam.", "the dam collapsed"),
    ],
)
def test_the_denial_of_an_event_denies_the_clause(text: str, expected: str) -> None:
    """As the denial of a clause does; its span begins with the denying word."""
    (claim,) = extract_claims(text)
    assert claim.text == f"It is not true that {expected}"
    assert claim.original is not None
    assert claim.original.startswith("den")


def test_a_conjunction_at_the_end_is_no_part_of_a_claim() -> None:
    """What stands before a report that goes on ends with its last word."""
    text = "Osk has cited the “illegal” toll as an example and has stressed that it is too high."
    assert extract_claims(text)[0].text.split()[-1] == "example"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The airport denied any flight was late.", "It is not true that any flight was late"),
        ("Ada Lorne denied the gate had leaked.", "It is not true that the gate had leaked"),
        (
            "The council rejected a report in the Osk Times that it had sold the mill.",
            "It is not true that it had sold the mill",
        ),
        ("Ada Lorne denies forging the letter.", "Ada Lorne denies forging the letter"),
        ("The clerk denied cheating.", "The clerk denied cheating"),
        ("The council rejected a plan to sell it.", "The council rejected a plan to sell it"),
    ],
)
def test_denials_are_whole_sentences(text: str, expected: str) -> None:
    """A clause that is denied is negated; of anything else the subject is kept."""
    assert [claim for _, claim in said(text)] == [expected]


def test_a_denial_ends_where_its_grounds_are_given() -> None:
    """What follows "saying" is a claim of its own; a denial of "that claim" is none."""
    text = "The club denied that it had paid him, saying the photograph was “old”."
    assert said(text) == [
        ("club", "It is not true that it had paid him"),
        ("club", "the photograph was old"),
    ]
    assert said("The club denied that report.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Nobody confirmed that the gate was shut.",
        "No engineer has said that the gate leaked.",
        "Neither the mayor nor Lorne admitted that it was shut.",
        "The engineer never said the gate was safe.",
        "Few residents believe that the gate is safe.",
    ],
)
def test_what_nobody_said_is_no_claim_of_theirs(text: str) -> None:
    """A negated report is a statement of the text."""
    assert said(text) == [(None, text.rstrip("."))]
    assert said("A few residents said that it leaked.")[0][1] == "it leaked"
