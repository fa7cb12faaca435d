"""Pairs from stories: claims about one event, of which every pair is labelled."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path

from contradict.claim import Claim
from contradict.protocols import UNRELATED
from contradict.readers.files import read_claims
from contradict.readers.labelled import LabelledPair, read_relations

OPEN_A_STORY, STRANGE_A_STORY = 15, 15
"""Pairs that nobody listed: those taken of one story, and of it and its twin."""


def story_pairs(claims: Path, pairs: Path, seed: int) -> list[LabelledPair]:
    """Return labelled pairs of the stories in ``claims`` and ``pairs``.

    A claim's ``story`` is among its metadata, its ``twin`` too where there is one: a
    story of the same kind about something else. Listed pairs are taken in both
    directions, entailment in the one that is listed; superseded ones are left out, since
    only their dates tell them from contradictions. Other pairs of one story are
    neutral, those of a story and its twin unrelated; some of them are taken.
    """
    by_id = {str(claim.id): claim for claim in read_claims(claims)}
    stories: dict[str, list[str]] = defaultdict(list)
    for name, claim in by_id.items():
        stories[str(claim.metadata["story"])].append(name)
    relations = read_relations(pairs, by_id)
    listed = {frozenset(ids) for ids, _ in relations}
    chooser = random.Random(seed)
    found = list(_listed(by_id, relations))
    for story in sorted(stories):
        inside = [ids for ids in combinations(stories[story], 2) if frozenset(ids) not in listed]
        found += _some(by_id, inside, "neutral", OPEN_A_STORY, chooser)
        twin = str(by_id[stories[story][0]].metadata.get("twin", ""))
        across = [(a, b) for a in stories[story] for b in stories.get(twin, ())]
        found += _some(by_id, across, UNRELATED, STRANGE_A_STORY, chooser)
    return found


def _listed(
    by_id: dict[str, Claim], relations: Sequence[tuple[tuple[str, str], str]]
) -> Iterator[LabelledPair]:
    for (left, right), relation in relations:
        a, b = by_id[left].text, by_id[right].text
        if relation in ("entailment", "paraphrase"):
            yield LabelledPair(a, b, "entailment", "stories")
        if relation == "paraphrase":
            yield LabelledPair(b, a, "entailment", "stories")
        if relation in ("contradiction", "compatible"):
            label = "contradiction" if relation == "contradiction" else "neutral"
            yield LabelledPair(a, b, label, "stories")
            yield LabelledPair(b, a, label, "stories")


def _some(
    by_id: dict[str, Claim],
    pairs: Sequence[tuple[str, str]],
    label: str,
    count: int,
    chooser: random.Random,
) -> Iterator[LabelledPair]:
    for ids in chooser.sample(pairs, min(count, len(pairs))):
        a, b = chooser.sample(ids, 2)
        yield LabelledPair(by_id[a].text, by_id[b].text, label, "stories")
