"""Pairs as text for a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from contradict.candidates.memory import in_words
from contradict.claim import Claim
from contradict.coverage import Coverage
from contradict.pair import ContradictionPair
from contradict.pairs import Pairs, byline

INDENT = " " * 4


def render(pairs: Pairs, width: int = 100, *, all: bool = False) -> str:
    """Return contradictions with both sides, and last lines on what was looked at.

    Superseded and compatible pairs are counted; ``all`` shows them as well.
    """
    shown = pairs if all else pairs.contradictions
    blocks = [render_pair(pair, f"{rank}. ", width) for rank, pair in enumerate(shown, start=1)]
    return "\n\n".join([*blocks, render_summary(pairs)])


def render_pair(pair: ContradictionPair, lead: str = "", width: int = 100) -> str:
    """Return one pair: the judgement and what it rests on, then who says what on either side."""
    there, back = (p.contradiction for p in (pair.forward, pair.backward))
    head = (
        f"{lead}{pair.relation}, probability {pair.probability:.2f} "
        f"(there {there:.2f}, back {back:.2f}, similarity {pair.similarity:.2f})"
    )
    lines = [head]
    if pair.relation != "contradiction" or any(pair.spans):
        lines.append(
            textwrap.fill(pair.sentence, width, initial_indent=INDENT, subsequent_indent=INDENT)
        )
    if pair.windowed:
        lines[0] += "; a text was too long and judged in windows"
    sides = [(pair.left, pair.left_ids), (pair.right, pair.right_ids)]
    return "\n".join([*lines, *(_side(claim, ids, width) for claim, ids in sides)])


def render_summary(pairs: Pairs) -> str:
    """Return how many pairs were found, and among what."""
    found = f"{count(len(pairs.contradictions), 'contradiction')} among "
    others = []
    if pairs.superseded:
        others.append(f"{len(pairs.superseded):,} superseded")
    if pairs.explained_away:
        others.append(f"{len(pairs.explained_away):,} explained away")
    rest = f"\nBesides {' and '.join(others)} (--all)." if others else ""
    return f"{found}{render_coverage(pairs.coverage)}{rest}"


def render_coverage(coverage: Coverage, *, planned: bool = False) -> str:
    """Return what was looked at, and what was not; of a plan, what at most will be."""
    aside = coverage.out_of_reach + coverage.screened - coverage.sampled
    judged = coverage.candidates - aside - coverage.unjudged
    besides = count(coverage.occlusions, "pass", "passes") if coverage.occlusions else ""
    lines = [
        f"{count(coverage.claims, 'claim')}: {count(coverage.candidates, 'candidate pair')}, "
        f"{judged:,} judged in {'at most ' if planned else ''}"
        f"{count(coverage.passes, 'pass', 'passes')}"
        + (f", and {besides} to find words that clash." if besides else ".")
    ]
    if coverage.unchecked:
        claims = count(coverage.unchecked, "claim")
        lines.append(f"{claims} left out that cannot be checked (questions, greetings, opinion).")
    if coverage.out_of_reach:
        pairs = count(coverage.out_of_reach, "candidate")
        lines.append(f"{pairs} too dissimilar to reach the threshold.")
    if coverage.screened:
        lines.append(_screened(coverage))
    if coverage.unjudged:
        pairs = count(coverage.unjudged, "candidate")
        lines.append(f"{pairs} not judged: interrupted.")
    if coverage.one_way:
        pairs = count(coverage.one_way, "candidate")
        lines.append(f"{pairs} ruled out by one direction alone.")
    if coverage.linking or coverage.linked_candidates:
        pairs = count(coverage.linked_candidates, "pair")
        passes = count(coverage.linking, "pass", "passes")
        lines.append(f"Looked for claims that say the same: {pairs} besides, {passes}.")
    if planned or coverage.index != "exact":
        lines.append(_index(coverage))
    if coverage.full_lists:
        texts = count(coverage.full_lists, "text")
        lines.append(f"{texts} had more neighbours than were looked at (--top-k).")
    if coverage.beyond is not None:
        beyond, sampled = coverage.beyond, sum(s.sampled for s in coverage.beyond_sample)
        lines.append(
            f"In as many neighbours again, or under --min-similarity: about {beyond.value:.0f} "
            f"pairs over the threshold, {beyond.low:.0f} to {beyond.high:.0f} by a sample of "
            f"{sampled:,}."
        )
    if coverage.cut_texts:
        lines.append(f"{count(coverage.cut_texts, 'long text')} embedded in windows.")
    if not coverage.calibrated:
        lines.append("Probabilities are fitted for other models: see contradict calibrate.")
    return "\n".join(lines)


def _index(coverage: Coverage) -> str:
    """Return which index found the neighbours, and what it takes."""
    room = f"about {in_words(coverage.index_memory)} of memory"
    if coverage.index_file:
        room += f" and {in_words(coverage.index_file)} of a temporary file"
    if coverage.index == "exact":
        return f"Neighbours found exactly, with {room}."
    return (
        f"Neighbours found with an approximate index ({coverage.index}): "
        f"{coverage.index_recall:.1%} of the nearest in a sample, with {room}."
    )


def _screened(coverage: Coverage) -> str:
    """Return how many candidates the pair head set aside, and what that may have cost."""
    aside = (
        f"{count(coverage.screened, 'candidate')} not worth a pass by their embeddings (--screen)"
    )
    if not coverage.sampled:
        return f"{aside}."
    lost = coverage.lost
    return (
        f"{aside}; among them about {lost.value:.0f} pairs over the threshold, "
        f"{lost.low:.0f} to {lost.high:.0f} by a sample of {coverage.sampled:,}."
    )


def sentence_around(claim: Claim) -> str | None:
    """Return the sentence that a claim was taken from, if it says more than the claim."""
    around = claim.metadata.get("sentence")
    if claim.span is None or not isinstance(around, str):
        return None
    return None if around.strip(".") == " ".join(claim.text.split()) else around


def _side(claim: Claim, ids: Sequence[str], width: int) -> str:
    known = " · ".join(part for part in (byline(claim), f"[{', '.join(ids)}]") if part)
    said = " ".join(claim.text.split())
    paragraphs = [(known, INDENT), (said, INDENT * 2)]
    if around := sentence_around(claim):
        paragraphs.append((f"in: {around}", INDENT * 2))
    return "\n".join(
        textwrap.fill(text, width, initial_indent=indent, subsequent_indent=indent)
        for text, indent in paragraphs
    )


def count(number: int, noun: str, plural: str | None = None) -> str:
    """Return a number with its noun, in the plural where it needs one."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"
