"""Memory: how much there is, and rows that stand in a file instead."""

from __future__ import annotations

import math
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from contradict.errors import NotEnoughMemory
from contradict.protocols import FloatArray, IntArray

BLOCK = 4096
"""Rows of a file that are copied at a time."""


def available(root: Path = Path("/")) -> float:
    """Return the bytes that can be taken without swapping, infinity if nothing tells.

    On Linux this is ``MemAvailable``, or what a control group leaves of its limit
    where that is less; elsewhere the physical memory.
    """
    return min(_free(root), *_left_by_groups(root), math.inf)


def _free(root: Path) -> float:
    for line in _lines(root / "proc" / "meminfo"):
        name, _, value = line.partition(":")
        if name == "MemAvailable":
            return int(value.split()[0]) * 1024
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, ValueError, OSError):
        return math.inf


def _left_by_groups(root: Path) -> Iterator[float]:
    """Yield what each control group around this process leaves, of either version."""
    mount = root / "sys" / "fs" / "cgroup"
    for line in _lines(root / "proc" / "self" / "cgroup"):
        _, controllers, path = line.split(":", 2)
        if controllers == "":
            yield from _left(mount, path, "memory.max", "memory.current", "")
        elif "memory" in controllers.split(","):
            names = "memory.limit_in_bytes", "memory.usage_in_bytes", "total_"
            yield from _left(mount / "memory", path, *names)


def _left(mount: Path, path: str, limit: str, usage: str, prefix: str) -> Iterator[float]:
    """Yield limit less usage of a group and those above it; cached files can be dropped."""
    group = mount / path.strip("/")
    for folder in (group, *group.parents):
        most, used = (next(_lines(folder / name), "") for name in (limit, usage))
        if most.isdigit() and used.isdigit():
            counts = dict(line.split(" ", 1) for line in _lines(folder / "memory.stat"))
            cached = (counts.get(f"{prefix}{kind}_file", 0) for kind in ("active", "inactive"))
            yield int(most) - int(used) + sum(map(int, cached))
        if folder == mount:
            return


def _lines(path: Path) -> Iterator[str]:
    """Yield the lines of a file of the kernel, none if it is not there."""
    try:
        yield from path.read_text().splitlines()
    except OSError:
        return


def mapped_rows(shape: tuple[int, int]) -> FloatArray:
    """Return float32 zeros in a temporary file, which goes when nobody needs them any more.

    Raises `NotEnoughMemory` if there is no room for the file.
    """
    size = 4 * math.prod(shape)
    with tempfile.TemporaryFile() as file:
        try:
            if hasattr(os, "posix_fallocate"):
                os.posix_fallocate(file.fileno(), 0, size)
            return np.memmap(file, np.float32, "w+", shape=shape)
        except OSError as error:
            raise NotEnoughMemory(
                f"embeddings need {in_words(size)} in {tempfile.gettempdir()}, which has no room "
                f"for it ({error}); TMPDIR names another folder"
            ) from None


def taken(rows: FloatArray, places: IntArray) -> FloatArray:
    """Return ``rows[places]``: of a file in another one, and ``rows`` themselves if all."""
    if len(places) == len(rows) and np.array_equal(places, np.arange(len(rows))):
        return rows
    if not isinstance(rows, np.memmap) or len(places) <= BLOCK:
        return rows[places]
    copy = mapped_rows((len(places), rows.shape[1]))
    for start in range(0, len(places), BLOCK):
        copy[start : start + BLOCK] = rows[places[start : start + BLOCK]]
    return copy


def in_words(size: float) -> str:
    """Return bytes in the unit that is easiest to read, as in ``1.5 GB``."""
    for unit in ("bytes", "kB", "MB"):
        if size < 1000:
            return f"{size:.3g} {unit}"
        size /= 1000
    return f"{size:,.1f} GB"
