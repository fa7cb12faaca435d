"""Makes docs/benchmarks.md of the results: ``python -m benchmarks.page``."""

from __future__ import annotations

import importlib
import json

from benchmarks import plots
from benchmarks.record import RESULTS, ROOT, render

ORDER = (
    "karabakh",
    "judgement_test",
    "judgement_dev",
    "calibration",
    "verdicts",
    "extraction",
    "seed",
    "topics_test",
    "topics_dev",
    "eight_bits",
    "cold_start",
    "speed",
    "roofline",
    "engines",
    "scale",
    "scale_passes",
    "language",
)
PLOTS = {"speed": plots.speed, "scale": plots.scale, "scale_passes": plots.scale_passes}
PAGE = ROOT / "docs" / "benchmarks.md"
INTRODUCTION = """# Benchmarks

Every table is made by the command above it, from the JSON file that the command
wrote to `benchmarks/results/`; there stand the hashes of the data, the commit and
the versions. `pip install ".[bench]"` brings what they need. Data from outside the
repository is read from the folder `--data` (`../shared/data` if none is named; its sets are
[listed](models.md#data)); what is in `runs/` was trained or fetched, and is not in the repository.
This page is made by `python -m benchmarks.page`. Rules change more often than weights: the commit
under a table tells with which it was made.
"""


def page() -> str:
    """Return the page's text."""
    recorded = [name for name in ORDER if (RESULTS / f"{name}.json").is_file()]
    return "\n".join([INTRODUCTION, *(section(name) for name in recorded)])


def section(name: str) -> str:
    """Return what one benchmark is, its command and its table; draw its plot."""
    result = json.loads((RESULTS / f"{name}.json").read_text("utf-8"))
    if name in PLOTS:
        PLOTS[name](result["rows"])
    module = importlib.import_module(result["command"].split()[2])
    title, _, text = (module.__doc__ or name).partition("\n")
    _, _, half = name.partition("_") if title.lower().rstrip(".") in name else ("", "", "")
    notes = " ".join(result["notes"])
    library = result["versions"]
    circumstances = (
        f"*{result['when'][:10]}, commit {result['commit'][:10]}"
        f"{' with changes' if result['changed'] else ''}, Python {result['python']}, "
        f"onnxruntime {library['onnxruntime']}; {result['machine']}.*"
    )
    return "\n\n".join(
        [
            f"## {title.rstrip('.')}" + (f", {half} half" if half else ""),
            text.strip(),
            f"    {result['command']}",
            render(result["rows"]),
            f"{notes} {circumstances}\n",
        ]
    )


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
