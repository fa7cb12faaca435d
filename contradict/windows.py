"""Long texts as runs of whole sentences that a model can take."""

from __future__ import annotations

from collections.abc import Sequence

from contradict.protocols import TokenLimited
from contradict.sentences import sentence_spans


def windows(text: str, limit: int, model: TokenLimited) -> list[str]:
    """Cut ``text`` into windows of at most ``limit`` tokens, at sentence ends.

    A sentence that is itself too long is cut between words, and a word that is
    too long between characters. Nothing is left out but white space.
    """
    return _join(text, _pieces(text, limit, model), limit, model)


def _pieces(text: str, limit: int, model: TokenLimited) -> list[tuple[int, int]]:
    """Return spans that cover ``text`` and have at most ``limit`` tokens each."""
    spans = sentence_spans(text)
    lengths = model.count_tokens([text[start:end] for start, end in spans])
    pieces: list[tuple[int, int]] = []
    for (start, end), length in zip(spans, lengths, strict=True):
        pieces += [(start, end)] if length <= limit else _halves(text, start, end, limit, model)
    return pieces


def _halves(
    text: str, start: int, end: int, limit: int, model: TokenLimited
) -> list[tuple[int, int]]:
    if end - start < 2 or model.count_tokens([text[start:end]])[0] <= limit:
        return [(start, end)]
    middle = (start + end) // 2
    blanks = text.rfind(" ", start + 1, middle), text.find(" ", middle, end - 1)
    cut = min((b for b in blanks if b > 0), key=lambda b: abs(b - middle), default=middle)
    return _halves(text, start, cut, limit, model) + _halves(text, cut, end, limit, model)


def _join(
    text: str, pieces: Sequence[tuple[int, int]], limit: int, model: TokenLimited
) -> list[str]:
    """Join neighbouring pieces as long as they fit together."""
    joined: list[tuple[int, int]] = []
    for start, end in pieces:
        # Counted together: the pieces of a word may have other tokens than the word.
        if joined and model.count_tokens([text[joined[-1][0] : end]])[0] <= limit:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return [text[start:end].strip() for start, end in joined]
