"""Feeds become articles."""

from __future__ import annotations

from pathlib import Path

import pytest

from contradict import InvalidInput, read_claims

DOCUMENTS = Path(__file__).parent.parent / "data" / "documents"


@pytest.mark.parametrize("name", ["bridge.rss", "bridge.atom"])
def test_feeds_give_source_link_and_date(name: str) -> None:
    """An entry is a small article, as Pelican wrote it."""
    claim = read_claims(DOCUMENTS / name)[0]
    assert (claim.source, str(claim.date)[:10]) == ("Callow Times", "2024-03-04")
    assert claim.url == ("https://example.org/bridge-at-callow-closed-after-a-crack-is-found.html")
    assert claim.metadata["author"] == "Ada Lorne"
    assert str(claim.metadata["title"]).startswith("Bridge at Callow")


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


def test_half_a_feed_is_refused(tmp_path: Path) -> None:
    """A feed that was cut off is not XML."""
    (tmp_path / "f.atom").write_bytes((DOCUMENTS / "bridge.atom").read_bytes()[:900])
    with pytest.raises(InvalidInput, match=r"f\.atom: is not XML"):
        read_claims(tmp_path / "f.atom")


RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
xmlns="http://purl.org/rss/1.0/"><channel><title>Osk</title></channel><item><title>Gate</title>
<description>The gate is open.</description></item></rdf:RDF>"""
SITEMAP = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url/></urlset>'
XHTML = """<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN"
"http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">
<html xmlns="http://www.w3.org/1999/xhtml"><body><p>It rains.</p></body></html>"""


def test_the_first_kind_of_feed(tmp_path: Path) -> None:
    """RSS 1.0 has its entries beside the channel."""
    (tmp_path / "f.rdf").write_text(RDF)
    [claim] = read_claims(tmp_path / "f.rdf")
    assert (claim.text, claim.source) == ("The gate is open", "Osk")


@pytest.mark.parametrize("content", [SITEMAP, XHTML])
def test_xml_that_is_no_feed_is_told(tmp_path: Path, content: str) -> None:
    """It is not taken for a feed without entries."""
    (tmp_path / "f.xml").write_text(content)
    with pytest.raises(InvalidInput, match=r"f\.xml: is no RSS or Atom feed"):
        read_claims(tmp_path / "f.xml")
