"""One name a speaker: a table of names, and the names that a document gives."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from contradict.extraction.mentions import apposed_name, official_of, resident_of
from contradict.extraction.names import NAME, ORGANISATION, POSSESSIVE, bare
from contradict.extraction.nominals import is_plural
from contradict.extraction.reference_words import GENDERED_TITLES, given_names, states
from contradict.extraction.words import (
    CONNECTIVES,
    INSTITUTIONS,
    NOT_SUBJECT,
    PEOPLE,
    PRONOUNS,
    RELATIVES,
)

_PARENTHESIS = re.compile(r"\([^()]*(?:\)|$)|\)")
_ARTICLE = re.compile(r"^(?:the|a|an|its|his|her|their)\s+", re.IGNORECASE)
_DETERMINED = re.compile(
    r"(?:the|an?|its|his|her|their|our|my|this|that|these|those|one|another|some|many|several|"
    r"both|most|all|two|three|four|five|six|seven|eight|nine|ten|[1-9]\d*)\s",
    re.IGNORECASE,
)
_SPOKEN_FOR = re.compile(r"\s(?:spokes\w+|statement|sources?|letter)$", re.IGNORECASE)
_OFFICE = re.compile(
    r"(?:head|spokes\w+|speaker|chief|director|minister|statement|letter|study|report|notice) "
    r"(?:of|by|from|for) ",
    re.I,
)
_BOTH = re.compile(rf"(?:[Bb]oth )?({NAME.pattern}) and ({NAME.pattern})")
"""Two names, of two who say the same."""
_SURNAMES_TOO = frozenset("jordan chad israel ireland england france paris london georgia".split())
"""Names of states that people bear."""
_NO_GIVEN_NAMES = frozenset(
    "air team north south east west northern southern eastern western central new royal "
    "visit".split()
)
_PLACES = frozenset("county parish township avenue street road".split())
"""What is named after a state, and is not of it."""

_SHORT = 3
"""Words up to which a plural without an article is a phrase of its own."""
_MOST = 20_000
"""Words of names that are kept; the oldest go first."""


@dataclass(slots=True)
class Speakers:
    """The names met so far in a document, and what a mention of a speaker means.

    ``table`` holds a user's own names: each mention, in any case, and its speaker.

    >>> speakers = Speakers({"the Castle": "Prague"})
    >>> speakers.meet("Mayor Ilse Brandt spoke to the Ministry of Transport.")
    >>> [speakers.resolve(m) for m in ("Brandt", "the ministry", "the Castle", "Kremlin")]
    ['Ilse Brandt', 'Ministry of Transport', 'Prague', 'Moscow']
    """

    table: Mapping[str, str] = field(default_factory=dict)
    last: str | None = None
    subject: str | None = None
    _by_word: dict[str, str] = field(default_factory=dict)
    _folded: dict[str, str] = field(default_factory=dict)
    _gender: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._folded = {_fold(k): v for k, v in self.table.items()}

    def meet(self, text: str) -> None:
        """Learn the names in a sentence; what it begins with becomes its subject."""
        self.subject = None
        for match in NAME.finditer(text):
            name = bare(match.group())
            title = GENDERED_TITLES.get(match.group().split()[0].casefold().rstrip("."))
            if name and title:
                self._gender[name.split()[-1].casefold()] = title
            if len(name.split()) < 2:
                known = self._by_word.get(name.casefold())
                if match.start() < 3 and known:
                    self.subject = known
                continue
            if match.start() < 12 and self.subject is None:
                self.subject = name
            self._learn(name)

    def _learn(self, name: str) -> None:
        parts = [word.casefold() for word in name.split()]
        person = not ORGANISATION.search(name)
        keys = {parts[0], parts[-1]} if person else set(parts) - {"of", "the", "for", "and"}
        for key in keys:
            known = self._by_word.get(key)
            if known and (set(parts) < set(known.casefold().split()) or person):
                continue
            self._by_word[key] = name
            if len(self._by_word) > _MOST:
                self._by_word.pop(next(iter(self._by_word)))

    def resolve(self, mention: str) -> str | None:
        """Return the speaker that ``mention`` means, or None if it means nobody."""
        mention = _PARENTHESIS.sub(" ", mention.replace("\ue000", " ").replace("’", "'"))
        mention = " ".join(mention.split()).strip(" ,–—-")
        lead = CONNECTIVES.match(mention)
        mention = mention[lead.end() :] if lead else mention
        folded = _fold(mention)
        if not folded:
            return None
        if folded in self._folded:
            return self._folded[folded]
        if folded.split()[-1] in PRONOUNS:
            return self._pronoun(folded.split()[-1])
        if folded.split()[-1].partition("'")[0] in ("i", "we", "you"):
            return self.last
        apposed = apposed_name(mention)
        if apposed:
            return self._joined(apposed)
        state = self._surnamed(folded) or self._state(folded)
        if state:
            return state
        described = resident_of(mention) or official_of(mention)
        if described:
            return described
        names = [bare(n) for n in NAME.findall(mention)]
        names = [n for n in names if n and not (PEOPLE.fullmatch(n) and mention.startswith(n))]
        people = [n for n in names if len(n.split()) > 1 and not ORGANISATION.search(n)]
        office = _OFFICE.search(mention)
        if people and not office:
            both = _BOTH.fullmatch(mention)
            named = [self._joined(bare(name)) for name in both.groups()] if both else []
            return " and ".join(named) or self._joined(people[-1])
        if names and (len(names) == 1 or office or len(names[0].split()) > 1):
            return self._joined(names[-1] if office else max(names, key=lambda n: len(n.split())))
        if names:
            return self._joined(names[0])
        nouns = PEOPLE.findall(mention)
        known = (self._by_word.get(noun.casefold()) for noun in nouns)
        return next(filter(None, known), None) or _described(mention, speaks=bool(nouns))

    def _pronoun(self, pronoun: str) -> str | None:
        if pronoun not in ("he", "she"):
            return self.last
        gender = "m" if pronoun == "he" else "f"
        if self.subject and self._is_person(self.subject) and self._may_be(self.subject, gender):
            return self._joined(self.subject)
        return self.last if self.last and self._may_be(self.last, gender) else None

    def _may_be(self, name: str, gender: str) -> bool:
        words = name.split()
        known = self._gender.get(words[-1].casefold()) or given_names().get(words[0])
        return known in (None, gender)

    def _surnamed(self, folded: str) -> str | None:
        """Return the person whose last name, which is a state's too, is all that is given."""
        known = self._by_word.get(folded, "")
        first, *_, last = known.split() or ("", "")
        named = given_names().get(first) or (
            folded in _SURNAMES_TOO and first.casefold() not in _NO_GIVEN_NAMES
        )
        return known if named and last.casefold() == folded and self._is_person(known) else None

    def _is_person(self, name: str) -> bool:
        return not ORGANISATION.search(name) and self._state(name.casefold()) is None

    def _state(self, folded: str) -> str | None:
        table = states()
        words = re.sub(r"[^\w.'-]+", " ", folded).split()
        whole = table.get(" ".join(w for w in words if w not in ("the", "government", "of")))
        if whole and not whole[1]:
            return whole[0]
        if not INSTITUTIONS & set(words):
            return None
        for size in (3, 2, 1):
            for i in range(len(words) - size + 1):
                found = table.get(" ".join(words[i : i + size]))
                beside = set(words[i + size : i + size + 1]) & _PLACES
                if found and not beside and words[i - 1 : i] != ["air"]:
                    return found[0]
        return None

    def _joined(self, name: str) -> str:
        """Return the fullest name of the document that ``name`` is the first or last part of."""
        parts = name.casefold().split()
        state = self._surnamed(name.casefold()) or self._state(name.casefold())
        if state:
            return state
        known = self._by_word.get(parts[-1]) or self._by_word.get(parts[0])
        if known:
            full = known.casefold().split()
            if full[: len(parts)] == parts or full[-len(parts) :] == parts:
                return known
        return name


