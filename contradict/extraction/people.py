"""Whom "he" and "she" mean, where a document leaves no doubt."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from contradict.extraction.names import NAME, ORGANISATION, bare
from contradict.extraction.reference_words import (
    CALENDAR,
    GENDERED_TITLES,
    KINDS,
    MEN,
    NAMED_AFTER,
    NO_PERSONS,
    PERSONS,
    WOMEN,
    given_names,
    states,
)
from contradict.extraction.words import AUXILIARIES, FINITE, HONORIFICS

Gender = Literal["m", "f"]

SOMEBODY = "somebody"
"""Stands for one who may be meant, and whose name is not known."""
_MOST = 5000
"""Names that are kept; the oldest go first."""
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_PLACE = re.compile(r"\b(?:in|at|near|off|around|across|outside|between|via|towards?)\s+$", re.I)
_PERSONAL = re.compile(r"\s*(?:\([^)]*\)\s*)?,\s+(?:who\b|(?:aged )?\d\d\b)")
_APPOSED = re.compile(r",\s+(?:(?:a|an|the|its|his|her|their|our)\s+)?(?:[\w’'-]+\s+){0,4}?$")
_OF_GENDER = {
    "m": frozenset({"he", "him", "his", "himself"}),
    "f": frozenset({"she", "her", "hers", "herself"}),
}


@dataclass(slots=True)
class People:
    """The people that a document has named so far, by their last names.

    >>> people = People()
    >>> people.meet("Anna Voss met Simon Brook.")
    >>> people.meant("Brook pleaded not guilty.", "m")
    {'Simon Brook'}
    >>> sorted(people.meant("Brook met the chairman.", "m"))
    ['Simon Brook', 'somebody']
    """

    _known: dict[str, tuple[str, str | None]] = field(default_factory=dict)

    def meet(self, text: str) -> None:
        """Learn the people whom a stretch of text names."""
        for match in NAME.finditer(text):
            words = match.group().rstrip(".,").split()
            name = bare(match.group())
            if not name or _is_no_person(name):
                continue
            title = words[0].casefold().rstrip(".") if len(words) > 1 else ""
            if title == "the" or text[max(0, match.start() - 4) : match.start()] == "the ":
                continue  # "the Anna Voss Foundation"
            gender = GENDERED_TITLES.get(title) or given_names().get(name.split()[0])
            titled = title in HONORIFICS and name != " ".join(words)
            sure = gender or titled or _PERSONAL.match(text, match.end())
            last = name.split()[-1].casefold()
            known = self._known.get(last)
            if known and (known[0].endswith(name) or name.endswith(known[0])):
                longer = max(known[0], name, key=len)
                self._known[last] = longer, known[1] or gender
            elif known:
                self._known[last] = SOMEBODY, None
            elif sure and (len(name.split()) > 1 or titled):
                self._known[last] = name, gender
                if len(self._known) > _MOST:
                    self._known.pop(next(iter(self._known)))

    def is_known(self, name: str) -> bool:
        """Tell whether a name is that of a person whom the document has named."""
        return self._known.get(name.split()[-1].casefold(), ("", None))[0] == name

    def meant(self, context: str, gender: str) -> set[str]:
        """Return all whom a pronoun after ``context`` may mean: full names and `SOMEBODY`."""
        found: set[str] = set()
        named: list[tuple[int, int]] = []
        for match in NAME.finditer(context):
            if bare(match.group()):
                who = self._person(context, match, gender)
                named.append(match.span())
                found |= {who} if who else set()
        first = min((start for start, _ in named), default=len(context))
        for match in _WORD.finditer(context):
            word = re.sub(r"['’]s?$", "", match.group().casefold())
            before = word in _OF_GENDER[gender] and match.start() < first
            if any(a <= match.start() < b for a, b in named):
                continue
            if before or (_may_be(word, gender) and not _is_apposed(context, match.span(), named)):
                found.add(SOMEBODY)
        return found

    def _person(self, context: str, match: re.Match[str], gender: str) -> str | None:
        name = bare(match.group())
        if not name or _is_no_person(name):
            return None
        words = name.split()
        known = self._known.get(words[-1].casefold())
        if known:
            return None if known[1] not in (None, gender) else known[0]
        if _PLACE.search(context[max(0, match.start() - 12) : match.start()]):
            return None
        word = words[0].casefold()
        begins = len(words) == 1 and not context[: match.start()].strip("\"“”«»„' ")
        if begins and (word in FINITE or word in AUXILIARIES or word.endswith(("s", "ing", "ly"))):
            return None
        return SOMEBODY


def _is_no_person(name: str) -> bool:
    words = [word.casefold().strip("'’.") for word in name.split()]
    return (
        bool(ORGANISATION.search(name))
        or words[-1] in KINDS | NAMED_AFTER
        or words[0] in KINDS
        or name.casefold() in states()
        or any(word in states() for word in words)
        or words[-1] in CALENDAR
        or (name.isupper() and len(name) > 1)
    )


def _may_be(word: str, gender: str) -> bool:
    """Tell whether a common noun may stand for one person of the gender."""
    woman = word in WOMEN or word.endswith("woman")
    man = not woman and (word in MEN or word.endswith("man"))
    if woman or man:
        return woman == (gender == "f")
    if word in NO_PERSONS:
        return False
    return word in PERSONS or (len(word) > 4 and word.endswith(("er", "or", "ist")))


def _is_apposed(context: str, span: tuple[int, int], named: list[tuple[int, int]]) -> bool:
    """Tell whether a noun stands beside a name that it describes: a title, or an apposition."""
    start, end = span
    if any(a == end + 1 for a, _ in named):
        return True
    before = max((b for _, b in named if b <= start), default=None)
    return before is not None and bool(_APPOSED.fullmatch(context, before, start))
