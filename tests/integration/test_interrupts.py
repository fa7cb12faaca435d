"""Scans that are interrupted or killed: what was found is kept."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sqlite3
import struct
import subprocess
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from tests.commands import COMMAND, run


@pytest.fixture(autouse=True)
def interruptible() -> Iterator[None]:
    """A child inherits what its parent ignores, as a shell's background job does."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def _scan_until(seen: str, arguments: Sequence[object]) -> subprocess.Popen[bytes]:
    """Start a scan on a terminal and return when it has said ``seen``."""
    pty = pytest.importorskip("pty", reason="terminals of POSIX")
    ours, theirs = pty.openpty()
    fcntl, termios = pytest.importorskip("fcntl"), pytest.importorskip("termios")
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("4H", 24, 80, 0, 0))
    process = subprocess.Popen([*COMMAND, "scan", *map(str, arguments)], stderr=theirs)
    said = ""
    while seen not in said:
        said += os.read(ours, 1000).decode()
    return process


@pytest.fixture
def gates(tmp_path: Path) -> Path:
    """More claims than are judged in a few seconds, each contradicted by one."""
    file = tmp_path / "claims.jsonl"
    states = ("open", "closed")
    file.write_text("".join(f'"Gate {i // 2} is {states[i % 2]}."\n' for i in range(3000)))
    return file


def test_interrupt_leaves_what_was_found(gates: Path) -> None:
    """Ctrl-C while scoring ends with 130 and a whole file of the findings so far."""
    output, journal = gates.with_name("pairs.jsonl"), gates.with_name("scores")
    process = _scan_until("judged in", [gates, "--output", output, "--resume", journal])
    _wait_for_scores(journal, 300)
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=30) == 130
    rows = [json.loads(line) for line in output.read_text().splitlines()]
    assert rows
    assert {path.name for path in gates.parent.iterdir()} == {gates.name, output.name, "scores"}


def test_interrupt_before_scoring_writes_nothing(gates: Path) -> None:
    """Where nothing was judged there is nothing to write."""
    output = gates.with_name("pairs.jsonl")
    gates.write_text("".join(f'"Gate {i} of the {i} is open."\n' for i in range(20_000)))
    process = _scan_until("embed", [gates, "--output", output])
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=30) == 130
    assert [path.name for path in gates.parent.iterdir()] == [gates.name]


def test_a_killed_scan_is_resumed(gates: Path) -> None:
    """What a killed scan left is used; the findings are those of a scan that ran through."""
    gates.write_text("".join(gates.read_text().splitlines(keepends=True)[:30]))
    arguments = (gates, "--threshold", 0, "--format", "jsonl", "--resume")
    journal = gates.with_name("scores")
    process = _scan_until("judged in", [*arguments, journal])
    _wait_for_scores(journal, 100)
    process.kill()
    process.wait()
    resumed = run("scan", *arguments, journal, "--output", gates.with_name("a.jsonl"))
    assert resumed.returncode == 0, resumed.stderr
    whole = run("scan", gates, "--threshold", 0, "--output", gates.with_name("b.jsonl"))
    assert whole.returncode == 0
    assert gates.with_name("a.jsonl").read_text() == gates.with_name("b.jsonl").read_text()
    with sqlite3.connect(journal) as scores:
        scores.execute("UPDATE scores SET entailment = 0, neutral = 0, contradiction = 1")
    told = run("scan", *arguments, journal)
    rows = [json.loads(line) for line in told.stdout.splitlines()]
    assert {row["forward"]["contradiction"] for row in rows} == {1.0}


def _wait_for_scores(journal: Path, count: int) -> int:
    """Return how many scores there are, once there are ``count``."""
    while True:
        with contextlib.suppress(sqlite3.OperationalError), sqlite3.connect(journal) as scores:
            (kept,) = scores.execute("SELECT count(*) FROM scores").fetchone()
            if kept >= count:
                return int(kept)
        time.sleep(0.05)
