"""Who bears a name: whether two texts that name different things are about different things."""

from __future__ import annotations

from functools import lru_cache

from contradict.extraction.reference_words import states
from contradict.verdicts.aliases import Given, given, meanings
from contradict.verdicts.names import KINDS, Name, is_number, names
from contradict.verdicts.words import KEPT, listed, words

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
    if any(map(is_number, name.words)):
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
