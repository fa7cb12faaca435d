"""Sentences of a text, by a maintained splitter (nupunkt: Punkt, Kiss and Strunk 2006)."""

from __future__ import annotations

import re

_BLANK_LINES = re.compile(r"\n\s*\n")


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Return start and end of every sentence in ``text``, in characters.

    No span starts or ends with white space; a blank line always ends a sentence.
    """
    import nupunkt

    breaks = [match.span() for match in _BLANK_LINES.finditer(text)]
    starts = [0, *(end for _, end in breaks)]
    ends = [*(start for start, _ in breaks), len(text)]
    spans = []
    for left, right in zip(starts, ends, strict=True):
        for start, end in nupunkt.sent_spans(text[left:right]):
            sentence = text[left + start : left + end]
            if sentence.strip():
                first = left + start + len(sentence) - len(sentence.lstrip())
                spans.append((first, first + len(sentence.strip())))
    return spans
