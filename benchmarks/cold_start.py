"""From the command to the finding, in a new process.

`contradict scan datasets/karabakh/claims.jsonl --across speaker`, with the bundled
models on ONNX Runtime and with the same (dequantised) weights through
sentence-transformers. Whole processes, in turn, after one uncounted run each; the
findings of the two are compared. *First finding* ends a new process at the first pair
that `contradict.iter_pairs` yields for the same claims. The last row imports the library
and does nothing.
"""

from __future__ import annotations

import json
import os
import resource
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
FIRST = """
import json, sys
import contradict
from contradict.readers.files import read_claims

pair = next(contradict.iter_pairs(read_claims(sys.argv[1]), across="speaker"))
print(json.dumps(pair.to_dict()))
"""


def measure() -> list[Row]:
    """Return a row per way, with median seconds and memory."""
    with tempfile.TemporaryDirectory() as folder:
        models = {role: str(Path(folder) / role) for role in ("embedder", "scorer")}
        for role, target in models.items():
            to_checkpoint(bundled_path(role), Path(target))
        scan = ["-m", "contradict", "scan", str(CLAIMS), "--across", "speaker", "--format", "jsonl"]
        other = [f"--{role}={target}" for role, target in models.items()]
        commands = {
            "bundled (ONNX Runtime)": scan,
            "sentence-transformers": [*scan, *other],
            "first finding": ["-c", FIRST, str(CLAIMS)],
            "import contradict": ["-c", "import contradict"],
        }
        runs: dict[str, list[tuple[float, float, str]]] = {way: [] for way in commands}
        for _ in range(RUNS + 1):
            for way, arguments in commands.items():
                runs[way].append(_run(arguments))
    bundled, through = (_findings(runs[way][0][2]) for way in list(commands)[:2])
    assert bundled.keys() == through.keys(), "the two ways find different pairs"
    assert all(abs(bundled[pair] - through[pair]) < 1e-3 for pair in bundled)
    return [
        {
            "way": way,
            "seconds (median)": statistics.median(r[0] for r in runs[way][1:]),
            "min": min(r[0] for r in runs[way][1:]),
            "max": max(r[0] for r in runs[way][1:]),
            "peak MB": round(max(r[1] for r in runs[way])),
            "found": len(_findings(runs[way][0][2])),
        }
        for way in commands
    ]


def _run(arguments: list[str]) -> tuple[float, float, str]:
    """Return the seconds, the peak memory in MB and the output of one process."""
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={**os.environ, "HF_HUB_OFFLINE": "1"},
    )
    assert process.stdout is not None
    output = process.stdout.read()
    usage: resource.struct_rusage
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, arguments
    return time.perf_counter() - start, usage.ru_maxrss / 1024, output


def _findings(output: str) -> dict[tuple[str, str], float]:
    rows = [json.loads(line) for line in output.splitlines()]
    return {(row["left"]["id"], row["right"]["id"]): row["probability"] for row in rows}


if __name__ == "__main__":
    save("cold_start", measure(), data=[CLAIMS], notes=[f"{RUNS} counted runs a way."])
