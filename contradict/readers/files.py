"""Files of claims and documents, read; files of claims, written."""

from __future__ import annotations

import csv
import glob
import io
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from os import PathLike, fspath
from pathlib import Path
from typing import Any, BinaryIO, TypeAlias

from contradict.claim import Claim, excerpt
from contradict.errors import InvalidInput, MissingExtra
from contradict.extraction.extract import Extractor
from contradict.output import write
from contradict.readers.claimreview import from_review, reviews, to_review
from contradict.readers.documents import EXTRA
from contradict.readers.lines import numbered_lines, whole_text
from contradict.readers.prose import PROSE, prose_rows
from contradict.readers.rows import Columns, OnBad, Row, read_rows, refuse

File: TypeAlias = "str | PathLike[str]"
_USUAL = Columns()
Reader: TypeAlias = Callable[[BinaryIO, str, OnBad], Iterator[Row]]


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
    out; by default the first one is raised. Raises `InvalidInput` naming the
    file and the line.
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
    given = [fspath(f) for f in ([files] if isinstance(files, (str, PathLike)) else files)]
    names = [name for file in given for name in _expanded(file)]

    def rows() -> Iterator[Row]:
        for name in names:
            for row in _rows(name, format, extractor, on_bad):
                yield row if len(names) == 1 else replace(row, source=name)

    return read_rows(rows(), columns, on_bad)


COLUMNS = dict.fromkeys(("text", "id", "source", "speaker", "date", "url"), str)
"""The columns that every flat file of claims has."""


def write_claims(claims: Iterable[Claim], path: File) -> None:
    """Write claims to a file that `read_claims` reads back as they are, whole or not at all.

    The suffix tells the format: ``.jsonl``, ``.json``, ``.csv``, ``.parquet``, or
    ``.jsonld`` for ClaimReview. Raises `OutputError` if the file cannot be written.
    """
    if Path(path).suffix.lower() == ".jsonld":
        write([to_review(claim) for claim in claims], path, {}, "json")
        return
    write([claim.to_dict() for claim in claims], path, COLUMNS)


def _expanded(name: str) -> list[str]:
    """Return the files that a path, a folder or a pattern stands for."""
    if name == "-" or Path(name).is_file():
        return [name]
    if Path(name).is_dir():
        inside = sorted(p for p in Path(name).rglob("*") if p.is_file())
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


def _rows(
    name: str, format: str | None, extractor: Extractor | None, on_bad: OnBad
) -> Iterator[Row]:
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

    def read(stream: BinaryIO, place: str) -> Iterator[Row]:
        if format in PROSE:
            return prose_rows(PROSE[format](stream, place), extractor, on_bad)
        return TABLES[str(format)](stream, place, on_bad)

    if name == "-":
        yield from read(sys.stdin.buffer, "standard input")
        return
    try:
        with open(name, "rb") as stream:
            yield from read(stream, name)
    except OSError as error:
        raise InvalidInput(f"{name}: cannot be read: {error.strerror or error}") from None


def _read_jsonl(stream: BinaryIO, name: str, on_bad: OnBad) -> Iterator[Row]:
    for number, line in numbered_lines(stream, name, on_bad):
        if not line.strip():
            continue
        place = f"{name}, line {number}"
        try:
            value = json.loads(line)
        except (ValueError, RecursionError) as error:
            on_bad(InvalidInput(f"{place}: is not JSON ({error}): {excerpt(line.strip())}"))
            continue
        yield Row(place, value)


def _read_json(stream: BinaryIO, name: str, on_bad: OnBad) -> Iterator[Row]:
    text = whole_text(stream, name)
    if not text.strip():
        return
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InvalidInput(f"{name}: is not JSON ({error})") from None
    if isinstance(value, dict) and isinstance(value.get("claims"), list):
        value = value["claims"]
    if not isinstance(value, list):
        raise InvalidInput(
            f'{name}: must hold a list of claims, or an object with one under "claims"; '
            f"got {type(value).__name__}"
        )
    yield from (Row(f"{name}, claim {i}", item) for i, item in enumerate(value))


