"""Laws of extraction that hold for any text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from contradict import extract_claims

PIECES = [
    "The dam is open", "said Ada Lorne", "“", "”", '"', ", ", ". ", "\n", "\n\n", " and ", " that ",
    "Baku", "it rains", " accused ", " of hiding it", "According to ", "the police", " denied ",
    "MAYOR: ",
    "18:40\n", "? ", "; ", "although ", " (", ") ", "שלום", "\u202b", "\r\n", "\x0b", "«", "»",
    "She was late", "he had left", "It was sold", "They were shut", "the ministry had warned it",
    "the Ministry of Transport", "in the Osk region", "the region’s capital", "Simon Brook",
    "she added", " before confirming", "Dr. ", "1.5 ",
    " announced the death of two men", "The presence of lead in Osk is bad", " denied this",
    "the union called it a lie", " of lying", " this was false", "…", "\ue000",
]  # fmt: skip
prose = st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=40).map("".join))


@given(prose)
def test_spans_are_the_claims_own_words(text: str) -> None:
    """The span of every claim holds the words that it was made of, whatever the text."""
    for claim in extract_claims(text, headlines=True):
        assert claim.span is not None
        assert text[slice(*claim.span)] == (claim.original or claim.text)
        assert (claim.speaker is None) == (not claim.attribution)


@given(prose)
def test_extraction_is_the_same_twice(text: str) -> None:
    """Nothing is left over from one text to the next."""
    assert extract_claims(text) == extract_claims(text)


@given(prose)
def test_what_is_written_out_keeps_the_rest(text: str) -> None:
    """A claim that was made to stand alone has its own words in ``original``, and never none."""
    for claim in extract_claims(text):
        assert claim.text.strip()
        assert claim.original != claim.text
