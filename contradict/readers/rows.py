"""Strings, mappings and tables in memory become claims."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from os import PathLike
from typing import TYPE_CHECKING, Any, TypeAlias

from contradict.claim import Claim, excerpt
from contradict.errors import InvalidInput

if TYPE_CHECKING:
    import pandas
    import pyarrow

OnBad: TypeAlias = Callable[[InvalidInput], None]
"""Called with the error of each row that is not a claim; the row is left out."""

ClaimLike: TypeAlias = "str | Mapping[str, Any] | Claim"
Claims: TypeAlias = "Iterable[ClaimLike] | pandas.DataFrame | pyarrow.Table"

TEXT_COLUMNS = ("text", "claim", "statement")
_OWN_SHAPE = ("span", "original", "attribution", "checkable")


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column holds which field; None stands for the usual names.

    The usual names are the field's own, in any case, and for the text also
    ``claim`` and ``statement``.
    """

    text: str | None = None
    id: str | None = None
    source: str | None = None
    speaker: str | None = None
    date: str | None = None
    url: str | None = None

    def named(self) -> dict[str, str]:
        """Return the fields whose column was named, with its name."""
        pairs = ((f.name, getattr(self, f.name)) for f in fields(self))
        return {name: column for name, column in pairs if column is not None}


@dataclass(frozen=True, slots=True)
class Row:
    """A value that should be a claim, the words for where it was found, and a default source."""

    place: str
    value: object
    source: str | None = None


def refuse(error: InvalidInput) -> None:
    """Raise the error: what to do with a bad row unless told otherwise."""
    raise error


def claims_from(claims: Claims, name: str = "claim") -> list[Claim]:
    """Return ``claims``, as `find_pairs` takes them, as a list of `Claim`, all with ids.

    Raises `InvalidInput` naming the first bad one by ``name`` and position.
    """
    rows = (Row(f"{name} {i}", value) for i, value in enumerate(_values(claims)))
    return with_ids(read_rows(rows, Columns(), refuse))


def single_claim(value: ClaimLike, name: str) -> Claim:
    """Return one claim; raises `InvalidInput` that begins with ``name``."""
    return next(read_rows([Row(name, value)], Columns(), refuse))


def with_ids(claims: Iterable[Claim]) -> list[Claim]:
    """Give every claim without an id its position as one; refuse an id used twice."""
    identified = [
        claim if claim.id is not None else replace(claim, id=str(i))
        for i, claim in enumerate(claims)
    ]
    first: dict[str | None, int] = {}
    for i, claim in enumerate(identified):
        j = first.setdefault(claim.id, i)
        if j != i:
            raise InvalidInput(f"ids must be distinct: claims {j} and {i} both have {claim.id!r}")
    return identified


def read_rows(rows: Iterable[Row], columns: Columns, on_bad: OnBad) -> Iterator[Claim]:
    """Yield the claim of every row; an explicit column that no row has is an error."""
    unseen = dict(columns.named())
    places: dict[str, str] = {}
    last: Mapping[Any, Any] = {}
    for row in rows:
        if isinstance(row.value, Mapping):
            last = row.value
            unseen = {name: column for name, column in unseen.items() if column not in last}
        try:
            claim = claim_from(row.value, columns)
            if claim.id is not None:
                before = places.setdefault(claim.id, row.place)
                if before is not row.place:
                    raise InvalidInput(f"id {claim.id!r} was already used by {before}")
        except InvalidInput as error:
            on_bad(InvalidInput(f"{row.place}: {error}"))
            continue
        yield claim if claim.source else replace(claim, source=row.source)
    if last and unseen:
        name, column = next(iter(unseen.items()))
        raise InvalidInput(
            f"no row has the column {column!r} named for {name}; the last one has "
            f"{', '.join(map(repr, last))}"
        )


def claim_from(value: object, columns: Columns) -> Claim:
    """Return one claim from a string, a mapping or a `Claim`."""
    if isinstance(value, Claim):
        return value
    if isinstance(value, str):
        return Claim(value)
    if not isinstance(value, Mapping):
        raise InvalidInput(
            "a claim must be a string, a mapping or a Claim; "
            f"got {type(value).__name__} {excerpt(value)}"
        )
    rest = dict(value)
    known = {
        str(key).strip().casefold(): key for key in reversed(list(rest)) if isinstance(key, str)
    }
    text = columns.text or next((known[n] for n in TEXT_COLUMNS if n in known), None)
    if text not in rest:
        wanted = repr(columns.text) if columns.text else ", ".join(TEXT_COLUMNS)
        raise InvalidInput(
            f"no column for the text (looked for {wanted}) among "
            f"{', '.join(map(repr, value)) or 'none'}; name it with text_column (--text-column)"
        )
    taken: dict[str, Any] = {"text": rest.pop(text)}
    for name in ("id", "source", "speaker", "date", "url"):
        column = getattr(columns, name) or known.get(name)
        if column in rest:
            taken[name] = rest.pop(column)
    own = {name: rest.pop(name) for name in _OWN_SHAPE if name in rest}
    metadata = rest.pop("metadata", {})
    if isinstance(metadata, Mapping):
        rest = {**rest, **metadata}
    elif metadata is not None:
        rest["metadata"] = metadata
    claim = Claim(**taken, metadata=rest)
    for name, value in own.items():
        claim = _with_own_shape(claim, name, value)
    return claim


def _with_own_shape(claim: Claim, name: str, value: object) -> Claim:
    """Give the claim a field of extraction if ``value`` has that field's shape.

    A user's own column of that name, of any other shape, is metadata.
    """
    if value is None:
        return claim
    try:
        return replace(claim, **{name: value})  # type: ignore[arg-type]  # it checks by itself
    except InvalidInput:
        return replace(claim, metadata={**claim.metadata, name: value})


def _values(claims: object) -> Iterable[object]:
    """Return the values of a sequence or a table; refuse what is a single value."""
    if isinstance(claims, (str, bytes, Mapping, Claim)):
        kind = "mapping" if isinstance(claims, Mapping) else type(claims).__name__
        raise InvalidInput(f"claims must be a list of claims; got a single {kind}: wrap it in [ ]")
    if isinstance(claims, PathLike):
        raise InvalidInput(f"claims must be a list of claims; read {claims} with read_claims")
    library = type(claims).__module__.partition(".")[0]
    if library == "pandas" and hasattr(claims, "columns"):
        table: Any = claims
        records: list[object] = table.astype(object).where(table.notna(), None).to_dict("records")
        return records
    if library == "pyarrow" and hasattr(claims, "to_pylist"):
        return list(claims.to_pylist())
    try:
        return iter(claims)  # type: ignore[call-overload, no-any-return]  # this is the check
    except TypeError:
        kind = type(claims).__name__
        raise InvalidInput(f"claims must be a list of claims; got {kind}") from None
