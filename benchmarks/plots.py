"""Plots of results, as SVG files beside docs/benchmarks.md."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

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
        claims, seconds = [n for n, _ in points], [number(shown) for _, shown in points]
        (line,) = plane.loglog(claims, seconds, label=name)
        for n, shown in points:
            face = "white" if shown.startswith(ABOUT) else line.get_color()
            plane.plot(n, number(shown), "o", color=line.get_color(), markerfacecolor=face)
    plane.legend()
    save(figure, "speed")


def scale(rows: Sequence[Row]) -> None:
    """Draw seconds against claims for every index, and the power of those chosen by size."""
    figure, plane = axes("Pairing alone", "claims", "seconds")
    for index in dict.fromkeys(row["asked"] for row in rows):
        points = [row for row in rows if row["asked"] == index]
        claims, seconds = ([row[key] for row in points] for key in ("claims", "seconds"))
        plane.loglog(claims, seconds, "o", label=index)
        if len(points) > 1:
            _power(plane, claims, seconds)
    plane.legend()
    save(figure, "scale")


def scale_passes(rows: Sequence[Row]) -> None:
    """Draw passes a claim against claims."""
    figure, plane = axes("With the default settings", "claims", "passes a claim")
    claims = [row["claims"] for row in rows]
    passes = [number(row["passes a claim"]) for row in rows]
    plane.semilogx(claims, passes, "o", label="passes a claim")
    plane.plot(claims, [row["nothing pruned"] for row in rows], "s", label="nothing pruned")
    _power(plane, claims, passes)
    plane.set_ylim(bottom=0)
    plane.legend(loc="lower right")
    save(figure, "scale_passes")


def power_law(x: Sequence[float], y: Sequence[float]) -> tuple[float, float]:
    """Return exponent and factor of the power of ``x`` that is nearest to ``y`` in logarithms."""
    exponent, logarithm = np.polyfit(np.log(x), np.log(y), 1)
    return float(exponent), float(np.exp(logarithm))


def _power(plane: Any, x: Sequence[float], y: Sequence[float]) -> None:
    exponent, factor = power_law(x, y)
    fitted = [factor * value**exponent for value in x]
    plane.plot(x, fitted, "--", color="grey", label=f"claims ** {exponent:.2f}")


def number(shown: str) -> float:
    """Return a figure that may be marked as extrapolated."""
    return float(shown.removeprefix(ABOUT))
