"""Unrelated pairs as `find_pairs` meets them: near in meaning, about something else."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np

from contradict.candidates.embedding import embed_texts
from contradict.candidates.search import Points, nearest
from contradict.protocols import UNRELATED, Embedder
from contradict.readers.labelled import UNLABELLED, LabelledPair

POOL, NEIGHBOURS = 3_000, 5
"""Texts that are searched together, and how many near ones each of them is given."""
FARTHEST = 0.25
_NAME = re.compile(r"\b[A-Z][\w’'-]*(?:\s+(?:of\s+)?[A-Z][\w’'-]*)*")
GRAMMAR = frozenset(
    (
        "the a an in on at it he she they this that these those his her its their there we i you "
        "as by for from with after before during while when if but and or since although however"
    ).split()
)
"""Words that may stand with a capital at the start of a sentence without being a name."""


def names(text: str) -> set[str]:
    """Return the capitalised words of ``text`` that are not there for grammar.

    >>> sorted(names("In May the President of France met Ann."))
    ['Ann', 'France', 'May', 'President']
    """
    words = {word for name in _NAME.findall(text) for word in name.split()}
    return {word for word in words if word.lower() not in GRAMMAR and word != "of"}


def mined_strangers(
    pairs: Sequence[LabelledPair], embedder: Embedder, count: int, seed: int
) -> list[LabelledPair]:
    """Return ``count`` unrelated pairs of statements that stand in different ``pairs``.

    They are `near_strangers` of each other.
    """
    near = near_strangers(pairs, embedder)
    mined = sorted({(min(a, b), max(a, b)) for a, others in near.items() for b in others})
    chooser = random.Random(seed)
    chosen = []
    for pair in chooser.sample(mined, min(count, len(mined))):
        a, b = chooser.sample(pair, 2)
        chosen.append(LabelledPair(a, b, UNRELATED, "mined"))
    return chosen


def near_strangers(
    pairs: Sequence[LabelledPair],
    embedder: Embedder,
    *,
    neighbours: int = 12,
    closest: float = 0.85,
    farthest: float = FARTHEST,
) -> dict[str, list[str]]:
    """Return for each text of ``pairs`` near ones about something else, nearest first.

    Every text of ``pairs`` is in the pool; those that a pair links are one group,
    and a stranger is of another. What could be about one thing is left out: texts
    nearer than ``closest``, and near ones that share most of their names.
    """
    groups = _groups(pairs)
    texts = sorted(groups)
    rows, _ = embed_texts(embedder, texts)
    labels = np.array([groups[text] for text in texts], np.int64)
    points = Points(rows, labels, labels)
    found = nearest(points, points, neighbours, floor=farthest)
    near: dict[str, list[str]] = {}
    for place in np.lexsort((found.base, -found.similarity)):
        a, b = texts[found.query[place]], texts[found.base[place]]
        similarity = float(found.similarity[place])
        if similarity < closest and _apart(a, b, similarity):
            near.setdefault(a, []).append(b)
    return near


def _apart(a: str, b: str, similarity: float) -> bool:
    """Tell whether two near texts name different things."""
    first, second = names(a), names(b)
    if not first or not second:
        return similarity < 0.6
    shared = len(first & second) / min(len(first), len(second))
    return shared < 0.5 or (shared < 1 and similarity < 0.5)


def _groups(pairs: Iterable[LabelledPair]) -> Mapping[str, int]:
    """Return a group for each text; texts linked by pairs share one."""
    parent: dict[str, str] = {}

    def root(text: str) -> str:
        parent.setdefault(text, text)
        while parent[text] != text:
            parent[text] = parent[parent[text]]
            text = parent[text]
        return text

    for pair in pairs:
        parent[root(pair.hypothesis)] = root(pair.premise)
    numbers: dict[str, int] = {}
    return {text: numbers.setdefault(root(text), len(numbers)) for text in list(parent)}


def near_pairs(texts: Sequence[str], embedder: Embedder, closest: float) -> list[tuple[str, str]]:
    """Return the pairs of near texts, searched in one pool of `POOL` after the other."""
    pairs = set()
    for start in range(0, len(texts), POOL):
        pool = texts[start : start + POOL]
        points = Points.of(embed_texts(embedder, pool)[0])
        found = nearest(points, points, NEIGHBOURS, floor=FARTHEST)
        for place in np.flatnonzero(found.similarity < closest):
            a, b = pool[found.query[place]], pool[found.base[place]]
            pairs.add((min(a, b), max(a, b)))
    return sorted(pairs)


def re_paired(
    pairs: Sequence[LabelledPair], embedder: Embedder, count: int, seed: int
) -> list[LabelledPair]:
    """Return ``count`` near statements of ``pairs`` that none of them joins, without a label.

    What stands with one premise is searched together, so that they are about one
    thing or not, as in a user's pool.
    """
    chooser = random.Random(seed)
    together: dict[str, dict[str, None]] = {}
    for pair in pairs:
        together.setdefault(pair.premise, {pair.premise: None})[pair.hypothesis] = None
    premises = chooser.sample(sorted(together), len(together))
    texts = list(dict.fromkeys(text for premise in premises for text in together[premise]))
    texts = texts[: max(POOL, 2 * count)]  # each is near to several
    known = {frozenset((pair.premise, pair.hypothesis)) for pair in pairs}
    found = [pair for pair in near_pairs(texts, embedder, 1.0) if frozenset(pair) not in known]
    chosen = chooser.sample(found, min(count, len(found)))
    turned = [chooser.sample(pair, 2) for pair in chosen]
    return [LabelledPair(a, b, UNLABELLED, "re-paired") for a, b in turned]


def siblings(pairs: Sequence[LabelledPair], count: int, seed: int) -> list[LabelledPair]:
    """Return ``count`` neutral pairs of statements about one scene, by logic alone.

    A text that is entailed by a premise, and another that the same premise leaves
    open: the one can neither entail nor contradict the other, or else the premise
    would too.
    """
    by_premise: dict[str, dict[str, list[str]]] = {}
    for pair in pairs:
        by_premise.setdefault(pair.premise, {}).setdefault(pair.label, []).append(pair.hypothesis)
    found = sorted(
        {
            (entailed, left_open)
            for of in by_premise.values()
            for entailed in of.get("entailment", ())
            for left_open in of.get("neutral", ())
            if entailed != left_open
        }
    )
    chosen = random.Random(seed).sample(found, min(count, len(found)))
    return [LabelledPair(entailed, other, "neutral", "siblings") for entailed, other in chosen]


def renamed_twins(pairs: Sequence[LabelledPair], count: int, seed: int) -> list[LabelledPair]:
    """Return unrelated pairs made by giving the hypothesis another subject.

    Where a pair is entailed or contradicted and both texts name the subject of the
    hypothesis, that name is replaced by one of another pair. What clashed or
    followed before is now said of someone else.
    """
    chooser = random.Random(seed)
    named = [(pair, name) for pair in pairs for name in _shared_subject(pair)]
    others = sorted({name for _, name in named if " " in name})
    chooser.shuffle(named)
    twins: list[LabelledPair] = []
    for pair, name in named:
        if len(twins) == count:
            break
        other = chooser.choice(others)
        if not names(other) & names(pair.premise):
            hypothesis = pair.hypothesis.replace(name, other)
            twins.append(LabelledPair(pair.premise, hypothesis, UNRELATED, "renamed"))
    return twins


def _shared_subject(pair: LabelledPair) -> Iterator[str]:
    """Yield the name that the hypothesis begins with, if the premise has it too.

    One word that both begin with may have its capital for that.
    """
    match = _NAME.match(pair.hypothesis)
    if match is None or pair.label not in ("entailment", "contradiction"):
        return
    place = pair.premise.find(match.group())
    shared = place > 0 or (place == 0 and " " in match.group())
    if shared and match.group().split()[0].lower() not in GRAMMAR:
        yield match.group()
