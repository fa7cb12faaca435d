"""Values in memory become claims."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas
import pyarrow
import pytest

from contradict import Claim, InvalidInput
from contradict.readers.rows import claims_from


def test_every_kind_of_claim_is_taken() -> None:
    """Strings, mappings and claims may stand in one list; ids are given or positions."""
    claims = claims_from(
        ["It rains.", {"claim": "It snows.", "id": 9, "page": 3}, Claim("It hails.", id="h")]
    )
    assert [c.text for c in claims] == ["It rains.", "It snows.", "It hails."]
    assert [c.id for c in claims] == ["0", "9", "h"]
    assert claims[1].metadata == {"page": 3}


@pytest.mark.parametrize("column", ["text", "claim", "statement", "Text", " CLAIM "])
def test_text_column_is_found(column: str) -> None:
    """The usual names are found in any case."""
    assert claims_from([{column: "It rains."}])[0].text == "It rains."


def test_text_comes_before_claim() -> None:
    """With several of the usual names the first counts and the others are metadata."""
    claim = claims_from([{"claim": "about rain", "text": "It rains."}])[0]
    assert (claim.text, claim.metadata) == ("It rains.", {"claim": "about rain"})


def table() -> dict[str, list[Any]]:
    return {
        "statement": ["It rains.", "It snows."],
        "speaker": ["A", None],
        "date": [pandas.Timestamp("2023-09-19"), None],
        "page": [1.0, float("nan")],
    }


def test_pandas_tables_are_taken() -> None:
    """A missing cell is none, whatever pandas calls it."""
    claims = claims_from(pandas.DataFrame(table()))
    assert [c.text for c in claims] == ["It rains.", "It snows."]
    assert [c.speaker for c in claims] == ["A", None]
    assert claims[0].date is not None
    assert claims[1].date is None
    assert claims[1].metadata == {"page": None}
    assert [c.text for c in claims_from(pandas.Series(["a", "b"]))] == ["a", "b"]


def test_pyarrow_tables_are_taken() -> None:
    """A pyarrow table has the same rows."""
    claims = claims_from(pyarrow.table(table()))
    assert [c.speaker for c in claims] == ["A", None]


@pytest.mark.parametrize("single", ["It rains.", b"x", {"text": "It rains."}, Claim("It rains.")])
def test_a_single_value_is_refused(single: Any) -> None:
    """A string is a sequence too; taking its letters for claims would be absurd."""
    with pytest.raises(InvalidInput, match="claims must be a list of claims; got a single"):
        claims_from(single)


@pytest.mark.parametrize("value", [3, None, 2.5, np.array("It rains.")])
def test_what_is_no_list_is_refused(value: Any) -> None:
    """A number names itself."""
    with pytest.raises(InvalidInput, match="claims must be a list of claims; got"):
        claims_from(value)


def test_a_path_is_sent_to_read_claims() -> None:
    """Files are read by read_claims, and the message says so."""
    with pytest.raises(InvalidInput, match="read_claims"):
        claims_from(Path("claims.jsonl"))


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        (" ", "claim 1: text must not be blank"),
        (7, "claim 1: a claim must be a string, a mapping or a Claim; got int 7"),
        ({"body": "It rains."}, "claim 1: no column for the text .* among 'body'"),
        ({"text": None}, "claim 1: text must be a string; got NoneType"),
        ({"text": "It rains.", "date": "soon"}, "claim 1: date must be"),
    ],
)
def test_errors_name_the_claim(bad: Any, message: str) -> None:
    """The position of a bad claim stands in its error."""
    with pytest.raises(InvalidInput, match=message):
        claims_from(["It is cold.", bad])


def test_duplicate_ids_are_refused() -> None:
    """An id is one claim's; a position may not collide with a given id either."""
    with pytest.raises(InvalidInput, match="claim 1: id 'a' was already used by claim 0"):
        claims_from([{"text": "x", "id": "a"}, {"text": "y", "id": "a"}])
    with pytest.raises(InvalidInput, match="claims 0 and 1 both have '1'"):
        claims_from([{"text": "x", "id": "1"}, "y"])


def test_foreign_columns_of_the_same_name_stay_metadata() -> None:
    """A user's own ``span`` or ``original`` column is no reason to fail."""
    claim = claims_from([{"text": "It rains.", "span": "short", "original": 3.5}])[0]
    assert claim.metadata == {"span": "short", "original": 3.5}
    assert claims_from([{"text": "It rains.", "span": [0, 9]}])[0].span == (0, 9)
