"""From the command to the finding, in a new process.

`contradict scan datasets/karabakh/claims.jsonl --across speaker`, with the bundled
models on ONNX Runtime and with the same (dequantised) weights through
sentence-transformers. Whole processes, in turn, after one uncounted run each; the
findings of the two are compared. *First finding* ends a new process at the first pair
that `contradict.iter_pairs` yields for the same claims. The last row imports the library
and does nothing. Memory is that of the uncounted run, as the process itself tells it at
its end.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.record import ROOT, Row, save
from contradict.models import bundled_path
from contradict.models.export import to_checkpoint

CLAIMS = ROOT / "datasets" / "karabakh" / "claims.jsonl"
RUNS = 5
Findings = dict[tuple[str, str], float]
SCAN = "from contradict.cli import main; main()"
FIRST = """
import json, sys
import contradict
from contradict.readers.files import read_claims

pair = next(contradict.iter_pairs(read_claims(sys.argv[1]), across="speaker"))
print(json.dumps(pair.to_dict()))
"""
WATCH = """
import atexit, sys
from benchmarks.record import peak_memory

atexit.register(lambda: print(peak_memory(), file=sys.stderr))
"""


def measure() -> list[Row]:
    """Return a row per way, with median seconds and memory."""
    with tempfile.TemporaryDirectory() as folder:
        models = {role: str(Path(folder) / role) for role in ("embedder", "scorer")}
        for role, target in models.items():
            to_checkpoint(bundled_path(role), Path(target))
        scan = [SCAN, "scan", str(CLAIMS), "--across", "speaker", "--format", "jsonl"]
        other = [f"--{role}={target}" for role, target in models.items()]
        commands = {
            "bundled (ONNX Runtime)": scan,
            "sentence-transformers": [*scan, *other],
            "first finding": [FIRST, str(CLAIMS)],
            "import contradict": ["import contradict"],
        }
        watched = {way: _watched(*command) for way, command in commands.items()}
        seconds: dict[str, list[float]] = {way: [] for way in commands}
        for _ in range(RUNS):
            for way, command in commands.items():
                start = time.perf_counter()
                _run(*command)
                seconds[way].append(time.perf_counter() - start)
    bundled, through = (watched[way][1] for way in list(commands)[:2])
    assert bundled.keys() == through.keys(), "the two ways find different pairs"
    assert all(abs(bundled[pair] - through[pair]) < 1e-3 for pair in bundled)
    return [
        {
            "way": way,
            "seconds (median)": statistics.median(seconds[way]),
            "min": min(seconds[way]),
            "max": max(seconds[way]),
            "peak MB": round(watched[way][0]),
            "found": len(watched[way][1]),
        }
        for way in commands
    ]


def _run(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run ``code`` in a new process."""
    command = [sys.executable, "-c", code, *arguments]
    offline = {**os.environ, "HF_HUB_OFFLINE": "1"}
    return subprocess.run(
        command, capture_output=True, text=True, check=True, cwd=ROOT, env=offline
    )


def _watched(code: str, *arguments: str) -> tuple[float, Findings]:
    """Return the peak memory in MB of a new process and what it finds."""
    done = _run(WATCH + code, *arguments)
    return float(done.stderr.splitlines()[-1]), _findings(done.stdout)


def _findings(output: str) -> Findings:
    rows = [json.loads(line) for line in output.splitlines()]
    return {(row["left"]["id"], row["right"]["id"]): row["probability"] for row in rows}


if __name__ == "__main__":
    save("cold_start", measure(), data=[CLAIMS], notes=[f"{RUNS} counted runs a way."])
