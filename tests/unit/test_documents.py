"""Documents of real programs become claims, and broken ones are told."""

from __future__ import annotations

import json
import tracemalloc
from pathlib import Path

import pytest

from contradict import Claim, InvalidInput, read_claims, write_claims
from contradict.extraction.extract import claims_of
from contradict.readers.files import iter_claims

DOCUMENTS = Path(__file__).parent.parent / "data" / "documents"
SAID = [
    (None, "The city closed the Callow Bridge on Monday"),
    ("Ilse Brandt", "the Callow Bridge was safe"),
    ("Ilse Brandt", "the closure would last two days"),
    ("Tomas Reed", "We found a crack in the third pillar"),
    ("Tomas Reed", "The Callow Bridge was not safe"),
    ("Tomas Reed", "nobody had looked at it since 2016"),
    ("Ministry of Transport", "the Callow Bridge was inspected in 2023"),
    (
        "Ministry of Transport",
        "It is not true that the Ministry of Transport had ignored a warning",
    ),
    ("Ilse Brandt", "The traffic will be sent through Osk"),
]
RSS = """<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Callow Times</title><item><title>Bridge</title><link>https://example.org/1</link>
<pubDate>Mon, 04 Mar 2024 10:00:00 GMT</pubDate>
<description>&lt;p&gt;The mayor said the bridge was safe.&lt;/p&gt;</description></item>
</channel></rss>
"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Callow Times</title><entry>
<title>Bridge</title><link href="https://example.org/1"/><updated>2024-03-04T10:00:00+00:00</updated>
<summary>The mayor said the bridge was safe.</summary></entry></feed>
"""
VTT = """WEBVTT

00:00:01.000 --> 00:00:03.000
<v Ilse Brandt>The bridge is

00:00:03.000 --> 00:00:04.000
open today.

00:01:00.000 --> 00:01:02.000
<v Tomas Reed>It is closed to lorries.
"""
SRT = """1
00:00:01,000 --> 00:00:03,000
BRANDT: The bridge is open today.

2
00:01:00,000 --> 00:01:02,000
REED: It is closed to lorries.
"""


@pytest.mark.parametrize(
    "name",
    ["bridge.md", "bridge.html", "saved.html", "bridge.docx", "bridge.pdf", "printed.pdf"],
)
def test_an_article_says_the_same_in_every_format(name: str) -> None:
    """Pandoc, LibreOffice and Chromium wrote it; the claims and speakers are the same."""
    claims = read_claims(DOCUMENTS / name)
    assert [(claim.speaker, claim.text) for claim in claims] == SAID


def test_a_sheet_is_a_claim_a_row() -> None:
    """A spreadsheet by LibreOffice."""
    claims = read_claims(DOCUMENTS / "claims.xlsx")
    assert [(c.text, c.speaker, str(c.date)[:10]) for c in claims] == [
        ("The bridge is open.", "Ilse Brandt", "2024-03-02"),
        ("The bridge is closed.", "Tomas Reed", "2024-03-03"),
    ]


@pytest.mark.parametrize(("name", "content"), [("f.rss", RSS), ("f.atom", ATOM)])
def test_feeds_give_source_link_and_date(tmp_path: Path, name: str, content: str) -> None:
    """An entry is a small article."""
    (tmp_path / name).write_text(content)
    [claim] = read_claims(tmp_path / name)
    assert (claim.text, claim.speaker, claim.source) == (
        "the bridge was safe",
        "mayor",
        "Callow Times",
    )
    assert (claim.url, str(claim.date)[:10]) == ("https://example.org/1", "2024-03-04")
    assert claim.metadata["title"] == "Bridge"


@pytest.mark.parametrize(("name", "content"), [("t.vtt", VTT), ("t.srt", SRT)])
def test_transcripts_keep_speakers_and_times(tmp_path: Path, name: str, content: str) -> None:
    """A cue's voice or label is the speaker; a sentence over two cues is one."""
    (tmp_path / name).write_text(content)
    first, second = read_claims(tmp_path / name)
    assert first.text.split() == ["The", "bridge", "is", "open", "today"]
    assert (first.speaker or "").endswith("Brandt") or first.speaker == "BRANDT"
    assert (second.text, second.metadata["time"][-9:]) == ("It is closed to lorries", "01:00.000")


def test_claim_reviews_come_back(tmp_path: Path) -> None:
    """What is written as ClaimReview is read again, with the rating."""
    known = {"rating": "False", "rating_value": 1, "reviewed_by": "Fact Desk"}
    claim = Claim(
        "The bridge is open.",
        speaker="Ilse Brandt",
        date="2024-03-02",
        source="Callow Times",
        url="https://example.org/1",
        metadata=known,
    )
    write_claims([claim], tmp_path / "c.jsonld")
    assert json.loads((tmp_path / "c.jsonld").read_text())[0]["@type"] == "ClaimReview"
    assert read_claims(tmp_path / "c.jsonld") == [claim]


def test_claim_reviews_in_a_graph(tmp_path: Path) -> None:
    """Sites wrap them in lists, graphs and feeds."""
    review = {"@type": ["ClaimReview"], "claimReviewed": "It rains.", "itemReviewed": {}}
    (tmp_path / "c.jsonld").write_text(json.dumps({"@graph": [{"@type": "WebPage"}, review]}))
    assert [claim.text for claim in read_claims(tmp_path / "c.jsonld")] == ["It rains."]


def test_folders_and_patterns(tmp_path: Path) -> None:
    """A folder stands for its files, and each file is a source."""
    for name in ("a.txt", "b.md", "c.unknown", ".hidden.txt"):
        (tmp_path / name).write_text("The bridge is open today.\n")
    folder = read_claims(tmp_path)
    assert [Path(claim.source or "").name for claim in folder] == ["a.txt", "b.md"]
    assert len(read_claims(str(tmp_path / "*.txt"))) == 1
    with pytest.raises(InvalidInput, match="no file has such a name"):
        read_claims(str(tmp_path / "*.rtf"))


def test_a_truncated_pdf_is_refused(tmp_path: Path) -> None:
    """Half a PDF is not read as if it were whole."""
    file = tmp_path / "half.pdf"
    data = (DOCUMENTS / "bridge.pdf").read_bytes()
    file.write_bytes(data[: len(data) // 2])
    with pytest.raises(InvalidInput, match="half.pdf: is not a whole PDF"):
        read_claims(file)


def test_an_extractor_replaces_the_rules(tmp_path: Path) -> None:
    """Any function from a text to claims."""
    (tmp_path / "a.txt").write_text("The bridge is open.")
    claims = read_claims(tmp_path / "a.txt", extractor=lambda text: [Claim(text.upper())])
    assert [claim.text for claim in claims] == ["THE BRIDGE IS OPEN."]


def test_memory_is_flat() -> None:
    """Four times the text takes no more memory when claims are taken one at a time."""
    paragraph = ["The mayor said that the bridge was open.\n", "\n"]

    def peak(count: int) -> int:
        tracemalloc.start()
        try:
            assert sum(1 for _ in claims_of(line for _ in range(count) for line in paragraph))
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(50)
    assert peak(1200) < peak(300) + 200_000


def test_text_is_streamed(tmp_path: Path) -> None:
    """The first claim comes before the end of the file, which is broken, is read."""
    (tmp_path / "a.txt").write_bytes(b"The bridge is open.\n\n" * 2000 + b"caf\xe9")
    claims = iter_claims(tmp_path / "a.txt")
    assert next(claims).text == "The bridge is open"
    with pytest.raises(InvalidInput, match="line 4001: is not UTF-8"):
        list(claims)
