"""Pairs made by rule from single sentences, so that sameness of subject is what separates."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from contradict.protocols import UNRELATED
from contradict.readers.labelled import LabelledPair
from contradict.training.mining import GRAMMAR

Rule = Callable[[str, random.Random], "str | None"]

SHORTEST, LONGEST = 25, 200
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_YEARS = range(1500, 2031)
_ONCE = re.compile(
    r"\b(?:born|died|founded|established|opened|released|published|built|completed|launched"
    r"|formed|premiered)\b"
)
_COUNT = re.compile(r"(?<![\w.,$£€-])(\d{1,6}) (?=[a-z]+s\b|people\b|men\b|women\b|children\b)")
_BOUNDED = re.compile(
    r"\b(?:than|least|most|over|under|about|around|nearly|almost|to|and|or|of)\s+\d", re.IGNORECASE
)
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


_PLACES = [
    "Norway",
    "Ohio",
    "Kenya",
    "Leeds",
    "Lyon",
    "Peru",
    "Texas",
    "Turin",
    "Osaka",
    "Poland",
    "Ghana",
    "Quebec",
    "Madrid",
    "Cork",
]
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
]
_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
SCOPES: tuple[tuple[str, ...], ...] = (
    tuple(f"In {year}" for year in range(1960, 2025)),
    ("In January", "In February", "In March", "In May", "In July", "In October", "In November"),
    ("On Monday", "On Tuesday", "On Wednesday", "On Thursday", "On Friday", "On Sunday"),
    ("In Norway", "In Ohio", "In Kenya", "In Leeds", "In Lyon", "In Peru", "In Osaka", "In Cork"),
    ("Among women", "Among men", "Among children", "Among pensioners"),
    ("In the north", "In the south", "In the east", "In the capital", "In rural areas"),
    ("In the first quarter", "In the second quarter", "In the last quarter"),
    ("Under the old rules", "Under the new rules"),
    ("On the first day", "On the second day", "On the last day"),
)
"""Families of phrases that limit a statement; two of one family exclude each other."""


def other_number(text: str, chooser: random.Random) -> str | None:
    """Change the only number of ``text``; None if there is none or more than one.

    A year is changed only where something happens once: an office may be held,
    a match won in more than one year.

    >>> other_number("The fire killed 12 people.", random.Random(0))
    'The fire killed 33 people.'
    """
    numbers = list(_NUMBER.finditer(text))
    if len(numbers) != 1 or not numbers[0].group().isdigit():
        return None
    value, match = int(numbers[0].group()), numbers[0]
    year = value in _YEARS
    if year and not _ONCE.search(text):
        return None
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


def entailed_bound(text: str, chooser: random.Random) -> str | None:
    """Weaken the one count in ``text`` to a bound that it keeps; None if there is none.

    >>> entailed_bound("The fire killed 12 people.", random.Random(0))
    'The fire killed at most 20 people.'
    """
    return _with_bound(text, chooser, kept=True)


def broken_bound(text: str, chooser: random.Random) -> str | None:
    """Replace the one count in ``text`` by a bound that it breaks; None if there is none.

    >>> broken_bound("The fire killed 12 people.", random.Random(0))
    'The fire killed at most 6 people.'
    """
    return _with_bound(text, chooser, kept=False)


def _with_bound(text: str, chooser: random.Random, *, kept: bool) -> str | None:
    match = _COUNT.search(text)
    if match is None or len(_NUMBER.findall(text)) != 1 or _BOUNDED.search(text):
        return None
    value = int(match.group(1))
    if value < 2 or value in _YEARS:
        return None
    above = value + max(1, round(value * chooser.uniform(0.05, 0.8)))
    below = max(1, value - max(1, round(value * chooser.uniform(0.05, 0.6))))
    low, high = (below, above) if kept else (above, below)
    bound = chooser.choice(
        (f"at least {low}", f"more than {low}", f"fewer than {high}", f"at most {high}")
    )
    return f"{text[: match.start(1)]}{bound}{text[match.end(1) :]}"


RULES: tuple[tuple[Rule, str], ...] = (
    (other_number, "contradiction"),
    (negated, "contradiction"),
    (denied, "contradiction"),
    (confirmed, "entailment"),
    (entailed_bound, "entailment"),
    (broken_bound, "contradiction"),
)
SCOPED_SHARE = 0.4
DENIED_SHARE = 0.2


def made_pairs(texts: Sequence[str], count: int, seed: int) -> list[LabelledPair]:
    """Return ``count`` pairs of a sentence and what a random one of `RULES` makes of it.

    Confirmations are there so that the frame of a denial alone tells nothing. Some
    pairs are limited to a scope each (see `scoped`).
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
            pair = LabelledPair(a, b, label, "made")
            made.append(scoped(pair, chooser) if chooser.random() < SCOPED_SHARE else pair)
    return made


