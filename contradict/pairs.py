"""What a user holds: the pairs that were found, and what was looked at to find them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from html import escape
from numbers import Real
from typing import TYPE_CHECKING, Any, overload

from contradict.claim import Claim, excerpt
from contradict.coverage import Coverage
from contradict.errors import InvalidInput, MissingExtra
from contradict.output import flatten, write
from contradict.pair import ContradictionPair, Link, Probabilities
from contradict.verdicts.judging import RELATIONS, Relation

if TYPE_CHECKING:
    import pandas

__all__ = [
    "COLUMNS",
    "ContradictionPair",
    "Coverage",
    "Pairs",
    "Probabilities",
    "byline",
    "check_number",
    "joined",
    "rank",
]

_SHOWN, _TABLE = 10, 100


@dataclass(frozen=True, slots=True, repr=False)
class Pairs(Sequence[ContradictionPair]):
    """Pairs that seem to contradict each other: those that do, superseded, compatible ones.

    Within each relation the most probable come first, equal ones in the order of
    their ids.

    A sequence that does not change: `above` and slices are new ones.
    ``coverage`` tells what was looked at, and ``claims`` are the claims that were.
    Where links were asked for, ``links`` are the claims near a contradiction of which one
    entails the other, the surest first; ``apart`` are pairs that were met on the way and
    reach the threshold, but are not asked for (of one speaker, with ``across``): they
    keep two claims from counting as one position.
    """

    pairs: tuple[ContradictionPair, ...] = ()
    coverage: Coverage = field(default_factory=Coverage)
    links: tuple[Link, ...] = ()
    apart: tuple[ContradictionPair, ...] = ()
    claims: tuple[Claim, ...] = ()

    def __len__(self) -> int:
        return len(self.pairs)

    def __iter__(self) -> Iterator[ContradictionPair]:
        return iter(self.pairs)

    @overload
    def __getitem__(self, index: int) -> ContradictionPair: ...
    @overload
    def __getitem__(self, index: slice) -> Pairs: ...
    def __getitem__(self, index: int | slice) -> ContradictionPair | Pairs:
        if isinstance(index, slice):
            return replace(self, pairs=self.pairs[index])
        return self.pairs[index]

    def above(self, threshold: float) -> Pairs:
        """Return the pairs whose probability reaches ``threshold``, in [0, 1].

        It can only narrow: what `find_pairs` left out is not there to return.
        """
        check_number("threshold", threshold, 0, 1)
        return replace(self, pairs=tuple(p for p in self.pairs if p.probability >= threshold))

    @property
    def contradictions(self) -> Pairs:
        """Those that cannot both be true."""
        return self._of("contradiction")

    @property
    def superseded(self) -> Pairs:
        """Those of which the later updates or corrects the earlier."""
        return self._of("superseded")

    @property
    def explained_away(self) -> Pairs:
        """Those that look opposed, but can both be true; ``reason`` tells why."""
        return self._of("compatible")

    def _of(self, relation: Relation) -> Pairs:
        return replace(self, pairs=tuple(p for p in self.pairs if p.relation == relation))

    def to_dicts(self) -> list[dict[str, Any]]:
        """Return the pairs as plain values, ready for JSON, in order."""
        return [pair.to_dict() for pair in self.pairs]

    def to_pandas(self) -> pandas.DataFrame:
        """Return a row a pair, with columns like ``left_text`` (the extra ``pandas``)."""
        try:
            import pandas
        except ImportError:
            raise MissingExtra("pandas", "to_pandas()") from None
        rows = [flatten(row) for row in self.to_dicts()]
        return pandas.DataFrame(rows, columns=list(dict.fromkeys([*COLUMNS, *_keys(rows)])))

    def write(self, path: str | os.PathLike[str]) -> None:
        """Write the pairs to a file, whole or not at all.

        The suffix tells the format: ``.jsonl``, ``.json``, ``.csv`` or ``.parquet``.
        Raises `OutputError` if the file cannot be written.
        """
        write(self.to_dicts(), path, COLUMNS)

    def __repr__(self) -> str:
        lines = [f"Pairs({len(self)} found, {self.coverage})"]
        for pair in self.pairs[:_SHOWN]:
            left, right = (excerpt(claim.text, 56) for claim in (pair.left, pair.right))
            lines.append(f"  {pair.probability:.2f}  {left}  |  {right}")
        if len(self) > _SHOWN:
            lines.append(f"  … and {len(self) - _SHOWN} more")
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        """Return a table for notebooks."""
        rows = "".join(
            f"<tr><td>{pair.probability:.2f}</td><td>{escape(pair.relation)}</td>"
            f"<td>{escape(pair.kind)}</td><td>{escape(pair.sentence)}</td>"
            f"<td>{_cell(pair.left)}</td><td>{_cell(pair.right)}</td></tr>"
            for pair in self.pairs[:_TABLE]
        )
        if len(self) > _TABLE:
            more = f"… and {len(self) - _TABLE:,} more"
            rows += f"<tr><td></td><td></td><td></td><td>{more}</td></tr>"
        columns = ("probability", "relation", "kind", "sentence", "left", "right")
        heads = "".join(f"<th>{head}</th>" for head in columns)
        return f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"


def joined(parts: Iterable[Pairs]) -> Pairs:
    """Return the pairs of all ``parts`` in their order, with the rest of the last."""
    found: list[ContradictionPair] = []
    last = Pairs()
    for last in parts:
        found += last.pairs
    return replace(last, pairs=tuple(sorted(found, key=rank)))


def rank(pair: ContradictionPair) -> tuple[int, float, list[str], str]:
    """Order by relation, falling probability and ids, whatever the order of the input."""
    ids = [min(pair.left_ids), min(pair.right_ids)]
    return RELATIONS.index(pair.relation), -pair.probability, sorted(ids), ids[0]


def check_number(name: str, value: object, low: float, high: float) -> None:
    """Raise `InvalidInput` unless ``value`` is a number in [``low``, ``high``]."""
    if not isinstance(value, Real) or isinstance(value, bool) or not low <= float(value) <= high:
        raise InvalidInput(f"{name} must be in [{low}, {high}]; got {value!r}")


def byline(claim: Claim) -> str:
    """Return who said a claim, where and when, in one line: what is known of it."""
    date = None if claim.date is None else claim.date.isoformat()
    return " · ".join(part for part in (claim.speaker, claim.source, date) if part)


def _cell(claim: Claim) -> str:
    known = " · ".join(part for part in (byline(claim), claim.id) if part)
    return f"{escape(claim.text)}<br><small>{escape(known)}</small>"


def _keys(rows: Sequence[dict[str, Any]]) -> list[str]:
    return [key for row in rows for key in row]


_EMPTY = ContradictionPair(
    left=Claim("empty"),
    right=Claim("empty"),
    probability=0.0,
    similarity=0.0,
    forward=Probabilities(0.0, 0.0, 0.0),
    backward=Probabilities(0.0, 0.0, 0.0),
)
COLUMNS: dict[str, type] = {
    name: type(value) if isinstance(value, (float, bool)) else str
    for name, value in flatten(_EMPTY.to_dict()).items()
}
"""The columns that every flat file of pairs has, and their types."""
