"""Names of persons, bodies and places in a text, and which may be one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from contradict.verdicts.aliases import meanings
from contradict.verdicts.date_forms import WEEKDAYS
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
            [w for w in n.words if not is_number(w)] or list(n.words) for n in (self, other)
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
        frozenset(ORDINALS.get(word, word) for word in name if is_number(word)),
        frozenset(word for word in name if word in OPPOSED),
    )


def is_one(a: str, b: str) -> bool:
    """Tell whether two words are one name, or a name and its plural or adjective.

    >>> is_one("velia", "velian"), is_one("reds", "red"), is_one("austria", "australia")
    (True, True, False)
    """
    short, long = sorted((a, b), key=len)
    return a == b or (len(short) > 2 and long in {short + ending for ending in _ENDINGS})


def is_number(word: str) -> bool:
    """Tell whether a word of a name numbers it.

    >>> is_number("second"), is_number("737"), is_number("osk")
    (True, True, False)
    """
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
    >>> [n.words for n in names("John F. Kennedy met J. K. Rowling.")]
    [('john', 'f', 'kennedy'), ('j', 'k', 'rowling')]
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
        while j < len(found) and (
            text[found[j - 1].end : found[j].start] in (" ", "-", "'s ", "’s ")
            or _is_initial(text, found[j - 1], found[j])
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


def _is_initial(text: str, word: Word, following: Word) -> bool:
    """Tell whether a word is an initial with its full stop, which ends no sentence.

    >>> john, f, kennedy, *_ = words(text := "John F. Kennedy won.")
    >>> _is_initial(text, f, kennedy), _is_initial(text, john, f)
    (True, False)
    """
    gap = text[word.end : following.start]
    return len(word.text) == 1 and word.text.isupper() and gap in (". ", ".")


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
