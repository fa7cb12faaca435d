"""Long documents are streamed."""

from __future__ import annotations

import subprocess
import sys
import tracemalloc
from pathlib import Path

import pytest

from contradict import InvalidInput
from contradict.extraction.blocks import paragraphs
from contradict.extraction.extract import claims_of
from contradict.readers.files import iter_claims


def test_memory_is_flat() -> None:
    """Four times the text takes no more memory when claims are taken one at a time."""
    paragraph = ["The mayor said that the bridge was open.\n", "\n"]

    def peak(count: int) -> int:
        tracemalloc.start()
        try:
            assert sum(1 for _ in claims_of(line for _ in range(count) for line in paragraph))
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(50)
    assert peak(1200) < peak(300) + 200_000


def test_lines_without_blank_ones_are_read_in_parts() -> None:
    """A document whose paragraphs are lines is not gathered into one paragraph."""
    parts = list(paragraphs(["The bridge is open today.\n"] * 20_000))
    assert max(len(text) for _, text in parts) < 150_000
    assert "".join(text for _, text in parts) == "The bridge is open today.\n" * 20_000
    assert [start for start, _ in parts][1] == len(parts[0][1])


@pytest.mark.slow
@pytest.mark.parametrize("parted", ["\n\n", "\n"])
def test_fifty_megabytes_in_flat_memory(tmp_path: Path, parted: str) -> None:
    """Extracting from 50 MB takes no more memory than from 1 MB, names and all."""
    resource = pytest.importorskip("resource", reason="memory of a process, on POSIX")
    assert resource.RUSAGE_SELF == 0
    measure = (
        "import resource, sys; from contradict.readers.files import iter_claims; "
        "print(sum(1 for _ in iter_claims(sys.argv[1])), "
        "resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    seen = {}
    for megabytes in (1, 50):
        file = tmp_path / f"{megabytes}.txt"
        with file.open("w") as stream:
            i = 0
            while stream.tell() < megabytes * 1_000_000:
                name = "".join(chr(ord("a") + int(digit)) for digit in str(i))
                stream.write(
                    f"Mayor Anna V{name} said that gate {i} was open. She left the port of "
                    f"K{name}, which the Ministry of W{name} had closed.{parted}"
                )
                i += 1
        done = subprocess.run(
            [sys.executable, "-c", measure, str(file)], capture_output=True, text=True, check=True
        )
        count, seen[megabytes] = map(int, done.stdout.split())
        assert count > 15_000 * megabytes
    kilobytes = 1024 if sys.platform == "darwin" else 1
    assert seen[50] - seen[1] < 40_000 * kilobytes


def test_text_is_streamed(tmp_path: Path) -> None:
    """The first claim comes before the end of the file, which is broken, is read."""
    (tmp_path / "a.txt").write_bytes(b"The bridge is open.\n\n" * 2000 + b"caf\xe9")
    claims = iter_claims(tmp_path / "a.txt")
    assert next(claims).text == "The bridge is open"
    with pytest.raises(InvalidInput, match="line 4001: is not UTF-8"):
        list(claims)
