"""ClaimReview, schema.org's record of a published fact-check, as JSON-LD."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html.parser import HTMLParser
from typing import Any

from contradict.claim import Claim

CONTEXT = "https://schema.org"
TYPE = "ClaimReview"
_KEYWORDS = frozenset(["@context", "@graph", "@type"])


def linked_data(text: str) -> list[str]:
    """Return the JSON-LD of a document: all of it, or what the scripts of a page in HTML hold.

    >>> linked_data('<p>False!</p><script type="application/ld+json">{}</script>')
    ['{}']
    """
    if not text.lstrip().startswith("<"):
        return [text]
    reader = _Scripts()
    reader.feed(text)
    reader.close()
    return reader.found


class _Scripts(HTMLParser):
    """Collects the JSON-LD in a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kind = (dict(attrs).get("type") or "").partition(";")[0].strip().lower()
        self._inside = tag == "script" and kind == "application/ld+json"
        if self._inside:
            self.found.append("")

    def handle_endtag(self, tag: str) -> None:
        self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.found[-1] += data


def reviews(value: object) -> Iterator[Mapping[str, Any]]:
    """Yield every ClaimReview in a JSON-LD document: alone, in a list, a graph or a feed."""
    if isinstance(value, list):
        for item in value:
            yield from reviews(item)
    elif isinstance(value, Mapping):
        kinds = value.get("@type")
        if any(map(_is_type, kinds if isinstance(kinds, list) else [kinds])):
            yield value
        else:
            for inner in value.values():
                if isinstance(inner, (list, Mapping)):
                    yield from reviews(inner)


def _is_type(kind: object) -> bool:
    """Tell whether a type is ClaimReview, by its name or its address.

    >>> [_is_type(kind) for kind in ("ClaimReview", "http://schema.org/ClaimReview", "Review")]
    [True, True, False]
    """
    return str(kind).rpartition("/")[2].removeprefix("schema:") == TYPE


def is_linked(value: object) -> bool:
    """Tell whether a JSON document is JSON-LD: one object of it, or a list of them."""
    items = value if isinstance(value, list) else [value]
    return bool(items) and all(
        isinstance(item, Mapping) and not _KEYWORDS.isdisjoint(item) for item in items
    )


def from_review(review: Mapping[str, Any]) -> dict[str, Any]:
    """Return the row of a claim: what was claimed, by whom and when; the rating is metadata."""
    item = _one(review.get("itemReviewed"))
    rating = _one(review.get("reviewRating"))
    checked = {
        "reviewed_by": _name(review.get("author")),
        "reviewed": review.get("datePublished"),
        "review_url": review.get("url"),
        "rating": rating.get("alternateName"),
        "rating_value": rating.get("ratingValue"),
        "rating_best": rating.get("bestRating"),
        "rating_worst": rating.get("worstRating"),
    }
    appearance = _one(item.get("firstAppearance") or item.get("appearance"))
    return {
        "text": review.get("claimReviewed"),
        "speaker": _name(item.get("author")),
        "source": _name(appearance.get("publisher")),
        "date": item.get("datePublished"),
        "url": appearance.get("url"),
        "metadata": {key: value for key, value in checked.items() if value is not None},
    }


def to_reviews(claims: Iterable[Claim]) -> list[dict[str, Any]]:
    """Return claims as ClaimReview, without those that cannot be checked.

    Kept are text, speaker, source, date and URL, and of the metadata what `from_review` reads:
    the rating, and who checked it, when and where. The format has no place for id, span,
    original words, chain of attribution, and other metadata.
    """
    return [_to_review(claim) for claim in claims if claim.checkable]


def _to_review(claim: Claim) -> dict[str, Any]:
    row, known = claim.to_dict(), claim.metadata
    appearance = {"@type": "CreativeWork", "url": claim.url, "publisher": _thing(claim.source)}
    item = {
        "@type": "Claim",
        "author": _thing(claim.speaker),
        "datePublished": row["date"],
        "firstAppearance": appearance if claim.url or claim.source else None,
    }
    rating = {
        "@type": "Rating",
        "alternateName": known.get("rating"),
        "ratingValue": known.get("rating_value"),
        "bestRating": known.get("rating_best"),
        "worstRating": known.get("rating_worst"),
    }
    return _filled(
        {
            "@context": CONTEXT,
            "@type": TYPE,
            "claimReviewed": claim.text,
            "itemReviewed": item,
            "author": _thing(known.get("reviewed_by")),
            "datePublished": known.get("reviewed"),
            "url": known.get("review_url"),
            "reviewRating": rating if len(_filled(rating)) > 1 else None,
        }
    )


def _one(value: object) -> Mapping[str, Any]:
    if isinstance(value, list):
        value = value[0] if value else None
    return value if isinstance(value, Mapping) else {"name": value, "url": value} if value else {}


def _name(value: object) -> str | None:
    name = _one(value).get("name")
    return name if isinstance(name, str) else None


def _thing(name: str | None) -> dict[str, str] | None:
    return {"@type": "Thing", "name": name} if name else None


def _filled(value: Mapping[str, Any]) -> dict[str, Any]:
    return {
        key: _filled(item) if isinstance(item, Mapping) else item
        for key, item in value.items()
        if item is not None
    }
