"""Opposite words and phrases: a table of our own, WordNet's antonyms, negative prefixes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from operator import contains

from contradict.verdicts.polarity import NEAR, foremost, negations
from contradict.verdicts.quantities import quantities
from contradict.verdicts.words import FUNCTION, KEPT, Span, Word, listed, table, words

UNLIKE = frozenset(
    listed(
        "man woman men women boy girl brother sister father mother husband wife son daughter "
        "north south east west day night left right come go here there this that now then first "
        "last in out give take buy sell person be have day home land sea child parent sunday can "
        "good well house have get before after over under on off up down big small old new young "
        "all no some any ever never always yes keep long short for against show hide make mar"
    )
)
"""Opposites that seldom oppose two statements."""
PREFIXES = ("un", "non", "dis", "il", "im", "in", "ir")
PARTICLES = frozenset(listed("up down out off away back over"))
_STEM = 5
"""Letters that are left at least where a negative prefix is taken off."""
_ALTER = ("able", "ible", "al", "ed", "en", "ent", "ant", "ful", "ly", "ate", "ous", "ive", "ure")
"""Endings of words that a negative prefix turns round."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word or phrase of the table in a text: row, side, place, and whether it is denied."""

    row: int
    side: int
    span: Span
    denied: bool


@lru_cache(maxsize=1)
def _terms() -> dict[str, tuple[tuple[tuple[str, ...], int, int], ...]]:
    """Return the table by the first word of a term: the term's words, row and side."""
    found: dict[str, list[tuple[tuple[str, ...], int, int]]] = {}
    lines = files(__package__).joinpath("opposed.tsv").read_text("utf-8").splitlines()
    for row, line in enumerate(lines):
        for side, terms in enumerate(line.split("\t")):
            for term in terms.split(", "):
                parts = tuple(word.low for word in words(term))
                found.setdefault(parts[0], []).append((parts, row, side))
    return {first: tuple(terms) for first, terms in found.items()}


@lru_cache(maxsize=1)
def _antonyms() -> dict[str, frozenset[str]]:
    found = table("antonyms.tsv")
    return {word: frozenset(others) for word, others in found.items() if word not in UNLIKE}


def _forms(word: Word) -> set[str]:
    """Return the word and its possible base forms: "raising" may come from "raise"."""
    return {word.low, word.base, f"{word.base}e"}


@lru_cache(maxsize=KEPT)
def terms(text: str) -> tuple[Term, ...]:
    """Return the words and phrases of a text that have opposites in the table.

    A bound on a number ("more than five") is none.

    >>> text = "They gave way."
    >>> {text[slice(*term.span)] for term in terms(text)}
    {'gave way'}
    >>> terms("More than five came.")
    ()
    """
    found = words(text)
    taken = [quantity.span for quantity in quantities(text)]
    denied = {word.start for cue in negations(text) for word in cue.scope}
    forms = [_forms(word) for word in found]
    result: list[Term] = []
    for i, first in enumerate(found):
        for parts, row, side in (t for form in forms[i] for t in _terms().get(form, ())):
            last = i if len(parts) == 1 else _last(forms, i, parts)
            if last is None:
                continue
            span = first.start, found[last].end
            if not any(a < span[1] and span[0] < b for a, b in taken):
                result.append(Term(row, side, span, first.start in denied))
    return tuple(t for t in result if not any(_holds(other.span, t.span) for other in result))


def _last(forms: Sequence[set[str]], i: int, parts: Sequence[str]) -> int | None:
    """Return where the term that begins with the word ``i`` ends; "turn her down" has a gap.

    >>> _last([{"they"}, {"turned", "turn"}, {"her"}, {"down"}], 1, ("turn", "down"))
    3
    >>> _last([{"turn"}, {"and"}, {"went", "go"}, {"down"}], 0, ("turn", "down"))
    """
    apart = len(parts) == 2 and parts[1] in PARTICLES and parts[0] != "be"
    for gap in (0, 1) if apart else (0,):
        rest = forms[i + 1 + gap : i + gap + len(parts)]
        if len(rest) == len(parts) - 1 and all(map(contains, rest, parts[1:])):
            return i + gap + len(parts) - 1
    return None


def _holds(longer: Span, shorter: Span) -> bool:
    return longer != shorter and longer[0] <= shorter[0] and shorter[1] <= longer[1]


def are_opposite(a: Word, b: Word) -> bool:
    """Tell whether two words are antonyms, in either order.

    >>> rose, fell, legal, illegal = words("rose fell legal illegal")
    >>> are_opposite(rose, fell), are_opposite(legal, illegal), are_opposite(rose, legal)
    (True, True, False)
    """
    if not _opposites(a.low, a.base).isdisjoint(_forms(b)):
        return True
    if not _opposites(b.low, b.base).isdisjoint(_forms(a)):
        return True
    return prefixed(a, b) or prefixed(b, a)


@lru_cache(maxsize=16384)
def _opposites(low: str, base: str) -> frozenset[str]:
    """Return the antonyms of a word's forms, as WordNet has them."""
    known = _antonyms()
    forms = {low, base, f"{base}e"} - UNLIKE
    return frozenset(other for form in forms for other in known.get(form, ()))


