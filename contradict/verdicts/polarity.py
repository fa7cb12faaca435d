"""Negation and denial, each with what it reaches.

Cues and the reach of a cue up to the end of its clause follow the practice of NegEx
(Chapman et al. 2001), reduced to English news prose.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from contradict.verdicts.words import Span, Word, akin, content, has_kin, listed, words

CUES = frozenset(
    listed("not no never nobody none nothing neither nor without cannot lacks lacked denies denied")
)
PHRASES = tuple(
    re.compile(rf"\b{phrase}\b", re.IGNORECASE)
    for phrase in (
        r"no evidence (?:that|of|for)",
        r"no (?:sign|trace|proof|danger|risk) (?:that|of)",
        r"(?:fail|fails|failed|refuse|refuses|refused) to",
        r"no longer",
        r"free (?:of|from)",
        r"by no means",
        r"in no way",
        r"far from",
    )
)
NO_CUE = re.compile(
    r"\b(not only|not just|no (?:fewer|less|more) than|no doubt|not all|not until|"
    r"if not|no\. ?\d)\b",
    re.IGNORECASE,
)
CLAUSE_END = re.compile(r"[;:.,](?=\s|$)|\b(?:but|although|because|while|when|whereas|as)\b")
DENIALS = re.compile(
    r"\b(?:(?:is|are|was|were|as) (?:\w+ (?:and|or) )?(?:\w+ )?"
    r"(?:false|untrue|invented|fabricated|baseless|unfounded|wrong|made up|nonsense|"
    r"(?:pure |an? )?(?:invention|fabrication|lie|fiction))(?: and \w+)?"
    r"|den(?:y|ies|ied)|reject(?:s|ed)? (?:the |these |those |all |any )?"
    r"(?:accusations?|allegations?|claims?|reports?|charges?)"
    r"|dismiss(?:es|ed)? (?:the |these )?(?:accusations?|allegations?|claims?|reports?)"
    r"|(?:does|do|did) not correspond to (?:reality|the facts|the truth)"
    r"|not true|nonsense|nothing of the (?:sort|kind)|no truth in|false (?:information|reports?)"
    r"|(?:empty|mere) pretext)\b",
    re.IGNORECASE,
)

NEAR = 3
"""Content words after a cue among which the denied one is looked for."""


@dataclass(frozen=True, slots=True)
class Negation:
    """A negative cue and the content words that it reaches."""

    span: Span
    scope: tuple[Word, ...]


def negations(text: str) -> tuple[Negation, ...]:
    """Return the negations of a text; double and idiomatic ones are none.

    >>> [[w.text for w in n.scope] for n in negations("They failed to inspect the dam, it held.")]
    [['inspect', 'dam']]
    >>> negations("Not only the dam broke; no fewer than five died.")
    ()
    """
    found: list[Span] = [match.span() for cue in PHRASES for match in cue.finditer(text)]
    covered = [*found, *(match.span() for match in NO_CUE.finditer(text))]
    for word in words(text):
        cue = word.low in CUES or word.low.endswith(("n't", "n’t"))
        if cue and not any(start <= word.start < end for start, end in covered):
            found.append(word.span)
    return tuple(Negation(span, _scope(text, span)) for span in sorted(found))


def _scope(text: str, cue: Span) -> tuple[Word, ...]:
    if text[slice(*cue)].lower() in ("nobody", "nothing", "none") and cue[0]:
        return tuple(word for word in content(text) if word.end <= cue[0])
    end = CLAUSE_END.search(text, cue[1])
    until = end.start() if end else len(text)
    return tuple(word for word in content(text) if cue[1] <= word.start < until)


def negation_clash(left: str, right: str) -> tuple[tuple[Span, ...], tuple[Span, ...]] | None:
    """Return the words of a negation in one text and what it denies in the other.

    >>> negation_clash("Forces are deployed there.", "Forces are not deployed there.")
    (((11, 19),), ((11, 23),))
    >>> negation_clash("No forces are there.", "There are not any forces.")
    """
    here, there = negations(left), negations(right)
    if bool(here) == bool(there):
        return None
    if there:
        spans = _denied(there, right, left)
        return None if spans is None else (spans[1], spans[0])
    return _denied(here, left, right)


def _denied(
    cues: tuple[Negation, ...], text: str, other: str
) -> tuple[tuple[Span, ...], tuple[Span, ...]] | None:
    """Return the spans in the negative ``text``, then those in the ``other``."""
    facing = content(other)
    for cue in cues:
        shared = [word for word in cue.scope[:NEAR] if has_kin(word, facing)]
        common = [word for word in shared if not word.text[0].isupper()]
        if not common:
            continue
        verbs = [word for word in common if word.low.endswith(("ed", "en", "ing"))]
        word = (verbs or common)[0]
        same = next(w for w in facing if akin(w.base, word.base))
        if word.start < cue.span[0]:
            return (word.span, cue.span), (same.span,)
        near = text[cue.span[1] : word.start].split()
        spans = ((cue.span[0], word.end),) if len(near) <= 1 else (cue.span, word.span)
        return spans, (same.span,)
    return None


def is_negative(text: str) -> bool:
    """Tell whether a text negates anything.

    >>> is_negative("Nobody came."), is_negative("Somebody came.")
    (True, False)
    """
    return bool(negations(text))


def denial(text: str) -> Span | None:
    """Return the words that call another's statement false.

    >>> denial("Reports of sabotage are false and invented.")
    (20, 42)
    >>> denial("False teeth were found.")
    """
    match = DENIALS.search(text)
    return match.span() if match else None


def denial_clash(left: str, right: str) -> tuple[tuple[Span, ...], tuple[Span, ...]] | None:
    """Return the words that deny, and the predicate that they deny in the other text.

    >>> denial_clash("The roof leaked.", "It is not true that the roof leaked.")
    (((9, 15),), ((6, 14),))
    >>> denial_clash("The roof leaked.", "The roof held.")
    >>> denial_clash("The town was shelled.", "They shelled it under the mere pretext of hunting.")
    """
    here, there = _denial_of(left, right), _denial_of(right, left)
    if (here is None) == (there is None):
        return None
    if here is not None:
        return (here,), _reported(right, left, here)
    assert there is not None
    return _reported(left, right, there), (there,)


def _denial_of(text: str, other: str) -> Span | None:
    """Return the words of ``text`` that deny; a pretext denies its purpose, if ``other`` tells it.

    >>> _denial_of("They were shot under the empty pretext of theft.", "They stole.")
    >>> _denial_of("They were shot under the empty pretext of theft.", "The thefts were theirs.")
    (25, 38)
    """
    cue = denial(text)
    if cue is None or not text[slice(*cue)].lower().endswith("pretext"):
        return cue
    facing = content(other)
    purpose = [word for word in content(text) if word.start >= cue[1]]
    return cue if any(has_kin(word, facing) for word in purpose) else None


def _reported(text: str, denying: str, cue: Span) -> tuple[Span, ...]:
    """Return the last word of ``text`` that the denial takes up, or else its last one."""
    said = [word for word in content(denying) if not cue[0] <= word.start < cue[1]]
    own = [word for word in content(text) if word.text.islower()] or list(content(text))
    taken = [word for word in own if has_kin(word, said)]
    verbs = [word for word in taken if word.low.endswith(("ed", "en", "ing"))]
    chosen = (verbs or taken or own)[:1]
    return tuple(word.span for word in chosen) or ((0, len(text)),)
