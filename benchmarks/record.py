"""A result and all that is needed to judge it: data, versions, machine, commit."""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import os
import platform
import resource
import shlex
import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from tabulate import tabulate

ROOT = Path(__file__).parent.parent
RESULTS = Path(__file__).parent / "results"
SHARED = ROOT.parent / "shared"
LIBRARIES = (
    "contradict-claims",
    "faiss-cpu",
    "numpy",
    "onnxruntime",
    "sentence-transformers",
    "tokenizers",
    "torch",
    "transformers",
)

Row = Mapping[str, Any]


def save(
    name: str,
    rows: Sequence[Row],
    *,
    data: Sequence[Path],
    seed: int | None = None,
    notes: Sequence[str] = (),
) -> None:
    """Print ``rows`` as a table and write them with their circumstances to ``results``.

    ``data`` are the files that were read; their hashes are kept. ``notes`` say
    what a reader must know, such as what was used to choose.
    """
    result = {
        "name": name,
        "command": _command(),
        "rows": list(rows),
        "notes": list(notes),
        "seed": seed,
        "data": {path.name: _hash(path) for path in data},
        "when": datetime.now(timezone.utc).isoformat(timespec="seconds"),
        "commit": _git("rev-parse", "HEAD"),
        "changed": bool(_git("status", "--porcelain", "--", "contradict")),
        "python": platform.python_version(),
        "machine": _machine(),
        "versions": {library: _version(library) for library in LIBRARIES},
    }
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / f"{name}.json").write_text(json.dumps(result, indent=1) + "\n", "utf-8")
    print(render(rows))
    print(*notes, sep="\n")


def render(rows: Sequence[Row]) -> str:
    """Return ``rows`` as a Markdown table."""
    shown = [{key: _shown(value) for key, value in row.items()} for row in rows]
    return str(tabulate(shown, headers="keys", tablefmt="github", disable_numparse=True))


def peak_memory() -> float:
    """Return the most memory that this process has held since it began, in MB.

    On Linux ``ru_maxrss`` begins with what the parent held, so that it is asked only
    where there is no ``/proc``.
    """
    try:
        status = Path("/proc/self/status").read_text("utf-8")
    except OSError:
        unit = 1024**2 if sys.platform == "darwin" else 1024
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.3f}"
    return f"{value:,}" if isinstance(value, int) else str(value)


def _command() -> str:
    """Return the command that runs, with paths as a reader would give them."""
    module = sys.modules["__main__"].__spec__
    name = module.name if module else "benchmarks"
    arguments = [a.replace(f"{ROOT}/", "").replace(f"{ROOT.parent}/", "../") for a in sys.argv[1:]]
    return shlex.join(["python", "-m", name, *arguments])


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _git(*arguments: str) -> str:
    done = subprocess.run(
        ["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return done.stdout.strip()


def _version(library: str) -> str | None:
    try:
        return importlib.metadata.version(library)
    except importlib.metadata.PackageNotFoundError:
        return None


def _machine() -> str:
    return f"{platform.system()} {platform.machine()}, {_processor()}, {os.cpu_count()} cores"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.processor()
    return next((x.partition(": ")[2] for x in lines if x.startswith("model name")), "unknown")
