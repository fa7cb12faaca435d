"""Plots of results, as SVG files beside docs/benchmarks.md."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from benchmarks.record import ROOT, Row

DOCS = ROOT / "docs"
ABOUT = "~"
"""Marks a figure as extrapolated."""


def axes(title: str, x: str, y: str) -> tuple[Any, Any]:
    """Return a figure and its axes, which come out the same from the same data."""
    import matplotlib as mpl

    mpl.use("svg")
    mpl.rcParams["svg.hashsalt"] = "contradict"
    from matplotlib import pyplot

    figure, plane = pyplot.subplots(figsize=(6, 4.5))
    plane.set(title=title, xlabel=x, ylabel=y)
    return figure, plane


def save(figure: Any, name: str) -> None:
    """Write ``docs/name.svg``, without a date."""
    figure.savefig(DOCS / f"{name}.svg", metadata={"Date": None}, bbox_inches="tight")


def speed(rows: Sequence[Row]) -> None:
    """Draw seconds against claims, a line a contestant; what is extrapolated is hollow."""
    figure, plane = axes("From claims to findings", "claims", "seconds (hollow: extrapolated)")
    for name in dict.fromkeys(row["contestant"] for row in rows if row["passes"]):
        points = [(row["claims"], row["seconds"]) for row in rows if row["contestant"] == name]
        claims, seconds = [n for n, _ in points], [_number(shown) for _, shown in points]
        (line,) = plane.loglog(claims, seconds, label=name)
        for n, shown in points:
            face = "white" if shown.startswith(ABOUT) else line.get_color()
            plane.plot(n, _number(shown), "o", color=line.get_color(), markerfacecolor=face)
    plane.legend()
    save(figure, "speed")


def scale(rows: Sequence[Row]) -> None:
    """Draw seconds and passes a claim against claims."""
    figure, plane = axes("Pairing alone", "claims", "seconds")
    claims = [row["claims"] for row in rows]
    plane.loglog(claims, [row["seconds"] for row in rows], marker="o", label="seconds")
    other = plane.twinx()
    other.set(ylabel="passes a claim", ylim=(0, 1.2 * max(row["passes a claim"] for row in rows)))
    passes = [row["passes a claim"] for row in rows]
    other.plot(claims, passes, marker="s", color="grey", label="passes a claim")
    figure.legend(loc="upper left", bbox_to_anchor=(0.15, 0.88))
    save(figure, "scale")


def _number(shown: str) -> float:
    """Return a figure that may be marked as extrapolated."""
    return float(shown.removeprefix(ABOUT))
