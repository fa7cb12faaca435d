"""Rows written to files: whole or not at all."""

from __future__ import annotations

import csv
import io
import json
import os
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, TypeAlias

from contradict.errors import InvalidInput, MissingExtra, OutputError

Rows: TypeAlias = Sequence[Mapping[str, Any]]
Columns: TypeAlias = Mapping[str, type]
"""Columns that a flat file has even where no row fills them: str, float or bool."""


@contextmanager
def whole_file(path: str | os.PathLike[str]) -> Iterator[BinaryIO]:
    """Open ``path`` for writing so that it is there whole afterwards, or untouched.

    What is written goes into a file beside it, which takes its place at the
    end. A device or a pipe is written to directly. Raises `OutputError`.
    """
    target = Path(os.path.realpath(path))
    if target.is_dir():
        raise OutputError(f"cannot write {path}: it is a folder; name a file")
    direct = target.exists() and not target.is_file()
    unique = f"{os.getpid()}-{threading.get_ident()}"
    beside = target if direct else target.with_name(f".{target.name}.{unique}.part")
    try:
        try:
            with open(beside, "wb" if direct else "xb") as stream:
                yield stream
                stream.flush()
                if not direct:
                    os.fsync(stream.fileno())
            if not direct:
                if target.exists():
                    beside.chmod(target.stat().st_mode)
                os.replace(beside, target)
        finally:
            if not direct:
                beside.unlink(missing_ok=True)
    except OSError as error:
        reason = error.strerror or str(error)
        raise OutputError(f"cannot write {path}: {reason}; nothing was written") from error


def check_output(path: str | os.PathLike[str], format: str) -> None:
    """Find out whether ``path`` can be written before work is done for it.

    Raises `OutputError` if its folder is missing or closed, `MissingExtra` if the
    format needs a library that is not there.
    """
    if format == "parquet":
        _pyarrow()
    target = Path(os.path.realpath(path))
    if target.is_dir():
        raise OutputError(f"cannot write {path}: it is a folder; name a file")
    if not target.parent.is_dir():
        raise OutputError(f"cannot write {path}: there is no folder {target.parent}")
    direct = target.exists() and not target.is_file()
    if not direct and not os.access(target.parent, os.W_OK | os.X_OK):
        raise OutputError(f"cannot write {path}: the folder {target.parent} is closed")
    if target.exists() and not os.access(target, os.W_OK):
        raise OutputError(f"cannot write {path}: permission denied")


def encode(rows: Rows, format: str, columns: Columns) -> bytes:
    """Return ``rows`` as the bytes of a file in one of `FORMATS`.

    A flat format has at least ``columns``.
    """
    if format not in FORMATS:
        raise InvalidInput(f"format must be one of {', '.join(FORMATS)}; got {format!r}")
    return FORMATS[format](rows, columns)


def write(
    rows: Rows, path: str | os.PathLike[str], columns: Columns, format: str | None = None
) -> None:
    """Write ``rows`` to ``path``; the format is told by the suffix unless it is named.

    Raises `OutputError` if the file cannot be written, `InvalidInput` if the
    suffix tells no format.
    """
    suffix = Path(path).suffix.lower()
    if format is None and suffix.removeprefix(".") not in FORMATS:
        raise InvalidInput(f"{path}: the suffix must be one of .{', .'.join(FORMATS)}")
    data = encode(rows, format or suffix.removeprefix("."), columns)
    with whole_file(path) as stream:
        stream.write(data)


def flatten(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row of single values: ``left.text`` becomes ``left_text``.

    Lists, and the user's own metadata, become JSON in a string.
    """
    flat: dict[str, Any] = {}
    for key, value in row.items():
        if isinstance(value, Mapping) and key != "metadata":
            flat |= {f"{key}_{inner}": item for inner, item in flatten(value).items()}
        elif isinstance(value, (Mapping, list)):
            flat[key] = json.dumps(value, ensure_ascii=False, default=str)
        else:
            flat[key] = value
    return flat


def _jsonl(rows: Rows, columns: Columns) -> bytes:
    dumps = (json.dumps(row, ensure_ascii=False, default=str) for row in rows)
    return "".join(f"{line}\n" for line in dumps).encode()


def _json(rows: Rows, columns: Columns) -> bytes:
    return f"{json.dumps(list(rows), ensure_ascii=False, default=str, indent=1)}\n".encode()


def _csv(rows: Rows, columns: Columns) -> bytes:
    names, flat = _flat(rows, columns)
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, names)  # ends lines as RFC 4180 has it
    writer.writeheader()
    writer.writerows(flat)
    return text.getvalue().encode()


def _parquet(rows: Rows, columns: Columns) -> bytes:
    pyarrow = _pyarrow()
    names, flat = _flat(rows, columns)
    kinds = {str: pyarrow.string(), float: pyarrow.float64(), bool: pyarrow.bool_()}
    types = {name: kinds[kind] for name, kind in columns.items()}
    arrays = {
        name: pyarrow.array([row.get(name) for row in flat], types.get(name)) for name in names
    }
    table = pyarrow.table(arrays)
    stream = io.BytesIO()
    pyarrow.parquet.write_table(table, stream)
    return stream.getvalue()


def _pyarrow() -> Any:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise MissingExtra("parquet", "writing Parquet") from None
    return pyarrow


def _flat(rows: Rows, columns: Columns) -> tuple[list[str], list[dict[str, Any]]]:
    flat = [flatten(row) for row in rows]
    names: dict[str, None] = dict.fromkeys(columns)
    for row in flat:
        names |= dict.fromkeys(row)
    return list(names), flat


FORMATS: dict[str, Callable[[Rows, Columns], bytes]] = {
    "jsonl": _jsonl,
    "json": _json,
    "csv": _csv,
    "parquet": _parquet,
}
