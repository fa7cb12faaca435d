"""Claims and speakers from articles, against those that an annotator marked.

An extracted claim and a marked one match if their spans share at least half of the
characters that either has; each is matched once. *Recall* is the share of marked claims
that are matched by a checkable claim, *precision* the share of checkable claims that match
one, *speaker* the share of matches with the right speaker. Headlines count on
neither side. *Exact* is the share of matches whose spans are the same.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import contradict
from benchmarks.articles import FOLDER, Article, Marked, overlap, read_half, read_seed
from benchmarks.record import Row, save

OVERLAP = 0.5


@dataclass(frozen=True, slots=True)
class Outcome:
    """Which claims were marked, which were extracted, and which of them match."""

    article: Article
    found: tuple[contradict.Claim, ...]
    matches: tuple[tuple[Marked, contradict.Claim], ...]

    @property
    def right(self) -> int:
        """How many matches have the right speaker."""
        return sum(is_right(marked, claim) for marked, claim in self.matches)


def is_right(marked: Marked, claim: contradict.Claim) -> bool:
    """Tell whether the speaker of a claim is the one that was marked."""
    names = {name.casefold() for name in marked.speakers}
    return (claim.speaker or "").casefold() in (names or {""})


def run(article: Article) -> Outcome:
    """Extract the claims of an article and match them, the greatest overlap first."""
    found = tuple(claim for claim in contradict.extract_claims(article.text) if claim.checkable)
    options = sorted(
        (
            (-overlap(marked.span, claim.span or (0, 0)), i, j)
            for i, marked in enumerate(article.claims)
            for j, claim in enumerate(found)
        ),
    )
    used_left: set[int] = set()
    used_right: set[int] = set()
    matches = []
    for negative, i, j in options:
        if -negative >= OVERLAP and i not in used_left and j not in used_right:
            used_left.add(i)
            used_right.add(j)
            matches.append((article.claims[i], found[j]))
    return Outcome(article, found, tuple(matches))


def summary(name: str, outcomes: Sequence[Outcome]) -> Row:
    """Return the figures of several articles as one."""
    matches = [match for outcome in outcomes for match in outcome.matches]
    marked = sum(len(outcome.article.claims) for outcome in outcomes)
    found = sum(len(outcome.found) for outcome in outcomes)
    same = sum(claim.span == mark.span for mark, claim in matches)
    return {
        "articles": name,
        "marked": marked,
        "found": found,
        "recall": len(matches) / max(marked, 1),
        "precision": len(matches) / max(found, 1),
        "speaker": sum(outcome.right for outcome in outcomes) / max(len(matches), 1),
        "exact": same / max(len(matches), 1),
    }


def speed() -> list[Row]:
    """Return seconds for texts of growing length, the last three on one line.

    The last column shows whether time is linear in the length.
    """
    articles = [a for a in read_half("dev") if a.style != "press release"]  # it ends the document
    base = "\n\n".join(article.text for article in articles)
    rows: list[Row] = []
    for lines, times in product(("paragraphs", "one line"), (4, 16, 64)):
        text = "\n\n".join([base] * times)
        text = " ".join(text.split()) if lines == "one line" else text
        started = time.perf_counter()
        contradict.extract_claims(text)
        seconds = time.perf_counter() - started
        rows.append(
            {
                "articles": f"speed, {len(text):,} characters in {lines}",
                "seconds": seconds,
                "microseconds a character": 1e6 * seconds / len(text),
            }
        )
    return rows


def main() -> None:
    """Measure both halves and, where its file is there, the seed article."""
    rows: list[Row] = []
    for half in ("dev", "test"):
        outcomes = [run(article) for article in read_half(half)]
        rows += [summary(f"{half}: {o.article.style}", [o]) for o in outcomes]
        rows.append(summary(half, outcomes))
    rows += [summary("seed article", [run(article)]) for article in read_seed()]
    save(
        "extraction",
        [*rows, *speed()],
        data=[*sorted(FOLDER.glob("*/*.txt")), FOLDER / "seed.json"],
        notes=[
            "The rules were made with the dev half and the seed article, never the test half.",
            "One author wrote the articles and the rules: prose of others will be harder.",
        ],
    )


if __name__ == "__main__":
    main()
