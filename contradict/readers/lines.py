"""Lines of a file that is UTF-8."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from contradict.errors import InvalidInput
from contradict.readers.rows import OnBad, refuse


def numbered_lines(stream: BinaryIO, name: str, on_bad: OnBad) -> Iterator[tuple[int, str]]:
    """Yield number and text of every line that is UTF-8; a byte-order mark is dropped."""
    for number, line in enumerate(stream, start=1):
        try:
            yield number, line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError as error:
            found = f"byte 0x{line[error.start]:02x} at position {error.start}"
            on_bad(InvalidInput(f"{name}, line {number}: is not UTF-8 ({found})"))


def whole_text(stream: BinaryIO, name: str) -> str:
    """Return all of a file; raises `InvalidInput` naming the first line that is not UTF-8."""
    return "".join(line for _, line in numbered_lines(stream, name, refuse))
