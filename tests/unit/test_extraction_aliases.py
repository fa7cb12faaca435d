"""Second names that a document gives in an apposition."""

from __future__ import annotations

import pytest

from contradict import extract_claims
from contradict.extraction.aliases import Aliases


def explained(document: str, claim: str) -> str:
    aliases = Aliases()
    aliases.meet(document)
    return aliases.explained(claim)


@pytest.mark.parametrize(
    ("document", "name", "alias"),
    [
        ("The city of Osk – officially known as Port Arad – is cut off.", "Osk", "Port Arad"),
        ("In Osk, formerly known as Arad, it rains.", "Osk", "Arad"),
        ("He wrote on Murmur, previously called Chirp.", "Murmur", "Chirp"),
        ("He wrote on Murmur (formerly Chirp).", "Murmur", "Chirp"),
        ("Simon Brook (a.k.a. Slim) has fled.", "Simon Brook", "Slim"),
        ("Simon Brook, better known as “Slim”, has fled.", "Simon Brook", "Slim"),
        ("The Republic of Velia, also known as the Northern Shore,", "Republic of Velia",
         "Northern Shore"),
    ],
)  # fmt: skip
def test_a_second_name_gets_the_first_beside_it(document: str, name: str, alias: str) -> None:
    """In every claim that has it and not the first."""
    assert (
        explained(document, f"They left {alias} at noon") == f"They left {alias} ({name}) at noon"
    )
    assert explained(document, f"They left {name} for {alias}") == f"They left {name} for {alias}"
    assert explained(document, f"They left {alias} Hall") == f"They left {alias} Hall"


@pytest.mark.parametrize(
    "document",
    [
        "The capital of Velia, formerly known as Arad, is cut off.",
        "A subsidiary of Castor Foods, formerly known as Helios, is for sale.",
        "Anna Voss (formerly Minister of Health) has died.",
        "In Osk, a town known as Arad was built.",
        "Osk and Arad are towns. Osk, also called Arad. Velia, also called Arad.",
        "Osk was known as Arad to sailors.",
    ],
)
def test_what_may_be_the_name_of_something_else_is_left_alone(document: str) -> None:
    """Of two things that may bear the name, none gets it."""
    for alias in ("Arad", "Helios", "Minister of Health"):
        assert explained(document, f"They left {alias}") == f"They left {alias}"


def test_claims_of_a_document_know_its_second_names() -> None:
    """``original`` keeps the words, whoever says them; earlier claims are not touched."""
    text = (
        "Arad is quiet. The council of the town of Osk – once known as Arad – said that Arad has "
        "no water.\n\nCastor Foods denied that Arad's wells are poisoned."
    )
    claims = extract_claims(text)
    assert [c.text for c in claims] == [
        "Arad is quiet",
        "Arad (Osk) has no water",
        "It is not true that Arad (Osk)'s wells are poisoned",
    ]
    assert [c.original for c in claims] == [
        None, "Arad has no water", "denied that Arad's wells are poisoned",
    ]  # fmt: skip
