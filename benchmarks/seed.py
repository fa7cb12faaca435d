"""Disputes in an article.

What a scan of one article reports: a wire report of 7,400 characters with four voices, not
part of this repository. *Dispute* is the question that an annotator marked, whose two
sides the pair's claims are on; the claims are found by their places in the article. First
`across` speakers, the first ten; then without, where the article's own slips count too.
"""

from __future__ import annotations

import contradict
from benchmarks.articles import FOLDER, Article, overlap, read_seed
from benchmarks.record import SHARED, Row, save
from contradict.pair import ContradictionPair

OVERLAP = 0.5
SHOWN = 10


def dispute(article: Article, pair: ContradictionPair) -> str:
    """Return the question that a pair's claims answer differently, or nothing."""
    for marked in article.disputes:
        for one, other in (marked.sides, marked.sides[::-1]):
            if all(
                any(overlap(claim.span or (0, 0), span) >= OVERLAP for span in side)
                for claim, side in ((pair.left, one), (pair.right, other))
            ):
                return marked.question
    return ""


def measure(article: Article) -> tuple[list[Row], list[str]]:
    """Return a row a contradiction, and what they add up to."""
    claims = contradict.extract_claims(article.text)
    rows: list[Row] = []
    notes = []
    for across in ("speaker", None):
        pairs = contradict.find_pairs(claims, across=across).contradictions[:SHOWN]
        found = [dispute(article, pair) for pair in pairs]
        rows += [
            {
                "across": across or "-",
                "rank": rank,
                "probability": pair.probability,
                "voices": f"{pair.left.speaker} / {pair.right.speaker}",
                "dispute": question or "none",
            }
            for rank, (pair, question) in enumerate(zip(pairs, found, strict=True), 1)
        ]
        notes.append(
            f"{f'Across {across}s' if across else 'All'}: {len(set(found) - {''})} of "
            f"{len(article.disputes)} disputes, {found.count('')} of {len(found)} false."
        )
    return rows, notes


if __name__ == "__main__":
    for seed in read_seed():
        rows, notes = measure(seed)
        data = [SHARED / "seed_article.txt", FOLDER / "seed.json"]
        save("seed", rows, data=data, notes=notes)
