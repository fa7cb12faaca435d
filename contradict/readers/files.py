"""Files of claims and documents, read; files of claims, written."""

from __future__ import annotations

import glob
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from os import PathLike, fspath
from pathlib import Path
from typing import BinaryIO, TypeAlias

from contradict.claim import Claim, excerpt
from contradict.errors import BrokenFile, InvalidInput
from contradict.extraction.extract import Extractor
from contradict.output import write
from contradict.readers.claimreview import to_reviews
from contradict.readers.prose import PROSE, prose_rows
from contradict.readers.rows import Columns, OnBad, Row, read_rows, refuse
from contradict.readers.tables import TABLES

File: TypeAlias = "str | PathLike[str]"
_USUAL = Columns()


def read_claims(
    files: File | Iterable[File],
    *,
    format: str | None = None,
    text_column: str | None = None,
    id_column: str | None = None,
    source_column: str | None = None,
    speaker_column: str | None = None,
    date_column: str | None = None,
    url_column: str | None = None,
    extractor: Extractor | None = None,
    on_bad: OnBad | None = None,
) -> list[Claim]:
    """Return the claims of files, folders and patterns, in their order.

    ``format`` is one of `FORMATS`; by default the file's suffix tells, and
    standard input (``-``) is JSON Lines. Documents are prose, from which claims are
    extracted as `extract_claims` does; the format ``lines`` takes a claim a line.
    Of a folder every file with a known suffix is read, at any depth. Columns that are not a
    claim's become its metadata. Of several files, a claim that names no source
    gets its file's path as one.

    ``extractor``, a function from a text to claims, replaces the rules of `extract_claims`.
    ``on_bad`` is called with the error of every bad line, which is then left
    out, and of several files with a `BrokenFile` for each that cannot be read on;
    by default the first error is raised. Raises `InvalidInput` naming the file and the line.
    """
    columns = Columns(
        text_column, id_column, source_column, speaker_column, date_column, url_column
    )
    return list(iter_claims(files, format, columns, extractor, on_bad or refuse))


def iter_claims(
    files: File | Iterable[File],
    format: str | None = None,
    columns: Columns = _USUAL,
    extractor: Extractor | None = None,
    on_bad: OnBad = refuse,
) -> Iterator[Claim]:
    """Yield what `read_claims` returns, as it is read."""
    try:
        given = [fspath(f) for f in ([files] if isinstance(files, (str, PathLike)) else files)]
    except TypeError:
        raise InvalidInput(f"files must be a path or a list of paths; got {files!r}") from None
    names = [name for file in given for name in _expanded(file)]

    def rows() -> Iterator[Row]:
        if len(names) == 1:
            yield from _rows(names[0], _format(names[0], format), extractor, on_bad)
            return
        for name, known in [(name, _format(name, format)) for name in names]:
            try:
                for row in _rows(name, known, extractor, on_bad):
                    yield replace(row, source=name)
            except InvalidInput as error:
                on_bad(BrokenFile(str(error)))

    return read_rows(rows(), columns, on_bad)


COLUMNS = dict.fromkeys(("text", "id", "source", "speaker", "date", "url"), str)
"""The columns that every flat file of claims has."""


def write_claims(claims: Iterable[Claim], path: File) -> None:
    """Write claims to a file that `read_claims` reads back as they are, whole or not at all.

    The suffix tells the format: ``.jsonl``, ``.json``, ``.csv``, ``.parquet``, or
    ``.jsonld`` for ClaimReview, which keeps text, speaker, source, date, URL and rating of the
    claims that can be checked. Raises `OutputError` if the file cannot be written.
    """
    if Path(path).suffix.lower() == ".jsonld":
        write(to_reviews(claims), path, {}, "json")
        return
    write([claim.to_dict() for claim in claims], path, COLUMNS)


def _expanded(name: str) -> list[str]:
    """Return the files that a path, a folder or a pattern stands for."""
    try:
        return _found(name)
    except InvalidInput:
        raise
    except (OSError, ValueError) as error:  # too long, a loop of links, or a zero byte
        raise InvalidInput(f"{excerpt(name)}: cannot be looked up ({error})") from None


def _found(name: str) -> list[str]:
    if name == "-" or Path(name).is_file():
        return [name]
    if Path(name).is_dir():
        inside = sorted(p for p in Path(name).rglob("*") if p.is_file() and not _hidden(p, name))
        found = [fspath(p) for p in inside if p.suffix.lower() in SUFFIXES]
        if not found:
            raise InvalidInput(f"{name}: is a folder without a file of a known format")
        return found
    if glob.has_magic(name):
        found = sorted(p for p in glob.glob(name, recursive=True) if Path(p).is_file())
        if not found:
            raise InvalidInput(f"{name}: no file has such a name")
        return found
    return [name]


def _hidden(path: Path, folder: str) -> bool:
    return any(part.startswith(".") for part in path.relative_to(folder).parts)


def _format(name: str, format: str | None) -> str:
    """Return the format that was named, or that the suffix of a file tells."""
    if name != "-" and not Path(name).exists():
        raise InvalidInput(f"{name}: no such file")
    if format is None:
        format = "jsonl" if name == "-" else SUFFIXES.get(Path(name).suffix.lower())
    if format not in FORMATS:
        raise InvalidInput(
            f"{name}: the format must be one of {', '.join(FORMATS)}; its suffix "
            f"{Path(name).suffix!r} does not tell (--input-format names it)"
            if format is None
            else f"format must be one of {', '.join(FORMATS)}; got {format!r}"
        )
    return format


def _rows(name: str, format: str, extractor: Extractor | None, on_bad: OnBad) -> Iterator[Row]:
    def read(stream: BinaryIO, place: str) -> Iterator[Row]:
        if format in PROSE:
            return prose_rows(PROSE[format](stream, place), extractor, on_bad)
        return TABLES[format](stream, place, on_bad)

    if name == "-":
        yield from read(sys.stdin.buffer, "standard input")
        return
    try:
        with open(name, "rb") as stream:
            yield from read(stream, name)
    except OSError as error:
        raise InvalidInput(f"{name}: cannot be read: {error.strerror or error}") from None


FORMATS = (*TABLES, *PROSE)
SUFFIXES = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
    ".csv": "csv",
    ".tsv": "csv",
    ".parquet": "parquet",
    ".txt": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".pdf": "pdf",
    ".docx": "docx",
    ".xlsx": "xlsx",
    ".srt": "subtitles",
    ".vtt": "subtitles",
    ".rss": "feed",
    ".atom": "feed",
    ".rdf": "feed",
    ".xml": "feed",
    ".jsonld": "claimreview",
}
