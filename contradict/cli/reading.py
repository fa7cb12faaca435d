"""What scan, between and extract share: which claims are read, and what format is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from contradict.claim import Claim
from contradict.cli.options import FIELDS
from contradict.cli.printing import note, warn
from contradict.errors import BrokenFile, InvalidInput
from contradict.extraction.extract import extract_claims
from contradict.readers.files import iter_claims
from contradict.readers.rows import Columns, refuse


def claims_in(
    files: str | Iterable[str], options: Mapping[str, Any], skipped: list[InvalidInput]
) -> Iterator[Claim]:
    """Yield the claims of files, by the options of `reading_options`.

    With --skip-bad the errors of bad lines are added to ``skipped``, and a broken file is a
    warning; else the first error is raised.
    """
    speakers = options["speakers"]
    return iter_claims(
        files,
        "lines" if options["lines"] else options["input_format"],
        Columns(**{field: options[f"{field}_column"] for field in FIELDS}),
        None if speakers is None else partial(extract_claims, speakers=speakers),
        partial(_skip, skipped) if options["skip_bad"] else refuse,
    )


def _skip(skipped: list[InvalidInput], error: InvalidInput) -> None:
    if isinstance(error, BrokenFile):
        warn(f"{error}; what follows of the file is left out")
    else:
        skipped.append(error)


def note_skipped(skipped: Sequence[InvalidInput]) -> None:
    """Say how many lines were skipped, if any were."""
    if skipped:
        lines = "bad line" if len(skipped) == 1 else "bad lines"
        note(f"{len(skipped):,} {lines} skipped; the first: {skipped[0]}")


def result_format(
    format: str | None, output: str | None, suffixes: Mapping[str, str], usual: str
) -> str:
    """Return the format that was named, or that the suffix of the output tells by ``suffixes``.

    Raises `InvalidInput` if neither tells it.
    """
    suffix = Path(output or "").suffix.lower().removeprefix(".")
    if format is None and output is not None and suffix not in suffixes:
        known = ", .".join(filter(None, suffixes))
        raise InvalidInput(f"{output}: the suffix must be one of .{known}, or name a --format")
    chosen = format or (usual if output is None else suffixes[suffix])
    if chosen == "parquet" and output is None:
        raise InvalidInput("parquet is not for a terminal: name a file with --output")
    return chosen
