"""Published fact-checks are read and written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from contradict import Claim, InvalidInput, find_pairs, read_claims, write_claims
from tests.stand_ins import NotScorer, WordEmbedder

DOCUMENTS = Path(__file__).parent.parent / "data" / "documents"


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


REVIEW = {"@type": "ClaimReview", "claimReviewed": "It rains.", "itemReviewed": {}}


def test_what_cannot_be_checked_is_not_written(tmp_path: Path) -> None:
    """The format has no word for it, so that it would come back as a claim."""
    claims = [Claim("It rains."), Claim("How are you?", checkable=False)]
    write_claims(claims, tmp_path / "c.jsonld")
    assert read_claims(tmp_path / "c.jsonld") == claims[:1]
    write_claims(claims[1:], tmp_path / "c.jsonld")
    assert read_claims(tmp_path / "c.jsonld") == []


@pytest.mark.parametrize("address", ["http://schema.org/", "https://schema.org/", "schema:"])
def test_types_may_be_addresses(tmp_path: Path, address: str) -> None:
    """JSON-LD names a type in short or in full."""
    review = {**REVIEW, "@type": f"{address}ClaimReview"}
    (tmp_path / "c.jsonld").write_text(json.dumps(review))
    assert [claim.text for claim in read_claims(tmp_path / "c.jsonld")] == ["It rains."]


@pytest.mark.parametrize("value", [[REVIEW], REVIEW, {"@graph": [REVIEW]}])
def test_claim_reviews_in_plain_json(tmp_path: Path, value: object) -> None:
    """The suffix .json does not hide what they are."""
    (tmp_path / "c.json").write_text(json.dumps(value))
    assert [claim.text for claim in read_claims(tmp_path / "c.json")] == ["It rains."]


@pytest.mark.parametrize("value", [{"@type": "Review"}, {}, [{"text": "It rains."}]])
def test_a_file_without_claim_reviews_is_told(tmp_path: Path, value: object) -> None:
    """Linked data of something else are no empty result; a list of nothing is."""
    (tmp_path / "c.jsonld").write_text(json.dumps(value))
    with pytest.raises(InvalidInput, match=r"c\.jsonld: has no ClaimReview"):
        read_claims(tmp_path / "c.jsonld")
