"""Feeds and subtitles: RSS, Atom, SRT and WebVTT."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from html import unescape
from typing import Any, BinaryIO
from xml.etree.ElementTree import tostring

from contradict.errors import InvalidInput, MissingExtra
from contradict.readers.documents import EXTRA, plain

_TIMING = re.compile(
    r"(?P<start>(?:\d+:)?\d{1,2}:\d{2}[.,]\d{3})\s*-->\s*(?:\d+:)?\d{1,2}:\d{2}[.,]\d{3}[^\n]*"
)
_VOICE = re.compile(r"<v(?:\.[^ >]*)? (?P<name>[^>]+)>")
_TAG = re.compile(r"<[^>]*>")
_CHANGE = re.compile(r"- |>{2,3}\s*")
"""What marks in subtitles that another one speaks."""
_WITHIN = re.compile(r"\n\s*>{2,3}\s*")
_SYNDICATED = re.compile(
    r"(?:^|\s+)The post [^\n]{1,300} (?:appeared first|first appeared) on [^\n]{1,100}$"
)
"""What WordPress adds to an entry."""
_LABELLED = re.compile(r"[A-Z][\w.'’ -]{1,40}: ")


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of a feed: its text, and what it says of itself."""

    text: str
    known: dict[str, Any]
    metadata: dict[str, Any]


def feed_items(stream: BinaryIO, name: str) -> Iterator[Item]:
    """Yield the entries of an RSS or Atom file; entities are refused."""
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


def cues(text: str, name: str) -> tuple[str, list[tuple[int, str]]]:
    """Return the text of subtitles, and the place at which each time begins.

    A speaker's lines are joined; a new speaker begins a paragraph with a label.

    >>> cues("1\\n00:00:01,000 --> 00:00:02,000\\nMAYOR: It is\\n\\n"
    ...      "2\\n00:00:02,000 --> 00:00:03,000\\nopen.\\n", "a.srt")
    ('MAYOR: It is\\nopen.', [(0, '00:00:01.000'), (13, '00:00:02.000')])
    """
    timings = list(_TIMING.finditer(text))
    if not timings:
        raise InvalidInput(f"{name}: has no cues with times")
    ends = [*(timing.start() for timing in timings[1:]), len(text)]
    joined, voice, places = "", "", []
    for timing, end in zip(timings, ends, strict=True):
        cue = re.sub(r"\n\s*\n.*", "", text[timing.end() : end].strip("\r\n") + "\n\n", flags=re.S)
        named = _VOICE.search(cue)
        said = unescape(_TAG.sub("", cue)).strip()
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


def _clock(time: str) -> str:
    """Return a time as hours, minutes and seconds; WebVTT may leave out the hours.

    >>> _clock("01:02,500")
    '00:01:02.500'
    """
    return ":".join([*["00"] * (2 - time.count(":")), *time.replace(",", ".").split(":")])


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
