"""From candidates to pairs: passes are spent, voices opposed, links found."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import compress, product

import numpy as np

from contradict.candidates.pairing import Candidates
from contradict.candidates.texts import Across, Voice
from contradict.claim import Claim, normalise, when
from contradict.judged import Judged, by_premise, with_spans
from contradict.pair import ContradictionPair, Link
from contradict.pairing import Flags, Pairing
from contradict.pairs import Pairs, joined
from contradict.progress import Outlook, ProgressOption, shifted, stage_progress
from contradict.protocols import FloatArray, IntArray, Scorer, StageProgress
from contradict.scoring.calibration import Calibration, Floats
from contradict.scoring.directions import Directions, Plan, plan_passes, score_both_ways
from contradict.scoring.linking import Scored, among, around, complete
from contradict.verdicts.agreeing import agree
from contradict.verdicts.occlusion import attribute

THRESHOLD = 0.15


@dataclass(frozen=True, slots=True)
class Judge:
    """The half of a `contradict.detector.Detector` that spends passes."""

    scorer: Scorer
    calibration: Calibration
    across: Across | None
    top_k: int
    min_similarity: float | None
    names: Mapping[str, str]
    attribution: bool
    both_ways: bool = False

    def everything(self, pairing: Pairing, progress: ProgressOption = None) -> Pairs:
        """Score the candidates of ``pairing`` and return those that reach its threshold."""
        scored: list[Scored] = []
        pairs = joined([pairing.unjudged, *self.parts(pairing, progress, scored)])
        return self.link(pairing, pairs, scored, progress)

    def parts(
        self,
        pairing: Pairing,
        progress: ProgressOption = None,
        scored: list[Scored] | None = None,
    ) -> Iterator[Pairs]:
        """Yield what `everything` returns but the links, a part at a time, the most similar first.

        The coverage of each part tells what was judged up to its end. The second
        direction is left out where it could not lift a pair to the threshold, unless
        ``both_ways`` is true. What the scorer said is added to ``scored``, from which `link`
        saves passes.
        """
        coverage = pairing.unjudged.coverage
        with (
            stage_progress(progress, "score") as report,
            stage_progress(progress, "explain") as explaining,
        ):
            outlook = Outlook(pairing.coverage.passes // 2)
            for plan in pairing.parts():
                worthwhile = None if self.both_ways else partial(self._worthwhile, pairing, plan)
                directions = score_both_ways(
                    self.scorer, plan, worthwhile, partial(outlook.tell, report, plan.passes // 2)
                )
                outlook = outlook.after(plan.passes // 2, directions.passes)
                if scored is not None and pairing.rows is not None:
                    scored.append(Scored(plan.candidates, directions))
                probability = self._probability(plan.candidates, directions)
                found = np.flatnonzero(directions.both & pairing.reached(probability))
                coverage = pairing.told(coverage, plan, directions, found)
                shown = found if pairing.asks_for(plan) else found[:0]
                voiced = list(self._voiced(pairing, plan, directions, probability, shown))
                pairs, occlusions = self._located(voiced, shifted(explaining, coverage.occlusions))
                coverage = replace(coverage, occlusions=coverage.occlusions + occlusions)
                yield joined([Pairs(tuple(pairs), coverage, claims=pairing.claims)])
            report(coverage.passes, coverage.passes)

    def link(
        self,
        pairing: Pairing,
        pairs: Pairs,
        scored: Sequence[Scored] = (),
        progress: ProgressOption = None,
    ) -> Pairs:
        """Return ``pairs`` with the links around its contradictions, if ``pairing`` wants them.

        The texts that contradict something are compared with their nearest, whoever says
        these; then the texts that are linked to them are compared with each other.
        """
        if pairing.rows is None:
            return pairs
        wording = [text.text for text in pairing.texts]
        places = {text: i for i, text in enumerate(wording)}
        met = {tuple(sorted(places[normalise(c.text)] for c in (p.left, p.right))) for p in pairs}
        centre = np.unique(
            [places[normalise(c.text)] for p in pairs.contradictions for c in (p.left, p.right)]
        ).astype(np.int64)
        near = partial(around, pairing.rows, k=self.top_k, floor=self.min_similarity)
        with stage_progress(progress, "link") as report:
            first = complete(self.scorer, wording, near(centre), scored, report)
            ends = [(link.left, link.right) for link in self._links(pairing, first)]
            texts = np.union1d(centre, [places[normalise(c.text)] for pair in ends for c in pair])
            texts = texts.astype(np.int64)
            wanted = among(near(texts), texts)
            second = complete(self.scorer, wording, wanted, [*scored, first], report)
        links = sorted(self._links(pairing, second), key=lambda link: -link.entailment)
        coverage = replace(
            pairs.coverage,
            linking=first.directions.passes + second.directions.passes,
            linked_candidates=first.new + second.new,
        )
        apart = tuple(self._apart(pairing, second, met))
        return replace(pairs, links=tuple(links), apart=apart, coverage=coverage)

    def two(self, left: Claim, right: Claim, similarity: FloatArray) -> ContradictionPair:
        """Judge two claims of which the cosine is ``similarity``, shape ``(1,)``."""
        texts = [normalise(left.text), normalise(right.text)]
        plan = plan_passes(self.scorer, texts, Candidates(np.array([0]), np.array([1]), similarity))
        directions = score_both_ways(self.scorer, plan)
        judged = Judged.at(
            0, plan.candidates, directions, self._probability(plan.candidates, directions)
        )
        pair = judged.pair([left, right], (0,), (1,), self.names)
        return self._located([pair])[0][0]

    def _links(self, pairing: Pairing, scored: Scored) -> Iterator[Link]:
        """Yield the candidates of which one text entails the other, and no rule objects."""
        probability = self._probability(scored.candidates, scored.directions)
        for i in np.flatnonzero(scored.entailing() & ~pairing.reached(probability)):
            judged = Judged.at(int(i), scored.candidates, scored.directions, probability)
            left, right = (
                tuple(pairing.texts[side[i]].claims())
                for side in (scored.candidates.left, scored.candidates.right)
            )
            link = judged.link(pairing.claims, left, right)
            if agree(link.left, link.right, self.names):
                yield link

    def _apart(
        self, pairing: Pairing, scored: Scored, met: Collection[tuple[int, ...]]
    ) -> Iterator[ContradictionPair]:
        """Yield those that reach the threshold and were not ``met``: the earliest of each text."""
        probability = self._probability(scored.candidates, scored.directions)
        for i in np.flatnonzero(pairing.reached(probability)):
            sides = int(scored.candidates.left[i]), int(scored.candidates.right[i])
            if sides in met:
                continue
            judged = Judged.at(int(i), scored.candidates, scored.directions, probability)
            a, b = (
                min(pairing.texts[side].claims(), key=lambda c: when(pairing.claims[c]))
                for side in sides
            )
            yield judged.pair(pairing.claims, (a,), (b,), self.names)

    def _located(
        self,
        pairs: Sequence[ContradictionPair],
        progress: StageProgress = lambda done, total: None,
    ) -> tuple[list[ContradictionPair], int]:
        """Return the pairs, contradictions over the default threshold with spans; and the passes.

        Where no rule found the clash, the words are those that the scorer's decision
        rests on. Pairs in windows have the whole texts. Without ``attribution`` nothing
        is looked for.
        """
        without = [self.attribution and _lacks_spans(pair) for pair in pairs]
        decided = {
            by_premise(p): max(p.forward.contradiction, p.backward.contradiction)
            for p in compress(pairs, without)
            if not p.windowed
        }
        found = attribute(self.scorer, dict(sorted(decided.items())), progress)
        located = [
            with_spans(pair, found.spans) if lacks else pair
            for pair, lacks in zip(pairs, without, strict=True)
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
            judged = Judged.at(i, plan.candidates, directions, probability)
            left = pairing.texts[plan.candidates.left[i]]
            right = pairing.texts[plan.candidates.right[i]]
            for a, b in product(left.voices, right.voices):
                if self._opposed(pairing, a, b):
                    yield judged.pair(pairing.claims, a, b, self.names)

    def _probability(self, candidates: Candidates, directions: Directions) -> Floats:
        return self.calibration.probability(
            directions.forward, directions.backward, candidates.similarity
        )

    def _opposed(self, pairing: Pairing, a: Voice, b: Voice) -> bool:
        if pairing.sides is not None and pairing.sides[a[0]] == pairing.sides[b[0]]:
            return False
        if self.across is None:
            return True
        left, right = pairing.claims[a[0]], pairing.claims[b[0]]
        return bool(getattr(left, self.across) != getattr(right, self.across))


def _lacks_spans(pair: ContradictionPair) -> bool:
    """Tell whether a pair is reported by default as one whose clashing words no rule found."""
    reported = pair.relation == "contradiction" and pair.probability >= THRESHOLD
    return reported and not all(pair.spans)
