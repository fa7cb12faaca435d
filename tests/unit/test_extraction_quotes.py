"""What is quoted, and by whom."""

from __future__ import annotations

import pytest

from contradict import extract_claims
from tests.prose import said


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('Ada Lorne said the gate "never leaked".', "the gate never leaked"),
        ('Ada Lorne said Osk "was not told".', "Osk was not told"),
        ('Ada Lorne told the court the gate "had no lock".', "the gate had no lock"),
        ('Ada Lorne told the court in May "the gate had no lock".', "the gate had no lock"),
        ('Ada Lorne said in a letter "the gate had no lock".', "the gate had no lock"),
        ('Ada Lorne said on the same day "it was shut".', "it was shut"),
        ("Ada Lorne says that report is wrong.", "that report is wrong"),
    ],
)
def test_a_quotation_keeps_the_subject_before_it(text: str, expected: str) -> None:
    """What is said begins with the subject, inside of the quotation or outside."""
    assert said(text) == [("Ada Lorne", expected)]


def test_a_quotation_over_paragraphs_and_interruptions() -> None:
    """What is quoted on belongs to the same speaker; an interrupted sentence is joined."""
    text = (
        "“The dam,” said Ada Lorne, “was built in 1931. It has never failed.\n\n"
        "“It will hold for a century.”"
    )
    claims = extract_claims(text)
    assert [c.speaker for c in claims] == ["Ada Lorne"] * 3
    assert claims[0].text == "The dam was built in 1931"
    assert claims[0].original == "The dam,” said Ada Lorne, “was built in 1931"


@pytest.mark.parametrize(
    "text",
    [
        "“The dam is safe“, said Ada Lorne.",
        "„The dam is safe“, said Ada Lorne.",
        "”The dam is safe”, said Ada Lorne.",
        "«The dam is safe», said Ada Lorne.",
        "\u202b“The dam is safe”\u202c, said Ada Lorne.",
        "‘The dam is safe,’ said Ada Lorne.",
    ],
)
def test_quotes_of_every_kind(text: str) -> None:
    """Marks turned about, mixed, and in right-to-left text."""
    assert said(text) == [("Ada Lorne", "The dam is safe")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "‘The gate leaks,’ said Ada Lorne. ‘Its engineers’ report was lost. Nobody looked.’",
            [
                ("Ada Lorne", "The gate leaks"),
                ("Ada Lorne", "Its engineers’ report was lost"),
                ("Ada Lorne", "Nobody looked"),
            ],
        ),
        ("‘The gate,’ said Ada Lorne, ‘is shut.’", [("Ada Lorne", "The gate is shut")]),
        ("The ‘new’ gate leaked.", [(None, "The ‘new’ gate leaked")]),
        (
            'The 8" pipe leaked. "It was new," said Ada Lorne.',
            [(None, 'The 8" pipe leaked'), ("Ada Lorne", "It was new")],
        ),
    ],
)
def test_single_marks_and_inches(text: str, expected: list[tuple[str | None, str]]) -> None:
    """A single mark quotes, an apostrophe and a mark of inches do not."""
    assert said(text) == expected


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        ("because we worked", ["We won because we worked"]),
        ("in the end", ["We won in the end"]),
        ("and we worked", ["We won", "we worked"]),
    ],
)
def test_an_interrupted_quotation_goes_on(rest: str, expected: list[str]) -> None:
    """A subordinate clause after the interruption is part of the claim."""
    assert said(f"“We won,” said Ada Lorne, “{rest}.”") == [("Ada Lorne", t) for t in expected]
    [doubted] = extract_claims("“I think,” Ada Lorne said, “that the gate was shut.”")
    assert not doubted.checkable