def scoped(pair: LabelledPair, chooser: random.Random) -> LabelledPair:
    """Limit both texts to one of `SCOPES`: the same, or two, which makes them unrelated.

    Left as it is if a text has a year in it: that is a scope already.

    >>> pair = LabelledPair("The mill made 30 tons.", "The mill made 9 tons.", "contradiction")
    >>> scoped(pair, random.Random(4)).hypothesis, scoped(pair, random.Random(4)).label
    ('In Lyon, the mill made 9 tons.', 'contradiction')
    >>> other = scoped(pair, random.Random(8))
    >>> other.premise, other.hypothesis, other.label
    ('The mill made 30 tons in Peru.', 'In Leeds, the mill made 9 tons.', 'unrelated')
    """
    texts = pair.premise, pair.hypothesis
    if any(int(n) in _YEARS for text in texts for n in re.findall(r"\d{4}", text)):
        return pair
    first, second = chooser.sample(chooser.choice(SCOPES), 2)
    apart = chooser.random() < 0.5
    limited = [
        f"{scope}, {_clause(text)}."
        if chooser.random() < 0.5
        else f"{text.rstrip('.')} {scope[0].lower()}{scope[1:]}."
        for text, scope in zip(texts, (first, second if apart else first), strict=True)
    ]
    label = UNRELATED if apart else pair.label
    return replace(pair, premise=limited[0], hypothesis=limited[1], label=label)


def with_negations(pairs: Sequence[LabelledPair], share: float, seed: int) -> list[LabelledPair]:
    """Return unrelated pairs of which a ``share`` has its hypothesis negated or denied.

    Two statements about different things stay so when one is denied, so that
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


OPPOSITE = {
    "entailment": "contradiction",
    "contradiction": "entailment",
    "neutral": "neutral",
    UNRELATED: UNRELATED,
}
"""The label of a negated hypothesis: what contradicts a statement entails its negation."""
_QUANTIFIED = re.compile(
    r"\b(?:some|any|all|every|everyone|each|many|most|few|both|several|no|none|only|always|often)\b",
    re.IGNORECASE,
)


def negated_hypotheses(pairs: Sequence[LabelledPair], count: int, seed: int) -> list[LabelledPair]:
    """Return ``count`` pairs whose hypothesis is negated, labelled after `OPPOSITE`.

    Labels are as even as the data lets them be. Hypotheses that count or
    quantify are left out: "not" beside "some" or "all" does not negate the sentence.
    """
    chooser = random.Random(seed)
    found: dict[str, list[LabelledPair]] = {}
    for pair in chooser.sample(pairs, len(pairs)):
        text = pair.hypothesis
        if _is_sentence(text) and not _QUANTIFIED.search(text):
            rule = denied if chooser.random() < DENIED_SHARE else negated
            other = rule(text, chooser)
            if other is not None:
                label = OPPOSITE[pair.label]
                turned = LabelledPair(pair.premise, other, label, "negated")
                found.setdefault(label, []).append(turned)
    return [pair for some in found.values() for pair in some[: count // 3]]


def _is_sentence(text: str) -> bool:
    return text.endswith(".") and SHORTEST <= len(text) <= LONGEST


def _clause(text: str) -> str:
    """Return a sentence as the clause after "that"."""
    first = text.split()[0]
    lower = first.lower() in GRAMMAR and first != "I"
    return (text[0].lower() + text[1:] if lower else text).rstrip(".")
