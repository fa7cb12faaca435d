"""Names of persons, bodies and places: who is in which role, and what a text is about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from contradict.extraction.reference_words import states
from contradict.verdicts.aliases import Given, given, meanings
from contradict.verdicts.dates import WEEKDAYS
from contradict.verdicts.numerals import ADJECTIVES, CARDINALS, MONTHS, SHORT_MONTHS
from contradict.verdicts.words import FUNCTION, KEPT, Span, Word, listed, words

_NOT_NAMES = FUNCTION | frozenset(MONTHS) | frozenset(WEEKDAYS) | frozenset(CARDINALS)
_NOT_NAMES |= frozenset(
    listed(
        "correction half experts critics nonsense according residents some nobody everybody "
        "everyone nothing none neither anyone anybody somebody someone"
    )
)
ORDINALS = {
    word: i
    for names in (
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth",
        "i ii iii iv v vi vii viii ix . xi xii xiii xiv xv xvi",
    )
    for i, word in enumerate(listed(names), 1)
}
"""Words that tell a name from others of its kind, as numbers do: "the Second Punic War"."""
OPPOSED = frozenset(
    listed("north south east west northern southern eastern western upper lower great little")
)
"""Words that tell a name from its neighbour's: "North Osk"."""
_ENDINGS = listed("s n an ian")
BODIES = frozenset(listed("government republic kingdom state parliament"))
"""What a name with *of* is the name of itself: "the Government of Velia" is Velia's."""
_CAPITALISED = re.compile(r"[A-ZÀ-Þ]")
KINDS = frozenset(
    listed(
        "bridge storm hurricane dam school plant hospital island town village city district site "
        "county glacier line mine tunnel road street river lake station airport university museum "
        "ship tanker ferry freighter model phase region province mount camp fire war hotel"
    )
)
"""What can bear a name: another name on the same kind is another thing."""


OFFICES = frozenset(
    listed(
        "prime president minister premier chancellor secretary mayor governor king queen prince "
        "pope general captain judge senator director chairman government ministry office home "
        "foreign court supreme high council house senate congress parliament army navy police "
        "state department cabinet crown"
    )
)
"""Of what a name may consist that others share, or that its bearer has besides his own."""
_ABSTRACT = ("tion", "sion", "ment", "ness", "ity", "out", "ing", "ship", "ance", "ence")
WHERE = frozenset(listed("in at of from on near to outside around across"))
"""Words before the name of a place."""


@dataclass(frozen=True, slots=True)
class Name:
    """A run of capitalised words, with a number that belongs to it, and its place."""

    words: tuple[str, ...]
    span: Span
    kind: str = ""

    def same(self, other: Name) -> bool:
        """Tell whether two names may be one: a word in common, and no number that differs.

        Where each has words of its own, it is the last that they have in common.
        Two names of one thing are one as well: see `contradict.verdicts.aliases`.

        >>> a, b, c = (names(t)[0] for t in ("Leo Marz", "Mr Marz", "Zento 9"))
        >>> a.same(b), a.same(c)
        (True, False)
        >>> a, b, c = (names(t)[0] for t in ("Mr Marz", "Mr Callow", "Leo Callow"))
        >>> a.same(b), b.same(c)
        (False, True)
        >>> names("World War II")[0].same(names("The Second World War")[0])
        True
        >>> names("It rained in Kiev.")[0].same(names("It rained in Kyiv.")[0])
        True
        >>> names("The CIA left.")[0].same(names("The Central Intelligence Agency left.")[0])
        True
        >>> names("The Museum of Art shut.")[0].same(names("The Museum of Art opened.")[0])
        True
        """
        if self.words == other.words or self._is_short_for(other) or other._is_short_for(self):
            return True
        numbers, sides = zip(_told(self.words), _told(other.words), strict=True)
        if any(all(told) and told[0] != told[1] for told in (numbers, sides)):
            return False
        if meanings(self.words) & meanings(other.words):
            return True
        here, there = (
            [w for w in n.words if not _is_number(w)] or list(n.words) for n in (self, other)
        )
        shared = {(a, b) for a in here for b in there if is_one(a, b)}
        heads = here[-1], there[-1]
        if heads[0] == heads[1] and heads[0] in KINDS and not all(numbers):
            shared.discard(heads)
        own = set(here) - {a for a, _ in shared}
        others = set(there) - {b for _, b in shared}
        return bool(shared) and (is_one(*heads) or not own or not others)

    def _is_short_for(self, other: Name) -> bool:
        """Tell whether the only word of this name is made of the other's initials."""
        initials = "".join(word[0] for word in other.words)
        return len(initials) > 1 and self.words == (initials,)


