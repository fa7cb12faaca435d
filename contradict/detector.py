"""The stages joined: the only file that knows them all."""

from __future__ import annotations

import warnings
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import partial
from itertools import compress, product
from numbers import Integral
from os import PathLike, fspath
from typing import Any, TypeAlias, get_args

import numpy as np
import numpy.typing as npt

from contradict.candidates.embedding import embed_texts
from contradict.candidates.index import INDEXES, IndexOption
from contradict.candidates.pairing import Candidates, unordered
from contradict.candidates.screen import PairHead
from contradict.candidates.search import Points, cosine, nearest
from contradict.candidates.texts import Across, DistinctText, Voice, distinct_texts, group_labels
from contradict.claim import Claim, normalise
from contradict.coverage import Coverage
from contradict.errors import ContradictWarning, InvalidInput
from contradict.language import ENGLISH, count_not_english
from contradict.models import BUNDLED, bundled_path, load_embedder, load_scorer
from contradict.pair import ContradictionPair, Probabilities
from contradict.pairs import Pairs, check_number, joined
from contradict.progress import ProgressOption, stage_progress
from contradict.protocols import Embedder, FloatArray, IntArray, Scorer
from contradict.readers.rows import ClaimLike, Claims, claims_from, single_claim
from contradict.scoring.calibration import Calibration, Floats
from contradict.scoring.directions import Directions, Plan, plan_passes, score_both_ways
from contradict.verdicts.clashes import Spans
from contradict.verdicts.judging import Verdict
from contradict.verdicts.judging import judge as judge_verdict
from contradict.verdicts.occlusion import attribute

Name: TypeAlias = "str | PathLike[str]"
Threshold: TypeAlias = "float | str"
Flags: TypeAlias = "npt.NDArray[np.bool_]"

NEW, KNOWN = 0, 1
DECIMALS = 4
SMALLEST_PART, LARGEST_PART = 64, 2048
"""Candidates that are judged together: the first ones soon, the others in large batches."""
TOP_K = 20
THRESHOLD = 0.15
VERDICT_FIELDS = tuple(field.name for field in fields(Verdict))
PRECISION = "precision:"
SCREEN_FROM = 2000
"""Candidates up to which all are judged, since that is soon done."""
SAMPLE_SHARE, SMALLEST_SAMPLE, LARGEST_SAMPLE = 0.02, 50, 500


def load_calibration(name: Name = BUNDLED) -> Calibration:
    """Return the bundled calibration, or the one that `contradict calibrate` saved."""
    return Calibration.load(bundled_path("calibration.json") if name == BUNDLED else fspath(name))


