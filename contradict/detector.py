"""The stages joined: the only file that knows them all."""

from __future__ import annotations

import warnings
from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from numbers import Integral
from os import PathLike, fspath
from typing import Any, TypeAlias, get_args

from contradict.candidates.beyond import Lists
from contradict.candidates.embedding import embed_texts
from contradict.candidates.index import INDEXES, IndexOption, use_threads
from contradict.candidates.pairing import unordered
from contradict.candidates.planning import IndexPlan, Planner
from contradict.candidates.sample import Sample
from contradict.candidates.screen import PairHead
from contradict.candidates.search import Neighbours, cosine, nearest
from contradict.candidates.sides import KNOWN, NEW, points_on
from contradict.candidates.texts import Across, DistinctText, distinct_texts
from contradict.cascade import STEPS, Pruned, Step, check_cascade, in_reach, prune
from contradict.claim import Claim, normalise
from contradict.coverage import Coverage
from contradict.errors import ContradictWarning, InvalidInput
from contradict.judge import THRESHOLD, Judge
from contradict.language import ENGLISH, count_not_english
from contradict.models import BUNDLED, bundled_path, load_embedder, load_scorer
from contradict.pair import ContradictionPair
from contradict.pairing import Pairing, Trial, TrialName
from contradict.pairs import Pairs, check_number
from contradict.progress import ProgressOption, stage_progress
from contradict.protocols import Embedder, FloatArray, Scorer
from contradict.readers.rows import ClaimLike, Claims, claims_from, single_claim
from contradict.scoring.calibration import Calibration
from contradict.scoring.directions import plan_passes
from contradict.scoring.linking import Scored
from contradict.verdicts.aliases import check_names

Name: TypeAlias = "str | PathLike[str]"
Threshold: TypeAlias = "float | str"

TOP_K = 20
PRECISION = "precision:"
HEAD = "head.npz"
BEYOND_FROM = 2000
"""Candidates from which pairs that are none are sampled, too."""


def load_calibration(name: Name = BUNDLED) -> Calibration:
    """Return the bundled calibration, or the one that `contradict calibrate` saved."""
    return Calibration.load(bundled_path("calibration.json") if name == BUNDLED else fspath(name))


