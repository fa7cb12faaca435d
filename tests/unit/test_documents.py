"""Documents of real programs become claims, and broken ones are told."""

from __future__ import annotations

import json
import subprocess
import sys
import tracemalloc
from pathlib import Path
from typing import NoReturn

import docx
import openpyxl
import pytest

from contradict import Claim, InvalidInput, find_pairs, read_claims, write_claims
from contradict.extraction.blocks import paragraphs
from contradict.extraction.extract import claims_of
from contradict.readers.files import iter_claims
from contradict.readers.prose import Document, prose_rows
from contradict.readers.rows import refuse
from tests.stand_ins import NotScorer, WordEmbedder

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
VTT = """WEBVTT

00:00:01.000 --> 00:00:03.000
<v Ilse Brandt>The bridge is

00:00:03.000 --> 00:00:04.000
open today.

00:01:00.000 --> 00:01:02.000
<v Tomas Reed>It is closed to lorries.
"""


@pytest.mark.parametrize(
    "name",
    "bridge.txt office.txt bridge.md bridge.html saved.html office.html page.html bridge.docx "
    "office.docx bridge.pdf printed.pdf bridge.rss bridge.atom".split(),
)
def test_an_article_says_the_same_in_every_format(name: str) -> None:
    """Whichever program wrote it, the claims and speakers are the same."""
    claims = read_claims(DOCUMENTS / name)
    assert [(claim.speaker, claim.text) for claim in claims] == SAID


def test_a_sheet_is_a_claim_a_row() -> None:
    """A spreadsheet by LibreOffice."""
    claims = read_claims(DOCUMENTS / "claims.xlsx")
    assert [(c.text, c.speaker, str(c.date)[:10]) for c in claims] == [
        ("The bridge is open.", "Ilse Brandt", "2024-03-02"),
        ("The bridge is closed.", "Tomas Reed", "2024-03-03"),
    ]


def test_every_visible_sheet_is_read(tmp_path: Path) -> None:
    """Each sheet has a header of its own; an empty one and a hidden one are passed over."""
    claims = read_claims(DOCUMENTS / "sheets.xlsx")
    assert [(c.text, c.speaker, c.metadata["sheet"]) for c in claims] == [
        ("The bridge is open.", "Ilse Brandt", "March"),
        ("The bridge is closed.", "Tomas Reed", "April"),
    ]
    book = openpyxl.load_workbook(DOCUMENTS / "sheets.xlsx")
    book["March"].sheet_state = "hidden"
    book["April"].append(["Ada Lorne", " "])
    book.save(tmp_path / "s.xlsx")
    errors: list[InvalidInput] = []
    [claim] = read_claims(tmp_path / "s.xlsx", on_bad=errors.append)
    assert claim.speaker == "Tomas Reed"
    assert "s.xlsx, sheet 'April', row 3: text must not be blank" in str(errors[0])


@pytest.mark.parametrize("name", ["bridge.rss", "bridge.atom"])
def test_feeds_give_source_link_and_date(name: str) -> None:
    """An entry is a small article, as Pelican wrote it."""
    claim = read_claims(DOCUMENTS / name)[0]
    assert (claim.source, str(claim.date)[:10]) == ("Callow Times", "2024-03-04")
    assert claim.url == ("https://example.org/bridge-at-callow-closed-after-a-crack-is-found.html")
    assert claim.metadata["author"] == "Ada Lorne"
    assert str(claim.metadata["title"]).startswith("Bridge at Callow")


@pytest.mark.parametrize("name", ["talk.srt", "talk.vtt"])
def test_transcripts_keep_speakers_and_times(name: str) -> None:
    """A label is the speaker until the next; the time is that of the cue."""
    claims = read_claims(DOCUMENTS / name)
    assert [(c.speaker, c.text, c.metadata["time"]) for c in claims] == [
        ("Brandt", "The bridge is open today", "00:00:01.000"),
        ("Brandt", "The bridge was inspected on Monday", "00:00:03.000"),
        ("Reed", "It is closed to lorries", "00:01:00.000"),
    ]


