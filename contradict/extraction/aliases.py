"""Second names that a document gives: "the port of Osk, formerly known as Arad"."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from contradict.extraction.names import NAME, bare
from contradict.extraction.reference_words import KINDS
from contradict.extraction.words import HONORIFICS

_WHEN = (
    r"also|officially|formally|formerly|previously|originally|once|now|then|better|locally|"
    r"internationally|widely|commonly|generally|otherwise|sometimes"
)
_KNOWN_AS = re.compile(
    r"[\s,]*[,(–—-]\s*(?:"
    rf"(?:(?:{_WHEN})\s+)*known(?:\s+\w+ly)?\s+as|"
    rf"(?:(?:{_WHEN})\s+)+(?:called|named|referred to as)|"
    r"a\.?k\.?a\.?|(?<=\()(?:formerly|previously|now))\s+"
    rf"(?:the\s+)?[\"“‘']?(?P<alias>{NAME.pattern})"
    rf"[\"”’']?(?=\s*(?:[,;:.)–—]|-\s|$))"
)
_BEFORE = re.compile(r"(?P<noun>[\w-]+)\s+of\s+(?:the\s+)?$")
_NAMED_BY_OF = KINDS | frozenset(
    "republic state city town village kingdom territory enclave municipality port island isle "
    "federation commonwealth principality".split()
)
"""Nouns whose *of* names the thing itself: the city of Osk is Osk, the mayor of Osk is not."""
_OFFICES = frozenset("director secretary chief chairman chairwoman head deputy speaker".split())
_MOST = 100
"""Names that are kept; the oldest go first."""


@dataclass(slots=True)
class Aliases:
    """The second names that a document has given so far.

    >>> aliases = Aliases()
    >>> aliases.meet("The town of Osk – officially known as Port Arad – is cut off.")
    >>> aliases.explained("Port Arad has no water")
    'Port Arad (Osk) has no water'
    >>> aliases.explained("Port Arad, or Osk, has no water")
    'Port Arad, or Osk, has no water'
    """

    _of: dict[str, str] = field(default_factory=dict)

    def meet(self, text: str) -> None:
        """Learn the second names in a stretch of text."""
        for match in NAME.finditer(text):
            told = _KNOWN_AS.match(text, match.end())
            name, alias = bare(match.group()), bare(told["alias"]) if told else ""
            if not name or not alias or _shares_a_word(name, alias) or _is_office(alias):
                continue
            before = _BEFORE.search(text, max(0, match.start() - 40), match.start())
            if before and before["noun"].casefold() not in _NAMED_BY_OF:
                continue
            self._of[alias] = name if self._of.get(alias, name) == name else ""
            if len(self._of) > _MOST:
                self._of.pop(next(iter(self._of)))

    def explained(self, claim: str) -> str:
        """Return a claim with the other name in brackets after each second name.

        Where the claim has both already, or a second name was given to two things, it is
        left alone.
        """
        for alias, name in self._of.items():
            plain = claim.replace("’", "'")
            if not name or alias not in plain or _mentions(claim, name):
                continue
            for match in NAME.finditer(plain):
                if bare(match.group()) == alias:
                    end = match.start() + match.group().index(alias) + len(alias)
                    claim = f"{claim[:end]} ({name}){claim[end:]}"
                    break
        return claim


def _words(name: str) -> set[str]:
    return set(re.split(r"[^\w]+", name.casefold())) - {"the", "of", ""}


def _shares_a_word(name: str, alias: str) -> bool:
    return bool(_words(name) & _words(alias))


def _mentions(claim: str, name: str) -> bool:
    """Tell whether a claim has the words of a name, joined in whatever way."""
    return _words(name) <= _words(claim)


def _is_office(alias: str) -> bool:
    """Tell whether a name is that of an office: "(formerly Minister of Health)"."""
    return alias.split()[0].casefold() in HONORIFICS | _OFFICES
