"""What tests of extraction ask for."""

from __future__ import annotations

from contradict import extract_claims


def said(text: str) -> list[tuple[str | None, str]]:
    """Return speaker and text of the checkable claims."""
    return [(c.speaker, c.text) for c in extract_claims(text) if c.checkable]
