"""Where a text quotes."""

from __future__ import annotations

import re
from bisect import bisect_right
from operator import itemgetter

MARKS = '"“”„«»'
HIDDEN = "\ue000"
_end = itemgetter(1)
_MARK = re.compile(rf"[{MARKS}]|(?<!\w)‘(?!\d|[Tt](?:is|was)\b)")
_SINGLE = re.compile(r"[^‘]*?[.,?!…–—-]’(?!\w)")
_WORD_END = re.compile(r"(?<!s)’(?!\w)")
_INCHES = re.compile(r"(?<=\d)\"")


def quotations(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the spans of the quotations in a paragraph, with their marks.

    A mark opens or closes by its turn, whichever way it points, since feeds and
    translations turn marks about; what is open at the end ends there. Single marks
    quote where a stop stands before the second, or none closes what begins a paragraph.

    >>> quotations('“Yes“, he said. ”No', 0, 19)
    [(0, 5), (16, 19)]
    >>> quotations("‘Anna’s dam,’ he said, ‘is’ long", 0, 31)
    [(0, 13)]
    """
    found: list[tuple[int, int]] = []
    opened: int | None = None
    place = start
    while mark := _MARK.search(text, place, end):
        place = mark.end()
        if mark.group() == "‘":
            closed = _SINGLE.match(text, place, end) if opened is None else None
            if closed:
                place = closed.end()
                found.append((mark.start(), place))
            elif not text[start : mark.start()].strip() and not _WORD_END.search(text, place, end):
                return [(mark.start(), end)]
        elif opened is not None:
            found.append((opened, place))
            opened = None
        elif not _INCHES.match(text, mark.start()):
            opened = mark.start()
    return [*found, (opened, end)] if opened is not None else found


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
