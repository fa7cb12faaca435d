"""What a user holds: the pairs that were found, and what was looked at to find them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from html import escape
from numbers import Real
from typing import TYPE_CHECKING, Any, NamedTuple, overload

from contradict.claim import Claim, excerpt
from contradict.errors import InvalidInput, MissingExtra
from contradict.output import flatten, write
from contradict.verdicts.clashes import Kind, Spans
from contradict.verdicts.judging import RELATIONS, Relation
from contradict.verdicts.superseding import Side

if TYPE_CHECKING:
    import pandas

_SHOWN, _TABLE = 10, 100


class Probabilities(NamedTuple):
    """What the cross-encoder says of one direction; the three sum to one."""

    entailment: float
    neutral: float
    contradiction: float


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
    the share of the ten nearest that it found for a sample.
    ``occlusions`` are passes besides, spent to find the words of a clash that no rule
    names. ``calibrated`` tells that the probabilities were fitted for the models in use.
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
    index: str = "exact"
    index_recall: float = 1.0

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


@dataclass(frozen=True, slots=True)
class ContradictionPair:
    """Two claims and what their finding rests on.

    ``left`` came before ``right`` in the input (of `find_between`: is the new
    one). ``left_ids`` and ``right_ids`` are all claims with the same text,
    speaker and source; ``left`` and ``right`` are the first of them.

    ``probability`` that the two cannot both be true and ``similarity``, the
    cosine of their embeddings, are rounded to 1e-4. ``forward`` is the
    cross-encoder's judgement of ``right`` given ``left``, ``backward`` that of
    ``left`` given ``right``. ``windowed`` tells that a text was longer than the
    cross-encoder takes, so that windows of it were judged.

    ``relation`` is ``"contradiction"``; ``"superseded"``, where ``stands`` names the
    side that updates or corrects the other; or ``"compatible"``, where ``reason``
    tells how both can be true. ``kind`` is what clashes and ``spans`` the words of
    the left and the right text that do, as start and end in characters.
    ``same_speaker`` tells that one voice answers for both; ``attributions`` are the
    chains of those whose words either claim reports, outermost first.
    """

    left: Claim
    right: Claim
    probability: float
    similarity: float
    forward: Probabilities
    backward: Probabilities
    relation: Relation = "contradiction"
    kind: Kind = "other"
    spans: tuple[Spans, Spans] = ((), ())
    reason: str | None = None
    stands: Side | None = None
    same_speaker: bool = False
    attributions: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    left_ids: tuple[str, ...] = ()
    right_ids: tuple[str, ...] = ()
    windowed: bool = False

    def to_dict(self) -> dict[str, Any]:
        """Return the pair as plain values, ready for JSON."""
        return {
            "probability": self.probability,
            "relation": self.relation,
            "similarity": self.similarity,
            "left": self.left.to_dict(),
            "right": self.right.to_dict(),
            "forward": self.forward._asdict(),
            "backward": self.backward._asdict(),
            "left_ids": list(self.left_ids),
            "right_ids": list(self.right_ids),
            "windowed": self.windowed,
            "kind": self.kind,
            "reason": self.reason,
            "stands": self.stands,
            "same_speaker": self.same_speaker,
            "spans": [[list(span) for span in side] for side in self.spans],
            "attributions": [list(chain) for chain in self.attributions],
        }


@dataclass(frozen=True, slots=True, repr=False)
class Pairs(Sequence[ContradictionPair]):
    """Pairs that seem to contradict each other: those that do, superseded, compatible ones.

    Within each relation the most probable come first, equal ones in the order of
    their ids.

    A sequence that does not change: `above` and slices are new ones.
    ``coverage`` tells what was looked at.
    """

    pairs: tuple[ContradictionPair, ...] = ()
    coverage: Coverage = field(default_factory=Coverage)

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
            f"<td>{escape(pair.kind)}</td>"
            f"<td>{_cell(pair.left)}</td><td>{_cell(pair.right)}</td></tr>"
            for pair in self.pairs[:_TABLE]
        )
        if len(self) > _TABLE:
            rows += (
                f"<tr><td></td><td></td><td></td><td>… and {len(self) - _TABLE:,} more</td></tr>"
            )
        heads = "".join(
            f"<th>{head}</th>" for head in ("probability", "relation", "kind", "left", "right")
        )
        return f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"


def joined(parts: Iterable[Pairs]) -> Pairs:
    """Return the pairs of all ``parts`` in their order, with the coverage of the last."""
    found: list[ContradictionPair] = []
    coverage = Coverage()
    for part in parts:
        found += part.pairs
        coverage = part.coverage
    return Pairs(tuple(sorted(found, key=_rank)), coverage)


def _rank(pair: ContradictionPair) -> tuple[int, float, list[str], str]:
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
    Claim("empty"),
    Claim("empty"),
    0.0,
    0.0,
    Probabilities(0.0, 0.0, 0.0),
    Probabilities(0.0, 0.0, 0.0),
)
COLUMNS: dict[str, type] = {
    name: type(value) if isinstance(value, (float, bool)) else str
    for name, value in flatten(_EMPTY.to_dict()).items()
}
"""The columns that every flat file of pairs has, and their types."""
