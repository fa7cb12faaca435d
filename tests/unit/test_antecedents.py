"""Words that point back are replaced by what they mean, where that is certain, and else left."""

from __future__ import annotations

import pytest

from contradict import extract_claims


def texts(prose: str) -> list[str]:
    return [claim.text for claim in extract_claims(prose)]


@pytest.mark.parametrize(
    ("prose", "expected"),
    [
        ("Anna Voss runs the port. She was born in 1961.", "Anna Voss was born in 1961"),
        ("Anna Voss met Simon Brook. She was late.", "Anna Voss was late"),
        ("Simon Brook lives with his wife. He was late.", "Simon Brook was late"),
        ("Simon Brook said that he was late.", "Simon Brook was late"),
        ("Kwame Osei, 54, is charged with fraud. He left.", "Kwame Osei left"),
        ("Tomas Reed came. “He was late,” said Simon Brook.", "Tomas Reed was late"),
        ("The dam was inspected on Monday. It was built in 1931.", "The dam was built in 1931"),
        ("A ferry was sold on Monday. It had sunk in May.", "The ferry had sunk in May"),
        ("Two lorries were stolen. They were found.", "The two lorries were found"),
        (
            "The Ministry of Transport said that it had warned the town.",
            "the Ministry of Transport had warned the town",
        ),
        (
            "The Ministry of Transport denied that it had warned the town.",
            "It is not true that the Ministry of Transport had warned the town",
        ),
        (
            "The Ministry of Transport was told. The ministry had no comment.",
            "The Ministry of Transport had no comment",
        ),
        (
            "Blue Line Ferries is in debt. The company has 200 workers.",
            "Blue Line Ferries has 200 workers",
        ),
        (
            "Osk said that two men had died in the explosion of an anti-tank mine near the port "
            "and stressed that it was placed “by a gang”.",
            "the anti-tank mine was placed by a gang",
        ),
        ("Mayor Ines Calder spoke. The mayor was late.", "Ines Calder was late"),
        ("Shells fell on Crimea. Two men died in the region.", "Two men died in Crimea"),
        (
            "Shells fell on the Osk region. The region’s capital was hit.",
            "The Osk region’s capital was hit",
        ),
        ("The Callow Bridge was closed. The bridge had a crack.", "The Callow Bridge had a crack"),
    ],
)
def test_one_antecedent_is_written_out(prose: str, expected: str) -> None:
    """The text stands alone; what stood there is kept."""
    claims = extract_claims(prose)
    assert claims[-1].text == expected
    assert claims[-1].span is not None
    assert claims[-1].original == prose[slice(*claims[-1].span)] != expected


@pytest.mark.parametrize(
    "prose",
    [
        # two who may be meant, or one whose name is not known
        "Anna Voss met Maria Reed. She was late.",
        "Anna Voss met Wren Callow. She was late.",
        "Anna Voss lives with the director. She was late.",
        "Anna Voss lives with her husband. He was late.",
        "Anna Voss's lawyer came. She was late.",
        "He saw Simon Brook. He was late.",
        "Mr Brook came on Monday. She was late.",
        "Tomas Reed came. Simon Brook said that he was late.",
        "“He was late,” said Simon Brook.",
        "The Anna Voss Foundation gave money. She was late.",
        "Callow won. He was late.",
        "Anna Voss runs the port.\n\nShe was late.",
        # two things, a thing that is not known, an event, or nothing
        "The dam was built by the town. It was sold in 1990.",
        "The dam holds water. It was sold in 1990.",
        "The dam was closed on Monday. It was a surprise.",
        "The dam was closed on Monday. It is clear that nobody knew.",
        "The gates and the doors were opened. They were rusty.",
        "The gates were opened for the visitors. They were angry.",
        "Every gate was opened. It was closed in May.",
        "The Ministry of Transport said that it was raining.",
        "The Ministry of Transport wrote to the Ministry of Health that it had warned the town.",
        "A mine was found beside a second bomb. It was planted at night.",
        "Mines were found. It was planted at night.",
        # several of a kind, or words that tell which
        "The Ministry of Transport and the Ministry of Health met. The ministry was late.",
        "The Ministry of Transport met a foreign ministry. The ministry was late.",
        "Blue Line Ferries bought a company. The company has 200 workers.",
        "Osk University and Yale were hit. The university has no port.",
        "Mayor Ines Calder met Mayor Tom Reed. The mayor was late.",
        "The Callow Bridge was closed. The bridge at Osk had a crack. The bridge is old.",
        "The Callow Bridge was closed. The bridge builders were sacked.",
        "Shells fell on the Osk region. The region of Aghdam was quiet.",
        "Shells fell in the Osk region. The Osk region has peace, but the region is poor in Osk.",
    ],
)
def test_what_is_not_certain_is_left_alone(prose: str) -> None:
    """Another who might be meant, named or not, is enough."""
    claims = extract_claims(prose)
    assert claims
    assert [claim.original for claim in claims if claim.original] == []


def test_a_name_long_ago_is_not_taken_up() -> None:
    """A description far from its name may mean another."""
    between = "Nobody was there. " * 20
    assert texts(f"The Callow Bridge was closed. {between}The bridge is old.")[-1] == (
        "The bridge is old"
    )


def test_the_speaker_does_not_change() -> None:
    """Only the text does: the speaker, the span and the sentence are those of the words."""
    prose = "Anna Voss came. Simon Brook said that she was late."
    [_, claim] = extract_claims(prose)
    assert (claim.speaker, claim.text) == ("Simon Brook", "Anna Voss was late")
    assert claim.metadata["sentence"] == "Simon Brook said that she was late."
