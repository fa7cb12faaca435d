"""What a user holds."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pandas
import pyarrow.parquet
import pytest

from contradict import (
    Claim,
    Coverage,
    InvalidInput,
    MissingExtra,
    OutputError,
    Pairs,
    find_pairs,
)
from contradict.pair import ContradictionPair, Probabilities
from contradict.pairs import COLUMNS
from contradict.report.table import render
from tests.stand_ins import NotScorer, WordEmbedder


def pair(probability: float = 0.9, **fields: Any) -> ContradictionPair:
    half = Probabilities(0.25, 0.25, 0.5)
    return ContradictionPair(
        left=Claim("It <rains>.", id="a", speaker="Ann", metadata={"page": 3}, **fields),
        right=Claim("It does not rain.", id="b", source="The Times", date="2023-09-19"),
        probability=probability,
        similarity=0.8,
        forward=half,
        backward=half,
        left_ids=("a", "c"),
        right_ids=("b",),
    )


PAIRS = Pairs(
    (pair(0.9), pair(0.6), pair(0.2)), Coverage(claims=3, texts=3, candidates=3, passes=6)
)


def test_pairs_are_a_sequence() -> None:
    """Length, order, slices, membership; slices keep the coverage."""
    assert [p.probability for p in PAIRS] == [0.9, 0.6, 0.2]
    assert PAIRS[-1].probability == 0.2
    assert isinstance(PAIRS[:2], Pairs)
    assert (len(PAIRS[:2]), PAIRS[:2].coverage) == (2, PAIRS.coverage)
    assert PAIRS[0] in PAIRS
    assert not Pairs()


def test_above_narrows() -> None:
    """A pair at the threshold stays; the original does not change."""
    assert len(PAIRS.above(0.6)) == 2
    assert len(PAIRS) == 3
    with pytest.raises(InvalidInput, match=r"threshold must be in \[0, 1\]; got 2"):
        PAIRS.above(2)


def test_rows_hold_both_sides() -> None:
    """A row for JSON has both claims as objects, and both directions."""
    row = PAIRS.to_dicts()[0]
    assert row["left"] == {
        "text": "It <rains>.",
        "id": "a",
        "source": None,
        "speaker": "Ann",
        "date": None,
        "url": None,
        "metadata": {"page": 3},
    }
    assert row["right"]["date"] == "2023-09-19"
    assert row["forward"] == {"entailment": 0.25, "neutral": 0.25, "contradiction": 0.5}
    assert (row["left_ids"], row["relation"], row["windowed"]) == (
        ["a", "c"],
        "contradiction",
        False,
    )
    assert row["sentence"] == (
        "Ann: “It <rains>”; The Times (19 Sep 2023): “It does not rain”. Other."
    )
    assert json.loads(json.dumps(row)) == row


def test_every_format_says_the_same(tmp_path: Path) -> None:
    """What is written reads back as what to_dicts and to_pandas return."""
    for suffix in ("jsonl", "csv", "parquet"):
        PAIRS.write(tmp_path / f"pairs.{suffix}")
    lines = (tmp_path / "pairs.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line) for line in lines] == PAIRS.to_dicts()
    frame = PAIRS.to_pandas()
    table = pyarrow.parquet.read_table(tmp_path / "pairs.parquet").to_pylist()
    with open(tmp_path / "pairs.csv", encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert list(frame.columns) == list(table[0]) == list(rows[0]) == [*COLUMNS, "left_metadata"]
    for parquet_row, csv_row, (_, frame_row) in zip(table, rows, frame.iterrows(), strict=True):
        for name, value in parquet_row.items():
            assert csv_row[name] == ("" if value is None else str(value))
            assert frame_row[name] == value or (value is None and pandas.isna(frame_row[name]))
    assert json.loads(rows[0]["left_metadata"]) == {"page": 3}
    assert json.loads(rows[0]["left_ids"]) == ["a", "c"]


def test_no_pairs_still_have_columns(tmp_path: Path) -> None:
    """An empty result writes an empty table, not an empty file of unknown shape."""
    for suffix in ("jsonl", "csv", "parquet"):
        Pairs().write(tmp_path / f"pairs.{suffix}")
    assert (tmp_path / "pairs.jsonl").read_bytes() == b""
    assert (tmp_path / "pairs.csv").read_text().strip() == ",".join(COLUMNS)
    empty = pyarrow.parquet.read_schema(tmp_path / "pairs.parquet")
    PAIRS[:1].write(tmp_path / "pair.parquet")
    filled = pyarrow.parquet.read_schema(tmp_path / "pair.parquet")
    assert empty.names == list(COLUMNS)
    assert all(filled.field(name) == empty.field(name) for name in COLUMNS)
    assert list(Pairs().to_pandas().columns) == list(COLUMNS)


def test_writing_keeps_permissions(tmp_path: Path) -> None:
    """A private file stays private when it is written again."""
    file = tmp_path / "pairs.jsonl"
    file.touch(mode=0o600)
    PAIRS.write(file)
    assert file.stat().st_mode & 0o777 == 0o600
    assert [p.name for p in tmp_path.iterdir()] == ["pairs.jsonl"]


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="a read-only place of Linux")
def test_a_read_only_place_is_told() -> None:
    """What cannot be written says so, with the reason."""
    with pytest.raises(OutputError, match="cannot write /proc/pairs.csv: .*nothing was written"):
        PAIRS.write("/proc/pairs.csv")


def test_unknown_suffix_is_refused(tmp_path: Path) -> None:
    """The suffix tells the format; another is an error that lists them."""
    with pytest.raises(
        InvalidInput, match=r"suffix must be one of \.jsonl, \.json, \.csv, \.parquet"
    ):
        PAIRS.write(tmp_path / "pairs.xlsx")


def test_repr_shows_the_first_pairs() -> None:
    """The text form says how many there are and shows both sides of the first ten."""
    shown = repr(Pairs(PAIRS.pairs * 5, PAIRS.coverage))
    assert shown.startswith("Pairs(15 found, Coverage(claims=3")
    assert "0.90  'It <rains>.'  |  'It does not rain.'" in shown
    assert "… and 5 more" in shown


def test_notebook_table_is_escaped() -> None:
    """Texts are shown, not run."""
    page = Pairs((pair(source="<b>"),))._repr_html_()
    assert "It &lt;rains&gt;." in page
    assert "&lt;b&gt;" in page
    assert "Ann: “It &lt;rains&gt;”; The Times (19 Sep 2023)" in page
    assert "<rains>" not in page
    assert page.count("<tr>") == 2


def test_notebook_table_is_bounded() -> None:
    """A hundred thousand pairs do not end up in a notebook."""
    page = Pairs(PAIRS.pairs * 50)._repr_html_()
    assert page.count("<tr>") == 1 + 100 + 1
    assert "… and 50 more" in page


def test_terminal_table_shows_both_sides() -> None:
    """Who, where, when, all ids, both texts, and what was looked at."""
    assert render(PAIRS[:1]).splitlines() == [
        "1. contradiction, probability 0.90 (there 0.50, back 0.50, similarity 0.80)",
        "    Ann · [a, c]",
        "        It <rains>.",
        "    The Times · 2023-09-19 · [b]",
        "        It does not rain.",
        "",
        "1 contradiction among 3 claims: 3 candidate pairs, 3 judged in 6 passes.",
    ]


def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without pandas or pyarrow the error says what to install."""
    monkeypatch.setitem(__import__("sys").modules, "pandas", None)
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(MissingExtra, match=r'pip install "contradict-claims\[pandas\]"'):
        PAIRS.to_pandas()
    with pytest.raises(MissingExtra, match=r'pip install "contradict-claims\[parquet\]"'):
        PAIRS.write(tmp_path / "pairs.parquet")
    assert list(tmp_path.iterdir()) == []


def test_what_asserts_nothing_is_counted() -> None:
    """A question is not judged, and the coverage says that it was left out."""
    claims = [Claim("it is"), Claim("is it not", checkable=False), Claim("it is not")]
    pairs = find_pairs(claims, threshold=0, embedder=WordEmbedder(), scorer=NotScorer())
    assert len(pairs) == 1
    assert (pairs.coverage.claims, pairs.coverage.unchecked) == (2, 1)
