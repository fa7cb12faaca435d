"""Negation and denial, each with what it reaches.

Cues and the reach of a cue up to the end of its clause follow the practice of NegEx
(Chapman et al. 2001), reduced to English news prose.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from contradict.verdicts.words import KEPT, Span, Word, akin, content, has_kin, listed, words

CUES = frozenset(
    listed("not no never nobody none nothing neither nor without cannot lacks lacked denies denied")
)
PHRASES = tuple(
    re.compile(rf"\b{phrase}\b", re.IGNORECASE)
    for phrase in (
        r"no evidence (?:that|of|for)",
        r"no (?:sign|trace|proof|danger|risk) (?:that|of)",
        r"(?:fail|fails|failed|refuse|refuses|refused) to",
        r"(?:does|do|did) nothing to",
        r"no longer",
        r"free (?:of|from)",
        r"by no means",
        r"in no way",
        r"far from",
    )
)
NO_CUE = re.compile(
    r"\b(not only|not just|no (?:fewer|less|more) than|no doubt|not until|"
    r"if not|whether or not|or not|nothing but|none other|not in \w+ (?:years|months|decades)|"
    r"no\. ?\d)\b",
    re.IGNORECASE,
)
ONLY = re.compile(r"\b(?:only|alone|sole|solely|exclusively|single)\b", re.IGNORECASE)
"""What leaves room for nothing else."""
_OPENING = re.compile(
    r"(?:In|On|At|After|Before|During|Since|By|From|For|Until|Despite|However|Instead|Yesterday|"
    r"Today|Still|[A-Z]\w+ly)\b(?:(?! (?:is|are|was|were|has|have|had|will)\b)[^,;:.]){0,40}, "
)
"""What stands before the main clause of a sentence, and is none itself."""
FIRST_CUES = 10
CLAUSE_END = re.compile(r"[;:.,](?=\s|$)|\b(?:but|although|because|while|when|whereas|as)\b")
_FALSE = (
    r"(?:false|untrue|invented|fabricated(?! from)|baseless|unfounded|groundless|wrong|"
    r"made up(?! of)|fictitious|"
    r"bogus|faked?s?|forged|an? forgery|forgeries|propaganda|disinformation|slanderers|liars|"
    r"(?:(?:an?|the|pure) )?(?:[a-z]+['’]s )?(?:[a-z]+ )?(?:inventions?|fabrications?|lies?|"
    r"falsehoods?|fictions?|fables?|fairy[- ]tales?|slanders?|smears?|hoax(?:es)?|myths?|"
    r"nonsense|rubbish|fantas(?:y|ies)|legends?(?! (?:in|of|at|among))|figments? of|products? of)"
    r"(?! (?:film|movie|novel|book|series|story|stories|game|show|drama|writer|author)s?\b)"
    r"|without (?:any )?(?:foundation|basis|substance)|not true|"
    r"(?:plucked|made|woven) out of thin air|made of thin air)"
)
_REPORTS = (
    r"(?:accusations?|allegations?|claims?|reports?|charges?|stor(?:y|ies)|rumours?|suggestions?)"
)
DENIALS = re.compile(
    rf"\b(?:(?:is|are|was|were|as) (?:\w+ (?:and|or) )?(?:\w+ )?{_FALSE}(?: and \w+)?"
    rf"|(?<!been )(?<!was )(?<!were )(?<!who )(?<!which )den(?:y|ies|ied)"
    r"(?! (?:\w+ ){0,2}(?:bail|entry|visas?|access|permission|parole|asylum|boarding|funding)\b)"
    rf"|(?:reject|dismiss|refute|dispute|contest)(?:e?s|ed)? "
    rf"(?:(?:the|these|those|this|all|any|such|as) )*(?:\w+ )?{_REPORTS}"
    r"|(?:does|do|did) not correspond to (?:reality|the facts|the truth)"
    r"|not true|(?:is|was)n['’]t true|there (?:is|was|are|were|has been|have been) no such"
    r"|(?<!\w )(?:nonsense|rubbish)|call(?:s|ed|ing)? (?:it|this|that|them|the \w+) "
    r"(?:\w+ )?(?:nonsense|rubbish)|fake news"
    r"|nothing of the (?:sort|kind)|no truth in"
    r"|(?:no|not a|not one) (?:word of (?:it|this|that|truth)|basis in fact)"
    r"|(?:has|have|had) no (?:basis|foundation)|without (?:any )?foundation"
    r"|false (?:information|reports?|claims?)|(?:empty|mere) pretext"
    r"|(?:mak(?:es?|ing)|made) (?:it|this|that|them|things|these things) (?:all )?up"
    r"|made up (?:by|in|to) |out of thin air|figments? of|fairy[- ]tales? (?:from|told|put|about)"
    r"|(?:tells?|telling|told|spreads?|spreading) (?:fibs|lies|tales|falsehoods|untruths)"
    r"|only in (?:the|his|her|their) (?:imagination|fantasy)|(?:has|have) invented (?:it|this|that)"
    r"|(?:is|are|was|were) (?:mistaken about|a liar))\b",
    re.IGNORECASE,
)

SUBORDINATE = re.compile(
    r"\b(?:who|which|whom|whose|because|since|although|though|while|when|where|if|and|so)\b|"
    r"[,;:](?=\s|$)|(?<!\b[A-Z])(?<!\b[DM]r)(?<!\bSt)(?<!\bMrs)\.(?=\s|$)"
)
"""What ends the first clause of a text, or interrupts it."""
AUXILIARIES = frozenset(
    listed("is are was were has have had will would can could may might shall should do does did")
)
WEAK = re.compile(
    r"(?:without|nothing|nor|neither|free (?:of|from)|far from|refuse\w* to)$", re.IGNORECASE
)
"""Cues that mostly deny a circumstance, or are verbs of their own: not what the text says."""
WITH = re.compile(
    r"\b(with|without) (?:(?:a|an|any|the|its|his|her|their) )?(?P<noun>[^\W\d_]+)", re.IGNORECASE
)
TIMES = frozenset(listed("year month week day hour minute time"))
"""Words that two texts have in common without being about one thing."""
NEAR = 3
"""Content words after a cue among which the denied one is looked for."""


@dataclass(frozen=True, slots=True)
class Negation:
    """A negative cue and the content words that it reaches."""

    span: Span
    scope: tuple[Word, ...]


@lru_cache(maxsize=KEPT)
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


@lru_cache(maxsize=KEPT)
def foremost(text: str) -> tuple[Negation, ...]:
    """Return the negations that stand in the first clause: they deny what the text says.

    >>> [text[slice(*n.span)] for text in ("No ship sank.",) for n in foremost(text)]
    ['No']
    >>> foremost("The ship sank, which nobody saw.")
    ()
    >>> [text[slice(*n.span)] for text in ("In May, it did not sink.",) for n in foremost(text)]
    ['not']
    """
    opening = _OPENING.match(text)
    start = opening.end() if opening else 0
    return tuple(
        cue
        for cue in negations(text)[:FIRST_CUES]
        if not WEAK.match(text[slice(*cue.span)])
        and not SUBORDINATE.search(_without_joins(text[start : cue.span[0]]))
    )


def _without_joins(text: str) -> str:
    """Return the text without what joins two nouns before the verb: "forces and equipment".

    >>> _without_joins("The forces and equipment are ")
    'The forces  equipment are '
    >>> _without_joins("The forces are there and ")
    'The forces are there and '
    """
    found = words(text)
    for i, word in enumerate(found):
        if word.low in AUXILIARIES:
            break
        if word.low == "and" and i + 1 < len(found) and found[-1].low in AUXILIARIES:
            return f"{text[: word.start]}{text[word.end :]}"
    return text


def negation_clash(left: str, right: str) -> tuple[tuple[Span, ...], tuple[Span, ...]] | None:
    """Return the words of a negation in one text and what it denies in the other.

    >>> negation_clash("Forces are deployed there.", "Forces are not deployed there.")
    (((11, 19),), ((11, 23),))
    >>> negation_clash("No forces are there.", "There are not any forces.")
    """
    spans = _with_and_without(left, right)
    if spans is not None:
        return spans
    here, there = foremost(left), foremost(right)
    if bool(here) == bool(there):
        return None
    if there:
        spans = _denied(there, right, left)
        return None if spans is None else (spans[1], spans[0])
    return _denied(here, left, right)


def _with_and_without(left: str, right: str) -> tuple[tuple[Span, ...], tuple[Span, ...]] | None:
    """Return what one text has and the other lacks: "with a computer", "without a computer".

    >>> _with_and_without("He wrote it with a computer.", "It was written without computers.")
    (((12, 27),), ((15, 32),))
    >>> _with_and_without("He wrote it with a pen.", "It was written without computers.")
    """
    for a in WITH.finditer(left):
        for b in WITH.finditer(right):
            nouns = words(a["noun"])[0], words(b["noun"])[0]
            if a[1].lower() != b[1].lower() and akin(nouns[0].base, nouns[1].base):
                return (a.span(),), (b.span(),)
    return None


def _denied(
    cues: tuple[Negation, ...], text: str, other: str
) -> tuple[tuple[Span, ...], tuple[Span, ...]] | None:
    """Return the spans in the negative ``text``, then those in the ``other``."""
    facing = content(other)
    for cue in cues:
        plain = [word for word in facing if word.text[0].islower() or not word.start]
        near = [word for word in cue.scope[:NEAR] if word.text[0].islower()]
        common = [word for word in near if has_kin(word, plain) and word.base not in TIMES]
        if not common:
            continue
        verbs = [word for word in common if word.low.endswith(("ed", "en", "ing"))]
        word = (verbs or common)[0]
        same = next(w for w in plain if akin(w.base, word.base))
        if word.start < cue.span[0]:
            return (word.span, cue.span), (same.span,)
        between = text[cue.span[1] : word.start].split()
        spans = ((cue.span[0], word.end),) if len(between) <= 1 else (cue.span, word.span)
        return spans, (same.span,)
    return None


def is_negative(text: str) -> bool:
    """Tell whether a text negates anything.

    >>> is_negative("Nobody came."), is_negative("Somebody came.")
    (True, False)
    """
    return bool(negations(text))


@lru_cache(maxsize=KEPT)
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
    (((9, 15),), ((3, 14),))
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
