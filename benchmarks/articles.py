"""Articles whose claims are marked: datasets/articles/README.md tells the form."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path

from benchmarks.record import ROOT, SHARED

FOLDER = ROOT / "datasets" / "articles"
Span = tuple[int, int]
_MARK = re.compile(r"\[(?P<keys>[a-z>]*)\|(?P<words>[^\]]*)\]")


@dataclass(frozen=True, slots=True)
class Marked:
    """A claim as an annotator marked it; no speakers mean the article's own voice."""

    span: Span
    speakers: frozenset[str]


@dataclass(frozen=True, slots=True)
class Dispute:
    """A question and the spans of the claims that give either answer."""

    question: str
    sides: tuple[frozenset[Span], frozenset[Span]]


@dataclass(frozen=True, slots=True)
class Article:
    """A text, its style, the claims in it, and what they dispute."""

    name: str
    style: str
    text: str
    claims: tuple[Marked, ...]
    disputes: tuple[Dispute, ...] = ()


def read_half(half: str) -> list[Article]:
    """Return the articles of ``dev`` or ``test``."""
    return [_read(path) for path in sorted((FOLDER / half).glob("*.txt"))]


def read_seed() -> list[Article]:
    """Return the seed article, if its file is there and is the one that was annotated."""
    path = SHARED / "seed_article.txt"
    seed = json.loads((FOLDER / "seed.json").read_text("utf-8"))
    if not path.exists() or hashlib.sha256(path.read_bytes()).hexdigest() != seed["sha256"]:
        return []
    claims = [
        Marked((start, end), frozenset(seed["speakers"].get(key, ())))
        for start, end, key in seed["claims"]
    ]
    disputes = [
        Dispute(question, (frozenset(map(tuple, one)), frozenset(map(tuple, other))))
        for question, (one, other) in seed["disputes"].items()
    ]
    text = path.read_text("utf-8")
    return [Article("seed", "wire report", text, tuple(claims), tuple(disputes))]


def overlap(a: Span, b: Span) -> float:
    """Return the share of the characters of either span that both have."""
    shared = max(0, min(a[1], b[1]) - max(a[0], b[0]))
    return shared / (a[1] - a[0] + b[1] - b[0] - shared)


def _read(path: Path) -> Article:
    head, _, body = path.read_text("utf-8").partition("\n\n")
    style, forms = "", {"": frozenset[str]()}
    for line in head.splitlines():
        name, _, value = line.partition(": ")
        if name == "style":
            style = value
        else:
            key, _, names = value.partition(" = ")
            forms[key] = frozenset(n.strip() for n in names.split(";"))
    text, claims, place = "", [], 0
    for mark in _MARK.finditer(body):
        text += body[place : mark.start()]
        start = len(text)
        text += mark["words"]
        claims.append(Marked((start, len(text)), forms[mark["keys"].rpartition(">")[2]]))
        place = mark.end()
    return Article(path.stem, style, text + body[place:], tuple(claims))