def test_the_voice_of_a_cue_is_the_speaker(tmp_path: Path) -> None:
    """WebVTT's own mark of who speaks; a sentence over two cues is one."""
    (tmp_path / "v.vtt").write_text(VTT)
    assert [(c.speaker, c.text, c.metadata["time"]) for c in read_claims(tmp_path / "v.vtt")] == [
        ("Ilse Brandt", "The bridge is open today", "00:00:01.000"),
        ("Tomas Reed", "It is closed to lorries", "00:01:00.000"),
    ]


def test_subtitles_are_text(tmp_path: Path) -> None:
    """Escaped characters are read, and ">>" is the mark of another speaker."""
    cues = "&gt;&gt; MAYOR: Smith &amp; Sons owns it.", ">> It was sold.\n>> REED: It is shut."
    lines = [f"00:0{i}.000 --> 00:0{i + 1}.000\n{cue}\n" for i, cue in enumerate(cues)]
    (tmp_path / "v.vtt").write_text("\n".join(["WEBVTT\n", *lines]))
    assert [(c.speaker, c.text) for c in read_claims(tmp_path / "v.vtt")] == [
        ("Mayor", "Smith & Sons owns it"),
        (None, "It was sold"),
        ("Reed", "It is shut"),
    ]


def test_the_time_of_a_claim_is_found_without_a_look_at_all_cues() -> None:
    """Long subtitles take no quadratic time."""

    class Times(list[tuple[int, str]]):
        def __iter__(self) -> NoReturn:
            raise AssertionError("all of them are read")

    times = Times([(i, f"00:00:{i:02}.000") for i in range(60)])
    rows = list(prose_rows([Document("v.vtt", ["It rained. " * 3], times=times)], None, refuse))
    assert rows[1].value.metadata["time"] == "00:00:11.000"  # type: ignore[attr-defined]


FEED = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Osk</title><entry>
<link rel="replies" href="https://osk.example/c"/><link href="https://osk.example/1"/>
<updated>{date}</updated><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">
<h2>Gate</h2><p>The gate is open.</p>It leaked.<ul><li>It was built in 1950</li></ul>
<p>The post Gate appeared first on Osk News.</p></div></content></entry></feed>"""


def test_markup_in_a_feed(tmp_path: Path) -> None:
    """Elements inside an entry are blocks; its own link counts; WordPress' last line does not."""
    (tmp_path / "a.atom").write_text(FEED.format(date="2024-03-04"))
    claims = read_claims(tmp_path / "a.atom")
    said = ["The gate is open", "It leaked", "It was built in 1950"]
    assert [claim.text for claim in claims] == said
    assert {claim.url for claim in claims} == {"https://osk.example/1"}


@pytest.mark.parametrize("date", ["2024-03-04 10:00 EST", "4th of March", "Mon, 99 Mar 2024"])
def test_a_date_that_cannot_be_read_is_told(tmp_path: Path, date: str) -> None:
    """An entry with a bad date is a bad row, whatever kind of date it is."""
    (tmp_path / "a.atom").write_text(FEED.format(date=date))
    with pytest.raises(InvalidInput, match="entry 1: date"):
        read_claims(tmp_path / "a.atom")
    errors: list[InvalidInput] = []
    assert read_claims(tmp_path / "a.atom", on_bad=errors.append) == []
    assert len(errors) == 1


def test_items_of_documents_are_claims(tmp_path: Path) -> None:
    """Short items without a full stop are no headings."""
    word = docx.Document()
    for item in ("It was built in 1950", "It leaked", "It is shut"):
        word.add_paragraph(item, style="List Bullet")
    word.save(str(tmp_path / "a.docx"))
    (tmp_path / "a.md").write_text(
        "# Gate\n\n- It was built in 1950\n- It leaked\n\n1. It is shut\n"
    )
    said = ["It was built in 1950", "It leaked", "It is shut"]
    assert [claim.text for claim in read_claims(tmp_path / "a.md")] == said
    assert [claim.text for claim in read_claims(tmp_path / "a.docx")] == said


