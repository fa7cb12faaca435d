"""Documents of real programs become claims, and broken ones are told."""

from __future__ import annotations

from pathlib import Path

import docx
import openpyxl
import pytest

from contradict import Claim, InvalidInput, read_claims
from contradict.readers.documents import plain

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


TABLE = """---
title: Gates
date: 2024-03-04 10:00
---

# Gates

| gate | state |
|------|-------|
| Osk  | The gate is shut.[^1] |
| Callow | It was built in 1931 |

They were sold.[^a]

[^1]: The lock broke.
"""


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_markdown_beside_its_paragraphs(tmp_path: Path, ends: str) -> None:
    """Cells are read if they are sentences; marks of notes are not; the date is the claims'."""
    (tmp_path / "a.md").write_bytes(TABLE.replace("\n", ends).encode())
    claims = read_claims(tmp_path / "a.md")
    said = ["The gate is shut", "They were sold", "The lock broke"]
    assert [claim.text for claim in claims] == said
    assert {str(claim.date)[:10] for claim in claims} == {"2024-03-04"}


def test_sentences_in_tables_of_word(tmp_path: Path) -> None:
    """A cell is read where it stands, and a merged one once; a table inside counts too."""
    word = docx.Document()
    word.add_paragraph("They came.")
    table = word.add_table(rows=2, cols=2)
    table.cell(0, 0).text = "The gate is shut."
    table.cell(0, 0).merge(table.cell(0, 1))
    table.cell(1, 0).text = "It was built in 1931"
    table.cell(1, 1).add_table(rows=1, cols=1).cell(0, 0).text = "The lock broke."
    word.add_paragraph("They left.")
    word.save(str(tmp_path / "a.docx"))
    said = ["They came", "The gate is shut", "The lock broke", "They left"]
    assert [claim.text for claim in read_claims(tmp_path / "a.docx")] == said


PAGE = """<html><head><title>Osk Times</title></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<article><h1>Gate shut</h1><p>The gate is shut.</p><p>The engineer<br>was late.</p>
<p>The lock broke.<br><br>It was built in 1931.</p></article><footer>Copyright Osk</footer>
</body></html>"""


def test_a_short_page_is_an_article(tmp_path: Path) -> None:
    """Its paragraphs stay apart, what is around them is left out, and a break is no paragraph."""
    (tmp_path / "a.html").write_text(PAGE)
    claims = read_claims(tmp_path / "a.html")
    assert [" ".join(claim.text.split()) for claim in claims] == [
        "The gate is shut",
        "The engineer was late",
        "The lock broke",
        "It was built in 1931",
    ]


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


def test_an_extractor_replaces_the_rules(tmp_path: Path) -> None:
    """Any function from a text to claims."""
    (tmp_path / "a.txt").write_text("The bridge is open.")
    claims = read_claims(tmp_path / "a.txt", extractor=lambda text: [Claim(text.upper())])
    assert [claim.text for claim in claims] == ["THE BRIDGE IS OPEN."]


def test_blocks_of_markup() -> None:
    """One break is a line, two are a paragraph; an item of paragraphs keeps its dash."""
    text = plain("One<br>two.<br> <br/>Three.<ul><li><p>Four</p></li><li>Five</li></ul>")
    assert text == "One\ntwo.\n\nThree.\n\n- Four\n\n- Five"
