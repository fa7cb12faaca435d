"""Where a text quotes."""

from __future__ import annotations

import re
from bisect import bisect_right
from operator import itemgetter

MARKS = '"“”„«»'
HIDDEN = "\ue000"
_end = itemgetter(1)
_MARK = re.compile(f"[{MARKS}]")


def quotations(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the spans of the quotations in a paragraph, with their marks.

    A mark opens or closes by its turn, whichever way it points, since feeds and
    translations turn marks about; what is open at the end ends there.

    >>> quotations('“Yes“, he said. ”No', 0, 19)
    [(0, 5), (16, 19)]
    """
    places = [m.start() for m in _MARK.finditer(text, start, end)]
    closed = [(a, b + 1) for a, b in zip(places[::2], places[1::2], strict=False)]
    return closed + ([(places[-1], end)] if len(places) % 2 else [])


def hide(text: str, spans: list[tuple[int, int]], start: int, end: int) -> str:
    """Return ``text[start:end]`` with the words inside quotations made unreadable.

    >>> hide('He said “no”.', [(8, 12)], 0, 13).count(HIDDEN)
    4
    """
    shown = []
    place = start
    for a, b in spans[bisect_right(spans, start, key=_end) :]:
        if a >= end:
            break
        a, b = max(a, start), min(b, end)
        shown += [text[place:a], HIDDEN * (b - a)]
        place = b
    return "".join([*shown, text[place:end]])
