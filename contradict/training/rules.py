"""Pairs made by rule from single sentences, so that sameness of subject is what separates."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from contradict.readers.labelled import LabelledPair
from contradict.training.mining import GRAMMAR

Rule = Callable[[str, random.Random], "str | None"]

SHORTEST, LONGEST = 25, 200
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_AUXILIARY = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|can|could|would|should|did|does)\b(?! not|n't)"
)
_DENIALS = (
    "It is not true that {}.",
    "Reports that {} are false.",
    "The claim that {} is invented.",
    "It is false that {}.",
    "There is no evidence for it: the report that {} does not correspond to reality.",
)
_CONFIRMATIONS = (
    "It is true that {}.",
    "It has been confirmed that {}.",
    "It is a fact that {}.",
)


def other_number(text: str, chooser: random.Random) -> str | None:
    """Change the only number of ``text``; None if there is none or more than one.

    >>> other_number("The fire killed 12 people.", random.Random(0))
    'The fire killed 33 people.'
    """
    numbers = list(_NUMBER.finditer(text))
    if len(numbers) != 1 or not numbers[0].group().isdigit():
        return None
    value, match = int(numbers[0].group()), numbers[0]
    year = 1500 <= value <= 2030
    shift = (
        chooser.choice((1, 2, 3, 5, 8, 13))
        if year
        else max(1, round(value * chooser.uniform(0.3, 2)))
    )
    down = value > shift and chooser.random() < 0.5
    return f"{text[: match.start()]}{value - shift if down else value + shift}{text[match.end() :]}"


def negated(text: str, chooser: random.Random) -> str | None:
    """Negate the only auxiliary verb of ``text``; None if there is none or more than one.

    >>> negated("The bridge is open.", random.Random(0))
    'The bridge is not open.'
    """
    match = _AUXILIARY.search(text)
    if match is None or _AUXILIARY.search(text, match.end()) or " not " in text:
        return None
    return f"{text[: match.end()]} not{text[match.end() :]}"


def denied(text: str, chooser: random.Random) -> str | None:
    """Say that ``text`` is false.

    >>> denied("The bridge is open.", random.Random(2))
    'It is not true that the bridge is open.'
    """
    return chooser.choice(_DENIALS).format(_clause(text))


def confirmed(text: str, chooser: random.Random) -> str | None:
    """Say that ``text`` is true.

    >>> confirmed("The bridge is open.", random.Random(1))
    'It is true that the bridge is open.'
    """
    return chooser.choice(_CONFIRMATIONS).format(_clause(text))


RULES: tuple[tuple[Rule, str], ...] = (
    (other_number, "contradiction"),
    (negated, "contradiction"),
    (denied, "contradiction"),
    (confirmed, "entailment"),
)


def made_pairs(texts: Sequence[str], count: int, seed: int) -> list[LabelledPair]:
    """Return ``count`` pairs of a sentence and what a random one of `RULES` makes of it.

    Confirmations are there so that the frame of a denial alone tells nothing.
    """
    chooser = random.Random(seed)
    made: list[LabelledPair] = []
    for text in chooser.sample(texts, len(texts)):
        if len(made) == count:
            break
        rule, label = chooser.choice(RULES)
        other = rule(text, chooser) if _is_sentence(text) else None
        if other is not None:
            turn = label == "contradiction" and chooser.random() < 0.5
            a, b = (other, text) if turn else (text, other)
            made.append(LabelledPair(a, b, label, "made"))
    return made


def with_negations(pairs: Sequence[LabelledPair], share: float, seed: int) -> list[LabelledPair]:
    """Return neutral pairs of which a ``share`` has its hypothesis negated or denied.

    Two statements about different things stay neutral when one is denied, so that
    a negation alone tells nothing.
    """
    chooser = random.Random(seed)
    changed = []
    for pair in pairs:
        other = None
        if chooser.random() < share and _is_sentence(pair.hypothesis):
            other = chooser.choice((negated, denied))(pair.hypothesis, chooser)
        changed.append(pair if other is None else replace(pair, hypothesis=other))
    return changed


def _is_sentence(text: str) -> bool:
    return text.endswith(".") and SHORTEST <= len(text) <= LONGEST


def _clause(text: str) -> str:
    """Return a sentence as the clause after "that"."""
    first = text.split()[0]
    lower = first.lower() in GRAMMAR and first != "I"
    return (text[0].lower() + text[1:] if lower else text).rstrip(".")