def test_a_broken_script_is_a_bad_row(tmp_path: Path) -> None:
    """One script of a page that is not JSON leaves the others; its type may name an encoding."""
    review = {"@type": "ClaimReview", "claimReviewed": "It rains.", "itemReviewed": {}}
    kind = "application/ld+json; charset=utf-8"
    page = "".join(
        f'<script type="{kind}">{data}</script>' for data in ("{bad", json.dumps(review))
    )
    (tmp_path / "a.html").write_text(page)
    errors: list[InvalidInput] = []
    found = read_claims(tmp_path / "a.html", format="claimreview", on_bad=errors.append)
    assert [claim.text for claim in found] == ["It rains."]
    assert [str(error).partition(":")[0].rpartition(" ")[2] for error in errors] == ["1"]


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


def test_claim_reviews_in_a_page(tmp_path: Path) -> None:
    """Fact-checkers publish them in a script of the page."""
    review = {"@type": "ClaimReview", "claimReviewed": "It rains & pours.", "itemReviewed": {}}
    page = (
        f"<!doctype html><p>x</p><script type='application/ld+json'>{json.dumps(review)}</script>"
    )
    (tmp_path / "check.html").write_text(page)
    claims = read_claims(tmp_path / "check.html", format="claimreview")
    assert [claim.text for claim in claims] == ["It rains & pours."]


def test_fact_checks_against_each_other_and_an_article(tmp_path: Path) -> None:
    """Published ratings and claims of an article are claims alike."""
    reviews = [
        {
            "@context": "https://schema.org",
            "@type": "ClaimReview",
            "claimReviewed": said,
            "datePublished": "2024-03-05",
            "url": f"https://{desk}.example/bridge",
            "author": {"@type": "Organization", "name": desk},
            "itemReviewed": {
                "@type": "Claim",
                "author": {"@type": "Person", "name": who},
                "datePublished": "2024-03-04",
            },
            "reviewRating": {"@type": "Rating", "ratingValue": 1, "alternateName": "False"},
        }
        for desk, who, said in [
            ("Osk Facts", "Ilse Brandt", "the Callow Bridge was safe"),
            ("Fact Desk", "Tomas Reed", "the Callow Bridge was not safe"),
        ]
    ]
    (tmp_path / "checks.jsonld").write_text(json.dumps({"@graph": reviews}))
    claims = read_claims([tmp_path / "checks.jsonld", DOCUMENTS / "bridge.txt"])
    assert claims[0].metadata["rating"] == "False"
    pairs = find_pairs(
        claims, across="speaker", embedder=WordEmbedder(), scorer=NotScorer(), threshold=0
    )
    sides = {
        tuple(sorted((pair.left.source or "", pair.right.source or "")))
        for pair in pairs
        if pair.forward.contradiction > 0.5 and "safe" in pair.left.text + pair.right.text
    }
    checks, article = str(tmp_path / "checks.jsonld"), str(DOCUMENTS / "bridge.txt")
    assert {(checks, checks), tuple(sorted((checks, article)))} <= sides


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


@pytest.mark.parametrize("encoding", ["windows-1252", "utf-16", "utf-8-sig"])
def test_a_page_in_another_encoding(tmp_path: Path, encoding: str) -> None:
    """A page is read in the encoding that it names or begins with."""
    page = (DOCUMENTS / "bridge.html").read_text().replace("Callow Bridge", "Évora Bridge")
    page = page.replace('charset="utf-8"', f'charset="{encoding}"')
    (tmp_path / "p.html").write_bytes(page.encode(encoding, errors="xmlcharrefreplace"))
    assert read_claims(tmp_path / "p.html")[0].text == "The city closed the Évora Bridge on Monday"


