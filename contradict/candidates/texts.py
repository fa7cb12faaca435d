"""Equal texts are one text, said by several voices."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np

from contradict.claim import Claim, normalise
from contradict.protocols import IntArray

Across: TypeAlias = Literal["speaker", "source"]
Voice: TypeAlias = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class DistinctText:
    """A normalised text and who says it.

    A voice is one combination of speaker, source and side: the positions of
    its claims in the input, rising. Voices stand in order of their first claim.
    """

    text: str
    voices: tuple[Voice, ...]

    def claims(self) -> list[int]:
        """Return the positions of all claims with this text, rising."""
        return sorted(position for voice in self.voices for position in voice)


def distinct_texts(claims: Sequence[Claim], sides: Sequence[Hashable]) -> list[DistinctText]:
    """Group ``claims`` by normalised text, in the order of the texts.

    ``sides[i]`` tells apart claims that must not share a voice (new and known).
    The order of the result does not depend on the order of the claims.
    """
    voices: dict[str, dict[Hashable, list[int]]] = {}
    for position, (claim, side) in enumerate(zip(claims, sides, strict=True)):
        said = voices.setdefault(normalise(claim.text), {})
        said.setdefault((claim.speaker, claim.source, side), []).append(position)
    return [
        DistinctText(text, tuple(tuple(voice) for voice in voices[text].values()))
        for text in sorted(voices)
    ]


def group_labels(texts: Sequence[DistinctText], values: Sequence[Hashable]) -> IntArray:
    """Return one label a text: two texts may form a pair if their labels differ.

    ``values[i]`` is what claim ``i`` must differ in (its speaker, say). A text
    whose claims have several values gets a label of its own, since some two of
    its claims and another text's always differ.
    """
    codes: dict[Hashable, int] = {}
    labels = np.empty(len(texts), np.int64)
    for i, text in enumerate(texts):
        found = {values[position] for position in text.claims()}
        key = found.pop() if len(found) == 1 else ("several", i)
        labels[i] = codes.setdefault(key, len(codes))
    return labels
