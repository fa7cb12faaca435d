"""What a text is about, and whether two are about two things."""

from __future__ import annotations

import re

from contradict.claim import Claim
from contradict.verdicts.accounts import without_shared
from contradict.verdicts.bearers import apart, exclusive, other_subject, tells_apart
from contradict.verdicts.clashes import Clash
from contradict.verdicts.introductions import two_in_a_row, two_introduced
from contradict.verdicts.names import Name, names
from contradict.verdicts.owners import other_owner
from contradict.verdicts.voice import speaker_of
from contradict.verdicts.words import akin, content, has_kin, outside

_OPENING = (
    r"(?:(?:After|Also|As|At|Before|Besides|By|Despite|During|For|From|In|Like|On|Over|Since|Through|"
    r"Throughout|To|Under|Until|Upon|With|Within|Worldwide|\w+ly|\w+ed|\w+ing)\b[^,.]{0,60}, "
    r"(?:\d{4}, )?)?"
)
_NO_SUBJECT = re.compile(
    rf"{_OPENING}(?:[Hh]e|[Ss]he|[Ii]t|[Tt]hey|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Tt]hese|"
    r"[Tt]his|[Tt]he [a-z]+(?! of [A-ZÀ-Þ]))\b"
)
_UNNAMED = re.compile(r"(He|She|It|They|His|Her|Its|Their|This|These|The [a-z]+)\b")
_SAYING = (
    r"(?:\w+ly )?(?:say|said|tell|told|den(?:y|ied)|confirm|claim|writ|wrote|report|announc|argu|"
    r"insist|warn|add|explain|testif|accus|think|thought|believ|suggest|admit|stat|declar)"
)
"""Verbs of who only reports: what is said may be about one thing."""
_HE_OR_SHE = re.compile(
    rf"(?:(?:In|On|At|As|During|Since|Throughout|After|Before) [^,.]{{0,60}}, )?"
    rf"(?:(?P<he>[Hh]e)|(?P<she>[Ss]he))\b(?! {_SAYING})"
)
_HIS, _HERS = (re.compile(rf"\b(?:{w})\b", re.IGNORECASE) for w in ("he|him|his", "she|hers?"))
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
    if (clash is None and other_owner(left, right)) or _he_and_she(left, right):
        return True
    if clash and clash.kind in ("number", "date") and two_in_a_row(left.text, right.text):
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
    unnamed = has_no_subject(left.text) or has_no_subject(right.text)
    return unnamed and not _is_known(left, right)


def _is_known(left: Claim, right: Claim) -> bool:
    """Tell whether anything is known of where two claims come from."""
    return any(speaker_of(claim) or claim.date or claim.url for claim in (left, right))


def _he_and_she(left: Claim, right: Claim) -> bool:
    """Tell whether one text is about a man, and the other about a woman, with nothing in common.

    >>> _he_and_she(Claim("He sold ten records."), Claim("In May, she sold twenty records."))
    True
    >>> _he_and_she(Claim("He married her in 1990."), Claim("She married him in 1992."))
    False
    >>> _he_and_she(Claim("He said it was open."), Claim("She said it was shut."))
    False
    """
    texts = left.text, right.text
    found = [match for match in map(_HE_OR_SHE.match, texts) if match]
    if {match.lastgroup for match in found} != {"he", "she"} or _is_known(left, right):
        return False
    if any(_HIS.search(text) and _HERS.search(text) for text in texts):
        return False
    return len(exclusive(*texts)[0]) == len(names(left.text))


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