@dataclass(frozen=True, slots=True)
class Detector:
    """The stages with their models and settings; `find_pairs` explains the settings.

    `pair` finds the candidates and tells what `judge` will cost; `find_pairs` and
    `find_between` are one after the other.
    """

    embedder: Embedder
    scorer: Scorer
    top_k: int = TOP_K
    min_similarity: float | None = None
    across: Across | None = None
    calibration: Calibration = field(default_factory=load_calibration)
    index: IndexOption = "auto"
    screen: PairHead | None = None
    cascade: Collection[Step] = STEPS
    names: Mapping[str, str] = field(default_factory=dict)
    attribution: bool = True

    def __post_init__(self) -> None:
        if self.index not in INDEXES:
            raise InvalidInput(
                f"index must be one of {', '.join(map(repr, INDEXES))}; got {self.index!r}"
            )
        if not isinstance(self.top_k, Integral) or self.top_k < 1 or self.top_k is True:
            raise InvalidInput(f"top_k must be a whole number from 1; got {self.top_k!r}")
        if self.min_similarity is not None:
            check_number("min_similarity", self.min_similarity, -1, 1)
        if self.across is not None and self.across not in get_args(Across):
            raise InvalidInput(
                f"across must be None, {' or '.join(map(repr, get_args(Across)))}; "
                f"got {self.across!r}"
            )
        check_cascade(self.cascade)
        check_names(self.names)

    @classmethod
    def load(
        cls,
        embedder: Name | Embedder = BUNDLED,
        scorer: Name | Scorer = BUNDLED,
        calibration: Name | Calibration = BUNDLED,
        screen: Name | PairHead | None = BUNDLED,
        *,
        names: Mapping[str, str] | None = None,
        threads: int = 0,
        **settings: Any,
    ) -> Detector:
        """Return a detector whose models, calibration and pair head are given or loaded by name.

        Models that are loaded compute with ``threads``, 0 being all, and so does the search
        for neighbours in this process, which 0 leaves as it is.

        The bundled pair head serves the bundled models and calibration only, and others are
        without one. Raises `InvalidInput` if a head that is given was not trained for them.
        """
        if isinstance(calibration, (str, PathLike)):
            calibration = load_calibration(calibration)
        detector = cls(
            load_embedder(embedder, threads=threads)
            if isinstance(embedder, (str, PathLike))
            else embedder,
            load_scorer(scorer, threads=threads) if isinstance(scorer, (str, PathLike)) else scorer,
            calibration=calibration,
            names={} if names is None else names,
            **settings,
        )
        use_threads(threads)
        return replace(detector, screen=_pair_head(screen, detector.models))

    @property
    def models(self) -> tuple[str, str, str]:
        """Names of the embedder, the scorer and the calibration."""
        return self.embedder.name, self.scorer.name, self.calibration.name

    def threshold(self, wanted: Threshold) -> float:
        """Return the probability that ``wanted`` asks for: itself, or ``"precision:0.9"``."""
        if not isinstance(wanted, str):
            check_number("threshold", wanted, 0, 1)
            return float(wanted)
        try:
            precision = float(wanted.removeprefix(PRECISION))
        except ValueError:
            precision = -1.0
        if not wanted.startswith(PRECISION) or not 0 <= precision <= 1:
            raise InvalidInput(
                f"threshold must be in [0, 1], or like {PRECISION}0.9; got {wanted!r}"
            )
        if not self.is_calibrated:
            raise InvalidInput(
                f"threshold={wanted!r} needs a calibration for {self.embedder.name} and "
                f"{self.scorer.name}: contradict calibrate fits one"
            )
        return self.calibration.threshold_for(precision)

    @property
    def is_calibrated(self) -> bool:
        """Whether the calibration was fitted for these models."""
        return self.calibration.belongs_to(self.embedder.name, self.scorer.name)

    def pair(
        self,
        claims: Claims,
        known: Claims | None = None,
        *,
        threshold: Threshold = THRESHOLD,
        links: bool = False,
        progress: ProgressOption = None,
    ) -> Pairing:
        """Find the candidates among ``claims``, or between them and ``known`` ones."""
        asked = self.threshold(threshold)
        given = claims_from(claims, "claim" if known is None else "new claim")
        before = [] if known is None else claims_from(known, "known claim")
        new, old = ([claim for claim in some if claim.checkable] for some in (given, before))
        everything = (*new, *old)
        sides = [NEW] * len(new) + [KNOWN] * len(old)
        texts = distinct_texts(everything, sides)
        wording = [text.text for text in texts]
        groups = self._groups(everything)
        apart = known is not None
        planner = self._planner(texts, sides, apart)
        with stage_progress(progress, "embed") as report:
            rows, cut = embed_texts(self.embedder, wording, report, planner.place)
        lists, neighbours = self._search(
            rows, texts, sides, KNOWN if apart else NEW, groups, planner.plan, progress
        )
        pruned = prune(lists.candidates, rows, asked, self.calibration, self.screen, self.cascade)
        plan = plan_passes(self.scorer, wording, pruned.worth)
        trials = tuple(self._trials(wording, pruned, lists, asked))
        coverage = Coverage(
            claims=len(everything),
            unchecked=len(given) + len(before) - len(everything),
            texts=len(texts),
            candidates=len(lists.candidates),
            out_of_reach=pruned.out_of_reach,
            screened=pruned.screened,
            head_idle=pruned.head_idle,
            passes=plan.passes + sum(trial.plan.passes for trial in trials),
            full_lists=int(neighbours.full.sum()),
            cut_texts=cut,
            windowed=plan.windowed + sum(trial.plan.windowed for trial in trials),
            not_english=self._not_english(wording),
            calibrated=self.is_calibrated,
            index=neighbours.index,
            index_recall=neighbours.recall,
            index_memory=planner.plan.memory,
            index_file=planner.plan.file,
        )
        opposed = sides if apart else None
        kept = rows if links else None
        return Pairing(everything, opposed, texts, asked, plan, trials, coverage, kept)

    def judge(self, pairing: Pairing, progress: ProgressOption = None) -> Pairs:
        """Score the candidates and return those whose probability reaches the threshold."""
        return self._judge.everything(pairing, progress)

    def parts(
        self,
        pairing: Pairing,
        progress: ProgressOption = None,
        scored: list[Scored] | None = None,
    ) -> Iterator[Pairs]:
        """Yield what `judge` returns a part at a time; see `Judge.parts`."""
        return self._judge.parts(pairing, progress, scored)

    def link(
        self,
        pairing: Pairing,
        pairs: Pairs,
        scored: Sequence[Scored] = (),
        progress: ProgressOption = None,
    ) -> Pairs:
        """Return ``pairs`` with the links around its contradictions; see `Judge.link`."""
        return self._judge.link(pairing, pairs, scored, progress)

    def compare(self, a: ClaimLike, b: ClaimLike) -> ContradictionPair:
        """Judge two claims; see `contradict.compare`."""
        left, right = (
            claim if claim.id is not None else replace(claim, id=place)
            for claim, place in ((single_claim(a, "a"), "0"), (single_claim(b, "b"), "1"))
        )
        texts = [normalise(left.text), normalise(right.text)]
        rows, _ = embed_texts(self.embedder, texts)
        self._not_english(texts)
        return self._judge.two(left, right, cosine(rows[:1], rows[1:]))

    @property
    def _judge(self) -> Judge:
        return Judge(
            self.scorer,
            self.calibration,
            self.across,
            self.top_k,
            self.min_similarity,
            self.names,
            self.attribution,
            both_ways="direction" not in self.cascade,
        )

    def _search(
        self,
        rows: FloatArray,
        texts: Sequence[DistinctText],
        sides: Sequence[int],
        other: int,
        groups: Sequence[Hashable] | None,
        plan: IndexPlan,
        progress: ProgressOption,
    ) -> tuple[Lists, Neighbours]:
        """Return the neighbours of the new texts on the ``other`` side, and what came of them."""
        queries = points_on(NEW, rows, texts, sides, groups)
        base = points_on(other, rows, texts, sides, groups, several=-2)
        with stage_progress(progress, "search") as report:
            found = nearest(
                queries, base, self.top_k, floor=self.min_similarity, index=plan, progress=report
            )
        named = replace(found, query=queries.identity[found.query], base=base.identity[found.base])
        return (
            Lists(queries, base, found.full, self.top_k, self.min_similarity, unordered(named)),
            found,
        )

    def _trials(
        self, texts: Sequence[str], pruned: Pruned, lists: Lists, threshold: float
    ) -> Iterator[Trial]:
        """Yield the samples of what is left out, by the head and by the length of the lists."""
        samples: dict[TrialName, Sample | None] = {"screen_sample": pruned.sample}
        if len(lists.candidates) > BEYOND_FROM and threshold > 0:
            reach = partial(in_reach, calibration=self.calibration, threshold=threshold)
            samples["beyond_sample"] = lists.beyond(reach)
        for name, sample in samples.items():
            if sample is not None and len(sample.candidates):
                yield Trial(name, sample, plan_passes(self.scorer, texts, sample.candidates))

    def _planner(self, texts: Sequence[DistinctText], sides: Sequence[int], apart: bool) -> Planner:
        """Return what plans the search among ``texts``, or between those of two sides."""
        new, old = (
            sum(any(sides[p] == side for p in text.claims()) for text in texts)
            for side in (NEW, KNOWN if apart else NEW)
        )
        copies = apart + (self.across is not None)
        return Planner(self.index, new, old, self.top_k, copies)

    def _groups(self, claims: Sequence[Claim]) -> Sequence[Hashable] | None:
        """Return what the claims of a pair must differ in, one value a claim."""
        if self.across is None:
            return None
        values: list[str | None] = [getattr(claim, self.across) for claim in claims]
        if len(claims) > 1 and not any(values):
            raise InvalidInput(f"across={self.across!r} needs a {self.across}; no claim has one")
        return values

    def _not_english(self, texts: Sequence[str]) -> int:
        languages = {getattr(model, "language", None) for model in (self.embedder, self.scorer)}
        count = count_not_english(texts) if ENGLISH in languages else 0
        if count:
            warnings.warn(
                f"{count} of {len(texts)} texts do not look English; the bundled models are "
                "English, so do not trust what is found or missed among them",
                ContradictWarning,
                stacklevel=4,
            )
        return count


def _pair_head(screen: Name | PairHead | None, models: tuple[str, ...]) -> PairHead | None:
    if screen is None or isinstance(screen, PairHead):
        head = screen
    else:
        head = PairHead.load(bundled_path(HEAD) if screen == BUNDLED else fspath(screen))
    if head is None or head.models == models:
        return head
    if screen == BUNDLED:
        return None
    raise InvalidInput(
        f"screen was trained for {', '.join(head.models)}; the models are {', '.join(models)}"
    )
