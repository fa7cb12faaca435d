"""Progress of long work, on a terminal or to a callback."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TypeAlias

from contradict.errors import InvalidInput
from contradict.protocols import Progress, Stage, StageProgress

ProgressOption: TypeAlias = "bool | Progress | None"

_PATIENCE = 2.0  # seconds before a bar that nobody asked for appears
_UNITS: dict[Stage, str] = {
    "embed": "texts",
    "search": "texts",
    "score": "passes",
    "explain": "passes",
    "link": "passes",
}


@dataclass(frozen=True, slots=True)
class Outlook:
    """How many passes ``rows`` will take, each one direction and some the other as well.

    ``done`` of them took ``passes``; the rest is expected to take as many each.
    """

    rows: int
    done: int = 0
    passes: int = 0

    @property
    def total(self) -> int:
        """Passes of all rows: two each as long as none is done."""
        each = self.passes / self.done if self.done else 2.0
        return self.passes + round((self.rows - self.done) * each)

    def after(self, rows: int, passes: int) -> Outlook:
        """Return the outlook when ``rows`` more have taken ``passes``."""
        return replace(self, done=self.done + rows, passes=self.passes + passes)

    def tell(self, report: StageProgress, rows: int, done: int, part: int) -> None:
        """Report ``done`` of the passes of a ``part`` with that many ``rows``.

        Their sum ``part`` is known once the first direction of all rows is done.
        """
        seen = self.after(rows, part) if done > rows else self
        report(self.passes + done, seen.total)


def shifted(report: StageProgress, start: int) -> StageProgress:
    """Return what reports on work that follows ``start`` steps of the same stage."""
    return lambda done, total: report(start + done, start + total)


@contextmanager
def stage_progress(progress: ProgressOption, stage: Stage) -> Iterator[StageProgress]:
    """Yield a function of ``(done, total)`` that reports on one stage.

    None shows a bar on a terminal if the stage lasts, and nothing elsewhere;
    True always shows one, False never; a function gets every report.
    """
    if callable(progress):
        report = progress
        yield lambda done, total: report(stage, done, total)
    elif progress is False:
        yield lambda done, total: None
    elif progress is None or progress is True:
        from tqdm.auto import tqdm

        with tqdm(
            desc=stage,
            unit=f" {_UNITS[stage]}",
            disable=None if progress is None else False,
            delay=_PATIENCE if progress is None else 0,
            leave=False,
        ) as bar:

            def advance(done: int, total: int) -> None:
                bar.total = total
                bar.update(done - bar.n)

            yield advance
    else:
        raise InvalidInput(f"progress must be None, a bool or a function; got {progress!r}")
