"""Documents become text: HTML, Markdown, Word."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from copy import deepcopy
from html.parser import HTMLParser
from typing import Any, BinaryIO

from contradict.errors import InvalidInput, MissingExtra

EXTRA = "documents"
_BLOCKS = frozenset(
    "p div li h1 h2 h3 h4 h5 h6 blockquote tr ul ol table head item list quote row".split()
)
"""Blocks of HTML and of what trafilatura makes of it."""
_FRONT_MATTER = re.compile(r"\A---[ \t\r]*\n(?P<fields>.*?)^(?:---|\.\.\.)[ \t\r]*$", re.S | re.M)
_DATE = re.compile(r"^date:\s*[\"']?(?P<date>\d{4}-\d\d-\d\d)", re.I | re.M)
_FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]:?")
_CELLS = ("td_open", "th_open")
_ENDED = re.compile(r"[.?!][\"'”’»)\]]*\s*$")
_ITEMS, _BREAKS = frozenset(["li", "item"]), frozenset(["br", "lb"])


def html_article(data: bytes, name: str) -> tuple[str, dict[str, Any]]:
    """Return the text of an article's page, and what the page says of itself."""
    try:
        import trafilatura
        from lxml.etree import tostring
        from trafilatura.settings import DEFAULT_CONFIG
    except ImportError:
        raise MissingExtra(EXTRA, "reading HTML") from None
    config = deepcopy(DEFAULT_CONFIG)
    config["DEFAULT"]["MIN_EXTRACTED_SIZE"] = "1"  # a short article is one too
    page: Any = trafilatura.bare_extraction(
        data, with_metadata=True, include_comments=False, include_tables=False, config=config
    )
    text = "" if page is None else plain(tostring(page.body, encoding="unicode"))
    if not text:
        raise InvalidInput(f"{name}: has no article text")
    known = {"source": page.sitename, "date": page.date, "url": page.url}
    return text, {k: v for k, v in known.items() if v}


def markdown_article(text: str) -> tuple[str, dict[str, Any]]:
    """Return the text of Markdown without its marks, and the date in its front matter.

    An item keeps a dash; of a table only the cells that end a sentence are read.
    """
    try:
        from markdown_it import MarkdownIt
    except ImportError:
        raise MissingExtra(EXTRA, "reading Markdown") from None
    head = _FRONT_MATTER.match(text)
    date = _DATE.search(head["fields"]) if head else None
    body = _FOOTNOTE.sub("", text[head.end() :] if head else text)
    parts = []
    mark, within = "", ""
    for token in MarkdownIt("commonmark").enable("table").parse(body):
        mark = "- " if token.type == "list_item_open" else mark
        if token.type == "inline":
            shown = "".join(
                "\n" if child.type in ("softbreak", "hardbreak") else child.content
                for child in token.children or ()
                if child.type in ("text", "code_inline", "softbreak", "hardbreak")
            )
            if within not in _CELLS or _ENDED.search(shown):
                parts.append(mark + shown)
            mark = ""
        within = token.type
    return "\n\n".join(parts), {"date": date["date"]} if date else {}


def docx_text(stream: BinaryIO, name: str) -> str:
    """Return the paragraphs of a Word document, and those in its tables that end a sentence."""
    try:
        import docx
    except ImportError:
        raise MissingExtra(EXTRA, "reading DOCX") from None
    try:
        document = docx.Document(io.BytesIO(stream.read()))
    except Exception as error:  # zipfile, lxml and docx each have their own
        raise InvalidInput(f"{name}: is not a whole DOCX ({error})") from None
    return "\n\n".join(_paragraphs(document))


def _paragraphs(container: Any) -> Iterator[str]:
    """Yield the paragraphs of a document or a cell; an item has a dash."""
    for part in container.iter_inner_content():
        if hasattr(part, "rows"):
            cells = {cell._tc: cell for row in part.rows for cell in row.cells}  # merged ones once
            inside = (text for cell in cells.values() for text in _paragraphs(cell))
            yield from filter(_ENDED.search, inside)
        else:
            yield f"- {part.text}" if _is_item(part) else part.text


def _is_item(paragraph: Any) -> bool:
    return bool(paragraph.text) and (paragraph.style.name or "").startswith("List ")


def plain(markup: str) -> str:
    """Return the text of a piece of HTML: a paragraph a block, and a line after a single break.

    >>> plain("<p>It <b>rains</b>.</p><p>It pours<br>&amp; blows.</p>")
    'It rains.\\n\\nIt pours\\n& blows.'
    """
    reader = _Text()
    reader.feed(markup)
    reader.close()
    lines = re.sub(r"[^\S\n]*\n[^\S\n]*", "\n", "".join(reader.parts))
    return re.sub(r"\n{2,}", "\n\n", re.sub(r"^-\n+(?!-)", "- ", lines, flags=re.M)).strip()


class _Text(HTMLParser):
    """Collects the text of a page; a block is a paragraph, and an item of a list has a dash."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag in _BLOCKS:
            self.parts.append("\n\n- " if tag in _ITEMS else "\n\n")
        elif tag in _BREAKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.parts.append("\n\n")

    def handle_data(self, data: str) -> None:
        self.parts.append(re.sub(r"\s+", " ", data))
