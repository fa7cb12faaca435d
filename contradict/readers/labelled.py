"""Files of labelled pairs, for training and measuring."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from contradict.claim import Claim, excerpt, normalise
from contradict.errors import InvalidInput
from contradict.protocols import LABELS, UNRELATED

RELATIONS = {
    "contradiction": "contradiction",
    "negated_or_antonym": "contradiction",
    "opposite_answer": "contradiction",
    "superseded": "neutral",
    "compatible": "neutral",
    "not_contradiction": "neutral",
    "same_answer": "neutral",
    "paraphrase": "entailment",
}
"""What the relation of two claims is as the label of a premise and a hypothesis."""

UNLABELLED = ""
"""The label of a pair that only a scorer judges."""


@dataclass(frozen=True, slots=True)
class LabelledPair:
    """Two texts and one of `LABELS`, or `UNRELATED`: of the hypothesis, given the premise.

    The label is `UNLABELLED` if nobody knows it. ``source`` names where the pair comes from.
    """

    premise: str
    hypothesis: str
    label: str
    source: str = ""

    @property
    def contradicts(self) -> bool:
        """Whether the label is contradiction."""
        return self.label == "contradiction"


@dataclass(frozen=True, slots=True)
class Pool:
    """Claims, and which pairs of their normalised texts contradict each other."""

    claims: tuple[Claim, ...]
    wanted: frozenset[frozenset[str]]


def read_labelled(path: str | Path) -> list[LabelledPair]:
    """Return the pairs of a JSON Lines file, plain or ``.gz``, with normalised texts.

    A row has ``premise``, ``hypothesis`` and ``label``, or ``a``, ``b`` and
    ``relation`` (see `RELATIONS`). Rows with an empty text are left out. Raises
    `InvalidInput` naming the line.
    """
    found = []
    for place, row in _rows(Path(path)):
        keys = ("premise", "hypothesis") if "premise" in row else ("a", "b")
        premise, hypothesis = (normalise(_string(row, key, place)) for key in keys)
        if premise and hypothesis:
            source = str(row.get("source") or Path(path).name.split(".")[0])
            found.append(LabelledPair(premise, hypothesis, _label(row, place), source))
    return found


def read_pool(path: str | Path, claims: Sequence[Claim] | None = None) -> Pool:
    """Return the pool that a file of labelled pairs describes.

    Without ``claims`` the pool is every text in the file. With them, a row names
    two claims by their ids, as ``left`` and ``right``. Pairs that are not labelled
    as contradictions count as compatible. Raises `InvalidInput` naming the line.
    """
    if claims is None:
        pairs = read_labelled(path)
        texts = sorted({text for pair in pairs for text in (pair.premise, pair.hypothesis)})
        labelled = [(frozenset([p.premise, p.hypothesis]), p.contradicts) for p in pairs]
        claims = [Claim(text) for text in texts]
    else:
        text = {str(claim.id): normalise(claim.text) for claim in claims}
        labelled = [
            (frozenset(text[i] for i in ids), relation == "contradiction")
            for ids, relation in read_relations(path, text)
        ]
    return Pool(tuple(claims), frozenset(pair for pair, contradicts in labelled if contradicts))


def read_relations(path: str | Path, ids: Collection[str]) -> list[tuple[tuple[str, str], str]]:
    """Return the pairs of ``ids`` in a file, its ``left`` and ``right``, with their relation.

    Raises `InvalidInput` naming the line if an id or a relation is not known.
    """
    found = []
    for place, row in _rows(Path(path)):
        left, right = (_string(row, key, place) for key in ("left", "right"))
        if left not in ids or right not in ids:
            raise InvalidInput(f"{place}: names a claim that is not there: {[left, right]}")
        _label(row, place)
        found.append(((left, right), str(row.get("label", row.get("relation")))))
    return found


def _rows(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield place and content of every object in a JSON Lines file."""
    try:
        with gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb") as lines:
            for number, line in enumerate(lines, start=1):
                if not line.strip():
                    continue
                place = f"{path}, line {number}"
                try:
                    row = json.loads(line)
                except (ValueError, RecursionError) as error:
                    raise InvalidInput(f"{place}: is not JSON ({error})") from None
                if not isinstance(row, dict):
                    raise InvalidInput(f"{place}: must be an object; got {type(row).__name__}")
                yield place, row
    except FileNotFoundError:
        raise InvalidInput(f"{path}: no such file") from None
    except (OSError, EOFError, zlib.error) as error:
        raise InvalidInput(f"{path}: cannot be read ({error})") from None


def _string(row: Mapping[str, Any], key: str, place: str) -> str:
    value = row.get(key)
    if not isinstance(value, str):
        raise InvalidInput(f"{place}: {key} must be a string; got {excerpt(value)}")
    return value


def _label(row: Mapping[str, Any], place: str) -> str:
    relation = row.get("label", row.get("relation"))
    label = relation if relation in (*LABELS, UNRELATED) else RELATIONS.get(str(relation))
    if label is None:
        known = ", ".join(dict.fromkeys([*LABELS, UNRELATED, *RELATIONS]))
        raise InvalidInput(f"{place}: the label must be one of {known}; got {relation!r}")
    return str(label)
