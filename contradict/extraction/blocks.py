"""A document's parts: headline, byline, boilerplate, and paragraphs with their labels."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Literal

Role = Literal["headline", "furniture", "body"]

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
    r"\s*(?:about [A-Z][\w&' -]{1,60}$|(?:media |press )?contacts?\b[^.]{0,40}$|"
    r"notes? to editors\b|forward-looking statements|###|-?\s*ends?\s*-?$)",
    re.IGNORECASE | re.MULTILINE,
)
_LABEL = re.compile(
    r"(?P<label>(?:(?:The|Dr|Mr|Mrs|Ms|Prof)\.? )?"
    r"[A-Z][\w.'’-]*(?: (?:de|van|von|of|[A-Z][\w.'’-]*)){0,4})"
    r"(?: \([^)\n]{1,60}\))?:\s+"
)
_NO_LABEL = frozenset(
    "Note Update Updated Correction Source Photo Interview Watch Read Image Video Tags Published "
    "Editor's Text Summary Background Conclusion Result Results".split()
)
_DATELINE = re.compile(
    r"(?:[A-Z][A-Z .'-]{2,40}[A-Z])(?:, [^-–—\n]{1,30})?(?: \([A-Za-z ]+\))?\s*[-–—]+\s*"
)


_LONGEST_HEADLINE, _LONGEST_HEADING = 40, 12
"""Words."""
_LONGEST_PARAGRAPH = 100_000
"""Characters after which the end of a line ends a paragraph: memory does not grow with it."""


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a document, what it is, and the label of the one who speaks in it."""

    start: int
    text: str
    role: Role = "body"
    label: str | None = None


def paragraphs(lines: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Yield place and text of what blank lines part; the lines keep their ends.

    >>> list(paragraphs(["One.\\n", "\\n", "Two.\\n", "Three."]))
    [(0, 'One.\\n'), (6, 'Two.\\nThree.')]
    """
    kept: list[str] = []
    start = place = 0
    for line in lines:
        if line.isspace() or (kept and place - start > _LONGEST_PARAGRAPH):
            if kept:
                yield start, "".join(kept)
            kept, start = ([], start) if line.isspace() else ([line], place)
        else:
            if not kept:
                start = place
            kept.append(line)
        place += len(line)
    if kept:
        yield start, "".join(kept)


def blocks(lines: Iterable[str]) -> Iterator[Block]:
    """Yield the parts of a document in their order; a single line is no headline.

    >>> lines = "Dam holds\\n\\nBy Ann Lee\\n\\nMAYOR: It holds.".splitlines(keepends=True)
    >>> [(b.role, b.label) for b in blocks(lines)]
    [('headline', None), ('furniture', None), ('body', 'MAYOR')]
    """
    parts = _blocks(lines)
    beginning = list(islice(parts, 2))
    if len(beginning) == 1 and beginning[0].role == "headline":
        beginning = [replace(beginning[0], role="body")]
    yield from beginning
    yield from parts


def _blocks(lines: Iterable[str]) -> Iterator[Block]:
    first, boilerplate = True, False
    for offset, text in paragraphs(lines):
        for start, end in _parts(text, 0, len(text)):
            part = text[start:end]
            boilerplate = boilerplate or (not first and bool(_BOILERPLATE.match(part)))
            role: Role = "furniture" if boilerplate or _stands_alone(part) else "body"
            if role == "body" and _is_heading(part, first):
                role = "headline"
            first = False
            label = _LABEL.match(part) if role == "body" else None
            if label and label["label"].split()[0] not in _NO_LABEL:
                said = part[label.end() :]
                yield Block(offset + start + label.end(), said, role, label["label"])
            else:
                dateline = _DATELINE.match(part)
                skipped = dateline.end() if dateline else 0
                yield Block(offset + start + skipped, part[skipped:], role)


def _stands_alone(line: str) -> bool:
    """Tell whether a line is a time or a byline."""
    return bool(_TIME.match(line) or (_BYLINE.match(line) and len(line) < 120))


def _is_heading(part: str, first: bool) -> bool:
    if not _ENDED.search(part):
        return len(part.split()) <= (_LONGEST_HEADLINE if first else _LONGEST_HEADING)
    return first and "\n" not in part and _is_quoted_whole(part)


def _is_quoted_whole(part: str) -> bool:
    return part[0] in '"“' and part.rstrip()[-1] in '"”' and not _ENDED.search(part[:-1])


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the lines that stand alone (times, bylines, labels), and what is between them."""
    place = start
    for line in _LINE.finditer(text, start, end):
        words = line.group()
        if _stands_alone(words):
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
