"""PDF becomes text: pages without what runs along their edges, lines joined into paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Sequence
from typing import BinaryIO
from unicodedata import normalize

from contradict.errors import InvalidInput, MissingExtra
from contradict.readers.documents import EXTRA

_LIGATURE = re.compile("[\ufb00-\ufb06]")
_NUMBER = re.compile(
    r"[-–—|· ]*(?:page\s+\d+|\d{1,3})(?:\s*(?:of|/)\s*\d+)?[-–—|· ]*$", re.IGNORECASE
)
"""The line of a page's number."""
_DIGITS = re.compile(r"\d+")
_WORD, _HYPHENATED = re.compile(r"\w+"), re.compile(r"\w-$")
_RUNNING = 3
"""How many lines at either edge of a page may be a running title or a number."""
_PREFIXES = frozenset(
    "all anti co cross ex half mid multi non post pre pro quasi self semi vice well".split()
)
"""After these a hyphen at the end of a line is the word's own, unless the text has it without."""
_WRAPPED = 0.8
"""Share of the longest line under which a line that ends a sentence ends a paragraph too."""


def pdf_text(stream: BinaryIO, name: str) -> str:
    """Return the text of a PDF, its lines joined into paragraphs.

    Raises `InvalidInput` if it is cut off or has no text.
    """
    try:
        import pypdf
    except ImportError:
        raise MissingExtra(EXTRA, "reading PDF") from None
    try:
        pages = [page.extract_text() for page in pypdf.PdfReader(stream, strict=True).pages]
    except pypdf.errors.DependencyError as error:  # it is no PyPdfError
        raise InvalidInput(f"{name}: cannot be read without another library ({error})") from None
    except (pypdf.errors.PyPdfError, ValueError, KeyError, OSError) as error:
        raise InvalidInput(f"{name}: is not a whole PDF ({error})") from None
    lines = _body([[line.strip() for line in page.strip().splitlines()] for page in pages])
    if not any(lines):
        raise InvalidInput(f"{name}: has no text; is it a scan?")
    return _unwrapped(lines)


def _body(pages: Sequence[list[str]]) -> list[str]:
    """Return the lines of pages without the page numbers and running titles at their edges.

    A running title is a line that two pages begin with, or end with, whatever its digits.

    >>> _body([["Osk Times 1", "It rained", "2"], ["Osk Times 2", "all day.", "3"]])
    ['It rained', 'all day.']
    """
    for edge in (0, -1):
        for _ in range(_RUNNING):
            count = Counter(_DIGITS.sub("", page[edge]) for page in pages if page)
            for page in pages:
                if page and (_NUMBER.match(page[edge]) or count[_DIGITS.sub("", page[edge])] > 1):
                    del page[edge]
    return [line for page in pages for line in page]


def _unwrapped(lines: list[str]) -> str:
    """Return lines as paragraphs: a short line that ends a sentence, or a heading, ends one."""
    widest = max(map(len, lines))
    known = {word.casefold() for line in lines for word in _WORD.findall(line)}
    text = ""
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        short = len(line) < _WRAPPED * widest
        heading = short and not line.endswith((",", "-")) and following[:1].isupper()
        ended = not line or (short and line.endswith((".", "?", "!", "”", '"'))) or heading
        if _HYPHENATED.search(line) and following[:1].isalpha():
            text += line if _keeps_hyphen(line, following, known) else line[:-1]
        else:
            text += line + ("\n\n" if ended else " ")
    return _LIGATURE.sub(lambda match: normalize("NFKC", match.group()), text).strip()


def _keeps_hyphen(line: str, following: str, known: Container[str]) -> bool:
    """Tell whether the hyphen at the end of a line is the word's own.

    >>> [_keeps_hyphen("the ex-", "minister", set()), _keeps_hyphen("the minis-", "ter", set())]
    [True, False]
    """
    before, after = _WORD.findall(line)[-1].casefold(), _WORD.findall(following)[0]
    if before.isdigit() or after[0].isupper():
        return True
    return before in _PREFIXES and before + after.casefold() not in known
