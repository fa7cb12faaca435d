"""Subtitles: SRT and WebVTT."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape

from contradict.errors import InvalidInput

_TIMING = re.compile(
    r"(?P<start>(?:\d+:)?\d{1,2}:\d{2}[.,]\d{3})\s*-->\s*(?:\d+:)?\d{1,2}:\d{2}[.,]\d{3}[^\n]*"
)
_VOICE = re.compile(r"<v(?:\.[^ >]*)? (?P<name>[^>]+)>")
_TAG = re.compile(r"<[^>]*>")
_CHANGE = re.compile(r"- |>{2,3}\s*")
"""What marks in subtitles that another one speaks."""
_WITHIN = re.compile(r"\n\s*>{2,3}\s*")
_LABELLED = re.compile(r"[A-Z][\w.'’ -]{1,40}:(?: |$)", re.MULTILINE)
_SOUND = re.compile(
    r"\[[^\]]*\]|\([^()a-z]*[A-Z][^()a-z]*\)|^\W*\([^()]*\)\W*$|[♪♫][^♪♫]*[♪♫]*", re.MULTILINE
)
"""What is heard but not said: in square brackets, in capitals or alone in round ones, and songs."""


def cues(text: str, name: str) -> tuple[str, list[tuple[int, str]]]:
    """Return the text of subtitles, and the place at which each time begins.

    A speaker's lines are joined; a new speaker begins a paragraph with a label. Sounds are left
    out, and so are lines that a cue repeats from the one before, as rolling subtitles do.

    >>> cues("1\\n00:00:01,000 --> 00:00:02,000\\nMAYOR: It is\\n\\n"
    ...      "2\\n00:00:02,000 --> 00:00:03,000\\nopen.\\n", "a.srt")
    ('MAYOR: It is\\nopen.', [(0, '00:00:01.000'), (13, '00:00:02.000')])
    """
    timings = list(_TIMING.finditer(text))
    if not timings:
        raise InvalidInput(f"{name}: has no cues with times")
    ends = [*(timing.start() for timing in timings[1:]), len(text)]
    joined, voice, places = "", "", []
    shown: list[str] = []
    for timing, end in zip(timings, ends, strict=True):
        cue = re.sub(r"\n\s*\n.*", "", text[timing.end() : end].strip("\r\n") + "\n\n", flags=re.S)
        named = _VOICE.search(cue)
        shown, before = _lines(cue), shown
        said = "\n".join(shown[_repeated(before, shown) :])
        change = _CHANGE.match(said)
        said = _WITHIN.sub("\n\n", said[change.end() :] if change else said)
        if not said:
            continue
        if named and unescape(named["name"]) != voice:
            voice = unescape(named["name"])
            said = f"{voice}: {said}"
        new = change or _LABELLED.match(said)
        joined += ("\n\n" if new else "\n") if joined else ""
        places.append((len(joined), _clock(timing["start"])))
        joined += said
    return joined, places


def _lines(cue: str) -> list[str]:
    """Return the lines of a cue without tags and sounds.

    >>> _lines("<i>Good</i> morning.\\n[applause]")
    ['Good morning.']
    """
    said = _SOUND.sub("", unescape(_TAG.sub("", cue)))
    return [line.strip() for line in said.splitlines() if line.strip(" -\t")]


def _repeated(before: Sequence[str], lines: Sequence[str]) -> int:
    """Return how many of the first lines are the last ones of the cue before."""
    longest = min(len(before), len(lines))
    return next((n for n in range(longest, 0, -1) if before[-n:] == lines[:n]), 0)


def _clock(time: str) -> str:
    """Return a time as hours, minutes and seconds; WebVTT may leave out the hours.

    >>> _clock("01:02,500")
    '00:01:02.500'
    """
    return ":".join([*["00"] * (2 - time.count(":")), *time.replace(",", ".").split(":")])
