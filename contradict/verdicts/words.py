"""Words with their places, and their base forms.

Irregular forms come from WordNet's exception lists (Miller 1995); regular endings are
taken off by rule, and two words count as akin if they share a stem.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TypeAlias

Span: TypeAlias = tuple[int, int]
"""Start and end in a text, in characters."""

_WORD = re.compile(
    r"\d+(?:,\d{3})*(?:\.\d+)?|(?:\b[A-Z]\.){1,4}[A-Z]\b|[^\W\d_]+(?:['’][^\W\d_]+)?|[$€£¥%]"
)
KEPT = 4096
"""Texts of which is kept what the rules read in them: a text is in many pairs."""
_STEM, _SHARE = 4, 0.7
_CLOSED = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy]")
"""One syllable, of which the consonant would be doubled before an ending if it ended with it."""


def listed(text: str) -> tuple[str, ...]:
    """Return the words of a list that is written as one string.

    >>> listed("one two")
    ('one', 'two')
    >>> listed("")
    ()
    """
    return tuple(text.split())


FUNCTION = frozenset(
    listed(
        "a an the this that these those its it their his her our my your of in on at to for from "
        "by with and or but as is are was were be been being am has have had having do does did "
        "will would can could may might shall should must i we you he she they them us him who "
        "which what when where than then there here so such also too just only now still already "
        "yet again not no never nor into onto out up down off over under after before since until "
        "about against between during within through near along per each every all any some both "
        "more most less least very own same other one once ever even if unless because while s t"
    )
)
"""Words that say little of what a text is about."""
_NAMES = frozenset(listed("us it who"))
"""Those that are names in capitals; others in capitals are stressed."""
ARTICLES = frozenset(listed("a an the its his her their our my"))


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it stands, its place, and in lower case its base form and itself."""

    text: str
    start: int
    end: int
    base: str
    low: str
    is_acronym: bool = False

    @property
    def span(self) -> Span:
        """Where it stands."""
        return self.start, self.end

    @property
    def is_content(self) -> bool:
        """Whether it says what the text is about.

        >>> [w.text for w in words("The dam was not built in 1962.") if w.is_content]
        ['dam', 'built', '1962']
        >>> [w.text for w in words("The US told us.") if w.is_content]
        ['US', 'told']
        """
        return self.is_acronym or (self.low not in FUNCTION and self.base not in FUNCTION)


@lru_cache(maxsize=KEPT)
def words(text: str) -> tuple[Word, ...]:
    """Return the words of a text in their order; the genitive's ``'s`` is no part of one.

    >>> [(w.text, w.base) for w in words("Velia's troops left 1,200 towns.")][:3]
    [('Velia', 'velia'), ('troops', 'troop'), ('left', 'leave')]
    >>> [(w.text, w.low) for w in words("The U.S. wins.")]
    [('The', 'the'), ('U.S', 'us'), ('wins', 'wins')]
    >>> words("...")
    ()
    """
    found = []
    shouted = text.isupper()
    for match in _WORD.finditer(text):
        word = match.group()
        if word[-2:] in ("'s", "’s"):
            word = word[:-2]
        low, end = word.lower().replace("’", "'"), match.start() + len(word)
        if "." in low and not low[0].isdecimal():
            low = low.replace(".", "")
        acronym = low in _NAMES and word.isupper() and not shouted
        found.append(Word(word, match.start(), end, base(low), low, acronym))
    return tuple(found)


def table(name: str) -> dict[str, tuple[str, ...]]:
    """Return a table of the package: a word, and the words that belong to it."""
    lines = files(__package__).joinpath(name).read_text("utf-8").splitlines()
    return {word: tuple(rest.split()) for word, rest in (line.split("\t") for line in lines)}


@lru_cache(maxsize=1)
def _irregular() -> dict[str, tuple[str, ...]]:
    return table("irregular.tsv")


_SHORT = {
    form: verb
    for verb, forms in {
        "die": "dies died dying",
        "lie": "lies lied lying",
        "tie": "ties tied tying",
        "owe": "owes owed owing",
        "use": "uses used using",
        "age": "aged ageing aging",
        "axe": "axed axing",
    }.items()
    for form in forms.split()
}
"""Forms of verbs that are too short for the rules of `base`."""


