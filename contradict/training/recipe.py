"""The mix that a cross-encoder is trained on: files, mined pairs and pairs made by rule."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from contradict.errors import InvalidInput
from contradict.protocols import Embedder
from contradict.readers.labelled import LabelledPair, read_labelled
from contradict.training.facts import near_facts
from contradict.training.mining import mined_strangers, re_paired, renamed_twins, siblings
from contradict.training.mixing import at_most, plain, swapped_contradictions
from contradict.training.rules import made_pairs, negated_hypotheses, with_negations
from contradict.training.stories import story_pairs

LONGEST_STATEMENT = 350
NEGATED_SHARE = 0.2
MINED_AMONG = 20_000
"""Pairs whose texts are the pool that is mined: more take long to embed."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """How many pairs of each kind, and the seed of every choice.

    ``files`` are paths, each with ``:N`` behind it to take at most N pairs. ``facts``
    are files whose premises are true together; ``near_facts`` pairs join near ones.
    ``mined`` unrelated pairs join near statements of different pairs; ``renamed``
    ones give a hypothesis another subject; ``siblings`` are neutral; ``made`` pairs come
    from `RULES`; ``negated`` ones have their hypothesis negated; ``swapped`` ones are
    contradictions the other way round; ``re_paired`` ones are near statements of different
    pairs, without a label. ``stories`` are folders with ``claims.jsonl``
    and ``pairs.jsonl`` (see `story_pairs`), their pairs taken ``story_weight`` times.
    """

    files: tuple[str, ...]
    facts: tuple[str, ...] = ()
    near_facts: int = 0
    mined: int = 0
    renamed: int = 0
    siblings: int = 0
    made: int = 0
    negated: int = 0
    swapped: int = 0
    re_paired: int = 0
    stories: tuple[str, ...] = ()
    story_weight: int = 1
    seed: int = 13

    def mix(self, embedder: Embedder) -> list[LabelledPair]:
        """Return the pairs, shuffled; ``embedder`` finds the near statements."""
        labelled = self._read(self.files)
        short = [pair for pair in labelled if len(pair.premise) < LONGEST_STATEMENT]
        texts = sorted({text for pair in short for text in (pair.premise, pair.hypothesis)})
        mixed = list(labelled)
        if self.mined:
            some = random.Random(self.seed).sample(short, min(MINED_AMONG, len(short)))
            mined = mined_strangers(some, embedder, self.mined, self.seed)
            mixed += with_negations(mined, NEGATED_SHARE, self.seed)
        if self.near_facts:
            if not self.facts:
                raise InvalidInput("near_facts needs facts: files whose premises are all true")
            facts = [pair.premise for pair in self._read(self.facts)]
            mixed += near_facts(facts, embedder, self.near_facts, self.seed)
        mixed += renamed_twins(short, self.renamed, self.seed)
        mixed += siblings(short, self.siblings, self.seed)
        mixed += negated_hypotheses(short, self.negated, self.seed)
        mixed += made_pairs(texts, self.made, self.seed)
        mixed += swapped_contradictions(short, self.swapped, self.seed)
        if self.re_paired:
            mixed += re_paired(short, embedder, self.re_paired, self.seed)
        for folder in map(Path, self.stories):
            told = story_pairs(folder / "claims.jsonl", folder / "pairs.jsonl", self.seed)
            mixed += told * self.story_weight
        random.Random(self.seed).shuffle(mixed)
        return mixed

    def _read(self, files: Sequence[str]) -> list[LabelledPair]:
        labelled: list[LabelledPair] = []
        for file in files:
            path, _, limit = file.rpartition(":")
            whole = not (path and limit.isdigit())
            pairs = plain(read_labelled(file if whole else path))
            labelled += pairs if whole else at_most(pairs, int(limit), self.seed)
        return labelled


def describe(pairs: Sequence[LabelledPair]) -> dict[str, dict[str, int]]:
    """Return how many pairs there are of each label and from each source."""
    return {
        "labels": dict(Counter(pair.label or "unlabelled" for pair in pairs)),
        "sources": dict(Counter(pair.source for pair in pairs).most_common()),
    }
