"""What was looked at to find pairs, and what was not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot, sqrt
from typing import NamedTuple

Z = 1.959964
"""Standard normal quantile of a 95 % interval."""


class Estimate(NamedTuple):
    """A figure that was not counted, and the interval in which it is."""

    value: float
    low: float
    high: float


class Stratum(NamedTuple):
    """Pairs that were left out: ``sampled`` were judged, ``found`` are over the threshold."""

    size: int
    sampled: int
    found: int

    @property
    def rest(self) -> Estimate:
        """How many of the others are over the threshold.

        The interval is the 95 % score interval of a share (Wilson 1927), with the sample as
        large as one without replacement is worth.
        """
        others = self.size - self.sampled
        if not self.sampled or not others:
            return Estimate(0.0, 0.0, float(others))
        n, share = self.sampled * self.size / others, self.found / self.sampled
        middle = (share + Z * Z / (2 * n)) / (1 + Z * Z / n)
        reach = Z * sqrt(share * (1 - share) / n + Z * Z / (4 * n * n)) / (1 + Z * Z / n)
        value = others * share
        low, high = (self.size * end - self.found for end in (middle - reach, middle + reach))
        return Estimate(value, min(max(low, 0.0), value), max(min(high, float(others)), value))


def summed(strata: Sequence[Stratum]) -> Estimate:
    """Return how many pairs over the threshold were left out in all ``strata``.

    The intervals are joined by the method of variance estimates recovery (Zou and Donner
    2008): the distance of either end is the root of the summed squares of the distances.
    """
    rests = [stratum.rest for stratum in strata]
    value = sum(rest.value for rest in rests)
    below = hypot(*(rest.value - rest.low for rest in rests))
    above = hypot(*(rest.high - rest.value for rest in rests))
    return Estimate(value, value - below, value + above)


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
    Of the screened, a sample was judged nevertheless: ``screen_sample`` tells of each
    stratum of it how many reached the threshold. ``head_idle`` tells why a pair head that
    was given was not used. ``beyond_sample`` tells the same of pairs that are no candidates:
    of the next ``top_k`` neighbours, and of near ones under ``min_similarity``.
    ``unjudged`` candidates had not been judged yet when this was told.
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
    screen_sample: tuple[Stratum, ...] = ()
    head_idle: str = ""
    beyond_sample: tuple[Stratum, ...] = ()
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
    def sampled(self) -> int:
        """How many of the screened candidates were judged nevertheless."""
        return sum(stratum.sampled for stratum in self.screen_sample)

    @property
    def lost(self) -> Estimate:
        """How many pairs over the threshold were screened out, estimated by the sample.

        Those that the sample turned up are not lost: they are among the pairs. The
        interval is one of 95 %; see `summed`.
        """
        if not self.screen_sample:
            return Estimate(0.0, 0.0, float(self.screened))
        return summed(self.screen_sample)

    @property
    def beyond(self) -> Estimate | None:
        """How many pairs over the threshold ``top_k`` and ``min_similarity`` left out.

        Looked at are, of texts with full lists, the next ``top_k`` neighbours, and of the
        others those of the ``top_k`` nearest that are under ``min_similarity``. What is
        further is not in it. The number of such pairs is itself estimated, from a hundred
        texts, and the interval of 95 % takes it as known. Pairs that the sample turned up
        are counted, but not among the pairs. None where nothing was sampled: with 2,000
        candidates or fewer, a threshold of 0, or nothing left out.
        """
        if not self.beyond_sample:
            return None
        found = sum(stratum.found for stratum in self.beyond_sample)
        return Estimate(*(figure + found for figure in summed(self.beyond_sample)))
