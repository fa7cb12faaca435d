"""PDF becomes paragraphs."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pytest
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from contradict.readers.pdf import pdf_text


def written(pages: Sequence[str]) -> io.BytesIO:
    """Return a PDF whose pages have these lines."""
    writer = PdfWriter()
    kinds = {"Type": "Font", "Subtype": "Type1", "BaseFont": "Helvetica"}
    font = DictionaryObject({NameObject(f"/{k}"): NameObject(f"/{v}") for k, v in kinds.items()})
    for text in pages:
        page = writer.add_blank_page(width=400, height=400)
        fonts = DictionaryObject({NameObject("/F1"): font})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        shown = " T* ".join(f"({line}) Tj" for line in text.splitlines())
        stream = DecodedStreamObject()
        stream.set_data(f"BT /F1 12 Tf 14 TL 20 380 Td {shown} ET".encode())
        page[NameObject("/Contents")] = writer._add_object(stream)
    file = io.BytesIO()
    writer.write(file)
    file.seek(0)
    return file


def test_edges_of_pages_are_no_text() -> None:
    """A sentence goes over running titles and numbers of pages."""
    pages = [
        "Osk Times, page 1\n3 March\nThe gate of the old dam was\nPage 1 of 3",
        "Osk Times, page 2\n3 March\nbuilt by 200 men in the year\n- 2 -",
        "Osk Times, page 3\n3 March\n1931 and sold in May.\n3",
    ]
    said = "The gate of the old dam was built by 200 men in the year 1931 and sold in May."
    assert pdf_text(written(pages), "a.pdf") == said


def test_pages_that_are_the_same_keep_their_text() -> None:
    """Only a few lines of a page are taken for a running title."""
    page = "\n".join(f"The gate {name} is open" for name in "abcdefghi")
    assert "The gate e is open" in pdf_text(written([page, page]), "a.pdf")


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        ("The minis-\nter left.", "The minister left."),
        ("The ex-\nminister left.", "The ex-minister left."),
        ("An anti-\ntank mine blew up.", "An anti-tank mine blew up."),
        ("The price is pro-\nvided and was provided.", "The price is provided and was provided."),
        ("The Franco-\nPrussian war ended.", "The Franco-Prussian war ended."),
        ("A 12-\nyear term ended.", "A 12-year term ended."),
        ("The gate -\nsold in May - is shut.", "The gate - sold in May - is shut."),
    ],
)
def test_hyphens_at_the_end_of_lines(lines: str, text: str) -> None:
    """A word that was divided is joined; a compound keeps its hyphen."""
    assert pdf_text(written([lines]), "a.pdf") == text
