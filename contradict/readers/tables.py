"""Files with a claim a line, a row or an object."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, BinaryIO, TypeAlias

from contradict.claim import excerpt
from contradict.errors import InvalidInput, MissingExtra
from contradict.readers.claimreview import from_review, is_linked, linked_data, reviews
from contradict.readers.documents import EXTRA
from contradict.readers.lines import numbered_lines, whole_text
from contradict.readers.rows import OnBad, Row, refuse

Reader: TypeAlias = Callable[[BinaryIO, str, OnBad], Iterator[Row]]


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
    found = list(reviews(value)) if is_linked(value) else []
    if found:
        yield from _reviewed(found, name)
        return
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
    _check_distinct(columns, name)
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
    text = whole_text(stream, name)
    if not text.strip():
        return
    values = []
    for i, data in enumerate(linked_data(text), start=1):
        try:
            values.append(json.loads(data))
        except (ValueError, RecursionError) as error:
            if data is text:
                raise InvalidInput(f"{name}: is not JSON ({error})") from None
            on_bad(InvalidInput(f"{name}, script {i}: is not JSON ({error})"))
    found = list(reviews(values))
    if not found and values != [[]]:  # what is written of no claims
        raise InvalidInput(f"{name}: has no ClaimReview")
    yield from _reviewed(found, name)


def _reviewed(found: Sequence[Mapping[str, Any]], name: str) -> Iterator[Row]:
    for i, review in enumerate(found, start=1):
        yield Row(f"{name}, review {i}", from_review(review))


def _read_xlsx(stream: BinaryIO, name: str, on_bad: OnBad) -> Iterator[Row]:
    try:
        import openpyxl
    except ImportError:
        raise MissingExtra(EXTRA, "reading XLSX") from None
    try:
        book = openpyxl.load_workbook(io.BytesIO(stream.read()), read_only=True, data_only=True)
    except Exception as error:  # zipfile, the XML parser and openpyxl each have their own
        raise _no_xlsx(name, error) from None
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    for sheet in sheets:
        rows = _unbroken(sheet.iter_rows(values_only=True), name)
        header = next(rows, ())
        place = name if len(sheets) == 1 else f"{name}, sheet {sheet.title!r}"
        _check_distinct([str(column) for column in header if column is not None], place)
        known = {} if len(sheets) == 1 else {"sheet": sheet.title}
        for number, row in enumerate(rows, start=2):
            value = {str(k): v for k, v in zip(header, row, strict=False) if k is not None}
            if any(item is not None for item in value.values()):
                yield Row(f"{place}, row {number}", _from_text({**known, **value}))


def _unbroken(rows: Iterable[Any], name: str) -> Iterator[Any]:
    """Yield the rows of a sheet, which is parsed meanwhile."""
    try:
        yield from rows
    except Exception as error:
        raise _no_xlsx(name, error) from None


def _no_xlsx(name: str, error: BaseException) -> InvalidInput:
    """Return the error for a workbook, with the first cause behind that of the library."""
    while error.__cause__ is not None:
        error = error.__cause__
    if type(error).__name__ == "EntitiesForbidden":
        return InvalidInput(f"{name}: is refused, since it defines entities")
    return InvalidInput(f"{name}: is not a whole XLSX ({' '.join(str(error).split())})")


def _read_lines(stream: BinaryIO, name: str, on_bad: OnBad) -> Iterator[Row]:
    for number, line in numbered_lines(stream, name, on_bad):
        if line.strip():
            yield Row(f"{name}, line {number}", line.strip())


def _check_distinct(columns: list[str], place: str) -> None:
    """Raise `InvalidInput` if two columns have one name: only one of them would be read."""
    twice = next((name for name in columns if name.strip() and columns.count(name) > 1), None)
    if twice is not None:
        raise InvalidInput(f"{place}: two columns are named {twice!r}")


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
