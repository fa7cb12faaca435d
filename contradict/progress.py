"""Progress of long work, on a terminal or to a callback."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeAlias

from contradict.errors import InvalidInput
from contradict.protocols import Progress, Stage, StageProgress

ProgressOption: TypeAlias = "bool | Progress | None"

_PATIENCE = 2.0  # seconds before a bar that nobody asked for appears
_UNITS: dict[Stage, str] = {
    "embed": "texts",
    "search": "texts",
    "score": "passes",
    "link": "passes",
}


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