@dataclass(frozen=True, slots=True)
class Pairing:
    """Claims whose candidates are found and whose passes are planned, but not spent.

    ``plan`` holds the candidates that can reach ``threshold``, ``sample`` some of those
    that the pair head put aside. ``sides`` tells new claims from known ones, where only
    pairs of one and the other are wanted.
    """

    claims: Sequence[Claim]
    sides: Sequence[int] | None
    texts: Sequence[DistinctText]
    threshold: float
    plan: Plan
    sample: Plan
    coverage: Coverage

    @property
    def unjudged(self) -> Pairs:
        """What is found before a pass is spent: nothing."""
        return Pairs((), replace(self.coverage, passes=0, unjudged=len(self.plan.candidates)))

    def parts(self) -> Iterator[Plan]:
        """Yield the plan in growing parts, the most similar candidates first, then the sample."""
        order = np.argsort(-self.plan.candidates.similarity, kind="stable")
        start, size = 0, SMALLEST_PART
        while start < len(order):
            yield self.plan.part(order[start : start + size])
            start, size = start + size, min(2 * size, LARGEST_PART)
        if len(self.sample.candidates):
            yield self.sample

    def reached(self, probability: Floats) -> Flags:
        """Tell which probabilities reach the threshold, as they will be shown."""
        return np.round(probability, DECIMALS) >= self.threshold


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

    @classmethod
    def load(
        cls,
        embedder: Name | Embedder = BUNDLED,
        scorer: Name | Scorer = BUNDLED,
        calibration: Name | Calibration = BUNDLED,
        screen: Name | PairHead | None = None,
        **settings: Any,
    ) -> Detector:
        """Return a detector whose models, calibration and pair head are given or loaded by name.

        Raises `InvalidInput` if the pair head was not trained for the others.
        """
        if isinstance(calibration, (str, PathLike)):
            calibration = load_calibration(calibration)
        detector = cls(
            load_embedder(embedder) if isinstance(embedder, (str, PathLike)) else embedder,
            load_scorer(scorer) if isinstance(scorer, (str, PathLike)) else scorer,
            calibration=calibration,
            **settings,
        )
        head = PairHead.load(fspath(screen)) if isinstance(screen, (str, PathLike)) else screen
        if head is not None and head.models != detector.models:
            raise InvalidInput(
                f"screen was trained for {', '.join(head.models)}; "
                f"the models are {', '.join(detector.models)}"
            )
        return replace(detector, screen=head)

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
        progress: ProgressOption = None,
    ) -> Pairing:
        """Find the candidates among ``claims``, or between them and ``known`` ones."""
        asked = self.threshold(threshold)
        given = claims_from(claims, "claim" if known is None else "new claim")
        before = [] if known is None else claims_from(known, "known claim")
        new, old = ([claim for claim in some if claim.checkable] for some in (given, before))
        everything = [*new, *old]
        sides = [NEW] * len(new) + [KNOWN] * len(old)
        texts = distinct_texts(everything, sides)
        wording = [text.text for text in texts]
        with stage_progress(progress, "embed") as report:
            rows, cut = embed_texts(self.embedder, wording, report)
        groups = self._groups(everything)
        queries = _points(rows, texts, sides, NEW, groups)
        base = _points(rows, texts, sides, NEW if known is None else KNOWN, groups, several=-2)
        with stage_progress(progress, "search") as report:
            neighbours = nearest(
                queries,
                base,
                self.top_k,
                floor=self.min_similarity,
                index=self.index,
                progress=report,
            )
        candidates = unordered(
            replace(
                neighbours,
                query=queries.identity[neighbours.query],
                base=base.identity[neighbours.base],
            )
        )
        most = np.round(self.calibration.ceiling(candidates.similarity), DECIMALS)
        within = candidates.where(most >= asked)
        worth, sample = self._screened(rows, within, asked)
        plan, trial = (plan_passes(self.scorer, wording, some) for some in (worth, sample))
        coverage = Coverage(
            claims=len(everything),
            unchecked=len(given) + len(before) - len(everything),
            texts=len(texts),
            candidates=len(candidates),
            out_of_reach=len(candidates) - len(within),
            screened=len(within) - len(worth),
            passes=plan.passes + trial.passes,
            full_lists=int(neighbours.full.sum()),
            cut_texts=cut,
            windowed=plan.windowed + trial.windowed,
            not_english=self._not_english(wording),
            calibrated=self.is_calibrated,
            index=neighbours.index,
            index_recall=neighbours.recall,
        )
        apart = sides if known is not None else None
        return Pairing(everything, apart, texts, asked, plan, trial, coverage)

    def judge(self, pairing: Pairing, progress: ProgressOption = None) -> Pairs:
        """Score the candidates and return those whose probability reaches the threshold."""
        return joined([pairing.unjudged, *self.parts(pairing, progress)])

    def parts(self, pairing: Pairing, progress: ProgressOption = None) -> Iterator[Pairs]:
        """Yield what `judge` returns, the most similar candidates first, a part at a time.

        The coverage of each part tells what was judged up to its end. The second
        direction is left out where it could not lift a pair to the threshold.
        """
        coverage = pairing.unjudged.coverage
        with stage_progress(progress, "score") as report:
            saved = 0
            for plan in pairing.parts():
                spent, total = coverage.passes, pairing.coverage.passes - saved

                def tell(done: int, all_of: int, spent: int = spent, total: int = total) -> None:
                    report(spent + done, total)

                directions = score_both_ways(
                    self.scorer, plan, partial(self._worthwhile, pairing, plan), tell
                )
                saved += plan.passes - directions.passes
                probability = self._probability(plan, directions)
                found = np.flatnonzero(directions.both & pairing.reached(probability))
                coverage = replace(
                    coverage,
                    passes=spent + directions.passes,
                    one_way=coverage.one_way + int((~directions.both).sum()),
                )
                if plan is pairing.sample:
                    coverage = replace(coverage, sampled=len(plan.rows), sample_found=len(found))
                else:
                    coverage = replace(coverage, unjudged=coverage.unjudged - len(plan.rows))
                voiced = list(self._voiced(pairing, plan, directions, probability, found))
                pairs, occlusions = self._located(voiced)
                coverage = replace(coverage, occlusions=coverage.occlusions + occlusions)
                yield joined([Pairs(tuple(pairs), coverage)])

    def _located(self, pairs: list[ContradictionPair]) -> tuple[list[ContradictionPair], int]:
        """Return the pairs, those over the default threshold with spans; and the passes spent.

        Where no rule found the clash, the words are those that the scorer's decision
        rests on. Pairs in windows have the whole texts.
        """
        without = [p.probability >= THRESHOLD and not all(p.spans) for p in pairs]
        texts = sorted({_by_premise(p) for p in compress(pairs, without) if not p.windowed})
        found = attribute(self.scorer, texts)
        spans = dict(zip(texts, found.spans, strict=True))
        located = [
            _with_spans(p, spans) if lacks else p for p, lacks in zip(pairs, without, strict=True)
        ]
        return located, found.passes

    def _worthwhile(self, pairing: Pairing, plan: Plan, forward: FloatArray) -> Flags:
        """Tell which candidates can reach the threshold by their other direction."""
        return pairing.reached(self.calibration.ceiling(plan.candidates.similarity, forward))

    def _voiced(
        self,
        pairing: Pairing,
        plan: Plan,
        directions: Directions,
        probability: Floats,
        found: IntArray,
    ) -> Iterator[ContradictionPair]:
        """Yield the candidates at ``found``, once per pair of voices that are opposed."""
        for i in map(int, found):
            judged = _Judged.at(i, plan, directions, probability)
            left = pairing.texts[plan.candidates.left[i]]
            right = pairing.texts[plan.candidates.right[i]]
            for a, b in product(left.voices, right.voices):
                if self._opposed(pairing, a, b):
                    yield judged.pair(pairing.claims, a, b)

    def _probability(self, plan: Plan, directions: Directions) -> Floats:
        return self.calibration.probability(
            directions.forward, directions.backward, plan.candidates.similarity
        )

    def compare(self, a: ClaimLike, b: ClaimLike) -> ContradictionPair:
        """Judge two claims; see `contradict.compare`."""
        left, right = (
            claim if claim.id is not None else replace(claim, id=place)
            for claim, place in ((single_claim(a, "a"), "0"), (single_claim(b, "b"), "1"))
        )
        texts = [normalise(left.text), normalise(right.text)]
        embeddings, _ = embed_texts(self.embedder, texts)
        similarity = cosine(embeddings[:1], embeddings[1:])
        plan = plan_passes(self.scorer, texts, Candidates(np.array([0]), np.array([1]), similarity))
        directions = score_both_ways(self.scorer, plan)
        self._not_english(texts)
        judged = _Judged.at(0, plan, directions, self._probability(plan, directions))
        pair = judged.pair([left, right], (0,), (1,))
        return self._located([pair])[0][0]

    def _screened(
        self, rows: FloatArray, candidates: Candidates, threshold: float
    ) -> tuple[Candidates, Candidates]:
        """Return the candidates that are worth a pass, and a seeded sample of the others."""
        keep = np.ones(len(candidates), bool)
        if self.screen is not None and len(candidates) > SCREEN_FROM:
            keep = self.screen.score(rows, candidates) >= self.screen.cut(threshold)
        others = np.flatnonzero(~keep)
        wanted = min(max(SMALLEST_SAMPLE, int(SAMPLE_SHARE * len(others))), LARGEST_SAMPLE)
        chosen = np.random.default_rng(0).permutation(others)[:wanted]
        return candidates.where(keep), candidates.take(np.sort(chosen))

    def _groups(self, claims: Sequence[Claim]) -> Sequence[Hashable] | None:
        """Return what the claims of a pair must differ in, one value a claim."""
        if self.across is None:
            return None
        values: list[str | None] = [getattr(claim, self.across) for claim in claims]
        if len(claims) > 1 and not any(values):
            raise InvalidInput(f"across={self.across!r} needs a {self.across}; no claim has one")
        return values

    def _opposed(self, pairing: Pairing, a: Voice, b: Voice) -> bool:
        if pairing.sides is not None and pairing.sides[a[0]] == pairing.sides[b[0]]:
            return False
        if self.across is None:
            return True
        left, right = pairing.claims[a[0]], pairing.claims[b[0]]
        return bool(getattr(left, self.across) != getattr(right, self.across))

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


