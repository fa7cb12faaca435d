"""Pairs and disputes as one HTML file: both texts side by side, the clash marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from contradict.claim import Claim
from contradict.disputes import Dispute
from contradict.errors import MissingExtra
from contradict.pair import ContradictionPair
from contradict.pairs import Pairs, byline
from contradict.report.disputes import SHOWN, more, voice_line
from contradict.report.table import count, render_coverage, sentence_around
from contradict.verdicts.clashes import Spans

Part = tuple[str, bool]
"""A piece of a text, and whether it clashes."""


def render_page(pairs: Pairs, disputes: Sequence[Dispute] | None = None) -> str:
    """Return a page that needs nothing but itself (the extra ``html``).

    Contradictions are shown; superseded and compatible pairs unfold on a click. If
    ``disputes`` are given, they stand above the pairs: question, sides, who holds each side
    since when, and the pair that is the evidence. Raises `MissingExtra` without the extra.
    """
    try:
        import jinja2
    except ImportError:
        raise MissingExtra("html", "a page in HTML") from None
    loader = jinja2.PackageLoader("contradict.report")
    settings = jinja2.Environment(loader=loader, autoescape=True, trim_blocks=True)
    return settings.get_template("pairs.html.jinja").render(
        pairs=pairs,
        disputes=disputes,
        title=_title(pairs, disputes),
        claims=count(pairs.coverage.claims, "claim"),
        shown=SHOWN,
        more=more,
        voice_line=voice_line,
        sides=_sides,
        around=sentence_around,
        byline=byline,
        coverage=render_coverage(pairs.coverage),
    )


def _title(pairs: Pairs, disputes: Sequence[Dispute] | None) -> str:
    found = count(len(pairs.contradictions), "contradiction")
    return found if disputes is None else f"{count(len(disputes), 'dispute')} over {found}"


def parts(text: str, spans: Spans) -> Iterator[Part]:
    """Yield a text in pieces, those at ``spans`` marked.

    >>> list(parts("It is open.", ((6, 10),)))
    [('It is ', False), ('open', True), ('.', False)]
    """
    place = 0
    for start, end in spans:
        yield text[place:start], False
        yield text[start:end], True
        place = end
    yield text[place:], False


def _sides(pair: ContradictionPair) -> list[tuple[Claim, list[Part]]]:
    return [
        (claim, list(parts(claim.text, spans)))
        for claim, spans in zip((pair.left, pair.right), pair.spans, strict=True)
    ]
