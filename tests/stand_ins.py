"""Models with known answers, where a test needs one."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

import numpy as np

from contradict.protocols import FloatArray, IntArray
from contradict.scoring.calibration import Calibration

WIDTH = 16
CALIBRATION = Calibration(
    intercept=-5.7,
    stronger=0.8,
    weaker=0.3,
    similarity=5.4,
    base_rate=0.01,
    pairs=1000,
    embedder="words",
    scorer="not",
)
"""Gives more than the default threshold to what clashes and is near, and to nothing else."""


class WordEmbedder:
    """A bag of words: texts with the same words, in any order and case, are alike."""

    name = "words"

    def embed(self, texts: Sequence[str]) -> FloatArray:
        rows = np.zeros((len(texts), WIDTH), np.float32)
        for row, text in zip(rows, texts, strict=True):
            row[WIDTH - 1] = 0.1  # no text is the zero vector
            for word in text.lower().split():
                row[zlib.crc32(word.encode()) % (WIDTH - 1)] += 1
        unit: FloatArray = rows / np.linalg.norm(rows, axis=1, keepdims=True)
        return unit


class NotScorer:
    """Contradiction when one text says "not" and the other does not; counts its passes."""

    name = "not"

    def __init__(self) -> None:
        self.passes = 0

    def score(self, premises: Sequence[str], hypotheses: Sequence[str]) -> FloatArray:
        self.passes += len(premises)
        rows = np.empty((len(premises), 3), np.float32)
        for row, premise, hypothesis in zip(rows, premises, hypotheses, strict=True):
            clash = ("not" in premise.lower().split()) != ("not" in hypothesis.lower().split())
            # The longer the hypothesis, the less sure: the directions differ.
            contradiction = (0.9 if clash else 0.05) - 0.04 * (len(hypothesis) % 2)
            row[:] = (1 - contradiction) / 2, (1 - contradiction) / 2, contradiction
        return rows


class SubsetScorer(NotScorer):
    """As `NotScorer`, and a text entails one whose words are all among its own."""

    name = "subset"

    def score(self, premises: Sequence[str], hypotheses: Sequence[str]) -> FloatArray:
        rows = super().score(premises, hypotheses)
        for row, premise, hypothesis in zip(rows, premises, hypotheses, strict=True):
            if row[2] < 0.5 and set(hypothesis.lower().split()) <= set(premise.lower().split()):
                row[:] = 0.9, 0.08, 0.02
        return rows


class ShortSighted(NotScorer):
    """A scorer that takes eight words a pass and refuses more."""

    name = "short-sighted"
    max_tokens = 8

    def count_tokens(self, texts: Sequence[str]) -> IntArray:
        return np.array([len(text.split()) for text in texts], np.int64)

    def score(self, premises: Sequence[str], hypotheses: Sequence[str]) -> FloatArray:
        for premise, hypothesis in zip(premises, hypotheses, strict=True):
            assert len(premise.split()) + len(hypothesis.split()) <= self.max_tokens
        return super().score(premises, hypotheses)


class ShortSightedEmbedder(WordEmbedder):
    """An embedder that takes eight words and refuses more."""

    max_tokens = 8

    def count_tokens(self, texts: Sequence[str]) -> IntArray:
        return np.array([len(text.split()) for text in texts], np.int64)

    def embed(self, texts: Sequence[str]) -> FloatArray:
        assert all(len(text.split()) <= self.max_tokens for text in texts)
        return super().embed(texts)


class Broken:
    """Returns whatever it is given, as an embedder and as a scorer."""

    name = "broken"

    def __init__(self, answer: FloatArray) -> None:
        self.answer = answer

    def embed(self, texts: Sequence[str]) -> FloatArray:
        return self.answer

    def score(self, premises: Sequence[str], hypotheses: Sequence[str]) -> FloatArray:
        return self.answer