def _read_csv(stream: BinaryIO, name: str, on_bad: OnBad) -> Iterator[Row]:
    csv.field_size_limit(2**31 - 1)  # a long text is refused by its claim
    columns: list[str] = []
    first = last = 0  # lines of the present record

    def text_lines() -> Iterator[str]:
        nonlocal first, last
        for number, line in numbered_lines(
            stream, name, lambda e: (on_bad if columns else refuse)(e)
        ):
            first, last = first or number, number
            if columns or line.strip():
                yield line

    lines = text_lines()
    header = next(lines, "")
    delimiter = max(",;\t", key=header.count)
    try:
        columns += next(csv.reader([header], delimiter=delimiter), [])
    except csv.Error as error:
        raise InvalidInput(f"{name}, line {last}: is not CSV ({error})") from None
    records = csv.reader(lines, delimiter=delimiter, strict=True)
    while columns:
        first = 0
        try:
            record = next(records)
        except StopIteration:
            return
        except csv.Error as error:
            on_bad(InvalidInput(f"{name}, line {first}: is not CSV ({error})"))
            continue
        place = f"{name}, line {first}"
        if len(record) == len(columns):
            yield Row(place, _from_text(dict(zip(columns, record, strict=True))))
        elif record:
            found = f"has {len(record)} fields, the header {len(columns)}"
            on_bad(InvalidInput(f"{place}: {found}"))


def _read_parquet(stream: BinaryIO, name: str, on_bad: OnBad) -> Iterator[Row]:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise MissingExtra("parquet", "reading Parquet") from None
    try:
        table = pyarrow.parquet.read_table(io.BytesIO(stream.read()))
    except pyarrow.ArrowException as error:
        raise InvalidInput(f"{name}: is not a whole Parquet file ({error})") from None
    for i, row in enumerate(table.to_pylist()):
        yield Row(f"{name}, row {i}", _from_text(row))


def _read_claimreview(stream: BinaryIO, name: str, on_bad: OnBad) -> Iterator[Row]:
    try:
        value = json.loads(whole_text(stream, name))
    except (ValueError, RecursionError) as error:
        raise InvalidInput(f"{name}: is not JSON ({error})") from None
    for i, review in enumerate(reviews(value), start=1):
        yield Row(f"{name}, review {i}", from_review(review))


def _read_xlsx(stream: BinaryIO, name: str, on_bad: OnBad) -> Iterator[Row]:
    try:
        import openpyxl
    except ImportError:
        raise MissingExtra(EXTRA, "reading XLSX") from None
    try:
        sheet = openpyxl.load_workbook(io.BytesIO(stream.read()), read_only=True, data_only=True)
    except Exception as error:  # zipfile, the XML parser and openpyxl each have their own
        raise InvalidInput(f"{name}: is not a whole XLSX ({error})") from None
    rows = sheet.worksheets[0].iter_rows(values_only=True)
    header = next(rows, ())
    for number, row in enumerate(rows, start=2):
        value = {str(k): v for k, v in zip(header, row, strict=False) if k is not None}
        if any(item is not None for item in value.values()):
            yield Row(f"{name}, row {number}", _from_text(value))


def _read_lines(stream: BinaryIO, name: str, on_bad: OnBad) -> Iterator[Row]:
    for number, line in numbered_lines(stream, name, on_bad):
        if line.strip():
            yield Row(f"{name}, line {number}", line.strip())


def _from_text(row: dict[str, Any]) -> dict[str, Any]:
    """Read back what a flat format had to store as JSON in a string."""
    for name in ("metadata", "span", "attribution", "checkable"):
        if isinstance(row.get(name), str):
            try:
                value = row[name].lower() if name == "checkable" else row[name]
                row[name] = json.loads(value or "null")
            except (ValueError, RecursionError):
                continue
    return row


TABLES: dict[str, Reader] = {
    "jsonl": _read_jsonl,
    "json": _read_json,
    "csv": _read_csv,
    "parquet": _read_parquet,
    "lines": _read_lines,
    "xlsx": _read_xlsx,
    "claimreview": _read_claimreview,
}
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
    ".xml": "feed",
    ".jsonld": "claimreview",
}
