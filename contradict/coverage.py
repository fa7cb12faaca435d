"""What was looked at to find pairs, and what was not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Estimate(NamedTuple):
    """A figure that was not counted, and the interval in which it is."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Coverage:
    """What was and was not looked at.

    ``claims`` came in that can be checked, and ``unchecked`` ones that cannot (questions,
    greetings, opinion); they have ``texts`` distinct texts. ``candidates`` pairs of
    texts are near each other; ``out_of_reach`` of them were not judged, since their
    similarity alone keeps them under the threshold, ``screened`` since the pair head
    did not think them worth a pass, and ``one_way`` were judged in one direction,
    which already kept them under it. The others were judged in both; all of it
    took ``passes`` forward passes of the cross-encoder (before judging: takes at
    most). ``full_lists`` texts had more neighbours than ``top_k``.
    ``cut_texts`` were longer than the embedder takes and embedded in windows;
    ``windowed`` pairs were longer than the scorer takes and scored in windows.
    Of the screened, ``sampled`` were judged nevertheless, and ``sample_found``
    reached the threshold. ``unjudged`` candidates had not been judged yet when this was told.
    ``not_english`` texts look like another language than the bundled models'.
    ``index`` is the kind of index that found the neighbours, and ``index_recall``
    the share of the ten nearest that it found for a sample. Embeddings, index and search
    take about ``index_memory`` bytes of memory, and ``index_file`` of a temporary file.
    ``occlusions`` are passes besides, spent to find the words of a clash that no rule
    names. ``linking`` passes besides were spent to find links around the contradictions,
    and ``linked_candidates`` pairs were looked at for this alone. ``calibrated`` tells that
    the probabilities were fitted for the models in use.
    """

    claims: int = 0
    texts: int = 0
    unchecked: int = 0
    candidates: int = 0
    out_of_reach: int = 0
    screened: int = 0
    sampled: int = 0
    sample_found: int = 0
    one_way: int = 0
    passes: int = 0
    full_lists: int = 0
    cut_texts: int = 0
    windowed: int = 0
    unjudged: int = 0
    not_english: int = 0
    calibrated: bool = True
    occlusions: int = 0
    linking: int = 0
    linked_candidates: int = 0
    index: str = "exact"
    index_recall: float = 1.0
    index_memory: int = 0
    index_file: int = 0

    @property
    def lost(self) -> Estimate:
        """How many pairs over the threshold were screened out, estimated by the sample.

        The interval is the 95 % score interval of a share (Wilson 1927).
        """
        rest = self.screened - self.sampled
        if not self.sampled:
            return Estimate(0.0, 0.0, float(rest))
        n, share, z = self.sampled, self.sample_found / self.sampled, 1.96
        middle = (share + z * z / (2 * n)) / (1 + z * z / n)
        reach = z * (share * (1 - share) / n + z * z / (4 * n * n)) ** 0.5 / (1 + z * z / n)
        return Estimate(rest * share, max(0.0, rest * (middle - reach)), rest * (middle + reach))