@lru_cache(maxsize=KEPT)
def _told(name: tuple[str, ...]) -> tuple[frozenset[int | str], frozenset[str]]:
    """Return the numbers, and the sides, that tell a name from others like it."""
    return (
        frozenset(ORDINALS.get(word, word) for word in name if _is_number(word)),
        frozenset(word for word in name if word in OPPOSED),
    )


def is_one(a: str, b: str) -> bool:
    """Tell whether two words are one name, or a name and its plural or adjective.

    >>> is_one("velia", "velian"), is_one("reds", "red"), is_one("austria", "australia")
    (True, True, False)
    """
    short, long = sorted((a, b), key=len)
    return a == b or (len(short) > 2 and long in {short + ending for ending in _ENDINGS})


def _is_number(word: str) -> bool:
    return word[0].isdecimal() or word in ORDINALS


@lru_cache(maxsize=KEPT)
def names(text: str) -> tuple[Name, ...]:
    """Return the names of a text in their order.

    >>> [n.words for n in names("The Callow Bridge in Osk was built by Castor and Pollux.")]
    [('callow', 'bridge'), ('osk',), ('castor',), ('pollux',)]
    >>> [n.words for n in names("The Government of Velia met.")]
    [('velia',)]
    >>> [n.words for n in names("The IT staff of the WHO, who left it, met the U.S. envoy.")]
    [('it',), ('who',), ('us',)]
    >>> names("Twelve patients came on Monday.")
    ()
    """
    found = words(text)
    result: list[Name] = []
    i = 0
    while i < len(found):
        first = found[i]
        starts = not i or text[: first.start].rstrip()[-1:] in (".", ":", ";", "?", "!")
        month = first.low in SHORT_MONTHS and i + 1 < len(found) and found[i + 1].text.isdecimal()
        if not _is_name(first) or month or (starts and not _named_at_start(text, i)):
            i += 1
            continue
        j = i + 1
        own = i
        if first.low in BODIES and (named := _named_by_of(found, j)):
            own, j = named, named + 1
        while j < len(found) and text[found[j - 1].end : found[j].start] in (
            " ",
            "-",
            "'s ",
            "’s ",
        ):
            following = found[j]
            number = following.text.isdecimal() and len(following.text) < 4
            genitive = text[found[j - 1].end : following.start] in ("'s ", "’s ")
            if (not _is_name(following) and not number) or genitive:
                break
            j += 1
        parts = tuple(word.low for word in found[own:j])
        result.append(Name(parts, (first.start, found[j - 1].end), _kind(text, i, j)))
        i = j
    return tuple(result)


def _is_name(word: Word) -> bool:
    """Tell whether a word may be part of a name: "US" is, "Us" is not."""
    return word.is_acronym or (
        _CAPITALISED.match(word.text) is not None and word.low not in _NOT_NAMES
    )


def _named_by_of(found: Sequence[Word], i: int) -> int:
    """Return the place of the name in "of Velia" or "of the Isles" at ``i``, 0 if there is none."""
    following = [word.text for word in found[i : i + 3]]
    for lead in (["of"], ["of", "the"]):
        named = following[len(lead) : len(lead) + 1]
        if following[: len(lead)] == lead and named and _CAPITALISED.match(named[0]):
            return i + len(lead)
    return 0


def _named_at_start(text: str, i: int) -> bool:
    """Tell whether the first word of a sentence is a name, as far as its surroundings tell."""
    found = words(text)
    if found[i].is_acronym:
        return True
    if len(found) <= i + 1:
        return False
    after = found[i + 1]
    gap = text[found[i].end : after.start]
    if gap in ("'s ", "’s ") or _CAPITALISED.match(after.text) or after.text.isdecimal():
        return True
    verbs = ("is", "are", "was", "were", "has", "have", "had", "will", "can", "must", "and", "does")
    plural = found[i].low.endswith("s") and after.low in ("are", "were", "have")
    verb = after.low in verbs or after.low.endswith("ed") or after.base != after.low
    return verb and not plural and found[i].low not in ADJECTIVES


def tells_apart(name: Name, text: str) -> bool:
    """Tell whether a name is one that tells its bearer from others.

    An office or a body is known by its bearer's name too. The first word of a sentence
    has its capital in any case: it is no name for certain if it is a plural, or an
    abstract noun.

    >>> [tells_apart(names(t)[0], t) for t in ("Osk was hit.", "The Prime Minister left.")]
    [True, False]
    >>> [tells_apart(names(t)[0], t) for t in ("Rebels killed two.", "Turnout was 63%.")]
    [False, False]
    """
    if all(word in OFFICES for word in name.words):
        return False
    word = next(w for w in words(text) if w.start == name.span[0])
    lone = name.span == word.span and not text[: word.start].rstrip()[-1:].isalnum()
    return not lone or (word.base == word.low and not word.low.endswith(_ABSTRACT))


