"""Articles whose claims are marked: datasets/articles/README.md tells the form."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path

from benchmarks.record import ROOT, SHARED

FOLDER = ROOT / "datasets" / "articles"
_MARK = re.compile(r"\[(?P<keys>[a-z>]*)\|(?P<words>[^\]]*)\]")


@dataclass(frozen=True, slots=True)
class Marked:
    """A claim as an annotator marked it; no speakers mean the article's own voice."""

    span: tuple[int, int]
    speakers: frozenset[str]


@dataclass(frozen=True, slots=True)
class Article:
    """A text, its style and the claims in it."""

    name: str
    style: str
    text: str
    claims: tuple[Marked, ...]


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
    return [Article("seed", "wire report", path.read_text("utf-8"), tuple(claims))]


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
