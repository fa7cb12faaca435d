"""Articles on the command line: scanned as they are, each file a source."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.commands import run

DOCUMENTS = Path(__file__).parents[1] / "data" / "documents"


@pytest.fixture
def post(tmp_path: Path) -> Path:
    """What another outlet says about the bridge of the documents."""
    file = tmp_path / "post.txt"
    file.write_text(
        "Callow Bridge in good order\n\n"
        "Was anybody told? The Castle said, when it was asked on Tuesday, that "
        "the Callow Bridge was not inspected in 2023. Thank you all for reading.\n"
    )
    return file


def test_outlets_are_compared(post: Path) -> None:
    """A page and a text as they are, one outlet against the other, with sentences and counts."""
    page = DOCUMENTS / "saved.html"
    done = run("scan", page, post, "--across", "source")
    assert (done.returncode, done.stderr) == (0, "")
    found = done.stdout.split("\n\n")[0]
    assert f"Ministry of Transport · {page}" in found
    assert str(post) in found
    words = " ".join(found.split())
    assert "in: According to the Ministry of Transport, the bridge was inspected in 2023." in words
    assert "in: The Castle said, when it was asked on Tuesday, that the Callow Bridge" in words
    assert "2 claims left out that cannot be checked" in done.stdout


def test_names_of_ones_own_in_scan_and_extract(post: Path, tmp_path: Path) -> None:
    """A table of names joins an outlet's words for a speaker; one that is none is refused."""
    names = tmp_path / "names.json"
    names.write_text(json.dumps({"the castle": "Prague"}))
    options = ("--speakers", names, "--format", "jsonl")
    said = [json.loads(line) for line in run("extract", post, *options).stdout.splitlines()]
    assert {row["speaker"] for row in said if row.get("checkable", True)} == {"Prague"}
    found = run("scan", DOCUMENTS / "bridge.docx", post, "--across", "speaker", *options)
    pairs = [json.loads(line) for line in found.stdout.splitlines()]
    sides = [{pair["left"]["speaker"], pair["right"]["speaker"]} for pair in pairs]
    assert {"Prague", "Ministry of Transport"} in sides
    names.write_text("[]")
    done = run("scan", post, *options)
    assert (done.returncode, "must be an object of names" in done.stderr) == (2, True)


def test_the_page_shows_sentence_and_count(post: Path, tmp_path: Path) -> None:
    """The page of findings has the sentence around a claim and what was left out."""
    page = tmp_path / "found.html"
    run("scan", DOCUMENTS / "bridge.rss", post, "--output", page)
    text = page.read_text()
    assert "in: According to the Ministry of Transport" in text
    assert "2 claims left out that cannot be checked" in text