@dataclass(frozen=True, slots=True)
class _Judged:
    """What is known of a pair of texts, whoever says them."""

    probability: float
    similarity: float
    forward: FloatArray
    backward: FloatArray
    windowed: bool

    @classmethod
    def at(cls, i: int, plan: Plan, directions: Directions, probability: Floats) -> _Judged:
        """Return what is known of candidate ``i`` of ``plan``."""
        return cls(
            float(probability[i]),
            float(plan.candidates.similarity[i]),
            directions.forward[i],
            directions.backward[i],
            bool(directions.windowed[i]),
        )

    def pair(self, claims: Sequence[Claim], a: Voice, b: Voice) -> ContradictionPair:
        """Return the record of two voices, with the claim that came first on the left."""
        forward, backward = self.forward, self.backward
        if b[0] < a[0]:
            a, b, forward, backward = b, a, backward, forward
        left, right = claims[a[0]], claims[b[0]]
        verdict = judge_verdict(left, right)
        return ContradictionPair(
            left=left,
            right=right,
            probability=round(self.probability, DECIMALS),
            similarity=round(self.similarity, DECIMALS),
            forward=Probabilities(*(round(float(p), DECIMALS) for p in forward)),
            backward=Probabilities(*(round(float(p), DECIMALS) for p in backward)),
            left_ids=tuple(claims[i].id or "" for i in a),
            right_ids=tuple(claims[i].id or "" for i in b),
            windowed=self.windowed,
            **{name: getattr(verdict, name) for name in VERDICT_FIELDS},
        )


