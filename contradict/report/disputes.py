"""Disputes as text for a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from datetime import date as Date

from contradict.disputes import Dispute, Side, Voice
from contradict.pairs import Pairs
from contradict.report.table import INDENT, count, render_coverage

SHOWN = 5
"""Wordings, and voices, of a side that are shown."""


def render_disputes(disputes: Sequence[Dispute], pairs: Pairs, width: int = 100) -> str:
    """Return every dispute with its sides and its evidence, and what was looked at."""
    blocks = [_dispute(dispute, rank, width) for rank, dispute in enumerate(disputes, start=1)]
    over = count(len(pairs.contradictions), "contradiction")
    found = f"{count(len(disputes), 'dispute')} over {over} among "
    return "\n\n".join([*blocks, f"{found}{render_coverage(pairs.coverage)}"])


def _dispute(dispute: Dispute, rank: int, width: int) -> str:
    lines = [textwrap.fill(f"{rank}. {dispute.question}", width, subsequent_indent=INDENT)]
    for side in dispute.sides:
        lines += _side(side, width)
    shown = dispute.evidence
    evidence = f"Evidence (probability {shown.probability:.2f}): {shown.sentence}"
    lines.append(_filled(evidence, INDENT, width))
    return "\n".join(lines)


def _side(side: Side, width: int) -> list[str]:
    held = "; ".join(voice_line(voice) for voice in side.voices[:SHOWN])
    lines = [_filled(f"{held}{more(len(side.voices), 'voice')}", INDENT, width)]
    shown = (" ".join(text.split()) for text in side.texts[:SHOWN])
    lines += [_filled(text, INDENT * 2, width) for text in shown]
    if len(side.texts) > SHOWN:
        lines.append(f"{INDENT * 2}{more(len(side.texts), 'wording').removeprefix('; ')}")
    return lines


def voice_line(voice: Voice) -> str:
    """Return who holds a side, since when, and in how many claims and sources.

    >>> voice_line(Voice("Osk Tribune", None, 3, ("Osk Tribune", "Post")))
    'Osk Tribune, 3 claims in 2 sources'
    """
    since = "" if voice.since is None else f", since {_day(voice.since)}"
    claims = f", {voice.claims:,} claims" if voice.claims > 1 else ""
    sources = f" in {len(voice.sources):,} sources" if len(voice.sources) > 1 else ""
    return f"{voice.name or 'unnamed'}{since}{claims}{sources}"


def _day(date: Date) -> str:
    return f"{date.day} {date:%b %Y}"


def more(number: int, noun: str) -> str:
    """Return how many of ``number`` are not shown, nothing if all are.

    >>> more(SHOWN + 2, "voice"), more(SHOWN, "voice")
    ('; and 2 more voices', '')
    """
    return f"; and {count(number - SHOWN, f'more {noun}')}" if number > SHOWN else ""


def _filled(text: str, indent: str, width: int) -> str:
    return textwrap.fill(text, width, initial_indent=indent, subsequent_indent=indent)
