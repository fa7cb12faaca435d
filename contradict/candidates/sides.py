"""New texts and known ones, as points whose neighbours are looked for."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

import numpy as np

from contradict.candidates.memory import taken
from contradict.candidates.search import Points
from contradict.candidates.texts import DistinctText, group_labels
from contradict.protocols import FloatArray

NEW, KNOWN = 0, 1


def points_on(
    side: int,
    rows: FloatArray,
    texts: Sequence[DistinctText],
    sides: Sequence[int],
    groups: Sequence[Hashable] | None,
    several: int = -1,
) -> Points:
    """Return the texts that are said on ``side``, with what their neighbours must differ in.

    ``rows`` are the embeddings of ``texts``, shape ``(n, d)``; ``sides`` and ``groups`` hold a
    value a claim. A text that several groups say has the label ``several``.
    """
    said = [[p for p in text.claims() if sides[p] == side] for text in texts]
    places = np.array([i for i, claims in enumerate(said) if claims], np.int64)
    if groups is None:
        return Points(taken(rows, places), places, places)
    values = [[groups[p] for p in said[i]] for i in places]
    codes = {value: code for code, value in enumerate(dict.fromkeys(groups))}
    return Points(taken(rows, places), places, group_labels(values, codes, several))
