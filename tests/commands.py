"""The command line as a process of its own."""

from __future__ import annotations

import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
KARABAKH = ROOT / "datasets" / "karabakh" / "claims.jsonl"
CLASH = '{"text": "The gate is open.", "id": "a"}\n{"text": "The gate is closed.", "id": "b"}\n'
COMMAND = [sys.executable, "-m", "contradict"]


def run(*arguments: object, **options: Any) -> subprocess.CompletedProcess[str]:
    """Run ``contradict`` to its end and return what it printed."""
    command = [*COMMAND, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", **options)


@cache
def scan_karabakh(*options: str) -> subprocess.CompletedProcess[str]:
    """Scan datasets/karabakh across speakers: once, for all who look at what is printed."""
    return run("scan", KARABAKH, "--across", "speaker", *options)