@pytest.mark.parametrize("encoding", ["windows-1252", "utf-16"])
@pytest.mark.parametrize("name", ["bridge.txt", "bridge.md", "talk.srt"])
def test_text_in_a_wrong_encoding_is_refused(tmp_path: Path, name: str, encoding: str) -> None:
    """Plain text names no encoding: what is not UTF-8 is told with its line, never guessed."""
    text = (DOCUMENTS / name).read_text().replace("bridge", "café bridge")
    (tmp_path / name).write_bytes(text.encode(encoding))
    with pytest.raises(InvalidInput, match=rf"{name}, line \d+: is not UTF-8"):
        read_claims(tmp_path / name)


@pytest.mark.parametrize("name", ["bridge.docx", "office.docx", "sheets.xlsx"])
def test_half_a_file_of_an_office_is_refused(tmp_path: Path, name: str) -> None:
    """Half a DOCX or XLSX is not read as if it were whole."""
    data = (DOCUMENTS / name).read_bytes()
    (tmp_path / name).write_bytes(data[: len(data) // 2])
    with pytest.raises(InvalidInput, match=f"{name}: is not a whole"):
        read_claims(tmp_path / name)


def test_half_a_feed_is_refused(tmp_path: Path) -> None:
    """A feed that was cut off is not XML."""
    (tmp_path / "f.atom").write_bytes((DOCUMENTS / "bridge.atom").read_bytes()[:900])
    with pytest.raises(InvalidInput, match=r"f\.atom: is not XML"):
        read_claims(tmp_path / "f.atom")


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


def test_lines_without_blank_ones_are_read_in_parts() -> None:
    """A document whose paragraphs are lines is not gathered into one paragraph."""
    parts = list(paragraphs(["The bridge is open today.\n"] * 20_000))
    assert max(len(text) for _, text in parts) < 150_000
    assert "".join(text for _, text in parts) == "The bridge is open today.\n" * 20_000
    assert [start for start, _ in parts][1] == len(parts[0][1])


@pytest.mark.slow
@pytest.mark.parametrize("parted", ["\n\n", "\n"])
def test_fifty_megabytes_in_flat_memory(tmp_path: Path, parted: str) -> None:
    """Extracting from 50 MB takes no more memory than from 1 MB, names and all."""
    resource = pytest.importorskip("resource", reason="memory of a process, on POSIX")
    assert resource.RUSAGE_SELF == 0
    measure = (
        "import resource, sys; from contradict.readers.files import iter_claims; "
        "print(sum(1 for _ in iter_claims(sys.argv[1])), "
        "resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    seen = {}
    for megabytes in (1, 50):
        file = tmp_path / f"{megabytes}.txt"
        with file.open("w") as stream:
            i = 0
            while stream.tell() < megabytes * 1_000_000:
                name = "".join(chr(ord("a") + int(digit)) for digit in str(i))
                stream.write(
                    f"Mayor Anna V{name} said that gate {i} was open. She left the port of "
                    f"K{name}, which the Ministry of W{name} had closed.{parted}"
                )
                i += 1
        done = subprocess.run(
            [sys.executable, "-c", measure, str(file)], capture_output=True, text=True, check=True
        )
        count, seen[megabytes] = map(int, done.stdout.split())
        assert count > 15_000 * megabytes
    kilobytes = 1024 if sys.platform == "darwin" else 1
    assert seen[50] - seen[1] < 40_000 * kilobytes


def test_text_is_streamed(tmp_path: Path) -> None:
    """The first claim comes before the end of the file, which is broken, is read."""
    (tmp_path / "a.txt").write_bytes(b"The bridge is open.\n\n" * 2000 + b"caf\xe9")
    claims = iter_claims(tmp_path / "a.txt")
    assert next(claims).text == "The bridge is open"
    with pytest.raises(InvalidInput, match="line 4001: is not UTF-8"):
        list(claims)
