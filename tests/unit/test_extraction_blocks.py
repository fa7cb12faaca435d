"""Parts of a document, labels and lists."""

from __future__ import annotations

import pytest

from contradict import extract_claims
from tests.prose import said


def test_headline_and_furniture_are_apart() -> None:
    """Headline, byline, time and boilerplate state nothing by themselves."""
    text = (
        "Dam holds in the valley\n\nBy Ada Lorne\n\n14:05\nThe gate is open.\n\n"
        "About Callow Dams\nCallow Dams is a company."
    )
    assert said(text) == [(None, "The gate is open")]
    assert said(text.replace("\n", "\r\n")) == [(None, "The gate is open")]
    headlines = extract_claims(text, headlines=True)
    assert headlines[0].metadata["part"] == "headline"


@pytest.mark.parametrize(
    "text",
    [
        "By dusk the gate had failed.",
        "By Friday morning the road was dry.",
        "Video recordings show the gate opening.",
        "Published accounts show a loss of 2 million.",
        "Copyright fees rose in 2020.",
        "Images from the valley show no snow.",
        "FLU-2 infections rose by a tenth.",
        "EU-funded engineers built the gate.",
        "About a third of the roofs in the valley of Osk\nwere torn off on Friday.",
        "Contact with the engineers was lost\non Friday.",
        "Reports of the damage were first\npublished on Friday, and the mayor resigned.",
    ],
)
def test_sentences_that_begin_as_furniture_does(text: str) -> None:
    """What only begins as a byline, a credit, a dateline or boilerplate is read, and the rest."""
    found = extract_claims(f"The road is shut.\n\n{text}\n\nIt rained for days.")
    read = [claim.original or claim.text for claim in found if claim.checkable]
    assert " and ".join(read[1:-1]) == text.rstrip(".").replace(", and", " and")
    assert read[-1] == "It rained for days"


def test_lists_are_claims_an_item() -> None:
    """A bullet or a number is a mark, an item no headline, and its end that of its sentence."""
    dashes = "- The gate was built in 1950\n- The gate holds\nforty tonnes\n- It leaked"
    claims = ["The gate was built in 1950", "The gate holds forty tonnes", "It leaked"]
    assert said(dashes) == [(None, claim) for claim in claims]
    numbers = "Findings:\n1. The council voted for it\n2) MAYOR: It holds."
    assert said(numbers) == [(None, "The council voted for it"), ("Mayor", "It holds")]
    dash = "The gate was closed\n- after a long debate -\nand the road was opened"
    assert [text for _, text in said(f"{dash} by the mayor in May.")] != []


def test_a_lead_without_its_last_full_stop_is_no_headline() -> None:
    """What holds a whole sentence is read."""
    text = "Storm in Osk. Three roofs were torn off. The road is shut\n\nIt rained."
    assert [text for _, text in said(text)] == [
        "Three roofs were torn off",
        "The road is shut",
        "It rained",
    ]


def test_labels_of_every_kind() -> None:
    """Labels with numbers and those of depositions; weekdays and the like are none."""
    assert said("SPEAKER 2: It was shut.\nSPEAKER 3 (00:04): It was open.") == [
        ("Speaker 2", "It was shut"),
        ("Speaker 3", "It was open"),
    ]
    deposed = "Q. Where was the key?\nA. The key was in the lock.\n\nA. I left it there."
    assert said(deposed) == [("A", "The key was in the lock"), ("A", "I left it there")]
    assert said("A. Lorne said that it rained.")[0] == ("A. Lorne", "it rained")
    for label in ("Friday", "Breaking", "Budget", "Location"):
        assert said(f"{label}: The gate was opened at dusk.")[0][0] is None
    assert said("09:15 GMT\nThe gate was opened.") == [(None, "The gate was opened")]


def test_the_interviewee_is_named_above_the_answers() -> None:
    """Names in answers are no interviewee, and no name runs on after a full stop."""
    answers = "A: Paul Hale built it on 4 May. Nobody had asked me.\n\nA: It leaked."
    assert {speaker for speaker, _ in said(answers)} == {"A"}
    above = f"The gate\n\nWe met the engineer Ada Lorne.\n\nQ: Why?\n\n{answers}"
    assert [speaker for speaker, _ in said(above)][1:] == ["Ada Lorne"] * 3
