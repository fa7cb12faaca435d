"""The claim and its rules."""

from __future__ import annotations

import dataclasses
from datetime import date, datetime, timezone
from typing import Any

import numpy as np
import pandas
import pytest

from contradict import Claim, InvalidInput
from contradict.claim import MAX_CHARACTERS, normalise


@pytest.mark.parametrize(
    ("given", "stored"),
    [
        ("2023-09-19", date(2023, 9, 19)),
        ("20230919", date(2023, 9, 19)),
        ("2023-09-19T10:30:00", datetime(2023, 9, 19, 10, 30)),
        ("2023-09-19 10:30:00Z", datetime(2023, 9, 19, 10, 30, tzinfo=timezone.utc)),
        (date(2023, 9, 19), date(2023, 9, 19)),
        (datetime(2023, 9, 19, 10), datetime(2023, 9, 19, 10)),
        (pandas.Timestamp("2023-09-19 10:00"), datetime(2023, 9, 19, 10)),
        (pandas.NaT, None),
        ("", None),
        (None, None),
    ],
)
def test_date_takes_dates_and_iso_strings(given: Any, stored: date | None) -> None:
    """A date is stored as a date or a datetime, whatever it came as."""
    found = Claim("It rains.", date=given).date
    assert found == stored
    assert type(found) is type(stored)


@pytest.mark.parametrize("bad", ["yesterday", "19/09/2023", 20230919, 1.5, "2023-13-01"])
def test_bad_date_is_refused(bad: Any) -> None:
    """What is no ISO date is an error that shows it."""
    with pytest.raises(InvalidInput, match="date must be a date or an ISO 8601 string"):
        Claim("It rains.", date=bad)


@pytest.mark.parametrize("blank", ["", " \n\t", "\u200b", "\x00"])
def test_blank_text_is_refused(blank: str) -> None:
    """A claim says something."""
    with pytest.raises(InvalidInput, match="text must not be blank"):
        Claim(blank)


@pytest.mark.parametrize("value", [None, 3, b"bytes", ["a"], float("nan")])
def test_text_must_be_a_string(value: Any) -> None:
    """Anything but a string is refused by its type."""
    with pytest.raises(InvalidInput, match=f"text must be a string; got {type(value).__name__}"):
        Claim(value)


def test_huge_text_is_refused_with_its_length() -> None:
    """A text of a megabyte is a document; the message says so without repeating it."""
    with pytest.raises(InvalidInput, match="at most 20,000 characters; got 1,000,000") as error:
        Claim("x" * 1_000_000)
    assert len(str(error.value)) < 300
    assert Claim("x" * MAX_CHARACTERS)


def test_lone_surrogate_is_refused() -> None:
    """A text that cannot be encoded never reaches a model."""
    with pytest.raises(InvalidInput, match="lone surrogate at character 3"):
        Claim("bad\ud800")


def test_identifiers_become_strings() -> None:
    """Integers, also NumPy's, are common as ids; blank fields are none."""
    number: Any = np.int64(3)
    claim = Claim("It rains.", id=7, source=number, speaker=" ", url="")
    assert (claim.id, claim.source, claim.speaker, claim.url) == ("7", "3", None, None)


@pytest.mark.parametrize("value", [1.5, True, ["a"]])
def test_other_identifiers_are_refused(value: Any) -> None:
    """A field that is no text is named."""
    with pytest.raises(InvalidInput, match="speaker must be a string"):
        Claim("It rains.", speaker=value)


@pytest.mark.parametrize(
    "fields",
    [
        {"span": (5, 2)},
        {"span": (1,)},
        {"span": "1-2"},
        {"attribution": "Baku"},
        {"attribution": [1]},
        {"metadata": [1]},
        {"checkable": "yes"},
    ],
)
def test_other_fields_keep_their_shape(fields: dict[str, Any]) -> None:
    """Every field has a rule, and its error begins with its name."""
    with pytest.raises(InvalidInput, match=f"^{next(iter(fields))} must be"):
        Claim("It rains.", **fields)


def test_claim_does_not_change() -> None:
    """Claims are values: frozen, equal by their fields, usable in sets."""
    claim = Claim("It rains.", metadata={"page": 3})
    with pytest.raises(dataclasses.FrozenInstanceError):
        claim.text = "It snows."  # type: ignore[misc]  # refused
    assert claim == Claim("It rains.", metadata={"page": 3})
    assert len({claim, Claim("It rains.", metadata={"page": 3})}) == 1


def test_to_dict_shows_what_is_known() -> None:
    """The usual fields are always there; those of extraction only when filled."""
    bare = Claim("It rains.", date="2023-09-19").to_dict()
    assert bare == {
        "text": "It rains.",
        "id": None,
        "source": None,
        "speaker": None,
        "date": "2023-09-19",
        "url": None,
    }
    full = Claim("Why?", span=(0, 4), attribution=("A", "B"), checkable=False, original="why?")
    assert full.to_dict() | {"text": "Why?"} == bare | {
        "text": "Why?",
        "date": None,
        "span": [0, 4],
        "original": "why?",
        "attribution": ["A", "B"],
        "checkable": False,
    }


def test_names_are_spelt_in_one_way() -> None:
    """A stray blank does not make another speaker."""
    claim = Claim("It rains.", speaker=" Baku\u00a0 City ", source="Caf\u0065\u0301")
    assert (claim.speaker, claim.source) == ("Baku City", "Café")


def test_metadata_is_plain_in_a_row() -> None:
    """What JSON cannot hold is written as what it can; the claim itself keeps it."""
    metadata: Any = {"n": float("nan"), "s": "\ud83d", 3: (1, date(2024, 1, 2)), "x": {"y": {1}}}
    claim = Claim("It rains.", metadata=metadata)
    assert claim.metadata is metadata
    assert claim.to_dict()["metadata"] == {
        "n": None,
        "s": "?",
        "3": [1, "2024-01-02"],
        "x": {"y": "{1}"},
    }


def test_normalise_joins_spellings_of_one_text() -> None:
    """Composed and decomposed letters and any white space are the same."""
    assert normalise(" Caf\u0065\u0301\u00a0is\n open ") == normalise("Café is open")
    assert normalise("10 m²") != normalise("10 m2")
