"""A document's parts: headline, byline, boilerplate, and paragraphs with their labels."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain, islice, pairwise
from typing import Literal

from contradict.extraction.clauses import finite_verb
from contradict.extraction.reference_words import CALENDAR
from contradict.sentences import sentence_spans

Role = Literal["headline", "furniture", "body"]

_LINE = re.compile(r"[^\n]+")
_ENDED = re.compile(r"[.?!…:;][\"'”’“»)\]]*\s*$")
_GOES_ON = re.compile(r"\s*\n\s*[a-zß-öø-ÿ]")
_TIME = re.compile(
    r"\s*\d{1,2}[:.]\d{2}(?:\s*(?i:[ap]\.?m\.?))?(?:\s+(?:UTC|[A-Z]{1,3}T))?\s*[-–—]?\s*$"
)
_BYLINE = re.compile(
    r"\s*(?:(?i:words|photos?|photographs?|images?|video|source|tags?|correction):|"
    r"(?i:by our|read more|follow us|share this|subscribe)\b|©|.*(?i:all rights reserved))"
)
"""What is furniture however it ends."""
_CREDIT = re.compile(
    r"\s*(?:(?i:by) [A-Z][\w.'’-]*(?:,|\s*$| (?=[A-Z(|&]|and |in |for |staff))|"
    r"(?i:photo|image|video|advertisement|copyright|published|(?:last )?updated)\b|"
    r"[^.]{0,60}\b(?i:correspondent|reporter)\s*$)"
)
"""What is furniture unless it is a sentence."""
_BOILERPLATE = re.compile(
    r"\s*(?:About [A-Z][\w&' -]{1,60}\r?$|(?i:(?:media|press) contacts?\b[^.\n]{0,40}$|"
    r"contacts?(?: details| information)?\s*(?::|$)|"
    r"(?:notes? to editors|forward-looking statements)\s*(?::|$)|###|-?\s*ends?\s*-?$))",
    re.MULTILINE,
)
_LABEL = re.compile(
    r"(?P<label>(?:(?:The|Dr|Mr|Mrs|Ms|Prof)\.? )?"
    r"(?:(?i:speaker|witness|interviewer|interviewee|respondent|participant|juror|voice|caller|"
    r"man|woman|officer) \d{1,3}|"
    r"[A-Z][\w.'’-]*(?: (?:de|van|von|of|[A-Z][\w.'’-]*)){0,4}))"
    r"(?: \([^)\n]{1,60}\))?:\s+"
)
_QUESTION = re.compile(r"^\s*Q[.:]\s", re.MULTILINE)
_DEPOSED = re.compile(r"(?P<label>[QA])\.\s+")
"""A label where questions have one; elsewhere an initial."""
_NO_LABEL = CALENDAR | frozenset(
    "note update updated correction source photo interview watch read image video tags published "
    "editor's text summary background conclusion result results breaking exclusive live latest "
    "fact facts myth claim verdict rating analysis opinion comment context timeline caption "
    "picture figure table location venue address date time when where what why how who budget "
    "cost price total score weather warning alert notice topic subject title key example step "
    "chapter section part phone email website".split()
)
_DATELINE = re.compile(
    r"(?:[A-Z][A-Z .'-]{2,40}[A-Z])(?:, [^-–—\n]{1,30})?(?: \([A-Za-z ]+\))?"
    r"(?:\s+[-–—]+\s+|\s*[–—]+\s*)"
)
_ITEM = re.compile(r"\s*(?:[-–—*•‣▪◦·]|\(?\d{1,2}[.)])\s+(?=\S)")


_LONGEST_HEADLINE, _LONGEST_HEADING = 40, 12
"""Words."""
_LONGEST_CREDIT = 120
"""Characters."""
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

    What has a label is none either, unless it comes first and what follows has no label.

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
    for part, following in pairwise(chain(_parts_of(lines), [_END])):
        text = part.text
        boilerplate = boilerplate or (not first and _begins_boilerplate(text))
        role: Role = "furniture" if boilerplate or _stands_alone(text) else "body"
        label = part.label if role == "body" else None
        if role == "body" and not part.item and _is_heading(text, first):
            titled = first and following is not _END and not following.label
            role, label = ("body", label) if label and not titled else ("headline", None)
        first = False
        lead = label or _DATELINE.match(text)
        skipped = lead.end() if lead else 0
        yield Block(part.start + skipped, text[skipped:], role, label and label["label"])


@dataclass(frozen=True, slots=True)
class _Part:
    """A paragraph or a piece of one, at its place in the document."""

    start: int
    text: str
    item: bool
    label: re.Match[str] | None


_END = _Part(0, "", False, None)


def _parts_of(lines: Iterable[str]) -> Iterator[_Part]:
    asked = False
    for offset, text in paragraphs(lines):
        asked = asked or _QUESTION.search(text) is not None
        for start, end in _parts(text, asked):
            item = _ITEM.match(text, start, end)
            start = item.end() if item else start
            part = text[start:end]
            yield _Part(offset + start, part, item is not None, _label(part, asked))


def _label(line: str, asked: bool) -> re.Match[str] | None:
    """Return the label of the one who speaks; ``asked`` tells whether questions have "Q."."""
    label = _LABEL.match(line)
    if label and label["label"].split()[0].casefold() not in _NO_LABEL:
        return label
    return _DEPOSED.match(line) if asked else None


def _stands_alone(line: str) -> bool:
    """Tell whether a line is a time, a byline or a credit."""
    if len(line) >= _LONGEST_CREDIT:
        return False
    if _TIME.match(line) or _BYLINE.match(line):
        return True
    is_sentence = _ENDED.search(line) is not None and finite_verb(line) is not None
    return _CREDIT.match(line) is not None and not is_sentence


def _begins_boilerplate(part: str) -> bool:
    found = _BOILERPLATE.match(part)
    return found is not None and not _GOES_ON.match(part, found.end())


def _is_heading(part: str, first: bool) -> bool:
    if not _ENDED.search(part):
        longest = _LONGEST_HEADLINE if first else _LONGEST_HEADING
        return len(part.split()) <= longest and not _has_sentence(part)
    return first and "\n" not in part and _is_quoted_whole(part)


def _has_sentence(part: str) -> bool:
    """Tell whether a sentence ends within a part."""
    return any(part[end - 1] == "." for _, end in sentence_spans(part)[:-1])


def _is_quoted_whole(part: str) -> bool:
    return part[0] in '"“‘' and part.rstrip()[-1] in '"”’' and not _ENDED.search(part[:-1])


def _parts(text: str, asked: bool) -> Iterator[tuple[int, int]]:
    """Yield the items of lists, the lines that stand alone, and what is between them.

    A line in the middle of a sentence is neither.
    """
    place, before, listed = 0, "", False
    for line in _LINE.finditer(text):
        words = line.group()
        goes_on = _GOES_ON.match(text, line.end()) or (before and words[0].islower())
        alone = not goes_on and _stands_alone(words)
        item = _ITEM.match(words) and (
            listed or not before or _ENDED.search(before) or _ITEM.match(text, line.end())
        )
        before = words
        if not (alone or item or _label(words, asked)):
            continue
        if text[place : line.start()].strip():
            yield _trimmed(text, place, line.start())
        if alone:
            yield _trimmed(text, *line.span())
        place = line.end() if alone else line.start()
        listed = bool(item)
    if text[place:].strip():
        yield _trimmed(text, place, len(text))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    return start, start + len(words.strip())
