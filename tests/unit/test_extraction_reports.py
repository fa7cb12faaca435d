"""The forms in which a sentence reports speech."""

from __future__ import annotations

import pytest

from contradict import extract_claims
from tests.prose import said


@pytest.mark.parametrize(
    "report",
    [
        "told reporters",
        "told the court",
        "told CNN",
        "told the BBC’s Today programme",
        "told her brother",
        "told a news conference on Monday",
        "told parliament in Osk on Friday evening",
        "told Reuters by telephone",
        "said on Monday",
        "said Monday",
        "said late on Tuesday",
        "said last week",
        "said earlier this month",
        "said on 4 March 2024",
        "said in a statement on Monday",
        "said at a news conference",
        "said in an interview with Lusa",
        "revealed",
        "confirmed on Monday",
    ],
)
def test_a_statement_without_that(report: str) -> None:
    """Hearers, times and occasions stand before what is said, and are no part of it."""
    assert said(f"Ada Lorne {report} the gate had failed.") == [
        ("Ada Lorne", "the gate had failed")
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ada Lorne told reporters talks had failed.", "talks had failed"),
        ("Ada Lorne said late on Tuesday sales had fallen.", "sales had fallen"),
        ("Ada Lorne said Monday was a holiday.", "Monday was a holiday"),
        ("Ada Lorne said Monday's talks had failed.", "Monday's talks had failed"),
        ("Ada Lorne said last week was dry.", "last week was dry"),
    ],
)
def test_what_is_said_begins_with_its_subject(text: str, expected: str) -> None:
    """A noun without an article may begin it, and a day that is the subject is no adjunct."""
    assert said(text) == [("Ada Lorne", expected)]


@pytest.mark.parametrize(
    "text",
    [
        "Ada Lorne told the council to shut the gate because the wall was weak",
        "Ada Lorne told the story of the gate that had failed",
        "Ada Lorne told the court about the gate that had failed",
        "Ada Lorne told the court how the gate had failed",
        "Ada Lorne revealed the report it had received",
        "Ada Lorne claims to have reopened the port",
        "If Ada Lorne says that the port is closed, the ships will leave",
        "When Ada Lorne said that the port was closed, the ships left",
        "Unless the minister says the bridge is safe, it stays shut",
        "The bridge stays shut even if the minister says that it is safe",
        "Ada Lorne asked whether the minister said that the port was closed",
    ],
)
def test_what_reports_no_statement_is_the_texts_own(text: str) -> None:
    """Requests, stories, objects of a verb, and reports that are only a condition."""
    assert said(f"{text}.") == [(None, text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ada Lorne said that the gate was shut, that nobody died and that it rained.",
            [("Ada Lorne", t) for t in ("the gate was shut", "nobody died", "it rained")],
        ),
        ("Ada Lorne is saying that it rains.", [("Ada Lorne", "it rains")]),
        ("Ada Lorne was quoted as saying that it rained.", [("Ada Lorne", "it rained")]),
        ("The minister was clear: “There is no deal.”", [("minister", "There is no deal")]),
        ("The result was clear: it leaked.", [(None, "The result was clear: it leaked")]),
        (
            "Kyiv rejected Moscow's claim that the port was a base.",
            [("Kyiv", "It is not true that the port was a base")],
        ),
        (
            "Kyiv dismissed as false a report that the port was a base.",
            [("Kyiv", "It is not true that the port was a base")],
        ),
        ("Asked whether he would go, Paul Hale said: “I stay.”", [("Paul Hale", "I stay")]),
        (
            "Paris accused both sides of war crimes and said that forty people had died.",
            [
                (None, "Paris accused both sides of war crimes"),
                ("Paris", "forty people had died"),
            ],
        ),
        ("In my opinion the strike is unfair.", []),
    ],
)
def test_further_forms(text: str, expected: list[tuple[str | None, str]]) -> None:
    """Several statements, other verbs, questions answered, charges without an act."""
    assert said(text) == expected


def test_who_quotes_whom() -> None:
    """A passive names the one who quotes."""
    [claim] = extract_claims("The minister was quoted by Lusa as saying that it rained.")
    assert claim.attribution == ("Lusa", "minister")


@pytest.mark.parametrize(
    ("mention", "speaker"),
    [
        ("The mayor — who won in 2020 —", "mayor"),
        ("The mayor - a doctor, who won in 2020 -", "mayor"),
        ("Mayor Ada Lorne – who won –", "Ada Lorne"),
        ("Ada Lorne and Paul Hale", "Ada Lorne and Paul Hale"),
        ("Both Mayor Ada Lorne and Paul Hale", "Ada Lorne and Paul Hale"),
        ("Sources close to the talks", "sources close to the talks"),
    ],
)
def test_asides_and_two_speakers(mention: str, speaker: str) -> None:
    """What stands between dashes is no part of the speaker, and two speakers are named both."""
    assert said(f"{mention} said it rained.") == [(speaker, "it rained")]
