"""Sentences and windows of long texts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from contradict.sentences import sentence_spans
from contradict.windows import windows
from tests.stand_ins import ShortSighted

MODEL = ShortSighted()


def test_sentences_end_where_readers_see_it() -> None:
    """Abbreviations do not end a sentence, blank lines do."""
    text = (
        "Headline without a stop\n\nMr. Lee paid $3.5m to Acme Inc. in May. “We deny it,” he said."
    )
    assert [text[a:b] for a, b in sentence_spans(text)] == [
        "Headline without a stop",
        "Mr. Lee paid $3.5m to Acme Inc. in May.",
        "“We deny it,” he said.",
    ]


@given(st.text(alphabet="ab .!?\n\r\t\u00a0“”é", max_size=200))
def test_sentences_cover_the_text(text: str) -> None:
    """Spans rise, do not overlap, have no outer white space and leave only white space out."""
    spans = sentence_spans(text)
    end = 0
    for a, b in spans:
        assert end <= a < b
        assert text[a:b] == text[a:b].strip()
        assert not text[end:a].strip()
        end = b
    assert not text[end:].strip()


def test_windows_join_whole_sentences() -> None:
    """Sentences go together as long as they fit."""
    text = "One two three. Four five. Six seven eight nine. Ten."
    assert windows(text, 5, MODEL) == ["One two three. Four five.", "Six seven eight nine. Ten."]


@given(
    st.lists(st.sampled_from(["a", "bb.", "ccc", "D.", "e!"]), min_size=1, max_size=80),
    st.integers(1, 9),
)
def test_windows_lose_nothing_and_fit(words: list[str], limit: int) -> None:
    """All words are there in order, and no window is longer than the limit."""
    found = windows(" ".join(words), limit, MODEL)
    assert " ".join(found).split() == words
    assert all(len(window.split()) <= limit for window in found)
