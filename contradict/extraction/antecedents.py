"""Claims made to stand alone: the words that point back, replaced by what they mean.

Only what is certain is replaced: one antecedent that fits, and no other that might.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from contradict.claim import MAX_CHARACTERS, Claim
from contradict.extraction.aliases import Aliases
from contradict.extraction.assertions import LONGEST
from contradict.extraction.clauses import words
from contradict.extraction.contesting import NEGATED
from contradict.extraction.descriptions import Descriptions
from contradict.extraction.names import NAME, ORGANISATION, bare
from contradict.extraction.people import SOMEBODY, People
from contradict.extraction.reference_words import ACTS, FITS, HELPING, OF_A_THING
from contradict.extraction.things import fitting, things
from contradict.extraction.words import FINITE

_PRONOUN = re.compile(r"(?P<word>[Hh]e|[Ss]he|[Ii]t|[Tt]hey)\s+(?=\w)")
_LONGEST = 600
"""Characters of context up to which a pronoun is looked into."""
_PREDICATE = 5
"""Words within which the verb must stand."""


@dataclass(slots=True)
class Antecedents:
    """What a document has named up to the sentence that is read.

    >>> antecedents = Antecedents()
    >>> text = "Anna Voss runs the port. She was born in 1961."
    >>> antecedents.end_sentence(text, (0, 24))
    >>> claim = Claim("She was born in 1961", span=(25, 45))
    >>> antecedents.standing_alone(claim, text, (25, 46), quoted=False).text
    'Anna Voss was born in 1961'
    """

    people: People = field(default_factory=People)
    descriptions: Descriptions = field(default_factory=Descriptions)
    aliases: Aliases = field(default_factory=Aliases)
    _before: str = ""
    _read: int = 0

    def begin_paragraph(self) -> None:
        """Forget the sentence before: pronouns do not reach into another paragraph."""
        self._before, self._read = "", 0

    def standing_alone(
        self, claim: Claim, text: str, sentence: tuple[int, int], *, quoted: bool
    ) -> Claim:
        """Return the claim with a pronoun that begins it, and descriptions, written out.

        A second name gets the first beside it.

        ``claim.span`` and ``sentence`` are places in ``text``; ``quoted`` tells whether
        the claim is in the very words of its speaker.
        """
        start, end = claim.span or sentence
        self._meet(text, max(self._read, sentence[0]), start)
        said = text[start:end]
        lead = NEGATED if claim.text.startswith(NEGATED) and said[:3] != "It " else ""
        standing = claim.text.removeprefix(lead)
        pronoun = _PRONOUN.match(standing)
        if pronoun and (lead or _PRONOUN.match(said)):
            name = self._meant(claim, pronoun["word"], standing, text[sentence[0] : start], quoted)
            if name:
                opening = name if pronoun["word"].islower() else name[0].upper() + name[1:]
                standing = f"{opening} {standing[pronoun.end() :]}"
        standing = self.descriptions.written_out(lead + standing, claim.speaker)
        standing = self.aliases.explained(standing)
        if standing == claim.text or len(standing) > MAX_CHARACTERS:
            return claim
        return replace(claim, text=standing, original=said)

    def end_sentence(self, text: str, sentence: tuple[int, int]) -> None:
        """Learn what is left of the sentence; the next may point back to it."""
        self._meet(text, max(self._read, sentence[0]), sentence[1])
        self._before = text[slice(*sentence)]
        self.descriptions.sentence += 1

    def _meet(self, text: str, start: int, end: int) -> None:
        if start < end <= start + LONGEST:
            self.people.meet(text[start:end])
            self.descriptions.meet(text[start:end])
            self.aliases.meet(text[start:end])
        self._read = max(self._read, end)

    def _meant(
        self, claim: Claim, pronoun: str, standing: str, lead: str, quoted: bool
    ) -> str | None:
        """Return what a pronoun that begins a claim means, or None where that is not certain."""
        if len(self._before) + len(lead) > _LONGEST:
            return None
        speaker = claim.speaker or ""
        if pronoun.casefold() in ("he", "she"):
            return self._person(pronoun, lead, speaker if quoted else "")
        predicate = _predicate(standing)
        if pronoun.casefold() == "it":
            if predicate in ACTS and not quoted and self._is_speaking_body(speaker, lead):
                return self.descriptions.article_of(speaker)
            for verbs, heads in FITS:
                if predicate in verbs and (name := self._fitting(lead, heads)):
                    return name
            if predicate not in OF_A_THING:
                return None
        if lead.strip(' ,"“”«»„'):
            return None
        return _only(things(self._before, plural=pronoun.casefold() == "they"))

    def _fitting(self, lead: str, heads: frozenset[str]) -> str | None:
        return _only(fitting(f"{self._before} {lead}", heads))

    def _person(self, pronoun: str, lead: str, excluded: str) -> str | None:
        context = f"{self._before} {lead}" if self._before else lead
        meant = self.people.meant(context, "m" if pronoun.casefold() == "he" else "f")
        name = _only(meant - {excluded})
        return None if name == SOMEBODY else name

    def _is_speaking_body(self, speaker: str, lead: str) -> bool:
        """Tell whether the words before a claim name its speaker, a body, and no other name."""
        names = [bare(match.group()) for match in NAME.finditer(lead)]
        known = {word.casefold() for word in speaker.split()}
        parts = {word.casefold() for name in names for word in name.split()}
        return (
            bool(ORGANISATION.search(speaker))
            and not self.people.is_known(speaker)
            and parts <= known
            and bool(known & set(words(lead)))
        )


def _only(found: set[str] | None) -> str | None:
    """Return the one name or phrase, or None if there is none or another."""
    return next(iter(found)) if found is not None and len(found) == 1 else None


def _predicate(standing: str) -> str:
    """Return the verb after the pronoun that begins a claim."""
    following = words(standing)[1 : 1 + _PREDICATE]
    for i, word in enumerate(following):
        if word not in HELPING:
            return word if i or word in FINITE or word in ACTS or word in OF_A_THING else ""
    return ""
