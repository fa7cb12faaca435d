"""Equal texts are one text, said by several voices."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence
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


def group_labels(
    values: Sequence[Collection[Hashable]], codes: Mapping[Hashable, int], several: int
) -> IntArray:
    """Return one label a text: two texts may form a pair if their labels differ.

    ``values[i]`` is what the claims of text ``i`` must differ in (their speakers,
    say), and ``codes`` numbers the values. A text with several values gets the label
    ``several``, a negative number that nothing on the other side of the search has:
    one of its claims always differs.
    """
    labels = np.empty(len(values), np.int64)
    for i, found in enumerate(map(set, values)):
        labels[i] = several if len(found) > 1 else codes[found.pop()]
    return labels