def _kind(text: str, i: int, j: int) -> str:
    """Return what the name is the name of: "the island of Tarn", "Storm Greta"."""
    found = words(text)
    inside = [w.base for w in found[i:j] if w.base in KINDS and not w.low.endswith("ing")]
    if inside:
        return inside[-1]
    before = [word.base for word in found[max(0, i - 2) : i]]
    if before[-1:] == ["of"]:
        before = before[:-1]
    after = [word.base for word in found[j : j + 1]]
    return next((w for w in (before[-1:] + after) if w in KINDS), "")


def exclusive(left: str, right: str) -> tuple[list[Name], list[Name]]:
    """Return the names of each text that the other does not have.

    >>> [[n.words for n in side] for side in exclusive("Castor has won.", "Pollux has won in Osk.")]
    [[('castor',)], [('pollux',), ('osk',)]]
    >>> exclusive("Leo Marz scored.", "Marz scored twice.")
    ([], [])
    """
    here, there = _exclusive(left, right, given())
    return list(here), list(there)


@lru_cache(maxsize=KEPT)
def _exclusive(left: str, right: str, _: Given) -> tuple[tuple[Name, ...], tuple[Name, ...]]:
    """Return what `exclusive` does; which names are one depends on those that a user has given."""
    here, there = names(left), names(right)
    return (
        tuple(a for a in here if not any(map(a.same, there)) and not _mentioned(a, right)),
        tuple(b for b in there if not any(map(b.same, here)) and not _mentioned(b, left)),
    )


def _mentioned(name: Name, text: str) -> bool:
    """Tell whether a text has a word of a name, though not as a name, or the same by meaning."""
    if any(map(_is_number, name.words)):
        return False
    if any(part in _not_named(text) for part in name.words if part not in KINDS):
        return True
    meant = meanings(name.words)
    return bool(meant) and any(meant & meanings(other.words) for other in names(text))


@lru_cache(maxsize=KEPT)
def _not_named(text: str) -> frozenset[str]:
    """Return the words of a text that stand in no name, in lower case."""
    named = [name.span for name in names(text)]
    return frozenset(w.low for w in words(text) if not any(a <= w.start < b for a, b in named))


def other_subject(left: str, right: str) -> tuple[Name, Name] | None:
    """Return two names of one kind of thing that differ: the texts are about two things.

    >>> a, b = other_subject("The Callow Bridge is shut.", "The Marlow Bridge is open.")
    >>> a.words, b.words
    (('callow', 'bridge'), ('marlow', 'bridge'))
    >>> other_subject("Castor built the Callow Bridge.", "Pollux built the Callow Bridge.")
    """
    here, there = exclusive(left, right)
    for a in here:
        for b in there:
            if a.kind and a.kind == b.kind:
                return a, b
    numbered = [[n for n in names(text) if n.words[-1][0].isdecimal()] for text in (left, right)]
    pairs = [(a, b) for a in numbered[0] for b in numbered[1] if a.words[:-1] == b.words[:-1]]
    return pairs[0] if pairs and all(a.words != b.words for a, b in pairs) else None


def apart(left: str, right: str) -> bool:
    """Tell whether two names, each in one text only, stand in the same place of it.

    >>> apart("Turnout in Osk was 63%.", "Turnout in Arad was 44%.")
    True
    >>> apart("Leo Marz took the job.", "My place is in Varnes.")
    False
    """
    here, there = exclusive(left, right)
    return any(
        _places(a, left) & _places(b, right) and not _one_state(a, b) for a in here for b in there
    )


def _one_state(a: Name, b: Name) -> bool:
    """Tell whether one name is a state, and the other its capital, which may speak for it.

    >>> a, b, c = (names(f"He left {n}.")[0] for n in ("Tirana", "Albania", "Algeria"))
    >>> _one_state(a, b), _one_state(a, c)
    (True, False)
    """
    here, there = (states().get(" ".join(name.words)) for name in (a, b))
    return here is not None and there is not None and here[0] == there[0]


def _places(name: Name, text: str) -> frozenset[str]:
    """Return the places in a sentence that a name may have: its subject's, or one of a place."""
    before = [
        word.low for word in words(text[: name.span[0]]) if word.low not in ("the", "a", "an")
    ]
    found = set()
    if not before:
        found.add("subject")
    if before[-1:] and before[-1] in WHERE:
        found.add("place")
    if text[name.span[1] :][:2] in ("'s", "’s", "' "):
        found |= {"subject", "place"}
    return frozenset(found)