def _described(mention: str, *, speaks: bool) -> str | None:
    """Return a mention without a name, without its article; None if it is no noun phrase.

    ``speaks`` tells whether it has a noun for those who speak.

    >>> _described("The old shepherd", speaks=False), _described("so", speaks=False)
    ('old shepherd', None)
    """
    words = mention.casefold().split()
    opens = words[0] not in NOT_SUBJECT and mention[0] != "0"
    several = opens and len(words) <= _SHORT and len(words[-1]) > 2 and is_plural(words[-1])
    if not (speaks or several or _DETERMINED.match(mention)) or not words[-1].isalpha():
        return None
    if words[-1] in RELATIVES or all(word in NOT_SUBJECT for word in words):
        return None
    phrase = _ARTICLE.sub("", mention)
    spoken_for = POSSESSIVE.sub("", _SPOKEN_FOR.sub("", phrase))
    if PEOPLE.search(spoken_for):
        phrase = spoken_for
    return phrase if phrase[:2].isupper() else phrase[0].lower() + phrase[1:]


def _fold(mention: str) -> str:
    return " ".join(mention.replace("’", "'").split()).casefold().removeprefix("the ")


def interviewee(headings: Sequence[str]) -> str | None:
    """Return the first full name of a person in the lines above an interview."""
    for line in headings:
        for name in map(bare, NAME.findall(line)):
            if len(name.split()) > 1 and not ORGANISATION.search(name):
                return name
    return None
