"""The record that everything else is about."""

from __future__ import annotations

import math
import sys
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date as Date
from datetime import datetime
from numbers import Integral
from typing import Any

from contradict.errors import InvalidInput

if sys.version_info >= (3, 11):  # from here on the standard library reads all of ISO 8601
    _READ_DATE, _READ_DATETIME = Date.fromisoformat, datetime.fromisoformat
else:
    from backports.datetime_fromisoformat import date_fromisoformat as _READ_DATE
    from backports.datetime_fromisoformat import datetime_fromisoformat as _READ_DATETIME

MAX_CHARACTERS = 20_000
"""Longest text of a claim. What is longer is a document, not a statement."""


@dataclass(frozen=True, slots=True, init=False)
class Claim:
    """One statement, and who made it.

    ``text`` is the statement. ``id`` is a string (an integer becomes one);
    `find_pairs` gives a claim without one its position. ``source`` is the
    publication or document, ``speaker`` who asserts it (both with white space
    normalised), ``date`` when it was
    asserted: a date, a datetime or an ISO 8601 string of either. ``metadata``
    is the user's own and is carried along.

    The extraction of claims from prose fills the rest: ``span`` (start and end
    of the claim in its document, in characters), ``original`` (the words as
    they stood, where the text was made to stand alone), ``attribution`` (the
    chain of those who report it, outermost first) and ``checkable`` (False for
    questions, greetings and opinion).

    Raises `InvalidInput` if a field breaks its rule.
    """

    text: str
    id: str | None = None
    source: str | None = None
    speaker: str | None = None
    date: Date | None = None
    url: str | None = None
    metadata: Mapping[str, Any] = field(default_factory=dict, hash=False)
    span: tuple[int, int] | None = None
    original: str | None = None
    attribution: tuple[str, ...] = ()
    checkable: bool = True

    def __init__(
        self,
        text: str,
        id: str | int | None = None,
        source: str | None = None,
        speaker: str | None = None,
        date: Date | str | None = None,
        url: str | None = None,
        metadata: Mapping[str, Any] | None = None,
        span: Sequence[int] | None = None,
        original: str | None = None,
        attribution: Sequence[str] = (),
        checkable: bool = True,
    ) -> None:
        if metadata is not None and not isinstance(metadata, Mapping):
            raise InvalidInput(f"metadata must be a mapping; got {metadata!r}")
        if not isinstance(checkable, bool):
            raise InvalidInput(f"checkable must be true or false; got {checkable!r}")
        checked = {
            "text": _text(text),
            "id": _optional_text("id", id),
            "source": _name("source", source),
            "speaker": _name("speaker", speaker),
            "date": _date(date),
            "url": _optional_text("url", url),
            "metadata": metadata or {},
            "span": _span(span),
            "original": _optional_text("original", original),
            "attribution": _attribution(attribution),
            "checkable": checkable,
        }
        for name, value in checked.items():
            object.__setattr__(self, name, value)

    def to_dict(self) -> dict[str, Any]:
        """Return the claim as plain values, with the date in ISO 8601.

        The fields that extraction fills are present only where they say something.
        """
        row: dict[str, Any] = {
            "text": self.text,
            "id": self.id,
            "source": self.source,
            "speaker": self.speaker,
            "date": None if self.date is None else self.date.isoformat(),
            "url": self.url,
        }
        if self.span is not None:
            row["span"] = list(self.span)
        if self.original is not None:
            row["original"] = self.original
        if self.attribution:
            row["attribution"] = list(self.attribution)
        if not self.checkable:
            row["checkable"] = False
        if self.metadata:
            row["metadata"] = _plain(self.metadata)
        return row


def normalise(text: str) -> str:
    """Return ``text`` in Unicode form NFC with every run of white space as one blank.

    Two claims whose normalised texts are equal say the same in the same words.
    """
    return " ".join(unicodedata.normalize("NFC", text).split())


def when(claim: Claim) -> tuple[bool, str, str, str, str, str]:
    """Return what claims are put in order of time by: undated ones last, equal ones by voice."""
    date = claim.date
    return (
        date is None,
        "" if date is None else date.isoformat(),
        claim.speaker or "",
        claim.source or "",
        claim.text,
        claim.id or "",
    )


def excerpt(text: object, length: int = 40) -> str:
    """Return a short quotation of any value, for messages."""
    shown = repr(text[: length + 1] if isinstance(text, (str, bytes)) else text)
    return shown if len(shown) <= length + 2 else f"{shown[:length]}…"


def _plain(value: Any) -> Any:
    """Return a user's value as one that every format can hold."""
    if isinstance(value, Mapping):
        return {_plain(str(key)): _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, str):
        return value.encode(errors="replace").decode()
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if value is None or isinstance(value, int):
        return value
    return _plain(value.isoformat() if isinstance(value, Date) else str(value))


def _text(text: object) -> str:
    if not isinstance(text, str):
        raise InvalidInput(f"text must be a string; got {type(text).__name__} {excerpt(text)}")
    if len(text) > MAX_CHARACTERS:
        raise InvalidInput(
            f"text must have at most {MAX_CHARACTERS:,} characters; got {len(text):,}, starting "
            f"{excerpt(text)}: split it into statements"
        )
    if not any(c.isprintable() and not c.isspace() for c in text):
        raise InvalidInput(f"text must not be blank; got {excerpt(text)}")
    _check_encodable("text", text)
    return text


def _check_encodable(name: str, text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise InvalidInput(
            f"{name} must be valid Unicode; it has a lone surrogate at character {error.start}"
        ) from None


def _optional_text(name: str, value: object) -> str | None:
    if value is None:
        return None
    if isinstance(value, Integral) and not isinstance(value, bool):
        return str(int(value))
    if not isinstance(value, str):
        raise InvalidInput(f"{name} must be a string; got {type(value).__name__} {excerpt(value)}")
    _check_encodable(name, value)
    return value if value.strip() else None


def _name(field: str, value: object) -> str | None:
    """Return who or what a claim comes from, spelt in one way."""
    name = _optional_text(field, value)
    return None if name is None else normalise(name)


def _date(value: object) -> Date | None:
    if isinstance(value, str) and value.strip():
        text = value.strip()
        for parse in (_READ_DATE, _READ_DATETIME):
            try:
                return parse(text)
            except ValueError:
                continue
    elif value is None or isinstance(value, str):
        return None
    elif isinstance(value, Date) and value == value:  # pandas' NaT is a date unequal to itself
        as_datetime = getattr(value, "to_pydatetime", None)
        return as_datetime(warn=False) if as_datetime else value
    elif isinstance(value, Date):
        return None
    raise InvalidInput(
        f"date must be a date or an ISO 8601 string like 2023-09-19; got {excerpt(value)}"
    )


def _span(value: object) -> tuple[int, int] | None:
    if value is None:
        return None
    if isinstance(value, (list, tuple)) and len(value) == 2:
        start, end = value
        if type(start) is int and type(end) is int and 0 <= start <= end:
            return start, end
    raise InvalidInput(f"span must be a start and an end, in characters; got {excerpt(value)}")


def _attribution(value: object) -> tuple[str, ...]:
    if isinstance(value, (list, tuple)) and all(isinstance(name, str) for name in value):
        return tuple(value)
    raise InvalidInput(f"attribution must be a sequence of strings; got {excerpt(value)}")
