"""Claims written in any format are read back as they were."""

from __future__ import annotations

import tempfile
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contradict import Claim, read_claims, write_claims

characters = st.characters(exclude_categories=["Cs"], exclude_characters="\x00")
words = st.text(characters, min_size=1, max_size=30)
filled = words.filter(lambda s: any(c.isprintable() and not c.isspace() for c in s))
dates = st.none() | st.dates(date(1, 1, 1)) | st.datetimes(datetime(1, 1, 1))
values = st.none() | st.booleans() | st.integers(-(2**50), 2**50) | words
keys = st.text(st.characters(categories=["Ll"]), min_size=1, max_size=6).map(lambda k: f"x_{k}")


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    start = draw(st.integers(0, 1000))
    return Claim(
        draw(filled),
        id=draw(st.none() | filled),
        source=draw(st.none() | filled),
        speaker=draw(st.none() | filled),
        date=draw(dates),
        url=draw(st.none() | filled),
        metadata=draw(st.dictionaries(keys, values | st.lists(values, max_size=2), max_size=3)),
        span=draw(st.none() | st.just((start, start + 5))),
        original=draw(st.none() | filled),
        attribution=tuple(draw(st.lists(filled, max_size=2))),
        checkable=draw(st.booleans()),
    )


@pytest.mark.parametrize("suffix", ["jsonl", "json", "csv", "parquet"])
@settings(max_examples=40)
@given(found=st.lists(claims(), max_size=4, unique_by=lambda claim: claim.id or object()))
def test_claims_survive_a_file(suffix: str, found: list[Claim]) -> None:
    """Every field of every claim, in every format."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"claims.{suffix}"
        write_claims(found, path)
        assert read_claims(path) == found
