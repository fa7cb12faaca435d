"""What a text is about, and whether two are about two things."""

from __future__ import annotations

import re

from contradict.claim import Claim
from contradict.verdicts.accounts import without_shared
from contradict.verdicts.aliases import meanings
from contradict.verdicts.bearers import apart, exclusive, other_subject, tells_apart
from contradict.verdicts.clashes import Clash
from contradict.verdicts.names import Name, names
from contradict.verdicts.owners import other_owner
from contradict.verdicts.voice import speaker_of
from contradict.verdicts.words import FUNCTION, akin, content, has_kin, listed, outside, words

TITLE = re.compile(
    r"(?P<title>[A-ZÀ-Þ0-9][^\s()]*"
    r"(?: (?:[A-ZÀ-Þ0-9][^\s()]*|of|the|on|in|and|de|von|van|dos|a|for|to|&))*)"
    r"(?:\s*[(\[][^()]*\))?,?(?: known (?:\w+ )?as [^,]{2,40},)?"
    r"\s+(?:is|was|are|were)\s+(?:an?|one of)\s"
)
"""The start of a text that tells of what kind the bearer of a name is, as others may be too."""
HONORIFICS = frozenset(
    listed(
        "mr mrs ms dr sir dame lady lord prof professor president minister premier mayor captain "
        "general colonel judge senator king queen prince princess saint the"
    )
)
_NO_SUBJECT = re.compile(
    r"(?:[^,.]{1,60}, ){0,2}(?:[Hh]e|[Ss]he|[Ii]t|[Tt]hey|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Tt]hese|"
    r"[Tt]his|[Tt]he [a-z]+(?! of [A-ZÀ-Þ]))\b"
)
_UNNAMED = re.compile(r"(He|She|It|They|His|Her|Its|Their|This|These|The [a-z]+)\b")
FEW, MANY, NEARLY_ALL = 2, 3, 0.75
"""Names of each text, and the share of them that the other lacks, that make two stories."""


def other_entity(left: Claim, right: Claim, clash: Clash | None) -> bool:
    """Tell whether the claims are about two things: a clash, and no name in common.

    Where both name many, nearly all of them different, or each tells what somebody else
    is, no clash is asked for.

    >>> clash = Clash("number", ((0, 1),), ((0, 1),))
    >>> other_entity(Claim("Turnout in Osk was 63%."), Claim("Turnout in Arad was 44%."), clash)
    True
    >>> other_entity(Claim("Turnout in Osk was 63%."), Claim("Turnout in Osk was 44%."), clash)
    False
    >>> other_entity(Claim("Castor is a 2013 film."), Claim("Pollux is a 2005 film."), None)
    True
    """
    two = other_subject(left.text, right.text)
    if two is not None and not _all_that_differs(*two, left.text, right.text):
        return True
    if two_introduced(*without_shared(left.text, right.text)):
        return True
    if clash is None and other_owner(left, right):
        return True
    here, there = exclusive(left.text, right.text)
    all_of = len(names(left.text)), len(names(right.text))
    if min(len(here), len(there)) >= MANY and len(here + there) >= NEARLY_ALL * sum(all_of):
        return True
    if _unknown(left, right, clash) and min(len(here), len(there)) >= FEW:
        return True
    if clash is None or clash.loose or clash.kind in ("entity", "denial"):
        return False
    if not here or not there or (len(here), len(there)) != all_of:
        return False
    if not all(tells_apart(n, c.text) for c, own in ((left, here), (right, there)) for n in own):
        return False
    return apart(left.text, right.text) and not _names_speaker(left, right)


def _all_that_differs(a: Name, b: Name, left: str, right: str) -> bool:
    """Tell whether two texts are the same but for a name each.

    >>> texts = "He studied at Osk University.", "He studied at Arad University in 1983."
    >>> _all_that_differs(names(texts[0])[0], names(texts[1])[0], *texts)
    False
    >>> texts = "He studied at Osk University.", "He studied at Arad University."
    >>> _all_that_differs(names(texts[0])[0], names(texts[1])[0], *texts)
    True
    """
    here, there = outside(left, [a.span]), outside(right, [b.span])
    return len(here) == len(there) and all(
        akin(x.base, y.base) for x, y in zip(here, there, strict=True)
    )


def _unknown(left: Claim, right: Claim, clash: Clash | None) -> bool:
    """Tell whether nobody knows if two claims are about one thing: one does not name it.

    What has a speaker or a date has something to be about; what is denied, or told by opposite
    words, is taken for one thing.

    >>> _unknown(Claim("He left."), Claim("The film won."), None)
    True
    >>> _unknown(Claim("Marz left."), Claim("Leo stayed."), None)
    False
    """
    if clash is not None and clash.kind in ("negation", "antonym", "denial"):
        return False
    known = any(speaker_of(c) or c.date or c.url for c in (left, right))
    return not known and (has_no_subject(left.text) or has_no_subject(right.text))


def _names_speaker(left: Claim, right: Claim) -> bool:
    """Tell whether one claim names the speaker of the other, who need not name himself.

    >>> _names_speaker(Claim("Lukic has gone."), Claim("I am here.", speaker="Zoran Lukic"))
    True
    >>> _names_speaker(Claim("Lukic has gone."), Claim("I am here.", speaker="Ida Merrow"))
    False
    """
    return any(
        has_kin(word, content(speaker))
        for claim, speaker in ((left, speaker_of(right)), (right, speaker_of(left)))
        if speaker is not None
        for name in names(claim.text)
        for word in content(claim.text[slice(*name.span)])
    )


def unnamed(text: str) -> bool:
    """Tell whether ``text`` begins without naming what it is about.

    >>> unnamed("The film received three Academy Award nominations.")
    True
    >>> unnamed("Haifa is the third-largest city in Israel.")
    False
    """
    return _UNNAMED.match(text) is not None


def has_no_subject(text: str) -> bool:
    """Tell whether ``text`` does not name what it is about, after some opening either.

    >>> has_no_subject("As a member of Castor, he won two prizes.")
    True
    >>> has_no_subject("In 1999, Marz won two prizes.")
    False
    """
    return _NO_SUBJECT.match(text) is not None


def two_introduced(left: str, right: str) -> bool:
    """Tell whether each text tells of what kind a thing is, and names another.

    Each name has a word that the other lacks, besides titles and initials, and neither stands
    in the other text.

    >>> two_introduced("Castor Hill (born 1950) is a poet.", "Pollux Hill was a painter.")
    True
    >>> two_introduced("Castor Hill is a poet.", "Mr Hill is a painter.")
    False
    >>> two_introduced("Castor Hill is the winner.", "Pollux Hill is the winner.")
    False
    """
    found = TITLE.match(left), TITLE.match(right)
    if found[0] is None or found[1] is None:
        return False
    here, there = (_parts(match["title"]) for match in found if match)
    own, others = _besides(here, there), _besides(there, here)
    said = [{word.low for word in words(text)} for text in (left, right)]
    meant = [meanings([w.low for w in words(match["title"])]) for match in found if match]
    if meant[0] & meant[1]:
        return False
    return bool(own and others) and not here <= said[1] and not there <= said[0]


def _parts(title: str) -> set[str]:
    parts = {word.low for word in words(title)}
    return {part for part in parts if len(part) > 1} - HONORIFICS - FUNCTION


def _besides(some: set[str], others: set[str]) -> set[str]:
    """Return those of ``some`` that are no form of one of ``others``: "leo" is one of "leonard"."""
    return {w for w in some if not any(w.startswith(o) or o.startswith(w) for o in others)}
