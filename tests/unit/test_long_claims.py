"""Claims that hold much, and what is no part of a claim."""

from __future__ import annotations

from contradict import extract_claims

VALLEY = "in the long and narrow valley of the Callow above the old town of Osk"


def test_a_long_claim_that_lists_is_taken_apart() -> None:
    """Each part has the verb in its text, and its own words in its span."""
    text = (
        f"The council said that Osk has warned of broken dikes {VALLEY}, of unsafe roads {VALLEY}, "
        f"and of a shortage of doctors {VALLEY}."
    )
    claims = extract_claims(text)
    assert [c.text for c in claims] == [
        f"Osk has warned of broken dikes {VALLEY}",
        f"Osk has warned of unsafe roads {VALLEY}",
        f"Osk has warned of a shortage of doctors {VALLEY}",
    ]
    assert [c.original for c in claims] == [
        None, f"of unsafe roads {VALLEY}", f"of a shortage of doctors {VALLEY}",
    ]  # fmt: skip
    assert {c.speaker for c in claims} == {"council"}


def test_a_short_claim_stays_whole() -> None:
    """What one pass can judge is not taken apart, nor what repeats no preposition."""
    short = "Osk has warned of broken dikes, of unsafe roads and of a shortage of doctors"
    long = f"Osk has warned of broken dikes {VALLEY}, which were built by Castor Foods {VALLEY}"
    for claim in (short, long):
        assert [c.text for c in extract_claims(f"{claim}.")] == [claim]


def test_what_a_writer_gives_as_evidence_is_no_part_of_an_accusation() -> None:
    """The span goes on, as participles stay with their clause; the text does not."""
    text = "Osk accused “armed bands” of “jamming the radio of ships”, citing a case on Monday."
    (claim,) = extract_claims(text)
    assert claim.text == "armed bands are jamming the radio of ships"
    assert (
        claim.original == "“armed bands” of “jamming the radio of ships”, citing a case on Monday"
    )


def test_what_is_said_to_be_proved_is_the_claim() -> None:
    """What proves it is comment; a proof that is denied proves nothing."""
    text = "“The fire at the mill once again proves that Osk has no brigade,” said Ada Lorne."
    assert [c.text for c in extract_claims(text)] == ["Osk has no brigade"]
    for text in (
        "The fire does not prove that Osk has no brigade.",
        "The fire would prove that Osk has no brigade.",
        "Nothing proves that Osk has no brigade.",
        "If the fire proves that Osk has no brigade, it will get one.",
    ):
        assert extract_claims(text)[0].text == text[:-1]


def test_marks_of_an_omission_are_left_out() -> None:
    """Brackets with words stay."""
    text = "“The dam (…) was built [...] in 1931 (by Castor),” said Ada Lorne."
    assert extract_claims(text)[0].text == "The dam was built in 1931 (by Castor)"
    assert extract_claims("(…) is (...)")[0].text


def test_a_quotation_at_the_end_of_a_claim_is_closed() -> None:
    """A single mark stays where it closes a quotation, and nowhere else."""
    text = "The mayor said that the dikes broke “under the pretext of ‘an old man’s repairs’.”"
    assert extract_claims(text)[0].text.endswith("‘an old man’s repairs’")
    text = "The mayor said that the dam is ‘safe’."
    assert extract_claims(text)[0].text == "the dam is ‘safe’"
    assert extract_claims("It was the boys’. The dam is shut ’.")[1].text == "The dam is shut"