@lru_cache(maxsize=16384)
def base(word: str) -> str:
    """Return the base form of a word in lower case, as far as its ending tells.

    >>> base("fell"), base("stolen"), base("cities"), base("planned"), base("raising")
    ('fall', 'steal', 'city', 'plan', 'rais')
    >>> base("ruled"), base("voting"), base("played"), base("visited")
    ('rule', 'vote', 'play', 'visit')
    >>> base("bus"), base("red"), base("died")
    ('bus', 'red', 'die')
    """
    irregular = _SHORT.get(word) or next(iter(_irregular().get(word, ())), None)
    if irregular:
        return irregular
    for ending, other in (("ies", "y"), ("ied", "y"), ("sses", "ss"), ("ing", ""), ("ed", "")):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            stem = _undoubled(word[: -len(ending)] + other)
            mute = ending in ("ing", "ed") and stem == word[: -len(ending)]
            return f"{stem}e" if mute and _CLOSED.fullmatch(stem) else stem
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        return word[:-1]
    return word


def _undoubled(stem: str) -> str:
    doubled = len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "lsz"
    return stem[:-1] if doubled else stem


@lru_cache(maxsize=65536)
def akin(a: str, b: str) -> bool:
    """Tell whether two base forms share a stem, in either order.

    >>> akin("inspect", "inspection"), akin("rais", "raise"), akin("insure", "insurance")
    (True, True, True)
    >>> akin("port", "poster"), akin("contract", "concert"), akin("war", "warn")
    (False, False, False)
    """
    if a == b:
        return True
    shared = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), None)
    common = min(len(a), len(b)) if shared is None else shared
    shorter, longer = sorted((len(a), len(b)))
    return common >= _STEM and common >= _SHARE * shorter and longer - common <= 5


@lru_cache(maxsize=KEPT)
def content(text: str) -> tuple[Word, ...]:
    """Return the words that say what a text is about.

    >>> [w.text for w in content("It is not in the town.")]
    ['town']
    """
    return tuple(word for word in words(text) if word.is_content)


def outside(text: str, spans: Iterable[Span]) -> list[Word]:
    """Return the content words of a text that stand at none of some places.

    >>> [w.text for w in outside("Six ships sank.", [(0, 3)])]
    ['ships', 'sank']
    """
    taken = list(spans)
    return [w for w in content(text) if not any(a <= w.start < b for a, b in taken)]


def has_kin(word: Word, others: Iterable[Word]) -> bool:
    """Tell whether one of ``others`` shares the stem of ``word``.

    >>> has_kin(words("inspected")[0], words("the inspection"))
    True
    >>> has_kin(words("inspected")[0], words("the repair"))
    False
    """
    return any(akin(word.base, other.base) for other in others)


def lead_of(text: str, word: Word) -> str:
    """Return the word before a noun and its article, in lower case, or nothing.

    >>> text = "It came from the cellar."
    >>> lead_of(text, words(text)[4]), lead_of(text, words(text)[0])
    ('from', '')
    """
    before = [w.low for w in words(text[: word.start])]
    while before and before[-1] in ARTICLES:
        before.pop()
    return before[-1] if before else ""


def overlap(here: Sequence[Word], there: Sequence[Word]) -> float:
    """Return the share of the fewer words that have kin among the others.

    >>> overlap(content("The dam broke."), content("The old dam was repaired."))
    0.5
    >>> overlap(content("The dam broke."), content("A ship sank."))
    0.0
    """
    ways = [(here, there), (there, here)]
    fewest = min(len(here), len(there))
    shared = [sum(has_kin(w, many) for w in few) for few, many in ways if len(few) == fewest]
    return max(shared) / fewest if fewest else 0.0


def joined(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Return spans in order, those that touch or overlap as one.

    >>> joined([(4, 7), (0, 3), (10, 12)])
    ((0, 7), (10, 12))
    >>> joined([])
    ()
    """
    result: list[Span] = []
    for start, end in sorted(spans):
        if result and start <= result[-1][1] + 1:
            result[-1] = result[-1][0], max(end, result[-1][1])
        else:
            result.append((start, end))
    return tuple(result)
