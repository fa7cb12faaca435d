"""Feeds: RSS and Atom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Any, BinaryIO
from xml.etree.ElementTree import tostring

from contradict.errors import InvalidInput, MissingExtra
from contradict.readers.documents import EXTRA, plain

_ROOTS = ("rss", "RDF", "feed", "entry")
_SYNDICATED = re.compile(
    r"(?:^|\s+)The post [^\n]{1,300} (?:appeared first|first appeared) on [^\n]{1,100}$"
)
"""What WordPress adds to an entry."""


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of a feed: its text, and what it says of itself."""

    text: str
    known: dict[str, Any]
    metadata: dict[str, Any]


def feed_items(stream: BinaryIO, name: str) -> Iterator[Item]:
    """Yield the entries of an RSS or Atom file.

    Raises `InvalidInput` for entities, and for XML that is no feed.
    """
    try:
        from defusedxml import DefusedXmlException, ElementTree
    except ImportError:
        raise MissingExtra(EXTRA, "reading feeds") from None
    try:
        root = ElementTree.parse(stream, forbid_dtd=False).getroot()
    except DefusedXmlException as error:
        raise InvalidInput(f"{name}: is refused, since it defines entities ({error})") from None
    except ElementTree.ParseError as error:
        raise InvalidInput(f"{name}: is not XML ({error})") from None
    for element in root.iter():
        element.tag = str(element.tag).rpartition("}")[2]
    if root.tag not in _ROOTS:
        raise InvalidInput(f"{name}: is no RSS or Atom feed; it begins with <{root.tag}>")
    channel = root.find("channel") if root.find("channel") is not None else root
    source = _first(channel, "title")
    for element in [*root.iter("item"), *root.iter("entry")]:
        text = _first(element, "encoded", "content", "description", "summary")
        links = [a for a in element.findall("link") if a.get("rel", "alternate") == "alternate"]
        link = links[0] if links else None
        url = None if link is None else (link.get("href") or (link.text or "").strip())
        date = _date(_first(element, "pubDate", "published", "updated", "date"))
        author = _first(element, "creator") or _first(element, "author/name")
        known = {"source": source, "url": url, "date": date}
        if text:
            about = {"title": _first(element, "title"), "author": author}
            yield Item(_SYNDICATED.sub("", plain(text)), _given(known), _given(about))


def _given(values: dict[str, str | None]) -> dict[str, str]:
    return {key: value for key, value in values.items() if value}


def _first(element: Any, *paths: str) -> str | None:
    for path in paths:
        found = element.find(path)
        if found is not None:
            text = _markup(found) if found.get("type") == "xhtml" else "".join(found.itertext())
            if text.strip():
                return text.strip()
    return None


def _markup(element: Any) -> str:
    """Return what is inside an element, as markup."""
    return "".join(tostring(child, encoding="unicode") for child in element)


def _date(text: str | None) -> str | None:
    """Return a date as ISO 8601, and as it is if it cannot be read: the claims refuse it."""
    if text is None or re.match(r"\d{4}-", text):
        return text
    try:
        return parsedate_to_datetime(text).isoformat()
    except ValueError:
        return text