def in_one_row(a: Word, b: Word) -> bool:
    """Tell whether two words stand on the two sides of a row of the table.

    >>> stay, left, rose = words("stay left rose")
    >>> in_one_row(stay, left), in_one_row(stay, rose)
    (True, False)
    """
    sides = [
        {
            (row, side)
            for form in _forms(w)
            for parts, row, side in _terms().get(form, ())
            if not parts[1:]
        }
        for w in (a, b)
    ]
    return any((row, 1 - side) in sides[1] for row, side in sides[0])


def prefixed(word: Word, plain: Word) -> bool:
    """Tell whether ``word`` is ``plain`` with a negative prefix.

    >>> insured, uninsured, form, inform = words("insured uninsured form inform")
    >>> prefixed(uninsured, insured), prefixed(inform, form)
    (True, False)
    """
    low = plain.low
    if len(low) < _STEM or not word.low.endswith(low) or word.low == low:
        return False
    if low in FUNCTION or not (low.endswith(_ALTER) or word.low[:2] == "un"):
        return False
    return any(word.low == prefix + low for prefix in PREFIXES)


def antonym_clash(left: str, right: str) -> tuple[Span, Span] | None:
    """Return the opposite words of two texts, none that a negation turns round.

    >>> antonym_clash("Emissions fell in May.", "Emissions increased in May.")
    ((10, 14), (10, 19))
    >>> antonym_clash("He is responsible for the fire.", "He spoke against the dam.")
    >>> antonym_clash("The gate is open.", "The gate is not closed.")
    """
    return next(_by_table(left, right), None) or next(_by_words(left, right), None)


def _by_table(left: str, right: str) -> Iterator[tuple[Span, Span]]:
    """Yield terms on the two sides of a row, both denied or neither."""
    for a, b in _rivals(left, right):
        if a.side != b.side:
            yield a.span, b.span


def denied_clash(left: str, right: str) -> tuple[Span, Span] | None:
    """Return words of one meaning of which one text denies its own, in its main clause.

    >>> denied_clash("The town was liberated.", "The town has not been freed.")
    ((13, 22), (13, 27))
    >>> denied_clash("The town was liberated.", "The town has been freed.")
    """
    for a, b in _rivals(left, right):
        if a.side == b.side:
            cue = _cue(left, a.span) if a.denied else _cue(right, b.span)
            if cue is not None:
                whole = (cue[0], (a if a.denied else b).span[1])
                return (whole, b.span) if a.denied else (a.span, whole)
    return None


def _rivals(left: str, right: str) -> Iterator[tuple[Term, Term]]:
    """Yield terms of one row in which either text says one thing, and each another.

    To deny one side of a row is to say the other.
    """
    here, there = _rows(left), _rows(right)
    for row in sorted(here.keys() & there.keys()):
        said = [{term.side ^ term.denied for term in side} for side in (here[row], there[row])]
        if len(said[0]) == len(said[1]) == 1 and said[0] != said[1]:
            yield here[row][0], there[row][0]


@lru_cache(maxsize=KEPT)
def _rows(text: str) -> Mapping[int, Sequence[Term]]:
    found: dict[int, list[Term]] = {}
    for term in terms(text):
        found.setdefault(term.row, []).append(term)
    return found


def _cue(text: str, denied: Span) -> Span | None:
    """Return the cue in the main clause of ``text`` that reaches its word at ``denied`` soon."""
    for cue in foremost(text):
        if cue.span[1] <= denied[0] and any(word.start == denied[0] for word in cue.scope[:NEAR]):
            return cue.span
    return None


def _by_words(left: str, right: str) -> Iterator[tuple[Span, Span]]:
    (forms, rivals), (others, rivals_of_others) = _vocabulary(left), _vocabulary(right)
    if forms.isdisjoint(rivals_of_others) and rivals.isdisjoint(others):
        return
    here, there = words(left), words(right)
    lows = {w.base for w in here}, {w.base for w in there}
    denied = [{w.start for n in negations(text) for w in n.scope} for text in (left, right)]
    for a in here:
        if others.isdisjoint(_rivals_of(a)) and rivals_of_others.isdisjoint(_forms(a)):
            continue
        for b in there:
            if a.base in lows[1] or b.base in lows[0] or not are_opposite(a, b):
                continue
            if (a.start in denied[0]) == (b.start in denied[1]):
                yield a.span, b.span


@lru_cache(maxsize=KEPT)
def _vocabulary(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the forms of all words of a text, and those among which their opposites are."""
    found = words(text)
    return (
        frozenset[str]().union(*map(_forms, found)),
        frozenset[str]().union(*map(_rivals_of, found)),
    )


def _rivals_of(word: Word) -> frozenset[str]:
    """Return the forms among which a word's opposites are."""
    return _rival_forms(word.low, word.base)


@lru_cache(maxsize=16384)
def _rival_forms(low: str, base: str) -> frozenset[str]:
    return _opposites(low, base) | {prefix + low for prefix in PREFIXES}
