"""Whether the rules let two claims stand for one position, where a model sees entailment."""

from __future__ import annotations

from collections.abc import Mapping

from contradict.claim import Claim
from contradict.verdicts.aliases import naming
from contradict.verdicts.clashes import find_clash
from contradict.verdicts.comparing import loose_clashes
from contradict.verdicts.explaining import reason
from contradict.verdicts.polarity import foremost

APART = frozenset(
    ("reported speech", "conditional", "other entity", "other event", "other scope", "other time"),
)
"""Reasons for which two claims are about two things, or asserted by one side only."""


def agree(left: Claim, right: Claim, names: Mapping[str, str] | None = None) -> bool:
    """Tell whether nothing clashes between two claims, and both assert it of one thing.

    What is too uncertain to be called a clash, a negation or a number in one of them, still
    keeps two claims from being one position.

    >>> agree(Claim("Seven people died in the fire."), Claim("People died in the fire."))
    True
    >>> agree(Claim("Seven people died in the fire."), Claim("Nine people died in the fire."))
    False
    >>> agree(Claim("No ferry sails in storms."), Claim("The ferry left at noon."))
    False
    >>> agree(Claim("Critics say that the dam leaks."), Claim("The dam leaks."))
    False
    """
    texts = left.text, right.text
    if bool(foremost(texts[0])) != bool(foremost(texts[1])) or loose_clashes(*texts):
        return False
    with naming(names or {}):
        return find_clash(left, right) is None and reason(left, right, None) not in APART
