"""Files of claims, read and written: JSON Lines, JSON, CSV, Parquet; plain text is read."""

from __future__ import annotations

import csv
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
from contradict.output import write
from contradict.readers.rows import Columns, OnBad, Row, read_rows, refuse
from contradict.sentences import sentence_spans

File: TypeAlias = "str | PathLike[str]"
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
    on_bad: OnBad | None = None,
) -> list[Claim]:
    """Return the claims of one file or of several, in their order.

    ``format`` is one of `FORMATS`; by default the file's suffix tells, and
    standard input (``-``) is JSON Lines. Text is prose, a claim a sentence, with
    its span; the format ``lines`` takes a claim a line. Columns that are not a
    claim's become its metadata. Of several files, a claim that names no source
    gets its file's path as one.

    ``on_bad`` is called with the error of every bad line, which is then left
    out; by default the first one is raised. Raises `InvalidInput` naming the
    file and the line.
    """
    columns = Columns(
        text_column, id_column, source_column, speaker_column, date_column, url_column
    )
    names = [fspath(f) for f in ([files] if isinstance(files, (str, PathLike)) else files)]
    on_bad = on_bad or refuse

    def rows() -> Iterator[Row]:
        for name in names:
            for row in _rows(name, format, on_bad):
                yield row if len(names) == 1 else replace(row, source=name)

    return list(read_rows(rows(), columns, on_bad))


COLUMNS = dict.fromkeys(("text", "id", "source", "speaker", "date", "url"), str)
"""The columns that every flat file of claims has."""


def write_claims(claims: Iterable[Claim], path: File) -> None:
    """Write claims to a file that `read_claims` reads back as they are, whole or not at all.

    The suffix tells the format: ``.jsonl``, ``.json``, ``.csv`` or ``.parquet``.
    Raises `OutputError` if the file cannot be written.
    """
    write([claim.to_dict() for claim in claims], path, COLUMNS)


def _rows(name: str, format: str | None, on_bad: OnBad) -> Iterator[Row]:
    if name != "-" and not Path(name).exists():
        raise InvalidInput(f"{name}: no such file")
    if name != "-" and Path(name).is_dir():
        raise InvalidInput(f"{name}: is a folder; name a file")
    if format is None:
        format = "jsonl" if name == "-" else SUFFIXES.get(Path(name).suffix.lower())
    if format not in FORMATS:
        raise InvalidInput(
            f"{name}: the format must be one of {', '.join(FORMATS)}; its suffix "
            f"{Path(name).suffix!r} does not tell (--input-format names it)"
            if format is None
            else f"format must be one of {', '.join(FORMATS)}; got {format!r}"
        )
    reader = FORMATS[format]
    if name == "-":
        yield from reader(sys.stdin.buffer, "standard input", on_bad)
        return
    try:
        with open(name, "rb") as stream:
            yield from reader(stream, name, on_bad)
    except OSError as error:
        raise InvalidInput(f"{name}: cannot be read: {error.strerror or error}") from None


def _lines(stream: BinaryIO, name: str, on_bad: OnBad) -> Iterator[tuple[int, str]]:
    """Yield number and text of every line that is UTF-8; a byte-order mark is dropped."""
    for number, line in enumerate(stream, start=1):
        try:
            yield number, line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError as error:
            found = f"byte 0x{line[error.start]:02x} at position {error.start}"
            on_bad(InvalidInput(f"{name}, line {number}: is not UTF-8 ({found})"))


def _read_jsonl(stream: BinaryIO, name: str, on_bad: OnBad) -> Iterator[Row]:
    for number, line in _lines(stream, name, on_bad):
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
    text = _whole(stream, name)
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
        for number, line in _lines(stream, name, lambda e: (on_bad if columns else refuse)(e)):
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


def _read_text(stream: BinaryIO, name: str, on_bad: OnBad) -> Iterator[Row]:
    text = _whole(stream, name)
    for start, end in sentence_spans(text):
        value = {"text": text[start:end], "span": (start, end)}
        yield Row(f"{name}, character {start}", value)


def _read_lines(stream: BinaryIO, name: str, on_bad: OnBad) -> Iterator[Row]:
    for number, line in _lines(stream, name, on_bad):
        if line.strip():
            yield Row(f"{name}, line {number}", line.strip())


def _whole(stream: BinaryIO, name: str) -> str:
    return "".join(line for _, line in _lines(stream, name, refuse))


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


FORMATS: dict[str, Reader] = {
    "jsonl": _read_jsonl,
    "json": _read_json,
    "csv": _read_csv,
    "parquet": _read_parquet,
    "text": _read_text,
    "lines": _read_lines,
}
SUFFIXES = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
    ".csv": "csv",
    ".tsv": "csv",
    ".parquet": "parquet",
    ".txt": "text",
}
