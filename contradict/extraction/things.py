"""Which one thing, or which things, a sentence names, where every word of it is accounted for."""

from __future__ import annotations

import re
from collections.abc import Iterable

from contradict.extraction.names import NAME
from contradict.extraction.nominals import is_plural
from contradict.extraction.reference_words import CALENDAR, HELPING, PLAIN, TIMES
from contradict.extraction.words import AUXILIARIES, FINITE, PEOPLE

_TOKEN = re.compile(r"\d[\d.,:]*|[^\W\d_]+(?:['’-][^\W\d_]+)*|[^\s\w]")
_ONE = frozenset("the a an this that its their his her".split())
_MANY = frozenset("these those two three four five six seven eight nine ten".split())
_UNSURE = frozenset(
    "our my your another each every many several few both all most some any no".split()
)
"""Words whose phrase may not be taken up as it is: "every house … it"."""


def things(sentence: str, *, plural: bool) -> set[str] | None:
    """Return the phrases of a sentence that "it", or "they", may mean after it.

    None if a word may be the name of something and is not known.

    >>> things("The dam was inspected on Monday.", plural=False)
    {'the dam'}
    >>> sorted(things("The dam was built by the town.", plural=False))
    ['the dam', 'the town']
    >>> things("Engineers found lead in the dam.", plural=False)
    """
    tokens = list(_TOKEN.finditer(sentence))
    found: set[str] = set()
    i = 0
    while i < len(tokens):
        word = tokens[i].group()
        low = word.casefold()
        if low in _UNSURE:
            return None
        if low in _ONE or low in _MANY or (word[0].isdigit() and i + 1 < len(tokens)):
            end = _phrase_end(tokens, i)
            if end is None:
                return None
            head = tokens[end - 1].group().casefold()
            many = low in _MANY or word[0].isdigit() or is_plural(head)
            if head not in TIMES and head not in CALENDAR and not head[0].isdigit():
                if PEOPLE.fullmatch(head) and plural and not many:
                    return None  # "the council … they"
                if many == plural:
                    found.add(_taken_up(low, sentence[tokens[i].end() : tokens[end - 1].end()]))
            i = end
        elif _is_accounted(tokens, i):
            i += 1
        else:
            return None
    return found


def fitting(context: str, heads: Iterable[str]) -> set[str]:
    """Return the phrases of a text whose noun is one of ``heads``, each as it is taken up again.

    >>> fitting("Two men died when an old anti-tank mine exploded in the region.", ["mine"])
    {'the old anti-tank mine'}
    """
    noun = "|".join(sorted(heads))
    pattern = rf"(?:\b(?P<first>an?|the|this) (?:[a-z-]+ )??(?:[a-z-]+ )??)?\b(?:{noun})\b"
    found = list(re.finditer(pattern, context, re.IGNORECASE))
    if len(found) != 1 or not found[0]["first"]:
        return {match.group() for match in found} if len(found) > 1 else set()
    words = found[0].group().split()
    return {_taken_up(words[0].casefold(), f" {' '.join(words[1:])}")}


def _taken_up(first: str, rest: str) -> str:
    """Return a phrase as it is taken up again: "a ferry" as "the ferry", "two" as "the two"."""
    if first in ("a", "an"):
        first = "the"
    counts = first[0].isdigit() or (first in _MANY and first not in ("these", "those"))
    return " ".join(f"{'the ' if counts else ''}{first}{rest}".split())


def _phrase_end(tokens: list[re.Match[str]], start: int) -> int | None:
    """Return where the phrase ends that begins with an article; None if that is not sure."""
    i = start + 1
    while i < len(tokens):
        word = tokens[i].group()
        low = word.casefold()
        if not word[0].isalpha() or low in PLAIN or low in AUXILIARIES:
            break
        if NAME.fullmatch(word):
            return None
        if i > start + 1 and (low in FINITE or low.endswith(("ed", "ing"))):
            if low in FINITE and not low.endswith("ed"):
                return None  # "the test results", or "the test results in"
            break
        if low.endswith("ing") or (low in FINITE and not low.endswith("ed")):
            return None
        i += 1
    return i if i > start + 1 else None


def _is_accounted(tokens: list[re.Match[str]], i: int) -> bool:
    """Tell whether a word outside of phrases surely names nothing that a pronoun may mean."""
    word = tokens[i].group()
    low = word.casefold()
    if not word[0].isalpha() or low in CALENDAR:
        return True
    if NAME.fullmatch(word) and (i or not low.endswith("ly")):
        return False
    if low in PLAIN or low in AUXILIARIES or low in HELPING or low in TIMES or low.endswith("ly"):
        return True
    before = tokens[i - 1].group().casefold() if i else ""
    if low in FINITE or low.endswith("ed"):
        return True
    return before in AUXILIARIES or before in HELPING