def _by_premise(pair: ContradictionPair) -> tuple[str, str]:
    """Return the texts of a pair, the premise of the more decided direction first."""
    sides = (
        (-pair.forward.contradiction, pair.left.text, pair.right.text),
        (-pair.backward.contradiction, pair.right.text, pair.left.text),
    )
    return min(sides)[1:]


def _with_spans(
    pair: ContradictionPair, found: Mapping[tuple[str, str], tuple[Spans, Spans]]
) -> ContradictionPair:
    texts = _by_premise(pair)
    if pair.windowed:
        return replace(pair, spans=(((0, len(pair.left.text)),), ((0, len(pair.right.text)),)))
    first, second = found[texts]
    turned = texts[0] != pair.left.text
    return replace(pair, spans=(second, first) if turned else (first, second))


def _points(
    rows: FloatArray,
    texts: Sequence[DistinctText],
    sides: Sequence[int],
    side: int,
    groups: Sequence[Hashable] | None,
    several: int = -1,
) -> Points:
    """Return the texts that are said on ``side``, with what their neighbours must differ in."""
    said = [[p for p in text.claims() if sides[p] == side] for text in texts]
    places = np.array([i for i, claims in enumerate(said) if claims], np.int64)
    if groups is None:
        return Points(rows[places], places, places)
    values = [[groups[p] for p in said[i]] for i in places]
    codes = {value: code for code, value in enumerate(dict.fromkeys(groups))}
    return Points(rows[places], places, group_labels(values, codes, several))
