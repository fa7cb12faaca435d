"""Sentences of a text, by nupunkt (Punkt: Kiss and Strunk 2006).

nupunkt needs Python 3.11; on 3.10, whose own support has ended, pysbd takes its
place, with other ends in some texts.
"""

from __future__ import annotations

import re
import sys
from itertools import pairwise

_BLANK_LINES = re.compile(r"\n\s*\n")


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Return start and end of every sentence in ``text``, in characters.

    No span starts or ends with white space; a blank line always ends a sentence.
    """
    breaks = [match.span() for match in _BLANK_LINES.finditer(text)]
    starts = [0, *(end for _, end in breaks)]
    ends = [*(start for start, _ in breaks), len(text)]
    spans = []
    for left, right in zip(starts, ends, strict=True):
        cuts = [left, *(left + start for start in _starts(text[left:right])[1:]), right]
        for start, end in pairwise(cuts):
            sentence = text[start:end]
            if sentence.strip():
                first = start + len(sentence) - len(sentence.lstrip())
                spans.append((first, first + len(sentence.strip())))
    return spans


if sys.version_info >= (3, 11):

    def _starts(paragraph: str) -> list[int]:
        """Return where the sentences of a paragraph start; what lies between belongs before."""
        import nupunkt

        return [start for start, _ in nupunkt.sent_spans(paragraph)]

else:

    def _starts(paragraph: str) -> list[int]:
        import pysbd

        starts: list[int] = []
        place = 0
        for sentence in map(
            str.strip, pysbd.Segmenter(language="en", clean=False).segment(paragraph)
        ):
            found = paragraph.find(sentence, place) if sentence else -1
            if found >= 0:
                starts.append(found)
                place = found + len(sentence)
        return starts
