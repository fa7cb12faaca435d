"""A document's parts: headline, byline, boilerplate, and paragraphs with their labels."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Role = Literal["headline", "furniture", "body"]

_PARAGRAPH = re.compile(r"\S(?:[^\n]|\n(?!\s*\n))*")
_LINE = re.compile(r"[^\n]+")
_ENDED = re.compile(r"[.?!…:;][\"'”’“»)\]]*\s*$")
_TIME = re.compile(r"\s*\d{1,2}[:.]\d{2}\s*(?:[ap]\.?m\.?)?(?:\s*[-–—]?\s*$)", re.IGNORECASE)
_BYLINE = re.compile(
    r"\s*(?:by (?:[A-Z]|our )|words:|photo|image|video|read more|follow us|share this|"
    r"subscribe|advertisement|copyright|©|all rights reserved|published|updated|last updated|"
    r"source:|tags?:|correction:|[^.]{0,60}\b(?:correspondent|reporter)\s*$)",
    re.IGNORECASE,
)
_BOILERPLATE = re.compile(
    r"\s*(?:about [A-Z][\w&.' -]{1,60}$|(?:media |press )?contacts?\b[^.]{0,40}$|notes? to editors\b"
    r"|forward-looking statements|###|-?\s*ends?\s*-?$)",
    re.IGNORECASE | re.MULTILINE,
)
_LABEL = re.compile(
    r"(?P<label>(?:(?:The|Dr|Mr|Mrs|Ms|Prof)\.? )?[A-Z][\w.'’-]*(?: (?:de|van|von|of|[A-Z][\w.'’-]*)){0,4})"
    r"(?: \([^)\n]{1,60}\))?:\s+"
)
_NO_LABEL = frozenset(
    "Note Update Updated Correction Source Photo Interview Watch Read Image Video Tags Published "
    "Editor's Text Summary Background Conclusion Result Results".split()
)
_DATELINE = re.compile(
    r"(?:[A-Z][A-Z .'-]{2,40}[A-Z])(?:, [^-–—\n]{1,30})?(?: \([A-Za-z ]+\))?\s*[-–—]+\s*"
)


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the text, what it is, and the label of the one who speaks in it."""

    start: int
    end: int
    role: Role = "body"
    label: str | None = None


def blocks(text: str) -> Iterator[Block]:
    """Yield the parts of ``text`` in their order.

    >>> [(b.role, b.label) for b in blocks("Dam holds\\n\\nBy Ann Lee\\n\\nMAYOR: It holds.")]
    [('headline', None), ('furniture', None), ('body', 'MAYOR')]
    """
    first, boilerplate = True, False
    for paragraph in _PARAGRAPH.finditer(text):
        for start, end in _parts(text, *paragraph.span()):
            part = text[start:end]
            boilerplate = boilerplate or (not first and bool(_BOILERPLATE.match(part)))
            role: Role = "body"
            if boilerplate or _TIME.match(part) or _BYLINE.match(part) and len(part) < 120:
                role = "furniture"
            elif not _ENDED.search(part) and (first or len(part.split()) <= 12):
                role = "headline"
            elif first and "\n" not in part and _is_quoted_whole(part):
                role = "headline"
            first = False
            label = _LABEL.match(part) if role == "body" else None
            if label and label["label"].split()[0] not in _NO_LABEL:
                yield Block(start + label.end(), end, role, label["label"])
            else:
                dateline = _DATELINE.match(part)
                yield Block(start + (dateline.end() if dateline else 0), end, role)


def _is_quoted_whole(part: str) -> bool:
    return part[0] in "\"“" and part.rstrip()[-1] in "\"”" and not _ENDED.search(part[:-1])


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the lines that stand alone (times, bylines, labels), and what is between them."""
    place = start
    for line in _LINE.finditer(text, start, end):
        words = line.group()
        if _TIME.match(words) or _BYLINE.match(words) and len(words) < 120:
            if text[place : line.start()].strip():
                yield _trimmed(text, place, line.start())
            yield _trimmed(text, *line.span())
            place = line.end()
        elif _LABEL.match(words) and text[place : line.start()].strip():
            yield _trimmed(text, place, line.start())
            place = line.start()
    if text[place:end].strip():
        yield _trimmed(text, place, end)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    return start, start + len(words.strip())
