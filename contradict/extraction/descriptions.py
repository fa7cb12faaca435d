"""What "the ministry", "the region" and the like mean, where a document leaves no doubt."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from contradict.extraction.names import NAME, bare
from contradict.extraction.reference_words import (
    AREAS,
    COMPANIES,
    KINDS,
    STANDS_ALONE_BEFORE,
    TITLES,
    regions,
    states,
)
from contradict.extraction.words import AUXILIARIES, FINITE, PAST

_NOUNS = "|".join(sorted(KINDS | TITLES))
_PLURALS = "|".join(sorted(re.sub("(?<![aeo])y$", "ie", noun) + "s" for noun in KINDS | TITLES))
_DESCRIPTION = re.compile(rf"\b[Tt]he (?P<noun>{_NOUNS})\b(?!-)")
_FOLLOWING = re.compile(r"(?:\s*[,;.:!?)”\"]|\s*$|['’]s\b|\s+(?P<word>[\w'’]+))")
_RIVAL = re.compile(
    rf"(?:\b(?P<lead>[\w’'-]+)\s+)?\b(?:(?P<noun>{_NOUNS})|(?P<plural>{_PLURALS}))\b"
)
_CAPITAL = r"[A-ZÀ-ÖØ-Þ][\w’'-]*"
_AREA = re.compile(
    rf"\b(?P<the>[Tt]he )?(?P<name>(?:{_CAPITAL} ){{1,4}})(?P<noun>{'|'.join(sorted(AREAS))})\b"
)
_JOINED = re.compile(rf"{_CAPITAL} and (?:the )?$"), re.compile(rf" and (?:the )?{_CAPITAL}")
_TITLED = re.compile(r"\s+[A-Z]")
_RECENT = 12
"""Sentences within which a name was met last."""


@dataclass(frozen=True, slots=True)
class _Named:
    """A name with its article, and the sentence in which it was met last; empty means several."""

    name: str
    met: int


@dataclass(slots=True)
class Descriptions:
    """The one thing of each kind that a document has named so far.

    >>> descriptions = Descriptions()
    >>> descriptions.meet("The city closed the Callow Bridge.")
    >>> descriptions.written_out("the bridge was safe")
    'the Callow Bridge was safe'
    >>> descriptions.meet("Another bridge is open.")
    >>> descriptions.written_out("the bridge was safe")
    'the bridge was safe'
    """

    sentence: int = 0
    _of_kind: dict[str, _Named] = field(default_factory=dict)

    def meet(self, text: str) -> None:
        """Learn what a stretch of text names, and what else of the kind it speaks of."""
        typed: set[int] = set()
        for match in _AREA.finditer(text):
            typed.add(match.start("noun"))
            name = " ".join(w for w in bare(match["name"]).split() if w.casefold() not in states())
            if name:
                article = "the " if match["the"] else ""
                self._learn(match["noun"], f"{article}{name} {match['noun']}")
        for match in NAME.finditer(text):
            before = text[max(0, match.start() - 30) : match.start()]
            article = "the " if before.casefold().endswith("the ") else ""
            if _JOINED[0].search(before) or _JOINED[1].match(text, match.end()):
                self._forget(match.group())
                continue
            title = before.casefold().split()[-1:]
            if title and title[0] in TITLES:
                self._learn_name(f"{title[0]} {match.group()}", "")
            self._learn_name(match.group(), article)
        for match in _RIVAL.finditer(text):
            noun = match["noun"] or _singular(match["plural"])
            alone = match["noun"] and (match["lead"] or "").casefold() == "the"
            if alone and _ends_there(text, match.end()):
                continue
            titled = noun in TITLES and _TITLED.match(text, match.end())
            if not titled and match.start("noun") not in typed:
                self._of_kind[noun] = _Named("", self.sentence)

    def written_out(self, claim: str, speaker: str | None = None) -> str:
        """Return a claim with the descriptions whose one meaning is known written out."""
        place, parts = 0, []
        for match in _DESCRIPTION.finditer(claim):
            known = self._of_kind.get(match["noun"])
            if not known or not known.name or self.sentence - known.met > _RECENT:
                continue
            if not _ends_there(claim, match.end()) or _mentions(claim, known.name):
                continue
            if speaker and known.name.removeprefix("the ") == speaker and match["noun"] in TITLES:
                continue
            start = claim[match.start()]
            name = known.name if start.islower() else known.name[0].upper() + known.name[1:]
            parts += [claim[place : match.start()], name]
            place = match.end()
        return "".join([*parts, claim[place:]])

    def article_of(self, name: str) -> str:
        """Return the name with the article that it was met with, if it is one of the known."""
        for known in self._of_kind.values():
            if known.name.removeprefix("the ") == name:
                return known.name
        return name

    def _learn_name(self, found: str, article: str) -> None:
        kind, name = _kind(found)
        if kind:
            self._learn(kind, article + name if kind in KINDS else name)

    def _forget(self, found: str) -> None:
        """Learn that a name is one of several, as in "Osk University and Yale"."""
        kind, _ = _kind(found)
        if kind:
            self._of_kind[kind] = _Named("", self.sentence)

    def _learn(self, noun: str, name: str) -> None:
        known = self._of_kind.get(noun)
        if known is None or _is_part(name, known.name):
            self._of_kind[noun] = _Named(known.name if known else name, self.sentence)
        else:
            self._of_kind[noun] = replace(known, name="")


def _kind(found: str) -> tuple[str, str]:
    """Return what a name is a name of, and the name without title; empty where it does not tell."""
    words = found.rstrip(".,").split()
    lead = "the " if words[0] == "The" else ""
    words = words[1:] if lead else words
    if not words:
        return "", ""
    first = words[0].casefold()
    if first in TITLES and len(words) > 1 and words[1] not in ("of", "for"):
        person = bare(" ".join(words))
        return (first, person) if len(person.split()) > 1 else ("", "")
    name = re.sub(r"['’]s?$", "", " ".join(words))
    if name.casefold() in regions():
        return "region", name
    if len(words) < 2 or any(word.endswith(("'s", "’s")) for word in words[:-1]):
        return "", ""
    head = (words[0] if words[1] in ("of", "for") else name.split()[-1]).casefold()
    noun = "company" if head in COMPANIES else head
    return (noun, lead + name) if noun in KINDS else ("", "")


def _singular(plural: str) -> str:
    return plural[:-3] + "y" if plural.endswith("ies") else plural[:-1]


def _parts(name: str) -> set[str]:
    return set(re.split(r"[\s-]+", name.casefold())) - {"the", "of", "for", "region", "province"}


def _is_part(name: str, whole: str) -> bool:
    """Tell whether a name is a shorter form of another."""
    return bool(whole) and _parts(name) <= _parts(whole)


def _mentions(claim: str, name: str) -> bool:
    """Tell whether a claim has one of the words of a name that set it apart."""
    known = _parts(name) - KINDS
    return any(word in known for word in re.split(r"[^\w]+", claim.casefold()))


def _ends_there(claim: str, place: int) -> bool:
    """Tell whether the description ends at ``place``: nothing after it tells which is meant."""
    following = _FOLLOWING.match(claim, place)
    if not following:
        return False
    word = (following["word"] or "").casefold()
    return (
        not word
        or word in STANDS_ALONE_BEFORE
        or word in AUXILIARIES
        or word in PAST
        or (word in FINITE and word.endswith("s"))
        or word.endswith("ed")
    )
